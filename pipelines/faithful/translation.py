"""Does Korean say what its English sentence says?"""

import re

from pipelines.faithful import english as english_text
from pipelines.faithful import korean as korean_text
from pipelines.faithful import names, opposites, polarity, quantities, quotations
from pipelines.faithful.quantities import Quantity
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
    r"day\b|\b(?:tomorrow|tonight|week|weekend|overnight|earlier)\b", re.IGNORECASE
)
_NEAR_MONTH = re.compile(r"month", re.IGNORECASE)
_NEAR_YEAR = re.compile(r"\byears?\b", re.IGNORECASE)
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
        *opposites.compare(english, korean),
        *quotations.compare(english, korean, said),
        *_length(english, korean),
    )
    return tuple(sorted(findings, key=lambda finding: -finding.sure))


def _numbers(english: str, korean: str) -> tuple[Finding, ...]:
    made = [
        quantity for quantity in korean_text.quantities(korean) if not _calendar(quantity, english)
    ]
    return quantities.compare(english_text.quantities(english), made)


def _calendar(quantity: Quantity, english: str) -> bool:
    """Whether a date of the Korean is how it says Monday, yesterday or last month."""
    if english_text.quantities(english) and any(
        q.value == quantity.value for q in english_text.quantities(english)
    ):
        return False
    if quantity.unit == "일":
        return 1 <= quantity.value <= 31 and bool(
            _WEEKDAY_EN.search(english) or _NEAR_DAY.search(english)
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
