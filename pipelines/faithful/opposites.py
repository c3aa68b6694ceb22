"""Words that turn a sentence round: rose and fell, accepted and rejected, before and after."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache, lru_cache
from importlib.resources import files

from pipelines.findings import Finding

_DENIED_EN = re.compile(
    r"(?:\b(?:not|no|never|without|cannot|neither|nor|none|nobody|nothing|fail\w*|unlikely|refus\w*|"
    r"unable|less|few|fewer|little|hardly|rarely|stop\w*|declin\w+ to|too)\b|n['’]t\b)[^,.;]*$",
    re.IGNORECASE,
)
_DENIED_KO = re.compile(
    r"[가-힣]{0,4}?(?:지(?:는|도|를|만은)? ?(?:않|못|말)|[은ㄴ한된인]? ?적[이은도]? ?없|[을ㄹ할될] ?수[는가도]? ?없|"
    r"[을를이가은는도]? ?(?:안 |못 |없|거부|반대|금지|실패|막)|[은는한] 것[은이] 아니)"
)
"""A word that is denied may be said by its opposite: cannot be less, is no more."""


@dataclass(frozen=True, slots=True)
class Side:
    """One side of a pair of opposites, as it is found in either language.

    `vague` words may have been said by the side's words, but do not call for them; `likely` ones
    do where nothing else speaks for the side.
    """

    english: re.Pattern[str]
    likely_english: re.Pattern[str]
    vague_english: re.Pattern[str]
    korean: re.Pattern[str]
    vague_korean: re.Pattern[str]


@cache
def pairs() -> tuple[tuple[Side, Side], ...]:
    """The opposites of `data/opposites.txt`."""
    text = files("pipelines.faithful").joinpath("data/opposites.txt").read_text("utf-8")
    sides = [_side(line[2:]) for line in text.splitlines() if line[:2] in ("+ ", "- ")]
    return tuple(zip(sides[::2], sides[1::2], strict=True))


def _side(line: str) -> Side:
    english, korean = (half.split() for half in line.split(" | "))
    return Side(
        _english([word for word in english if word[0] not in "?="]),
        _english([word[1:] for word in english if word[0] == "="]),
        _english([word[1:] for word in english if word[0] in "?="]),
        _korean([stem for stem in korean if stem[0] != "?"]),
        _korean([stem.lstrip("?") for stem in korean if stem[0] == "?"]),
    )


def _english(words: Sequence[str]) -> re.Pattern[str]:
    """Whole words, * standing for any ending."""
    each = "|".join(re.sub(r"(?<![\])?])\*", "[a-z]*", word).replace("_", "[ -]") for word in words)
    return re.compile(rf"(?<![\w])(?:{each or '(?!)'})(?!\w)", re.IGNORECASE)


def _korean(stems: Sequence[str]) -> re.Pattern[str]:
    """Beginnings of words; those with ~ also within one."""
    bound = "|".join(stem.replace("_", " ?") for stem in stems if stem[0] != "~")
    free = "|".join(stem[1:].replace("_", " ?") for stem in stems if stem[0] == "~")
    return re.compile(rf"(?<![가-힣])(?:{bound or '(?!)'})" + (f"|{free}" if free else ""))


def compare(english: str, korean: str) -> tuple[Finding, ...]:
    """Where Korean has a word of one side too many, and one of the other side too few."""
    found = []
    for sides in pairs():
        there = [_Words(side.korean.finditer(korean), korean, _denied_ko) for side in sides]
        if not (there[0].all or there[1].all):
            continue
        here = [_Words(side.english.finditer(english), english, _denied_en) for side in sides]
        for own, other in ((0, 1), (1, 0)):
            if not there[other].all:
                continue
            vague_here = [_more(side.vague_english, english, words) for side, words in zip(sides, here, strict=True)]
            vague_there = [_more(side.vague_korean, korean, words) for side, words in zip(sides, there, strict=True)]
            likely = [m for m in sides[own].likely_english.finditer(english) if not _denied_en(english, m)]
            turned = _turned_words(likely, here, there, vague_here, vague_there, own, other, english, korean)
            if turned:
                found.append(_turned(*turned))
    return tuple(found)


class _Words:
    def __init__(self, matches, text, denied):
        self.all = tuple(matches)
        self.denied = tuple(match for match in self.all if denied(text, match))
        self.plain = tuple(match for match in self.all if match not in self.denied)


def _more(pattern, text, words):
    starts = {match.start() for match in words.all}
    return tuple(match for match in pattern.finditer(text) if match.start() not in starts)


def _turned_words(likely, here, there, vague_here, vague_there, own, other, english, korean):
    for state in ("plain", "denied"):
        turned = getattr(there[other], state)
        if not turned:
            continue
        said = getattr(here[own], state)
        rest = "denied" if state == "plain" else "plain"
        may_own = len(there[own].all) + len(getattr(there[other], rest)) + len(vague_there[own])
        may_other = len(here[other].all) + len(getattr(here[own], rest)) + len(vague_here[other])
        if said and len(said) > may_own and len(turned) > may_other:
            return said[-1], turned[-1]
        total_here = len(said) + len(vague_here[own])
        total_there = len(turned) + len(vague_there[other])
        if said and total_here > may_own and total_there > may_other and len(turned) + 0 > 0:
            return said[-1], turned[-1]
        if state == "plain" and not may_own and len(turned) > may_other:
            if likely:
                return likely[-1], turned[-1]
    return None


def _denied_en(text: str, word: re.Match[str]) -> bool:
    return _DENIED_EN.search(text, max(0, word.start() - 40), word.start()) is not None


def _denied_ko(text: str, word: re.Match[str]) -> bool:
    return _DENIED_KO.match(text, word.end()) is not None


@lru_cache(maxsize=512)
def english_sides(text: str) -> tuple[tuple[re.Match[str] | None, re.Match[str] | None], ...]:
    """For each pair where either side stands in English text."""
    return tuple(
        (_first(one, text), _first(two, text)) for one, two in pairs()
    )


def _first(side: Side, text: str) -> re.Match[str] | None:
    return side.english.search(text) or side.likely_english.search(text)


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
