import io

import pytest
from hypothesis import given
from hypothesis import strategies as st
from mutagen.id3 import ID3, PictureType

from audio_out.tags import Details, chapters, id3
from audio_out.timeline import Cue
from tests.audio_out.bursts import line

PNG = b"\x89PNG\r\n\x1a\n" + bytes(20)
JPEG = b"\xff\xd8\xff\xe0" + bytes(20)

LINES = (
    line("북한, 유엔 인권 권고 거부", heading=True),
    line("북한이 권고 예순세 개를 받아들이지 않았다."),
    line("…", paragraph_end=True),
    line("한 외교관은 “진전이 없다”고 말했다.", paragraph_end=True),
)
CUES = (
    Cue(0.25, 2.0, LINES[0].text, 0),
    Cue(2.8, 4.0, "북한이 권고 예순세 개를", 1),
    Cue(4.15, 6.0, "받아들이지 않았다.", 1),
    Cue(7.0, 9.0, LINES[3].text, 3),
)
DETAILS = Details(
    language="ko",
    title="북한, 유엔 인권 권고 거부",
    artist="Deutgi",
    album="뉴스 듣기",
    date="2019-05-14",
    comment="extractive; memory; kokoro:jm_kumo",
    link="https://example.org/뉴스/1?a=b&c=%20d",
    cover=PNG,
)


def read(tag):
    return ID3(io.BytesIO(tag), translate=False)


def test_every_detail_reads_back():
    tag = read(id3(DETAILS, LINES, CUES, 9.8))
    assert tag.version == (2, 3, 0)
    assert tag["TIT2"].text == ["북한, 유엔 인권 권고 거부"]
    assert tag["TPE1"].text == ["Deutgi"]
    assert tag["TALB"].text == ["뉴스 듣기"]
    assert (tag["TYER"].text, tag["TDAT"].text) == (["2019"], ["1405"])
    assert tag["TLAN"].text == ["kor"]
    assert tag["COMM::kor"].text == ["extractive; memory; kokoro:jm_kumo"]
    assert tag["WOAS"].url == "https://example.org/%EB%89%B4%EC%8A%A4/1?a=b&c=%20d"
    assert tag["TLEN"].text == ["9800"]
    cover = tag.getall("APIC")[0]
    assert (cover.mime, cover.type, cover.data) == ("image/png", PictureType.COVER_FRONT, PNG)


def test_hangul_is_utf16_for_players_that_know_no_utf8():
    assert "북한, 유엔".encode("utf-16-le") in id3(DETAILS, LINES, CUES, 9.8)


def test_lyrics_are_the_lines_and_come_with_times():
    tag = read(id3(DETAILS, LINES, CUES, 9.8))
    assert tag["USLT::kor"].text.replace("\r", "") == (
        "북한, 유엔 인권 권고 거부\n\n북한이 권고 예순세 개를 받아들이지 않았다.\n…\n\n"
        "한 외교관은 “진전이 없다”고 말했다."
    )
    timed = tag["SYLT::kor"]
    assert (timed.format, timed.type) == (2, 1)
    assert [(text.strip(), at) for text, at in timed.text] == [
        (cue.text, round(cue.start * 1000)) for cue in CUES
    ]


def test_chapters_are_the_headline_and_a_paragraph_each():
    tag = read(id3(DETAILS, LINES, CUES, 9.8))
    toc = tag["CTOC:toc"]
    listed = [tag[f"CHAP:{name}"] for name in toc.child_element_ids]
    assert [(c.start_time, c.end_time, c.sub_frames["TIT2"].text[0]) for c in listed] == [
        (0, 2800, "북한, 유엔 인권 권고 거부"),
        (2800, 7000, "북한이 권고 예순세 개를 받아들이지 않았다."),
        (7000, 9800, "한 외교관은 “진전이 없다”고 말했다."),
    ]


def test_a_long_sentence_makes_a_short_chapter_title():
    words = line("The move came three weeks after a review in Geneva, where 88 countries asked.")
    (chapter,) = chapters([words], [Cue(0.2, 5, words.text, 0)], 6)
    assert chapter.title == "The move came three weeks after a review in Geneva, where…"
    assert len(chapter.title) <= 61


def test_a_hundred_paragraphs_make_a_hundred_chapters_and_three_hundred_do_not_fail():
    for count in (100, 300):
        lines = [line(f"Sentence {n}.", paragraph_end=True) for n in range(count)]
        cues = [Cue(n, n + 0.5, lines[n].text, n) for n in range(count)]
        tag = read(id3(Details("en"), lines, cues, count))
        assert len(tag.getall("CHAP")) == count
        assert len(tag["CTOC:toc"].child_element_ids) == min(count, 255)


def test_what_is_empty_gets_no_tag():
    tag = read(id3(Details("en"), LINES[:1], CUES[:1], 5))
    assert not {"TIT2", "TPE1", "TALB", "TYER", "WOAS"} & set(tag)
    assert not tag.getall("APIC") + tag.getall("COMM")
    assert tag["TLAN"].text == ["eng"]


@given(st.text(), st.text(), st.sampled_from(["2019", "2019-05", "soon", "", "2019-05-14T09:00"]))
def test_any_text_makes_a_tag_that_can_be_read(text, link, date):
    details = Details("en", text, text, text, date, text, link)
    tag = read(id3(details, [line(text)], [Cue(0, 1, text, 0)], 1))
    assert tag["TLEN"].text == ["1000"]


def test_half_characters_and_nul_do_not_break_a_tag():
    tag = read(id3(Details("en", title="a\ud800b\0c"), LINES, CUES, 9.8))
    assert tag["TIT2"].text == ["a�bc"]


def test_a_cover_that_is_no_picture_is_refused_at_once():
    assert Details("en", cover=JPEG).cover == JPEG
    with pytest.raises(ValueError, match="PNG or JPEG"):
        Details("en", cover=b"GIF89a")


def test_the_same_track_has_the_same_tag():
    assert id3(DETAILS, LINES, CUES, 9.8) == id3(DETAILS, LINES, CUES, 9.8)
