"""Numbers as what they mean: a value and what it is of, in whichever language it was written."""

import re
from collections import Counter
from collections.abc import Iterable, Sequence, Set
from dataclasses import dataclass, replace
from functools import lru_cache

from pipelines.faithful.numbers import measures
from pipelines.faithful.numbers.measures import (
    CALENDAR,
    CARRIED_AS,
    CLOCK,
    COMPOUND,
    COUNTED,
    DEGREES,
    HALF_CLOCK,
    LASTING,
    LOOSE,
    ORDINAL,
    ROUNDED,
    Reading,
    grain,
    near,
)
from pipelines.findings import Finding, Kind, Span

_MOST = 150
"""Numbers of two texts that are compared each with each: no sentence has more."""


@dataclass(frozen=True, slots=True)
class Quantity:
    """A number: its value, its unit as it is said in Korean, and where and how it is written.

    `needed` is false for what the other text may well leave out ("one of them", "an hour"),
    `about` true where a word says that it is rounded, `over` where it is rounded down (100여 명),
    `vague` true for "hundreds". `also` are other values and units of the same: the 83rd minute of
    football is 후반 38분, a year and six months are 18 months.
    """

    value: float
    unit: str
    span: Span
    written: str
    needed: bool = True
    about: bool = False
    vague: bool = False
    over: bool = False
    also: tuple[Reading, ...] = ()


@lru_cache(maxsize=2048)
def readings(quantity: Quantity) -> tuple[Quantity, ...]:
    """The quantity in each of its values and units."""
    if not quantity.also:
        return (quantity,)
    more = (replace(quantity, value=value, unit=unit, also=()) for value, unit in quantity.also)
    return (replace(quantity, also=()), *more)


def overlap(one: Span, other: Span) -> bool:
    """Whether two places have a character in common."""
    return one[0] < other[1] and other[0] < one[1]


def compounds(found: Sequence[Quantity], text: str, between: str) -> list[Quantity]:
    """The quantities in order, those of one measure (1시간 30분) also read as one (90 minutes).

    `between` are the characters and words that may stand between the two.
    """
    made = sorted(found, key=lambda quantity: quantity.span)
    for n in range(1, len(made)):
        one, other = made[n - 1], made[n]
        factor = COMPOUND.get((one.unit, other.unit))
        if not factor or text[one.span[1] : other.span[0]].strip(" ,") not in between.split("|"):
            continue
        whole = (one.value * factor + other.value, other.unit)
        made[n - 1] = replace(one, also=(*one.also, whole))
        made[n] = replace(other, also=(*other.also, whole))
    return made


def _rounds(exact: float, rounded: Quantity) -> bool:
    """Whether a number that a word calls rounded may stand for the exact: 약 1,900 for 1,912."""
    step, exact, value = grain(rounded.value), abs(exact), abs(rounded.value)
    if rounded.over and 0 <= exact - value < step and near(exact, value, 0.5):
        return True
    return abs(exact - value) < step and near(exact, value, ROUNDED)


def _reading(quantity: Quantity) -> Reading:
    return quantity.value, quantity.unit


def same_value(one: Quantity, other: Quantity) -> bool:
    """Whether the values agree, rounded only where the other says so."""
    return any(_same_value(a, b) for a in readings(one) for b in readings(other))


def same_unit(one: Quantity, other: Quantity) -> bool:
    """Whether the units agree, as far as both languages say them."""
    return any(
        measures.same(_reading(a), _reading(b)) for a in readings(one) for b in readings(other)
    )


def _same_value(one: Quantity, other: Quantity) -> bool:
    if HALF_CLOCK in (one.unit, other.unit) and CLOCK in one.unit and CLOCK in other.unit:
        return near(one.value % 720, other.value % 720)
    if near(one.value, other.value):
        return True
    if near(one.value, -other.value):  # a rise of -3 is a fall of 3, but 3 degrees are not -3
        return not {one.unit, other.unit} & DEGREES
    if one.vague and other.vague:
        return near(one.value, other.value, 0.5)  # dozens, scores and 수십
    if other.vague and not one.vague:
        return other.value * 1.5 <= one.value < other.value * 10
    return bool(other.about and CLOCK not in one.unit and _rounds(one.value, other))


def converted(one: Quantity, other: Quantity) -> bool:
    """Whether the second is the first in another unit, rounded as conversions are."""
    return any(
        measures.converted(_reading(a), _reading(b), b.about)
        for a in readings(one)
        for b in readings(other)
    )


def _agree(one: Quantity, other: Quantity, said: Set[str]) -> bool:
    """Whether value and unit agree. A bare number may have a unit that is `said` of another:
    from 80 minutes to 10, two of every five liters."""
    return any(
        _same_value(a, b)
        and (measures.same(_reading(a), _reading(b)) or (not a.unit and _may_have(a, b.unit, said)))
        for a in readings(one)
        for b in readings(other)
    )


def _may_have(quantity: Quantity, unit: str, said: Set[str]) -> bool:
    if 1900 <= quantity.value <= 2100:
        return False
    return unit in said or any({unit, other} in CARRIED_AS for other in said)


def compare(
    source: Sequence[Quantity], made: Sequence[Quantity], allowed: Sequence[Quantity] = ()
) -> tuple[Finding, ...]:
    """The numbers of a text that the other does not have, and those that only the other has.

    `allowed` may stand in the second text too. Heaps of numbers are compared half by half: nothing
    in them passes silently, but what is on the other side of the middle is doubted.
    """
    if max(len(source), len(made)) > _MOST:
        here, there = len(source) // 2, len(made) // 2
        return (
            *compare(source[:here], made[:there], allowed),
            *compare(source[here:], made[there:], allowed),
        )
    said = {quantity.unit for quantity in source} - LOOSE
    explained: set[int] = set()
    missing: list[Quantity] = []
    for quantity in source:
        right = [n for n, found in enumerate(made) if _agree(quantity, found, said)]
        right = right or [n for n, found in enumerate(made) if converted(quantity, found)]
        explained.update(n for n in right if same_value(made[n], quantity) or n == right[0])
        if not right:
            missing.append(quantity)
    explained.update(
        n
        for n, found in enumerate(made)
        if n not in explained
        and (
            any(same_value(quantity, found) for quantity in allowed)
            or any(converted(quantity, found) for quantity in source)
        )
    )
    left = [found for n, found in enumerate(made) if n not in explained]
    return (*_findings(missing, left), *_exchanged(source, made))


def _findings(missing: Sequence[Quantity], left: list[Quantity]) -> Iterable[Finding]:
    """What was not found, each with what of the rest stands for it, and then what is left over.

    First those that are said with another unit, then those that must be said, then the others.
    """
    unsaid = []
    for quantity in missing:
        same = (found for found in left if same_value(quantity, found))
        found = next((q for q in same if quantity.needed or _both_last(quantity, q)), None)
        if found:
            left.remove(found)
            yield _other_unit(quantity, found)
        else:
            unsaid.append(quantity)
    for quantity in sorted(unsaid, key=lambda quantity: not quantity.needed):
        instead = _instead(quantity, left)
        if instead:
            left.remove(instead)
        if instead or quantity.needed:
            yield _missing(quantity, instead)
    yield from (_added(found) for found in left if found.needed)


def _both_last(quantity: Quantity, found: Quantity) -> bool:
    return {quantity.unit, found.unit} <= LASTING


def _exchanged(source: Sequence[Quantity], made: Sequence[Quantity]) -> Iterable[Finding]:
    """Figures said more often and others less often than in the source, where both have as many:
    6-1, 6-2 as 6-1, 1-2."""
    here, there = (
        [q for q in each if q.needed and not q.unit and q.written.isdigit()]
        for each in (source, made)
    )
    if len(here) != len(there):
        return
    less = Counter(q.value for q in here) - Counter(q.value for q in there)
    more = Counter(q.value for q in there) - Counter(q.value for q in here)
    said, made_of_it = ({q.value: q for q in each} for each in (here, there))
    for value, other in zip(less.elements(), more.elements(), strict=True):
        if value in made_of_it and (other in said or other <= 2):
            yield _missing(said[value], made_of_it[other])


def _measures(quantity: Quantity, found: Quantity) -> bool:
    """Whether both are of one measure, and not just counted, or names of one make (F-35, F-16)."""
    make, other = re.match("[A-Za-z]+", quantity.written), re.match("[A-Za-z]+", found.written)
    if (
        make
        and other
        and not quantity.unit
        and any(character.isdigit() for character in quantity.written)
    ):
        return make[0] == other[0]
    if quantity.unit == "일" and any(character.isdigit() for character in found.written):
        return False  # a day of the month
    return quantity.unit == found.unit and quantity.unit not in ("", COUNTED, ORDINAL, "조", "대")


_PEOPLE = re.compile(r"(?:명|사람)$")
_NTH = re.compile(r"번째$")


def _few(quantity: Quantity, found: Quantity) -> bool:
    """Whether one or both are said as another number of people, or first and second as another."""
    word = quantity.written.lower()
    if word in ("one", "both"):
        return bool(_PEOPLE.search(found.written))
    return word in ("first", "second") and bool(_NTH.search(found.written))


def _instead(quantity: Quantity, left: Sequence[Quantity]) -> Quantity | None:
    """What of the rest is said for it, the nearest in value of the most alike."""
    if not quantity.needed:
        return next((q for q in left if _measures(quantity, q) or _few(quantity, q)), None)
    alike = [found for found in left if found.unit == quantity.unit]
    alike = alike or [found for found in left if found.needed and same_unit(quantity, found)]
    alike = alike or [found for found in left if found.unit and same_unit(quantity, found)]
    return min(alike, key=lambda f: abs(f.value - quantity.value), default=None)


def _kind_of(quantity: Quantity) -> bool:
    return quantity.unit in ("월", "일", CLOCK, HALF_CLOCK) or (
        quantity.unit == "년" and quantity.value > 1000
    )


def _missing(quantity: Quantity, instead: Quantity | None) -> Finding:
    sure = 0.9 if instead and instead.needed else 0.75
    if quantity.vague:
        sure = 0.65 if instead and instead.vague else 0.3
    elif not instead and (quantity.about or (quantity.value <= 2 and quantity.unit != "월")):
        sure = 0.65 if quantity.value > 2 else 0.55
    elif not quantity.needed:
        sure = 0.7
    return Finding(
        "date" if _kind_of(quantity) else "number",
        "instead" if instead else "missing",
        quantity.written,
        instead.written if instead else "",
        quantity.span,
        instead.span if instead else None,
        sure,
    )


def _other_unit(quantity: Quantity, found: Quantity) -> Finding:
    """Sure where a unit is named; bare millions may have theirs in the sentence before."""
    named = found.unit not in LOOSE and found.unit not in CALENDAR
    if not quantity.needed:
        named = found.needed
    named = named or quantity.unit not in LOOSE or quantity.value > 1000
    named = named and bool(found.unit or quantity.unit in ("달러", "퍼센트"))
    if not quantity.unit and quantity.value >= 1e6:
        named = False
    return Finding(
        "unit",
        "unit",
        quantity.written,
        found.written,
        quantity.span,
        found.span,
        0.85 if named else 0.5,
    )


def _added(found: Quantity) -> Finding:
    sure = 0.8
    if found.vague or (found.value in (1, 2) and (found.unit in LOOSE or found.unit in LASTING)):
        sure = 0.4
    elif not any(character.isdigit() for character in found.written):
        sure = 0.65 if found.value > 3 else 0.55  # three that are named one by one are 세 사람
    kind: Kind = "date" if _kind_of(found) else "number"
    return Finding(kind, "added", "", found.written, None, found.span, sure)
