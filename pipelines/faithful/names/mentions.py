"""Where Korean text says English names.

A name is said where the Korean has it in Latin letters, as a list or glossary has it
(`pipelines.faithful.gazetteer`), as a Korean or Chinese name is written
(`pipelines.faithful.romanised`), or by its sound (`pipelines.faithful.sound`); no place of the
Korean answers for two names.
"""

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache

from pipelines.faithful.names import sound
from pipelines.faithful.names.english import LONGEST, Name, Token
from pipelines.faithful.names.gazetteer import (
    Readings,
    hangul_names,
    is_place_by_sound,
    korean_of,
    name_that_begins,
    peoples,
    places_of_one_word,
    stand_ins,
)
from pipelines.faithful.names.romanised import find_chinese, find_korean, may_be_korean
from pipelines.findings import Span
from pipelines.korean.hangul import words
from pipelines.korean.latin import fold

_AFTER_ONE = (
    "에|은|는|을|를|의|과|와|도|사이트|정부|대통령|군|국방|국무|당국|의회|상원|하원|외무|총리|행정부|중앙|언론|연방|"
    "법무|재무|대선|국립|공화|민주"
)
"""What may follow a name of one syllable: 빈에, 미 국무장관, 미군."""
_NEAR = 6
"""How many characters may be between two words of a name."""
_PARTICLES_BEFORE = re.compile(
    r"(?:\b(?:van|von|de|der|den|di|da|do|dos|das|du|del|della|la|le|al|el|bin|ibn|ter|ten|zu|af)\s)+$",
    re.IGNORECASE,
)
_SLIP = 0.86
"""How alike a wrong spelling of a country must be."""
_LISTED = 0.82
"""How alike Hangul must be to a name whose right Hangul is listed."""
_AS_ANOTHER = 0.9
"""How alike a name must be to what is listed as the Hangul of another."""
_AS_ONE = 0.8
"""How alike a name of several words must be that Korean writes as one word."""


_SHORT = dict(
    zip(
        words("한국 미국 일본 중국 북한 러시아 영국 독일 프랑스 호주 인도 유럽연합 대만"),
        "한미일중북러영독프호인유대",
        strict=True,
    )
)  # fmt: skip
"""The syllables that stand for countries in compounds."""
_COMPOUND = re.compile(
    "(?<![가-힣])(?:"
    "(?:한미일|한중일|한일중|남북미|북미|미북|한미|한일|한중|한러|한영|한독|한프|한호|한유|미중|중미|미일|일미|미러|미영|미독|"
    "중일|일중|중러|러중|북중|북러|북일|영미|영중|일러|중인|미대)"
    "(?=양국|양자|[삼3]국|정상|외교|국방|외무|관계|동맹|협정|연합|무역|갈등|간|회담|전쟁|공동|합동|안보|군사|당국|국경|"
    "[의은는이가을를과와도에]|[^가-힣]|$)"
    "|대북|대미|대일|대러|방미|방한|방일|방중|방북|방러|반미|반중|반일|반한|친미|친중|친일|친러|주한|주[미일중](?=[대한미]))"
)


@dataclass(frozen=True, slots=True)
class Said:
    """A name, and where the Korean says it: which of its words, and where."""

    name: Name
    places: tuple[Span, ...]


def find(found: Sequence[Name], korean: str, terms: Readings) -> tuple[Said, ...]:
    """Where the Korean says each name; `terms` are the readings that are known of the sentence's.

    What a list has or what is a Korean's name stands where it stands; the others are found by
    their sound, the likest first, and no place answers for two of them.
    """
    called = frozenset(
        reading for name in found for token in name.tokens for reading in korean_of(token.text)
    )
    places = {
        token: place
        for name in found
        for token, place in _sure_places(name, korean, terms, called).items()
    }
    taken = [place for place in places.values() if place]
    taken += _listed_spans(found, korean, terms)
    heard = _heard_places(found, korean, places, terms)
    by_text: dict[str, sound.Place] = {}
    for place, text in sorted(heard, key=lambda h: (-_weight(h[0]), h[0].span)):
        if text not in by_text and not any(overlap(place.span, span) for span in taken):
            by_text[text] = place
            taken.append(place.span)
    said = []
    for name in found:
        spans = _together(name, places, by_text)
        if not any(spans) and not name.korean and len(name.tokens) + name.text.count("-") > 1:
            own = {fold(token.text) for token in name.tokens}
            others = [p.span for text, p in by_text.items() if text not in own]
            whole = _whole(name, korean, [*filter(None, places.values()), *others])
            spans = [span or whole for span in spans]
        said.append(Said(name, tuple(span or (-1, -1) for span in spans)))
    return tuple(said)


def _weight(place: sound.Place) -> float:
    """Of places that overlap, a longer one counts though it is a little less alike."""
    return place.likeness + 0.03 * min(place.span[1] - place.span[0], 6)


def _together(
    name: Name, sure: Mapping[Token, Span | None], heard: Mapping[str, sound.Place]
) -> list[Span | None]:
    """Where the words of a name are said. One that is far from the others is only said where it
    is very like: chance is soon like a short word."""
    spans: list[Span | None] = []
    ears = [None if sure.get(token) else heard.get(fold(token.text)) for token in name.tokens]
    known = [sure.get(token) for token in name.tokens]
    for n, (place, span) in enumerate(zip(ears, known, strict=True)):
        if place is None:
            spans.append(span)
            continue
        others = [s for s in known if s] + [p.span for m, p in enumerate(ears) if p and m != n]
        near = any(
            -_NEAR <= other[0] - place.span[1] <= _NEAR
            or -_NEAR <= place.span[0] - other[1] <= _NEAR
            for other in others
        )
        length = place.span[1] - place.span[0]
        alone = sum(len(token.text) > 2 for token in name.tokens) == 1 or near
        spans.append(place.span if alone or place.likeness >= _lonely(length) else None)
    return spans


def _lonely(length: int) -> float:
    """How alike a word of a name must be that stands without the others."""
    return 1.1 if length < 2 else 0.9 if length == 2 else 0.8


def _sure_places(
    name: Name, korean: str, terms: Readings, own: frozenset[str]
) -> dict[Token, Span | None]:
    """Where lists have the name's words; None where a list has another Korean for them, which is
    not there. Words that no list has are left out."""
    tokens = name.tokens
    words = tuple(token.text for token in tokens)
    place = find_korean(words, korean) if name.korean or may_be_korean(words) else None
    place = place or find_chinese(words, korean)
    whole = name.text.lower()
    if place or (name.korean and whole not in terms and whole not in peoples()):
        return dict.fromkeys(tokens, place)
    places: dict[Token, Span | None] = {}
    done = 0
    while done < len(tokens):
        for end in range(min(len(tokens), done + LONGEST), done, -1):
            part = name.part(done, end)
            place = _known(part, korean, terms, own)
            if place or part.lower() in peoples() or fold(part).lower() in peoples():
                places |= dict.fromkeys(tokens[done:end], place)
                break
        else:
            end = done + 1
            place = find_korean(words[done:end], korean) if len(words[done]) > 3 else None
            if place and place[1] - place[0] > 1:
                places[tokens[done]] = place
        done = end
    return places


def _listed_spans(found: Sequence[Name], korean: str, terms: Readings) -> list[Span]:
    """All places of what lists have for the names: they answer for no other."""
    readings = {
        reading
        for name in found
        for token in name.tokens
        for reading in (*korean_of(token.text), *terms.get(token.text.lower(), ()))
        if len(reading) > 1
    }
    return [
        (at, at + len(reading))
        for reading in readings
        if reading in korean
        for at in range(len(korean))
        if korean.startswith(reading, at)
    ]


def _heard_places(
    found: Sequence[Name], korean: str, known: Mapping[Token, Span | None], terms: Readings
) -> list[tuple[sound.Place, str]]:
    heard: list[tuple[sound.Place, str]] = []
    done: set[str] = set()
    own = frozenset("".join(r.split()) for readings in terms.values() for r in readings)
    for name in found:
        after: set[int] = set()
        for token in name.tokens:
            place = known.get(token)
            if place:
                after = {place[1], place[1] + 1}
                continue
            text = fold(token.text)
            if name.korean:
                continue
            found_here = _sounded(token.text, korean, frozenset(after))
            found_here = tuple(
                place
                for place in found_here
                if place.likeness >= _AS_ANOTHER or not _is_another(korean[place.span[0] :], own)
            )
            if token in known and not is_place_by_sound(token.text):
                # a country's Korean is known; only a slip of the pen is as like
                found_here = _slips(found_here, korean, own)
            elif token in known or text.lower() in terms:
                found_here = tuple(
                    place
                    for place in found_here
                    if place.likeness > _LISTED
                    and not (token in known and _is_another(korean[place.span[0] :], own))
                )
            elif joined := _with_particle(name, token):
                found_here = (*found_here, *_sounded(joined, korean, frozenset(after)))
            after = {end + gap for _, end in (p.span for p in found_here) for gap in (0, 1)}
            if text not in done:
                heard += [(place, text) for place in found_here]
                done.add(text)
    return heard


def _slips(
    places: Sequence[sound.Place], korean: str, own: frozenset[str]
) -> tuple[sound.Place, ...]:
    """Those that are very like a name that is listed, and not another name that is."""
    return tuple(
        place
        for place in places
        if place.likeness > _SLIP
        and place.span[1] - place.span[0] > 2
        and not _is_another(korean[place.span[0] :], own)
    )


def _is_another(korean: str, own: frozenset[str]) -> bool:
    """Whether the Korean begins with the Hangul of a listed name that the English has not."""
    run = re.match("[가-힣]+", korean)
    name = name_that_begins(run[0], hangul_names()) if run else ""
    return bool(name) and name not in own


def _with_particle(name: Name, token: Token) -> str:
    """The word of a name with the particle before it, where it has one: van Dijk, von der Leyen."""
    start = name.span[0]
    before = _PARTICLES_BEFORE.search(name.text[: token.span[0] - start])
    return before[0].replace(" ", "") + token.text if before else ""


def overlap(one: Span, other: Span) -> bool:
    """Whether two places share a character."""
    return one[0] < other[1] and other[0] < one[1]


def _whole(name: Name, korean: str, taken: Sequence[Span]) -> Span | None:
    """Where the Korean says the name as one word: Van der Berg 판데르베르흐."""
    for place in sound.find(re.sub("[^A-Za-zÀ-ſḀ-ỿ]", "", name.text), korean):
        if place.likeness > _AS_ONE and not any(overlap(place.span, span) for span in taken):
            return place.span
    return None


def _known(
    word: str, korean: str, terms: Readings, others: frozenset[str] = frozenset()
) -> Span | None:
    """Where the Korean has the word in Latin letters or as some list has it. What may stand for it
    (the country for its capital) counts where it is not what Korean calls one of `others`."""
    at = korean.lower().find(word.lower())
    if at >= 0 and len(word) > 1:
        return at, at + len(word)
    loose = [
        reading for reading in stand_ins(word) if reading not in others or korean.count(reading) > 1
    ]
    for reading in (*korean_of(word), *terms.get(fold(word).lower(), ()), *loose):
        if len(reading) == 1:
            for alone in _alone(reading).finditer(korean):
                if sound.is_particle(alone[1]) or re.match(_AFTER_ONE, alone[1]):
                    return alone.start(), alone.start() + 1
            continue
        place = _at_name(reading, korean)
        if place:
            return place
        apart = " " in korean and (len(reading) > 2 or " " in word)  # 존 리
        spaced = _spaced(reading).search(korean) if apart else None
        if spaced:
            return spaced.span()
    return _in_compound((*korean_of(word), *stand_ins(word)), korean)


@lru_cache(maxsize=1024)
def _alone(syllable: str) -> re.Pattern[str]:
    return re.compile(rf"(?<![가-힣]){syllable}([가-힣]*)")


@lru_cache(maxsize=4096)
def _spaced(reading: str) -> re.Pattern[str]:
    return re.compile(r"\s?".join(map(re.escape, reading.replace(" ", ""))))


def _in_compound(readings: Iterable[str], korean: str) -> Span | None:
    """Where a country is a syllable of a word for several or for what concerns it: 한미일, 대북."""
    short = {_SHORT[reading] for reading in readings if reading in _SHORT}
    for compound in _COMPOUND.finditer(korean) if short else ():
        for at, syllable in enumerate(compound[0], compound.start()):
            if syllable in short:
                return at, at + 1
    return None


def _at_name(reading: str, korean: str) -> Span | None:
    """Where the reading stands and does not only begin a longer name: 인도 in 인도네시아."""
    at = korean.find(reading)
    while at >= 0:
        run = re.match("[가-힣]+", korean[at:])
        longer = name_that_begins(run[0], hangul_names()) if run else ""
        if not (len(longer) > len(reading) and _is_longer(reading, longer)):
            return at, at + len(reading)
        at = korean.find(reading, at + 1)
    return None


@lru_cache(maxsize=4096)
def _is_longer(reading: str, longer: str) -> bool:
    """Whether the longer is a name of its own, and not the reading with 시, 강 or 중앙은행."""
    return not sound.may_follow(longer[len(reading) :]) and longer in places_of_one_word()


@lru_cache(maxsize=8192)
def _sounded(word: str, korean: str, after: frozenset[int]) -> tuple[sound.Place, ...]:
    if len(word.rstrip(".")) < 2 or not word[:2].strip("."):
        return ()
    found = sound.find(word, korean, after)
    if not found and "-" in word:
        parts = [part for part in word.split("-") if len(part) > 2]
        return next((places for part in parts if (places := sound.find(part, korean))), ())
    return found
