"""Both languages in one track: in turn, equally loud, and made of finished tracks too."""

import io

import numpy as np
import pysubs2
import pytest
import webvtt as webvtt_peer
from hypothesis import given
from hypothesis import strategies as st
from mutagen.id3 import ID3
from scipy.signal import correlate

from audio_out.both import cut, interleaved
from audio_out.captions import srt, webvtt
from audio_out.mp3 import decode
from audio_out.timeline import PAUSE_PARAGRAPH, PAUSE_SENTENCE, Cue, lay_out, pause_after
from audio_out.track import Details, write_track
from pipelines.results import SAMPLE_RATE
from tests.audio_out.bursts import heard, line, loudness, voice_like

TOLERANCE = 0.003  # seconds


def levels(lines):
    """What pyloudnorm makes of each language's speech."""
    voices = {"en": [], "ko": []}
    for each in lines:
        voices[each.language] += [np.array(speech.samples) for speech in each.speech]
    return [loudness(np.concatenate(sounds)) for sounds in voices.values()]


def lateness(piece, sound):
    """By how many seconds a piece comes later than the sound that it was."""
    return (int(np.argmax(correlate(piece, sound))) - (sound.size - 1)) / SAMPLE_RATE


def written(sounds):
    lines = [line(f"Line {n}.", sound) for n, sound in enumerate(sounds)]
    file = io.BytesIO()
    track = write_track(lines, Details("en", title="A"), file)
    file.seek(0)
    return file, [(cue.start, cue.end) for cue in track.cues]


@given(st.lists(st.tuples(st.booleans(), st.booleans()), max_size=20))
def test_each_english_line_is_followed_by_its_korean_one(flags):
    english = [line(f"e{n}", paragraph_end=p, heading=h) for n, (p, h) in enumerate(flags)]
    korean = [line(f"k{n}", paragraph_end=p, heading=h) for n, (p, h) in enumerate(flags)]
    both = list(interleaved(english, korean))
    assert [each.text for each in both] == [f"{x}{n}" for n in range(len(flags)) for x in "ek"]
    assert [each.language for each in both] == ["en", "ko"] * len(flags)
    assert all(pause_after(each) == PAUSE_SENTENCE for each in both[::2])
    assert all(pause_after(each) == PAUSE_PARAGRAPH for each in both[1::2])


@given(st.lists(st.tuples(st.integers(0, 3), st.integers(0, 3)), max_size=6))
def test_no_piece_of_either_language_is_lost_or_out_of_turn(pieces):
    def spoken(word, count):
        return line(f"{word} " * count, *[np.full(240, 0.1, np.float32)] * count)

    english = [spoken("one", count) for count, _ in pieces]
    korean = [spoken("하나", count) for _, count in pieces]
    cues = [each.cue for each in lay_out(interleaved(english, korean)) if each.cue]
    assert [(cue.line, cue.language) for cue in cues] == [
        (2 * n + place, language)
        for n, counts in enumerate(pieces)
        for place, language in enumerate(("en", "ko"))
        for _ in range(counts[place])
    ]


def test_languages_with_different_numbers_of_lines_are_refused():
    with pytest.raises(ValueError, match="shorter"):
        list(interleaved([line("One.")], []))


@pytest.mark.parametrize("louder", [4, 1 / 4])
def test_a_voice_12_db_away_from_the_other_is_as_loud_in_the_track(louder):
    english = [line(f"One {n}.", voice_like(2, 0.05, seed=n)) for n in range(3)]
    korean = [line(f"하나 {n}.", voice_like(2, 0.05 * louder, seed=n + 9)) for n in range(3)]
    one, other = levels(interleaved(english, korean))
    assert one == pytest.approx(other, abs=0.1)
    file = io.BytesIO()
    track = write_track(interleaved(english, korean), Details("en ko"), file)
    sound = heard(file.getvalue())
    one, other = (
        loudness(
            np.concatenate(
                [
                    sound[round(cue.start * SAMPLE_RATE) : round(cue.end * SAMPLE_RATE)]
                    for cue in track.cues
                    if cue.language == language
                ]
            )
        )
        for language in ("en", "ko")
    )
    assert one == pytest.approx(other, abs=0.5)
    alone = write_track(english, Details("en"), io.BytesIO())
    assert track.lufs == pytest.approx(alone.lufs, abs=0.3)


def test_a_language_that_is_silent_leaves_the_other_as_it_is():
    sound = voice_like(1, 0.1)
    (first, second) = interleaved([line("One.", sound)], [line("하나.", np.zeros_like(sound))])
    assert np.array_equal(next(iter(first.speech)).samples, sound)
    assert not next(iter(second.speech)).samples.any()


def test_a_line_cut_from_a_track_is_the_line_that_was_spoken():
    sounds = [voice_like(seconds, 0.1, seed=n) for n, seconds in enumerate((2, 9, 0.4, 1.5))]
    file, times = written(sounds)
    pieces = list(cut(file, times))
    assert len(pieces) == len(sounds)
    for piece, sound in zip(pieces, sounds, strict=True):
        assert piece.size == sound.size
        assert abs(lateness(piece, sound)) < TOLERANCE
        assert np.corrcoef(piece, sound)[0, 1] > 0.9  # the limiter and MP3 change a little


def test_lines_may_be_left_out_of_what_is_cut():
    sounds = [voice_like(6, 0.1, seed=n) for n in range(4)]
    file, times = written(sounds)
    (piece,) = cut(file, times[3:])
    assert abs(lateness(piece, sounds[3])) < TOLERANCE


def test_cutting_holds_a_line_and_not_the_track():
    file, _ = written([voice_like(60, seed=n) for n in range(2)])
    blocks = max(block.size for block in decode(file))
    file.seek(0)
    for piece in cut(file, [(n, n + 0.5) for n in range(120)]):
        assert piece.size == SAMPLE_RATE // 2
        assert piece.base is None  # nor is a block kept alive by a view of it
    assert blocks <= 4 * SAMPLE_RATE


def test_times_beyond_the_track_are_refused():
    file, _ = written([voice_like(1)])
    with pytest.raises(ValueError, match="track ends"):
        list(cut(file, [(0.0, 60.0)]))


def test_what_is_no_mp3_is_refused():
    with pytest.raises(ValueError, match=r"."):
        list(cut(io.BytesIO(b"no sound at all"), [(0.0, 1.0)]))


def test_captions_say_their_pair_and_language_in_webvtt_and_are_plain_in_srt():
    long = "The move came three weeks after a review in Geneva, where 88 countries had spoken. " * 2
    cues = [
        Cue(0.25, 1.5, "A < B.", 0, "en"),
        Cue(2.0, 3.5, "하나.", 1, "ko"),
        Cue(4.5, 14, long, 2, "en"),
        Cue(14.5, 16, "둘.", 3, "ko"),
    ]
    file = webvtt(cues, "en")
    assert "\n0 en\n00:00:00.250 --> 00:00:01.500\n<lang en>A &lt; B.</lang>\n" in file
    assert "\n0 ko\n00:00:02.000 --> 00:00:03.500\n<lang ko>하나.</lang>\n" in file
    read = webvtt_peer.from_string(file).captions
    names = [caption.identifier for caption in read]
    assert names[:4] == ["0 en", "0 ko", "1 en", "1 en 2"]
    assert names[-1] == "1 ko"
    assert len(set(names)) == len(names)
    assert read[1].text == "하나."  # a reader that knows spans shows none
    plain = pysubs2.SSAFile.from_string(srt(cues, "en"), format_="srt")
    assert [event.plaintext.replace("\n", " ").replace("\u2060", "") for event in plain][:2] == [
        "A < B.",
        "하나.",
    ]
    assert "lang" not in srt(cues, "en")


def test_korean_captions_are_as_narrow_as_korean_ones_in_a_track_of_both():
    text = "북한이 유엔 인권이사회의 권고 가운데 예순세 개를 받아들이지 않았다고 밝혔다. " * 3
    alone = webvtt_peer.from_string(webvtt([Cue(0, 20, text, 0)], "ko")).captions
    both = webvtt_peer.from_string(webvtt([Cue(0, 20, text, 1, "ko")], "en")).captions
    assert [caption.text for caption in both] == [caption.text for caption in alone]


def test_the_tags_name_both_languages_and_have_a_chapter_for_each_pair():
    english = [line("Ferries stay.", voice_like(1)), line("No ferry left.", voice_like(1))]
    korean = [line("여객선이 머물다.", voice_like(1)), line("떠난 배가 없다.", voice_like(1))]
    file = io.BytesIO()
    track = write_track(interleaved(english, korean), Details("en ko", title="F"), file)
    tag = ID3(io.BytesIO(file.getvalue()), translate=False)
    assert tag["TLAN"].text == ["engkor"]
    assert tag["USLT::mul"].text.replace("\r", "") == (
        "Ferries stay.\n여객선이 머물다.\n\nNo ferry left.\n떠난 배가 없다."
    )
    assert [frame.sub_frames["TIT2"].text for frame in tag.getall("CHAP")] == [
        ["Ferries stay."],
        ["No ferry left."],
    ]
    assert tag.getall("CHAP")[1].start_time == round(track.cues[2].start * 1000)
