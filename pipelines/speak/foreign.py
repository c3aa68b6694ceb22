"""What other people's voices have in common: their sound made into samples like our own voices',
and the pieces of a sentence that they are asked for.

MP3, WAV, FLAC and Ogg Vorbis are decoded by miniaudio, which needs nothing from the system;
anything else (M4A, Opus, WebM) by pydub, which asks an installed ffmpeg.
"""

import io
import warnings
from collections.abc import Sequence
from contextlib import suppress
from typing import Any

import numpy as np
import numpy.typing as npt

from pipelines.errors import EngineFailed
from pipelines.results import SAMPLE_RATE

_SILENCE = -50.0  # dBFS: quieter than the breath before a word
_KEPT = 10  # milliseconds of it that stay on each side


def samples_from(data: bytes, engine: str) -> npt.NDArray[np.float32]:
    """A sound file's samples as `Speech` wants them: float32, 24 kHz, mono, trimmed of silence.

    Silence through and through gives none. `engine` is who sent it, for the error.
    Raises EngineFailed where the data are no sound, or of a kind that only ffmpeg knows and
    there is no ffmpeg.
    """
    segment = _trimmed(_segment(data, engine).set_channels(1))
    scale = float(1 << (8 * segment.sample_width - 1))
    samples = np.array(segment.get_array_of_samples(), np.float64) / scale
    return resampled(samples, segment.frame_rate).astype(np.float32)


def heard(pieces: Sequence[str]) -> list[tuple[str, str]]:
    """The pieces that have a letter or a figure, each after the text that it stands for.

    That text takes in the silent pieces (a dash, an emoji) beside it: together the texts are
    all of the pieces.
    """
    texts: list[tuple[str, str]] = []
    silent = ""
    for piece in pieces:
        if any(character.isalnum() for character in piece):
            texts.append((f"{silent} {piece}".strip(), piece))
            silent = ""
        elif texts:
            text, said = texts[-1]
            texts[-1] = (f"{text} {piece}", said)
        else:
            silent = f"{silent} {piece}".strip()
    return texts


def _segment(data: bytes, engine: str) -> Any:
    with warnings.catch_warnings():
        # pydub complains of a missing ffmpeg, needed or not; we say so when it is.
        warnings.filterwarnings("ignore", "Couldn't find", RuntimeWarning)
        warnings.filterwarnings("ignore", "'audioop' is deprecated", DeprecationWarning)
        import pydub
        import pydub.exceptions

        rate = _rate_of(data)
        if rate:
            return _decoded(data, rate, engine)
        try:
            return pydub.AudioSegment.from_file(io.BytesIO(data))
        except FileNotFoundError as error:  # how pydub says that there is no ffmpeg
            raise EngineFailed(
                f"{engine} sent something that is no sound, or of a kind that only ffmpeg reads.",
                "Try again, or install ffmpeg.",
            ) from error
        except (pydub.exceptions.CouldntDecodeError, IndexError, KeyError) as error:
            raise _no_sound(engine) from error


def _decoded(data: bytes, rate: int, engine: str) -> Any:
    import miniaudio
    import pydub

    try:
        sound = miniaudio.decode(data, miniaudio.SampleFormat.SIGNED16, 2, rate)
    except miniaudio.DecodeError as error:
        raise _no_sound(engine) from error
    return pydub.AudioSegment(sound.samples.tobytes(), sample_width=2, frame_rate=rate, channels=2)


def _rate_of(data: bytes) -> int:
    """Samples a second of sound that miniaudio can decode; 0 where it cannot."""
    import miniaudio

    for kind in ("wav", "flac", "vorbis", "mp3"):
        with suppress(miniaudio.DecodeError):
            return int(getattr(miniaudio, f"{kind}_get_info")(data).sample_rate)
    return 0


def _no_sound(engine: str) -> EngineFailed:
    return EngineFailed(
        f"{engine} sent something that is no sound.", "Try again, or choose another voice."
    )


def _trimmed(segment: Any) -> Any:
    from pydub.silence import detect_leading_silence

    lead = detect_leading_silence(segment, _SILENCE, 5)
    tail = detect_leading_silence(segment.reverse(), _SILENCE, 5)
    return segment[max(0, lead - _KEPT) : len(segment) - max(0, tail - _KEPT)]


def resampled(samples: npt.NDArray[np.floating], rate: int) -> npt.NDArray[np.float64]:
    """From `rate` samples a second to 24 kHz: float64, (n,).

    Band-limited, by cutting or extending the spectrum: exact for a piece between silences.
    """
    if rate == SAMPLE_RATE or not samples.size:
        return samples.astype(np.float64)
    size = round(samples.size * SAMPLE_RATE / rate)
    spectrum = np.fft.rfft(samples)[: size // 2 + 1]
    return np.asarray(np.fft.irfft(spectrum, size) * (size / samples.size))
