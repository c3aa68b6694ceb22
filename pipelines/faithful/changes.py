"""Which way a figure goes: *rose 4.2 percent* is 4.2% 올랐다, whatever else the sentence says.

A sentence of the markets has a word of either side, so that counting them (`opposites.py`) tells
nothing. A figure stands beside its own word, and is the same in both languages.
"""

import re
from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache

from pipelines.faithful import tables
from pipelines.faithful.denial.denials import english_words
from pipelines.findings import Finding

_FIGURE = re.compile(r"[0-9][0-9,]*(?:\.[0-9]+)?")
_DENIED_EN = re.compile(r"\b(?:not|no|never|without|cannot|neither|nor|unlikely)\b|n['’]t\b", re.I)
_DENIED_KO = re.compile(r"[가-힣]{0,4}?(?:지(?:는|도)? ?(?:않|못)|[을를이가]? ?없)")
_OF_THE_FIGURE = r"[가-힣%p㎞㎏]{0,9}(?:\([^()]{1,12}\))?[가-힣]{0,2}"
"""What is written with a Korean figure: its unit and particle, the figure in other words."""


@dataclass(frozen=True, slots=True)
class _Side:
    """The words of one side that stand before and after a figure, in either language."""

    english: tuple[str, str]
    korean: tuple[str, str]


@cache
def _pairs() -> tuple[tuple[_Side, _Side], ...]:
    sides = []
    for line in tables.lines("changes"):
        fields = [field.split() for field in line[1:].split("|")]
        before, after = ("|".join(map(english_words, words)) or "(?!)" for words in fields[:2])
        there = ("|".join(words).replace("_", " ?") or "(?!)" for words in fields[2:])
        sides.append(_Side((before, after), (next(there), next(there))))
    return tuple(zip(sides[::2], sides[1::2], strict=True))


Found = tuple[int, re.Match[str]]
"""The side, from 0, of a word beside a figure, and the word with the figure."""


@cache
def _patterns() -> tuple[tuple[tuple[re.Pattern[str], ...], tuple[re.Pattern[str], ...]], ...]:
    """For each pair, what finds its words beside a figure in English, and in Korean."""
    made = []
    for sides in _pairs():
        before, after = (
            "|".join(f"(?P<side{n}>{side.english[at]})" for n, side in enumerate(sides))
            for at in (0, 1)
        )
        there, then = (
            "|".join(f"(?P<side{n}>{side.korean[at]})" for n, side in enumerate(sides))
            for at in (0, 1)
        )
        figure = rf"(?<![0-9.,])(?P<figure>{_FIGURE.pattern})"
        rose = rf"\b(?:{before})\b(?: (?!and|but)[a-z]+){{0,3}} [$€£]?{figure}"
        more = rf"{figure}%?(?: (?!and|but|from|to)[a-z-]+){{0,2}} (?:{after})\b"
        least = rf"(?<![가-힣])(?:{there}) (?:[가-힣]+ )?{figure}"
        went_up = rf"{figure}{_OF_THE_FIGURE} ?(?:[가-힣]{{1,3}} )?(?<![가-힣])(?:{then})"
        made.append(
            (
                (re.compile(rose, re.IGNORECASE), re.compile(more, re.IGNORECASE)),
                (re.compile(least), re.compile(went_up)),
            )
        )
    return tuple(made)


def compare(english: str, korean: str) -> tuple[Finding, ...]:
    """A figure that goes up, or is the most, or since when, where Korean has the opposite."""
    found = []
    for here, there in _patterns():
        made = _beside(there, korean)
        if not made:
            continue
        for figure, (side, word) in _beside(here, english).items():
            if figure not in made or made[figure][0] == side:
                continue
            other = made[figure][1]
            if not (_denied(english, word) or _DENIED_KO.match(korean, other.end())):
                found.append(_turned(word, other))
    return tuple(found)


def _beside(patterns: tuple[re.Pattern[str], ...], text: str) -> Mapping[str, Found]:
    """The word beside each figure that a text has once, where both places do not disagree."""
    often = Counter(figure.replace(",", "") for figure in _FIGURE.findall(text))
    found: dict[str, Found] = {}
    unclear = set()
    for word in (word for pattern in patterns for word in _all(pattern, text)):
        figure = word["figure"].rstrip(",").replace(",", "")
        side = 0 if word["side0"] else 1
        if found.setdefault(figure, (side, word))[0] != side:
            unclear.add(figure)
    return {f: each for f, each in found.items() if f not in unclear and often[f] == 1}


def _all(pattern: re.Pattern[str], text: str) -> Iterator[re.Match[str]]:
    """What a pattern finds, one after the other, those that overlap too."""
    at = 0
    while match := pattern.search(text, at):
        yield match
        at = match.start() + 1


def _denied(english: str, word: re.Match[str]) -> bool:
    return bool(_DENIED_EN.search(english, max(0, word.start() - 30), word.end()))


def _turned(source: re.Match[str], made: re.Match[str]) -> Finding:
    return Finding(
        "direction", "opposite", source[0], made[0].strip(), source.span(), made.span(), 0.8
    )
