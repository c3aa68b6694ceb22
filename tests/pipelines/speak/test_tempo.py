"""Faster and slower speech keeps its pitch, its loudness and all of its sounds."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipelines.results import SAMPLE_RATE
from pipelines.speak import espeak
from pipelines.speak.tempo import at_speed
from tests.cpu import cpu_seconds

SPEEDS = [0.5, 0.7, 0.9, 1.25, 1.5, 2.0]


def voice_like(pitch, seconds=1.5):
    """A tone with the harmonics of a voice."""
    moments = np.arange(round(seconds * SAMPLE_RATE)) / SAMPLE_RATE
    waves = [np.sin(2 * np.pi * pitch * n * moments) / n for n in range(1, 12)]
    return (0.2 * np.sum(waves, axis=0)).astype(np.float32)


def pitch_of(samples):
    middle = samples[samples.size // 4 : -samples.size // 4].astype(np.float64)
    middle = middle - middle.mean()
    spectrum = np.abs(np.fft.rfft(middle, 4 * middle.size)) ** 2
    alike = np.fft.irfft(spectrum)
    first, last = SAMPLE_RATE // 400, SAMPLE_RATE // 55
    return SAMPLE_RATE / (first + np.argmax(alike[first:last]))


@pytest.mark.parametrize("speed", SPEEDS)
@pytest.mark.parametrize("pitch", [75, 120, 220])
def test_the_pitch_and_the_loudness_stay(pitch, speed):
    plain = voice_like(pitch)
    changed = at_speed(plain, speed)
    assert changed.dtype == np.float32
    assert changed.size == round(plain.size / speed)
    assert pitch_of(changed) == pytest.approx(pitch, rel=0.02)
    inner = changed[SAMPLE_RATE // 20 : -SAMPLE_RATE // 20]
    assert np.std(inner) == pytest.approx(np.std(plain), rel=0.05)


@pytest.mark.parametrize("speed", SPEEDS)
def test_the_sounds_come_in_their_order_at_the_new_tempo(speed):
    pitches = (100, 200, 150)
    plain = np.concatenate([voice_like(pitch, 1.0) for pitch in pitches])
    thirds = np.array_split(at_speed(plain, speed), 3)
    assert [round(pitch_of(third) / 50) * 50 for third in thirds] == list(pitches)


def test_speech_at_double_speed_has_the_loudness_of_speech_through_and_through():
    (piece,) = espeak.open("", None).speak("The council voted nine to four.", "en")
    quick = at_speed(piece.samples, 2.0)

    def envelope(samples, parts=40):
        return np.array([np.std(part) for part in np.array_split(samples, parts)])

    assert np.corrcoef(envelope(piece.samples), envelope(quick))[0, 1] > 0.9


def test_the_same_speed_changes_nothing():
    plain = voice_like(120)
    assert at_speed(plain, 1.0) is plain


@given(st.integers(0, 5_000), st.floats(0.5, 2.0))
def test_any_length_at_any_speed_gives_sound_of_the_right_length(size, speed):
    changed = at_speed(np.full(size, 0.1, np.float32), speed)
    assert changed.size == (size if speed == 1.0 else round(size / speed))
    assert np.isfinite(changed).all()
    assert (np.abs(changed) <= 0.11).all()


@pytest.mark.parametrize("speed", [0.0, -1.0])
def test_a_speed_that_is_none_is_refused(speed):
    with pytest.raises(ValueError, match="positive"):
        at_speed(voice_like(100), speed)


def test_it_takes_a_small_part_of_the_time_that_the_speech_lasts():
    speech = np.tile(voice_like(120), 10)
    assert cpu_seconds(lambda: at_speed(speech, 1.3)) < 0.5 * speech.size / SAMPLE_RATE
