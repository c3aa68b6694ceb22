import math

import numpy as np
import pytest

from audio_out.loudness import Limiter, Meter
from pipelines.results import SAMPLE_RATE
from tests.audio_out.bursts import burst, loudness, true_peak, voice_like


def measured(*blocks):
    meter = Meter()
    for block in blocks:
        meter.add(block)
    return meter


def limited(limiter, *blocks):
    return np.concatenate([*(limiter.limit(block) for block in blocks), limiter.finish()])


def speech_and_silence(level):
    quiet = np.zeros(3 * SAMPLE_RATE, np.float32)
    return np.concatenate([voice_like(5, level), quiet, voice_like(4, level / 30), quiet])


@pytest.mark.parametrize("level", [0.5, 0.05, 0.001])
def test_loudness_is_that_of_pyloudnorm_to_a_hundredth(level):
    sound = speech_and_silence(level)
    assert measured(sound).lufs == pytest.approx(loudness(sound), abs=0.01)


def test_a_997_hz_sine_at_full_scale_is_minus_3_lufs_as_the_standard_says():
    time = np.arange(20 * SAMPLE_RATE) / SAMPLE_RATE
    sine = np.sin(2 * np.pi * 997 * time).astype(np.float32)
    assert measured(sine).lufs == pytest.approx(-3.01, abs=0.05)


def test_how_the_sound_is_cut_does_not_change_what_is_measured():
    sound = speech_and_silence(0.1)
    whole, cut = measured(sound), measured(*np.array_split(sound, 331))
    assert cut.lufs == pytest.approx(whole.lufs, abs=1e-6)
    assert cut.true_peak == pytest.approx(whole.true_peak, abs=1e-6)


def test_silence_and_next_to_nothing_have_no_loudness():
    assert measured(np.zeros(SAMPLE_RATE, np.float32)).lufs == -math.inf
    assert measured(np.zeros(SAMPLE_RATE, np.float32)).true_peak == -math.inf
    assert measured(burst(0.39)).lufs == -math.inf
    assert measured().lufs == -math.inf


def test_a_peak_between_the_samples_is_seen():
    # At a quarter of the sampling rate and 45°, every sample is 3 dB under the wave's top.
    sine = np.sin(np.pi / 2 * np.arange(SAMPLE_RATE) + np.pi / 4).astype(np.float32)
    assert measured(sine).true_peak == pytest.approx(0.0, abs=0.15)
    assert 20 * math.log10(np.abs(sine).max()) == pytest.approx(-3.01, abs=0.01)


def test_true_peak_is_that_of_scipy_on_a_voice():
    sound = voice_like(5)
    assert measured(sound).true_peak == pytest.approx(true_peak(sound), abs=0.05)


@pytest.mark.parametrize("cuts", [1, 7, 500])
def test_peaks_stay_under_the_ceiling(cuts):
    loud = voice_like(4, 0.5)
    out = limited(Limiter(-2.0), *np.array_split(loud, cuts))
    assert out.size == loud.size
    assert true_peak(loud) > 3
    assert true_peak(out) < -1.9


def test_what_is_under_the_ceiling_passes_untouched():
    sound = burst(1.3, level=0.5)
    assert np.array_equal(limited(Limiter(-2.0), *np.array_split(sound, 9)), sound)


def test_a_click_is_turned_down_and_the_word_after_it_is_not():
    sound = burst(1.0, level=0.3)
    clicked = sound.copy()
    clicked[SAMPLE_RATE // 4] = 1.0
    out = limited(Limiter(-3.0), clicked)
    assert true_peak(out) < -2.9
    assert np.array_equal(out[SAMPLE_RATE // 2 :], sound[SAMPLE_RATE // 2 :])
    assert np.array_equal(out[: SAMPLE_RATE // 4 - 300], sound[: SAMPLE_RATE // 4 - 300])


def test_the_gain_never_jumps():
    sound = burst(1.0, level=0.9, frequency=100)
    loud = np.where(np.arange(sound.size) > SAMPLE_RATE // 2, 3, 1).astype(np.float32) * sound
    out = limited(Limiter(-1.0), loud)
    at = np.abs(loud) > 0.2
    gain = 20 * np.log10(np.abs(out[at] / loud[at]))
    steps = np.abs(np.diff(gain)) / np.diff(np.flatnonzero(at))
    assert gain.min() < -9
    assert steps.max() < 0.25  # dB a sample
