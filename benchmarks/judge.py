"""A listener that cannot be flattered: Whisper writes down what it hears, and errors are counted.

The listener is the product's own (`pipelines.hear`), with a folder that remembers what it heard, so
that a benchmark that is run again takes seconds. What was said and what was heard are both brought
into one spelling before they are compared: only a difference that can be heard counts.
"""

import hashlib
from pathlib import Path

import numpy as np
import numpy.typing as npt

from pipelines.engines import Language
from pipelines.hear.spelling import Score, english_words, score, total
from pipelines.hear.whisper import Whisper
from pipelines.results import SAMPLE_RATE

__all__ = ["Judge", "Score", "english_words", "score", "total"]


class Judge:
    """Whisper-base, and a folder that remembers what it heard.

    `cache` holds one text file for each sound that was ever judged, named by its samples.
    """

    name = "whisper:base"

    def __init__(self, cache: Path, threads: int = 2) -> None:
        """Opens the folder; the model is loaded when it is first needed."""
        self._heard = cache / "heard"
        self._whisper = Whisper("", cache, threads)

    def hear(
        self,
        samples: npt.NDArray[np.float32],
        language: Language,
        sample_rate: int = SAMPLE_RATE,
    ) -> str:
        """What Whisper writes down for a sentence: float32 samples, (n,), within ±1."""
        sound = np.ascontiguousarray(samples, np.float32).tobytes()
        name = hashlib.sha256(f"{language} {sample_rate} ".encode() + sound).hexdigest()[:32]
        remembered = self._heard / f"{name}.txt"
        if remembered.exists():
            return remembered.read_text(encoding="utf-8")
        heard = self._whisper.hear(samples, language, sample_rate)
        remembered.parent.mkdir(parents=True, exist_ok=True)
        remembered.write_text(heard, encoding="utf-8")
        return heard
