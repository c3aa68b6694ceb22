"""espeak-ng's own voice: a machine's, instant and tiny. English alone.

Its Korean cannot be understood (a Whisper-base judge hears nine of ten characters wrong), so it
is not offered. See espeak-ng/espeak-ng, GPL-3.0-or-later.
"""

from collections.abc import Iterator
from pathlib import Path

import numpy as np
import numpy.typing as npt

from pipelines.engines import About, Language, Readiness
from pipelines.english import spell_out
from pipelines.errors import EngineUnavailable
from pipelines.results import SAMPLE_RATE, Speech
from pipelines.speak import espeak_ng
from pipelines.speak.kokoro import trimmed

ABOUT = About(
    name="espeak",
    stage="speak",
    summary="A machine's voice, instant and tiny; English alone.",
    licence="GPL-3.0-or-later",
    languages=("en",),
)

ACCENTS = ("en-us", "en-gb", "en-gb-scotland", "en-029")

_TAPS = 24  # neighbours on each side that a resampled sample is made of


def readiness(model: str, home: Path) -> Readiness:
    """Whether the library and its data are installed; loads neither."""
    if model and model not in ACCENTS:
        return Readiness(False, f"there is no accent “{model}”", "deutgi voices")
    missing = espeak_ng.missing()
    if missing:
        return Readiness(False, missing, "pip install espeakng-loader")
    return Readiness(True, "its library is installed")


def models(home: Path) -> tuple[str, ...]:
    """The accents of English, the default first."""
    return ACCENTS


def open(model: str, home: Path) -> "Espeak":  # noqa: A001 (the name that engines have)
    """The voice with an accent. Raises EngineUnavailable for one that there is not."""
    if model and model not in ACCENTS:
        raise EngineUnavailable(
            f"espeak has no accent “{model}”.", f"Choose from {', '.join(ACCENTS)}."
        )
    return Espeak(model or ACCENTS[0])


class Espeak:
    """espeak-ng speaking English. May be used from several threads: they take turns."""

    languages: frozenset[Language] = frozenset({"en"})

    def __init__(self, accent: str) -> None:
        """`accent` is one of `ACCENTS`."""
        self.name = f"espeak:{accent}"
        self._accent = accent

    def speak(self, sentence: str, language: Language, speed: float = 1.0) -> Iterator[Speech]:
        """The sentence in one piece. Raises EngineUnavailable for any language but English."""
        if language not in self.languages:
            raise EngineUnavailable("espeak speaks English alone.", "deutgi voices --lang ko")
        if not any(character.isalnum() for character in sentence):
            return
        wave = espeak_ng.synthesise(spell_out(sentence), self._accent, speed)
        samples = trimmed(resampled(wave.astype(np.float32) / np.float32(32_768)))
        if samples.size:
            yield Speech(samples, sentence, self.name)


def resampled(samples: npt.NDArray[np.float32]) -> npt.NDArray[np.float32]:
    """From espeak's 22,050 samples a second to 24,000: sinc under a Hann window.

    (Smith and Gossett, "A flexible sampling-rate conversion method", ICASSP 1984.)
    """
    count = samples.size * SAMPLE_RATE // espeak_ng.SAMPLE_RATE
    place = np.arange(count) * (espeak_ng.SAMPLE_RATE / SAMPLE_RATE)
    whole = place.astype(np.int64)
    padded = np.pad(samples, _TAPS)
    out = np.zeros(count)
    for tap in range(1 - _TAPS, _TAPS + 1):
        distance = tap - (place - whole)
        window = 0.5 + 0.5 * np.cos(np.pi * distance / _TAPS)
        out += padded[whole + tap + _TAPS] * np.sinc(distance) * window
    return out.astype(np.float32)
