"""Supertonic: ten natural voices in English and Korean, by onnxruntime on a CPU.

The library takes text as it is written. Korean is spelled out before all the same: by which of its
two kinds of numbers a figure is read is known here, and Hangul is all that the model then meets.
See supertone-inc/supertonic, the library under MIT, the model Supertone/supertonic-3 under
OpenRAIL-M.
"""

import os
import re
import threading
import unicodedata
from collections.abc import Iterator
from contextlib import AbstractContextManager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
import numpy.typing as npt

from pipelines import hub
from pipelines.engines import About, Language, Readiness
from pipelines.errors import EngineFailed, EngineUnavailable
from pipelines.resident import MODELS
from pipelines.results import Speech
from pipelines.speak import clauses, tempo
from pipelines.speak.foreign import heard, resampled
from pipelines.speak.kokoro import trimmed

MODEL = "Supertone/supertonic-3"

ABOUT = About(
    name="supertonic",
    stage="speak",
    summary="Ten natural neural voices on the CPU.",
    licence="OpenRAIL-M (the library: MIT)",
    size=hub.KNOWN[MODEL].size,
    network="to fetch its model",
    extra="supertonic",
    fetch=True,
)

SPEAKERS = ("M1", "M2", "M3", "M4", "M5", "F1", "F2", "F3", "F4", "F5")
DEFAULT = SPEAKERS[0]
"""The voice where `supertonic` is named without one."""

_FILES = (
    "onnx/tts.json",
    "onnx/unicode_indexer.json",
    "onnx/duration_predictor.onnx",
    "onnx/text_encoder.onnx",
    "onnx/vector_estimator.onnx",
    "onnx/vocoder.onnx",
)

_PIECE: dict[Language, int] = {"en": 200, "ko": 110}
"""Characters that a piece has at most; the library advises 300 and 120."""

_STEPS = 8  # of making the sound out of noise, as the library advises
_PACE = 1.05  # the library's usual speed, which we call 1
_SLOWEST, _FASTEST = 0.7, 2.0  # that the model can; `tempo` does the rest
_MEGABYTES = 700
_SEED = 0  # of the noise: the same sentence sounds the same every time
_INSTALL = 'pip install "deutgi[supertonic]"'
_FETCH = "deutgi models fetch supertonic"

_TURN = threading.Lock()
"""The library takes its noise from one generator for the whole process: whoever speaks sets it."""


def readiness(model: str, home: Path) -> Readiness:
    """Whether the library and the model are here; imports and loads neither."""
    from importlib.util import find_spec

    if model and model not in SPEAKERS:
        return Readiness(False, f"there is no voice “{model}”", "deutgi voices")
    if find_spec("supertonic") is None:
        return Readiness(False, "supertonic is not installed", _INSTALL)
    if _folder(model or DEFAULT, home) is None:
        return Readiness(False, f"its model ({ABOUT.size} MB) is not here", _FETCH)
    return Readiness(True, "its model is here")


def models(home: Path) -> tuple[str, ...]:
    """The voices, the default first: five of men, five of women."""
    return SPEAKERS


def hub_models(model: str) -> tuple[str, ...]:
    """What has to be fetched: one model speaks with all voices."""
    return (MODEL,)


def open(model: str, home: Path) -> "Supertonic":  # noqa: A001 (the name that engines have)
    """One of the voices. Raises EngineUnavailable where it cannot be had."""
    if model and model not in SPEAKERS:
        raise EngineUnavailable(
            f"Supertonic has no voice “{model}”.", f"Choose from {', '.join(SPEAKERS)}."
        )
    ready = readiness(model, home)
    folder = _folder(model or DEFAULT, home)
    if not ready.ready or folder is None:
        raise EngineUnavailable(f"Supertonic cannot run: {ready.detail}.", ready.fix)
    return Supertonic(model or DEFAULT, folder)


class Supertonic:
    """A Supertonic voice, loaded when it first speaks. From several threads they take turns."""

    languages: frozenset[Language] = frozenset({"en", "ko"})

    def __init__(self, speaker: str, folder: Path) -> None:
        """`speaker` is one of `SPEAKERS`, `folder` holds the model's files."""
        self.name = f"supertonic:{speaker}"
        self._speaker = speaker
        self._folder = folder

    def speak(self, sentence: str, language: Language, speed: float = 1.0) -> Iterator[Speech]:
        """The sentence in one or more pieces, cut where clauses end, each as it is made.

        Raises EngineUnavailable where the model cannot be loaded, EngineFailed where it fails
        or cannot say a letter.
        """
        pieces = clauses.pieces(
            sentence, _PIECE[language], lambda text: len(_spelled(text, language))
        )
        carried = ""
        for text, said in heard(pieces):
            text = f"{carried} {text}".strip()
            samples = self._samples(_spelled(said, language), language, speed)
            carried = "" if samples.size else text
            if samples.size:
                yield Speech(samples, text, self.name)

    def _samples(self, text: str, language: Language, speed: float) -> npt.NDArray[np.float32]:
        pace = min(max(_PACE * speed, _SLOWEST), _FASTEST)
        with self._borrowed() as loaded, _TURN:
            said = loaded.sayable(text, self.name)
            if not any(character.isalnum() for character in said):
                return np.zeros(0, np.float32)
            samples = loaded.synthesised(said, self._speaker, language, pace, self.name)
            rate = loaded.rate
        made = trimmed(resampled(samples, rate).astype(np.float32))
        return tempo.at_speed(made, _PACE * speed / pace)

    def _borrowed(self) -> "AbstractContextManager[_Loaded]":
        return MODELS.borrow(("supertonic", self._folder), lambda: _load(self._folder), _MEGABYTES)


@dataclass(frozen=True, slots=True)
class _Loaded:
    """The library's own object with the model in it."""

    library: Any

    @property
    def rate(self) -> int:
        """Samples a second."""
        return int(self.library.sample_rate)

    def sayable(self, text: str, engine: str) -> str:
        """The text in characters that the model knows: the library refuses any other.

        Signs that it does not know become spaces, accents are left out. Raises EngineFailed for
        a letter.
        """
        _, unknown = self.library.model.text_processor.validate_text(text)
        for character in unknown:
            plain = "".join(
                part for part in unicodedata.normalize("NFKD", character) if part.isalnum()
            )
            if plain and not self.library.model.text_processor.validate_text(plain)[0]:
                raise EngineFailed(
                    f"{engine} cannot say “{character}”: {text[:60]}",
                    "Choose another voice: deutgi voices",
                )
            silent = "" if unicodedata.category(character).startswith("M") else " "
            text = text.replace(character, plain or silent)
        return text

    def synthesised(
        self, text: str, speaker: str, language: Language, pace: float, engine: str
    ) -> npt.NDArray[np.float32]:
        """Sound at `rate`. Only for who has the turn. Raises EngineFailed, EngineUnavailable."""
        try:
            style = self.library.get_voice_style(speaker)
        except (OSError, ValueError, TypeError) as error:
            raise _damaged(error) from error
        dice = np.random.get_state()
        try:
            np.random.seed(_SEED)
            made, seconds = self.library.synthesize(
                text,
                style,
                total_steps=_STEPS,
                speed=pace,
                max_chunk_length=10_000,  # it is cut already
                lang=language,
            )
        except Exception as error:  # onnxruntime's errors have no root of their own
            raise EngineFailed(f"{engine} failed: {error}.") from error
        finally:
            np.random.set_state(dice)
        samples = np.asarray(made, np.float32).reshape(-1)
        # What comes is a whole number of frames; beyond the speech is noise.
        samples = samples[: int(float(np.sum(seconds)) * self.rate)]
        if not np.isfinite(samples).all():
            raise EngineFailed(f"{engine} failed: what it made is no sound.")
        return samples


def _spelled(text: str, language: Language) -> str:
    """The text for the library: in one line, in Korean spelled out."""
    if language == "ko":
        from pipelines import korean

        text = korean.spell_out(text)
    text = text.encode("utf-8", "ignore").decode()  # no lone surrogates
    return re.sub(r"\s+", " ", text).strip()


def _folder(speaker: str, home: Path) -> Path | None:
    """Where the model's files are: in our folder, or where the library keeps them itself."""
    kept = os.environ.get("SUPERTONIC_CACHE_DIR") or "~/.cache/supertonic3"
    for folder in (hub.folder_of(MODEL, home), Path(kept).expanduser()):
        if all((folder / file).is_file() for file in (*_FILES, f"voice_styles/{speaker}.json")):
            return folder
    return None


def _load(folder: Path) -> _Loaded:
    try:
        from supertonic import TTS
    except ImportError as error:
        raise EngineUnavailable(f"Supertonic cannot be loaded: {error}.", _INSTALL) from error
    try:
        return _Loaded(
            TTS(
                MODEL.partition("/")[2],
                model_dir=folder,
                auto_download=False,
                intra_op_num_threads=os.cpu_count(),
            )
        )
    except Exception as error:  # onnxruntime's errors have no root of their own
        raise _damaged(error) from error


def _damaged(error: Exception) -> EngineUnavailable:
    return EngineUnavailable(
        f"Supertonic's model cannot be loaded: {error}.",
        f"Remove its folder and fetch it again: {_FETCH}",
    )
