"""Roman numerals after what they count: Charles III is Charles the third, World War II is two."""

import re

from pipelines.english.lists import any_of, words
from pipelines.english.numbers import cardinal, ordinal

_VALUES = {"I": 1, "V": 5, "X": 10, "L": 50}
_ROMAN = r"X{0,3}(?:IX|IV|V?I{0,3})"
_COUNTED = re.compile(
    rf"\b(?P<before>(?:{any_of(words('numbered'))})s?) (?P<roman>(?=[IVXL])(?:XL|LX{{0,3}}|X{{0,3}})(?:IX|IV|V?I{{0,3}}))"
    r"(?![\w'’]|\.\w)"
)
_NAMED = re.compile(
    r"(?<![\w.])(?P<title>(?:King|Queen|Pope|Emperor|Empress|Tsar|Czar|Kaiser|Shah|Prince|Sultan)s? )?"
    r"(?P<name>[A-Z][^\W\d_]{1,20}(?:[ -][A-Z][^\W\d_]{1,20}){0,2})(?P<comma>,?) "
    rf"(?P<roman>(?=[IVX]){_ROMAN})(?![\w]|\.\w|['’](?!s))"
)
_SECOND = re.compile(
    rf"\b(?P<before>(?:{any_of(words('numbered'))})s [a-z-]{{3,12}} (?:and|or|to) )"
    rf"(?P<roman>(?=[IVX]){_ROMAN})(?![\w'’]|\.\w)"
)
_VERSION = re.compile(r"(?<=[A-Za-z])-(?P<roman>II|III|IV|VI{1,3}|IX)(?![\w'’]|\.\w)")
"""Rockets and missiles: KSLV-II, Cheongung-II."""


def read(text: str) -> str:
    """Roman numerals in words: of monarchs, popes and sons ordinal, of anything else cardinal."""
    text = _COUNTED.sub(_counted, text)
    text = _SECOND.sub(lambda found: found["before"] + cardinal(str(_value(found["roman"]))), text)
    text = _NAMED.sub(_named, text)
    return _VERSION.sub(lambda found: " " + cardinal(str(_value(found["roman"]))), text)


def _counted(found: re.Match[str]) -> str:
    """Group B has a Group I beside it, and no Block L is the fiftieth."""
    roman = found["roman"]
    lettered = found["before"].rstrip("s") in _LETTERED or (
        roman == "L" and found["before"] != "Bowl"
    )
    if len(roman) == 1 and lettered:
        return found[0]
    return f"{found['before']} {cardinal(str(_value(roman)))}"


def _named(found: re.Match[str]) -> str:
    roman = found["roman"]
    regnal = bool(found["title"]) or not words("regnal").isdisjoint(
        found["name"].replace("-", " ").split()
    )
    if len(roman) == 1 and not (roman == "I" and (found["title"] or found["name"] in _FIRSTS)):
        return found[0]
    number = str(_value(roman))
    said = f"the {ordinal(number)}" if regnal else cardinal(number)
    return found[0][: -len(roman)] + said


_LETTERED = frozenset({"Group", "Block"})
_FIRSTS = frozenset({"Elizabeth", "Nicholas", "Napoleon", "Ramesses"})
"""Names after which a single I is hardly ever the speaker."""


def _value(roman: str) -> int:
    total = 0
    for letter, following in zip(roman, roman[1:] + " ", strict=True):
        value = _VALUES[letter]
        total += -value if value < _VALUES.get(following, 0) else value
    return total
