"""The lists of names: what Korean calls countries, peoples, places, bodies and people.

They are those of `data/` here, which know short forms and what may stand for a name (Moscow for
Russia), the glossary's and `pipelines.names`.
"""

import re
from collections.abc import Iterable, Mapping
from functools import cache, lru_cache

from pipelines.faithful.names import sound
from pipelines.faithful.tables import lines
from pipelines.korean.latin import fold, known_words, letter_by_letter
from pipelines.korean.loanwords import alike
from pipelines.names import built_in
from pipelines.translate.glossary import Glossary

Readings = Mapping[str, tuple[str, ...]]
"""Names in small letters, and what Korean calls them."""


@cache
def generic_words() -> frozenset[str]:
    """Words that are translated by meaning where they stand in names."""
    return frozenset(word.lower() for line in lines("generic") for word in line.split())


@cache
def starts() -> frozenset[str]:
    """Words that begin a sentence with a capital and are mostly no name there."""
    return frozenset(word for line in lines("starts") for word in line.split())


@cache
def _ambiguous() -> frozenset[str]:
    """Hangul names that are also common words, or whose Korean stands for much else."""
    return frozenset(word for line in lines("ambiguous") for word in line.split())


@cache
def _nouns() -> frozenset[str]:
    return frozenset(word for line in lines("nouns") for word in line.split())


def is_noun(word: str) -> bool:
    """Whether a word begins with a common one that looks like a name: 드론, 쿠데타."""
    return any(word[:length] in _nouns() for length in range(2, min(6, len(word)) + 1))


SOUNDS_LIKE = 0.77
"""How alike a word must be to answer for Hangul that is a name."""


@cache
def _tables() -> tuple[dict[str, tuple[str, ...]], dict[str, tuple[str, ...]]]:
    """What Korean calls countries, peoples, places and bodies; and what may stand for them."""
    found: dict[str, tuple[str, ...]] = {}
    loose: dict[str, tuple[str, ...]] = {}
    for line in (line for name in ("peoples", "places", "bodies") for line in lines(name)):
        names, _, korean = line.partition(" = ")
        own, _, others = korean.partition(" | ")
        for name in names.split():
            key = name.replace("_", " ").lower()
            found[key] = (*found.get(key, ()), *own.split())
            loose[key] = (*loose.get(key, ()), *others.split())
    return found, loose


def peoples() -> Mapping[str, tuple[str, ...]]:
    """Countries, peoples, places and bodies, and what Korean calls them."""
    return _tables()[0]


def stand_ins(word: str) -> tuple[str, ...]:
    """What Korean may say for it where the English does not name that itself: Russia for Moscow."""
    return _tables()[1].get(word.lower(), ())


@cache
def _people() -> dict[str, tuple[str, ...]]:
    """What Korean calls people by names whose spelling does not tell it."""
    found: dict[str, tuple[str, ...]] = {}
    for line in lines("people"):
        names, _, korean = line.partition(" = ")
        for name in names.lower().split():
            found[name] = (*found.get(name, ()), *korean.split())
    return found


def readings_of(english: str, terms: Glossary) -> Readings:
    """The Korean of the glossary's terms, and of the names that come with the product, by term."""
    found: dict[str, tuple[str, ...]] = {}
    for glossary in (terms, built_in()):
        for term in glossary.terms_in(english):
            korean = (term.korean, *getattr(term, "otherwise", ()))
            key = term.english.lower()
            found[key] = (*found.get(key, ()), *korean)
    return found


def _forms(word: str) -> Iterable[str]:
    """The word in small letters, without accents (Huế), then as one and without the ending of an
    inhabitant: New Zealanders, Tibetans."""
    plain = word.lower()
    yield plain
    if not plain.isascii():
        yield fold(plain)
    if len(plain) > 5 and plain.endswith("s"):
        yield plain[:-1]
        for ending in ("ers", "ans", "ians", "is"):
            if plain.endswith(ending):
                yield plain.removesuffix(ending)


@lru_cache(maxsize=4096)
def korean_of(word: str) -> tuple[str, ...]:
    """What the lists here have for a word or several, and how Korean spells out its letters."""
    found = [reading for form in _forms(word) for reading in peoples().get(form, ())]
    for part in word.split("-")[:1] if "-" in word else ():
        found += peoples().get(part.lower(), ())
    found += _people().get(word.lower(), ())
    words = known_words()
    for form in (word, word.replace(".", "")):
        if form in words:
            found.append(words[form])
    plain = word.replace(".", "")
    if is_acronym(word) and plain.isascii() and plain.isalpha():
        found.append(letter_by_letter(plain))
    return tuple(found)


def is_listed(word: str, terms: Readings) -> bool:
    """Whether it is a country, people or body whose Korean is known, and not also a common word."""
    plain = word.lower()
    listed = plain in peoples() or plain in terms or fold(plain) in peoples()
    return listed and plain not in generic_words()


@lru_cache(maxsize=1024)
def is_translated(word: str) -> bool:
    """Whether Korean calls a body something that does not sound like its name, and so may as well
    call it something else: the Diet."""
    listed = any(word in line.partition(" = ")[0].lower().split() for line in lines("bodies"))
    return listed and not any(alike(word, reading) >= SOUNDS_LIKE for reading in peoples()[word])


@cache
def _countries() -> frozenset[str]:
    return frozenset(t.korean for t in built_in().terms if t.kind in ("UN member", "country"))


def is_korean_of_country(hangul: str) -> bool:
    """Whether Hangul is a country's name."""
    return hangul in _countries()


def is_country(word: str) -> bool:
    """Whether it is a country's name or its people's."""
    return not _countries().isdisjoint(peoples().get(word.lower(), ()))


@cache
def _sounding_places() -> frozenset[str]:
    names = (line.partition(" = ")[0] for line in lines("places"))
    return frozenset(name.replace("_", " ").lower() for line in names for name in line.split())


def is_place_by_sound(word: str) -> bool:
    """Whether it is a place that Korean may call as well by its sound as by what is listed:
    Antwerp 안트베르펀, Kharkov 하르코프; unlike countries and bodies."""
    return fold(word).lower() in _sounding_places() and not is_country(word)


@cache
def _place_names() -> frozenset[str]:
    """English names of places, in small letters."""
    kinds = _PLACES | {"region", "Korean place"}
    return frozenset(term.english.lower() for term in built_in().terms if term.kind in kinds)


def is_place(word: str) -> bool:
    """Whether it is the name of a place, or of a country's people."""
    return word.lower() in _place_names() or is_country(word)


def is_capital(word: str) -> bool:
    """Whether a country may be said for it, as for Moscow and the Kremlin."""
    return not _countries().isdisjoint(stand_ins(word))


def is_acronym(word: str) -> bool:
    """Whether it is of capitals alone, with points or without."""
    return len(word) > 1 and word.replace(".", "").replace("&", "").isupper()


@cache
def places_of_one_word() -> frozenset[str]:
    """The Hangul of countries and cities."""
    return frozenset("".join(t.korean.split()) for t in built_in().terms if t.kind in _PLACES)


_PLACES = frozenset(("UN member", "country", "territory", "capital", "city", "US city", "US state"))
_BODIES = frozenset(
    ("international body", "government body", "Korean institution", "treaty or event")
)


@cache
def hangul_names() -> frozenset[str]:
    """The Hangul of names that come with the product, without those that are also words."""
    return _plain(
        ["".join(term.korean.split()) for term in built_in().terms]
        + [reading for readings in peoples().values() for reading in readings]
    )


@cache
def proper_names() -> frozenset[str]:
    """Of these those of places and people, not of bodies, which Korean says by their meaning."""
    bodies = [term for term in built_in().terms if term.kind in _BODIES]
    translated = {"".join(term.korean.split()) for term in bodies}
    for line in lines("bodies"):
        translated |= set(line.partition(" = ")[2].split())
    return hangul_names() - translated


def _plain(names: Iterable[str]) -> frozenset[str]:
    return frozenset(
        name
        for name in names
        if len(name) > 1 and name not in _ambiguous() and re.fullmatch("[가-힣]+", name)
    )


def name_that_begins(word: str, names: frozenset[str]) -> str:
    """The longest of the names that a Hangul word begins with, where the rest may follow one."""
    for length in range(min(10, len(word)), 1, -1):
        if word[:length] in names and sound.may_follow(word[length:]):
            return word[:length]
    return ""
