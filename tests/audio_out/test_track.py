import errno
import io
import tracemalloc

import mutagen.mp3
import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from audio_out import track
from audio_out.timeline import (
    LEAD_IN,
    PAUSE_COMMA,
    PAUSE_CUT,
    PAUSE_PARAGRAPH,
    PAUSE_SENTENCE,
    lay_out,
)
from audio_out.track import Details, Line, NoSound, write_track
from pipelines.errors import EngineFailed
from pipelines.results import SAMPLE_RATE, Speech
from tests.audio_out.bursts import burst, heard, line, loudness, true_peak, voice_like

EN = Details("en", title="Title")


def written(lines, details=EN):
    file = io.BytesIO()
    return write_track(lines, details, file), file.getvalue()


def article():
    return [
        line("A headline in six short words", burst(1.5), heading=True),
        line("When it rained, they went home.", burst(0.9), burst(1.1, frequency=700)),
        line("It stopped.", burst(0.4, frequency=300), paragraph_end=True),
        line("…"),
        line("The next paragraph has one sentence.", burst(2.3), paragraph_end=True),
    ]


def test_the_track_lasts_as_long_as_it_says():
    made, mp3 = written(article())
    assert heard(mp3).size / SAMPLE_RATE == pytest.approx(made.seconds, abs=0.0001)
    assert mutagen.mp3.MP3(io.BytesIO(mp3)).info.length == pytest.approx(made.seconds, abs=0.005)
    assert made.size == len(mp3)


def test_cues_point_at_the_sound():
    made, mp3 = written(article())
    sound = heard(mp3)
    loud = np.sqrt(np.convolve(sound**2, np.full(120, 1 / 120), "same")) > 0.02
    edges = np.flatnonzero(np.diff(loud.astype(int))) / SAMPLE_RATE
    times = [time for cue in made.cues for time in (cue.start, cue.end)]
    assert len(edges) == len(times)
    assert np.abs(edges - times).max() < 0.02
    assert [cue.line for cue in made.cues] == [0, 1, 1, 2, 4]
    assert [cue.text for cue in made.cues][1:3] == ["When it rained,", "they went home."]


def test_pauses_follow_what_is_written():
    made, _ = written(article())
    ends = [0.0, *(cue.end for cue in made.cues)]
    starts = [*(cue.start for cue in made.cues), made.seconds]
    pauses = [round(start - end, 3) for start, end in zip(starts, ends, strict=True)]
    assert pauses == [
        LEAD_IN,
        PAUSE_PARAGRAPH,
        PAUSE_COMMA,
        PAUSE_SENTENCE,
        PAUSE_PARAGRAPH,
        PAUSE_PARAGRAPH,
    ]


def test_a_sentence_cut_where_nothing_is_written_hardly_pauses():
    made, _ = written([line("one two three four", burst(1), burst(1))])
    assert made.cues[1].start - made.cues[0].end == pytest.approx(PAUSE_CUT)


def test_joins_do_not_click():
    # Each piece begins and ends at full swing: without fades the steps would be 0.4.
    piece = np.full(SAMPLE_RATE // 2, 0.4, np.float32)
    sound = np.concatenate([p.samples for p in lay_out([line("one two", piece, piece)])])
    assert np.abs(np.diff(sound)).max() < 0.01


MATERIAL = {
    "a voice": voice_like(12),
    "a quiet voice": voice_like(8, 0.001, seed=2),
    "a clipped voice": np.clip(voice_like(8, 0.7, seed=3), -1, 1),
    "a voice beyond full scale": voice_like(8, 3.0, seed=4),
    "a tone": burst(6),
    "a square wave": np.sign(burst(5, frequency=110)) * np.float32(0.9),
    "a short word": burst(0.3),
}
CLICKS = np.zeros(5 * SAMPLE_RATE, np.float32)
CLICKS[:: SAMPLE_RATE // 2] = 1.0


@pytest.mark.parametrize("kind", MATERIAL)
def test_what_a_player_hears_is_at_minus_16_lufs_and_under_minus_1_dbtp(kind):
    made, mp3 = written([line("Some words.", MATERIAL[kind])])
    sound = heard(mp3)
    assert loudness(sound) == pytest.approx(-16, abs=0.5)
    assert true_peak(sound) <= -1.0
    assert made.lufs == pytest.approx(loudness(sound), abs=0.1)
    assert made.true_peak == pytest.approx(true_peak(sound), abs=0.2)


@pytest.mark.parametrize("sound", [CLICKS, np.float32(0.5) * CLICKS + voice_like(5, 0.002)])
def test_peaks_are_held_where_loudness_cannot_be_reached(sound):
    made, mp3 = written([line("Some words.", sound)])
    assert true_peak(heard(mp3)) <= -1.0
    assert made.lufs < -16.2


@settings(max_examples=25, deadline=None)
@given(
    st.integers(0, 2**32 - 1),
    st.floats(0.3, 3),
    st.floats(-60, 12),
    st.sampled_from(["noise", "pulses", "square"]),
)
def test_no_sound_at_all_comes_out_over_minus_1_dbtp(seed, seconds, level, kind):
    random = np.random.default_rng(seed)
    size = round(seconds * SAMPLE_RATE)
    if kind == "noise":
        sound = random.standard_normal(size)
    elif kind == "pulses":
        sound = random.standard_normal(size) * (random.random(size) < 0.002)
    else:
        sound = np.sign(np.sin(np.cumsum(random.uniform(0.01, 2, size))))
    try:
        _, mp3 = written([line("Some words.", (sound * 10 ** (level / 20)).astype(np.float32))])
    except NoSound:
        return
    assert true_peak(heard(mp3)) <= -0.95


def test_one_gain_keeps_a_quiet_sentence_quieter_than_a_loud_one():
    _, mp3 = written([line("Loud.", burst(2, 0.1)), line("Quiet.", burst(2, 0.05))])
    sound = heard(mp3)
    first, second = sound[8_000:50_000], sound[70_000:112_000]
    assert np.std(first) / np.std(second) == pytest.approx(2, rel=0.03)


@pytest.mark.parametrize("lines", [[], [line("…")], [line("Words.", np.zeros(24_000, np.float32))]])
def test_nothing_to_hear_is_an_error_and_writes_nothing(lines):
    file = io.BytesIO()
    with pytest.raises(NoSound) as error:
        write_track(lines, EN, file)
    assert error.value.hint
    assert file.getvalue() == b""


@pytest.mark.parametrize(
    "sound", [np.full(9, np.nan, np.float32), np.zeros((9, 2), np.float32) + np.inf]
)
def test_a_voice_that_gives_no_sound_is_named(sound):
    with pytest.raises(EngineFailed, match="broken:voice"):
        written([Line("Words.", (Speech(sound, "Words.", "broken:voice"),))])


def test_the_voice_keeps_its_samples():
    sound = burst(1)
    before = sound.copy()
    written([line("Words.", sound)])
    assert np.array_equal(sound, before)


def test_the_same_lines_make_the_same_bytes():
    assert written(article()) == written(article())


def test_lines_are_asked_for_one_by_one_and_an_error_among_them_writes_nothing():
    def lines():
        yield line("Words.", burst(1))
        raise KeyboardInterrupt

    file = io.BytesIO()
    with pytest.raises(KeyboardInterrupt):
        write_track(lines(), EN, file)
    assert file.getvalue() == b""


def test_a_full_disk_is_said_by_the_system_in_its_own_words():
    class Full(io.BytesIO):
        def write(self, data):
            raise OSError(errno.ENOSPC, "No space left on device")

    with pytest.raises(OSError, match="No space left") as error:
        write_track(article(), EN, Full())
    assert error.value.errno == errno.ENOSPC


def test_memory_stays_bounded_however_long_the_track(monkeypatch, tmp_path):
    monkeypatch.setattr(track, "_IN_MEMORY", 100_000)
    monkeypatch.setattr(track, "_BLOCK", 400_000)
    sound = voice_like(4)

    def most(count):
        lines = (line(f"Sentence {n} of many.", sound) for n in range(count))
        tracemalloc.start()
        with (tmp_path / "track.mp3").open("wb") as file:
            write_track(lines, EN, file)
        _, peak = tracemalloc.get_traced_memory()
        tracemalloc.stop()
        return peak

    most(1)
    assert most(8) < most(2) + 500_000  # six sentences are 2.3 MB of sound


def test_tags_come_first_and_then_the_info_frame():
    _, mp3 = written(article())
    assert mp3.startswith(b"ID3\x03")
    size = int("".join(f"{byte:07b}" for byte in mp3[6:10]), 2) + 10
    assert mp3[size : size + 2] == b"\xff\xf3"
    assert mp3[size + 13 : size + 17] == b"Info"
