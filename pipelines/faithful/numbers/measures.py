"""Units of measure by what they are called in Korean: which agree, and how they convert."""

# ruff: noqa: E501 - Hangul counts double

from collections.abc import Mapping
from decimal import Decimal

Reading = tuple[float, str]
"""A value and its unit."""

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

LOOSE = frozenset(("", COUNTED, ORDINAL, "대", "배", "조"))
"""Units that the other language may leave out or say by another word."""

CALENDAR = frozenset(("년", "월", "일", CLOCK, HALF_CLOCK, "대"))
"""Units of dates, times of day and decades."""

LASTING = frozenset(("년", "개월", "주", "일", "시간", "분", "초", "세기", "분기"))
"""Units of how long something lasts."""

DEGREES = frozenset(("도", "섭씨도", "화씨도"))

_SAME = (
    {"년", "대"},
    {POINTS, "퍼센트포인트"},
    {POINTS, COUNTED},
    {POINTS, ""},
    {"퍼센트", "퍼센트포인트?"},
    {"도", "섭씨도"},
    {"도", "화씨도"},
    {"도", ""},
    {"대", "퍼센트"},
    {"대", "도"},
    {"대", "섭씨도"},
    {"대", "화씨도"},
    {"칼로리", "킬로칼로리"},
    {"헥토파스칼", "밀리바"},
    {"파인트", COUNTED},
    {RANKED, ORDINAL},
    {RANKED, COUNTED},
    {RANKED, ""},
)
"""Units that the other language calls by another name: 40-year-olds are 40대."""

CARRIED_AS = (*_SAME, {POINTS, "퍼센트"})
"""With a lead of 3 points, 44 to 41 is of percent."""

ROUNDED = 0.1
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
"""The same, but only roughly."""


COMPOUND = {
    ("년", "개월"): 12, ("시간", "분"): 60, ("분", "초"): 60, ("피트", "인치"): 12, ("달러", "센트"): 100,
    ("파운드", "펜스"): 100, ("주", "일"): 7, ("일", "시간"): 24, ("유로", "센트"): 100,
    ("미터", "센티미터"): 100, ("킬로그램", "그램"): 1000, ("파운드", "온스"): 16,
}  # fmt: skip
"""How many of the smaller unit the greater one is, of those that are said one after the other."""


def near(one: float, other: float, share: float = 1e-9) -> bool:
    """Whether two values are the same, or within a share of the greater."""
    return abs(one - other) <= share * max(abs(one), abs(other), 1e-9)


def grain(value: float) -> float:
    """What one of the last digit is worth that is not 0: 100 in 1,900."""
    exponent = Decimal(f"{value:.10g}").normalize().as_tuple().exponent
    return 10.0**exponent if isinstance(exponent, int) else 1.0


def percent(share: float) -> tuple[Reading, ...]:
    """A share as percent, also rounded as they are said: a third is 33% and 33.3%."""
    exact = 100 * share
    values = dict.fromkeys((exact, round(exact, 1), float(round(exact)), float(int(exact))))
    return tuple((value, "퍼센트") for value in values)


def same(one: Reading, other: Reading) -> bool:
    """Whether the units agree, as far as both languages say them."""
    units = {one[1], other[1]}
    if len(units) == 1 or units <= LOOSE or units in _SAME or units <= {CLOCK, HALF_CLOCK}:
        return True
    if ORDINAL in units and units & (CALENDAR | LASTING):
        return True
    return any(
        not a and b in CALENDAR and (value < 130 or (b in ("년", "대") and value < 2200))
        for (value, a), (_, b) in ((one, other), (other, one))
    )


def converted(one: Reading, other: Reading, about: bool = False) -> bool:
    """Whether the second is the first in another unit, rounded as conversions are.

    What lasts is only rounded where a word says so (`about`): 30 months are not 2년.
    """
    (value, unit), (made, as_unit) = one, other
    if (unit, as_unit) == ("화씨도", "섭씨도"):
        return abs((value - 32) / 1.8 - made) < 1
    if (unit, as_unit) == ("섭씨도", "화씨도"):
        return abs(value * 1.8 + 32 - made) < 2
    loosely = _factor(_LOOSELY_CONVERTED, unit, as_unit)
    if loosely:
        return near(value * loosely, made, 0.07)
    factor = _factor(_CONVERTED, unit, as_unit)
    if not factor:
        return False
    if near(value * factor, made):
        return True
    if {unit, as_unit} <= LASTING and not about:
        return False
    return abs(value * factor - made) < grain(made) and near(value * factor, made, ROUNDED)


def _factor(of: Mapping[tuple[str, str], float], unit: str, as_unit: str) -> float:
    """0 where the one is never said as the other."""
    back = of.get((as_unit, unit))
    return of.get((unit, as_unit)) or (1 / back if back else 0.0)
