"""Translating sentence by sentence with a model: the first at once, the others in batches.

Order is kept, sentences of about the same length are translated together, one that is too long
for the model is cut at a clause, and what must not be heard (see `pipelines.degenerate`) is made
once more with safer settings, then in two parts, and refused where that fails too. A name of the
glossary that no candidate says is put in by way of another (see `pipelines.translate.standins`).
"""

import re
from collections.abc import Callable, Iterator, Sequence
from contextlib import AbstractContextManager
from dataclasses import dataclass, replace
from itertools import chain, repeat
from typing import Protocol

from pipelines.errors import KoreanUnavailable
from pipelines.findings import one_line
from pipelines.results import Change, Translation
from pipelines.translate.glossary import Glossary, Term, missing

BATCH = 8
"""Sentences that are translated together where a model does not say otherwise."""

_BREAKS = tuple(
    re.compile(pattern)
    for pattern in (
        r"(?<=[.!?;:])[\"'”’)]*\s+|\s+[—–-]\s+|(?<=—)",
        r"(?<=[,)])[\"'”’]*\s+",
        r"\s+(?=(?:and|but|or|because|while|which|who|that|when|where|after|before|as|if)\b)",
        r"\s+",
    )
)
"""Where a sentence may be cut, best places first: a break's right side begins the second part."""


@dataclass(frozen=True, slots=True)
class Candidate:
    """Korean that a model made, and why it must not be heard (empty where nothing is wrong).

    `put_in` are the terms whose Korean is not the model's.
    """

    text: str
    fault: str = ""
    put_in: tuple[Term, ...] = ()


class Network(Protocol):
    """A loaded model: English in, Korean out."""

    name: str

    def fits(self, english: str) -> bool:
        """Whether the model can take the text at once."""
        ...

    def translate(self, english: Sequence[str]) -> list[Candidate]:
        """One candidate for each text, made in one batch."""
        ...

    def alternatives(self, english: str) -> list[Candidate]:
        """Candidates for one text made with safer settings, best first."""
        ...


def translate_sentences(
    network: Callable[[], AbstractContextManager[Network]],
    sentences: Sequence[str],
    glossary: Glossary,
    batch: int = BATCH,
) -> Iterator[Translation | KoreanUnavailable]:
    """One answer a sentence, in order: the first alone and at once, then one batch, then windows
    of four that are cut into batches by length. `network` is borrowed for a window at a time."""
    start = 0
    for size in chain((1, batch), repeat(4 * batch)):
        window = sentences[start : start + size]
        if not window:
            return
        with network() as borrowed:
            answers = _window(borrowed, window, glossary, batch)
        yield from answers
        start += size


def _window(
    network: Network, sentences: Sequence[str], glossary: Glossary, batch: int
) -> list[Translation | KoreanUnavailable]:
    cleaned = [one_line(sentence) for sentence in sentences]
    parts = [cut(text, network.fits) if has_words(text) else [] for text in cleaned]
    flat = sorted({part for several in parts for part in several}, key=len)
    made: dict[str, Candidate] = {}
    for at in range(0, len(flat), batch):
        together = flat[at : at + batch]
        for part, candidate in zip(together, network.translate(together), strict=True):
            made[part] = _best(network, part, candidate, glossary)
    return [
        _answer(sentence, text, [made[part] for part in several], network.name)
        for sentence, text, several in zip(sentences, cleaned, parts, strict=True)
    ]


def _answer(
    sentence: str, text: str, made: Sequence[Candidate], engine: str
) -> Translation | KoreanUnavailable:
    if not made:  # numbers or signs alone are the same in Korean
        return Translation(sentence, text, engine)
    for candidate in made:
        if candidate.fault:
            return refused(sentence, engine, candidate.fault)
    text = " ".join(candidate.text for candidate in made)
    note = f"translated in {len(made)} parts" if len(made) > 1 else ""
    return Translation(sentence, text, engine, note=note, changes=_changes(made))


def _changes(made: Sequence[Candidate]) -> tuple[Change, ...]:
    """The names that were put in, each once."""
    put_in = dict.fromkeys(term for candidate in made for term in candidate.put_in)
    return tuple(Change("name", "", term.korean, term.english) for term in put_in)


def refused(sentence: str, engine: str, fault: str) -> KoreanUnavailable:
    """That an engine's Korean must not be heard, and what to do."""
    return KoreanUnavailable(
        sentence,
        f"The Korean of {engine} was refused ({fault}): {sentence}",
        "Give its Korean in a translation memory (--memory FILE), or use another engine.",
    )


def _best(network: Network, english: str, first: Candidate, glossary: Glossary) -> Candidate:
    """The candidate without a fault that says most of the glossary's terms as they should be, and
    of those the one with the fewest doubts (see `pipelines.faithful`), with names put in."""
    from pipelines.faithful import check_translation, serious  # Korean's tables load with it

    terms = glossary.terms_in(english)

    def wrong(candidate: Candidate) -> tuple[int, int]:
        doubts = serious(check_translation(english, candidate.text, glossary))
        return len(missing(terms, candidate.text)), len(doubts)

    if not first.fault and wrong(first) == (0, 0):
        return first
    candidates = [c for c in (first, *network.alternatives(english)) if not c.fault]
    if candidates:
        return _named(network, english, min(candidates, key=wrong), glossary)
    halves = halve(english)
    if len(halves) == 2:
        made = network.translate(halves)
        if not any(candidate.fault for candidate in made):
            joined = Candidate(" ".join(candidate.text for candidate in made))
            return _named(network, english, joined, glossary)
    return first


def _named(network: Network, english: str, made: Candidate, glossary: Glossary) -> Candidate:
    """The candidate, with the glossary's names that it lacks where they can be put in."""
    from pipelines.translate.standins import put_in  # Korean's tables load with it

    def translate(text: str) -> str:
        answer = network.translate([text])[0] if network.fits(text) else Candidate("", "too long")
        return "" if answer.fault else answer.text

    done = put_in(english, made.text, glossary, translate)
    return replace(made, text=done.text, put_in=done.terms) if done else made


def cut(text: str, fits: Callable[[str], bool]) -> list[str]:
    """The text in parts that fit, cut at the best places there are, with nothing lost.

    At the ends of sentences and clauses if possible, else between words, within a word only
    where there is no other place. White space at a cut is dropped; the rest, put together,
    is the text again.
    """
    if fits(text) or len(text) < 2:
        return [text]
    return [part for half in halve(text, anywhere=True) for part in cut(half, fits)]


def halve(text: str, *, anywhere: bool = False) -> list[str]:
    """The text in two parts, each at least a quarter of it, or whole if there is no place."""
    middle, margin = len(text) / 2, len(text) / 4
    for pattern in _BREAKS:
        ends = [m.end() for m in pattern.finditer(text) if margin <= m.end() <= 3 * margin]
        if ends:
            place = min(ends, key=lambda end: abs(end - middle))
            return [text[:place].rstrip(), text[place:].lstrip()]
    place = len(text) // 2
    return [text[:place], text[place:]] if anywhere else [text]


def has_words(text: str) -> bool:
    """Whether there is a letter in the text: something to translate."""
    return any(character.isalpha() for character in text)
