"""Words that turn a sentence round: rose and fell, accepted and rejected, before and after."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache, lru_cache
from importlib.resources import files

from pipelines.findings import Finding

_DENIED = re.compile(r"(?:\bnot|\bno|\bnever|n['’]t|\bwithout|\bcannot)\b[^,.;]*$", re.IGNORECASE)
"""A word that is denied may be said by its opposite: cannot be less, is no more."""


@dataclass(frozen=True, slots=True)
class Side:
    """One side of a pair of opposites, as it is found in either language."""

    english: re.Pattern[str]
    korean: re.Pattern[str]


@cache
def pairs() -> tuple[tuple[Side, Side], ...]:
    """The opposites of `data/opposites.txt`."""
    text = files("pipelines.faithful").joinpath("data/opposites.txt").read_text("utf-8")
    sides = [_side(line[2:]) for line in text.splitlines() if line[:2] in ("+ ", "- ")]
    return tuple(zip(sides[::2], sides[1::2], strict=True))


def _side(line: str) -> Side:
    english, korean = line.split(" | ")
    words = "|".join(
        r"(?<=\w)n['’]t" if word == "n't" else rf"\b{word.replace('*', '[a-z]*')}"
        for word in english.split()
    )
    stems = "|".join(
        stem if len(stem) > 1 else rf"{stem}(?=[부쪽측은는이가을를에과와도의])"
        for stem in korean.split()
    )
    return Side(
        re.compile(rf"(?:{words})\b", re.IGNORECASE), re.compile(rf"(?<![가-힣])(?:{stems})")
    )


@lru_cache(maxsize=512)
def english_sides(text: str) -> tuple[tuple[re.Match[str] | None, re.Match[str] | None], ...]:
    """For each pair where either side stands in English text."""
    return tuple((one.english.search(text), two.english.search(text)) for one, two in pairs())


def compare(english: str, korean: str) -> tuple[Finding, ...]:
    """Where the English says one side alone and the Korean the other alone."""
    found = []
    for sides, said in zip(pairs(), english_sides(english), strict=True):
        for here in (0, 1):
            own, other = said[here], said[1 - here]
            if own is None or other is not None or sides[here].korean.search(korean):
                continue
            turned = sides[1 - here].korean.search(korean)
            if turned:
                denied = _DENIED.search(english, max(0, own.start() - 30), own.start())
                found.append(_turned(own, turned, 0.5 if denied else 0.8))
    return tuple(found)


def compare_english(sentence: str, sources: Sequence[str]) -> tuple[Finding, ...]:
    """Where a summary says one side alone and its sources the other alone."""
    text = " ".join(sources)
    found = []
    for own_sides, source_sides in zip(english_sides(sentence), english_sides(text), strict=True):
        for here in (0, 1):
            own, other = own_sides[here], own_sides[1 - here]
            turned = source_sides[1 - here]
            if own and other is None and source_sides[here] is None and turned:
                found.append(_turned(turned, own))
    return tuple(found)


def _turned(source: re.Match[str], made: re.Match[str], sure: float = 0.8) -> Finding:
    return Finding("direction", "opposite", source[0], made[0], source.span(), made.span(), sure)
