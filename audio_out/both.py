"""Two languages in one track: each English line followed by its Korean one, for learners."""

import math
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from typing import BinaryIO

import numpy as np

from audio_out.loudness import Meter, Samples
from audio_out.mp3 import decode
from audio_out.timeline import Line
from pipelines.results import SAMPLE_RATE


def interleaved(english: Sequence[Line], korean: Sequence[Line]) -> Iterator[Line]:
    """English line n, then Korean line n, and so on; both voices are equally loud.

    After the Korean comes a paragraph's pause, time to say it once more, so each pair is a
    chapter too. Speech is gone through twice, to measure it and to be heard: it may be made anew
    each time, but is no iterator. Raises ValueError where one language has more lines.
    """
    louder = _level(english) - _level(korean)
    factor = np.float32(10 ** (louder / 20) if math.isfinite(louder) else 1.0)
    for first, second in zip(english, korean, strict=True):
        yield replace(first, paragraph_end=False, heading=False, language="en")
        speech = (replace(take, samples=take.samples * factor) for take in second.speech)
        yield replace(second, speech=speech, paragraph_end=True, heading=False, language="ko")


def cut(file: BinaryIO, times: Sequence[tuple[float, float]]) -> Iterator[Samples]:
    """The sound between each start and end (seconds, in order) of a finished MP3 track.

    No more of it is held than from the start of the line at hand. Raises ValueError where the
    file is no MP3, the times are not in order, or the track ends before them.
    """
    blocks = decode(file)
    held, position = np.zeros(0, np.float32), 0
    for start, end in times:
        first, last = round(start * SAMPLE_RATE), round(end * SAMPLE_RATE)
        if not position <= first <= last:
            raise ValueError("The times of lines must be in order.")
        while position + held.size < last:
            block = next(blocks, None)
            if block is None:
                raise ValueError("The track ends before its last line.")
            gone = min(held.size, first - position)
            held, position = np.concatenate([held[gone:], block]), position + gone
        yield held[first - position : last - position].copy()
        held, position = held[last - position :], last


def _level(lines: Iterable[Line]) -> float:
    """LUFS of all their speech; -inf where there is none to hear."""
    meter = Meter()
    for line in lines:
        for speech in line.speech:
            meter.add(speech.samples)
    return meter.lufs
