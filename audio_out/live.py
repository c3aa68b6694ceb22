"""Hearing a track while it is being made: levelled sound and MP3 frames as the speech comes."""

import math
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

import numpy as np

from audio_out.loudness import PEAK, TARGET, Limiter, Meter, Samples
from audio_out.mp3 import LATE, Encoder
from audio_out.timeline import (
    LEAD_IN,
    Cue,
    Line,
    Passage,
    lay_out,
    pause_after,
    silence,
    with_pause,
)
from pipelines.results import SAMPLE_RATE, Speech

_CEILING = PEAK - 1.5  # dBTP; what was sent cannot be measured and made again, so more headroom
_MOST_MAKE_UP = 4.0  # dB given back for what the limiter takes
_BLOCK = 32_768  # bytes that Chromium's player waits for before it hands on any of them
_TAG_HEADER = 10  # bytes, of an ID3v2 tag and of each frame in it


@dataclass(frozen=True, slots=True)
class Heard:
    """The next bytes of an MP3 stream, and the cue of the speech that they bring, if any."""

    mp3: bytes
    cue: Cue | None


class Leveller:
    """Brings speech near -16 LUFS as it comes.

    Each piece gets the gain that all speech so far asks for, itself included; it changes only
    in the silence between pieces.
    """

    def __init__(self) -> None:
        """Begin a track."""
        self._made, self._driven, self._sent = Meter(), Meter(), Meter()
        self._limiter = Limiter(_CEILING)
        self._gain = 0.0

    def level(self, samples: Samples, speech: bool) -> Samples:
        """The next samples at their level; `speech` is whether there is a new piece in them."""
        self._made.add(samples)
        if speech and self._made.lufs > -math.inf:
            sent = self._sent.lufs
            taken = self._driven.lufs - sent if sent > -math.inf else 0.0
            self._gain = TARGET - self._made.lufs + min(taken, _MOST_MAKE_UP)
        louder = samples * np.float32(10 ** (self._gain / 20))
        self._driven.add(louder)
        limited = self._limiter.limit(louder)
        self._sent.add(limited)
        return limited

    def finish(self) -> Samples:
        """What the limiter held back."""
        return self._limiter.finish()


def level(lines: Iterable[Line]) -> Iterator[Passage]:
    """The lines as one continuous sound near -16 LUFS, piece by piece: for a loudspeaker.

    Times are those of the finished track. Raises EngineFailed, and whatever the iterator raises.
    """
    leveller = Leveller()
    for passage in lay_out(lines):
        yield Passage(leveller.level(passage.samples, passage.cue is not None), passage.cue)
    yield Passage(leveller.finish(), None)


class LiveTrack:
    """A track that is heard while it is made, and can be taken up again where it was left.

    The lines come one after the other, each piece by piece. Each line is a run of MP3 frames of its
    own, which needs none of those before it: so runs of two tracks can be heard in turn, and a
    track goes on in another process. What that costs is about 60 ms of silence a line.
    """

    def __init__(self) -> None:
        """Begin a track."""
        self._leveller = Leveller()
        self._encoder: Encoder | None = None
        self._paused = 0.0
        self._begun = False
        self._encoded = 0  # samples of the line

    @property
    def position(self) -> float:
        """Seconds from the beginning of the line's run to where its next piece is heard."""
        lead_in = 0.0 if self._begun else LEAD_IN
        return LATE + lead_in + self._encoded / SAMPLE_RATE

    def piece(self, speech: Speech) -> bytes:
        """The MP3 frames that are complete with a piece of the line. Raises EngineFailed."""
        samples, self._paused = with_pause(speech)
        begun = b""
        if self._encoder is None:
            self._encoder = Encoder()
            if not self._begun:
                # Players and Bluetooth swallow the first moment.
                begun = self._encoder.encode(lead_in := silence(LEAD_IN))
                self._encoded += lead_in.size
                self._begun = True
        self._encoded += samples.size
        return begun + self._encoder.encode(self._leveller.level(samples, speech=True))

    def end(self, line: Line) -> bytes:
        """The rest of the line's frames, with the pause after it. Its `speech` is not looked at."""
        if self._encoder is None:
            return b""
        encoder, self._encoder, self._encoded = self._encoder, None, 0
        rest = self._leveller.level(silence(pause_after(line) - self._paused), speech=False)
        return encoder.encode(rest) + encoder.finish()

    def skip(self, line: Line) -> None:
        """Take account of a line that was heard before: what follows is then as loud as if this
        track had made it."""
        paused = None
        for speech in line.speech:
            samples, paused = with_pause(speech)
            self._leveller.level(samples, speech=True)
            self._begun = True
        if paused is not None:
            self._leveller.level(silence(pause_after(line) - paused), speech=False)


def opening(first: bytes) -> bytes:
    """What goes before the first part of a stream, so that browsers play all of it at once.

    Chromium's player takes what comes in blocks of 32 KiB, four seconds of this sound, and waits
    until each is full: an ID3v2.4 tag with padding (3.3) fills it, and takes no time to hear.
    """
    text = b"\3Deutgi"  # in UTF-8
    frame = b"TSSE" + _synchsafe(len(text)) + bytes(2) + text
    size = -(_TAG_HEADER + len(frame) + len(first)) % _BLOCK + len(frame)
    return b"ID3\4\0\0" + _synchsafe(size) + frame.ljust(size, b"\0")


def _synchsafe(size: int) -> bytes:
    """Seven bits a byte (ID3v2.4, 6.2), so that no player takes a size for a frame of sound."""
    return bytes(size >> shift & 0x7F for shift in (21, 14, 7, 0))


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
