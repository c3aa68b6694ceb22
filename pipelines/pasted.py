"""Finding the article in a text that was copied with everything around it.

Three steps, each linear in the text. Every block is scored as inside or outside of the
article's region by its looks and its surroundings, and the region is the run of blocks with
the greatest sum (Pasternack and Roth, "Extracting article text from the web with maximum
subsequence segmentation", WWW 2009). A second score then tells body from what stands within
it: captions, adverts, links to other stories. Title, byline and date are read around its start.

The weights are log-odds from logistic regression (`python -m benchmarks.fit_pasted`), one a
named feature.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from pipelines.blocks import Block

Column = npt.NDArray[np.float64]
Columns = Mapping[str, Column]

# fmt: off
REGION: dict[str, float] = {
    "always": -1.6,
    "prose": 0.19,
    "length": 2.47,
    "prose within 2": 1.38,
    "prose within 5": 3.03,
    "prose within 12": 3.54,
    "its own prose within 5": 1.44,
    "its own prose within 12": 2.02,
    "short lines within 3": -0.58,
    "short lines within 8": -1.25,
    "ages within 3": -2.51,
    "furniture within 3": -0.58,
    "dates within 3": -3.13,
    "at the indent": 0.85,
    "deeper line": -1.52,
    "shallower": -2.53,
    "ender": -0.99,
    "share": -2.01,
    "legal": -0.8,
    "talk": -0.74,
    "age": -1.25,
    "date": -1.46,
    "byline": -0.6,
    "short bullet": -0.3,
    "just after an ender": -0.12,
    "ends with an ellipsis": -1.05,
    "columns": 2.62,
    "over forty words": -0.13,
    "hardly any prose before": -1.26,
    "nearly all prose before": -1.49,
    "enders so far": -3.5,
    "any ender so far": -0.1,
    "indented text": -0.15,
    "glued to a headline": -2.91,
    "long without an end": -0.39,
}

BODY: dict[str, float] = {
    "always": 1.63,
    "prose": 1.41,
    "length": 0.97,
    "up to three words": -0.85,
    "ends as a sentence": 1.09,
    "ends with an ellipsis": -0.46,
    "ends with a colon": 0.42,
    "several sentences": -0.12,
    "quotation": 1.1,
    "capitalised": -0.17,
    "all capitals": -0.45,
    "bullet": -0.19,
    "short bullet": -0.08,
    "share": -0.58,
    "offer": -2.17,
    "legal": -0.62,
    "offer, long": -0.9,
    "legal, long": 0.04,
    "pointer": -1.42,
    "talk": -0.13,
    "ender": -1.01,
    "credit": -0.86,
    "caption": -2.0,
    "date": -0.28,
    "byline": -0.95,
    "contact": -0.58,
    "separators": -0.35,
    "repeated": -0.2,
    "columns": 0.85,
    "at the indent": 0.67,
    "deeper bullet": 0.3,
    "deeper line": -0.77,
    "shallower": -0.31,
    "short at the indent": 0.22,
    "prose elsewhere": -0.99,
    "just after an ender": -1.45,
    "between its own prose": -0.13,
    "prose within 1 before": -0.2,
    "prose within 1 after": -0.04,
    "short lines within 3": -0.09,
    "furniture within 3": -1.92,
    "dates within 3": -0.95,
    "indented text": -0.11,
    "glued to a headline": 0.07,
    "long without an end": -0.94,
    "a credit follows": -2.2,
}
# fmt: on

MASTHEAD_BONUS = 8.0
"""Added to a region that begins within six blocks after a date or a byline."""
ENDING_BONUS = 4.0
"""Added to a region that is followed, within four blocks, by a label of what comes after."""
LIMIT = 4.0
"""No block counts for more than this, for or against, before it is weighed by its length."""
SURELY_BODY = 0.8
"""The body score from which a block beyond the region's end, in its own layout, still belongs."""
IS_BODY = 0.2
"""The body score from which a block within the region is read."""

WIDEST_BOX = 12
"""Blocks of furniture over which the beginning of an article is still reached from its rest."""


@dataclass(frozen=True, slots=True)
class Span:
    """Where the article stands among the blocks: `first` to `last` exclusive, `body` of them."""

    first: int
    last: int
    body: tuple[int, ...]


def find(blocks: Sequence[Block], seen_alone: Sequence[Mapping[str, float]]) -> Span | None:
    """Where the article is, by the looks of its blocks (`pipelines.blocks.look`).

    None where no block is a sentence of running text.
    """
    looks = columns(seen_alone)
    if not len(blocks) or not looks["prose"].any():
        return None
    indents = np.array([block.indent for block in blocks])
    best: tuple[float, int, int, Columns] | None = None
    for indent in likely_indents(looks, blocks):
        seen: Columns = looks | surroundings(looks, blocks, indents, indent)
        total, first, last = region(seen)
        if best is None or total > best[0]:
            best = (total, first, last, seen)
    assert best is not None  # noqa: S101 - there is prose, so there is an indent
    _, first, last, seen = best
    score = weigh(seen, BODY)
    score[never_body(blocks, looks)] = -np.inf
    first, last = settle(seen, score, first, last)
    return Span(first, last, tuple(i for i in range(first, last) if score[i] > IS_BODY))


def never_body(blocks: Sequence[Block], looks: Columns) -> npt.NDArray[np.bool_]:
    """What is not read whatever stands around it.

    A caption printed twice, an e-mail address, a time or a date by itself, a short label
    ("Advertisement", "Read more: ..."), the headlines listed under one, and the heading of a box
    that asks to subscribe.
    """
    count = np.array([block.words for block in blocks])
    unended = (looks["ends as a sentence"] == 0) & (looks["ends with a colon"] == 0)
    doubled = (looks["doubled"] > 0) & (count <= 40)
    signed = (looks["contact"] > 0) & unended
    names = ("share", "offer", "legal", "pointer", "ender", "talk", "caption", "age", "byline")
    label = unended & (np.maximum.reduce([looks[name] for name in names]) > 0) & (count <= 14)
    moment = (count <= 5) & (np.maximum(looks["date"], looks["time"]) > 0)
    lists = (np.maximum(looks["ender"], looks["pointer"]) > 0) & (count <= 4)
    under = np.zeros(len(count), dtype=bool)
    for i in range(1, len(count)):
        under[i] = (lists[i - 1] or under[i - 1]) and unended[i] and 3 < count[i] <= 20
    sells = (looks["offer"] > 0) & (looks["prose"] == 0)
    over_a_box = np.append(sells[1:], False) & unended & (count <= 8)
    return np.asarray(doubled | signed | label | moment | under | over_a_box)


def columns(looks: Sequence[Mapping[str, float]]) -> dict[str, Column]:
    """The features of all blocks by name, one array a feature."""
    names = looks[0] if looks else {"prose": 0.0}
    return {name: np.array([features[name] for features in looks]) for name in names}


def weigh(seen: Columns, weights: Mapping[str, float]) -> Column:
    """The log-odds of each block under a table of weights."""
    total: Column = np.zeros_like(seen["always"])
    for name, weight in weights.items():
        total = total + weight * seen[name]
    return total


def likely_indents(looks: Columns, blocks: Sequence[Block]) -> list[int]:
    """The three depths at which most running text stands: the article's is one of them."""
    mass: dict[int, float] = {}
    for block, prose in zip(blocks, looks["prose"], strict=True):
        if prose:
            mass[block.indent] = mass.get(block.indent, 0.0) + min(block.words, 60)
    return sorted(mass, key=lambda indent: -mass[indent])[:3]


def surroundings(
    looks: Columns, blocks: Sequence[Block], indents: npt.NDArray[np.int64], indent: int
) -> dict[str, Column]:
    """What stands around each block, when the article's paragraphs are indented by `indent`.

    A text without indentation (most pages lose it when they are copied) has 0 throughout for
    what is told by depth.
    """
    count = np.array([block.words for block in blocks], dtype=np.float64)
    prose = looks["prose"] * np.minimum(count, 30) / 30
    indented = len({b.indent for b, p in zip(blocks, looks["prose"], strict=True) if p}) > 1
    at_indent = (indents == indent) * float(indented)
    deeper = (indents > indent) * float(indented)
    shallower = (indents < indent) * float(indented)
    own = prose * at_indent
    dated = np.maximum.reduce([looks["date"], looks["time"], looks["byline"]])
    masthead = np.maximum(dated, looks["age"])
    furniture = np.minimum(1, looks["share"] + looks["offer"] + looks["legal"] + looks["pointer"])
    mass = looks["prose"] * np.minimum(count, 60)
    so_far = (np.cumsum(mass) - mass) / (mass.sum() or 1)
    after_prose = looks["ender"] * (_sum(prose, -10, -1) >= 1.5) * (so_far > 0.12)
    enders = np.minimum(np.cumsum(after_prose) - after_prose, 3) / 3
    credited = looks["credit"] * (count <= 12) * (1 - looks["ends as a sentence"])
    return {
        "prose within 1 before": _sum(prose, -1, -1),
        "prose within 1 after": _sum(prose, 1, 1),
        "prose within 2": _near(prose, 2),
        "prose within 5": _near(prose, 5),
        "prose within 12": _near(prose, 12),
        "its own prose within 5": _near(own, 5),
        "its own prose within 12": _near(own, 12),
        "between its own prose": np.minimum(1, _sum(own, -6, -1)) * np.minimum(1, _sum(own, 1, 6)),
        "short lines within 3": _near(looks["short line"], 3),
        "short lines within 8": _near(looks["short line"], 8),
        "ages within 3": _near(np.maximum(looks["age"], looks["talk"]), 3),
        "furniture within 3": _near(furniture, 3),
        "dates within 3": _near(dated, 3),
        "just after an ender": np.minimum(1, _sum(looks["ender"], -3, -1)),
        "a credit follows": _sum(credited, 1, 1) * (1 - looks["credit"]),
        "enders so far": enders,
        "any ender so far": (enders > 0) * 1.0,
        "hardly any prose before": (so_far < 0.02) * 1.0,
        "nearly all prose before": (so_far > 0.9) * 1.0,
        "indented text": np.full_like(count, float(indented)),
        "at the indent": at_indent,
        "short at the indent": at_indent * (count <= 9),
        "deeper line": deeper * (1 - looks["bullet"]),
        "deeper bullet": deeper * looks["bullet"],
        "shallower": shallower,
        "prose elsewhere": looks["prose"] * (1 - at_indent) * float(indented),
        "masthead before": np.minimum(1, _sum(masthead, -6, -1)),
        "ender after": np.minimum(1, _sum(looks["ender"], 1, 4)),
        "weight": np.sqrt(np.log2(1 + count)),
    }


def _sum(values: Column, start: int, stop: int) -> Column:
    """For each place, the sum of the values from `start` to `stop` places away, inclusive."""
    size = len(values)
    totals = np.concatenate([[0.0], np.cumsum(values)])
    places = np.arange(size)
    low = np.clip(places + start, 0, size)
    high = np.clip(places + stop + 1, 0, size)
    result: Column = totals[high] - totals[low]
    return result


def _near(values: Column, reach: int) -> Column:
    """The mean of the values up to `reach` places to either side, the place itself left out."""
    return (_sum(values, -reach, reach) - values) / (2 * reach)


def region(seen: Columns) -> tuple[float, int, int]:
    """The run of blocks with the greatest score: the score, its first block, its last exclusive."""
    scores = np.clip(weigh(seen, REGION), -LIMIT, LIMIT) * seen["weight"]
    best, running, start = (-np.inf, 0, 0), -np.inf, 0
    opening = MASTHEAD_BONUS * seen["masthead before"]
    closing = ENDING_BONUS * seen["ender after"]
    steps = zip(scores.tolist(), opening.tolist(), closing.tolist(), strict=True)
    for i, (score, opens, closes) in enumerate(steps):
        if running < opens:
            running, start = opens, i
        running += score
        if running + closes > best[0]:
            best = (running + closes, start, i + 1)
    return best


def settle(seen: Columns, score: Column, first: int, last: int) -> tuple[int, int]:
    """The region, drawn in to the sentences at its ends and from there out over what goes on.

    Out over sentences before it as far as a date or a byline (over a box of adverts among them,
    too), and after it over lists, headings and short lines that score as body, as far as a
    label of what comes after.
    """
    solid = (seen["prose"] > 0) & (score > 1) & (seen["ends with an ellipsis"] == 0)
    inside = np.flatnonzero(solid[first:last]) + first
    if not len(inside):
        return first, last
    begin, end = int(inside[0]), int(inside[-1]) + 1
    dated = seen["date"] + seen["byline"]
    edge = dated + seen["ender"] + seen["share"]
    sentence = solid | ((seen["bullet"] > 0) & (seen["ends as a sentence"] > 0))
    laid_out = seen["at the indent"] + seen["bullet"] + (1 - seen["indented text"])
    before = (score > SURELY_BODY) & (edge == 0) & sentence
    over_a_box = solid & (laid_out > 0)
    at = begin - 1
    while at >= 0 and not dated[at] and (before[at] or begin - at <= WIDEST_BOX):
        if before[at] and (begin - at == 1 or over_a_box[at]):
            begin = at
        at -= 1
    stop = seen["ender"] + seen["age"] + seen["share"] + seen["offer"]
    after = (score > SURELY_BODY) & (stop == 0) & (laid_out > 0)
    within = (score > SURELY_BODY / 3) & (stop == 0)
    more = end
    while more:
        end = more
        while end < len(score) and (after[end] or (end < last and within[end])):
            end += 1
        more = resumed(seen, solid & after, end)
    # A headline over a byline is the next article's.
    while end > begin + 1 and not solid[end - 1] and dated[end : end + 2].any():
        end -= 1
    return begin, end


def resumed(seen: Columns, goes_on: npt.NDArray[np.bool_], end: int) -> int:
    """Where an article that was interrupted at `end` is taken up again, 0 where it is not.

    Over one line that asks to share, subscribe or read something else, a sentence is enough.
    Over a list of other stories, two sentences in a row are needed: a teaser is one, under its
    headline. Comments, an author's note and what has a date or a byline are never crossed.
    """
    unlike = seen["share"] + seen["offer"] + seen["label and text"] == 0
    heads_a_list = (seen["ender"] > 0) & unlike & (seen["short line"] > 0)
    foreign = seen["date"] + seen["time"] + seen["byline"] + seen["age"] + seen["talk"]
    about = seen["ender"] * (seen["pointer"] + seen["share"] + seen["offer"] == 0)
    barrier = (foreign + about > 0) | (seen["contact"] > 0)
    for at in range(end, min(len(goes_on), end + WIDEST_BOX + 1)):
        if goes_on[at]:
            alone = at - end <= 1 and not heads_a_list[end]
            if alone or goes_on[at : at + 2].sum() == 2:
                return at
        if barrier[at]:
            break
    return 0


def without_echoes(paragraphs: Sequence[str]) -> list[str]:
    """The paragraphs without pull quotes: those of 4 to 40 words that stand whole in another.

    Of paragraphs that are equal the first is kept.
    """
    kept = list(dict.fromkeys(paragraphs))
    words = [_letters(paragraph).split() for paragraph in kept]
    quotable: dict[tuple[str, ...], list[int]] = {}
    for number, short in enumerate(words):
        if 4 <= len(short) <= 40:
            quotable.setdefault(tuple(short[:4]), []).append(number)
    echoes: set[int] = set()
    for long in words:
        for at in range(len(long) - 3):
            for quote in quotable.get(tuple(long[at : at + 4]), ())[:8]:
                short = words[quote]
                if len(short) < len(long) and long[at : at + len(short)] == short:
                    echoes.add(quote)
    return [paragraph for number, paragraph in enumerate(kept) if number not in echoes]


def _letters(text: str) -> str:
    return "".join(c if c.isalnum() else " " for c in text.lower())
