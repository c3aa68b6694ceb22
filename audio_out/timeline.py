"""Lines of speech laid out in time: the pauses between them, and when each piece is heard."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cache

import numpy as np
import numpy.typing as npt

from pipelines.errors import EngineFailed
from pipelines.results import SAMPLE_RATE, Speech

LEAD_IN = 0.25
"""Seconds of silence before the first word: players and Bluetooth swallow the first moment."""

PAUSE_CUT = 0.04
"""Seconds between pieces of a sentence that was cut where nothing is written."""

PAUSE_COMMA = 0.15
"""Seconds after a comma where a sentence was cut, as newsreaders pause at a clause."""

PAUSE_CLAUSE = 0.25
"""Seconds after a colon, semicolon, dash or bracket where a sentence was cut."""

PAUSE_SENTENCE = 0.45
"""Seconds after a sentence."""

PAUSE_PARAGRAPH = 0.8
"""Seconds after the last sentence of a paragraph, and after the headline."""

FADE = 0.004
"""Seconds of fade at both ends of a piece, so that no join clicks."""


@dataclass(frozen=True, slots=True)
class Line:
    """A sentence or headline with its speech.

    `speech` are its pieces in order; their texts joined by spaces give `text`. It may be an
    iterator that makes them as they are asked for. A line with no pieces is not heard.
    `language` is a BCP 47 tag where the track is in more than one.
    """

    text: str
    speech: Iterable[Speech]
    paragraph_end: bool = False
    heading: bool = False
    language: str = ""


@dataclass(frozen=True, slots=True)
class Cue:
    """When a piece of speech is heard: `start` and `end` in seconds from the track's first sample.

    `line` is the number of the line it belongs to, counted from 0 through all lines given, and
    `language` that line's.
    """

    start: float
    end: float
    text: str
    line: int
    language: str = ""


@dataclass(frozen=True, slots=True)
class Passage:
    """The next samples of a track (float32, shape (n,)), and the cue of the speech in them."""

    samples: npt.NDArray[np.float32]
    cue: Cue | None


def lay_out(lines: Iterable[Line]) -> Iterator[Passage]:
    """The lines as one continuous sound, passage by passage as their speech is made.

    A piece comes with the pause that is certain to follow it, a line ends with the rest of
    its own, so that a listener never waits for the next piece to hear the end of this one.
    Raises EngineFailed where a voice gave something that is no sound.
    """
    position = 0
    for number, line in enumerate(lines):
        paused = None
        for speech in line.speech:
            if not speech.samples.size:
                continue
            if position == 0:
                yield Passage(silence(LEAD_IN), None)
                position += round(LEAD_IN * SAMPLE_RATE)
            start, end = position, position + speech.samples.size
            samples, paused = with_pause(speech)
            position += samples.size
            times = start / SAMPLE_RATE, end / SAMPLE_RATE
            yield Passage(samples, Cue(*times, speech.text, number, line.language))
        if paused is not None:
            samples = silence(pause_after(line) - paused)
            position += samples.size
            yield Passage(samples, None)


def with_pause(speech: Speech) -> tuple[npt.NDArray[np.float32], float]:
    """A piece's samples with the pause that is certain to follow it, and that pause in seconds.

    Raises EngineFailed where it is no sound.
    """
    paused = _pause_at(speech.text)
    return np.concatenate([_faded(speech), silence(paused)]), paused


def pause_after(line: Line) -> float:
    """Seconds of silence after a line."""
    return PAUSE_PARAGRAPH if line.paragraph_end or line.heading else PAUSE_SENTENCE


def silence(seconds: float) -> npt.NDArray[np.float32]:
    """Samples of nothing."""
    return np.zeros(round(seconds * SAMPLE_RATE), np.float32)


def _pause_at(text: str) -> float:
    last = text.rstrip(" \"'”’»」』")[-1:]
    if last in {",", "，", "、"}:
        return PAUSE_COMMA
    return PAUSE_CLAUSE if last in set(":;—–)]…") else PAUSE_CUT


def _faded(speech: Speech) -> npt.NDArray[np.float32]:
    samples = np.array(speech.samples, np.float32)
    if samples.ndim != 1 or not np.isfinite(samples).all():
        raise EngineFailed(
            f"The voice {speech.engine} gave no usable sound for “{speech.text[:60]}”.",
            "Choose another voice: deutgi voices lists them.",
        )
    curve = _fade_curve()[: samples.size // 2]
    samples[: curve.size] *= curve
    samples[samples.size - curve.size :] *= curve[::-1]
    return samples


@cache
def _fade_curve() -> npt.NDArray[np.float32]:
    size = round(FADE * SAMPLE_RATE)
    return np.asarray(np.sin(np.linspace(0, np.pi / 2, size, endpoint=False)) ** 2, np.float32)
