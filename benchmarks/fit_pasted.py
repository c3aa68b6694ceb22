"""Fit the weights of `pipelines.pasted`: python -m benchmarks.fit_pasted [--write].

Logistic regression with a quadratic penalty, by Newton's method, on pages with indentation and
without. It also prints what the two halves of the pages score when each is read with weights
from the other half, and the same in eight parts: the honest figures for unseen pages.
"""

import sys
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import numpy.typing as npt

from benchmarks.pages import pages
from benchmarks.shingles import Match, match, scores, shingles, words
from pipelines import pasted
from pipelines.blocks import Block, cut, look

Matrix = npt.NDArray[np.float64]

REGION_FEATURES = """always; prose; length; prose within 2; prose within 5; prose within 12;
its own prose within 5; its own prose within 12; short lines within 3;
short lines within 8; ages within 3; furniture within 3; dates within 3; at the indent;
deeper line; shallower; ender; share; legal; talk; age; date; byline; short bullet;
just after an ender; ends with an ellipsis; columns; over forty words;
hardly any prose before; nearly all prose before; enders so far; any ender so far;
indented text; glued to a headline; long without an end"""

BODY_FEATURES = """always; prose; length; up to three words; ends as a sentence;
ends with an ellipsis; ends with a colon; several sentences; quotation; capitalised; all capitals;
bullet; short bullet; share; offer; legal; offer, long; legal, long; pointer; talk; ender;
credit; caption; date; byline; contact; separators; repeated; columns;
at the indent; deeper bullet; deeper line; shallower; short at the indent; prose elsewhere;
just after an ender; between its own prose; prose within 1 before; prose within 1 after;
short lines within 3; furniture within 3; dates within 3; indented text; glued to a headline;
long without an end; a credit follows"""


def _names(text: str) -> list[str]:
    return [" ".join(name.split()) for name in text.split(";")]


@dataclass(frozen=True)
class Example:
    """A page's blocks with their features, which are body, and where the body is."""

    number: int
    text: str
    body: str
    seen: pasted.Columns
    labels: Matrix
    span: tuple[int, int]


def example(number: int, text: str, body: str) -> Example:
    """A page as an example, `text` its rendering, `body` the true one."""
    blocks = cut(text)
    looks = pasted.columns(look(blocks))
    labels = np.array(_labels(blocks, body))
    sure = [i for i, label in enumerate(labels) if label and blocks[i].words >= 4]
    runs = np.split(np.array(sure), np.flatnonzero(np.diff(sure) > 25) + 1)
    run = max(runs, key=lambda run: sum(blocks[i].words for i in run))
    first, last = int(run[0]), int(run[-1]) + 1
    mass: dict[int, int] = {}
    for i in range(first, last):
        if labels[i]:
            mass[blocks[i].indent] = mass.get(blocks[i].indent, 0) + blocks[i].words
    indent = max(mass, key=lambda depth: mass[depth])
    indents = np.array([block.indent for block in blocks])
    seen = looks | pasted.surroundings(looks, blocks, indents, indent)
    return Example(number, text, body, seen, labels, (first, last))


def _labels(blocks: Sequence[Block], body: str) -> list[float]:
    """1 for the blocks whose words are in the true body, in runs of four."""
    true = shingles(body)
    paragraphs = {" ".join(words(paragraph)) for paragraph in body.splitlines()}
    whole = f" {' '.join(words(body))} "
    labels = []
    for block in blocks:
        runs = shingles(block.text)
        known = sum(count for run, count in runs.items() if run in true) / max(1, runs.total())
        labels.append(float(known > 0.5) if len(words(block.text)) >= 4 else -1.0)
    sure = [i for i, label in enumerate(labels) if label == 1.0]
    for i, block in enumerate(blocks):
        if labels[i] >= 0:
            continue
        own = words(block.text)
        before = " ".join(words(blocks[i - 1].text)[-2:] + own) if i else ""
        after = " ".join(own + words(blocks[i + 1].text)[:2]) if i + 1 < len(blocks) else ""
        here = bool(sure) and sure[0] <= i <= sure[-1] + 3
        found = " ".join(own) in paragraphs or f" {before} " in whole or f" {after} " in whole
        labels[i] = float(here and found)
    return labels


def fit(examples: Sequence[Example]) -> tuple[dict[str, float], dict[str, float]]:
    """The weights of the region and of the body."""
    region, body = _names(REGION_FEATURES), _names(BODY_FEATURES)
    parts: list[tuple[Matrix, Matrix, Matrix]] = []
    inner: list[tuple[Matrix, Matrix, Matrix]] = []
    for page in examples:
        first, last = page.span
        weight = page.seen["weight"] ** 2
        inside = np.zeros_like(page.labels)
        inside[first:last] = 1
        parts.append((_matrix(page, region), inside, weight / weight.sum() ** 0.8))
        within = weight[first:last]
        inner.append(
            (
                _matrix(page, body)[first:last],
                page.labels[first:last],
                within / within.sum() ** 0.5,
            )
        )
    return _regress(region, parts, penalty=1.0), _regress(body, inner, penalty=3.0)


def _matrix(page: Example, names: Sequence[str]) -> Matrix:
    return np.stack([page.seen[name] for name in names], axis=1)


def _regress(
    names: Sequence[str], parts: Sequence[tuple[Matrix, Matrix, Matrix]], penalty: float
) -> dict[str, float]:
    features, labels, weights = (np.concatenate(column) for column in zip(*parts, strict=True))
    weights = weights * len(weights) / weights.sum()
    ridge = penalty * np.eye(len(names))
    ridge[0, 0] = 0.01
    solution = np.zeros(len(names))
    for _ in range(40):
        chance = 1 / (1 + np.exp(-np.clip(features @ solution, -30, 30)))
        gradient = features.T @ (weights * (chance - labels)) + ridge @ solution
        curvature = (features * (weights * chance * (1 - chance))[:, None]).T @ features + ridge
        step = np.linalg.solve(curvature, gradient)
        solution = solution - step
        if np.abs(step).max() < 1e-5:
            break
    return {name: round(float(v), 2) for name, v in zip(names, solution, strict=True)}


def read(page: Example) -> str:
    """The body as the weights in use find it."""
    blocks = cut(page.text)
    span = pasted.find(blocks, look(blocks))
    return "\n\n".join(blocks[i].text for i in span.body) if span else ""


def _use(tables: tuple[dict[str, float], dict[str, float]]) -> None:
    pasted.REGION, pasted.BODY = tables


def main() -> None:
    """Print figures on unseen pages, then fit on all and print or write the weights."""
    found = list(pages())
    layouts = {
        "indented": [example(n, page.copied, page.body) for n, page in enumerate(found)],
        "flat": [example(n, page.pasted, page.body) for n, page in enumerate(found)],
    }
    everything = [page for layout in layouts.values() for page in layout]
    for parts in (2, 8):
        matches: dict[str, list[tuple[int, Match]]] = {name: [] for name in layouts}
        for part in range(parts):
            _use(fit([page for page in everything if page.number % parts != part]))
            for name, layout in layouts.items():
                matches[name] += [
                    (page.number, match(read(page), page.body))
                    for page in layout
                    if page.number % parts == part
                ]
        for name in layouts:
            print(f"unseen, in {parts} parts, {name}: ", _figures(m for _, m in matches[name]))
            if "-v" in sys.argv:
                worst = sorted(matches[name], key=lambda m: m[1].both)[:14]
                print("   ", "; ".join(f"{n}: -{m.missing:.2f} +{m.surplus:.2f}" for n, m in worst))
    tables = fit(everything)
    _use(tables)
    for name, layout in layouts.items():
        print(f"seen, {name}: ", _figures(match(read(page), page.body) for page in layout))
    for table, weights in zip(("REGION", "BODY"), tables, strict=True):
        lines = "".join(f'    "{name}": {weight},\n' for name, weight in weights.items())
        source = f"{table}: dict[str, float] = {{\n{lines}}}"
        if "--write" in sys.argv:
            _write(table, source)
        else:
            print(source)


def _figures(matches: Iterable[Match]) -> str:
    return "precision {:.3f}, recall {:.3f}, F1 {:.3f}".format(*scores(matches))


def _write(table: str, source: str) -> None:
    path = Path(pasted.__file__)
    code = path.read_text("utf-8")
    start = code.index(f"{table}: dict[str, float] = {{")
    end = code.index("}", start) + 1
    path.write_text(code[:start] + source + code[end:], "utf-8")


if __name__ == "__main__":
    main()
