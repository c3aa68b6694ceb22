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
import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

from pipelines.engines import About, Readiness
from pipelines.errors import EngineUnavailable, KoreanUnavailable, UnknownEngine
from pipelines.results import Translation

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

_BATCH = 8
_BEAM = 4
_HANGUL = re.compile(r"[가-힣]")
_WORDS = re.compile(r"\b[a-z]{3,}\b")
_LOOP = re.compile(r"(.{2,60}?)(?:\s?\1){3,}|(\w)\2{7,}")
_BREAKS = tuple(
    re.compile(pattern)
    for pattern in (
        r"(?<=[.!?;:])[\"'”’)]*\s+|\s+[—–-]\s+|(?<=—)",
        r"(?<=[,)])[\"'”’]*\s+",
        r"\s+(?=(?:and|but|or|because|while|which|who|that|when|where|after|before|as|if)\b)",
        r"\s+",
    )
)
"""Where a sentence may be cut, best places first: a break's right side begins the second part."""


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
        return Readiness(False, f"firefox has no model {model}: leave it out", _FETCH)
    for library in ("sentencepiece", "threadpoolctl"):
        if importlib.util.find_spec(library) is None:
            return Readiness(False, f"{library} is not installed", 'pip install "deutgi[firefox]"')
    folder = folder_of(home)
    if find_files(folder) is None:
        detail = f"its model ({ABOUT.size} MB) is not in {folder}"
        if folder.is_dir() and any(folder.glob("*.gz")):
            detail += ", only packed files: unpack them with gunzip"
        return Readiness(False, detail, _FETCH)
    return Readiness(True, f"{_version(folder) or 'its model'} in {folder}")


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
        self._network: _Network | None = None

    def translate(self, sentences: Sequence[str]) -> Iterator[Translation | KoreanUnavailable]:
        """See `pipelines.engines.Translator`: the first sentence comes first, then batches."""
        start = 0
        while start < len(sentences):
            end = start + (_BATCH if start else 1)
            yield from self._translate(sentences[start:end])
            start = end

    def _translate(self, sentences: Sequence[str]) -> list[Translation | KoreanUnavailable]:
        network = self._network = self._network or _Network(self._files)
        cleaned = [_clean(sentence) for sentence in sentences]
        parts = [cut(text, network.fits) if _speaks(text) else [] for text in cleaned]
        flat = sorted({part for several in parts for part in several}, key=len)
        korean: dict[str, str] = {}
        faults: dict[str, str] = {}
        for at in range(0, len(flat), _BATCH):
            batch = flat[at : at + _BATCH]
            for part, (text, fault) in zip(batch, network.translate(batch), strict=True):
                if fault:
                    text, fault = _try_again(network, part, fault)
                korean[part], faults[part] = text, fault
        return [
            _answer(sentence, text, several, korean, faults, network.name)
            for sentence, text, several in zip(sentences, cleaned, parts, strict=True)
        ]


def _answer(
    sentence: str,
    text: str,
    parts: Sequence[str],
    korean: dict[str, str],
    faults: dict[str, str],
    engine: str,
) -> Translation | KoreanUnavailable:
    if not parts:  # numbers or signs alone are the same in Korean
        return Translation(sentence, text, engine)
    for part in parts:
        if faults[part]:
            return KoreanUnavailable(
                sentence,
                f"The firefox model's Korean was refused ({faults[part]}): {sentence}",
                "Give its Korean in a translation memory (--memory FILE), or use another engine.",
            )
    note = f"translated in {len(parts)} parts" if len(parts) > 1 else ""
    return Translation(sentence, " ".join(korean[part] for part in parts), engine, note=note)


def _try_again(network: "_Network", english: str, fault: str) -> tuple[str, str]:
    """A refused translation made another way: with a beam, then in two parts."""
    for text, found in network.alternatives(english):
        if not found:
            return text, ""
    halves = _halve(english)
    if len(halves) == 2:
        results = network.translate(halves)
        if not any(found for _, found in results):
            return " ".join(text for text, _ in results), ""
    return "", fault


def find_fault(english: str, korean: str) -> str:
    """Why a translation must not be shown, or an empty string where nothing is wrong with it."""
    if not korean.strip():
        return "it was empty"
    if _WORDS.search(english) and not _HANGUL.search(korean):
        return "it was not Korean"
    loop = _LOOP.search(korean)
    if loop and re.search(r"[^\W\d_]", loop[0]) and not _LOOP.search(english):
        return "it repeated itself"
    return ""


def cut(text: str, fits: Callable[[str], bool]) -> list[str]:
    """The text in parts that fit, cut at the best places there are, with nothing lost.

    At the ends of sentences and clauses if possible, else between words, within a word only
    where there is no other place. White space at a cut is dropped; the rest, put together,
    is the text again.
    """
    if fits(text) or len(text) < 2:
        return [text]
    return [part for half in _halve(text, anywhere=True) for part in cut(half, fits)]


def _halve(text: str, *, anywhere: bool = False) -> list[str]:
    """The text in two parts, each at least a quarter of it, or whole if there is no place."""
    middle, margin = len(text) / 2, len(text) / 4
    for pattern in _BREAKS:
        ends = [m.end() for m in pattern.finditer(text) if margin <= m.end() <= 3 * margin]
        if ends:
            place = min(ends, key=lambda end: abs(end - middle))
            return [text[:place].rstrip(), text[place:].lstrip()]
    place = len(text) // 2
    return [text[:place], text[place:]] if anywhere else [text]


def _clean(text: str) -> str:
    """One line of valid text: white space is single spaces, half surrogate pairs are marked."""
    return " ".join(text.encode("utf-8", "replace").decode("utf-8").split())


def _speaks(text: str) -> bool:
    """Whether there is a letter in the text: something to translate."""
    return any(character.isalpha() for character in text)


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

    def translate(self, english: Sequence[str]) -> list[tuple[str, str]]:
        """The greedy translation of each text, with what is wrong with it (see `find_fault`)."""
        found = self._search(english, 1)
        return [alternatives[0] for alternatives in found]

    def alternatives(self, english: str) -> list[tuple[str, str]]:
        """The best translations of one text, best first, each with what is wrong with it."""
        return self._search([english], _BEAM)[0]

    def _search(self, english: Sequence[str], beam: int) -> list[list[tuple[str, str]]]:
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

    def _read(self, english: str, hypothesis: "Hypothesis") -> tuple[str, str]:
        korean = self._target.decode(list(hypothesis.tokens)).strip()
        fault = find_fault(english, korean)
        return korean, fault if fault or hypothesis.finished else "it did not end"

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
