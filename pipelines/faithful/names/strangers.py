"""Words of Korean text that look like names and answer for no name of its English.

A name that is missed is surest where another stands instead. What is listed as a name, or is long
and of foreign syllables, is one; a shorter word, a country that is also a common word and three
syllables that may be a Korean's name may be one.
"""

import re
from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass
from functools import lru_cache

from pipelines.faithful.names import sound
from pipelines.faithful.names.gazetteer import (
    SOUNDS_LIKE,
    Readings,
    is_korean_of_country,
    is_noun,
    korean_of,
    name_that_begins,
    places_of_one_word,
    proper_names,
    stand_ins,
)
from pipelines.faithful.names.romanised import SURNAMES
from pipelines.findings import Span
from pipelines.korean.loanwords import alike

_FOREIGN = 0.6
"""The share of foreign syllables from which on a word looks like a foreign name."""
_PERHAPS_FOREIGN = 0.3
"""The same for a word that may be one."""
_OFTEN_ADDED = frozenset(("미국", "한국", "대한민국"))
"""What Korean news adds to a body or an office of which English need not say it."""
_NEAR = 3
"""How many characters may be between a word of a name and what stands for the next."""
_QUITE = 0.86
"""How alike a word in small letters must be to answer for Hangul."""
_NO_NOUN = re.compile("[다고며면지서게던록데만려기어아자나니들려해된한할인된았었였했]$|니까$|듯이$")
"""How verbs and adjectives end, where nothing that follows a name was taken off."""
_GIVEN = frozenset(
    "강건경곤관광구국권규균근길남노다단담대덕도동두란람래련령룡류린림만명모무문미민배백범별병보복봉빈상새"
    "서석선설섭세소솔수숙순슬승시식신심안애양언연열영예옥완용우욱운웅원월유윤율은인임재제조종주준중지진찬"
    "창채천철초춘충치탁태택하한향헌혁현형혜호홍화환훈휘흠희"
)
"""Syllables of Korean given names."""


@dataclass(frozen=True, slots=True)
class Strangers:
    """Where in the Korean names stand, and where words that may be names (`maybe`), that answer for
    no name of the English."""

    names: tuple[Span, ...]
    maybe: tuple[Span, ...]

    def near(self, places: Iterable[Span]) -> bool:
        """Whether one of them stands beside one of the places."""
        return any(
            -_NEAR <= place[0] - span[1] <= _NEAR or -_NEAR <= span[0] - place[1] <= _NEAR
            for place in places
            for span in (*self.names, *self.maybe)
        )


def find(english: str, korean: str, taken: Sequence[Span], terms: Readings) -> Strangers:
    """The strangers of Korean text; `taken` are the places that answer for names of the English,
    `terms` the readings that are known of these."""
    owned = _owned(english, terms)
    names: list[Span] = []
    maybe: list[Span] = []
    for run in re.finditer("[가-힣]+", korean):
        for kind, name in ((names, _name(run[0])), (maybe, _maybe_name(run[0]))):
            span = run.start(), run.start() + len(name)
            if is_korean_of_country(name) and name == run[0]:
                continue  # which country's, for the reader: 스페인 민경대
            if name and _is_free(name, span, english, taken, owned):
                kind.append(span)
    return Strangers(tuple(names), tuple(maybe))


def _owned(english: str, terms: Readings) -> frozenset[str]:
    """All that the lists have for the English."""
    words = set(re.findall(r"[A-Za-zÀ-ſḀ-ỿ]{2,}", english))
    return frozenset(
        "".join(reading.split())
        for word in (*words, *terms)
        for reading in (*korean_of(word), *stand_ins(word), *terms.get(word, ()))
    )


def _is_free(
    name: str, span: Span, english: str, taken: Sequence[Span], owned: Collection[str]
) -> bool:
    """Whether a word answers for no name and sounds like no word of the English."""
    return (
        name not in owned
        and not any(name in reading or reading in name for reading in owned if len(reading) > 1)
        and not any(span[0] < place[1] and place[0] < span[1] for place in taken)
        and not any(
            alike(word, name) > (SOUNDS_LIKE if word[0].isupper() else _QUITE)
            for word in set(re.findall(r"[A-Za-zÀ-ſḀ-ỿ]{3,}", english))
            if 1.3 * len(name) <= len(word) <= 5 * len(name)  # no other is as alike
        )
    )


@lru_cache(maxsize=4096)
def _name(word: str) -> str:
    """The name that a word begins with: one that is listed, or one of foreign syllables."""
    name = name_that_begins(word, proper_names())
    if name in _OFTEN_ADDED:
        return ""
    stem = sound.without_tail(word)
    if name or len(stem) < 3 or _is_common(word, stem) or sound.foreignness(stem) < _FOREIGN:
        return name
    return stem


@lru_cache(maxsize=4096)
def _maybe_name(word: str) -> str:
    """What of the word may be a name, else nothing."""
    place = name_that_begins(word, places_of_one_word())
    if place:
        return "" if place in _OFTEN_ADDED else place
    stem = sound.without_tail(word)
    if not 2 <= len(stem) <= 6 or _is_common(word, stem):
        return ""
    korean = len(stem) == 3 and stem[0] in SURNAMES and _GIVEN.issuperset(stem[1:])
    return stem if korean or sound.foreignness(stem) >= _PERHAPS_FOREIGN else ""


def _is_common(word: str, stem: str) -> bool:
    """Whether a word is a common one, or a verb."""
    return (
        bool(sound.common_beginning(word))
        or is_noun(word)
        or (stem == word and bool(_NO_NOUN.search(word)))
    )
