"""`transformers:MODEL` and `ctranslate2:MODEL`: summaries that encoder-decoder models write.

An article of any length goes in. What is longer than a model's limit, and what is to give a
longer summary than such models were trained to write, is cut at paragraph borders, condensed in
parts, and condensed again where that is still too long. Every sentence that comes out is tied to
the article's sentences that it says again.
"""

import math
import re
from collections.abc import Sequence

from pipelines.article import Article
from pipelines.degenerate import fault_in_summary
from pipelines.engines import BALANCED_SUMMARIZER, BEST_SUMMARIZER, split_name
from pipelines.errors import EngineFailed, NoArticle
from pipelines.results import Length, Summary
from pipelines.sentences import article_sentences, split_sentences
from pipelines.seq2seq.engine import engines_of
from pipelines.seq2seq.generation import Settings
from pipelines.seq2seq.model import Answer, Model
from pipelines.summarize.lengths import WHOLE, as_summary, fits, room
from pipelines.summarize.parts import parts_of
from pipelines.summarize.sources import nearest_sources
from pipelines.summarize.standalone import of_the_article

_TOKENS_A_SECOND = 3.6
"""English tokens of such models that a voice says in a second: 2.6 words of 1.3 to 1.4 tokens."""

_TOKENS_A_SENTENCE = 28

_ANSWER = 110
"""Tokens that a part's summary may have: models trained on news write about 60 to 140."""

_AT_ONCE = 8
"""Parts that are condensed together: it bounds the memory that a hundred-page report takes."""

_SPACE_BEFORE_MARK = re.compile(r"\s+([.,;:!?])(?=\s|$)")


class Seq2SeqSummarizer:
    """Writes summaries with a model."""

    def __init__(self, model: Model) -> None:
        """`model` is not loaded yet."""
        self.name = model.name
        self._model = model

    def summarize(self, article: Article, length: Length) -> Summary:
        """A summary of at most `length`, at least a sentence. An article no longer is given whole.

        Raises NoArticle where there is nothing to condense, EngineFailed where what the model
        writes must not be heard, EngineUnavailable where it cannot be loaded.
        """
        sentences = article_sentences(article)
        heard = of_the_article(sentences)
        if not heard:
            raise NoArticle("The article has no sentences.", "Give a link, a page or its text.")
        if fits([sentence.text for sentence in heard], length):
            whole = [(s.text, (s.index,), s.paragraph) for s in heard]
            return Summary(as_summary(whole), self.name, WHOLE)
        texts, parts = self._condensed(article.paragraphs, _tokens(length))
        # What two parts' summaries say alike is said once.
        written = list(dict.fromkeys(s for text in texts for s in split_sentences(text)))
        written = written[: room(written, length)]
        lines: list[tuple[str, tuple[int, ...], int]] = []
        paragraph = 0
        for text, sources in zip(written, nearest_sources(written, sentences), strict=True):
            paragraph = sentences[sources[-1]].paragraph if sources else paragraph
            lines.append((text, sources, paragraph))
        note = f"condensed in {parts} parts" if parts > 1 else ""
        return Summary(as_summary(lines), self.name, note)

    def _condensed(self, paragraphs: Sequence[str], wanted: int) -> tuple[list[str], int]:
        """Texts of about `wanted` tokens together, and in how many parts they were condensed."""
        limit = self._model.family.limit - 8  # a prefix's tokens are counted with every paragraph
        total = 0
        while True:
            size = sum(self._model.count(paragraphs))
            several = math.ceil(wanted / _ANSWER)
            budget = min(limit, max(_ANSWER, math.ceil(1.05 * size / several)))
            parts = parts_of(paragraphs, budget, self._model.count)
            total += len(parts)
            answer = min(_ANSWER, max(24, math.ceil(wanted / min(len(parts), several))))
            texts = self._answers(parts, answer)
            made = sum(self._model.count(texts))
            if len(parts) <= several or made <= 1.2 * wanted or made > 0.8 * size:
                return texts, total
            paragraphs = texts

    def _answers(self, parts: Sequence[str], tokens: int) -> list[str]:
        """A summary of each part, of about so many tokens."""
        texts: list[str] = []
        for at in range(0, len(parts), _AT_ONCE):
            together = parts[at : at + _AT_ONCE]
            longest = min(max(tokens * 4 // 3, 32), self._model.family.limit - 8)
            shortest = min(tokens // 3, min(self._model.count(together)) // 2)
            settings = Settings(longest, shortest, beam=4, no_repeat=3, length_penalty=2.0)
            for part, answers in zip(
                together, self._model.generate(together, settings), strict=True
            ):
                text, fault = _checked(part, answers[0])
                texts.append(text if not fault else self._again(part, settings, fault))
        return texts

    def _again(self, part: str, settings: Settings, fault: str) -> str:
        """A refused summary made once more: other candidates, repetition held back harder."""
        safer = Settings(
            settings.longest,
            beam=6,
            answers=3,
            no_repeat=3,
            repetition_penalty=1.3,
            length_penalty=1.0,
        )
        for answer in self._model.generate([part], safer)[0]:
            text, still = _checked(part, answer)
            if not still:
                return text
        raise EngineFailed(
            f"The summary of {self.name} was refused ({fault}).",
            "Use another one: --summarizer extractive",
        )


def _checked(part: str, answer: Answer) -> tuple[str, str]:
    """The answer's whole sentences, and what is wrong with them."""
    text = " ".join(_SPACE_BEFORE_MARK.sub(r"\1", answer.text).split())
    sentences = split_sentences(text)
    if not answer.finished and len(sentences) > 1:
        sentences = sentences[:-1]  # cut off in the middle
    text = " ".join(sentences)
    return text, fault_in_summary(part, text)


def _tokens(length: Length) -> int:
    if length.seconds is not None:
        return max(24, round(length.seconds * _TOKENS_A_SECOND))
    return _TOKENS_A_SENTENCE * max(1, length.sentences or 1)


MODELS = tuple(split_name(name)[1] for name in (BALANCED_SUMMARIZER, BEST_SUMMARIZER))
TRANSFORMERS, CTRANSLATE2 = engines_of(
    "summarize", MODELS, Seq2SeqSummarizer, "BART, PEGASUS, T5 and LED models"
)
