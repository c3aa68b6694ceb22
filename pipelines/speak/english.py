"""English into the phonemes that Kokoro was trained with.

espeak-ng gives IPA; the names it gives are turned into those of misaki, the front end that
Kokoro was trained with (misaki, EN_PHONES.md and espeak.py: diphthongs and affricates are one
letter each, no length marks in American English, a flap is `T`).
"""

import re
import unicodedata

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
_UNSPOKEN = {"So", "Sk", "Cs", "Co", "Cn", "Cf", "Cc"}  # emoji, surrogates, controls
_SYLLABIC = re.compile("(\\S)\N{COMBINING VERTICAL LINE BELOW}")
_MARKS = r"[,.;:!?…—()\"“”]+"
_PARTS = re.compile(rf"({_MARKS}(?=\s|$)|[(“\"—])")


def phonemes(text: str) -> str:
    """An English text as Kokoro's phonemes, punctuation kept; empty where nothing is said.

    Raises EngineUnavailable where espeak-ng cannot be loaded.
    """
    readable = "".join(
        " " if unicodedata.category(letter) in _UNSPOKEN else letter for letter in text
    )
    said = ""
    for part in _PARTS.split(readable):
        if re.fullmatch(_MARKS, part):
            said += (" " if part[0] in "(“—" else "") + part[0]
        elif part.strip():
            said += (" " if said and said[-1] not in "(“" else "") + _kokoro(espeak_ng.ipa(part))
    return said.strip() if any(letter.isalpha() for letter in said) else ""


def _kokoro(ipa: str) -> str:
    for espeak, ours in _TO_KOKORO:
        ipa = ipa.replace(espeak, ours)
    return _SYLLABIC.sub(r"ᵊ\1", ipa)
