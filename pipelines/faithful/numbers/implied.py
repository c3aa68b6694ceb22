"""What is a number in other words, and what Korean may say with one: an hour, both, triplets."""

# ruff: noqa: E501 - long alternations of words read better on one line

import re
from collections.abc import Iterable
from functools import cache

from pipelines.english.lists import any_of
from pipelines.faithful.numbers.measures import COUNTED, LASTING, RANKED, Reading
from pipelines.faithful.numbers.quantities import Quantity, overlap
from pipelines.faithful.numbers.units import english_units, money
from pipelines.faithful.tables import lines
from pipelines.findings import Span

_A_UNIT = re.compile(
    r"\b(?P<one>an?|the|one|every|each|per) (?:(?:last|past|next|single|full|whole|(?P<few>few|couple of|couple|several)) ){0,2}(?P<unit>"
    + any_of(
        {u for u in english_units() if len(u) > 2 and u.islower() and not u.startswith("percent")}
        - {"time", "fold", "point", "feet"}
    )
    + r"|percentage point)\b(?P<half> and a half)?(?![’'])",
    re.IGNORECASE,
)
_MONEY_NAME = any_of(
    {name for english, _ in money() for name in english if len(name) > 3 and name.islower()}
    | {"yen"}
)
_MONEY_WORD = re.compile(
    rf"\b(?:{_MONEY_NAME}|(?<=the )won|(?-i:Won)|won(?= (?:falls?|fell|rises?|rose|slips?|slid|dips?|"
    r"drops?|gains?|jumps?|weakens?|strengthens?|closes?|opens?|ends?|trades?|plunges?)\b))\b",
    re.IGNORECASE,
)
"""Won is a verb as well, but not at the beginning or before another."""
_TIMES_WORDS = {"once": 1.0, "twice": 2.0, "thrice": 3.0}
_TIMES_WORD = re.compile(rf"\b(?:{any_of(_TIMES_WORDS)})\b(?!-)", re.IGNORECASE)
_WORD = re.compile(r"[A-Za-z][a-z]*(?:-[a-z]+)*")
_ROMAN = re.compile(
    r"(?<=[a-z] )(?P<roman>II|III|IV|VI{0,3}|IX|XI{0,3}|XI?V|XVI{0,3}|XI?X|XXI{0,3}|[LC]?[LX]*(?:IX|IV|V?I{0,3}))\b(?![’'-])"
)
_ROMANS = {"I": 1, "V": 5, "X": 10, "L": 50, "C": 100}


def unsaid(text: str) -> list[Span]:
    """Where numbers are that Korean may leave out: third parties, 7-Eleven (`data/unsaid.txt`)."""
    return [match.span() for match in _unsaid().finditer(text)]


@cache
def _unsaid() -> re.Pattern[str]:
    return re.compile(rf"(?<!\w)(?:{any_of(lines('unsaid'))})(?!\w)", re.IGNORECASE)


@cache
def _implied() -> dict[str, tuple[Reading, ...]]:
    """Words that are no numbers, which Korean may say with one (`data/implied.txt`)."""
    found: dict[str, tuple[Reading, ...]] = {}
    for line in lines("implied"):
        quantity, _, words = line.partition(" = ")
        value, unit = quantity.split()
        for word in words.split():
            found[word] = (*found.get(word, ()), (float(value), unit))
    return found


def words(text: str) -> list[Quantity]:
    """Each of them once; none is `needed` but an hour and a half."""
    found = [*_units(text), *_money_words(text), *_times(text), *_romans(text)]
    for match in _WORD.finditer(text):
        implied = _implied().get(match[0]) or _implied().get(match[0].lower())
        if implied and not any(overlap(match.span(), q.span) for q in found):
            value, unit = implied[0]
            found.append(Quantity(value, unit, match.span(), match[0], False, also=implied[1:]))
    return found


def _units(text: str) -> Iterable[Quantity]:
    """A unit of which there is one, or a few: an hour, a few months."""
    for match in _A_UNIT.finditer(text):
        unit = match["unit"].lower()
        korean = english_units().get(unit, "")
        value = 10.0 if unit in ("decade", "decades") else 1.0
        if match["few"]:
            also = tuple((n * value, korean) for n in (2.0, 3.0, 4.0))
            yield Quantity(value, korean, match.span(), match[0], False, also=also)
            continue
        the_one = match["one"].lower() != "the" or korean in LASTING
        the_one = the_one or text.endswith(("to ", "by "), 0, match.start())
        if the_one and (not unit.endswith("s") or unit == "celsius"):
            half = bool(match["half"])
            value *= 1.5 if half else 1.0
            yield Quantity(value, korean, match.span(), match[0], half)


def _money_words(text: str) -> Iterable[Quantity]:
    for match in _MONEY_WORD.finditer(text):
        unit = english_units().get(match[0].lower(), "")
        yield Quantity(1.0, unit, match.span(), match[0], False)


def _times(text: str) -> Iterable[Quantity]:
    for match in _TIMES_WORD.finditer(text):
        value = _TIMES_WORDS[match[0].lower()]
        yield Quantity(value, "배", match.span(), match[0], False, also=((value, COUNTED),))


def _romans(text: str) -> Iterable[Quantity]:
    for match in _ROMAN.finditer(text):
        if match[0]:
            value = _roman(match[0])
            yield Quantity(value, RANKED, match.span(), match[0], False, also=((value, "년"),))


def _roman(written: str) -> float:
    values = [_ROMANS[letter] for letter in written]
    after = [*values[1:], 0]
    return float(sum(-v if v < n else v for v, n in zip(values, after, strict=True)))
