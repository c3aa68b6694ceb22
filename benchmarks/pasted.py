"""How well articles are found in pasted text and in HTML: python -m benchmarks.pasted [FOLDER].

The pages are turned into text by inscriptis, with its indentation and without it; the peers are
nothing removed, a rule on line length and end punctuation, and trafilatura on the HTML. The
measure is that of the article extraction benchmark: see `benchmarks.shingles`. A page that is
refused counts as empty. The two halves show whether the rules fit some pages better than others;
what unseen pages score is printed by `python -m benchmarks.fit_pasted`.
"""

import re
import sys
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

from benchmarks.pages import FOLDER, Page, pages
from benchmarks.shingles import Match, match, scores
from pipelines.article import Article
from pipelines.blocks import letters
from pipelines.errors import DeutgiError
from pipelines.markup import headings_of
from pipelines.reading import from_html, from_text

_END = re.compile(r"[.!?…][\"'”’)]*$")


def naive(page: Page) -> str:
    """Lines of ten words and more that end as a sentence does."""
    lines = (line.strip(" *\t") for line in page.copied.splitlines())
    return "\n".join(line for line in lines if len(line.split()) >= 10 and _END.search(line))


def _trafilatura(page: Page) -> str:
    import trafilatura

    return trafilatura.extract(page.html) or ""


def _trafilatura_alone(page: Page) -> str:
    import trafilatura

    return trafilatura.extract(page.html, include_comments=False) or ""


def headlines(page: Page) -> set[str]:
    """What a page's headings of the first rank say, and the headline that it gives to others."""
    import trafilatura

    tree: Any = trafilatura.load_html(page.html)
    shared = tree.xpath("//meta[@property='og:title']/@content")
    return {letters(text) for text in (*headings_of(tree), *shared)}


def titled(found: list[Page], read: Callable[[Page], Article]) -> str:
    """How many pages' headlines are found, with or without a site's name, how many are another
    line, how many none."""
    right = wrong = 0
    for page in found:
        try:
            title = read(page).title
        except DeutgiError:
            continue
        if title is not None:
            is_one = any(known.startswith(letters(title)) for known in headlines(page))
            right, wrong = right + is_one, wrong + (not is_one)
    return f"{right} right, {wrong} wrong, {len(found) - right - wrong} none"


def _or_nothing(read: Callable[[], str]) -> str:
    try:
        return read()
    except DeutgiError:
        return ""


WAYS: dict[str, Callable[[Page], str]] = {
    "text: nothing removed": lambda page: page.copied,
    "text: long lines that end in a full stop": naive,
    "text: from_text": lambda page: _or_nothing(lambda: from_text(page.copied).text),
    "text without indentation: from_text": lambda page: _or_nothing(
        lambda: from_text(page.pasted).text
    ),
    "HTML: trafilatura": _trafilatura,
    "HTML: trafilatura without comments": _trafilatura_alone,
    "HTML: from_html": lambda page: _or_nothing(lambda: from_html(page.html).text),
}


def main(folder: Path = FOLDER) -> None:
    """Print the table, and the ten pages on which from_text does worst."""
    found = list(pages(folder))
    print(f"{len(found)} pages of {folder}\n")
    print(f"{'':42}{'precision':>10}{'recall':>8}{'F1':>8}{'halves':>16}{'ms/page':>9}")
    worst: list[tuple[float, str, Match]] = []
    for name, way in WAYS.items():
        # Rendering a page to text is not what is timed.
        _ = [page.copied for page in found]
        started = time.perf_counter()
        texts = [way(page) for page in found]
        spent = (time.perf_counter() - started) / len(found) * 1000
        matches = [match(text, page.body) for text, page in zip(texts, found, strict=True)]
        halves = " / ".join(f"{scores(matches[half::2])[2]:.3f}" for half in (0, 1))
        precision, recall, f1 = scores(matches)
        print(f"{name:42}{precision:10.3f}{recall:8.3f}{f1:8.3f}{halves:>16}{spent:9.1f}")
        if name == "text: from_text":
            pairs = zip(matches, found, strict=True)
            worst = sorted(((m.both, page.key[:8], m) for m, page in pairs), key=lambda w: w[0])
    print(f"\nheadlines, text: {titled(found, lambda page: from_text(page.pasted))}")
    print(f"headlines, HTML: {titled(found, lambda page: from_html(page.html))}")
    print("\nfrom_text does worst on (shares: found, too much, missing)")
    for _, key, m in worst[:10]:
        print(f"  {key}  {m.both:.2f}  {m.surplus:.2f}  {m.missing:.2f}")


if __name__ == "__main__":
    main(*map(Path, sys.argv[1:2]))
