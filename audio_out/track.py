"""A finished track: lines of speech in, one MP3 with tags, and when each line is heard out."""

import os
import shutil
import tempfile
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from itertools import count
from typing import BinaryIO, cast

import numpy as np

from audio_out.live import stream_track
from audio_out.loudness import PEAK, TARGET, Limiter, Meter, Samples
from audio_out.mp3 import FRAME_BYTES, Encoder, decode
from audio_out.tags import Details, id3
from audio_out.timeline import Cue, Line, lay_out
from pipelines.errors import DeutgiError
from pipelines.results import SAMPLE_RATE

__all__ = ["Cue", "Details", "Line", "NoSound", "Track", "stream_track", "write_track"]

MOST_LIMITING = 14.0
"""dB by which peaks may be turned down for loudness. Where that is not enough the track stays
quieter than the target: a limiter that works harder is heard."""

_HEADROOM = 1.2  # dB that MP3 coding adds to most peaks of speech
_MARGIN = 0.2  # dB more than a peak was over, since the next try moves others
_CLOSE_ENOUGH = 0.2  # LU
_ROUNDS = 8
_IN_MEMORY = 32 * 2**20  # bytes of sound (six minutes) before it goes to a temporary file
_BLOCK = 10 * SAMPLE_RATE * 4  # bytes


class NoSound(DeutgiError):
    """There is nothing to hear in any of the lines."""


@dataclass(frozen=True, slots=True)
class Track:
    """What was written, and what was measured on it after decoding it again.

    `seconds` of sound, `size` of the file in bytes, `lufs` integrated loudness (ITU-R
    BS.1770), `true_peak` in dBTP. The cues are in order and never overlap.
    """

    language: str
    cues: tuple[Cue, ...]
    seconds: float
    size: int
    lufs: float
    true_peak: float


def write_track(lines: Iterable[Line], details: Details, file: BinaryIO) -> Track:
    """Write an MP3 of the lines, with tags, to a binary file; only its `write` is used.

    The lines may come from an iterator; memory stays bounded for a track of any length (its
    sound waits in a temporary file). Nothing is written to `file` before the last line came.
    Raises NoSound where nothing is heard, OSError as it comes (a full disk), and whatever
    the iterator raises.
    """
    with _spool() as sound, _spool() as frames:
        heard: list[Line] = []
        cues: list[Cue] = []
        meter = Meter()
        samples = 0
        for passage in lay_out(_remembered(lines, heard)):
            sound.write(passage.samples.tobytes())
            samples += passage.samples.size
            meter.add(passage.samples)
            if passage.cue:
                cues.append(passage.cue)
        if not cues or meter.lufs < -70:
            raise NoSound(
                "There is nothing to hear: " + ("the voice was silent." if cues else "no speech."),
                "Choose another voice: deutgi voices lists them.",
            )
        measured = _encode(sound, meter, frames)
        seconds = samples / SAMPLE_RATE
        tag = id3(details, heard, cues, seconds)
        size = len(tag) + frames.seek(0, os.SEEK_END)
        frames.seek(0)
        file.write(tag)
        shutil.copyfileobj(frames, file)
    return Track(details.language, tuple(cues), seconds, size, measured.lufs, measured.true_peak)


def _encode(sound: BinaryIO, meter: Meter, frames: BinaryIO) -> Meter:
    """Encode with the one gain that makes the track right, as heard when it is decoded again.

    Limiting takes some loudness away and MP3 coding moves peaks, by how much only trying
    tells; mostly the first or second round is right.
    """
    ceiling = PEAK - _HEADROOM
    gain = TARGET - meter.lufs
    effect = 0.6  # LU that the track gains by a dB: about so much where peaks are limited
    before: tuple[float, float] | None = None
    for attempt in count(1):
        most = ceiling + MOST_LIMITING - meter.true_peak
        gain = min(gain, most)
        frames.seek(0)
        frames.truncate()
        encoder = Encoder()
        frames.write(bytes(FRAME_BYTES))  # the Info frame's place
        for block in _louder(sound, gain, ceiling):
            frames.write(encoder.encode(block))
        frames.write(encoder.finish())
        frames.seek(0)
        frames.write(encoder.info_frame())
        frames.seek(0)
        measured = Meter()
        for block in decode(frames):
            measured.add(block)
        over, short = measured.true_peak - PEAK, TARGET - measured.lufs
        settled = abs(short) <= _CLOSE_ENOUGH or (short > 0 and gain >= most)
        if over <= 0 and (settled or attempt >= _ROUNDS):
            break
        if before and abs(gain - before[0]) > 0.05:
            effect = min(1.0, max(0.4, (measured.lufs - before[1]) / (gain - before[0])))
        before = gain, measured.lufs
        if over > 0:
            ceiling -= over + _MARGIN
            before = None  # another ceiling, another loudness
        if not settled:
            gain += short / effect
    return measured


def _louder(sound: BinaryIO, gain: float, ceiling: float) -> Iterator[Samples]:
    limiter = Limiter(ceiling)
    factor = np.float32(10 ** (gain / 20))
    sound.seek(0)
    while data := sound.read(_BLOCK):
        yield limiter.limit(np.frombuffer(data, np.float32) * factor)
    yield limiter.finish()


def _remembered(lines: Iterable[Line], heard: list[Line]) -> Iterator[Line]:
    """The lines, and their texts without their sound kept in `heard`."""
    for line in lines:
        heard.append(replace(line, speech=()))
        yield line


def _spool() -> BinaryIO:
    return cast(BinaryIO, tempfile.SpooledTemporaryFile(_IN_MEMORY))
