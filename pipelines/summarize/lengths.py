"""What sentences take of a summary's length, and which of them it has room for."""

from collections.abc import Sequence

from pipelines.results import Length, SummarySentence
from pipelines.sentences import spoken_seconds

PAUSE = 0.8
"""Seconds between two sentences of a summary, as a rule of two paragraphs."""

WHOLE = "no longer than asked for: given whole"
"""The note of a summary that is all of its article."""


def costs(texts: Sequence[str], length: Length) -> tuple[list[float], float]:
    """What each sentence takes of the length, and how much there is: sentences, or seconds."""
    if length.seconds is None:
        return [1.0] * len(texts), float(max(1, length.sentences or 1))
    spent = [spoken_seconds(text) + PAUSE for text in texts]
    return spent, length.seconds + PAUSE  # none follows the last


def fits(texts: Sequence[str], length: Length) -> bool:
    """Whether the sentences together are no longer than the length."""
    spent, limit = costs(texts, length)
    return sum(spent) <= limit


def room(texts: Sequence[str], length: Length) -> int:
    """How many of the sentences, from the first, the length has room for; one at least."""
    spent, left = costs(texts, length)
    for count, cost in enumerate(spent):
        left -= cost
        if count and left < 0:
            return count
    return len(texts)


def as_summary(
    lines: Sequence[tuple[str, tuple[int, ...], int]],
) -> tuple[SummarySentence, ...]:
    """Texts with their sources and the number of the paragraph that they are from: a longer pause
    belongs where the next one is from another."""
    following = [paragraph for _, _, paragraph in [*lines[1:], *lines[-1:]]]
    return tuple(
        SummarySentence(text, sources, paragraph != after)
        for (text, sources, paragraph), after in zip(lines, following, strict=True)
    )
