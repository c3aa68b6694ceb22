"""The place before a report: "SAN FRANCISCO (AP) — " is San Francisco, and the agency is not said."""

import re

from pipelines.english.letters import could_be_word
from pipelines.english.lists import any_of, readings, words

_AGENCY = any_of(readings("agencies"))
_WORD = r"[A-Z][A-Z'’]{1,20}"
_PLACE = re.compile(
    rf"(?P<open>[\s\"“]{{0,3}})(?P<place>(?:[A-Z][A-Z.'’]{{1,20}}[ -]){{0,4}}{_WORD})(?=,|\s?\(|\s?[—–]|\s-|--)"
)
_BRACKET = re.compile(
    rf"(?P<before>[\s\"“]{{0,3}}[A-Z][A-Z.'’]{{1,20}}[^()\n—]{{0,60}}?)\s?\((?:{_AGENCY})\)\s?(?:[—–-]{{1,3}}\s?|(?=[A-Z]))"
)
_PLACED = re.compile(
    rf"(?P<before>[\s\"“]{{0,3}}[A-Z][a-z][^()\n—]{{1,60}}?)\s?\((?:{_AGENCY})\)\s?[—–-]{{1,3}}\s?"
)
_CLOSED_UP = re.compile(r"(?P<agency>[\s\"“]{0,3}\([A-Z]{2,8}\))(?=[A-Z][a-z])")
_INITIALS = re.compile(r"(?:[A-Z]\.){2,4}")
_SMALL = frozenset({"DE", "DO", "DA", "DEL", "OF", "AND", "THE", "SUR", "AU"})
_FOREIGN = ("BH", "DH", "DN", "HR", "KW", "MB", "NG", "NH", "SV", "TB", "VL")
"""How names begin and English words do not: Dhabi, Dnipro, Tbilisi."""
_SHORTENED = frozenset({"ST", "FT", "MT", "ST.", "FT.", "MT."})


def read(text: str) -> str:
    """The capitals that begin a text and name a place in small letters, without the agency."""
    reported = False
    for pattern in (_BRACKET, _PLACED):
        text, count = (
            pattern.subn(r"\g<before> — ", text, count=1) if pattern.match(text) else (text, 0)
        )
        reported = reported or bool(count)
    if found := _PLACE.match(text):
        place = found["place"]
        names = re.split("[ -]", place)
        if (reported and place not in words("initialisms")) or (
            len(names) > 1 and all(map(_is_name, names))
        ):
            text = found["open"] + re.sub(r"[A-Z.]+", _small, place) + text[found.end() :]
    return _CLOSED_UP.sub(r"\g<agency> ", text, count=1) if _CLOSED_UP.match(text) else text


def _is_name(word: str) -> bool:
    if word in _SHORTENED or _INITIALS.fullmatch(word):
        return True
    letters = re.sub("[^A-Z]", "", word)
    if "." in word or letters in words("initialisms"):
        return False
    return could_be_word(letters[1:] if letters.startswith(_FOREIGN) else letters)


def _small(found: re.Match[str]) -> str:
    word = found[0]
    if word in _SMALL and found.start() > 0:
        return word.lower()
    return word if _INITIALS.fullmatch(word) else word.capitalize()
