"""Two numbers against each other: scores, ratios and fractions."""

from __future__ import annotations

import re
from collections.abc import Callable

from pipelines.korean.numbers import amount, counter_at, sino
from pipelines.korean.units import PREFIXED, UNITS, any_of

_QUARTER = re.compile(r"(?<![0-9/])([1-4])/4(?=\s?분기)")
_FRACTION = re.compile(r"(?<![0-9/.,])([0-9]{1,4})/([0-9]{1,4})(?![0-9/]|[.,][0-9])")
_VERSUS = re.compile(
    r"(?<![0-9.,-])([0-9]{1,5}(?:\.[0-9]{1,3})?)(?P<sign>\s?:\s?|대| 대 |대 )(?P<other>[0-9]{1,5}(?:\.[0-9]{1,3})?)(?![0-9-])"
)
_RESULT = re.compile(r"으?로(?![가-힣])|[의이,.)]|$| (?:승|패|무승부|역전|완승|대승|신승|경쟁률)")
_SCORE = re.compile(
    r"(?<![0-9.,$€£¥₩-])(?:([0-9]{1,2})\s?[-–]\s?([0-9]{1,2})(?![0-9]|[.,-][0-9]|-)"
    r"|([0-9]{2,3})-([0-9]{2,3})(?=으?로(?:\s|$)|\s?(?:승리|완승|대승|역전|신승|패배|완패)))"
)
_ONLY = re.compile(r"(?<=분의)\s?([0-9]{1,2})(?=만(?![0-9]))")
"""In 3분의 1만 the 만 means "only"."""
_UNIT = any_of([*PREFIXED, *UNITS])


def _versus(match: re.Match[str]) -> str:
    """Scores and ratios: 3대1, 2:1 -> 이 대 일. 승용차 1대 3명 does not match."""
    if match[1].startswith("0") and len(match[1]) > 1:
        return match[0]
    following = counter_at(match.string, match.end()) if "대" in match[0] else ""
    if following in {"명", "개", "대", "척", "마리"} and match["sign"] != " 대 ":
        return match[0]
    if match["sign"] == "대 " and not _RESULT.match(match.string, match.end()):
        return match[0]
    return f"{amount(match[1]).words} 대 {amount(match['other']).words}"


def _score(match: re.Match[str]) -> str:
    """3-1로 이겼다 -> 삼 대 일로; a range where something is counted: 20-21세."""
    end = match.end()
    rest = match.string[end : end + 8]
    counter = counter_at(match.string, end + (rest[:1] == " "))
    if counter and counter not in {"승", "패", "무", "무승부", "회"}:
        return match[0]
    if re.match(rf"\s?(?:{_UNIT})(?![A-Za-z])", rest) or re.match(r"\s?[만억조천]", rest):
        return match[0]
    return f"{sino(match[1] or match[3])} 대 {sino(match[2] or match[4])}"


def _fraction(match: re.Match[str]) -> str:
    top, bottom = int(match[1]), int(match[2])
    if 0 < top < bottom:
        return f"{sino(bottom)} 분의 {sino(top)}"
    return f"{sino(match[1])} 슬래시 {sino(match[2])}"


RATIOS: tuple[tuple[re.Pattern[str], Callable[[re.Match[str]], str]], ...] = (
    (_ONLY, lambda match: " " + sino(match[1])),
    (_QUARTER, lambda match: f"{sino(match[1])}사"),
    (_FRACTION, _fraction),
    (_VERSUS, _versus),
    (_SCORE, _score),
)
"""What is looked for in the text, in this order."""
