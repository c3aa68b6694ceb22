"""The words that English numbers are made of, and their values: forty-two, a hundred and five."""

# ruff: noqa: E501 - long alternations of words read better on one line

import re

from pipelines.english.lists import any_of
from pipelines.english.numbers import ONES, TENS, ordinal

_TENS = TENS[2:]
WORDS = {word: value for value, word in enumerate(ONES)} | {
    word: 20 + 10 * n for n, word in enumerate(_TENS)
}
SCALES = {
    "dozen": 12.0, "hundred": 1e2, "thousand": 1e3, "million": 1e6, "billion": 1e9, "trillion": 1e12,
    "lakh": 1e5, "crore": 1e7, "bn": 1e9, "tn": 1e12, "mn": 1e6, "mln": 1e6, "bln": 1e9,
}  # fmt: skip
LETTERS = {"k": 1e3, "K": 1e3, "m": 1e6, "M": 1e6, "b": 1e9, "B": 1e9, "t": 1e12, "T": 1e12}
ORDINALS = {ordinal(str(n)): n for n in range(1, 100)}
_SCALED_ORDINALS = {f"{scale}th": SCALES[scale] for scale in ("hundred", "thousand", "million")}
SIMPLE = any_of({*WORDS})
"""A pattern of one of `WORDS`."""
SCALE = any_of(SCALES)
"""A pattern of one of `SCALES`."""
_AFTER_SCALE = r"(?:(?<=hundred)|(?<=thousand)|(?<=illion)),?[ -](?:and )?"
_GOES_ON = (
    rf"[ -](?:hundred|thousand|million|billion|trillion)\b|{_AFTER_SCALE}(?:{SIMPLE})\b|(?<=ty)[ -](?:{any_of(ONES[1:10])})\b"
    rf"|(?:(?<=een)|(?<=twenty))[ -](?:{any_of(_TENS)}|{any_of(ONES[10:])})\b(?![- ](?:year|month|day|week|hour|minute))"
)
"""How a number in words goes on: two hundred | and five, sixty | three, nineteen | eighty."""
IN_WORDS = (
    rf"(?:(?:an? (?={SCALE}\b)(?!hundreds|thousands))|half an? (?=million|billion|dozen|trillion))?"
    rf"(?:{any_of({*ORDINALS, *_SCALED_ORDINALS})}|(?:{SIMPLE}|hundred|dozen|thousand|million|billion|(?<!and a )half)\b"
    rf"(?:{_GOES_ON})*(?:{_AFTER_SCALE}(?:{any_of({*ORDINALS, *_SCALED_ORDINALS})}))?)\b"
)
"""A number in words, cardinal or ordinal."""
_YEAR_IN_WORDS = re.compile(
    rf"({any_of(ONES[10:])}|twenty) ((?:{any_of(_TENS)})(?:-(?:{any_of(ONES[1:10])}))?|{any_of(ONES[10:])})"
)


def small(written: str) -> float:
    """Of digits, or of one of `WORDS`."""
    plain = written.replace(",", "")
    return float(plain) if plain.isdigit() else float(WORDS[plain.lower()])


def in_words(words: str) -> tuple[float, bool]:
    """What `IN_WORDS` matched, in small letters: its value, and whether it is an ordinal."""
    total, current, is_ordinal = 0.0, 0.0, False
    half = words.startswith("half a")
    year = _YEAR_IN_WORDS.fullmatch(words)
    if year:
        return 100 * in_words(year[1])[0] + in_words(year[2])[0], False
    for word in re.split(r"[ ,-]+", words):
        if word in ("a", "an", "and", ""):
            continue
        if word == "half":
            current = current or 0.5
        elif word in WORDS:
            current += WORDS[word]
        elif word in ORDINALS:
            current += ORDINALS[word]
            is_ordinal = True
        elif word in _SCALED_ORDINALS:
            current = (current or 1) * _SCALED_ORDINALS[word]
            is_ordinal = True
        elif word == "hundred" or word == "dozen":
            current = (current or 1) * SCALES[word]
        else:
            total += (current or 1) * SCALES[word]
            current = 0.0
    if half:
        return (total + current or 0.5), False
    return total + current, is_ordinal
