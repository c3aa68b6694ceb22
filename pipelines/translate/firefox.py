"""`firefox`: the English-Korean model that Firefox translates pages with, run in numpy.

Mozilla publishes it under MPL-2.0 (https://github.com/mozilla/translations); its quality in
BLEU on the FLORES test set, as published, is 29.5, against 25.4 for NLLB-600M and 33.6 for
Google. `deutgi models fetch firefox` puts its files into `firefox/en-ko` in the models
folder; files copied there by hand do as well. Search is greedy, which is what Firefox does
and what those figures were measured with; where the result has to be refused, a beam of 4
and a cut sentence are tried.
"""

import hashlib
import importlib.util
import json
from collections.abc import Iterator, Sequence
from contextlib import AbstractContextManager
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

from pipelines.degenerate import fault_in_korean
from pipelines.engines import About, Readiness
from pipelines.errors import EngineUnavailable, KoreanUnavailable, UnknownEngine
from pipelines.resident import MODELS
from pipelines.results import Translation
from pipelines.translate.glossary import NO_TERMS, Glossary
from pipelines.translate.sentencewise import Candidate, translate_sentences

if TYPE_CHECKING:
    from pipelines.translate.marian import Hypothesis

ABOUT = About(
    name="firefox",
    stage="translate",
    summary="Mozilla's small English-Korean model, as in Firefox (BLEU 29.5 on FLORES)",
    licence="MPL-2.0",
    size=45,
    network="to fetch its model",
    extra="firefox",
    fetch=True,
)
METADATA = "model.json"
"""A file beside the model's that says where it came from: `version`, and more for people."""

_FETCH = "deutgi models fetch firefox"
_LONGEST = 128
"""Tokens of a sentence that the model is given at once: `max-length-break` in Firefox."""

_MEGABYTES = 200
"""What the model takes in memory, working on a batch included."""

_BEAM = 4


@dataclass(frozen=True, slots=True)
class ModelFiles:
    """The files of a model; `source` and `target` are one file where the vocabulary is shared."""

    model: Path
    source: Path
    target: Path


def folder_of(home: Path) -> Path:
    """Where the model's files are kept; `home` is the folder of all models."""
    return home / "firefox" / "en-ko"


def find_files(folder: Path) -> ModelFiles | None:
    """The model's files in a folder, by the names that Mozilla gives them; None if incomplete."""
    if not folder.is_dir():
        return None

    def first(*patterns: str) -> Path | None:
        return next((p for pattern in patterns for p in sorted(folder.glob(pattern))), None)

    model = first("model*.bin", "*.npz")
    source = first("srcvocab*.spm", "vocab*.spm")
    target = first("trgvocab*.spm", "vocab*.spm")
    return ModelFiles(model, source, target) if model and source and target else None


def readiness(model: str, home: Path) -> Readiness:
    """Whether the model's files and the libraries are here."""
    if model:
        detail = f"firefox has no model {model}: leave it out"
        return Readiness(False, detail, "--translator firefox")
    for library in ("sentencepiece", "threadpoolctl"):
        if importlib.util.find_spec(library) is None:
            return Readiness(False, f"{library} is not installed", 'pip install "deutgi[firefox]"')
    folder = folder_of(home)
    if find_files(folder) is None:
        if folder.is_dir() and any(folder.glob("*.gz")):
            detail = f"only packed files are in {folder}: unpack them with gunzip"
        else:
            detail = f"its model ({ABOUT.size} MB) is not in {folder}"
        return Readiness(False, detail, _FETCH)
    return Readiness(True, f"{_version(folder) or 'its model'} in {folder}")


def models(home: Path) -> tuple[str, ...]:
    """None: there is one model."""
    return ()


def open(model: str, home: Path) -> "FirefoxTranslator":  # noqa: A001
    """The translator; its model is loaded when the first sentence comes.

    Raises EngineUnavailable where the files or the libraries are missing, UnknownEngine for
    a `model` other than the empty one.
    """
    if model:
        raise UnknownEngine(f"firefox has no model {model}.", "Write just: firefox")
    ready = readiness(model, home)
    files = find_files(folder_of(home))
    if not ready.ready or files is None:
        raise EngineUnavailable(f"firefox cannot run: {ready.detail}.", ready.fix)
    return FirefoxTranslator(files)


class FirefoxTranslator:
    """Translates with the model in `files`."""

    name = "firefox"

    def __init__(self, files: ModelFiles) -> None:
        """Nothing is loaded yet."""
        self._files = files

    def translate(
        self, sentences: Sequence[str], glossary: Glossary = NO_TERMS
    ) -> Iterator[Translation | KoreanUnavailable]:
        """See `pipelines.engines.Translator` and `pipelines.translate.sentencewise`."""
        return translate_sentences(self._borrowed, sentences, glossary)

    def _borrowed(self) -> AbstractContextManager["_Network"]:
        files = self._files
        try:
            about = files.model.stat()
        except OSError as error:
            raise EngineUnavailable(f"firefox's model is gone: {files.model}.", _FETCH) from error
        # A model that was fetched anew in its place is another one.
        key = (files.model, about.st_mtime_ns, about.st_size)
        return MODELS.borrow(key, lambda: _Network(files), _MEGABYTES)


def _version(folder: Path) -> str:
    try:
        metadata = json.loads((folder / METADATA).read_text(encoding="utf-8"))
    except (OSError, ValueError):
        return ""
    version = metadata.get("version") if isinstance(metadata, dict) else None
    return version if isinstance(version, str) else ""


class _Network:
    """The loaded model with its vocabularies: English in, Korean and its fault out."""

    def __init__(self, files: ModelFiles) -> None:
        from pipelines.translate.marian import Marian
        from pipelines.translate.marian_file import read_model

        self._source = _vocabulary(files.source)
        self._target = _vocabulary(files.target)
        self._marian = Marian(read_model(files.model), len(self._target))
        sizes = len(self._source), len(self._target)
        if any(size > rows for size, rows in zip(sizes, self._marian.vocabulary, strict=True)):
            raise EngineUnavailable(
                f"The vocabularies in {files.model.parent} belong to another model.",
                f"deutgi models remove firefox; {_FETCH}",
            )
        version = _version(files.model.parent)
        if not version:
            with files.model.open("rb") as file:
                version = hashlib.file_digest(file, "sha256").hexdigest()[:8]
        self.name = f"firefox:{version}"

    def fits(self, english: str) -> bool:
        """Whether the model can take the text at once."""
        return len(self._encode(english)) <= _LONGEST

    def translate(self, english: Sequence[str]) -> list[Candidate]:
        """The greedy translation of each text."""
        return [candidates[0] for candidates in self._search(english, 1)]

    def alternatives(self, english: str) -> list[Candidate]:
        """The best translations of one text by beam search."""
        return self._search([english], _BEAM)[0]

    def _search(self, english: Sequence[str], beam: int) -> list[list[Candidate]]:
        found = self._marian.translate(
            [self._encode(text) for text in english],
            end=self._target.eos_id(),
            unknown=self._target.unk_id(),
            beam=beam,
        )
        return [
            [self._read(text, hypothesis) for hypothesis in hypotheses]
            for text, hypotheses in zip(english, found, strict=True)
        ]

    def _read(self, english: str, hypothesis: "Hypothesis") -> Candidate:
        korean = self._target.decode(list(hypothesis.tokens)).strip()
        fault = fault_in_korean(english, korean)
        return Candidate(korean, fault if fault or hypothesis.finished else "it did not end")

    def _encode(self, english: str) -> list[int]:
        return [*self._source.encode(english), self._source.eos_id()]


def _vocabulary(path: Path) -> Any:
    import sentencepiece

    try:
        return sentencepiece.SentencePieceProcessor(model_proto=path.read_bytes())
    except (OSError, RuntimeError) as error:
        raise EngineUnavailable(
            f"The vocabulary {path} cannot be read.", f"deutgi models remove firefox; {_FETCH}"
        ) from error
