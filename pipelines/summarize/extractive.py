"""`extractive`: the sentences of the article that say most of it, word for word.

Sentences are ranked by LexRank (`ranking.py`), by their place in the story, since news tells
the most important first, and by what they share with the headline (Edmundson, *New Methods
in Automatic Extracting*, JACM 16, 1969), and taken one by one by maximal marginal relevance,
so that nothing is said twice (Carbonell & Goldstein, SIGIR 1998). A sentence that leans on the
one before it comes with that one or not at all (`standalone.py`), and so does one that names a
person in short, with the one that introduces him (`introductions.py`). No word is changed: not
even a leading “But” is cut, because what a sentence denies or concedes is part of its meaning.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np

from pipelines.article import Article
from pipelines.engines import About, Readiness
from pipelines.errors import EngineUnavailable, NoArticle
from pipelines.results import Length, Summary
from pipelines.sentences import ArticleSentence, article_sentences
from pipelines.summarize.introductions import Introductions, introductions
from pipelines.summarize.lengths import as_summary, costs
from pipelines.summarize.ranking import (
    SentenceVectors,
    Vector,
    centrality,
    sentence_vectors,
    words,
)
from pipelines.summarize.standalone import (
    has_speaker,
    is_fit,
    is_statement,
    of_the_article,
    quotations,
    starts_of_context,
)

ABOUT = About(
    name="extractive",
    stage="summarize",
    summary="Picks the sentences that say most of the article, word for word; always there.",
    licence="MIT",
    languages=("en",),
)

_LEAD = 2.0
"""Sentences into the article after which a sentence's place counts half."""

_RELEVANCE = 0.7
"""What maximal marginal relevance gives to a sentence's score; the rest to what is new in it."""

_SAME = 0.6
"""Cosine from which two sentences are taken to say the same."""

_UNINTRODUCED = 0.08
"""Taken from the value of a sentence with “Depot” in it while “Home Depot” is left out."""

_SUBSTANCE = 12
"""Content words from which a sentence is worth its pause; one of few words counts for less."""

_SLIGHT = frozenset(("a", "an", "the", "on", "in", "at", "of"))
"""Words that the same sentence may have once and not again: released (on) Monday."""

_AT_ONCE = 3
"""Sentences that may be taken together so that one of them is understood."""

_LONGEST_CONTEXT = 6
"""Sentences, with it, in which all must be that a sentence leans on."""


def readiness(model: str, home: Path) -> Readiness:
    """Always ready: it needs no model."""
    if model:
        return Readiness(False, f"extractive has no model “{model}”", "extractive")
    return Readiness(True, "needs no model")


def models(home: Path) -> tuple[str, ...]:
    """None: the engine is a calculation."""
    return ()


def open(model: str, home: Path) -> "Extractive":  # noqa: A001 (the name that engines have)
    """The engine. Raises EngineUnavailable where a model is asked for."""
    if model:
        raise EngineUnavailable(f"extractive has no model “{model}”.", "Use extractive alone.")
    return Extractive()


@dataclass(frozen=True, slots=True)
class Extractive:
    """The summarizer that quotes the article."""

    name: str = "extractive"

    def summarize(self, article: Article, length: Length) -> Summary:
        """The best sentences in article order, at most `length`, at least one.

        An article that is no longer than `length` is given whole, but for credits and notices.
        It may come out shorter than asked where no other sentence makes sense alone. Raises
        NoArticle.
        """
        sentences = article_sentences(article)
        spoken = [sentence.index for sentence in of_the_article(sentences)]
        if not spoken:
            raise NoArticle("The article has no sentences.", "Give a link, a page or its text.")
        spent, limit = costs([sentence.text for sentence in sentences], length)
        whole = sum(spent[row] for row in spoken) <= limit
        chosen = spoken if whole else _choose(sentences, article.title or "", spent, limit)
        lines = [sentences[row] for row in chosen]
        return Summary(as_summary([(s.text, (s.index,), s.paragraph) for s in lines]), self.name)


@dataclass(frozen=True, slots=True)
class _Candidate:
    """A sentence with those before it without which it makes no sense.

    `rows` are all of them; `better_with` are more that name in full what they name in short.
    """

    row: int
    rows: tuple[int, ...]
    better_with: frozenset[int] = frozenset()


def _choose(
    sentences: Sequence[ArticleSentence], title: str, costs: Sequence[float], limit: float
) -> list[int]:
    """The numbers of the sentences for the summary, in article order."""
    texts = [sentence.text for sentence in sentences]
    vectors = sentence_vectors([*texts, title])
    scores = _scores(vectors)
    fit = [row for row, text in enumerate(texts) if is_fit(text)]
    in_context = _in_context(sentences, title)
    # What makes sense first; in an article where nothing does, what there is.
    anything = [_Candidate(row, (row,)) for row in fit or range(len(texts))]
    for candidates in (in_context, anything):
        if chosen := _most_relevant(candidates, vectors, scores, costs, limit):
            return sorted(chosen)
    return [min(fit or range(len(texts)), key=lambda row: costs[row])]


def _in_context(sentences: Sequence[ArticleSentence], title: str) -> list[_Candidate]:
    """The sentences that make sense with those that they come with."""
    needed = introductions(sentences, title)
    contexts = _contexts(sentences)
    # A sentence that the article has twice is told where it first stands.
    first = _first_told(sentence.text for sentence in sentences)
    candidates = []
    for row, context in contexts.items():
        rows = {first[other] for other in _introduced(set(context), contexts, needed)}
        if row in rows:
            others = frozenset[int]().union(*(needed[other].others for other in rows))
            candidates.append(_Candidate(row, tuple(sorted(rows)), others))
    return candidates


def _first_told(texts: Iterable[str]) -> list[int]:
    """For each text the number of the first one that has the same words but for the slightest."""
    seen: dict[tuple[str, ...], int] = {}
    return [
        seen.setdefault(tuple(word for word in words(text) if word not in _SLIGHT) or (text,), row)
        for row, text in enumerate(texts)
    ]


def _contexts(sentences: Sequence[ArticleSentence]) -> dict[int, range]:
    """For each sentence that is understood with those before it from where its context starts."""
    starts, quoted = starts_of_context(sentences), quotations(sentences)
    texts = [sentence.text for sentence in sentences]
    whole = [is_statement(text) for text in texts]
    # A speaker who is named once is enough for a quotation of several sentences.
    said = [range(max(quoted[row], row - _LONGEST_CONTEXT), row + 1) for row in range(len(texts))]
    attributed = [has_speaker(" ".join(texts[other] for other in rows)) for rows in said]
    return {
        row: range(start, row + 1)
        for row, start in enumerate(starts)
        if row - start < _LONGEST_CONTEXT
        and attributed[row]
        and all(whole[start : row + 1])
        and all(attributed[start : quoted[row]])
    }


def _introduced(
    rows: set[int], contexts: Mapping[int, range], needed: Sequence[Introductions]
) -> set[int]:
    """The rows with those that introduce the people in them; none if one cannot be introduced."""
    asked = list(rows)
    while asked:
        for introducing in needed[asked.pop()].people:
            if rows.isdisjoint(introducing):
                first = next((row for row in introducing if row in contexts), None)
                if first is None or len(rows) > 2 * _LONGEST_CONTEXT:
                    return set()
                asked += [row for row in contexts[first] if row not in rows]
                rows.update(contexts[first])
    return rows


def _scores(vectors: SentenceVectors) -> Vector:
    """How much each sentence matters, 0 to 1; the last row of `vectors` is the headline."""
    headline = vectors.cosines(vectors.shape[0] - 1)[:-1]
    place = 1.0 / (1.0 + np.arange(len(headline)) / _LEAD)
    central = centrality(vectors)[:-1]
    scores = 0.45 * central + 0.35 * place + 0.2 * headline / (headline.max() or 1.0)
    substance = np.bincount(vectors.rows, minlength=vectors.shape[0])[:-1] / _SUBSTANCE
    return np.asarray(scores * np.minimum(1.0, 0.5 + 0.5 * substance))


def _most_relevant(
    candidates: Sequence[_Candidate],
    vectors: SentenceVectors,
    scores: Vector,
    costs: Sequence[float],
    limit: float,
) -> set[int]:
    """Candidates taken by maximal marginal relevance until no other goes into the limit."""
    chosen: set[int] = set()
    repeated = np.zeros(vectors.shape[0])  # how like a chosen sentence each one is
    left = limit
    while True:
        best: list[int] = []
        best_value = -np.inf
        for candidate in candidates:
            row = candidate.row
            new = [other for other in candidate.rows if other not in chosen]
            if row in chosen or sum(costs[r] for r in new) > left:
                continue
            if len(new) > _AT_ONCE or max(repeated[r] for r in new) > _SAME:
                continue
            relevance = sum(scores[other] for other in new) / len(new)
            value = _RELEVANCE * relevance - (1.0 - _RELEVANCE) * repeated[row]
            if not candidate.better_with <= chosen.union(new):
                value -= _UNINTRODUCED
            if value > best_value:
                best, best_value = new, value
        if not best:
            return chosen
        chosen.update(best)
        left -= sum(costs[row] for row in best)
        for row in best:
            repeated = np.maximum(repeated, vectors.cosines(row))
