"""Numbers in running text: what they count, what they measure, ranges, scores, fractions, sums."""

from __future__ import annotations

import re
from collections.abc import Callable

from pipelines.korean.hangul import is_syllable
from pipelines.korean.numbers import (
    AMOUNT,
    Amount,
    about,
    amount,
    counted,
    counter_at,
    counters,
    one_by_one,
    sino,
)
from pipelines.korean.units import MONEY, MULTIPLES, PREFIXED, UNITS, any_of

_JOINED = frozenset("월 일 주일 자회담 강 자 호선 남 녀".split())
"""Counters that stay attached: 육자회담, 십육강."""

_PHONE = re.compile(
    r"(?<![0-9-])\(?(?P<area>0[0-9]{1,2}|1[568][0-9][0-9])[-) .]{1,2}(?P<first>[0-9]{3,4})(?:[-.](?P<last>[0-9]{4}))?(?![0-9-]|\s?[년~])"
)
_EMERGENCY = re.compile(
    r"(?<![0-9.,])(?:11[0-9]|911)(?=\s?(?:구급|구조|신고|상황|소방|종합상황|안전센터|에 신고|에 전화|콜))"
)
_VERSION = re.compile(r"(?<![0-9.])[0-9]{1,5}(?:\.[0-9]{1,5}){2,6}(?![0-9])")
_QUARTER = re.compile(r"(?<![0-9/])([1-4])/4(?=\s?분기)")
_FRACTION = re.compile(r"(?<![0-9/.,])([0-9]{1,4})/([0-9]{1,4})(?![0-9/]|[.,][0-9])")
_VERSUS = re.compile(
    r"(?<![0-9.,-])([0-9]{1,5}(?:\.[0-9]{1,3})?)(?:\s?:\s?|대| 대 )([0-9]{1,5}(?:\.[0-9]{1,3})?)(?![0-9-])"
)
_SCORE = re.compile(r"(?<![0-9.,$€£¥₩-])([0-9]{1,2})\s?[-–]\s?([0-9]{1,2})(?![0-9.,-][0-9]|-)")
_CODE_WITH_DASHES = re.compile(r"(?<![0-9-])[0-9]{1,20}(?:-[0-9]{1,20}){2,8}(?![0-9-])")
_LIST = re.compile(r"(?<=[0-9])·(?=[0-9])")
_ORDINAL = re.compile(r"(?<![0-9.,])(?:1\s?(?=번째)|([1-4])(?=째))")
_LEADING_ZERO = re.compile(
    r"(?<![0-9.,])0[0-9]{1,11}(?![0-9.,][0-9]|\s?(?:시|분|초|월|일|년|개|명))"
)

_MONEY = any_of(MONEY)
_UNIT = any_of([*PREFIXED, *UNITS])
_NUMBER = re.compile(
    r"(?P<sign>(?<![\w.)\]%])[-+±](?=[0-9$€£¥₩]))?"
    rf"(?:(?P<money>{_MONEY})\s?)?(?P<first>{AMOUNT})"
    rf"(?:(?P<unit1>{_UNIT})?(?:\s?~\s?|[–—-]| [–—-] )(?:{_MONEY})?(?P<last>{AMOUNT}))?"
    rf"(?:\s?(?P<multiple>{any_of(MULTIPLES)})(?![A-Za-z0-9/²³]))?"
    rf"(?P<odd>여)?(?:\s?(?P<unit>{_UNIT})(?![A-Za-z0-9]))?"
)
_NUMBERED = re.compile(
    r"(?:버스|시내|마을버스|출구|타자|홀|홈|국도|도로|게이트|선수|후보|염색체|유전자|트랙|코스|교향곡|환자|확진자|문제|문항|지|마|말|국|승강장|척추|활주로|아이언|우드|레인|시드|타순)"
)
_NUMBERED_BEFORE = re.compile(r"(?:국도|지방도|고속도로|기호|교향곡|협주곡|소나타|등번호|작품)\s?$")
_DAE_NATIVE = re.compile(
    r"대(?:$|[의가를는은와도로에만나]|[^가-힣]{0,2}(?:이상|이하|정도|가량|미만|규모|분량|등|중|가운데|모두|이|분|가 )|\s?[,.)])"
)


def read_phone(digits: str) -> str:
    """Digit by digit with 공 for zero."""
    return one_by_one(digits)


def _phone(match: re.Match[str]) -> str:
    """02-123-4567 -> 공이 일이삼에 사오육칠."""
    area, first, last = match["area"], match["first"], match["last"]
    if not last:
        if not (area.startswith("1") and len(first) == 4):
            return match[0]
        return f"{one_by_one(area)}에 {one_by_one(first)}"
    return f"{one_by_one(area)} {one_by_one(first)}에 {one_by_one(last)}"


def _versus(match: re.Match[str]) -> str:
    """Scores and ratios: 3대1, 2:1 -> 이 대 일. 승용차 1대 3명 does not match."""
    if match[1].startswith("0") and len(match[1]) > 1:
        return match[0]
    following = counter_at(match.string, match.end()) if "대" in match[0] else ""
    if following in {"명", "개", "대", "척", "마리"} and " " not in match[0]:
        return match[0]
    return f"{amount(match[1]).words} 대 {amount(match[2]).words}"


def _score(match: re.Match[str]) -> str:
    """3-1로 이겼다 -> 삼 대 일로; a range where something is counted: 20-21세."""
    end = match.end()
    rest = match.string[end : end + 8]
    counter = counter_at(match.string, end + (rest[:1] == " "))
    if counter and counter not in {"승", "패", "무", "무승부", "회"}:
        return match[0]
    if re.match(rf"\s?(?:{_UNIT})(?![A-Za-z])", rest) or re.match(r"\s?[만억조천]", rest):
        return match[0]
    return f"{sino(match[1])} 대 {sino(match[2])}"


def _fraction(match: re.Match[str]) -> str:
    top, bottom = int(match[1]), int(match[2])
    if 0 < top < bottom:
        return f"{sino(bottom)} 분의 {sino(top)}"
    return f"{sino(match[1])} 슬래시 {sino(match[2])}"


def read_number(match: re.Match[str]) -> str:
    """One number with its sign, currency, range, unit or counter."""
    before = match.string[match.start() - 1 : match.start()]
    glued = before and before.isalpha() and before != "제"  # 6월10일, 2할6푼, 주5일
    return (" " if glued else "") + _number(match)


def _number(match: re.Match[str]) -> str:
    text, end = match.string, match.end()
    first = amount(match["first"])
    last = amount(match["last"]) if match["last"] else None
    if match["multiple"]:
        if match["money"] or len(match["multiple"]) > 3:
            return _sum(match, first, last)
        if not match["unit"] and match["multiple"] in UNITS:
            return _measured(match, first, last, match["multiple"])
        return first.words + match[0][match.end("first") - match.start() :]
    sign = {"-": "마이너스 ", "+": "플러스 ", "±": "플러스마이너스 "}.get(match["sign"] or "", "")
    if match["unit"] and not (match["money"] and match["unit"] in MONEY):
        if match["odd"]:
            return f"{sign}{first.words}여 {UNITS.get(match['unit'], match['unit'])}"
        return sign + _measured(match, first, last, match["unit"])
    if match["money"]:
        money = MONEY[match["money"]]
        said = re.match(rf"\s?{money.split()[-1]}", text[end : end + 8])  # $3억 달러
        return f"{sign}{_range(first, last)}" + ("" if said else f" {money}{_gap(text, end)}")
    if match["odd"]:
        words = first.words if last is None else f"{first.words}에서 {last.words}"
        return f"{sign}{words}여" + _gap(text, end)
    ordinal = re.search(r"(?<![가-힣])제\s?$", text[max(0, match.start() - 3) : match.start()])
    if ordinal and last is None:
        return first.words
    return sign + _counted(text, match, first, last)


def _gap(text: str, end: int) -> str:
    return " " if end < len(text) and is_syllable(text[end]) else ""


def _range(first: Amount, last: Amount | None) -> str:
    return first.words if last is None else f"{first.words}에서 {last.words}"


def _sum(match: re.Match[str], first: Amount, last: Amount | None) -> str:
    """$5.2 million -> 오백이십만 달러."""
    factor = MULTIPLES[match["multiple"]]
    said = [_scaled(number, factor) for number in (first, last) if number]
    unit = MONEY.get(match["money"] or "", "") or UNITS.get(match["unit"] or "", "")
    gap = "" if unit else _gap(match.string, match.end())
    return "에서 ".join(said) + (f" {unit}" if unit else gap)


def _scaled(number: Amount, factor: int) -> str:
    value = number.value * factor
    return sino(int(value)) if value == int(value) else amount(f"{value:f}").words


def _measured(match: re.Match[str], first: Amount, last: Amount | None, unit: str) -> str:
    """A number with a unit: 63% -> 육십삼 퍼센트, 150km/h -> 시속 백오십 킬로미터."""
    gap = _gap_after_unit(match)
    if unit in PREFIXED:
        before, after = PREFIXED[unit]
        heard = re.search(
            r"(?:시속|초속|섭씨|화씨|영하|영상|분속|당)\s?$",
            match.string[max(0, match.start() - 4) : match.start()],
        )
        return f"{'' if heard else before + ' '}{_range(first, last)} {after}{gap}"
    return f"{_range(first, last)} {UNITS[unit]}{gap}"


def _gap_after_unit(match: re.Match[str]) -> str:
    following = match.string[match.end() : match.end() + 1]
    return " " if following.isdigit() else ""


def _counted(text: str, match: re.Match[str], first: Amount, last: Amount | None) -> str:
    """A number before a Korean counter, or alone."""
    end = match.end()
    space = text[end : end + 1] == " "
    counter = counter_at(text, end + space)
    if text.endswith("분의 ", 0, match.start()):  # the upper part of a fraction
        return first.words + ("" if space or not counter else " ")
    limit = counters().get(counter, 0)
    if counter == "대":
        limit = _dae(text, end + space, first)
    elif counter == "번":
        limit = _beon(text, match.start(), end + space)
    if not limit:
        words = _range(first, last)
        if not counter or space:
            return words
        joined = counter in _JOINED or (
            counter == "년" and first.whole is not None and first.whole >= 1000
        )
        joined = joined or counter == "대"
        return words if joined else words + " "
    tail = "" if space else " "
    if last is None:
        return counted(first, counter) + tail
    if first.whole is not None and last.whole == first.whole + 1 and about(first.whole):
        return about(first.whole) + tail
    low, high = counted(first, counter), counted(last, counter)
    if (low, high) == (first.words, last.words):
        return f"{low}에서 {high}{tail}"
    return f"{low} {counter}에서 {high}{tail}"


def _dae(text: str, position: int, number: Amount) -> int:
    """대 counts machines (다섯 대) unless it is a decade of life (사십대) or a set (오대양, 3대 과제)."""
    if number.whole is None or (number.whole % 10 == 0 and number.whole <= 100):
        return 0
    return 99 if _DAE_NATIVE.match(text, position) else 0


def _beon(text: str, start: int, position: int) -> int:
    """번 counts times (세 번) unless it numbers things (16번 버스, 국도 3번)."""
    after = text[position + 1 : position + 8].lstrip()
    before = text[max(0, start - 6) : start]
    return 0 if _NUMBERED.match(after) or _NUMBERED_BEFORE.search(before) else 99


Reader = Callable[[re.Match[str]], str]

NUMBERS: tuple[tuple[re.Pattern[str], Reader], ...] = (
    (_PHONE, _phone),
    (_EMERGENCY, lambda match: one_by_one(match[0])),
    (_VERSION, lambda match: " 점 ".join(sino(part) for part in match[0].split("."))),
    (
        _CODE_WITH_DASHES,
        lambda match: " 다시 ".join(one_by_one(part) for part in match[0].split("-")),
    ),
    (_QUARTER, lambda match: f"{sino(match[1])}사"),
    (_FRACTION, _fraction),
    (_VERSUS, _versus),
    (_SCORE, _score),
    (_LIST, lambda match: " "),
    (_ORDINAL, lambda match: ("", "첫", "둘", "셋", "넷")[int(match[1])] if match[1] else "첫 "),
    (_LEADING_ZERO, lambda match: one_by_one(match[0])),
    (_NUMBER, read_number),
)
"""What is looked for in the text, in this order."""
