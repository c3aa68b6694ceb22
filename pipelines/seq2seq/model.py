"""A model by its name: text in, text out, by `transformers` or by CTranslate2."""

import warnings
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import Any, Literal

from pipelines import hub
from pipelines.engines import Readiness
from pipelines.errors import EngineFailed, EngineUnavailable
from pipelines.resident import MODELS
from pipelines.seq2seq import with_ctranslate2, with_transformers
from pipelines.seq2seq.family import Family, Task, family_of
from pipelines.seq2seq.generation import Generator, Hypothesis, Settings
from pipelines.seq2seq.together import Together

Library = Literal["transformers", "ctranslate2"]

_AT_ONCE = 3_000
"""Tokens that are read at once, over all texts of a batch: it bounds what a batch takes."""


@dataclass(frozen=True, slots=True)
class Answer:
    """Text that a model made, and whether it came to an end by itself."""

    text: str
    finished: bool


def readiness(library: Library, model: str, home: Path) -> Readiness:
    """Whether the model can be loaded: its files, and the libraries. Imports none of them."""
    with_library = with_ctranslate2 if library == "ctranslate2" else with_transformers
    if model in hub.BROKEN:
        return Readiness(False, f"{model} is not offered: {hub.BROKEN[model]}", "deutgi models")
    missing = with_library.missing()
    if missing:
        return Readiness(False, f"{missing} is not installed", f'pip install "deutgi[{library}]"')
    detail = hub.warning(model, home) or "its model is here"
    if library == "ctranslate2" and with_ctranslate2.complete(
        with_ctranslate2.folder_of(model, home)
    ):
        return Readiness(True, detail)
    folder = _source(model, home)
    if folder is None:
        size = f" ({hub.KNOWN[model].size:,} MB)" if model in hub.KNOWN else ""
        if hub.is_folder(model):
            return Readiness(False, f"{model} holds no model", "Give the folder of a saved model.")
        return Readiness(
            False, f"its model{size} is not here", f"deutgi models fetch {library}:{model}"
        )
    return Readiness(True, detail)


def prepare(library: Library, model: str, home: Path, say: Callable[[str], None]) -> None:
    """Do what has to be done once before the model can be loaded. Raises EngineUnavailable."""
    if library == "ctranslate2":
        source = _source(model, home)
        if source is not None:
            with_ctranslate2.convert(source, with_ctranslate2.folder_of(model, home), say)


def _source(model: str, home: Path) -> Path | None:
    """The folder of the model's files: ours, else the cache that the hub's own library keeps."""
    folder = hub.folder_of(model, home)
    if hub.complete(folder):
        return folder
    if hub.is_folder(model):
        return None
    try:
        from huggingface_hub import snapshot_download
        from huggingface_hub.errors import HFValidationError, LocalEntryNotFoundError
    except ImportError:
        return None
    try:
        cached = Path(snapshot_download(model, local_files_only=True))
    except (LocalEntryNotFoundError, HFValidationError):
        return None
    return cached if hub.complete(cached) else None


class Model:
    """An encoder-decoder model, loaded when it is first used and shared by all who name it.

    May be used from several threads: calls that wait at the same time are answered together.
    """

    def __init__(self, library: Library, model: str, home: Path, task: Task) -> None:
        """Nothing is loaded yet. Raises EngineUnavailable where the model is not here."""
        ready = readiness(library, model, home)
        if not ready.ready:
            raise EngineUnavailable(f"{library}:{model} cannot run: {ready.detail}.", ready.fix)
        self.name = f"{library}:{model}"
        self._library = library
        self._model = model
        self._home = home
        self._task: Task = task

    @cached_property
    def family(self) -> Family:
        """How the model wants to be asked. Raises EngineUnavailable for one of another kind."""
        return family_of(self._texts_folder(), self._task)

    def count(self, texts: Sequence[str]) -> list[int]:
        """How many tokens each text is, with the prefix and the special tokens around it."""
        with self._loaded() as loaded:
            return [len(loaded.encode(text)) for text in texts]

    def generate(self, texts: Sequence[str], settings: Settings) -> list[list[Answer]]:
        """For each text its answers, best first.

        Texts are taken in batches of about the same length, whatever their order. A text may not
        be longer than `family.limit` tokens. Raises EngineUnavailable, EngineFailed.
        """
        if not texts:
            return []
        with self._loaded() as loaded:
            return loaded.answer(texts, settings)

    @contextmanager
    def _loaded(self) -> Iterator["_Loaded"]:
        folder = self._weights_folder()
        size = (
            with_ctranslate2.megabytes(folder)
            if self._library == "ctranslate2"
            else with_transformers.megabytes(folder)
        )
        key = (self._library, folder, self._task)
        with MODELS.borrow(key, lambda: self._load(folder), size) as loaded:
            yield loaded

    def _load(self, folder: Path) -> "_Loaded":
        texts = self._texts_folder()
        family = family_of(texts, self._task)
        tokenizer = _tokenizer(texts, family)
        generator: Generator
        if self._library == "ctranslate2":
            generator = with_ctranslate2.CTranslate2Model(
                folder,
                tokenizer.convert_ids_to_tokens,
                tokenizer.convert_tokens_to_ids,
                tokenizer.eos_token,
            )
        else:
            generator = with_transformers.TransformersModel(folder)
        return _Loaded(tokenizer, family, generator, _first(texts, tokenizer, family))

    def _weights_folder(self) -> Path:
        if self._library == "ctranslate2":
            folder = with_ctranslate2.folder_of(self._model, self._home)
            if not with_ctranslate2.complete(folder):
                prepare("ctranslate2", self._model, self._home, lambda _: None)
            return folder
        source = _source(self._model, self._home)
        if source is None:
            raise EngineUnavailable(
                f"The model of {self.name} is gone.", f"deutgi models fetch {self.name}"
            )
        return source

    def _texts_folder(self) -> Path:
        folder = self._weights_folder()
        if self._library == "ctranslate2":
            return with_ctranslate2.tokenizer_folder(folder)
        return folder


class _Loaded:
    """A model in memory with its tokenizer."""

    def __init__(
        self, tokenizer: Any, family: Family, generator: Generator, first: int | None
    ) -> None:
        self._tokenizer = tokenizer
        self._family = family
        self._generator = generator
        self._first = first
        self._together = Together(self._run)

    def encode(self, text: str) -> list[int]:
        """The text's tokens as the model wants them."""
        return list(self._tokenizer(self._family.prefix + text).input_ids)

    def answer(self, texts: Sequence[str], settings: Settings) -> list[list[Answer]]:
        """For each text its answers. Raises EngineFailed for one over the limit: none is cut."""
        sources = [self.encode(text) for text in texts]
        longest = max(map(len, sources))
        if longest > self._family.limit:
            raise EngineFailed(
                f"A text of {longest} tokens is too long: the model reads {self._family.limit}."
            )
        return self._together(sources, settings)

    def _run(self, sources: Sequence[Sequence[int]], settings: Settings) -> Sequence[list[Answer]]:
        answers: list[list[Answer]] = [[] for _ in sources]
        for batch in _by_length(sources):
            made = self._generator.generate([sources[n] for n in batch], self._first, settings)
            for number, hypotheses in zip(batch, made, strict=True):
                answers[number] = [self._read(hypothesis) for hypothesis in hypotheses]
        return answers

    def _read(self, hypothesis: Hypothesis) -> Answer:
        text = self._tokenizer.decode(
            hypothesis.tokens, skip_special_tokens=True, clean_up_tokenization_spaces=False
        )
        return Answer(text.replace(self._family.newline, "\n").strip(), hypothesis.finished)


def _by_length(sources: Sequence[Sequence[int]]) -> list[list[int]]:
    """The sources' numbers in batches of about the same length: padding is work for nothing."""
    batches: list[list[int]] = []
    for number in sorted(range(len(sources)), key=lambda n: len(sources[n])):
        width = len(sources[number])  # of the batch, since the longest comes last
        if batches and width * (len(batches[-1]) + 1) <= _AT_ONCE:
            batches[-1].append(number)
        else:
            batches.append([number])
    return batches


def _tokenizer(folder: Path, family: Family) -> Any:
    """The tokenizer by its class: finding out which it is would import torch, 200 MB of it."""
    import transformers

    kind = getattr(transformers, family.tokenizer, None) or transformers.AutoTokenizer
    try:
        with warnings.catch_warnings():
            # It makes curly quotes straight for Marian; without it they are read as they are.
            warnings.filterwarnings("ignore", "Recommended: pip install sacremoses")
            tokenizer = kind.from_pretrained(folder, local_files_only=True)
    except Exception as error:  # a damaged file raises whatever its reader raises
        line = (str(error).strip().splitlines() or [type(error).__name__])[0].rstrip(".")
        raise EngineUnavailable(
            f"The tokenizer in {folder} cannot be loaded: {line}.",
            f"Remove {folder} and fetch the model again.",
        ) from error
    if family.source:
        tokenizer.src_lang = family.source
    return tokenizer


def _first(folder: Path, tokenizer: Any, family: Family) -> int | None:
    """The token that answers begin with: the language's, else the one that the model names."""
    if not family.first:
        return family.forced
    number = tokenizer.convert_tokens_to_ids(family.first)
    if number is None or number == tokenizer.unk_token_id:
        raise EngineUnavailable(
            f"The model in {folder.parent} knows no Korean: it has no token {family.first}.",
            "Choose a model that was trained for Korean.",
        )
    return int(number)
