"""Sound that is played at once."""

import time

import miniaudio
import numpy as np

from service.loudspeaker import play


def test_playing_takes_as_long_as_the_sound_and_then_ends() -> None:
    blocks = [np.zeros(6_000, np.float32)] * 4  # a second
    started = time.monotonic()
    play(iter(blocks), [miniaudio.Backend.NULL])
    assert 0.8 < time.monotonic() - started < 3.0
