import io

import mutagen.id3
import numpy as np
import pytest

from audio_out.live import LiveTrack, level, opening, stream, stream_track
from audio_out.mp3 import FRAME_BYTES, seconds
from audio_out.timeline import LEAD_IN, pause_after
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


def lines_of(seed, volume=0.03, count=4):
    """Lines of two pieces each."""
    return [
        line(f"One {n}, two {n}.", *(voice_like(0.9, volume, seed + n + 50 * p) for p in (0, 1)))
        for n in range(count)
    ]


def run_of(track, one):
    return b"".join([*(track.piece(speech) for speech in one.speech), track.end(one)])


def runs_of(lines):
    track = LiveTrack()
    return [run_of(track, one) for one in lines]


def test_each_line_of_a_live_track_can_be_heard_by_itself():
    lines = lines_of(1)
    for number, (one, run) in enumerate(zip(lines, runs_of(lines), strict=True)):
        sound = heard(run)
        lead_in = LEAD_IN if number == 0 else 0  # once a track, not once a line
        spoken = sum(speech.samples.size for speech in one.speech) / SAMPLE_RATE
        assert sound.size / SAMPLE_RATE == pytest.approx(
            lead_in + spoken + 0.15 + pause_after(one), abs=0.15
        )
        words = sound[round((lead_in + 0.1) * SAMPLE_RATE) :][: round(0.8 * SAMPLE_RATE)]
        assert loudness(sound) == pytest.approx(-16, abs=3)
        assert np.sqrt(np.mean(words**2)) > 0.05


def test_two_tracks_in_turn_sound_like_each_alone():
    english, korean = runs_of(lines_of(1, 0.03)), runs_of(lines_of(200, 0.2))
    together = heard(b"".join(run for both in zip(english, korean, strict=True) for run in both))
    alone = [heard(run) for both in zip(english, korean, strict=True) for run in both]
    np.testing.assert_allclose(together, np.concatenate(alone), atol=1e-4)
    assert loudness(together) == pytest.approx(-16, abs=2)
    assert true_peak(together) <= -1.0


def test_the_first_piece_of_a_line_is_heard_before_the_second_is_made():
    track, (one, *_) = LiveTrack(), lines_of(1)
    first = heard(track.piece(one.speech[0]))
    assert first.size / SAMPLE_RATE == pytest.approx(LEAD_IN + 0.9 + 0.15, abs=0.12)


def test_a_track_that_is_taken_up_again_goes_on_as_if_it_had_never_stopped():
    lines = [*lines_of(1), line("Last.", voice_like(1, 0.3, seed=9), paragraph_end=True)]
    whole = runs_of(lines)
    again = LiveTrack()
    for one in lines[:3]:
        again.skip(one)
    assert [run_of(again, one) for one in lines[3:]] == whole[3:]


def test_a_line_without_sound_is_nothing_in_a_live_track():
    track, nothing = LiveTrack(), Line("Hm.", ())
    assert track.end(nothing) == b""
    track.skip(nothing)
    lines = lines_of(1)
    assert [run_of(track, one) for one in lines] == runs_of(lines)


def onset(sound, after):
    """Seconds to where something is heard, looking from `after` on."""
    begin = round(after * SAMPLE_RATE)
    return (begin + int(np.argmax(np.abs(sound[begin:]) > 0.02))) / SAMPLE_RATE


def test_every_part_of_a_live_track_is_whole_frames_and_lasts_as_long_as_it_is_heard():
    track, made = LiveTrack(), b""
    for one in lines_of(1):
        for part in (*map(track.piece, one.speech), track.end(one)):
            assert len(part) % FRAME_BYTES == 0
            made += part
            assert heard(made).size == round(seconds(len(made)) * SAMPLE_RATE)


def test_a_live_track_knows_where_each_piece_is_heard():
    track, made = LiveTrack(), b""
    tone = np.sin(np.arange(SAMPLE_RATE) / 10).astype(np.float32) * 0.3
    begins = []
    for text in ("One.", "Two."):
        begun = seconds(len(made))
        for piece in (f"{text[:-1]},", text):
            begins.append(begun + track.position)
            made += track.piece(Speech(tone, piece, "test"))
        made += track.end(Line(f"{text[:-1]}, {text}", ()))
    sound = heard(made)
    assert [onset(sound, begin - 0.1) for begin in begins] == pytest.approx(begins, abs=0.01)


def test_what_goes_before_a_stream_fills_the_blocks_that_browsers_wait_for_and_is_not_heard():
    track, (one, *_) = LiveTrack(), lines_of(1)
    first = track.piece(one.speech[0])
    for part in (first, first * 3, first * 9, bytes(32_768 - 27), bytes(32_768)):
        assert len(opening(part) + part) % 32_768 == 0
        assert len(opening(part)) < 32_768 + 27
    np.testing.assert_array_equal(heard(opening(first) + first), heard(first))
    assert mutagen.id3.ID3(io.BytesIO(opening(first) + first)).version == (2, 4, 0)
