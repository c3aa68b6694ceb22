"""`transformers:MODEL` and `ctranslate2:MODEL`: Korean by encoder-decoder models.

M2M100, NLLB, MADLAD, Marian and mBART models are asked by their own conventions (see
`pipelines.seq2seq.family`), sentence by sentence (see `pipelines.translate.sentencewise`).
"""

from collections.abc import Callable, Iterator, Sequence
from contextlib import nullcontext
from dataclasses import dataclass
from pathlib import Path

from pipelines.degenerate import fault_in_korean
from pipelines.engines import BEST_TRANSLATOR, About, Readiness, split_name
from pipelines.errors import KoreanUnavailable
from pipelines.results import Translation
from pipelines.seq2seq import model as seq2seq
from pipelines.seq2seq.generation import Settings
from pipelines.translate.glossary import NO_TERMS, Glossary
from pipelines.translate.sentencewise import Candidate, translate_sentences

_BEAM = 4
_SHARE = 3
"""An answer may have so many times the tokens of its sentence, and `_MORE`."""
_MORE = 16


@dataclass(frozen=True, slots=True)
class Seq2SeqTranslators:
    """The engine of one library; see `pipelines.engines.EngineModule`."""

    library: seq2seq.Library
    ABOUT: About
    default: str

    def readiness(self, model: str, home: Path) -> Readiness:
        """Whether the model and the libraries are here; loads nothing."""
        return seq2seq.readiness(self.library, model or self.default, home)

    def models(self, home: Path) -> tuple[str, ...]:
        """Those that we know; any other of their kinds goes too."""
        return MODELS

    def hub_models(self, model: str) -> tuple[str, ...]:
        """What has to be fetched."""
        return (model or self.default,)

    def prepare(self, model: str, home: Path, say: Callable[[str], None]) -> None:
        """Convert the model where the library wants it so. Raises EngineUnavailable."""
        seq2seq.prepare(self.library, model or self.default, home, say)

    def open(self, model: str, home: Path) -> "Seq2SeqTranslator":
        """The translator, loaded when it is first used. Raises EngineUnavailable."""
        return Seq2SeqTranslator(
            seq2seq.Model(self.library, model or self.default, home, "translate")
        )


MODELS = (
    split_name(BEST_TRANSLATOR)[1],
    "facebook/m2m100_418M",
    "google/madlad400-3b-mt",
    "facebook/mbart-large-50-many-to-many-mmt",
    "facebook/nllb-200-distilled-600M",
    "facebook/nllb-200-distilled-1.3B",
)

TRANSFORMERS = Seq2SeqTranslators(
    "transformers",
    About(
        name="transformers",
        stage="translate",
        summary="M2M100, NLLB, MADLAD, Marian and mBART models, as their library runs them",
        licence="the model's: MIT for the default; NLLB is CC-BY-NC-4.0",
        size=4961,
        network="to fetch its model",
        extra="transformers",
        fetch=True,
    ),
    MODELS[0],
)
CTRANSLATE2 = Seq2SeqTranslators(
    "ctranslate2",
    About(
        name="ctranslate2",
        stage="translate",
        summary="The same models in int8: several times as fast, in a third of the memory",
        licence="the model's: MIT for the default; NLLB is CC-BY-NC-4.0",
        size=4961,
        network="to fetch its model",
        extra="ctranslate2",
        fetch=True,
    ),
    MODELS[0],
)


class Seq2SeqTranslator:
    """Translates with a model."""

    def __init__(self, model: seq2seq.Model) -> None:
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

    def __init__(self, model: seq2seq.Model) -> None:
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


def _candidate(english: str, answer: seq2seq.Answer) -> Candidate:
    fault = fault_in_korean(english, answer.text)
    return Candidate(answer.text, fault or ("" if answer.finished else "it did not end"))
