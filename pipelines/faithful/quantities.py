"""Numbers as what they mean: a value and what it is of, in whichever language it was written."""

# ruff: noqa: E501 - Hangul counts double

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from pipelines.findings import Finding, Kind, Span

CLOCK = "시각"
"""The unit of a time of day, whose value is in minutes after midnight."""

HALF_CLOCK = "시각?"
"""The same where it is not said whether before or after noon."""

COUNTED = "개"
"""Whatever is counted and not measured: people, ships, votes."""

ORDINAL = "째"

_LOOSE = frozenset(("", COUNTED, ORDINAL, "대", "배", "도", "장", "조"))
"""Units that the other language may leave out or say by another word."""

_CALENDAR = frozenset(("년", "월", "일", CLOCK, HALF_CLOCK, "대"))
_LASTING = frozenset(("년", "개월", "주", "일", "시간", "분", "초", "세기", "분기"))

_SAME = (
    {"년", "대"},
    {"점", "퍼센트포인트"},
    {"점", "개"},
    {"점", ""},
    {"퍼센트", "퍼센트포인트?"},
)
"""Units that the other language calls by another name: 40-year-olds are 40대."""

_ROUNDED = 0.1
"""How far a number may be rounded where a word says that it is."""

_CONVERTED: dict[tuple[str, str], float] = {
    ("마일", "킬로미터"): 1.609, ("피트", "미터"): 0.3048, ("인치", "센티미터"): 2.54, ("야드", "미터"): 0.9144,
    ("피트", "센티미터"): 30.48, ("인치", "밀리미터"): 25.4, ("에이커", "헥타르"): 0.4047, ("마일", "미터"): 1609.0,
    ("에이커", "제곱미터"): 4047.0, ("에이커", "제곱킬로미터"): 0.004047, ("제곱마일", "제곱킬로미터"): 2.59,
    ("파운드", "킬로그램"): 0.4536, ("온스", "그램"): 28.35, ("갤런", "리터"): 3.785, ("세기", "년"): 100.0,
    ("주", "일"): 7.0, ("년", "개월"): 12.0, ("시간", "분"): 60.0, ("일", "시간"): 24.0, ("분", "초"): 60.0,
    ("제곱피트", "제곱미터"): 0.0929, ("톤", "킬로그램"): 1000.0, ("킬로미터", "미터"): 1000.0,
    ("달러", "센트"): 100.0, ("베이시스포인트", "퍼센트포인트"): 0.01, ("개월", "주"): 4.3,
}  # fmt: skip
"""How many of the second unit one of the first is."""


@dataclass(frozen=True, slots=True)
class Quantity:
    """A number: its value, its unit as it is said in Korean, and where and how it is written.

    `needed` is false for what the other text may well leave out ("one of them", "an hour"),
    `about` true where a word says that it is rounded, `vague` true for "hundreds".
    """

    value: float
    unit: str
    span: Span
    written: str
    needed: bool = True
    about: bool = False
    vague: bool = False


def near(one: float, other: float, share: float = 1e-6) -> bool:
    """Whether two values are the same, or within a share of the greater."""
    return abs(one - other) <= share * max(abs(one), abs(other), 1e-9)


def same_value(one: Quantity, other: Quantity) -> bool:
    """Whether the values agree, rounded only where either says so."""
    if HALF_CLOCK in (one.unit, other.unit) and CLOCK in one.unit and CLOCK in other.unit:
        return near(one.value % 720, other.value % 720)
    if near(one.value, other.value) or near(one.value, -other.value):
        return True
    return bool(other.about and one.unit != CLOCK and near(one.value, other.value, _ROUNDED))


def same_unit(one: Quantity, other: Quantity) -> bool:
    """Whether the units agree, as far as both languages say them."""
    if one.unit == other.unit:
        return True
    if CLOCK in one.unit and CLOCK in other.unit:
        return True
    if one.unit in _LOOSE and other.unit in _LOOSE:
        return True
    if {one.unit, other.unit} in _SAME:
        return True
    return any(
        not a and b in _CALENDAR and (value < 130 or (b in ("년", "대") and value < 2100))
        for a, b, value in ((one.unit, other.unit, one.value), (other.unit, one.unit, one.value))
    )


def converted(one: Quantity, other: Quantity) -> bool:
    """Whether one is the other in another unit, rounded as conversions are."""
    for left, right in ((one, other), (other, one)):
        factor = _CONVERTED.get((left.unit, right.unit))
        if factor and near(left.value * factor, right.value, 0.07):
            return True
    return False


def compare(
    source: Sequence[Quantity], made: Sequence[Quantity], allowed: Iterable[Quantity] = ()
) -> tuple[Finding, ...]:
    """The numbers of a text that the other does not have, and those that only the other has.

    `allowed` may stand in the second text too.
    """
    explained: set[int] = set()
    missing: list[Quantity] = []
    other_unit: list[tuple[Quantity, int]] = []
    for quantity in source:
        same = [n for n, found in enumerate(made) if same_value(quantity, found)]
        right = [n for n in same if same_unit(quantity, made[n])]
        right = right or [n for n, found in enumerate(made) if converted(quantity, found)]
        if right:
            explained.update(n for n in right if same_value(made[n], quantity) or n == right[0])
            continue
        if not quantity.needed:
            lasting = [n for n in same if {quantity.unit, made[n].unit} <= _LASTING]
            other_unit += [(quantity, n) for n in lasting[:1]]
        elif same:
            other_unit.append((quantity, same[0]))
        else:
            missing.append(quantity)
    for quantity in allowed:
        explained.update(n for n, found in enumerate(made) if same_value(quantity, found))
    findings = []
    for quantity, n in other_unit:
        if n in explained:
            missing.append(quantity)
            continue
        explained.add(n)
        findings.append(_other_unit(quantity, made[n]))
    left = [made[n] for n in range(len(made)) if n not in explained]
    for quantity in missing:
        instead = _instead(quantity, left)
        if instead:
            left.remove(instead)
        findings.append(_missing(quantity, instead))
    findings += [_added(found) for found in left if found.needed]
    return tuple(findings)


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
    elif not instead and (quantity.about or quantity.value <= 2):
        sure = 0.65 if quantity.value > 2 else 0.55
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
    kind: Kind = "date" if _kind_of(found) else "number"
    return Finding(kind, "added", "", found.written, None, found.span, sure)
