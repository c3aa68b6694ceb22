"""The day an article came out, as a line over it or its link says it."""

import re
from datetime import date

_MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
_MONTH = rf"({'|'.join(_MONTHS)})[a-z]{{0,6}}\.?"
_DATES = (
    (re.compile(r"\b(\d{4})[-/.](\d{1,2})[-/.](\d{1,2})(?!\d)"), "ymd"),
    (re.compile(rf"\b{_MONTH} (\d{{1,2}})(?:st|nd|rd|th)?,? (\d{{4}})", re.I), "mdy"),
    (re.compile(rf"\b(\d{{1,2}})(?:st|nd|rd|th)? {_MONTH},? (\d{{4}})", re.I), "dmy"),
    (re.compile(rf"\b{_MONTH} (\d{{1,2}}) (\d{{4}})", re.I), "mdy"),
)
_FIGURES = re.compile(r"(?<![\d/.-])(\d{1,2})([./-])(\d{1,2})\2(\d{4}|\d\d)(?!\d)")
_DATED_PATH = re.compile(r"/((?:19|20)\d\d)/(\d{1,2}|[a-z]{3,9})/(\d{1,2})/", re.IGNORECASE)


def parse_date(text: str) -> str | None:
    """The first date in a line, ISO 8601, or None: year first in figures, or an English month.

    Days and months in figures alone are not guessed at ("03/04/2019"): they are read where only
    one order gives a day ("11/13/2019").
    """
    for pattern, order in _DATES:
        for match in pattern.finditer(text):
            parts = dict(zip(order, match.groups(), strict=True))
            month = parts["m"].lower()[:3]
            number = _MONTHS.index(month) + 1 if month in _MONTHS else int(parts["m"])
            if found := _day(int(parts["y"]), number, int(parts["d"])):
                return found
    for match in _FIGURES.finditer(text):
        one, two, three = int(match[1]), int(match[3]), int(match[4])
        year = three if len(match[4]) == 4 else 2000 + three
        days = {_day(year, one, two), _day(year, two, one)}
        if len(match[4]) == 2:
            days.add(_day(2000 + one, two, three))
        days.discard(None)
        if len(days) == 1:
            return days.pop()
    return None


def _day(year: int, month: int, day: int) -> str | None:
    try:
        return date(year, month, day).isoformat()
    except ValueError:
        return None


def date_in_link(link: str) -> str | None:
    """The day in a link's path, as newspapers put it there (`/2019/nov/18/`), ISO 8601."""
    found = _DATED_PATH.search(link)
    if not found:
        return None
    year, month, day = found.groups()
    name = month.lower()[:3]
    number = _MONTHS.index(name) + 1 if name in _MONTHS else int(month) if month.isdigit() else 0
    return _day(int(year), number, int(day))
