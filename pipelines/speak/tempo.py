"""Speech made faster or slower with its pitch kept, for voices that know one speed alone.

Waveform similarity overlap-add: frames are taken from the sound at the new tempo, each from where,
within a few milliseconds, it goes on most like the frame before would have (Verhelst and Roelands,
"An overlap-add technique based on waveform similarity (WSOLA) for high quality time-scale
modification of speech", ICASSP 1993).
"""

import numpy as np
import numpy.typing as npt

from pipelines.results import SAMPLE_RATE

_HOP = (
    SAMPLE_RATE // 50
)  # frames are two hops, 40 ms, long: a period of the deepest voice fits twice
_SEARCH = SAMPLE_RATE // 100  # on either side: together a period of 50 Hz


def at_speed(samples: npt.NDArray[np.float32], speed: float) -> npt.NDArray[np.float32]:
    """The samples (float32, 24 kHz, mono) at `speed` times their tempo: 2.0 lasts half as long.

    Raises ValueError where `speed` is not positive.
    """
    if speed <= 0:
        raise ValueError(f"a speed must be positive, not {speed}")
    if speed == 1.0 or not samples.size:
        return samples
    size = round(samples.size / speed)
    frames = -(-size // _HOP) + 1
    ahead = 4 * _HOP + 2 * _SEARCH + round(_HOP * speed)
    padded = np.pad(samples.astype(np.float64), (_HOP + _SEARCH, ahead))
    squares = np.concatenate([[0.0], np.cumsum(padded**2)])
    window = 0.5 - 0.5 * np.cos(np.pi * np.arange(2 * _HOP) / _HOP)  # two, a hop apart, make 1
    out = np.zeros((frames + 1) * _HOP)
    place = _SEARCH
    for frame in range(frames):
        if frame:
            expected = padded[place + _HOP : place + 3 * _HOP]
            place = _most_alike(padded, squares, round(frame * _HOP * speed), expected)
        out[frame * _HOP : (frame + 2) * _HOP] += window * padded[place : place + 2 * _HOP]
    return out[_HOP : _HOP + size].astype(np.float32)


def _most_alike(
    padded: npt.NDArray[np.float64],
    squares: npt.NDArray[np.float64],
    start: int,
    expected: npt.NDArray[np.float64],
) -> int:
    """Where, from `start` to twice the search on, the frame is that correlates best."""
    around = padded[start : start + 2 * _SEARCH + expected.size]
    starts = np.arange(start, start + 2 * _SEARCH + 1)
    energy = squares[starts + expected.size] - squares[starts]
    alike = np.correlate(around, expected, "valid") / np.sqrt(np.maximum(energy, 1e-9))
    # Where there is silence all are alike: the middle keeps the tempo.
    alike[_SEARCH] += 1e-9
    return start + int(np.argmax(alike))
