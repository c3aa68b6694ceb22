"""How loud sound is, and making it as loud as podcasts are: ITU-R BS.1770-5 and a limiter.

Written for numpy alone: the usual library brings scipy, a hundred megabytes that nothing else
here needs. The tests compare it with that library.
"""

import math
from functools import cache

import numpy as np
import numpy.typing as npt

from pipelines.results import SAMPLE_RATE

TARGET = -16.0
"""LUFS, integrated, of a finished track (Apple's figure for podcasts; AES TD1008 for speech)."""

PEAK = -1.0
"""dBTP that a finished track never exceeds once it is decoded."""

Samples = npt.NDArray[np.float32]

_HOP = SAMPLE_RATE // 10  # gating blocks are 400 ms and begin every 100 ms
_FFT = 16_384
_REACH = 4_096  # samples after which the K filter's response has sunk below -300 dB
_TAPS = 12  # neighbours on each side that an interpolated sample is made of
_LOOK_AHEAD = 128  # samples (5.3 ms); a power of two, see _least_ahead
_RELEASE = 60.0 / SAMPLE_RATE  # dB a sample: a peak taken down 6 dB is forgotten after 0.1 s


class Meter:
    """Integrated loudness and true peak of a sound, measured as its samples come."""

    def __init__(self) -> None:
        """Begin with nothing heard."""
        self._past = np.zeros(_REACH, np.float32)
        self._power = np.zeros(0)
        self._hops: list[float] = []
        self._edge = np.zeros(2 * _TAPS - 1, np.float32)
        self._peak = 0.0

    def add(self, samples: Samples) -> None:
        """Measure the next samples: float32 at 24 kHz, shape (n,)."""
        if not samples.size:
            return
        self._add_peak(samples)
        step = _FFT - _REACH
        for start in range(0, samples.size, step):
            block = samples[start : start + step]
            heard = np.concatenate([self._past, block])
            self._past = heard[-_REACH:]
            weighted = np.fft.irfft(np.fft.rfft(heard, _FFT) * _k_weighting(), _FFT)
            self._power = np.concatenate([self._power, weighted[_REACH : heard.size] ** 2])
            whole = self._power.size // _HOP * _HOP
            self._hops += self._power[:whole].reshape(-1, _HOP).mean(axis=1).tolist()
            self._power = self._power[whole:]

    @property
    def lufs(self) -> float:
        """Loudness of all that came, gated at -70 LUFS and -10 LU (BS.1770-5, Annex 1).

        -inf for silence, and for less than 0.4 s of sound.
        """
        hops = np.array(self._hops)
        if hops.size < 4:
            return -math.inf
        blocks = np.convolve(hops, np.full(4, 0.25), "valid")
        audible = blocks[blocks > 10 ** ((-70 + 0.691) / 10)]
        if not audible.size:
            return -math.inf
        loud = audible[audible > audible.mean() / 10]
        return float(-0.691 + 10 * math.log10(loud.mean()))

    @property
    def true_peak(self) -> float:
        """The highest peak between the samples too, in dBTP (BS.1770-5, Annex 2); -inf for silence.

        Oversampled four times.
        """
        rest = np.concatenate([self._edge, np.zeros(2 * _TAPS - 1, np.float32)])
        peak = max(self._peak, float(_peaks(rest).max()))
        return 20 * math.log10(peak) if peak else -math.inf

    def _add_peak(self, samples: Samples) -> None:
        heard = np.concatenate([self._edge, samples])
        self._edge = heard[1 - 2 * _TAPS :]
        # No interpolated sample exceeds its neighbours by more than the filter's absolute sum.
        if np.abs(heard).max() * _overshoot() > self._peak:
            self._peak = max(self._peak, float(_peaks(heard).max()))


class Limiter:
    """Keeps true peaks under a ceiling by turning down a few milliseconds around each.

    It looks ahead 5 ms, so that the gain glides down before a peak, and lets go by 60 dB a
    second: quick enough that the next syllable has its level, slow enough that a voice's
    waveform keeps its shape. Below the ceiling, samples pass as they are.
    """

    def __init__(self, ceiling: float) -> None:
        """`ceiling` is in dBTP."""
        self._ceiling = ceiling
        self._edge = np.zeros(2 * _TAPS - 1, np.float32)
        self._reduction = 0.0
        self._ahead = np.zeros(_LOOK_AHEAD - 1)
        self._behind = np.zeros(_LOOK_AHEAD - 1)
        # The edge's first centre is _TAPS samples old, the look-ahead's oldest another 127.
        self._delay = _TAPS + _LOOK_AHEAD - 1
        self._late = np.zeros(self._delay, np.float32)
        self._skip = self._delay

    def limit(self, samples: Samples) -> Samples:
        """The next samples. They come 6 ms late; `finish` gives the last."""
        if not samples.size:
            return samples
        heard = np.concatenate([self._edge, samples])
        self._edge = heard[1 - 2 * _TAPS :]
        late = np.concatenate([self._late, samples])
        self._late = late[-self._delay :]
        out = late[: samples.size]
        gain = self._gain(heard)
        if gain is not None:
            out = (out * gain).astype(np.float32)
        skip = min(self._skip, out.size)
        self._skip -= skip
        return out[skip:]

    def finish(self) -> Samples:
        """The samples that were held back."""
        return self.limit(np.zeros(self._delay, np.float32))

    def _gain(self, heard: Samples) -> npt.NDArray[np.float64] | None:
        """The gain for each sample that leaves, or None where it is 1 throughout."""
        ceiling = 10 ** (self._ceiling / 20)
        resting = not (self._reduction or self._ahead.any() or self._behind.any())
        if resting and np.abs(heard).max() * _overshoot() <= ceiling:
            return None
        wanted = np.minimum(0.0, self._ceiling - 20 * np.log10(np.maximum(_peaks(heard), 1e-9)))
        # Release: the least of what each earlier sample wanted, rising since by _RELEASE a sample.
        slope = _RELEASE * np.arange(1, wanted.size + 1)
        released = slope + np.minimum.accumulate(np.minimum(wanted - slope, self._reduction))
        released = np.minimum(released, 0.0)
        self._reduction = float(released[-1])
        ahead = np.concatenate([self._ahead, released])
        self._ahead = ahead[1 - _LOOK_AHEAD :]
        least = np.concatenate([self._behind, _least_ahead(ahead)])
        self._behind = least[1 - _LOOK_AHEAD :]
        # Every value averaged here already allows for the peak, so their average does too.
        return np.asarray(10 ** (np.convolve(least, _window(), "valid") / 20))


def _least_ahead(values: npt.NDArray[np.float64]) -> npt.NDArray[np.float64]:
    """The least of each value and the 127 after it, by doubling."""
    reach = 1
    while reach < _LOOK_AHEAD:
        values = np.minimum(values[:-reach], values[reach:])
        reach *= 2
    return values


def _peaks(samples: Samples) -> Samples:
    """The greater of each sample and the three interpolated ones after it, without sign.

    Takes 11 samples before and 12 after those it answers for.
    """
    centre = samples[_TAPS - 1 : samples.size - _TAPS]
    peaks = np.abs(centre)
    for taps in _interpolation():
        peaks = np.maximum(peaks, np.abs(np.correlate(samples, taps, "valid")))
    return np.asarray(peaks, np.float32)


@cache
def _interpolation() -> tuple[Samples, ...]:
    """Filters for 1/4, 2/4 and 3/4 of a sample later: sinc under a Kaiser window."""
    filters = []
    for quarter in (1, 2, 3):
        distance = np.arange(1 - _TAPS, _TAPS + 1) - quarter / 4
        window = np.i0(6.0 * np.sqrt(1 - (distance / _TAPS) ** 2)) / np.i0(6.0)
        taps = np.sinc(distance) * window
        filters.append((taps / taps.sum()).astype(np.float32))
    return tuple(filters)


@cache
def _overshoot() -> float:
    return max(float(np.abs(taps).sum()) for taps in _interpolation())


@cache
def _window() -> npt.NDArray[np.float64]:
    window = np.hanning(_LOOK_AHEAD + 2)[1:-1]
    return np.asarray(window / window.sum())


@cache
def _k_weighting() -> npt.NDArray[np.complex128]:
    """The K filter's response on the FFT's grid: a high shelf, then a high-pass.

    BS.1770-5 gives coefficients for 48 kHz alone; these analogue prototypes give the same
    filters at any rate (Brecht De Man, "Evaluation of implementations of the EBU R128
    loudness measurement", AES e-Brief 2018).
    """
    delay = np.exp(-2j * np.pi * np.arange(_FFT // 2 + 1) / _FFT)

    def response(b: tuple[float, ...], a: tuple[float, ...]) -> npt.NDArray[np.complex128]:
        return np.asarray(np.polyval(b[::-1], delay) / np.polyval(a[::-1], delay))

    k, q = math.tan(math.pi * 1681.974450955533 / SAMPLE_RATE), 0.7071752369554196
    high = 10 ** (3.999843853973347 / 20)
    band = high**0.4996667741545416
    shelf = response(
        (high + band * k / q + k * k, 2 * (k * k - high), high - band * k / q + k * k),
        (1 + k / q + k * k, 2 * (k * k - 1), 1 - k / q + k * k),
    )
    k, q = math.tan(math.pi * 38.13547087602444 / SAMPLE_RATE), 0.5003270373238773
    scale = 1 + k / q + k * k
    high_pass = response((1, -2, 1), (1, 2 * (k * k - 1) / scale, (1 - k / q + k * k) / scale))
    return shelf * high_pass
