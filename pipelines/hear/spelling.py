"""One spelling for what was said and what was heard, and how far they are from each other.

A recogniser writes `63` where the text has `sixty-three`, and spaces as it likes. Both sides are
brought into one spelling before they are compared, so that only a difference that can be heard
counts as an error.
"""

import re
from collections.abc import Iterable
from dataclasses import dataclass

from pipelines.engines import Language
from pipelines.english.numbers import ONES, ORDINALS, TENS


@dataclass(frozen=True, slots=True)
class Score:
    """Edits (substituted, left out and added) against a length: words in English, syllables
    (and digits, letters) in Korean."""

    edits: int
    length: int

    @property
    def rate(self) -> float:
        """WER in English, CER in Korean: 0 is perfect, and it may pass 1."""
        return self.edits / self.length if self.length else 0.0


def score(said: str, heard: str, language: Language) -> Score:
    """How much of a sentence was misheard."""
    from rapidfuzz.distance import Levenshtein

    units = english_words if language == "en" else korean_syllables
    reference = units(said)
    return Score(Levenshtein.distance(reference, units(heard)), len(reference))


def total(scores: Iterable[Score]) -> Score:
    """One score for many sentences: all edits against the whole length, not a mean of rates."""
    scores = tuple(scores)
    return Score(sum(s.edits for s in scores), sum(s.length for s in scores))


# Korean -----------------------------------------------------------------------------------


def korean_syllables(text: str) -> list[str]:
    """Korean as it is read aloud, without spaces and punctuation, one entry a syllable.

    Spelled out on both sides, `63개` and `예순세 개` are the same, `육십삼 개` is not. Spaces
    do not count: Korean writers themselves differ, and nobody hears them.
    """
    from pipelines.korean import spell_out

    return [letter for letter in spell_out(text) if letter.isalnum()]


# English ----------------------------------------------------------------------------------

NUMBER_WORDS = frozenset(
    {*ONES, *TENS[2:], *ORDINALS.values(), "point", "hundred", "thousand"}
    | {"million", "billion", "trillion"}
)
"""The words that `english_words` makes of figures, but for a few ordinals."""

_MONTHS = "january|february|march|april|may|june|july|august|september|october|november|december"
_SCALES = "thousand|million|billion|trillion"
_CURRENCIES = {"$": "dollars", "€": "euros", "£": "pounds", "₩": "won", "¥": "yen"}
_CONTRACTIONS = (
    (r"\bwon't\b", "will not"),
    (r"\bcan't\b", "can not"),
    (r"\bcannot\b", "can not"),
    (r"n't\b", " not"),
    (r"'re\b", " are"),
    (r"'ve\b", " have"),
    (r"'ll\b", " will"),
    (r"'m\b", " am"),
)
_SPELLINGS = (
    (r"\bper cent\b", "percent"),
    (r"\b(kilo|centi)metre(s?)\b", r"\1meter\2"),
    (r"\b(lab|harb|neighb|fav|behavi|hon)our", r"\1or"),
    (r"\b(defen|offen)ce\b", r"\1se"),
    (r"\bcentre", "center"),
    (r"\bcancell(ed|ing)\b", r"cancel\1"),
    (r"\b(\w{3,})ise(d|s|rs?)?\b", r"\1ize\2"),
    (r"\bprogramme", "program"),
    (r"\bgrey\b", "gray"),
    (r"\btonne", "ton"),
)
"""British spellings as American ones: Whisper writes either."""


def english_words(text: str) -> list[str]:
    """English in one spelling: lower case, no punctuation, numbers and signs as words.

    `$2.3 million` is *two point three million dollars*, `U.N.` is *un*, `2-1` is *two to one*,
    `July 1st` is *july one*. The same is done to both sides; a word that sounds alike but is
    another (*their* and *there*) stays an error.
    """
    text = text.lower().replace("’", "'")
    for pattern, replacement in (*_CONTRACTIONS, *_SPELLINGS):
        text = re.sub(pattern, replacement, text)
    text = re.sub(r"\b(re|co|non)-(?=\w)", r"\1", text)
    # U.N. and a.m. are one word; so are letters that Whisper leaves apart.
    text = re.sub(r"\b(?:[a-z]\.){2,}", lambda m: m[0].replace(".", "") + " ", text)
    text = re.sub(r"\b([ap])\.?m\b", r"\1m", text)
    text = re.sub(r"(?<=\d),(?=\d{3})", "", text)
    text = re.sub(rf"([$€£₩¥])\s?(\d+(?:\.\d+)?)(\s(?:{_SCALES})\b)?", _money, text)
    text = re.sub(r"(?<=\d)\s?%", " percent", text)
    text = re.sub(r"(\d+)\s?km\b", r"\1 kilometers", text)
    text = re.sub(r"(\d+)\s?kg\b", r"\1 kilogram", text)
    text = re.sub(r"(\d)[:.](\d\d)(?= [ap]m\b)", r"\1:\2", text)
    text = re.sub(r"(\d):00\b", r"\1", text)
    text = re.sub(rf"\b({_MONTHS}) (\d+)(?:st|nd|rd|th)\b", r"\1 \2", text)
    text = re.sub(r"\b(\d+)[-–](\d+)\b", r"\1 to \2", text)
    text = re.sub(r"\b(\d+)(st|nd|rd|th)\b", lambda m: _ordinal(int(m[1])), text)
    text = re.sub(r"\d+(?:\.\d+)?", _number, re.sub(r"(?<!\d)\.(?=\d)", "0.", text))
    text = re.sub(r"\bzero point\b", "point", text)
    text = text.replace("&", " and ").replace("'", "")
    return re.findall(r"[^\W_]+", text)


def _money(found: re.Match[str]) -> str:
    return f"{found[2]}{found[3] or ''} {_CURRENCIES[found[1]]}"


def _number(found: re.Match[str]) -> str:
    whole, _, decimals = found[0].partition(".")
    words = f" {_cardinal(int(whole))}"
    if decimals:
        words += " point " + " ".join(ONES[int(digit)] for digit in decimals)
    return words + " "


def _cardinal(number: int) -> str:
    for value, name in ((10**12, "trillion"), (10**9, "billion"), (10**6, "million")):
        if number >= value:
            return _joined(number, value, name)
    if number >= 1000:
        return _joined(number, 1000, "thousand")
    if number >= 100:
        return _joined(number, 100, "hundred")
    if number >= 20:
        return TENS[number // 10] + (f" {ONES[number % 10]}" if number % 10 else "")
    return ONES[number]


def _joined(number: int, value: int, name: str) -> str:
    rest = f" {_cardinal(number % value)}" if number % value else ""
    return f"{_cardinal(number // value)} {name}{rest}"


def _ordinal(number: int) -> str:
    *before, last = _cardinal(number).split()
    if last in ORDINALS:
        last = ORDINALS[last]
    else:
        last = last[:-1] + "ieth" if last.endswith("y") else last + "th"
    return " ".join([*before, last])
