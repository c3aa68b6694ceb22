import io

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from audio_out.both import cut, interleaved, webvtt_both
from audio_out.loudness import Meter
from audio_out.timeline import PAUSE_PARAGRAPH, PAUSE_SENTENCE, Cue, pause_after
from audio_out.track import Details, write_track
from pipelines.results import SAMPLE_RATE
from tests.audio_out.bursts import line, voice_like


def level(lines):
    meter = Meter()
    for each in lines:
        for speech in each.speech:
            meter.add(speech.samples)
    return meter.lufs


@given(st.lists(st.tuples(st.booleans(), st.booleans()), max_size=20))
def test_each_english_line_is_followed_by_its_korean_one(flags):
    english = [line(f"e{n}", paragraph_end=p, heading=h) for n, (p, h) in enumerate(flags)]
    korean = [line(f"k{n}", paragraph_end=p, heading=h) for n, (p, h) in enumerate(flags)]
    both = interleaved(english, korean)
    assert [each.text for each in both] == [f"{x}{n}" for n in range(len(flags)) for x in "ek"]
    assert all(pause_after(each) == PAUSE_SENTENCE for each in both[::2])
    assert all(pause_after(each) == PAUSE_PARAGRAPH for each in both[1::2])


def test_languages_with_different_numbers_of_lines_are_refused():
    with pytest.raises(ValueError, match="shorter"):
        interleaved([line("One.")], [])


def test_a_voice_12_db_quieter_is_as_loud_in_the_track():
    english = [line(f"One {n}.", voice_like(2, 0.1, seed=n)) for n in range(3)]
    korean = [line(f"하나 {n}.", voice_like(2, 0.1 / 4, seed=n + 9)) for n in range(3)]
    assert level(english) - level(korean) > 11
    both = interleaved(english, korean)
    assert level(both[::2]) == pytest.approx(level(both[1::2]), abs=0.1)


def test_a_line_cut_from_a_track_is_the_line_that_was_spoken():
    sounds = [voice_like(seconds, 0.1, seed=n) for n, seconds in enumerate((2, 6, 1.5))]
    file = io.BytesIO()
    lines = [line(f"Line {n}.", sound) for n, sound in enumerate(sounds)]
    track = write_track(lines, Details("en", title="A"), file)
    file.seek(0)
    pieces = list(cut(file, [(cue.start, cue.end) for cue in track.cues]))
    for piece, sound in zip(pieces, sounds, strict=True):
        assert piece.samples.size == sound.size
        match = np.fft.irfft(
            np.fft.rfft(piece.samples, 2 * sound.size)
            * np.conj(np.fft.rfft(sound, 2 * sound.size)),
        )
        late = int(np.argmax(match))
        late -= 2 * sound.size if late > sound.size else 0
        assert abs(late) / SAMPLE_RATE < 0.003
        assert np.corrcoef(piece.samples, sound)[0, 1] > 0.9  # the limiter and MP3 change a little


def test_times_beyond_the_track_are_refused():
    file = io.BytesIO()
    write_track([line("One.", voice_like(1))], Details("en"), file)
    file.seek(0)
    with pytest.raises(ValueError, match="track ends"):
        list(cut(file, [(0.0, 60.0)]))


def test_captions_say_their_line_and_language():
    text = webvtt_both([Cue(0.25, 0.5, "A < B.", 0), Cue(0.95, 2, "하나.", 1)])
    assert "0 en\n00:00:00.250 --> 00:00:00.950\n<lang en>A &lt; B.</lang>" in text
    assert "0 ko\n00:00:00.950 --> 00:00:02.000\n<lang ko>하나.</lang>" in text
