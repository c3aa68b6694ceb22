"""Words that turn a sentence round: rose and fell, accepted and rejected, before and after."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache, lru_cache

from pipelines.faithful import tables
from pipelines.findings import Finding

_DENIED_EN = re.compile(
    r"(?:\b(?:not|no|never|without|cannot|neither|nor|none|nobody|nothing|fail\w*|unlikely|refus\w*|"
    r"unable|less|few|fewer|little|hardly|rarely|stop\w*|declin\w+ to|too|"
    r"oppos(?:e|es|ed|ing))\b|n['’]t\b)[^,.;]*$",
    re.IGNORECASE,
)
_DENIED_KO = re.compile(
    r"[가-힣]{0,4}?(?:지(?:는|도|를|만은)? ?(?:않|못|말)|[가-힣]? ?적[이은도]? ?없|"
    r"[가-힣] ?수[는가도]? ?없|"
    r"[을를이가은는도]? ?(?:안 |못 |없|거부|반대|금지|실패|막)|"
    r"[은는한] 것[은이] 아니)"
)
"""A word that is denied may be said by its opposite: cannot be less, is no more."""
_OF_ANOTHER = re.compile("(?:[은는큰긴한진된]|[게이히])$")
_ANOTHER_DENIED = re.compile(
    r"[가-힣]{0,2}(?: [가-힣]{1,7}){0,2}?[ 가-힣]{0,3}(?:지(?:는|도)? ?(?:않|못)|[ 가이은는도]없)"
)
"""What stands with another word is denied with it: 큰 변동 없이, 많이 팔리지 않았다."""


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
    deniable: bool


@cache
def pairs() -> tuple[tuple[Side, Side], ...]:
    """The opposites of `data/opposites.txt`."""
    lines = [line for line in tables.lines("opposites") if line[0] in "+-"]
    sides = [_side(line[2:].strip(), line[1] != ".") for line in lines]
    return tuple(zip(sides[::2], sides[1::2], strict=True))


def _side(line: str, deniable: bool) -> Side:
    english, korean = (half.split() for half in line.split(" | "))
    return Side(
        _english([word for word in english if word[0] not in "?="]),
        _english([word[1:] for word in english if word[0] == "="]),
        _english([word[1:] for word in english if word[0] in "?="]),
        _korean([stem for stem in korean if stem[0] != "?"]),
        _korean([stem.lstrip("?") for stem in korean if stem[0] == "?"]),
        deniable,
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
        for own, other in (sides, sides[::-1]):
            if not other.korean.search(korean):
                continue
            here = _english_said(own, english)
            if not (here.plain or here.denied or here.likely or here.likely_denied):
                continue
            turned = _opposite(
                here,
                _english_said(other, english),
                _korean_said(own, korean),
                _korean_said(other, korean),
            )
            if turned:
                found.append(_turned(*turned))
    return tuple(found)


Words = tuple[re.Match[str], ...]


@dataclass(frozen=True, slots=True)
class _Said:
    """What a text says of one side: in so many words, denied, likely, that denied, and perhaps."""

    plain: Words
    denied: Words
    likely: Words
    likely_denied: Words
    vague: int

    @property
    def possible(self) -> int:
        return len(self.plain) + len(self.denied) + self.vague


def _opposite(
    own_here: _Said, other_here: _Said, own_there: _Said, other_there: _Said
) -> tuple[re.Match[str], re.Match[str]] | None:
    """The English word of a side and the Korean word of the other that was put for it."""
    for here, there, rest_here, rest_there in (
        (own_here.plain, other_there.plain, own_here.denied, other_there.denied),
        (own_here.denied, other_there.denied, own_here.plain, other_there.plain),
    ):
        # What the one denies and the other does not may be said by either side.
        own_may = own_there.possible + len(rest_there)
        other_may = other_here.possible + len(rest_here)
        more = len(here) > own_may and len(there) > other_may
        in_all = len(here) + own_here.vague > own_may and len(there) + other_there.vague > other_may
        if here and there and (more or in_all):
            return here[-1], there[-1]
    if own_here.likely and not own_there.possible and not other_there.denied:
        may = other_here.possible + len(own_here.denied)
        if len(other_there.plain) > may:
            return own_here.likely[-1], other_there.plain[-1]
    if own_here.likely_denied and not own_there.possible and not other_there.plain:
        may = other_here.possible + len(own_here.plain)
        if len(other_there.denied) > may:
            return own_here.likely_denied[-1], other_there.denied[-1]
    return None


def _english_said(side: Side, text: str) -> _Said:
    words = tuple(side.english.finditer(text))
    denied = tuple(word for word in words if side.deniable and _denied_en(text, word))
    likely = tuple(side.likely_english.finditer(text))
    not_so = tuple(word for word in likely if _denied_en(text, word))
    likely = tuple(word for word in likely if word not in not_so)
    return _said(words, denied, (likely, not_so), side.vague_english, text)


def _korean_said(side: Side, text: str) -> _Said:
    words = tuple(side.korean.finditer(text))
    denied = tuple(word for word in words if side.deniable and _denied_ko(text, word))
    return _said(words, denied, ((), ()), side.vague_korean, text)


def _said(
    words: Words, denied: Words, likely: tuple[Words, Words], vague: re.Pattern[str], text: str
) -> _Said:
    starts = {word.start() for word in words}
    more = sum(word.start() not in starts for word in vague.finditer(text))
    return _Said(tuple(w for w in words if w not in denied), denied, *likely, more)


def _denied_en(text: str, word: re.Match[str]) -> bool:
    return _DENIED_EN.search(text, max(0, word.start() - 40), word.start()) is not None


def _denied_ko(text: str, word: re.Match[str]) -> bool:
    if _OF_ANOTHER.search(word[0]) and _ANOTHER_DENIED.match(text, word.end()):
        return True
    return _DENIED_KO.match(text, word.end()) is not None


@lru_cache(maxsize=512)
def english_sides(text: str) -> tuple[tuple[re.Match[str] | None, re.Match[str] | None], ...]:
    """For each pair where either side stands in English text."""
    return tuple((_first(one, text), _first(two, text)) for one, two in pairs())


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
