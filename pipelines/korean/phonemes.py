"""From Hangul as it is pronounced to IPA in the vocabulary of the Kokoro voice model."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from pipelines.korean.hangul import decompose, is_syllable
from pipelines.korean.pronunciation import NEUTRAL


@dataclass(frozen=True, slots=True)
class PhonemeTable:
    """Which IPA symbols stand for which Hangul letters.

    Made to be varied by ear: `dataclasses.replace(DEFAULT, vowels={**DEFAULT.vowels, "ㅓ": "ɔ"})`.
    Every symbol must be in Kokoro's vocabulary.
    """

    onsets: Mapping[str, str]
    """An onset at the start of a word, or after an obstruent."""
    voiced: Mapping[str, str]
    """A lax onset between sonorants inside a word (allophonic voicing)."""
    palatal: Mapping[str, str]
    """An onset before i, y and wi."""
    vowels: Mapping[str, str]
    codas: Mapping[str, str]
    """The seven codas of clause 8, unreleased."""
    long_lateral: str
    """The second half of ㄹㄹ."""
    punctuation: Mapping[str, str] = field(default_factory=dict)
    """Marks that are heard as a pause or a tone; a mark that is not here is silent."""


PALATALIZING = frozenset("ㅣㅑㅒㅕㅖㅛㅠㅟ")

DEFAULT = PhonemeTable(
    onsets={
        "ㄱ": "k", "ㄲ": "k", "ㅋ": "kʰ",
        "ㄷ": "t", "ㄸ": "t", "ㅌ": "tʰ",
        "ㅂ": "p", "ㅃ": "p", "ㅍ": "pʰ",
        "ㅈ": "ʨ", "ㅉ": "ʨ", "ㅊ": "ʨʰ",
        "ㅅ": "s", "ㅆ": "s", "ㅎ": "h",
        "ㄴ": "n", "ㅁ": "m", "ㄹ": "ɾ", "ㅇ": "",
    },
    voiced={"ㄱ": "ɡ", "ㄷ": "d", "ㅂ": "b", "ㅈ": "ʥ"},
    palatal={"ㅅ": "ɕ", "ㅆ": "ɕ"},
    vowels={
        "ㅏ": "a", "ㅐ": "ɛ", "ㅑ": "ja", "ㅒ": "jɛ", "ㅓ": "ʌ", "ㅔ": "e", "ㅕ": "jʌ",
        "ㅖ": "je", "ㅗ": "o", "ㅘ": "wa", "ㅙ": "wɛ", "ㅚ": "we", "ㅛ": "jo", "ㅜ": "u",
        "ㅝ": "wʌ", "ㅞ": "we", "ㅟ": "wi", "ㅠ": "ju", "ㅡ": "ɯ", "ㅢ": "ɯi", "ㅣ": "i",
    },
    codas={"": "", "ㄱ": "k", "ㄴ": "n", "ㄷ": "t", "ㄹ": "l", "ㅁ": "m", "ㅂ": "p", "ㅇ": "ŋ"},
    long_lateral="l",
    punctuation={
        ".": ".", "。": ".", "?": "?", "!": "!", ",": ",", "、": ",", ";": ";", ":": ":",
        "…": "…", "—": "—", "–": "—", "(": ",", ")": ",",
    },
)  # fmt: skip


def ipa(text: str, table: PhonemeTable = DEFAULT) -> str:
    """Hangul as pronounced (see `pronounce`) as IPA; words stay separated by one space.

    Anything but Hangul syllables, spaces and the marks of `table.punctuation` is left out:
    `spell_out` has turned it into Hangul before, and `unread` names what it could not.
    """
    symbols: list[str] = []
    previous: str | None = None  # the coda before, None at the start of a word
    for char in text:
        if is_syllable(char):
            syllable = decompose(char)
            symbols.append(_onset(syllable.onset, syllable.vowel, previous, table))
            symbols.append(table.vowels[syllable.vowel])
            previous = NEUTRAL[syllable.coda]
            symbols.append(table.codas[previous])
            continue
        mark = " " if char.isspace() else table.punctuation.get(char, "")
        if mark == " ":
            previous = None
            if symbols and symbols[-1] != " ":
                symbols.append(" ")
        elif mark and symbols and symbols[-1] != mark:
            previous = None
            while symbols and symbols[-1] == " ":
                symbols.pop()
            symbols.append(mark)
    return "".join(symbols).strip()


def _onset(onset: str, vowel: str, previous: str | None, table: PhonemeTable) -> str:
    if onset == "ㄹ" and previous == "ㄹ":
        return table.long_lateral
    if onset in table.voiced and previous is not None and previous in {"", "ㄴ", "ㄹ", "ㅁ", "ㅇ"}:
        return table.voiced[onset]
    if onset in table.palatal and vowel in PALATALIZING:
        return table.palatal[onset]
    return table.onsets[onset]
