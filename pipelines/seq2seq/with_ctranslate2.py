"""Running a model with CTranslate2: int8 on a CPU, float16 with CUDA.

A model of `transformers` is converted once, into `ctranslate2/NAME-int8` in the folder of all
models. The folder appears by a rename when it is whole; `model.json` in it holds the checksum of
the weights and what they were made from.
"""

import hashlib
import json
import os
import shutil
import warnings
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any

from pipelines import hub
from pipelines.errors import EngineFailed, EngineUnavailable
from pipelines.seq2seq.generation import Hypothesis, Settings

_TOKENIZER_FILES = (
    "config.json",  # renamed: CTranslate2 has one of its own
    "generation_config.json",
    "tokenizer*",
    "vocab*",
    "merges.txt",
    "special_tokens_map.json",
    "added_tokens.json",
    "*.spm",
    "*.model",
)
_ORIGINAL = "original"
"""The folder of the tokenizer's and the configuration's files within a converted model's."""


def missing() -> str:
    """Which library is not installed, or nothing. Imports none."""
    from importlib.util import find_spec

    for library in ("ctranslate2", "transformers", "sentencepiece"):
        if find_spec(library) is None:
            return library
    return ""


def folder_of(model: str, home: Path) -> Path:
    """Where the converted model is or will be, for the device that this machine has."""
    name = model.replace("/", "--")
    if hub.is_folder(model):
        source = Path(model).expanduser().resolve()
        name = f"{source.name}-{hashlib.sha256(str(source).encode()).hexdigest()[:8]}"
    return home / "ctranslate2" / f"{name}-{_quantization()}"


def tokenizer_folder(folder: Path) -> Path:
    """The tokenizer's and the configuration's files of a converted model."""
    return folder / _ORIGINAL


def complete(folder: Path) -> bool:
    """Whether the converted model is there, as far as names and sizes tell."""
    known = hub.metadata(folder)
    weights = folder / "model.bin"
    return weights.is_file() and known.get("size") == weights.stat().st_size


def megabytes(folder: Path) -> float:
    """About what the model takes in memory: its weights, and a third more to work with."""
    return 100 + 1.3 * (folder / "model.bin").stat().st_size / 1e6


def convert(source: Path, folder: Path, say: Callable[[str], None] = lambda _: None) -> None:
    """Convert the model of `transformers` in `source` into `folder`, unless it is there.

    Where two processes convert the same model, the second waits for the first. Raises
    EngineUnavailable where a library, memory or disk is missing, or for a kind of model that
    CTranslate2 does not know.
    """
    from filelock import FileLock

    try:
        folder.parent.mkdir(parents=True, exist_ok=True)
        with FileLock(folder.parent / f".{folder.name}.lock"):
            if complete(folder):
                return
            say(f"Converting {source.name} to {_quantization()}, this once.")
            staging = folder.with_name(f".{folder.name}.part")
            shutil.rmtree(staging, ignore_errors=True)
            try:
                _convert(source, staging)
                shutil.rmtree(folder, ignore_errors=True)
                staging.rename(folder)
            finally:
                shutil.rmtree(staging, ignore_errors=True)
    except OSError as error:
        raise EngineUnavailable(
            f"The converted model cannot be written to {folder}: {error.strerror or error}.",
            "Free some space there, or choose another folder with DEUTGI_MODELS.",
        ) from error


def _convert(source: Path, folder: Path) -> None:
    _check_room(source, folder)
    try:
        from ctranslate2.converters import TransformersConverter
    except ImportError as error:
        raise EngineUnavailable(
            f"A model cannot be converted: {error}.", 'pip install "deutgi[ctranslate2]"'
        ) from error
    try:
        converter = TransformersConverter(str(source), low_cpu_mem_usage=True)
        converter.load_tokenizer = _tokenizer_for_conversion
        converter.load_model = _model_for_conversion
        with warnings.catch_warnings():
            warnings.filterwarnings("ignore", "Recommended: pip install sacremoses")
            converter.convert(str(folder), quantization=_quantization())
    except (ValueError, NotImplementedError) as error:
        if "No conversion is registered" in str(error):
            raise EngineUnavailable(
                f"CTranslate2 does not know this kind of model ({source.name}).",
                "Use it as transformers: instead of ctranslate2:",
            ) from error
        raise _damaged(source, error) from error
    except (OSError, MemoryError):
        raise
    except Exception as error:  # a damaged file raises whatever its reader raises
        raise _damaged(source, error) from error
    original = tokenizer_folder(folder)
    original.mkdir()
    for pattern in _TOKENIZER_FILES:
        for path in source.glob(pattern):
            if path.is_file() and "safetensors" not in path.name:
                shutil.copyfile(path, original / path.name)
    weights = folder / "model.bin"
    with weights.open("rb") as file:
        checksum = hashlib.file_digest(file, "sha256").hexdigest()
        os.fsync(file.fileno())
    about = {
        "source": str(source),
        "revision": hub.metadata(source).get("revision"),
        "licence": hub.metadata(source).get("licence"),
        "quantization": _quantization(),
        "size": weights.stat().st_size,
        "sha256": checksum,
    }
    (folder / hub.METADATA).write_text(json.dumps(about, indent=2), encoding="utf-8")


def _model_for_conversion(model_class: Any, source: str, **options: Any) -> Any:
    """A model that says all that CTranslate2 asks of its configuration.

    Whether a T5's outputs are scaled is taken from `tie_word_embeddings`, which transformers 5 sets
    for all of them; what is meant is `scale_decoder_outputs`. Without this MADLAD and T5 1.1
    write nonsense. Where BART's kin normalize is asked of settings that older releases wrote.
    """
    model = model_class.from_pretrained(source, local_files_only=True, **options)
    config = model.config
    if config.model_type in ("t5", "mt5", "umt5"):
        config.tie_word_embeddings = getattr(config, "scale_decoder_outputs", False)
    for setting, value in _NORMALIZES.get(config.model_type, {}).items():
        if not hasattr(config, setting):
            setattr(config, setting, value)
    return model


_NORMALIZES = {
    "bart": {"normalize_before": False, "normalize_embedding": True},
    "mbart": {"normalize_before": True, "normalize_embedding": True},
    "pegasus": {"normalize_before": True, "normalize_embedding": False},
}
"""As the published configurations have it."""


def _tokenizer_for_conversion(tokenizer_class: Any, source: str, **options: Any) -> Any:
    """A tokenizer that says all that CTranslate2 writes down.

    mBART-50's has no token for the beginning, without which the converted model cannot be read;
    M2M100's does not count its languages to its vocabulary since transformers 5.
    """
    tokenizer = tokenizer_class.from_pretrained(source, local_files_only=True, **options)
    if tokenizer.bos_token is None:
        tokenizer.bos_token = tokenizer.cls_token or tokenizer.pad_token
    languages = getattr(tokenizer, "lang_token_to_id", None)
    if languages:
        vocabulary = {**tokenizer.get_vocab(), **languages}
        tokenizer.get_vocab = lambda: vocabulary
    return tokenizer


def _check_room(source: Path, folder: Path) -> None:
    """Conversion holds the weights in memory, and writes about a quarter of them."""
    import psutil

    weights = [p for p in source.iterdir() if p.suffix in (".safetensors", ".bin")]
    size = sum(path.stat().st_size for path in weights)
    free = psutil.virtual_memory().available
    if 1.2 * size > free:
        raise EngineUnavailable(
            f"Converting {source.name} takes about {1.2 * size / 1e6:,.0f} MB of memory; "
            f"{free / 1e6:,.0f} MB are free.",
            "Close other programs, or convert it on a larger machine and copy the folder "
            f"{folder.parent}.",
        )
    room = shutil.disk_usage(folder.parent).free
    if 0.6 * size > room:
        raise EngineUnavailable(
            f"The disk has {room / 1e6:,.0f} MB free; the converted {source.name} takes up to "
            f"{0.6 * size / 1e6:,.0f} MB.",
            "Free some space there, or choose another folder with DEUTGI_MODELS.",
        )


def _damaged(source: Path, error: Exception) -> EngineUnavailable:
    line = (str(error).strip().splitlines() or [type(error).__name__])[0].rstrip(".")
    return EngineUnavailable(
        f"The model in {source} cannot be converted: {line}.",
        f"Remove {source} and fetch the model again.",
    )


def _device() -> str:
    import ctranslate2

    return "cuda" if ctranslate2.get_cuda_device_count() else "cpu"


def _quantization() -> str:
    return "float16" if _device() == "cuda" else "int8"


class CTranslate2Model:
    """A converted model. May be called from several threads; calls take turns.

    The library takes texts of tokens: `tokens_of` turns numbers into them, `numbers_of` turns
    them back, and `end` is the one that ends an answer.
    """

    def __init__(
        self,
        folder: Path,
        tokens_of: Callable[[Sequence[int]], list[str]],
        numbers_of: Callable[[Sequence[str]], list[int]],
        end: str,
    ) -> None:
        """Load the model. Raises EngineUnavailable where its files are damaged."""
        import ctranslate2

        try:
            with (folder / "model.bin").open("rb") as file:
                checksum = hashlib.file_digest(file, "sha256").hexdigest()
            if checksum != hub.metadata(folder).get("sha256"):
                raise ValueError("its checksum is wrong")
            self._translator: Any = ctranslate2.Translator(
                str(folder),
                device=_device(),
                compute_type="int8" if _device() == "cpu" else "float16",
                intra_threads=os.cpu_count() or 1,
            )
        except (OSError, RuntimeError, ValueError) as error:
            # Without this file it counts as not there, and is made again when it is next needed.
            (folder / hub.METADATA).unlink(missing_ok=True)
            raise EngineUnavailable(
                f"The converted model in {folder} was damaged: {error}.",
                "Run it again: it will be converted anew.",
            ) from error
        self._tokens_of = tokens_of
        self._numbers_of = numbers_of
        self._end = end

    def generate(
        self, sources: Sequence[Sequence[int]], first: int | None, settings: Settings
    ) -> list[list[Hypothesis]]:
        """See `pipelines.seq2seq.generation.Generator`."""
        begin = [] if first is None else self._tokens_of([first])
        try:
            results = self._translator.translate_batch(
                [self._tokens_of(source) for source in sources],
                target_prefix=[begin] * len(sources) if begin else None,
                beam_size=settings.beam,
                num_hypotheses=settings.answers,
                length_penalty=settings.length_penalty,
                repetition_penalty=settings.repetition_penalty,
                no_repeat_ngram_size=settings.no_repeat,
                max_decoding_length=settings.longest + len(begin),
                min_decoding_length=settings.shortest + len(begin),
                max_input_length=0,
                return_end_token=True,
            )
        except (RuntimeError, ValueError) as error:
            raise EngineFailed(f"The model failed: {error}.") from error
        return [
            [self._read(tokens[len(begin) :]) for tokens in result.hypotheses] for result in results
        ]

    def _read(self, tokens: list[str]) -> Hypothesis:
        finished = tokens[-1:] == [self._end]
        return Hypothesis(tuple(self._numbers_of(tokens[:-1] if finished else tokens)), finished)
