"""Do the summaries say what the article says, and what do they cost? Beside LexRank and the lead.

    python -m benchmarks.summaries                       both tables
    python -m benchmarks.summaries --articles FOLDER --sentences 5

The articles are the true bodies of `FOLDER/ground-truth.json` that are in English and longer
than twice the summary, their headlines the titles of the pages beside it; no engine sees them.
There is no reference summary here, so what is counted stands in for quality:

headline   share of the headline's content words that the summary has (relevance; favours leads)
coverage   share of the article's weight of content words (count × inverse sentence frequency)
dangling   share of sentences that open with a pronoun, demonstrative or connective of a fixed
           list of this file (not the engine's own rules) while the one before is left out
no prose   share of sentences that are questions, have no end, or have fewer than four words
repeated   the mean likeness (Jaccard) of a sentence's content words to the nearest other one's
words      mean length of a summary: more words cover more

The peer is sumy's LexRank on the very same sentences; `lead` is the first sentences. Time is
for the whole summary, ours with its sentence splitting, in a fresh process, with the
memory that the process grew by, imports included. Needs `pip install sumy`.
"""

import argparse
import gzip
import json
import re
import subprocess
import sys
import time
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from html import unescape
from itertools import cycle, islice
from pathlib import Path
from statistics import mean

from pipelines.article import Article
from pipelines.results import Length
from pipelines.sentences import article_sentences
from pipelines.summarize import extractive

_ARTICLES = Path(__file__).parents[1] / "../shared/eval/articles"
_SIZES = (50, 500, 4_000)
_PATIENCE = 120.0

_DANGLING = re.compile(
    r"[“\"‘'(]*(?:He|She|It|They|His|Her|Its|Their|This|That|These|Those|But|And|However|So|Yet|"
    r"Then|Also|Still|Instead|Meanwhile|Moreover|Both|Others?|Another|Such|The two|The move|"
    r"In addition|As a result|For example)\b"
)
_FUNCTION_WORDS = """
a an the of to in on at by for from with and or but as is are was were be been it its he she they
his her their that this which who what will would can could has have had not said says than then
there i you we your our my me us them him about after into over up out so if
"""
_COMMON = frozenset(_FUNCTION_WORDS.split())


@dataclass(frozen=True, slots=True)
class Page:
    """A true article body and the headline that its page gives it."""

    headline: str
    article: Article


Summarizer = Callable[[Article, int], list[int]]


def ours(article: Article, count: int) -> list[int]:
    """The numbers of the sentences that `extractive` chooses."""
    summary = extractive.Extractive().summarize(article, Length(sentences=count))
    return [sentence.sources[0] for sentence in summary.sentences]


def lead(article: Article, count: int) -> list[int]:
    """The first sentences."""
    return list(range(min(count, len(article_sentences(article)))))


def sumy_lexrank(article: Article, count: int) -> list[int]:
    """Sumy's LexRank, given our sentences, with its stemmer and its stop words."""
    from sumy.models.dom import ObjectDocumentModel, Paragraph, Sentence
    from sumy.nlp.stemmers import Stemmer
    from sumy.summarizers.lex_rank import LexRankSummarizer
    from sumy.utils import get_stop_words

    class Words:
        def to_words(self, sentence: str) -> tuple[str, ...]:
            return tuple(re.findall(r"\w+", sentence))

    sentences = [Sentence(s.text, Words()) for s in article_sentences(article)]
    numbers = {id(sentence): number for number, sentence in enumerate(sentences)}
    summarizer = LexRankSummarizer(Stemmer("english"))
    summarizer.stop_words = get_stop_words("english")
    chosen = summarizer(ObjectDocumentModel([Paragraph(sentences)]), count)
    return [numbers[id(sentence)] for sentence in chosen]


SUMMARIZERS: dict[str, Summarizer] = {
    "extractive": ours,
    "sumy LexRank": sumy_lexrank,
    "lead": lead,
}


def pages(folder: Path, longer_than: int) -> Iterator[Page]:
    """The English pages of a folder whose bodies have more sentences than that."""
    truth = json.loads((folder / "ground-truth.json").read_text("utf-8"))
    for key, entry in truth.items():
        body = entry["articleBody"]
        article = Article(tuple(line for line in body.split("\n") if line.strip()))
        english = len(re.findall(r"\b(?:the|of|and|to)\b", body)) > 0.08 * len(body.split())
        if not english or len(article_sentences(article)) <= longer_than:
            continue
        html = gzip.decompress((folder / "html" / f"{key}.html.gz").read_bytes()).decode("utf-8")
        title = re.search(r"<title[^>]*>(.*?)</title>", html, re.DOTALL | re.IGNORECASE)
        headline = unescape(title.group(1)) if title else ""
        yield Page(re.split(r"\s[|–—-]\s", headline)[0], article)


def content(text: str) -> list[str]:
    """The words that carry content, small and without their commonest endings."""
    words = re.findall(r"[a-z0-9]+", text.lower().replace("’s", "").replace("'s", ""))
    return [re.sub(r"(?:ing|ed|es|s)$", "", w) for w in words if w not in _COMMON]


def quality(summarizer: Summarizer, corpus: Sequence[Page], count: int) -> list[float]:
    """The figures of the table for one summarizer: means over the pages."""
    rows = []
    for page in corpus:
        texts = [s.text for s in article_sentences(page.article)]
        chosen = sorted(summarizer(page.article, count))
        bags = [set(content(texts[number])) for number in chosen]
        has = set().union(*bags)
        frequency = Counter(word for text in texts for word in set(content(text)))
        weights = {
            word: number * (1.0 / frequency[word]) ** 0.5
            for word, number in Counter(content(" ".join(texts))).items()
        }
        headline = set(content(page.headline))
        dangling = [n for n in chosen if n and n - 1 not in chosen and _DANGLING.match(texts[n])]
        no_prose = [
            n
            for n in chosen
            if not re.search(r"[.!…][\"”’')]*$", texts[n]) or len(texts[n].split()) < 4
        ]
        nearest = [
            max((len(a & b) / (len(a | b) or 1) for b in bags if b is not a), default=0.0)
            for a in bags
        ]
        rows.append(
            (
                len(headline & has) / len(headline) if headline else 1.0,
                sum(weights[word] for word in has) / sum(weights.values()),
                len(dangling) / len(chosen),
                len(no_prose) / len(chosen),
                mean(nearest),
                float(sum(len(texts[n].split()) for n in chosen)),
            )
        )
    return [mean(column) for column in zip(*rows, strict=True)]


def long_article(corpus: Sequence[Page], sentences: int) -> Article:
    """An article of so many sentences, the pages' own one after another, each made different."""
    texts = [s.text for page in corpus for s in article_sentences(page.article)]
    numbered = (f"{text[:-1]} at {n}{text[-1:]}" for n, text in enumerate(cycle(texts)))
    return Article(tuple(islice(numbered, sentences)))


def cost(name: str, folder: Path, sentences: int) -> str:
    """Seconds and peak megabytes of one summary in a fresh process, as a cell of the table."""
    measure = ["--articles", str(folder), "--measure", name, "--size", str(sentences)]
    command = [sys.executable, "-m", "benchmarks.summaries", *measure]
    try:
        done = subprocess.run(
            command, capture_output=True, text=True, check=True, timeout=_PATIENCE
        )
    except subprocess.TimeoutExpired:
        return f"over {_PATIENCE:.0f} s"
    seconds, megabytes = done.stdout.split()
    return f"{float(seconds):7.3f} s {float(megabytes):5.0f} MB"


def measure(name: str, article: Article) -> None:
    """Print seconds and the megabytes that the process grew by, for `cost`. Linux."""
    Path("/proc/self/clear_refs").write_text("5", "ascii")  # the peak so far is forgotten
    before = _peak()
    start = time.perf_counter()
    SUMMARIZERS[name](article, 5)
    print(time.perf_counter() - start, _peak() - before)


def _peak() -> float:
    """Most megabytes that this process had in memory: proc(5), VmHWM."""
    status = Path("/proc/self/status").read_text("ascii")
    return int(re.findall(r"VmHWM:\s+(\d+) kB", status)[0]) / 1024


def main() -> None:
    """Print the two tables."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").split("\n")[0])
    parser.add_argument("--articles", type=Path, default=_ARTICLES)
    parser.add_argument("--sentences", type=int, default=5)
    parser.add_argument("--measure", choices=SUMMARIZERS, help=argparse.SUPPRESS)
    parser.add_argument("--size", type=int, default=50, help=argparse.SUPPRESS)
    options = parser.parse_args()
    corpus = list(pages(options.articles, 2 * options.sentences))
    if options.measure:
        measure(options.measure, long_article(corpus, options.size))
        return

    columns = ("headline", "coverage", "dangling", "no prose", "repeated", "words")
    print(f"{len(corpus)} articles, {options.sentences} sentences each\n")
    print(f"{'':14}" + "".join(f"{column:>10}" for column in columns))
    for name, summarizer in SUMMARIZERS.items():
        figures = quality(summarizer, corpus, options.sentences)
        print(f"{name:14}" + "".join(f"{f:10.3f}" for f in figures[:-1]) + f"{figures[-1]:10.0f}")
    print("\none summary: seconds, and the memory that the process grew by")
    print(f"{'':14}" + "".join(f"{f'{size:,} sentences':>21}" for size in _SIZES))
    for name in ("extractive", "sumy LexRank"):
        cells = [cost(name, options.articles, size) for size in _SIZES]
        print(f"{name:14}" + "".join(f"{cell:>21}" for cell in cells), flush=True)


if __name__ == "__main__":
    main()
