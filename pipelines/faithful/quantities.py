"""Numbers as what they mean: a value and what it is of, in whichever language it was written."""

# ruff: noqa: E501 - Hangul counts double

import re
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from functools import lru_cache
from math import floor, log10

from pipelines.findings import Finding, Kind, Span

CLOCK = "시각"
"""The unit of a time of day, whose value is in minutes after midnight."""

HALF_CLOCK = "시각?"
"""The same where it is not said whether before or after noon."""

COUNTED = "개"
"""Whatever is counted and not measured: people, ships, votes."""

ORDINAL = "째"

RANKED = "순"
"""An ordinal whose unit is read as well: the 21st week is 21주, but may be 21번째."""

POINTS = "점"
"""Of a score or a poll: Korean says percentage points of the latter."""

_LOOSE = frozenset(("", COUNTED, ORDINAL, "대", "배", "조"))
"""Units that the other language may leave out or say by another word."""

_CALENDAR = frozenset(("년", "월", "일", CLOCK, HALF_CLOCK, "대"))
_LASTING = frozenset(("년", "개월", "주", "일", "시간", "분", "초", "세기", "분기"))
_DEGREES = frozenset(("도", "섭씨도", "화씨도"))

_SAME = (
    {"년", "대"},
    {POINTS, "퍼센트포인트"},
    {POINTS, COUNTED},
    {POINTS, ""},
    {"퍼센트", "퍼센트포인트?"},
    {"도", "섭씨도"},
    {"도", "화씨도"},
    {"도", ""},
    {"대", "도"},
    {"대", "섭씨도"},
    {"대", "화씨도"},
    {"칼로리", "킬로칼로리"},
    {"헥토파스칼", "밀리바"},
    {RANKED, ORDINAL},
    {RANKED, COUNTED},
    {RANKED, ""},
)
"""Units that the other language calls by another name: 40-year-olds are 40대."""

_CARRIED_AS = (*_SAME, {POINTS, "퍼센트"})
"""With a lead of 3 points, 44 to 41 is of percent."""

_MOST = 600
_ROUNDED = 0.1
"""How far a number may be rounded where a word says that it is."""

_CONVERTED: dict[tuple[str, str], float] = {
    ("마일", "킬로미터"): 1.609344, ("피트", "미터"): 0.3048, ("인치", "센티미터"): 2.54, ("야드", "미터"): 0.9144,
    ("피트", "센티미터"): 30.48, ("인치", "밀리미터"): 25.4, ("에이커", "헥타르"): 0.40469, ("마일", "미터"): 1609.344,
    ("에이커", "제곱미터"): 4046.9, ("에이커", "제곱킬로미터"): 0.0040469, ("제곱마일", "제곱킬로미터"): 2.58999,
    ("파운드", "킬로그램"): 0.453592, ("온스", "그램"): 28.3495, ("갤런", "리터"): 3.78541, ("세기", "년"): 100.0,
    ("주", "일"): 7.0, ("년", "개월"): 12.0, ("시간", "분"): 60.0, ("일", "시간"): 24.0, ("분", "초"): 60.0,
    ("제곱피트", "제곱미터"): 0.092903, ("톤", "킬로그램"): 1000.0, ("킬로미터", "미터"): 1000.0,
    ("달러", "센트"): 100.0, ("유로", "센트"): 100.0, ("파운드", "펜스"): 100.0,
    ("베이시스포인트", "퍼센트포인트"): 0.01, ("베이시스포인트", "퍼센트"): 0.01,
    ("인치", "미터"): 0.0254, ("피트", "킬로미터"): 0.0003048, ("해리", "킬로미터"): 1.852, ("노트", "킬로미터"): 1.852,
    ("킬로미터", "센티미터"): 1e5, ("미터", "센티미터"): 100.0, ("센티미터", "밀리미터"): 10.0, ("미터", "밀리미터"): 1000.0,
    ("킬로그램", "그램"): 1000.0, ("그램", "밀리그램"): 1000.0, ("리터", "밀리리터"): 1000.0, ("배럴", "리터"): 158.987,
    ("세제곱피트", "세제곱미터"): 0.0283168, ("야드", "킬로미터"): 0.0009144, ("헥타르", "제곱미터"): 10000.0,
    ("헥타르", "제곱킬로미터"): 0.01, ("제곱킬로미터", "헥타르"): 100.0, ("온스", "킬로그램"): 0.0283495,
    ("제곱마일", "헥타르"): 258.999, ("분기", "개월"): 3.0, ("기가와트", "메가와트"): 1000.0,
    ("메가와트", "킬로와트"): 1000.0, ("테라바이트", "기가바이트"): 1000.0, ("제곱미터", "평"): 0.3025,
    ("제곱피트", "평"): 0.028103, ("미터", "킬로미터"): 0.001, ("파운드", "톤"): 0.000453592,
}  # fmt: skip
"""How many of the second unit one of the first is."""

_LOOSELY_CONVERTED = {
    ("개월", "주"): 4.3,
    ("년", "주"): 52.0,
    ("개월", "일"): 30.4,
    ("년", "일"): 365.0,
}


Reading = tuple[float, str]
"""A value and its unit."""


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


COMPOUND = {
    ("년", "개월"): 12, ("시간", "분"): 60, ("분", "초"): 60, ("피트", "인치"): 12, ("달러", "센트"): 100,
    ("파운드", "펜스"): 100, ("주", "일"): 7, ("일", "시간"): 24, ("유로", "센트"): 100,
}  # fmt: skip
"""How many of the smaller unit the greater one is, of those that are said one after the other."""


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


def overlap(one: Span, other: Span) -> bool:
    """Whether two places have a character in common."""
    return one[0] < other[1] and other[0] < one[1]


def near(one: float, other: float, share: float = 1e-9) -> bool:
    """Whether two values are the same, or within a share of the greater."""
    return abs(one - other) <= share * max(abs(one), abs(other), 1e-9)


def _grain(value: float) -> float:
    """What one of the last digit is worth that is not 0: 100 in 1,900."""
    digits = f"{abs(value):.10g}"
    if "e" in digits:
        return float(10 ** max(0, floor(log10(abs(value))) - 3))
    whole, _, fraction = digits.partition(".")
    if fraction:
        return float(10 ** -len(fraction))
    return float(10 ** (len(whole) - len(whole.rstrip("0")))) if whole.strip("0") else 1.0


def _rounds(exact: float, rounded: Quantity) -> bool:
    """Whether a number that a word calls rounded may stand for the exact one: 약 1,900 for 1,912."""
    grain, exact, value = _grain(rounded.value), abs(exact), abs(rounded.value)
    if rounded.over and 0 <= exact - value < grain and near(exact, value, 0.5):
        return True
    return abs(exact - value) < grain and near(exact, value, _ROUNDED)


def same_value(one: Quantity, other: Quantity) -> bool:
    """Whether the values agree, rounded only where the other says so."""
    return any(_same_value(a, b) for a in readings(one) for b in readings(other))


def same_unit(one: Quantity, other: Quantity) -> bool:
    """Whether the units agree, as far as both languages say them."""
    return any(_same_unit(a, b) for a in readings(one) for b in readings(other))


def _same_value(one: Quantity, other: Quantity) -> bool:
    if HALF_CLOCK in (one.unit, other.unit) and CLOCK in one.unit and CLOCK in other.unit:
        return near(one.value % 720, other.value % 720)
    if near(one.value, other.value):
        return True
    if near(one.value, -other.value):  # a rise of -3 is a fall of 3, but 3 degrees are not -3
        return not {one.unit, other.unit} & _DEGREES
    if one.vague and other.vague:
        return near(one.value, other.value, 0.5)  # dozens, scores and 수십
    if other.vague and not one.vague:
        return other.value * 1.5 <= one.value < other.value * 10
    return bool(other.about and CLOCK not in one.unit and _rounds(one.value, other))


def _same_unit(one: Quantity, other: Quantity) -> bool:
    if one.unit == other.unit:
        return True
    if CLOCK in one.unit and CLOCK in other.unit:
        return True
    if one.unit in _LOOSE and other.unit in _LOOSE:
        return True
    units = {one.unit, other.unit}
    if units in _SAME:
        return True
    if ORDINAL in units and units & (_CALENDAR | _LASTING):
        return True
    return any(
        not a and b in _CALENDAR and (value < 130 or (b in ("년", "대") and value < 2100))
        for a, b, value in ((one.unit, other.unit, one.value), (other.unit, one.unit, one.value))
    )


def converted(one: Quantity, other: Quantity) -> bool:
    """Whether the second is the first in another unit, rounded as conversions are."""
    return any(_converted(a, b) for a in readings(one) for b in readings(other))


def _converted(one: Quantity, other: Quantity) -> bool:
    if (one.unit, other.unit) == ("화씨도", "섭씨도"):
        return abs((one.value - 32) / 1.8 - other.value) < 1
    if (one.unit, other.unit) == ("섭씨도", "화씨도"):
        return abs(one.value * 1.8 + 32 - other.value) < 2
    loose = _LOOSELY_CONVERTED.get((one.unit, other.unit))
    if loose:
        return near(one.value * loose, other.value, 0.07)
    factor = _CONVERTED.get((one.unit, other.unit))
    if not factor:
        back = _CONVERTED.get((other.unit, one.unit))
        if not back:
            loose = _LOOSELY_CONVERTED.get((other.unit, one.unit))
            return bool(loose and near(one.value / loose, other.value, 0.07))
        factor = 1 / back
    value = one.value * factor
    if {one.unit, other.unit} <= _LASTING and not other.about:
        return near(value, other.value)
    return near(value, other.value) or (
        abs(value - other.value) < _grain(other.value) and near(value, other.value, _ROUNDED)
    )


def _agree(one: Quantity, other: Quantity, carried: frozenset[str]) -> bool:
    """Whether value and unit agree. A bare number may have a unit that was said before:
    from 80 minutes to 10."""
    return any(
        _same_value(a, b)
        and (
            _same_unit(a, b)
            or (
                not a.unit
                and not 1900 <= a.value <= 2100
                and any(unit == b.unit or {unit, b.unit} in _CARRIED_AS for unit in carried)
            )
        )
        for a in readings(one)
        for b in readings(other)
    )


def compare(
    source: Sequence[Quantity], made: Sequence[Quantity], allowed: Iterable[Quantity] = ()
) -> tuple[Finding, ...]:
    """The numbers of a text that the other does not have, and those that only the other has.

    `allowed` may stand in the second text too. Texts with more numbers than any sentence has (600)
    are not compared.
    """
    if len(source) > _MOST or len(made) > _MOST:
        return ()
    explained: set[int] = set()
    missing: list[Quantity] = []
    soft: list[Quantity] = []
    other_unit: list[tuple[Quantity, list[int]]] = []
    carried: frozenset[str] = frozenset()
    for quantity in source:
        right = [n for n, found in enumerate(made) if _agree(quantity, found, carried)]
        if quantity.unit not in _LOOSE:
            carried |= {quantity.unit}
        right = right or [n for n, found in enumerate(made) if converted(quantity, found)]
        if right:
            explained.update(n for n in right if same_value(made[n], quantity) or n == right[0])
            continue
        same = [n for n, found in enumerate(made) if same_value(quantity, found)]
        if not quantity.needed:
            lasting = [n for n in same if {quantity.unit, made[n].unit} <= _LASTING]
            other_unit.append((quantity, lasting))
        elif same:
            other_unit.append((quantity, same))
        else:
            missing.append(quantity)
    for quantity in allowed:
        explained.update(n for n, found in enumerate(made) if same_value(quantity, found))
    explained.update(
        n
        for n, found in enumerate(made)
        if n not in explained and any(converted(quantity, found) for quantity in source)
    )
    findings = []
    for quantity, same in other_unit:
        n = next((n for n in same if n not in explained), None)
        if n is None:
            (missing if quantity.needed else soft).append(quantity)
            continue
        explained.add(n)
        findings.append(_other_unit(quantity, made[n]))
    left = [made[n] for n in range(len(made)) if n not in explained]
    for quantity in missing:
        instead = _instead(quantity, left)
        if instead:
            left.remove(instead)
        findings.append(_missing(quantity, instead))
    for quantity in soft:
        instead = next((q for q in left if _measures(quantity, q)), None)
        if instead:
            left.remove(instead)
            findings.append(_missing(quantity, instead))
    findings += [_added(found) for found in left if found.needed]
    return (*findings, *_exchanged(source, made))


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


def _instead(quantity: Quantity, left: Sequence[Quantity]) -> Quantity | None:
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
    named = found.unit not in _LOOSE and found.unit not in _CALENDAR
    if not quantity.needed:
        named = found.needed
    named = named or quantity.unit not in _LOOSE or quantity.value > 1000
    return Finding(
        "unit",
        "unit",
        quantity.written,
        found.written,
        quantity.span,
        found.span,
        0.85 if named and (found.unit or quantity.unit in ("달러", "퍼센트")) else 0.5,
    )


def _added(found: Quantity) -> Finding:
    sure = 0.8
    if found.vague or (found.value in (1, 2) and (found.unit in _LOOSE or found.unit in _LASTING)):
        sure = 0.4
    elif not any(character.isdigit() for character in found.written):
        sure = 0.65 if found.value > 3 else 0.55  # three that are named one by one are 세 사람
    kind: Kind = "date" if _kind_of(found) else "number"
    return Finding(kind, "added", "", found.written, None, found.span, sure)
