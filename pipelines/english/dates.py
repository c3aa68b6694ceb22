"""Dates: February third, twenty twenty-six."""

import re

from pipelines.english.lists import any_of, readings
from pipelines.english.numbers import cardinal, ordinal, year
from pipelines.english.stops import stop

_MONTHS = readings("months") | {
    written.removesuffix("."): said for written, said in readings("months").items()
}
_NAMES = tuple(dict.fromkeys(readings("months").values()))
_MONTH = rf"(?P<month>{any_of(_MONTHS)})"
_DAY = r"(?:0?[1-9]|[12][0-9]|3[01])"
_YEAR = r"(?:1[0-9]|20)[0-9]{2}"
_DAYS = (
    rf"(?P<day>{_DAY})(?:st|nd|rd|th)?(?:(?P<to>\s?[-–]\s?|\s(?:and|or|to)\s)"
    rf"(?P<last>{_DAY})(?:st|nd|rd|th)?)?"
)

_MONTH_FIRST = re.compile(
    rf"\b{_MONTH}\s{_DAYS}(?![\w/°%]|[.:][0-9]|,[0-9]{{3}}|-[0-9])(?:(?P<comma>,?)\s(?P<year>{_YEAR})(?![\w,/]|\.[0-9]))?"
    rf"(?!\s(?:percent|million|billion|trillion|hundred|thousand)\b|%)"
)
_TO_MONTH = re.compile(rf"(?<=st|nd|rd|th)\s?[-–]\s?(?=(?:{any_of(_NAMES)})\b)")
_DAY_FIRST = re.compile(
    rf"(?P<the>\b[Tt]he\s)?(?<![\w.,/$£€-]){_DAYS}\s(?:of\s)?{_MONTH}(?![\w-])"
    rf"(?:(?P<comma>,?)\s(?P<year>{_YEAR})(?![\w,/]|\.[0-9]))?"
)
_MONTH_ALONE = re.compile(rf"\b(?P<month>{any_of(m for m in _MONTHS if m.endswith('.'))})(?!\w)")
_MONTH_YEAR = re.compile(rf"\b{_MONTH},?\s(?P<year>{_YEAR})(?![\w,/]|\.[0-9])")
_ISO = re.compile(
    r"(?<![\w.,/-])(?P<year>(?:1[0-9]|20)[0-9]{2})(?P<sign>[-/.])(?P<number>0[1-9]|1[0-2])(?P=sign)"
    r"(?P<day>0[1-9]|[12][0-9]|3[01])(?![\w/-]|\.[0-9])"
)
_SLASHED = re.compile(
    rf"(?<![\w.,/-])(?P<first>[0-9]{{1,2}})(?P<sign>[/.])(?P<second>[0-9]{{1,2}})(?P=sign)(?P<year>{_YEAR})(?![\w/-]|\.[0-9])"
)
_FISCAL = re.compile(r"(?<![\w.-])FY\s?['’]?(?=(?:[0-9]{2}|20[0-9]{2})(?![\w,]|\.[0-9]))")
_NAMED = re.compile(
    r"(?<![\w.,/-])(?P<number>1[0-2]|[1-9])[-–.](?P<day>3[01]|[12][0-9]|[1-9])"
    r"(?=\s(?:[A-Z][a-z]{2,12} |pro-|emergency )?(?:[Mm]artial|[Dd]emocra|[Uu]prising|[Mm]ovement|[Rr]evolution|[Cc]oup\b|"
    r"[Mm]assacre|[Ii]nsurrection|[Ss]truggle))"
)
"""Korean events are called by their day: the 12-3 martial law, the 4-19 Revolution."""
_WEEKDAY = re.compile(
    rf"\b(?P<day>{any_of(readings('weekdays'))})"
    rf"(?=,|\s(?:{any_of(_NAMES)}|{any_of(readings('months'))}|[0-9]|morning|afternoon|evening|night|at)|-[A-Z])"
)


def read(text: str) -> str:
    """Dates, months and weekdays that are abbreviated, in words."""
    text = _WEEKDAY.sub(lambda found: readings("weekdays")[found["day"]], text)
    text = _ISO.sub(lambda found: _date(int(found["number"]), found["day"], found["year"]), text)
    text = _SLASHED.sub(_slashed, text)
    text = _FISCAL.sub("fiscal year ", text)
    text = _NAMED.sub(lambda found: f"{cardinal(found['number'])} {cardinal(found['day'])}", text)
    text = _MONTH_FIRST.sub(_month_first, text)
    text = _TO_MONTH.sub(" to ", text)
    text = _DAY_FIRST.sub(_day_first, text)
    text = _MONTH_YEAR.sub(lambda found: f"{_MONTHS[found['month']]} {year(found['year'])}", text)
    return _MONTH_ALONE.sub(
        lambda found: _MONTHS[found["month"]] + stop(found.string, found.end()), text
    )


def _date(month: int, day: str, of_year: str) -> str:
    return f"{_NAMES[month - 1]} {ordinal(day)}, {year(of_year)}"


def _slashed(found: re.Match[str]) -> str:
    """02/23/2026. Of 02/03/2026 nobody can tell the month, so the figures are read."""
    first, second = int(found["first"]), int(found["second"])
    if first == second <= 12 or (1 <= first <= 12 < second <= 31):
        return _date(first, found["second"], found["year"])
    if 1 <= second <= 12 < first <= 31:
        return _date(second, found["first"], found["year"])
    return f"{first} slash {second} slash {year(found['year'])}"


def _days(found: re.Match[str]) -> str:
    if not found["last"]:
        return ordinal(found["day"])
    joined = found["to"].strip()
    return f"{ordinal(found['day'])} {'to' if joined in '-–' else joined} {ordinal(found['last'])}"


def _month_first(found: re.Match[str]) -> str:
    date = f"{_MONTHS[found['month']]} {_days(found)}"
    return date + (f", {year(found['year'])}" if found["year"] else "")


def _day_first(found: re.Match[str]) -> str:
    date = f"{found['the'] or 'the '}{_days(found)} of {_MONTHS[found['month']]}"
    return date + (f"{found['comma']} {year(found['year'])}" if found["year"] else "")
