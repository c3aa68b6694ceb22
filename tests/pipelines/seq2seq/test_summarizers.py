"""Summarizers of every family, and articles of any length."""

from pathlib import Path
from typing import Any

import pytest

pytest.importorskip("torch")
pytest.importorskip("transformers")
pytest.importorskip("ctranslate2")

from pipelines.article import Article
from pipelines.engines import open_summarizer
from pipelines.errors import EngineFailed, EngineUnavailable, NoArticle
from pipelines.results import Length
from pipelines.seq2seq.engine import Seq2SeqEngine
from pipelines.summarize.seq2seq import CTRANSLATE2, TRANSFORMERS
from tests.conftest import Make
from tests.pipelines.seq2seq.tiny import SUMMARIES

LIBRARIES = (TRANSFORMERS, CTRANSLATE2)
FAMILIES = [
    (engine, kind)
    for engine in LIBRARIES
    for kind in ("bart", "pegasus", "t5", "led")
    if (engine, kind) != (CTRANSLATE2, "led")
]


@pytest.mark.parametrize(
    ("engine", "kind"), FAMILIES, ids=[f"{engine.library}-{kind}" for engine, kind in FAMILIES]
)
def test_a_model_of_every_family_summarises_what_it_was_taught(
    model_of: Make, home: Path, engine: Seq2SeqEngine[Any], kind: str
) -> None:
    folder = model_of(kind)
    summarizer = engine.open(str(folder), home)
    for article, summary in SUMMARIES:
        made = summarizer.summarize(Article((article,)), Length(sentences=2))
        assert " ".join(sentence.text for sentence in made.sentences) == summary
        assert made.sentences[0].sources[0] == 0
        assert made.engine == f"{engine.library}:{folder}"


def test_a_long_article_is_condensed_in_parts_and_says_in_how_many(
    model_of: Make, home: Path
) -> None:
    """Each part is one of the two articles that the model knows: all of them must be heard."""
    summarizer = open_summarizer(f"ctranslate2:{model_of('bart')}", home)
    article = Article(tuple(text for text, _ in SUMMARIES))
    made = summarizer.summarize(article, Length(sentences=4))
    assert made.note == "condensed in 2 parts"
    heard = " ".join(sentence.text for sentence in made.sentences)
    assert heard == " ".join(summary for _, summary in SUMMARIES)
    paragraphs = [sentence.sources[0] >= 4 for sentence in made.sentences]
    assert paragraphs == [False, False, True, True]
    assert [s.paragraph_end for s in made.sentences] == [False, True, False, False]


def test_a_hundred_pages_end_in_a_summary_of_the_length_that_was_asked(
    model_of: Make, home: Path
) -> None:
    summarizer = CTRANSLATE2.open(str(model_of("bart")), home)
    article = Article(tuple(text for text, _ in SUMMARIES) * 100)
    made = summarizer.summarize(article, Length(sentences=2))
    assert 1 <= len(made.sentences) <= 2
    parts = int(made.note.split()[2])
    assert parts > 100


def test_an_article_no_longer_than_asked_is_given_whole(model_of: Make, home: Path) -> None:
    article = Article(("One man spoke. Nobody listened.", "It rained."))
    made = CTRANSLATE2.open(str(model_of("bart")), home).summarize(article, Length(seconds=60))
    assert [s.text for s in made.sentences] == ["One man spoke.", "Nobody listened.", "It rained."]
    assert [s.sources for s in made.sentences] == [(0,), (1,), (2,)]
    assert "given whole" in made.note


def test_what_a_model_makes_of_a_text_it_cannot_condense_is_refused(
    model_of: Make, home: Path
) -> None:
    """A translator answers in Korean, which is no summary."""
    folder = model_of("madlad")
    sentences = ["Police did not name the driver.", "North Korea rejected the recommendations."]
    with pytest.raises(EngineFailed, match=r"The summary of transformers:.* was refused \(it was"):
        TRANSFORMERS.open(str(folder), home).summarize(
            Article((" ".join(sentences * 10),)), Length(sentences=2)
        )


def test_an_article_without_a_word_is_refused(model_of: Make, home: Path) -> None:
    with pytest.raises(NoArticle):
        CTRANSLATE2.open(str(model_of("bart")), home).summarize(
            Article(("…", "—")), Length(sentences=2)
        )


def test_ctranslate2_says_which_kinds_it_cannot_run_and_what_can(
    model_of: Make, home: Path
) -> None:
    with pytest.raises(EngineUnavailable, match="does not know this kind") as caught:
        CTRANSLATE2.open(str(model_of("led")), home).summarize(
            Article((SUMMARIES[0][0],)), Length(sentences=1)
        )
    assert "transformers:" in caught.value.hint
