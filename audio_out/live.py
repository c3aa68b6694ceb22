"""Hearing a track while it is being made: levelled sound and MP3 frames as the speech comes."""

import math
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

import numpy as np

from audio_out.loudness import PEAK, TARGET, Limiter, Meter
from audio_out.mp3 import Encoder
from audio_out.timeline import Cue, Line, Passage, lay_out

_CEILING = PEAK - 1.5  # dBTP; what was sent cannot be measured and made again, so more headroom
_MOST_MAKE_UP = 4.0  # dB given back for what the limiter takes


@dataclass(frozen=True, slots=True)
class Heard:
    """The next bytes of an MP3 stream, and the cue of the speech that they bring, if any."""

    mp3: bytes
    cue: Cue | None


def level(lines: Iterable[Line]) -> Iterator[Passage]:
    """The lines as one continuous sound near -16 LUFS, piece by piece: for a loudspeaker.

    Each piece gets the gain that all speech so far asks for, itself included; it changes only
    in the silence between pieces. Times are those of the finished track. Raises EngineFailed,
    and whatever the iterator raises.
    """
    made, driven, sent = Meter(), Meter(), Meter()
    limiter = Limiter(_CEILING)
    gain = 0.0
    for passage in lay_out(lines):
        made.add(passage.samples)
        if passage.cue and made.lufs > -math.inf:
            taken = driven.lufs - sent.lufs if sent.lufs > -math.inf else 0.0
            gain = TARGET - made.lufs + min(taken, _MOST_MAKE_UP)
        louder = passage.samples * np.float32(10 ** (gain / 20))
        driven.add(louder)
        limited = limiter.limit(louder)
        sent.add(limited)
        yield Passage(limited, passage.cue)
    yield Passage(limiter.finish(), None)


def stream(lines: Iterable[Line]) -> Iterator[Heard]:
    """The lines as an MP3 stream (64 kbps, no tag, no Info frame), piece by piece, levelled.

    A stream cannot tell players of the encoder's delay, so they hear everything 46 ms later
    than the cues say. Without anything to hear the stream is empty.
    """
    encoder = Encoder()
    for passage in level(lines):
        yield Heard(encoder.encode(passage.samples), passage.cue)
    yield Heard(encoder.finish(), None)


def stream_track(lines: Iterable[Line]) -> Iterator[bytes]:
    """The bytes of `stream` alone: for standard output, or a response that is sent in parts."""
    for heard in stream(lines):
        if heard.mp3:
            yield heard.mp3
