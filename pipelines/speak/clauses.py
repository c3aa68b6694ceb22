"""Cutting a sentence that is too long for a voice, where a reader would breathe."""

import re
from collections.abc import Callable

_CLOSING = "[\"”’')\\]]*"
_CONJUNCTIONS = (
    "and|but|or|nor|so|yet|because|although|though|while|whereas|when|where|which|who|that|"
    "after|before|since|until|unless|if|as|with|in|on|at|for|by|from|to"
)
# Korean endings that join clauses: -고, -며, -면, -는데, -지만, -아서, -니까, -도록, -려고, -으나.
_ENDINGS = "고|며|면|데|만|서|까|도록|려고|으나"
_CUTS = tuple(
    re.compile(pattern)
    for pattern in (
        rf"[.!?;:…。！？]{_CLOSING}(?P<cut>\s+)",
        rf"[,、，)—–]{_CLOSING}(?P<cut>\s+)|(?P<before>\s+)[(—–]",
        rf"(?P<before>\s+)(?:{_CONJUNCTIONS})\s|[가-힣](?:{_ENDINGS})(?P<cut>\s+)",
        r"(?P<cut>\s+)",
    )
)


def pieces(sentence: str, limit: int, measure: Callable[[str], int]) -> list[str]:
    """The sentence in pieces that measure at most `limit` each, of about the same length.

    It is cut after clause punctuation; where there is none before conjunctions and after
    Korean clause endings; then at any space; then, in a word longer than the limit, anywhere.
    Put together again the pieces give the sentence, but for white space where it was cut.
    A sentence of white space gives none; a single character is never cut, whatever it measures.
    """
    text = sentence.strip()
    if not text:
        return []
    if len(text) == 1 or measure(text) <= limit:
        return [text]
    left, right = _halves(text)
    return [*pieces(left, limit, measure), *pieces(right, limit, measure)]


def opening(sentence: str, limit: int, measure: Callable[[str], int]) -> tuple[str, str]:
    """The sentence cut after its last clause mark by which it measures at most `limit`.

    Only punctuation counts, for there a reader pauses anyway; and neither side is shorter than
    a fifth of the limit. Where there is no such place, the first part is empty.
    """
    text = sentence.strip()
    places = sorted(place for cut in _CUTS[:2] for place in _places(cut, text))
    for start, end in reversed(places):
        first, rest = text[:start], text[end:]
        if limit / 5 <= measure(first) <= limit and measure(rest) >= limit / 5:
            return first, rest
    return "", text


def _halves(text: str) -> tuple[str, str]:
    """The text cut in two at the best place that leaves a quarter of it on either side."""
    for cut in _CUTS:
        start, end = min(
            _places(cut, text), key=lambda place: abs(sum(place) - len(text)), default=(0, 0)
        )
        if len(text) <= 4 * start and 4 * end <= 3 * len(text):
            return text[:start], text[end:]
    return text[: len(text) // 2], text[len(text) // 2 :]


def _places(cut: re.Pattern[str], text: str) -> list[tuple[int, int]]:
    """Where the white space that a cut takes starts and ends."""
    return [
        found.span(next(name for name, space in found.groupdict().items() if space))
        for found in cut.finditer(text)
    ]
