"""A finished track: lines of speech in, one MP3 with tags, and when each line is heard out."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import BinaryIO

from audio_out.tags import Details
from audio_out.timeline import Cue, Line
from pipelines.errors import DeutgiError

__all__ = ["Cue", "Details", "Line", "NoSound", "Track", "write_track"]


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
    raise NotImplementedError
