"""Sound made for the tests: tone bursts that stand for speech, and peers to measure with."""

import io
import math

import numpy as np
import pyloudnorm
import scipy.signal
import soundfile

from audio_out.timeline import Line
from pipelines.results import SAMPLE_RATE, Speech


def burst(seconds, level=0.2, frequency=440.0):
    """A tone with the swell of syllables, four a second."""
    time = np.arange(round(seconds * SAMPLE_RATE)) / SAMPLE_RATE
    swell = 0.6 + 0.4 * np.cos(2 * np.pi * 4 * time)
    return (level * swell * np.sin(2 * np.pi * frequency * time)).astype(np.float32)


def voice_like(seconds, level=0.1, seed=0):
    """Noise with a voice's spectrum, syllables and high crest factor."""
    random = np.random.default_rng(seed)
    size = round(seconds * SAMPLE_RATE)
    pulses = np.zeros(size)
    pulses[:: SAMPLE_RATE // 120] = 3.0
    source = pulses + 0.3 * random.standard_normal(size)
    sound = scipy.signal.lfilter([1], [1, -1.6, 0.75], source)
    swell = 0.15 + np.abs(np.sin(np.pi * 3.7 * np.arange(size) / SAMPLE_RATE)) ** 2
    sound = sound * swell
    return (level * sound / np.sqrt(np.mean(sound**2))).astype(np.float32)


def line(text, *sounds, paragraph_end=False, heading=False):
    """A line whose words are shared out over the sounds."""
    words = text.split()
    step = math.ceil(len(words) / max(1, len(sounds)))
    pieces = tuple(
        Speech(sound, " ".join(words[n * step : (n + 1) * step]), "test")
        for n, sound in enumerate(sounds)
    )
    return Line(text, pieces, paragraph_end, heading)


def heard(mp3):
    """What libmpg123, which is not what the product measures with, makes of an MP3."""
    sound, rate = soundfile.read(io.BytesIO(mp3), dtype="float64")
    assert rate == SAMPLE_RATE
    assert sound.ndim == 1
    return sound


def loudness(sound):
    """LUFS according to pyloudnorm."""
    return pyloudnorm.Meter(SAMPLE_RATE, filter_class="DeMan").integrated_loudness(sound)


def true_peak(sound):
    """dBTP by scipy's resampling, eightfold."""
    return 20 * math.log10(np.abs(scipy.signal.resample_poly(sound, 8, 1)).max())
