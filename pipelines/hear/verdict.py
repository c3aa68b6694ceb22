"""Was a line heard as it was written? By the sound of its words, not by their letters.

A recogniser writes *Dijon* for *Daejeon* and 열역 for 열어, though the voice said it right. So each
word of the text is compared with what was heard in its place by the sounds of both. A word is lost
where most of its sounds are; of a number not one may be another, so numbers are compared by value.
"""

import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass, replace
from functools import lru_cache
from itertools import accumulate, pairwise

from rapidfuzz import fuzz
from rapidfuzz.distance import Levenshtein

from pipelines.engines import Language
from pipelines.hear.spelling import NUMBER_WORDS, english_words

MOST: dict[Language, float] = {"en": 0.15, "ko": 0.25}
"""The share of a line's sounds that may be misheard before the line is flagged."""

LOST = 0.6
"""The share of a word's sounds by which it is lost."""

NAME_LOST = 0.5
"""The same for a name: no other word tells people what was meant."""

_NUMBER_LOST = 0.2
"""The same for a number that was not written down as one."""

_LEAST: dict[Language, int] = {"en": 4, "ko": 5}
"""Sounds of a word that is asked after: shorter ones are swallowed by good speakers too."""


@dataclass(frozen=True, slots=True)
class Verdict:
    """What came of a line.

    `rate` is the share of its sounds that were misheard, left out or added (0 is perfect, and it
    may pass 1). `lost` are the words, names and numbers of the text that were not heard. `ok` is
    whether the line may be trusted.
    """

    ok: bool
    rate: float
    lost: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class _Word:
    text: str
    sounds: str


def judge(said: str, heard: str, language: Language) -> Verdict:
    """What came of a line that says `said`, of which `heard` was written down."""
    words = _words(said, language)
    sounds = "".join(word.sounds for word in words)
    other = "".join(word.sounds for word in _words(heard, language))
    wrong = _wrong(sounds, other)
    rate = sum(wrong) / len(sounds) if sounds else float(bool(other))
    names = _names(said, language)
    lost = list(_numbers(said, heard, language))
    ends = [0, *accumulate(len(word.sounds) for word in words)]
    for word, (start, end) in zip(words, pairwise(ends), strict=True):
        most = NAME_LOST if word.text in names else LOST
        if word.text in NUMBER_WORDS:  # which are compared by value
            continue
        if end - start >= _LEAST[language] and sum(wrong[start:end]) / (end - start) >= most:
            lost.append(word.text)
    return Verdict(not lost and rate <= MOST[language], round(rate, 3), tuple(dict.fromkeys(lost)))


def _wrong(sounds: str, other: str) -> list[int]:
    """How many errors each sound has: itself misheard or left out, others put in before it."""
    wrong = [0] * (len(sounds) + 1)
    for op in Levenshtein.opcodes(sounds, other):
        if op.tag == "insert":
            wrong[op.src_start] += op.dest_end - op.dest_start
        elif op.tag != "equal":
            for place in range(op.src_start, op.src_end):
                wrong[place] += 1
    last = wrong.pop()
    if wrong:
        wrong[-1] += last
    return wrong


def _words(text: str, language: Language) -> list[_Word]:
    if language == "en":
        return [_Word(word, _english(word)) for word in english_words(text)]
    from pipelines.korean import pronounce, spell_out

    spelled = [word for word in spell_out(text).split() if re.search(r"\w", word)]
    said = [word for word in pronounce(" ".join(spelled)).split() if re.search(r"\w", word)]
    if len(said) != len(spelled):
        spelled = said
    return [
        _Word(word.strip(".,!?…·“”‘’\"'()"), _korean(sound))
        for word, sound in zip(spelled, said, strict=True)
    ]


_NEAR = str.maketrans("ɑɔəᵊʌɜɐɪʊʒTθ", "aaaaaaaiuʤtð")
"""Sounds that are soon taken for each other, above all in names: open and weak vowels are one."""


@lru_cache(maxsize=8192)
def _english(word: str) -> str:
    from pipelines.speak.english import phonemes

    return re.sub(r"[^\w]|[ˈˌ]", "", phonemes(word)).translate(_NEAR)


_ALIKE = str.maketrans(
    {
        **dict(zip("ᆨᆫᆮᆯᆷᆸ", "ᄀᄂᄃᄅᄆᄇ", strict=True)),
        **dict(zip("ᅢᅤᅬᅫ", "ᅦᅨᅰᅰ", strict=True)),
        "ᄋ": None,
    }
)
"""A final consonant is the same sound as an initial one, for a recogniser may cut syllables
elsewhere; vowels that hardly anybody tells apart are one; and an initial ㅇ is no sound."""


def _korean(word: str) -> str:
    """The sounds of a word as it is pronounced, one letter each."""
    letters = unicodedata.normalize("NFD", "".join(char for char in word if char.isalnum()))
    return letters.translate(_ALIKE)


def _names(text: str, language: Language) -> frozenset[str]:
    if language == "ko":
        return frozenset()
    from pipelines.faithful.names.missing import names

    return frozenset(
        word for name in names(text) for word in english_words(text[slice(*name.span)])
    )


def _numbers(said: str, heard: str, language: Language) -> Iterator[str]:
    """The numbers of the text that were not heard, as they are written there."""
    from pipelines.faithful import SERIOUS
    from pipelines.faithful.numbers import english, korean, quantities

    read = english.quantities if language == "en" else korean.quantities
    if language == "en" and _number_words(said) == _number_words(heard):
        return  # also where they are put together in a way that is not read as a number
    exactly = [replace(quantity, about=False) for quantity in read(heard)]
    for finding in quantities.compare(read(said), exactly):
        if not finding.expected or finding.kind == "unit" or finding.sure < SERIOUS:
            continue
        # 열네 척 that was written down as 열래척 is no number any more, but it was heard.
        if not _is_heard(finding.expected, finding.found, heard, language):
            yield finding.expected


def _number_words(text: str) -> list[str]:
    return [word for word in english_words(text) if word in NUMBER_WORDS]


def _is_heard(number: str, instead: str, heard: str, language: Language) -> bool:
    """Whether the sounds of a number are somewhere in what was heard, but for a few.

    All of them, where another number is written there: one that is a part of it (이 백여 편 for
    200여 편), and not one of which it is a part (13 for 3).
    """
    sounds, other, whole = (
        "".join(word.sounds for word in _words(text, language)) for text in (number, instead, heard)
    )
    if instead:
        return len(other) < len(sounds) and sounds in whole
    return bool(sounds) and fuzz.partial_ratio(sounds, whole) >= 100 * (1 - _NUMBER_LOST)
