"""Telephone numbers, figure by figure: 02-123-4567, 1588-1234, 119."""

from __future__ import annotations

import re
from collections.abc import Callable

from pipelines.korean.numbers import one_by_one

_PHONE = re.compile(
    r"(?<![0-9-])\(?(?P<area>0[0-9]{1,2}|1[568][0-9][0-9])[-) .]{1,2}(?P<first>[0-9]{3,4})(?:[-. ](?P<last>[0-9]{4}))?(?![0-9-]|\s?[년~])"
)
_SHORT_PHONE = re.compile(
    r"(?P<before>(?:국번\s?없이|콜센터|상담\s?전화|신고\s?전화|대표\s?전화|고객센터|핫라인|전화번호|☎)\s?[(:]?\s?)"
    r"(?P<digits>1[0-9]{2,3})(?![0-9,-]|\s?여?\s?(?:명|건|곳|개|통|회|대|원|만|천|년))"
)
_EMERGENCY = re.compile(
    r"(?<![0-9.,])(?:11[0-9]|911)(?=\s?(?:구급|구조|신고|상황|소방|종합상황|안전센터|콜|(?:에|로)\s?(?:신고|전화|연락|도움|문의)))"
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


TELEPHONES: tuple[tuple[re.Pattern[str], Callable[[re.Match[str]], str]], ...] = (
    (_PHONE, _phone),
    (_SHORT_PHONE, lambda match: match["before"] + one_by_one(match["digits"])),
    (_EMERGENCY, lambda match: one_by_one(match[0])),
)
"""What is looked for in the text, in this order."""
