"""Numbers in running text: what they count, what they measure, ranges, scores, fractions, sums."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import replace

from pipelines.korean.counting import TOGETHER, count
from pipelines.korean.hangul import is_syllable
from pipelines.korean.numbers import AMOUNT, Amount, amount, one_by_one, sino, span
from pipelines.korean.ratios import RATIOS
from pipelines.korean.telephones import TELEPHONES
from pipelines.korean.units import MONEY, MULTIPLES, PREFIXED, UNITS, any_of

_VERSION = re.compile(r"(?<![0-9.])[0-9]{1,5}(?:\.[0-9]{1,5}){2,6}(?![0-9])")
_PLOT = re.compile(r"(?<![0-9.,-])([0-9]{1,5})-([0-9]{1,4})(?=\s?번지)")
_CODE_WITH_DASHES = re.compile(r"(?<![0-9-])[0-9]{1,20}(?:-[0-9]{1,20}){2,8}(?![0-9-])")
_LIST = re.compile(r"(?<=[0-9])·(?=[0-9])")
_ORDINAL = re.compile(r"(?<![0-9.,])(?:1\s?(?=번째)|([1-4])(?=째))")
_LEADING_ZERO = re.compile(
    r"(?<![0-9.,])0[0-9]{1,11}(?![0-9.,][0-9]|\s?(?:시|분|초|월|일|년|개|명))"
)

_LETTERS = frozenset("AVWKJ")
"""Units that without a number are letters: A당 is a party."""
_PER = re.compile(
    rf"(?<![A-Za-z0-9가-힣/])({any_of(set(UNITS) - _LETTERS)})(?=당(?:$|[^가-힣]|약|평균))"
)
_MANY = re.compile(
    rf"(?<=[수몇][십백천만억])(여?)\s?({any_of(set(UNITS) - _LETTERS)})(?![A-Za-z0-9/])"
)
_MONEY = any_of(MONEY)
_UNIT = any_of([*PREFIXED, *UNITS])
_NUMBER = re.compile(
    r"(?P<sign>(?<![\w.)\]%])[-+±](?=[0-9$€£¥₩]))?"
    rf"(?:(?P<money>{_MONEY})\s?)?(?P<first>{AMOUNT})"
    rf"(?:(?P<unit1>{_UNIT}|도)?(?:\s?~\s?(?P<below>-)?|[–—-]| [–—-] )(?:{_MONEY})?(?P<last>{AMOUNT}))?"
    rf"(?:\s?(?P<multiple>{any_of(MULTIPLES)})(?![A-Za-z0-9/²³]))?"
    rf"(?P<odd>여)?(?:\s?(?P<unit>{_UNIT})(?![A-Za-z0-9]))?"
)


def read_number(match: re.Match[str]) -> str:
    """One number with its sign, currency, range, unit or counter."""
    before = match.string[match.start() - 1 : match.start()]
    glued = before and before.isalpha() and before != "제"  # 6월10일, 2할6푼, 주5일
    return (" " if glued else "") + _number(match)


def _number(match: re.Match[str]) -> str:
    text, end = match.string, match.end()
    first = amount(match["first"])
    last = amount(match["last"]) if match["last"] else None
    ordinal = re.search(r"(?<![가-힣])제\s?$", text[max(0, match.start() - 3) : match.start()])
    if cold := _cold(match, first, last):
        return cold
    if last and match["below"]:
        last = replace(last, words="마이너스 " + last.words)
    elif last and not match["unit1"] and not ordinal:
        together = span(first, last)
        if together and together.value >= 1000:
            first, last = together, None
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
        scaled = text[end : end + 1] in {"만", "억", "조"}  # 200여만 원
        return f"{sign}{words}여" + ("" if scaled else _gap(text, end))
    if ordinal and last is None:
        return first.words
    return sign + count(text, match, first, last)


def _cold(match: re.Match[str], first: Amount, last: Amount | None) -> str:
    """Below zero as weather reports say it: -5도 영하 오 도, -7∼2도 영하 칠 도에서 영상 이 도."""
    end = match.end("last" if last else "first")
    degrees = re.match(r"\s?(?:도(?!시|민|지사)|℃|°C)", match.string[end : end + 3])
    if match["sign"] != "-" or not degrees:
        return ""
    said = f"영하 {first.words} "
    if last:
        below = "영하 " if match["below"] else "영상 " if last.value else ""
        said = f"{said}도에서 {below}{last.words} "
    if match["unit"]:
        return said + "도"
    return said.rstrip() if degrees[0].startswith(" ") else said


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


Reader = Callable[[re.Match[str]], str]

NUMBERS: tuple[tuple[re.Pattern[str], Reader], ...] = (
    *TELEPHONES,
    (_VERSION, lambda match: " 점 ".join(sino(part) for part in match[0].split("."))),
    (
        _CODE_WITH_DASHES,
        lambda match: " 다시 ".join(one_by_one(part) for part in match[0].split("-")),
    ),
    (_PLOT, lambda match: f"{sino(match[1])} 다시 {sino(match[2])} "),
    (_PER, lambda match: UNITS[match[1]]),
    (_MANY, lambda match: f"{match[1]} {UNITS[match[2]]}"),
    *RATIOS,
    *TOGETHER,
    (_LIST, lambda match: " "),
    (_ORDINAL, lambda match: ("", "첫", "둘", "셋", "넷")[int(match[1])] if match[1] else "첫 "),
    (_LEADING_ZERO, lambda match: one_by_one(match[0])),
    (_NUMBER, read_number),
)
"""What is looked for in the text, in this order."""
