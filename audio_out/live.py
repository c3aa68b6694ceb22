"""Hearing a track while it is being made: MP3 frames as the speech comes."""

import math
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

import numpy as np

from audio_out.loudness import PEAK, TARGET, Limiter, Meter
from audio_out.mp3 import Encoder
from audio_out.timeline import Cue, Line, lay_out

_CEILING = PEAK - 1.5  # dBTP; what was sent cannot be measured and made again, so more headroom
_MOST_MAKE_UP = 4.0  # dB given back for what the limiter takes


@dataclass(frozen=True, slots=True)
class Heard:
    """The next bytes of an MP3 stream, and the cue of the speech that they bring, if any."""

    mp3: bytes
    cue: Cue | None


def stream(lines: Iterable[Line]) -> Iterator[Heard]:
    """The lines as an MP3 stream (64 kbps, no tag, no Info frame), piece by piece.

    Times are those of the finished track; players that know nothing of LAME's delay hear them
    46 ms later. Each piece gets the gain that all speech so far asks for, itself included; it
    changes only in the silence between pieces. Without anything to hear the stream is empty.
    Raises EngineFailed, and whatever the iterator raises.
    """
    made, driven, sent = Meter(), Meter(), Meter()
    limiter, encoder = Limiter(_CEILING), Encoder()
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
        yield Heard(encoder.encode(limited), passage.cue)
    yield Heard(encoder.encode(limiter.finish()) + encoder.finish(), None)
