"""`transformers:MODEL` and `ctranslate2:MODEL`: Korean by encoder-decoder models.

M2M100, NLLB, MADLAD, Marian and mBART models are asked by their own conventions (see
`pipelines.seq2seq.family`), sentence by sentence (see `pipelines.translate.sentencewise`).
"""

from collections.abc import Iterator, Sequence
from contextlib import nullcontext

from pipelines.degenerate import fault_in_korean
from pipelines.engines import BEST_TRANSLATOR, split_name
from pipelines.errors import KoreanUnavailable
from pipelines.results import Translation
from pipelines.seq2seq.engine import engines_of
from pipelines.seq2seq.generation import Settings
from pipelines.seq2seq.model import Answer, Model
from pipelines.translate.glossary import NO_TERMS, Glossary
from pipelines.translate.sentencewise import Candidate, translate_sentences

_BEAM = 4
_SHARE = 3
"""An answer may have so many times the tokens of its sentence, and `_MORE`."""
_MORE = 16


class Seq2SeqTranslator:
    """Translates with a model."""

    def __init__(self, model: Model) -> None:
        """`model` is not loaded yet."""
        self.name = model.name
        self._model = model

    def translate(
        self, sentences: Sequence[str], glossary: Glossary = NO_TERMS
    ) -> Iterator[Translation | KoreanUnavailable]:
        """See `pipelines.engines.Translator`."""
        # The model is borrowed with every batch: others' requests may join it.
        return translate_sentences(lambda: nullcontext(_Network(self._model)), sentences, glossary)


class _Network:
    """The model as `sentencewise` asks it."""

    def __init__(self, model: Model) -> None:
        self.name = model.name
        self._model = model
        # Half of what it reads: Korean takes more tokens than English in many vocabularies.
        self._limit = model.family.limit // 2

    def fits(self, english: str) -> bool:
        return self._model.count([english])[0] <= self._limit

    def translate(self, english: Sequence[str]) -> list[Candidate]:
        settings = Settings(self._longest(english), beam=_BEAM)
        return [
            _candidate(text, answers[0])
            for text, answers in zip(english, self._model.generate(english, settings), strict=True)
        ]

    def alternatives(self, english: str) -> list[Candidate]:
        settings = Settings(
            self._longest([english]), beam=6, answers=4, no_repeat=4, repetition_penalty=1.2
        )
        return [
            _candidate(english, answer) for answer in self._model.generate([english], settings)[0]
        ]

    def _longest(self, english: Sequence[str]) -> int:
        # In steps of 32, so that batches of other requests have the same and can be joined.
        longest = _SHARE * max(self._model.count(english)) + _MORE
        return min(2 * self._limit - 2, -(-longest // 32) * 32)


def _candidate(english: str, answer: Answer) -> Candidate:
    fault = fault_in_korean(english, answer.text)
    return Candidate(answer.text, fault or ("" if answer.finished else "it did not end"))


MODELS = (
    split_name(BEST_TRANSLATOR)[1],
    "facebook/m2m100_418M",
    "google/madlad400-3b-mt",
    "facebook/mbart-large-50-many-to-many-mmt",
    "facebook/nllb-200-distilled-600M",
    "facebook/nllb-200-distilled-1.3B",
)
TRANSFORMERS, CTRANSLATE2 = engines_of(
    "translate", MODELS, Seq2SeqTranslator, "M2M100, NLLB, MADLAD, Marian and mBART models"
)
