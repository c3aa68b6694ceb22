import html
import io
import re

import pysubs2
import pytest
import webvtt as webvtt_peer
from hypothesis import given
from hypothesis import strategies as st

from audio_out.captions import captions, srt, webvtt
from audio_out.text import clean
from audio_out.timeline import Cue

ENGLISH = (
    "The move came three weeks after a review in Geneva, where 88 countries had asked Pyongyang "
    "to close its political prison camps."
)
KOREAN = (
    "북한이 유엔 인권이사회의 권고 가운데 예순세 개를 받아들이지 않았다고 당국자들이 화요일 "
    "밝혔으며, 외교관들은 진전의 조짐이 없다고 말했다."
)
NASTY = "R&D <b>grew</b> 5% --> 7%; a < b > c.\n\nNOTE &amp; 1\n--> 00:00:02.000"


@st.composite
def cues(draw, text=None):
    made, now = [], 0.0
    for number, words in enumerate(draw(st.lists(text or st.text(max_size=200), max_size=6))):
        start = now + draw(st.floats(0, 3))
        now = start + draw(st.floats(0, 20))
        made.append(Cue(start, now, words, number))
    return made


def squeezed(text):
    return re.sub(r"\s", "", text)


@given(cues(), st.sampled_from(["en", "ko"]))
def test_no_word_is_lost_and_no_line_is_too_long(given_cues, language):
    shown = captions(given_cues, language)
    together = "".join(line for caption in shown for line in caption.lines)
    assert squeezed(together) == squeezed("".join(clean(cue.text) for cue in given_cues))
    for caption in shown:
        assert 1 <= len(caption.lines) <= 2
        assert all(line and len(line) <= 42 for line in caption.lines)


@given(cues(), st.sampled_from(["en", "ko"]))
def test_captions_follow_each_other(given_cues, language):
    gone = 0.0
    for caption in captions(given_cues, language):
        assert gone <= caption.start < caption.end
        gone = caption.end


@given(cues(), st.sampled_from(["en", "ko"]))
def test_webvtt_reads_back_as_it_was_meant(given_cues, language):
    shown = captions(given_cues, language)
    file = webvtt(given_cues, language)
    file.encode("utf-8")
    read = webvtt_peer.from_string(file).captions
    assert [html.unescape(caption.raw_text).split("\n") for caption in read] == [
        list(caption.lines) for caption in shown
    ]
    assert [caption.start_in_seconds for caption in read] == [int(c.start) for c in shown]


@given(cues(), st.sampled_from(["en", "ko"]))
def test_srt_reads_back_as_it_was_meant(given_cues, language):
    shown = captions(given_cues, language)
    file = srt(given_cues, language)
    file.encode("utf-8")
    blocks = [block.split("\n") for block in file.split("\n\n")] if file else []
    assert [[line.replace("\u2060", "") for line in block[2:] if line] for block in blocks] == [
        [line.replace("\u2060", "") for line in caption.lines] for caption in shown
    ]


def test_nasty_text_is_only_text():
    cue = Cue(0, 9, NASTY, 0)
    (*read,) = webvtt_peer.from_string(webvtt([cue], "en")).captions
    assert " ".join(html.unescape(c.raw_text).replace("\n", " ") for c in read) == clean(NASTY)
    subtitles = pysubs2.SSAFile.from_string(srt([cue], "en"), format_="srt")
    assert len(subtitles) == len(read)
    text = " ".join(event.plaintext.replace("\n", " ") for event in subtitles)
    assert text.replace("\u2060", "") == clean(NASTY)


def test_half_characters_and_control_characters_do_not_stop_a_file():
    text = "one \ud800 two\0\x1b[31m three\r\nfour\u2028five"
    for write in (webvtt, srt):
        file = write([Cue(0, 2, text, 0)], "en").encode("utf-8").decode()
        assert "one � two[31m three four five" in file.replace("\n", " ")


def test_the_files_say_their_language_and_times():
    cue = [Cue(3661.5, 3663.25, "Yes, it did.", 0)]
    assert webvtt(cue, "ko") == (
        "WEBVTT\nKind: captions\nLanguage: ko\n\n01:01:01.500 --> 01:01:03.250\nYes, it did.\n"
    )
    assert srt(cue, "ko") == "1\n01:01:01,500 --> 01:01:03,250\nYes, it did.\n"
    assert list(webvtt_peer.from_buffer(io.StringIO(webvtt([], "en")))) == []


@pytest.mark.parametrize(
    ("text", "language", "lines"),
    [
        (
            "North Korea rejects major recommendations on human rights",
            "en",
            [("North Korea rejects major recommendations", "on human rights")],
        ),
        (
            ENGLISH,
            "en",
            [
                ("The move came three weeks", "after a review in Geneva,"),
                ("where 88 countries had asked Pyongyang", "to close its political prison camps."),
            ],
        ),
        (
            KOREAN,
            "ko",
            [
                ("북한이 유엔 인권이사회의", "권고 가운데 예순세 개를"),
                ("받아들이지 않았다고", "당국자들이 화요일 밝혔으며,"),
                ("외교관들은 진전의", "조짐이 없다고 말했다."),
            ],
        ),
        ("Dr. Lee agreed.", "en", [("Dr. Lee agreed.",)]),
    ],
)
def test_a_sentence_is_broken_where_a_reader_pauses(text, language, lines):
    assert [caption.lines for caption in captions([Cue(0, 9, text, 0)], language)] == lines


def test_a_long_sentence_shares_its_time_by_what_is_said():
    first, second = captions([Cue(10, 20, ENGLISH, 0)], "en")
    assert first.start == 10
    assert second.end == 20
    assert first.end == second.start == pytest.approx(13.9, abs=0.3)


def test_pieces_of_a_sentence_keep_their_own_times():
    cues = [Cue(1.0, 3.0, "When it rained,", 0), Cue(3.15, 5.0, "they went home.", 0)]
    assert [(c.start, c.end) for c in captions(cues, "en")] == [(1.0, 3.0), (3.15, 5.0)]


def test_a_short_word_can_be_read_in_the_pause_after_it():
    cues = [Cue(1.0, 1.2, "Yes.", 0), Cue(1.65, 4.0, "They did.", 1)]
    assert captions(cues, "en")[0].end == 1.65


def test_a_line_of_a_thousand_words_takes_no_time():
    assert len(captions([Cue(0, 900, "word and " * 500, 0)], "en")) > 50
