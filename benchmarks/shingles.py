"""How much of a text another one holds: runs of four words, as the article extraction benchmark
counts them (https://github.com/scrapinghub/article-extraction-benchmark)."""

import re
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from statistics import mean

_WORD = re.compile(r"\w+")


def words(text: str) -> list[str]:
    """The words of a text in order."""
    return _WORD.findall(text)


def shingles(text: str, size: int = 4) -> Counter[tuple[str, ...]]:
    """The runs of `size` words with their counts; a shorter text is one run."""
    found = words(text)
    if not found:
        return Counter()
    return Counter(tuple(found[i : i + size]) for i in range(max(1, len(found) - size + 1)))


@dataclass(frozen=True, slots=True)
class Match:
    """Runs in both texts, only in the prediction and only in the truth, as shares of them all."""

    both: float
    surplus: float
    missing: float


def match(predicted: str, true: str) -> Match:
    """How a predicted text matches the true one."""
    ours, theirs = shingles(predicted), shingles(true)
    both = (ours & theirs).total()
    surplus, missing = (ours - theirs).total(), (theirs - ours).total()
    total = both + surplus + missing
    return Match(both / total, surplus / total, missing / total) if total else Match(0, 0, 0)


def scores(matches: Iterable[Match]) -> tuple[float, float, float]:
    """Precision, recall and F1 over pages; F1 is of the two means."""
    pages = list(matches)
    precision = mean(_share(page.both, page.surplus, page.missing) for page in pages)
    recall = mean(_share(page.both, page.missing, page.surplus) for page in pages)
    both = precision + recall
    return precision, recall, 2 * precision * recall / both if both else 0.0


def _share(right: float, wrong: float, other: float) -> float:
    if wrong == other == 0:
        return 1.0
    if right == wrong == 0:
        return 0.0
    return right / (right + wrong)
