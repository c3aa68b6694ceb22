"""Whoever writes down what is heard, found by name: `whisper`, or `whisper:MODEL`."""

from pathlib import Path
from typing import Protocol

import numpy as np
import numpy.typing as npt

from pipelines.engines import Language, split_name
from pipelines.errors import UnknownEngine

DEFAULT = "whisper"


class Listener(Protocol):
    """Writes down what it hears."""

    name: str

    def hear(self, samples: npt.NDArray[np.float32], language: Language) -> str:
        """What is said in a sentence: float32 samples at `SAMPLE_RATE`, (n,), within ±1.

        Empty where nothing is heard. Raises EngineUnavailable where its model is not here,
        EngineFailed where it fails.
        """
        ...


def open_listener(name: str, home: Path) -> Listener:
    """A listener by name, loaded when it first listens; `home` is the folder of model files.

    Raises UnknownEngine, and EngineUnavailable where its libraries are not installed.
    """
    from pipelines.hear import whisper

    engine, model = split_name(name)
    if engine != DEFAULT:
        raise UnknownEngine(
            f"There is no listener named “{engine}”.",
            "Choose whisper, or whisper:MODEL, such as whisper:small.",
        )
    return whisper.open(model, home)
