"""Names that the English says and the Korean does not.

That a name is missing is only sure where it is beyond doubt a name (`english`) and would be
found by a list or by its sound (`mentions`). Names that mean something (Supreme Court) are mostly
translated and cannot be found by sound: that they are missing is only sure where a name stands in
the Korean that answers for none of the English.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass

from pipelines.faithful.names import strangers
from pipelines.faithful.names.english import Name, Token, by_meaning, names
from pipelines.faithful.names.gazetteer import (
    Readings,
    generic_words,
    is_acronym,
    is_capital,
    is_country,
    is_listed,
    is_place,
    is_translated,
    korean_of,
    peoples,
    proper_names,
    readings_of,
    stand_ins,
)
from pipelines.faithful.names.mentions import Said, find, overlap
from pipelines.faithful.names.strangers import Strangers
from pipelines.findings import Finding, Span
from pipelines.translate.glossary import NO_TERMS, Glossary

__all__ = ["Name", "Said", "compare", "generic_words", "names", "peoples"]

_PRONOUN = re.compile(
    r"(?<![가-힣])(?:그|그녀|그들|이들|양측)(?:는|가|은|이|의|도|를|을|에게)(?![가-힣])"
)
_WHERE = re.compile(r"\b(?:in|near|at|outside|around|from|through|across|central|downtown)\s$")
_SOMEBODY = re.compile(r"\bM(?:r|s|rs)\.?\s$")
_CURRENCY = re.compile(
    r"\s(?:yen|yuan|won|renminbi|rubles?|roubles?|liras?|baht|rupees?|rupiah|ringgit|rand|francs?|pounds?|dong|"
    r"pesos?|krone|kroner|krona|kronor|forints?|zlotys?|hryvnias?|shekels?|shillings?|nairas?|riyals?|rials?|reais)\b"
)
"""What says of which country it is: the Japanese yen."""
_MAY_BE_A_NAME = 0.55
"""How sure a name must be that a name of the Korean may stand instead of."""


@dataclass(frozen=True, slots=True)
class _Missed:
    """A name, the words of it that the Korean does not say, and where it says the others; `listed`
    is whether the Korean of what is missing is known, `proper` whether it is the name of a place or
    of people, `where` whether it tells where something is: in Moscow, unlike Moscow said, and
    `somebody` whether Mr. or Ms. stands before it."""

    name: Name
    lost: tuple[Token, ...]
    said: tuple[Span, ...]
    listed: bool
    proper: bool
    where: bool
    somebody: bool


def compare(
    english: str, korean: str, terms: Glossary = NO_TERMS
) -> tuple[tuple[Said, ...], tuple[Finding, ...]]:
    """Each name of the English with where the Korean says it, and those that it does not say."""
    listed = readings_of(english, terms)
    said = find(names(english), korean, listed)
    known = {
        token.text
        for s in said
        for token, place in zip(s.name.tokens, s.places, strict=True)
        if place[0] >= 0
    }
    missed = [miss for one in said if (miss := _missed(one, known, listed, english))]
    unsaid = _listed_but_unsaid(english, korean, said, listed)
    if not missed and not unsaid:
        return said, ()
    taken = [place for one in said for place in one.places if place[0] >= 0]
    instead = strangers.find(english, korean, taken, listed)
    pronoun = bool(_PRONOUN.search(korean))
    found = [_finding(miss.lost, _sure(miss, instead, pronoun)) for miss in missed]
    if instead.names:
        found += [_finding(name.tokens, 0.7) for name in unsaid]
    return said, tuple(found)


def _finding(lost: Sequence[Token], sure: float) -> Finding:
    span = lost[0].span[0], lost[-1].span[1]
    return Finding("name", "missing", " ".join(t.text for t in lost), "", span, None, sure)


def _missed(said: Said, known: set[str], terms: Readings, english: str) -> _Missed | None:
    """What of a name is missing that could be found."""
    name = said.name
    there = [place[0] >= 0 for place in said.places]
    listed = is_listed(name.text, terms)
    lost = tuple(
        token
        for token, here in zip(name.tokens, there, strict=True)
        if not here
        and token.text not in known
        and len(token.text.strip(".")) > 1
        and (listed or is_listed(token.text, terms) or not by_meaning(token.text))
    )
    if name.headline and lost and not name.korean:
        lost = tuple(token for token in lost if is_listed(token.text, terms))
    if not lost:
        return None
    listed = listed or any(is_listed(token.text, terms) for token in lost)
    whole = (*terms.get(name.text.lower(), ()), *peoples().get(name.text.lower(), ()))
    proper = any("".join(reading.split()) in proper_names() for reading in whole)
    places = tuple(place for place in said.places if place[0] >= 0)
    before = english[: name.span[0]]
    if _CURRENCY.match(english, name.span[1]) and is_country(name.text):
        return None
    where, somebody = bool(_WHERE.search(before)), bool(_SOMEBODY.search(before))
    return _Missed(name, lost, places, listed, proper, where, somebody)


def _sure(miss: _Missed, instead: Strangers, pronoun: bool) -> float:
    """How sure it is that the Korean does not say the name, or says another.

    What Korean leaves out or says by its meaning looks the same as what is missing, so mostly
    something must stand in the name's place.
    """
    name, lost = miss.name, miss.lost
    if all(len(token.text) < 3 for token in lost):
        return 0.5
    if all(is_acronym(token.text) for token in lost) and not miss.listed:
        return 0.4
    if name.korean:
        return 0.8
    if miss.said:
        replaced = instead.near(miss.said) or (instead.names and (miss.proper or not name.generic))
        if instead.names and all(is_country(token.text) for token in lost):
            return 0.7
        last = lost[-1] is name.tokens[-1] and len(lost[-1].text) > 3
        return 0.65 * name.sure if replaced and last else 0.35
    if instead.names and (name.sure >= _MAY_BE_A_NAME or miss.listed):
        return 0.75 if name.sure == 1 else 0.7
    if (name.generic and not miss.proper) or all(is_translated(t.text.lower()) for t in lost):
        return 0.4
    elsewhere = any(is_capital(token.text) for token in lost) and not miss.where
    if miss.listed and (is_place(name.text) or not name.generic) and not elsewhere:
        return 0.75
    if (len(name.tokens) > 1 or miss.somebody) and not miss.listed and not pronoun:
        return 0.75 * name.sure
    return 0.75 * name.sure if instead.maybe else 0.5


def _listed_but_unsaid(
    english: str, korean: str, said: Sequence[Said], terms: Readings
) -> list[Name]:
    """What lists have a Korean name for, and which is not taken for a name here: Black Sea."""
    spans = [one.name.span for one in said]
    plain = "".join(korean.split())
    lowered = english.lower() if len(english.lower()) == len(english) else english
    found = []
    for key in {*terms, *(peoples().keys() & _phrases(english))}:
        at = lowered.find(key)
        span = at, at + len(key)
        if at < 0 or any(overlap(span, other) for other in spans):
            continue
        readings = (*terms.get(key, ()), *korean_of(key), *stand_ins(key))
        if not any("".join(reading.split()) in plain for reading in readings):
            text = english[at : span[1]]
            found.append(Name((Token(text, span),), span, text))
    return found


def _phrases(english: str) -> set[str]:
    """Up to four words in a row, of which the first has a capital, in small letters."""
    words = re.findall(r"[\w'’.-]*\w", english)
    return {
        " ".join(words[n:end]).lower()
        for n in range(len(words))
        if words[n][:1].isupper() or words[n] == "euro"
        for end in range(n + 1, min(n + 4, len(words)) + 1)
    }
