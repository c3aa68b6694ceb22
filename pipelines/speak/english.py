"""English into the phonemes that Kokoro was trained with.

Figures and abbreviations are spelled out first. espeak-ng gives IPA; the names it gives are turned
into those of misaki, the front end that Kokoro was trained with (misaki, EN_PHONES.md and
espeak.py: diphthongs and affricates are one letter each, no length marks in American English, a
flap is `T`).
"""

import re

from pipelines.english import spell_out
from pipelines.speak import espeak_ng

_TO_KOKORO = (
    ("ʔˌn̩", "tᵊn"),
    ("ʔn̩", "tᵊn"),
    ("ʔn", "tᵊn"),
    ("a^ɪ", "I"),
    ("a^ʊ", "W"),
    ("e^ɪ", "A"),
    ("o^ʊ", "O"),
    ("ɔ^ɪ", "Y"),
    ("t^ʃ", "ʧ"),
    ("d^ʒ", "ʤ"),
    ("ə^l", "ᵊl"),
    ("ɜːɹ", "ɜɹ"),
    ("ɜː", "ɜɹ"),
    ("ɚ", "əɹ"),
    ("ɪə", "iə"),
    ("ɐ", "ə"),
    ("ɾ", "T"),
    ("ʔ", "t"),
    ("ɬ", "l"),
    ("r", "ɹ"),
    ("x", "k"),
    ("ç", "k"),
    ("e", "A"),
    ("o", "ɔ"),
    ("ʲ", ""),
    ("ː", ""),
    ("\N{COMBINING TILDE}", ""),
    ("^", ""),
)
_SYLLABIC = re.compile("(\\S)\N{COMBINING VERTICAL LINE BELOW}")
_MARKS = r"[,.;:!?…—()\"“”]+"
_PARTS = re.compile(rf"({_MARKS}(?=\s|$)|[(“\"—])")


def phonemes(text: str) -> str:
    """An English text as Kokoro's phonemes, punctuation kept; empty where nothing is said.

    Raises EngineUnavailable where espeak-ng cannot be loaded.
    """
    said = ""
    for part in _PARTS.split(spell_out(text)):
        if re.fullmatch(_MARKS, part):
            said += (" " if part[0] in "(“—" else "") + part[0]
        elif part.strip():
            said += (" " if said and said[-1] not in "(“" else "") + _kokoro(espeak_ng.ipa(part))
    return said.strip() if any(letter.isalpha() for letter in said) else ""


def _kokoro(ipa: str) -> str:
    for espeak, ours in _TO_KOKORO:
        ipa = ipa.replace(espeak, ours)
    return _SYLLABIC.sub(r"ᵊ\1", ipa)
