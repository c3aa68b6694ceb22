"""MP3 at a constant 64 kbps: encoding as sound comes, the Info frame, and decoding again.

24 kHz is MPEG-2 Layer III: 576 samples and 192 bytes a frame, without padding.
"""

import os
from collections.abc import Iterator
from functools import cache
from typing import BinaryIO

import numpy as np
import numpy.typing as npt

from pipelines.results import SAMPLE_RATE

Samples = npt.NDArray[np.float32]

BITRATE = 64
"""Kilobits a second: speech at 24 kHz mono has no audible artefacts, and an hour is 29 MB."""

FRAME_SAMPLES = 576
FRAME_BYTES = 192

_DELAY = 576  # samples that LAME puts before the first one
_DECODER_DELAY = 529  # samples by which every Layer III decoder is late

LATE = (_DELAY + _DECODER_DELAY) / SAMPLE_RATE
"""Seconds by which sound comes later out of frames that no Info frame tells of than it went in."""

_LAME_SCALE = np.float32(0.95)  # what LAME turns a constant bit rate down to, lest it clip
_DECODE_BLOCK = 4 * SAMPLE_RATE
_HEADER = b"\xff\xf3\x84\xc4"  # MPEG-2, Layer III, no CRC; 64 kbps, 24 kHz; mono, original
_SIDE_INFORMATION = 9  # bytes in an MPEG-2 mono frame


class Encoder:
    """Encodes one track, frame by frame."""

    def __init__(self) -> None:
        """Begin a track."""
        import lameenc

        self._lame = lameenc.Encoder()
        self._lame.set_bit_rate(BITRATE)
        self._lame.set_in_sample_rate(SAMPLE_RATE)
        self._lame.set_channels(1)
        # LAME's "good quality, fast". Finer noise shaping serves scarce bits, and here are plenty.
        self._lame.set_quality(5)
        self._lame.silence()
        self._samples = 0
        self._bytes = 0
        self._checksum = 0
        self._begun = b""  # of a frame whose rest is not there yet

    def encode(self, samples: Samples) -> bytes:
        """The frames that are complete with these samples (float32 within ±0.95, or clipped).

        LAME keeps the last 50 ms or so back until more comes or `finish` is called.
        """
        if not samples.size:
            return b""
        self._samples += samples.size
        scaled = np.clip(samples / _LAME_SCALE, -1, 1)
        pcm = np.rint(scaled * np.float32(32_767)).astype("<i2")
        mp3 = self._begun + bytes(self._lame.encode(pcm.tobytes()))
        whole = len(mp3) // FRAME_BYTES * FRAME_BYTES
        self._begun = mp3[whole:]
        return self._counted(mp3[:whole])

    def finish(self) -> bytes:
        """The last frames. The encoder is done with."""
        rest = self._begun + bytes(self._lame.flush()) if self._samples else b""
        return self._counted(rest)

    def info_frame(self) -> bytes:
        """A silent frame to put before the others, once they are finished.

        It tells players the exact length and which samples at both ends are not part of the
        sound (Xing header with the LAME tag: "Mp3 Info Tag rev 1", Gabriel Bouvigne).
        """
        frames = self._bytes // FRAME_BYTES
        size = self._bytes + FRAME_BYTES
        padding = frames * FRAME_SAMPLES - _DELAY - self._samples
        xing = b"".join(
            (
                _HEADER,
                bytes(_SIDE_INFORMATION),
                b"Info\0\0\0\x0f",  # with frames, bytes, table of contents and quality
                frames.to_bytes(4),
                size.to_bytes(4),
                bytes(percent * 256 // 100 for percent in range(100)),
                bytes(4),
            )
        )
        tag = b"".join(
            (
                b"LAME3.100",
                b"\x01",  # revision 0, constant bit rate
                bytes(1 + 4 + 2 + 2 + 1),  # lowpass, peak, two replay gains, flags: not known
                BITRATE.to_bytes(1),
                (_DELAY << 12 | padding).to_bytes(3),
                bytes(1 + 1 + 2),
                size.to_bytes(4),
                self._checksum.to_bytes(2),
            )
        )
        frame = xing + tag
        return (frame + _crc16(frame).to_bytes(2)).ljust(FRAME_BYTES, b"\0")

    def _counted(self, frames: bytes) -> bytes:
        self._bytes += len(frames)
        self._checksum = _crc16(frames, self._checksum)
        return frames


def seconds(size: int) -> float:
    """How long whole frames of `size` bytes are heard, the encoder's delay and padding included."""
    return size // FRAME_BYTES * FRAME_SAMPLES / SAMPLE_RATE


def decode(file: BinaryIO) -> Iterator[Samples]:
    """The sound of an MP3 file, from where it stands, as a 16-bit player hears it.

    Peaks beyond ±1 are clipped there. Raises ValueError where the file is no MP3.
    """
    import miniaudio

    class Source(miniaudio.StreamableSource):  # type: ignore[misc]
        def read(self, num_bytes: int) -> bytes:
            return file.read(num_bytes)

        def seek(self, offset: int, origin: miniaudio.SeekOrigin) -> bool:
            file.seek(offset, os.SEEK_SET if origin is miniaudio.SeekOrigin.START else os.SEEK_CUR)
            return True

    source = Source()  # referred to by C alone, so it must live as long as the stream
    try:
        stream = miniaudio.stream_any(
            source,
            miniaudio.FileFormat.MP3,
            miniaudio.SampleFormat.FLOAT32,
            nchannels=1,
            sample_rate=SAMPLE_RATE,
            frames_to_read=_DECODE_BLOCK,
        )
    except miniaudio.DecodeError as error:
        raise ValueError(str(error)) from error
    for block in stream:
        yield np.array(block, np.float32)


@cache
def _crc_table() -> tuple[int, ...]:
    table = []
    for value in range(256):
        for _ in range(8):
            value = value >> 1 ^ (0xA001 if value & 1 else 0)
        table.append(value)
    return tuple(table)


def _crc16(data: bytes, crc: int = 0) -> int:
    """CRC-16/ARC, as the LAME tag wants it."""
    table = _crc_table()
    for byte in data:
        crc = crc >> 8 ^ table[(crc ^ byte) & 0xFF]
    return crc
