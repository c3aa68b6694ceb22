"""The machine's voice: instant, and English alone."""

import threading

import numpy as np
import pytest

from pipelines.errors import EngineUnavailable
from pipelines.results import SAMPLE_RATE
from pipelines.speak import espeak

TEXT = "The council voted nine to four to buy electric ferries."


def spoken(accent, text=TEXT, speed=1.0, home=None):
    pieces = list(espeak.open(accent, home).speak(text, "en", speed))
    return np.concatenate([piece.samples for piece in pieces]) if pieces else np.zeros(0)


def test_it_speaks_at_our_sample_rate():
    sound = spoken("")
    assert sound.dtype == np.float32
    assert 2.0 < sound.size / SAMPLE_RATE < 5.0
    assert 0.01 < np.sqrt(np.mean(sound**2)) < 1
    # Speech at a wrong rate would have its voice at half or double the pitch of a man's.
    spectrum = np.abs(np.fft.rfft(sound))
    frequency = np.fft.rfftfreq(sound.size, 1 / SAMPLE_RATE)
    assert 60 < frequency[np.argmax(spectrum * (frequency < 400))] < 400


def test_every_accent_sounds_different():
    sounds = {spoken(accent).tobytes() for accent in espeak.ACCENTS}
    assert len(sounds) == len(espeak.ACCENTS)


def test_double_speed_takes_about_half_the_time():
    assert 1.5 < spoken("").size / spoken("", speed=2.0).size < 2.5


def test_it_names_itself_in_what_it_says():
    (piece,) = espeak.open("en-gb", None).speak(TEXT, "en")
    assert piece.engine == "espeak:en-gb"
    assert piece.text == TEXT


@pytest.mark.parametrize("text", ["", "…", "😀", "\ud800"])
def test_a_text_with_nothing_to_say_is_silent_and_no_error(text):
    assert spoken("", text).size < 0.2 * SAMPLE_RATE


def test_an_unknown_accent_is_an_error_that_names_those_there_are():
    with pytest.raises(EngineUnavailable) as error:
        espeak.open("ko", None)
    assert "en-us" in error.value.hint


def test_two_threads_get_each_what_they_asked_for():
    texts = ["One short line.", "A line that is a good deal longer than the other one is."]
    alone = [spoken("", text).size for text in texts]
    together: dict[int, list[int]] = {0: [], 1: []}

    def many(number):
        for _ in range(5):
            together[number].append(spoken("", texts[number]).size)

    threads = [threading.Thread(target=many, args=(n,)) for n in (0, 1)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    # espeak-ng's noise goes on from sentence to sentence: lengths differ by a few samples.
    for number in (0, 1):
        assert together[number] == pytest.approx([alone[number]] * 5, rel=0.01)
