import numpy as np
import pytest

from audio_out.live import level, stream, stream_track
from audio_out.track import Details, Line, write_track
from pipelines.results import SAMPLE_RATE, Speech
from tests.audio_out.bursts import burst, heard, line, loudness, true_peak, voice_like


def sentences():
    return [line(f"Sentence {n}.", voice_like(3, 0.03, seed=n)) for n in range(5)]


def test_the_first_sentence_can_be_heard_before_the_second_is_made():
    made = []

    def lines():
        for one in sentences():
            made.append(one)
            yield one

    ready = b""
    for part in stream(lines()):
        ready += part.mp3
        if part.cue:
            break
    assert len(made) == 1
    # All of the sentence and the beginning of its pause are on their way, bar the last 0.1 s.
    assert len(ready) * 8 / 64_000 > part.cue.end - 0.1


def test_pieces_are_heard_as_they_are_made():
    asked = []

    def pieces():
        for text in ("One,", "two,", "three."):
            asked.append(text)
            yield Speech(burst(1), text, "test")

    parts = stream([Line("One, two, three.", pieces())])
    first = next(part for part in parts if part.cue)
    assert first.cue.text == "One,"
    assert asked == ["One,"]


def test_a_stream_is_about_as_loud_as_a_track_from_the_first_sentence():
    sound = heard(b"".join(part.mp3 for part in stream(sentences())))
    assert loudness(sound) == pytest.approx(-16, abs=1.5)
    assert loudness(sound[: 3 * SAMPLE_RATE]) == pytest.approx(-16, abs=3)
    assert true_peak(sound) <= -1.0


def test_cues_are_those_of_the_finished_track(tmp_path):
    with (tmp_path / "track.mp3").open("wb") as file:
        track = write_track(sentences(), Details("en"), file)
    assert tuple(part.cue for part in stream(sentences()) if part.cue) == track.cues


def test_nothing_to_hear_is_an_empty_stream():
    assert list(stream_track([])) == []


def test_a_loudspeaker_gets_the_sound_of_the_stream():
    sound = np.concatenate([passage.samples for passage in level(sentences())])
    decoded = heard(b"".join(stream_track(sentences())))
    assert loudness(sound) == pytest.approx(loudness(decoded), abs=0.1)
    assert true_peak(sound) <= -2.4


def test_silence_does_not_stop_a_stream():
    quiet = line("Hm.", np.zeros(SAMPLE_RATE, np.float32))
    sound = heard(b"".join(part.mp3 for part in stream([quiet, *sentences()])))
    assert loudness(sound) == pytest.approx(-16, abs=1.5)
