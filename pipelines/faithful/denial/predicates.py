"""Verbs of news, and what the other language calls them."""

import re
from functools import cache, lru_cache

from pipelines.faithful.denial.denials import english_words
from pipelines.faithful.tables import lines


@cache
def verbs() -> tuple[tuple[tuple[str, ...], re.Pattern[str]], ...]:
    """Beginnings of Korean words and the English that says them, of `data/predicates.txt`."""
    halves = [line.split(" | ") for line in lines("predicates") if line[0] != "~"]
    return tuple(
        (
            tuple(korean.split()),
            re.compile(rf"\b(?:{'|'.join(map(english_words, english.split()))})\b", re.IGNORECASE),
        )
        for korean, english in halves
    )


@cache
def light() -> frozenset[str]:
    """Korean verbs that may stand for almost any of English."""
    return frozenset(
        stem for line in lines("predicates") if line[0] == "~" for stem in line[1:].split()
    )


@lru_cache(maxsize=4096)
def verbs_of(korean: str) -> tuple[re.Pattern[str], ...]:
    """English words for the longest known beginning of a Korean word."""
    known = [
        (len(stem), pattern)
        for stems, pattern in verbs()
        for stem in stems
        if (korean.startswith(stem) if len(stem) > 1 else korean == stem)
    ]
    longest = max((length for length, _ in known), default=0)
    return tuple(pattern for length, pattern in known if length == longest)
