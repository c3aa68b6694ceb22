"""Text as it is written to text as it is read aloud.

The text passes a list of readers, the most particular first: a date before a sum, a sum before a
number. Each replaces what it knows and leaves the rest. Words in small letters stay as they are.
"""

import re
import unicodedata
from collections.abc import Callable

from pipelines.english import (
    abbreviations,
    acronyms,
    addresses,
    datelines,
    dates,
    money,
    quantities,
    roman,
    symbols,
    times,
    units,
)

_FORMS = str.maketrans(
    {
        **{chr(code): chr(code - 0xFEE0) for code in range(0xFF01, 0xFF5F)},  # full width
        **dict.fromkeys("\u00a0\u1680\u2002\u2003\u2004\u2005\u2006\u2007\u2008\u2009\u200a\u202f\u205f\u3000\t", " "),
        **dict.fromkeys("\u200b\u200c\u200d\u2060\ufeff\u00ad\u200e\u200f\ufe0e\ufe0f", ""),
        **dict.fromkeys("‐‑‒−﹣", "-"), "―": "—", "µ": "μ", "℃": "°C", "℉": "°F", "㎞": "km", "㎏": "kg", "㎡": "m²",
        "㎢": "km²", "½": " 1/2", "⅓": " 1/3", "⅔": " 2/3", "¼": " 1/4", "¾": " 3/4", "⅛": " 1/8", "⅜": " 3/8",
        "⅝": " 5/8", "⅞": " 7/8", "⅕": " 1/5", "⁄": "/", "º": "°", "％": "%", "￡": "£", "￥": "¥", "￦": "₩",
    }
)  # fmt: skip
_OTHER_DIGIT = re.compile(r"(?![0-9])\d")
_DASH = re.compile(r"(?<=\s)(?<!\d\s)[-–]{1,3}(?=\s)|(?<=\s)[-–]{1,3}(?=\s\D)|(?<=\w)--(?=\w)")
_READERS: tuple[Callable[[str], str], ...] = (
    datelines.read,
    addresses.read,
    symbols.read_comparisons,
    dates.read,
    times.read,
    money.read,
    acronyms.read_aircraft,
    quantities.read_ranges,
    units.read,
    roman.read,
    abbreviations.read,
    acronyms.read_models,
    quantities.read,
    acronyms.read,
    symbols.read,
)
_PASSES = 3


def spell_out(text: str) -> str:
    """English as written to words, spaces and punctuation, without a digit.

    "$5.2 billion" is "five point two billion dollars", "1998" "nineteen ninety-eight", "UNHRC"
    "U.N.H.R.C" (which espeak-ng reads letter by letter). A word in small letters stays as it is
    unless it is a unit or an abbreviation. Emoji and what else has no words become a space.
    """
    text = _normalized(text)
    for _ in range(_PASSES):  # what one reader leaves may concern another: mostly nothing
        before = text
        for reader in _READERS:
            text = reader(text)
        text = _tidied(text)
        if text == before:
            break
    return text


def _normalized(text: str) -> str:
    text = unicodedata.normalize("NFC", text.translate(_FORMS))
    text = _OTHER_DIGIT.sub(lambda found: str(unicodedata.digit(found[0])), text)
    text = re.sub(r"(?<=\d)\s?[—–](?=\d)", "-", text)
    return _DASH.sub("—", text)


def _tidied(text: str) -> str:
    text = re.sub(r" +(?=[,.;:!?)”’](?:\W|$))", "", re.sub(" {2,}", " ", text))
    text = re.sub(r"(?<=\w)\.(?=[,;:])", "", text)  # etc., and U.N.: have one pause
    text = re.sub(r"([!?])[!?]+", lambda found: "?" if "?" in found[0] else "!", text)
    text = re.sub(r"(?<=[a-z]),(?=[a-z])", ", ", re.sub(r"\( +", "(", text))
    return _DASH.sub("—", text).strip()
