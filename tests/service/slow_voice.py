"""The voice `slow`, for real processes that are stopped while they speak.

Half a second of a tone for each sentence, after a pause of `SLOW_PAUSE` seconds; what it has begun
to speak is written, a line each, to the file `SLOW_SPOKEN`. At the sentence that the file
`SLOW_HELD` holds it waits until the file is gone.
"""

import os
import time
from collections.abc import Iterator
from pathlib import Path

import numpy as np

from pipelines.engines import About, Language, Readiness
from pipelines.results import SAMPLE_RATE, Speech

ABOUT = About("slow", "speak", "for tests", "MIT", languages=("en", "ko"))


def readiness(model: str, home: Path) -> Readiness:
    return Readiness(True, "always")


def models(home: Path) -> tuple[str, ...]:
    return ()


def open(model: str, home: Path) -> "SlowVoice":  # noqa: A001 (the name that engines have)
    return SlowVoice()


class SlowVoice:
    name = "slow"
    languages: frozenset[Language] = frozenset({"en", "ko"})

    def speak(self, sentence: str, language: Language, speed: float = 1.0) -> Iterator[Speech]:
        with Path(os.environ["SLOW_SPOKEN"]).open("a", encoding="utf-8") as file:
            file.write(f"{sentence}\n")
        time.sleep(float(os.environ["SLOW_PAUSE"]))
        while held(Path(os.environ["SLOW_HELD"])) == sentence:
            time.sleep(0.02)
        moment = np.arange(SAMPLE_RATE // 2) / SAMPLE_RATE
        yield Speech((0.3 * np.sin(880 * np.pi * moment)).astype(np.float32), sentence, self.name)


def held(file: Path) -> str:
    """The sentence in the file; empty where there is no such file."""
    try:
        return file.read_text("utf-8")
    except FileNotFoundError:
        return ""


def installed(folder: Path, pause: float) -> dict[str, str]:
    """Install it in a folder as another package would be: the environment that finds it there."""
    package = folder / "slow_voice-1.dist-info"
    package.mkdir()
    (package / "METADATA").write_text("Metadata-Version: 2.1\nName: slow-voice\nVersion: 1\n")
    (package / "entry_points.txt").write_text(f"[deutgi.voices]\nslow = {__name__}\n")
    return {
        "PYTHONPATH": os.pathsep.join([str(folder), str(Path.cwd())]),
        "SLOW_PAUSE": str(pause),
        "SLOW_SPOKEN": str(folder / "spoken.txt"),
        "SLOW_HELD": str(folder / "held.txt"),
    }
