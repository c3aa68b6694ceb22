"""The Hangul syllable as letters: onset, vowel, coda."""

from __future__ import annotations

from dataclasses import dataclass

ONSETS = "ㄱㄲㄴㄷㄸㄹㅁㅂㅃㅅㅆㅇㅈㅉㅊㅋㅌㅍㅎ"
VOWELS = "ㅏㅐㅑㅒㅓㅔㅕㅖㅗㅘㅙㅚㅛㅜㅝㅞㅟㅠㅡㅢㅣ"
CODAS = ("", *"ㄱㄲㄳㄴㄵㄶㄷㄹㄺㄻㄼㄽㄾㄿㅀㅁㅂㅄㅅㅆㅇㅈㅊㅋㅌㅍㅎ")

FIRST, LAST = "가", "힣"


@dataclass(slots=True)
class Syllable:
    """One syllable as compatibility letters. `onset` "ㅇ" is silent, `coda` may be empty."""

    onset: str
    vowel: str
    coda: str

    def __str__(self) -> str:
        """The composed syllable."""
        return compose(self.onset, self.vowel, self.coda)


def is_syllable(char: str) -> bool:
    """Whether the character is one of the 11,172 composed Hangul syllables."""
    return FIRST <= char <= LAST


def decompose(char: str) -> Syllable:
    """Take a composed syllable apart (Unicode Standard, section 3.12).

    Raises ValueError for any other character.
    """
    index = ord(char) - ord(FIRST)
    if not 0 <= index < 11172:
        raise ValueError(f"not a Hangul syllable: {char!r}")
    return Syllable(ONSETS[index // 588], VOWELS[index // 28 % 21], CODAS[index % 28])


def compose(onset: str, vowel: str, coda: str = "") -> str:
    """Put letters together into one syllable."""
    index = (ONSETS.index(onset) * 21 + VOWELS.index(vowel)) * 28 + CODAS.index(coda)
    return chr(ord(FIRST) + index)


def coda(char: str) -> str:
    """The coda of a syllable; empty where there is none or the character is no syllable."""
    return CODAS[(ord(char) - ord(FIRST)) % 28] if is_syllable(char) else ""


def words(*lines: str) -> tuple[str, ...]:
    """The words of a list that is written with spaces."""
    return tuple(word for line in lines for word in line.split())
