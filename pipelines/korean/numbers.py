"""Numbers in words: Sino-Korean (육십삼), native Korean (예순셋, 예순세), digit by digit (공이)."""

from __future__ import annotations

import re
from dataclasses import dataclass
from decimal import Decimal
from functools import cache
from importlib.resources import files

_DIGITS = "영일이삼사오육칠팔구"
_POWERS = ("", "십", "백", "천")
_SCALES = ("", "만", "억", "조", "경", "해", "자", "양", "구", "간", "정", "재", "극")
_NATIVE_TENS = ("", "열", "스물", "서른", "마흔", "쉰", "예순", "일흔", "여든", "아흔")
_NATIVE_ONES = ("", "하나", "둘", "셋", "넷", "다섯", "여섯", "일곱", "여덟", "아홉")
_DETERMINERS = ("", "한", "두", "세", "네", "다섯", "여섯", "일곱", "여덟", "아홉")
_ABOUT = {
    1: "한두",
    2: "두세",
    3: "서너",
    4: "네다섯",
    5: "대여섯",
    6: "예닐곱",
    7: "일고여덟",
    8: "여덟아홉",
}

LONGEST = len(_SCALES) * 4
"""Digits that a number may have; a longer one is read digit by digit."""


def sino(digits: str | int) -> str:
    """A whole number in Sino-Korean, a space after each 만 group: 12만 3456 -> 십이만 삼천사백오십육.

    Spaces follow Hangul Orthography, clause 44. 10,000 is 만, not 일만; 1,000 is 천.
    Raises ValueError if `digits` is not made of ASCII digits.
    """
    text = str(digits)
    if not (text.isascii() and text.isdigit()):
        raise ValueError(f"not a whole number: {text!r}")
    text = text.lstrip("0")
    if not text:
        return "영"
    if len(text) > LONGEST:
        return one_by_one(text)
    groups: list[str] = []
    for end in range(len(text), 0, -4):
        group, scale = text[max(0, end - 4) : end], _SCALES[(len(text) - end) // 4]
        if words := _below_10000(group):
            groups.append(words + scale)
    if groups[-1] == "일만":
        groups[-1] = "만"
    return " ".join(reversed(groups))


def _below_10000(group: str) -> str:
    words = ""
    for power, digit in enumerate(reversed(group)):
        if digit != "0":
            one = digit == "1" and power > 0
            words = ("" if one else _DIGITS[int(digit)]) + _POWERS[power] + words
    return words


def native(number: int) -> str:
    """1 to 99 as a noun: 스물하나. Raises ValueError outside."""
    if not 0 < number < 100:
        raise ValueError(f"native Korean counts from 1 to 99, not {number}")
    return _NATIVE_TENS[number // 10] + _NATIVE_ONES[number % 10]


def determiner(number: int, counter: str = "") -> str:
    """1 to 99 before what is counted: 스무 살, 스물한 살, 석 달, 서 돈 (Standard Language, 17항).

    석 and 넉 are kept where they are still usual (달, 장, 냥, 되, 섬, 자), 서 and 너 for
    돈, 말, 푼; everything else takes 세 and 네.
    """
    if number == 20:
        return "스무"
    ones = _DETERMINERS[number % 10]
    if counter in {"달", "장", "냥", "되", "섬", "자"}:
        ones = {"세": "석", "네": "넉"}.get(ones, ones)
    elif counter in {"돈", "말", "푼"}:
        ones = {"세": "서", "네": "너"}.get(ones, ones)
    native(number)
    return _NATIVE_TENS[number // 10] + ones


def about(number: int) -> str:
    """The number or the next: 3 -> 서너 (3~4명 is 서너 명). Empty from nine on."""
    return _ABOUT.get(number, "")


def one_by_one(digits: str, zero: str = "공") -> str:
    """Digit by digit, as telephone numbers are read: 02 -> 공이."""
    return "".join(zero if digit == "0" else _DIGITS[int(digit)] for digit in digits)


def decimal(text: str) -> str:
    """Digits with at most one point: 3.5 -> 삼 점 오, 0.07 -> 영 점 영칠."""
    whole, point, fraction = text.replace(",", "").partition(".")
    words = sino(whole or "0")
    return f"{words} 점 {one_by_one(fraction, zero='영')}" if point and fraction else words


# --- amounts: digits mixed with 천, 만, 억 -------------------------------------------------

_NUM = r"(?:[0-9]{1,3}(?:,[0-9]{3}){1,12}(?![0-9])|[0-9]{1,60})(?:\.[0-9]{1,40})?"
_LARGE = r"[십백천]?(?:만(?!큼)|억|조(?!각|직|사|합|항|건|치|선|약|별)|경(?=[0-9\s원달]|$))"
_SMALL = r"[십백천](?!일(?![가-힣])|단)"
_COUNTED = (
    r"(?=\s?여?\s?(?:명|개(?![월년국])|원|달러|유로|위안|건|마리|가구|세대|표(?!준)|톤|곳|채|척|장|권|그루|필지"
    r"|포인트|대(?![가-힣])|[㎡㎞㎏]|(?:km|kg|m|t)(?![A-Za-z])))"
)
"""What only a number is followed by: in 1만 50명 the 50 belongs to the 만, in 3만 25일 it does not."""
_END = r"(?![0-9.,][0-9])"
_LOW = (
    rf"{_NUM}{_SMALL}(?:\s?[0-9]{_SMALL}){{0,2}}"
    rf"(?:[0-9]{{1,3}}{_END}| [1-9][0-9]?(?![0-9]){_COUNTED})?"
)
_BIG = rf"(?:[0-9][천백]){{0,2}}{_NUM}"
AMOUNT = (
    rf"(?:{_BIG}\s?{_LARGE}(?:\s?{_BIG}{_LARGE}){{0,6}}"
    rf"(?:\s?{_LOW}|[0-9],[0-9]{{3}}{_END}|[0-9]{{1,4}}{_END}"
    rf"| (?:[0-9]{{4}}|[0-9],[0-9]{{3}})(?![0-9.,][0-9]|년)"
    rf"|(?<=만) [1-9][0-9]{{0,2}}(?![0-9]){_COUNTED})?"
    rf"|{_LOW}|{_NUM})"
)
"""Digits as newspapers write them: 3.5, 120,000, 3만5000, 1만 50명, 1조 2,000억, 5천1백, 3천205."""

_PART = re.compile(rf"(?P<digits>{_NUM})\s?(?P<power>[십백천]?)(?P<scale>[만억조경]?)")
_FACTORS = {
    "": 1,
    "십": 10,
    "백": 100,
    "천": 1000,
    "만": 10**4,
    "억": 10**8,
    "조": 10**12,
    "경": 10**16,
}


_MIXED = re.compile(r"(?<![0-9.,])[0-9]{2,}[십백천]")
_WHOLE = re.compile(r"[0-9,십백천만억조경\s]+")


@dataclass(frozen=True, slots=True)
class Amount:
    """A number as written, in words and as a value."""

    written: str
    words: str
    value: Decimal

    @property
    def whole(self) -> int | None:
        """The value where it is one number without a fraction, else None."""
        if not _WHOLE.fullmatch(self.written) or self.value >= 10**LONGEST:
            return None
        return int(self.value)


def amount(written: str) -> Amount:
    """Read what `AMOUNT` matched."""
    words, total, below, space = "", Decimal(0), Decimal(0), ""
    for part in _PART.finditer(written):
        digits, power, scale = part["digits"], part["power"], part["scale"]
        below += Decimal(digits.replace(",", "")) * _FACTORS[power]
        if scale:
            total, below = total + below * _FACTORS[scale], Decimal(0)
        number = "" if digits == "1" and power else decimal(digits)
        if number == "일" and scale == "만" and not words:
            number = ""
        words += space + number + power + scale
        space = " " if scale else ""
    total += below
    if _MIXED.search(written):  # 172백만, as ministries write
        words = sino(int(total))
    return Amount(written, words, total)


def span(first: Amount, last: Amount) -> Amount | None:
    """Two numbers that are said as one, or None.

    A number and the next share what follows: 2~3 이삼, 5~6억 오륙억, 3~4천 삼사천. So does the
    만 or 억 of the second: 10~20만 is 십에서 이십만, not ten to 200,000.
    """
    written = f"{first.written}~{last.written}"
    one, other = first.written, last.written.replace(" ", "")
    if (pair := _NEXT.fullmatch(other)) and one.isdigit() and int(pair[1]) == int(one) + 1:
        digit = "륙" if pair[1] == "6" else _DIGITS[int(pair[1])]
        return Amount(written, _DIGITS[int(one)] + digit + pair[2], last.value)
    if other[-1] in "천만억조경" and one[-1].isdigit() and first.value < last.value:
        return Amount(written, f"{first.words}에서 {last.words}", last.value)
    return None


_NEXT = re.compile("([2-9])([십백천]?[만억조]?)")


# --- counting ------------------------------------------------------------------------------


@cache
def counters() -> dict[str, int]:
    """What is counted, and up to which number in native Korean (see `data/counters.txt`)."""
    found: dict[str, int] = {}
    limit = 0
    text = files("pipelines.korean").joinpath("data/counters.txt").read_text("utf-8")
    for line in text.splitlines():
        if line.startswith("["):
            limit = int(line[1 : line.index("]")])
        elif not line.startswith("#"):
            found.update(dict.fromkeys(line.split(), limit))
    return found


def counter_at(text: str, position: int) -> str:
    """The longest counter that `text` has at `position`; empty where there is none."""
    known = counters()
    for length in range(6, 0, -1):
        word = text[position : position + length]
        if len(word) == length and word in known:
            loose = length == 1 and text[position - 1 : position] == " "
            return "" if loose and _NOUN_GOES_ON.match(text, position + 1) else word
    return ""


_NOUN_GOES_ON = re.compile("[가-힣](?<![이가을를은는의에도만과와로으까부간째쯤당씩여짜정인])")
"""After a space 3 일본 is not 3 일: one syllable must be followed by a particle or nothing."""


def counted(number: Amount, counter: str) -> str:
    """The number as said before `counter`, however it was written: 3,205명, 3천205명.

    Up to 99 native where the counter takes it. From 101 to 9,999 thousands and hundreds are
    Sino-Korean and the rest is native unless it is a round ten: 이백예순두 개, but 백오십 명.
    From 10,000 on all is Sino-Korean (만 오십 명), as is what has a fraction.

    No regulation says so (국립국어원, 온라인가나다, 27 May 2024: 수를 읽는 방법은 규정으로 정해진 바
    없다, but the two kinds are not mixed within tens and ones). The institute's grammar
    (외국인을 위한 한국어 문법 1, 2005) has ones and teens, also after a ten, native only, and round
    tens either way (서른 개, 삼십 개); news is heard to keep that after hundreds: 이백다섯 명.
    """
    limit = counters().get(counter, 0)
    whole = number.whole
    if whole is None or not limit:
        return number.words
    if 0 < whole <= limit:
        return determiner(whole, counter)
    rest = whole % 100
    if limit == 99 and 100 < whole < 10_000 and rest % 10:
        return sino(whole - rest) + determiner(rest, counter)
    return sino(whole) if whole < 10_000 else number.words
