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
_LARGE = r"[십백천]?(?:[만억]|조(?!각|직|사|합|항|건|치|선|약|별)|경(?=[0-9\s원달]|$))"
_SMALL = r"[십백천](?!일(?![가-힣])|단)"
AMOUNT = (
    rf"{_NUM}(?:\s?{_LARGE}(?:\s?{_NUM}{_LARGE}){{0,6}}"
    rf"(?:\s?{_NUM}{_SMALL}|[0-9]{{1,4}}(?![0-9.,][0-9])| (?:[0-9]{{4}}|[0-9],[0-9]{{3}})(?![0-9.,][0-9]|년))?"
    rf"|{_SMALL}(?:[0-9]{{1,3}}(?![0-9.,][0-9]))?)?"
)
"""Digits as newspapers write them: 3.5, 120,000, 3만5000, 1조 2,000억, 5천."""

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


@dataclass(frozen=True, slots=True)
class Amount:
    """A number as written, in words and as a value."""

    written: str
    words: str
    value: Decimal

    @property
    def whole(self) -> int | None:
        """The value where it is written in plain digits without a fraction, else None."""
        plain = self.written.replace(",", "")
        return int(plain) if plain.isdigit() and len(plain) <= LONGEST else None


def amount(written: str) -> Amount:
    """Read what `AMOUNT` matched."""
    words, total, space = "", Decimal(0), ""
    for part in _PART.finditer(written):
        digits, power, scale = part["digits"], part["power"], part["scale"]
        total += Decimal(digits.replace(",", "")) * _FACTORS[power] * _FACTORS[scale]
        number = "" if digits == "1" and power else decimal(digits)
        if number == "일" and scale == "만" and not words:
            number = ""
        words += space + number + power + scale
        space = " " if scale else ""
    return Amount(written, words, total)


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
    """The number as said before `counter`.

    Up to 99 native where the counter takes it. From 101 to 9,999 newsreaders say hundreds
    in Sino-Korean and the rest in native Korean unless it is a round ten: 이백예순두 개,
    but 백오십 명. Greater ones, and all with a fraction or 만, are Sino-Korean.
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
    return sino(whole)
