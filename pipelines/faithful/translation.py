"""Does Korean say what its English sentence says?"""

import re
from collections.abc import Sequence
from dataclasses import replace

from pipelines.faithful import changes, opposites, quotations
from pipelines.faithful.denial import polarity
from pipelines.faithful.names import missing as names
from pipelines.faithful.numbers import english as english_text
from pipelines.faithful.numbers import korean as korean_text
from pipelines.faithful.numbers import quantities
from pipelines.faithful.numbers.quantities import Quantity
from pipelines.findings import Finding, one_line
from pipelines.translate.glossary import NO_TERMS, Glossary

_WEEKDAYS = dict(
    zip(
        ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday"),
        (f"{day}요일" for day in "월화수목금토일"),
        strict=True,
    )
)
_WEEKDAY_EN = re.compile(rf"\b(?:{'|'.join(_WEEKDAYS)})s?\b")
_WEEKDAY_KO = re.compile("[월화수목금토일]요일")
_NEAR_DAY = re.compile(
    r"days?\b|\b(?:tomorrow|tonight|week|weekend|overnight|earlier)\b", re.IGNORECASE
)
_NEAR_MONTH = re.compile(r"month", re.IGNORECASE)
_NEAR_YEAR = re.compile(r"\byears?\b", re.IGNORECASE)
_LISTED = re.compile("(?:국|나라|명|사람|인|곳|팀|도시|개|사)$")
_DATE = re.compile(r"[0-9]+\s?일")
_AGENCY = r"\((?:CNN|AP|Reuters|AFP)\)"
_DATELINE = re.compile(
    rf"(?:[A-Z][A-Z ,.]+(?:, [A-Z][\w. ]+)?\s?(?:{_AGENCY}|—|--)|{_AGENCY})\s*(?:[-–—]+\s)?"
)
"""Where a report comes from, before it begins: LONDON, England (CNN). Korean leaves it out."""

_SHORTEST = 0.2
"""Characters of Korean for one of English, without spaces, below which something must be lost:
the median is 0.46."""


def check_translation(english: str, korean: str, terms: Glossary = NO_TERMS) -> tuple[Finding, ...]:
    """What the Korean does not say, or says otherwise, the surest first.

    Numbers with their units, dates and times, names, negation, opposites and quotations are
    compared; `terms` are names and terms whose Korean is known. Spans are places in both texts
    as they are on one line. Never raises, and needs no model. What is found is not always wrong:
    see `Finding.sure` and `SERIOUS`.
    """
    english, korean = one_line(english), one_line(korean)
    dateline = _DATELINE.match(english)
    if dateline:
        english = " " * dateline.end() + english[dateline.end() :]
    said, missing = names.compare(english, korean, terms)
    findings = (
        *_numbers(english, korean),
        *_weekdays(english, korean),
        *missing,
        *polarity.compare(english, korean),
        *(opposites.compare(english, korean) or changes.compare(english, korean)),
        *quotations.compare(english, korean, said),
        *_length(english, korean),
    )
    return tuple(sorted(findings, key=lambda finding: -finding.sure))


def _numbers(english: str, korean: str) -> tuple[Finding, ...]:
    made: list[Quantity] = []
    dates: list[Quantity] = []
    for quantity in korean_text.quantities(korean):
        (dates if _calendar(quantity, english) else made).append(quantity)
    source = [
        replace(quantity, needed=False)
        if quantity.needed and _relative(quantity, english, korean, dates)
        else quantity
        for quantity in english_text.quantities(english)
    ]
    listed = english.count(",") + 2 if " and " in english else 0
    return quantities.compare(
        source, [replace(q, needed=False) if _names_a_list(q, listed) else q for q in made]
    )


def _names_a_list(quantity: Quantity, listed: int) -> bool:
    """Whether it may be how Korean counts what is named one by one: Japan, China and India are
    3개국. `listed` is how many there may be."""
    return bool(_LISTED.search(quantity.written)) and 2 < quantity.value <= listed


_TELLS = {
    "년": re.compile("지난해|작년|올해|내년|재작년|이듬해|같은 해|그해|후년|금년"),
    "월": re.compile("지난달|이달|이번 달|다음 ?달|내달|같은 달|전달"),
    "일": re.compile("이날|전날|오늘|어제|내일|당일|다음 ?날|이튿날|같은 날|그날|모레|그제"),
}
"""How Korean says a year, month or day by its distance from today."""
_FROM_NOW = re.compile(r"\s(?:ago|after|before|earlier|later)\b")


def _relative(quantity: Quantity, english: str, korean: str, dates: Sequence[Quantity]) -> bool:
    """Whether the Korean has a date for "three days ago", or "last year" for 2007."""
    unit = quantity.unit
    if unit == "일" and any(date.unit == "일" for date in dates):
        return bool(_FROM_NOW.match(english, quantity.span[1]))
    if not unit and 1900 < quantity.value < 2100:
        unit = "년"
    if (unit == "년" and quantity.value < 1900) or (
        unit == "일" and not quantity.written.isdigit()
    ):
        return False
    return unit in _TELLS and bool(_TELLS[unit].search(korean))


def _calendar(quantity: Quantity, english: str) -> bool:
    """Whether a date of the Korean is how it says Monday, yesterday or last month."""
    if english_text.quantities(english) and any(
        q.value == quantity.value for q in english_text.quantities(english)
    ):
        return False
    if quantity.unit == "일":
        return (
            bool(_DATE.fullmatch(quantity.written))
            and 1 <= quantity.value <= 31
            and bool(_WEEKDAY_EN.search(english) or _NEAR_DAY.search(english))
        )
    if quantity.unit == "월":
        return 1 <= quantity.value <= 12 and bool(_NEAR_MONTH.search(english))
    return bool(
        quantity.unit == "년" and 1900 < quantity.value < 2100 and _NEAR_YEAR.search(english)
    )


def _weekdays(english: str, korean: str) -> tuple[Finding, ...]:
    """Another weekday than the English names. A date instead is what Korean papers write."""
    here = {_WEEKDAYS[match[0].rstrip("s")]: match for match in _WEEKDAY_EN.finditer(english)}
    there = {match[0]: match for match in _WEEKDAY_KO.finditer(korean)}
    missing = [match for day, match in here.items() if day not in there]
    added = [match for day, match in there.items() if day not in here]
    if missing and added:
        day, instead = missing[0], added[0]
        at = day.span(), instead.span()
        return (Finding("date", "instead", day[0], instead[0], *at, 0.95),)
    if added and not here:
        return (Finding("date", "added", "", added[0][0], None, added[0].span(), 0.6),)
    if missing and not any(quantity.unit == "일" for quantity in korean_text.quantities(korean)):
        return (Finding("date", "missing", missing[0][0], "", missing[0].span(), None, 0.55),)
    return ()


def _length(english: str, korean: str) -> tuple[Finding, ...]:
    figures = sum(q.span[1] - q.span[0] for q in english_text.quantities(english))
    here, there = len("".join(english.split())) - figures, len("".join(korean.split()))
    if here < 40 or there >= _SHORTEST * here:
        return ()
    return (Finding("length", "short", str(here), str(there), None, None, 0.7),)
