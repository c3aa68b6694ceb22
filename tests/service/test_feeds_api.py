"""The library as podcasts, as the programs that read podcasts see it."""

import io
import json
import os
import struct
from email.utils import parsedate_to_datetime

import feedparser
import httpx
import podcastparser
import pytest
import webvtt
from lxml import etree

from service.library import path_of, remove
from tests.service.made_library import FIRST, put, serving

PODCAST = "{https://podcastindex.org/namespace/1.0}"
ITUNES = "{http://www.itunes.com/dtds/podcast-1.0.dtd}"


@pytest.fixture
def library(tmp_path):
    folder = tmp_path / "library"
    put(folder, "ferries-1")
    put(
        folder,
        "rights-2",
        "Rights & wrongs <b>reviewed</b> ]]>",
        "인권 ]]> & <i>검토</i> 🚢",
        number=1,
    )
    put(folder, "english-3", "English only", None, number=2, languages=("en",), complete=False)
    return folder


@pytest.fixture
def client(library):
    with serving(library) as base, httpx.Client(base_url=base) as own:
        yield own


def shown_by_podcastparser(client, language):
    answer = client.get(f"/feeds/{language}.xml")
    assert answer.status_code == 200
    return podcastparser.parse(str(answer.url), io.BytesIO(answer.content))


def test_each_language_has_the_episodes_with_a_track_in_it(client):
    english, korean = (shown_by_podcastparser(client, language) for language in ("en", "ko"))
    assert [episode["title"] for episode in english["episodes"]] == [
        "English only",
        "Rights & wrongs <b>reviewed</b> ]]>",
        "Ferries stay in harbour",
    ]
    assert [episode["title"] for episode in korean["episodes"]] == [
        "인권 ]]> & <i>검토</i> 🚢",
        "여객선, 항구에 머물다",
    ]
    assert (english["language"], korean["language"]) == ("en", "ko")
    assert "컴퓨터" in korean["description"]


@pytest.mark.parametrize("language", ["en", "ko", "both"])
def test_what_a_feed_promises_can_be_fetched(client, language):
    for episode in shown_by_podcastparser(client, language)["episodes"]:
        (sound,) = episode["enclosures"]
        answer = client.get(sound["url"])
        assert answer.status_code == 200
        assert len(answer.content) == sound["file_size"]
        assert answer.headers["content-type"] == sound["mime_type"] == "audio/mpeg"
        assert client.head(sound["url"]).headers["content-length"] == str(sound["file_size"])
        assert client.get(sound["url"], headers={"range": "bytes=0-1"}).status_code == 206


@pytest.mark.parametrize("language", ["en", "ko", "both"])
def test_transcripts_and_chapters_can_be_fetched_as_what_they_are(client, language):
    root = etree.fromstring(client.get(f"/feeds/{language}.xml").content)
    items = root.findall("channel/item")
    for item in items:
        found = item.findall(f"{PODCAST}transcript")
        assert [each.get("type") for each in found] == ["text/vtt", "application/x-subrip"]
        for transcript in found:
            answer = client.get(transcript.get("url"))
            assert answer.headers["content-type"].partition(";")[0] == transcript.get("type")
            assert transcript.get("language") == ("en" if language == "both" else language)
        captions = webvtt.from_string(client.get(found[0].get("url")).text).captions
        seconds = int(item.findtext(f"{ITUNES}duration"))
        assert 0 < captions[-1].end_in_seconds <= seconds
        chapters = item.find(f"{PODCAST}chapters")
        answer = client.get(chapters.get("url"))
        assert answer.headers["content-type"] == chapters.get("type")
        assert json.loads(answer.content)["chapters"][0]["startTime"] == 0
    assert items


def test_feedparser_sees_dates_lengths_and_both_texts(client, library):
    read = feedparser.parse(f"{client.base_url}/feeds/en.xml")
    assert (read.status, read.bozo, read.version) == (200, False, "rss20")
    ferries = read.entries[-1]
    assert ferries.id == "ferries-1/en"
    assert parsedate_to_datetime(ferries.published) == FIRST
    assert ferries.itunes_duration == "6"  # 5.5 s
    assert ferries.author == "Ann Author"
    assert ferries.link == "https://example.org/ferries?a=1&b=2"
    assert "No ferry left Oban" in ferries.summary
    both = ferries.content[-1].value
    assert "No ferry left Oban" in both
    assert "오반을 떠난 여객선이 없었다" in both
    assert "extractive, memory" in both


def test_feedparser_sees_both_languages_in_turn(client, library):
    read = feedparser.parse(f"{client.base_url}/feeds/both.xml")
    assert (read.status, read.bozo, read.feed.language) == (200, False, "en")
    assert [entry.id for entry in read.entries] == ["rights-2/both", "ferries-1/both"]
    ferries = read.entries[-1]
    assert ferries.title == "Ferries stay in harbour"
    assert ferries.enclosures[0].href.endswith("/v1/episodes/ferries-1/both.mp3")
    assert float(ferries.itunes_duration) > 6
    pair = "No ferry left Oban on Tuesday. 화요일에는 오반을 떠난 여객선이 없었다. The wind"
    assert pair in ferries.summary
    shown = [
        (element.get("lang"), element.text)
        for element in etree.HTML(ferries.content[-1].value).iter("h2", "p")
    ]
    assert shown[:4] == [
        ("en", "Ferries stay in harbour"),
        ("ko", "여객선, 항구에 머물다"),
        ("en", "No ferry left Oban on Tuesday."),
        ("ko", "화요일에는 오반을 떠난 여객선이 없었다."),
    ]


def test_podcastparser_reads_the_feed_of_both(client):
    both = shown_by_podcastparser(client, "both")
    assert both["language"] == "en"
    assert "each English sentence, then the same in Korean" in both["description"]
    assert [episode["guid"] for episode in both["episodes"]] == ["rights-2/both", "ferries-1/both"]
    assert all(episode["total_time"] > 6 for episode in both["episodes"])


def test_feedparser_is_not_sent_twice_what_it_has(client, library):
    address = f"{client.base_url}/feeds/ko.xml"
    first = feedparser.parse(address)
    again = feedparser.parse(address, etag=first.etag, modified=first.modified)
    assert (again.status, again.entries) == (304, [])
    put(library, "new-4", number=9)
    new = feedparser.parse(address, etag=first.etag, modified=first.modified)
    assert (new.status, new.entries[0].id) == (200, "new-4/ko")


def test_a_feed_changes_when_an_episode_is_made_again_or_taken_away(client, library):
    first = client.get("/feeds/en.xml")
    assert client.get("/feeds/en.xml").headers["etag"] == first.headers["etag"]
    put(library, "ferries-1", "Ferries leave again")
    second = client.get("/feeds/en.xml", headers={"if-none-match": first.headers["etag"]})
    assert second.status_code == 200
    assert "Ferries leave again" in second.text
    assert second.text.count("ferries-1/en</guid>") == 1
    os.utime(library, (2e9, 2e9))
    remove(library, "english-3")
    os.utime(library, (2e9 + 5, 2e9 + 5))  # as if some seconds had passed
    for known in (
        {"if-none-match": second.headers["etag"]},
        {"if-modified-since": second.headers["last-modified"]},
    ):
        third = client.get("/feeds/en.xml", headers=known)
        assert third.status_code == 200
        assert "english-3" not in third.text


def test_a_feed_says_how_it_may_be_kept(client):
    answer = client.get("/feeds/en.xml")
    assert answer.headers["content-type"] == "application/rss+xml; charset=utf-8"
    assert answer.headers["cache-control"] == "private, max-age=60"
    kept = client.get("/feeds/en.xml", headers={"if-none-match": answer.headers["etag"]})
    assert (kept.status_code, kept.content) == (304, b"")
    assert kept.headers["cache-control"] == "private, max-age=60"
    dated = client.get(
        "/feeds/en.xml", headers={"if-modified-since": answer.headers["last-modified"]}
    )
    assert dated.status_code == 304
    head = client.head("/feeds/en.xml")
    assert (head.content, head.headers["etag"]) == (b"", answer.headers["etag"])
    assert head.headers["content-length"] == str(len(answer.content))


def test_addresses_are_those_by_which_the_server_is_reached(client, library):
    host = {"host": "localhost:8000"}
    text = client.get("/feeds/en.xml", headers=host).text
    assert 'href="http://localhost:8000/feeds/en.xml"' in text
    assert 'url="http://localhost:8000/v1/episodes/ferries-1/en.mp3"' in text
    assert "127.0.0.1" not in text
    with serving(library, "https://news.example/deutgi/") as base:
        text = httpx.get(f"{base}/feeds/en.xml").text
    assert 'href="https://news.example/deutgi/feeds/en.xml"' in text
    assert 'url="https://news.example/deutgi/v1/episodes/ferries-1/en.mp3"' in text
    assert "127.0.0.1" not in text


def test_an_empty_library_has_an_empty_feed(tmp_path):
    with serving(tmp_path / "nowhere") as base:
        read = feedparser.parse(f"{base}/feeds/en.xml")
        assert (read.status, read.bozo, read.entries) == (200, False, [])
        assert (
            httpx.get(f"{base}/feeds/en.xml", headers={"if-none-match": read.etag}).status_code
            == 304
        )


def test_the_newest_hundred_are_in_the_feed(tmp_path):
    for number in range(103):
        put(tmp_path, f"e-{number}", number=number)
    with serving(tmp_path) as base:
        show = podcastparser.parse(base, io.BytesIO(httpx.get(f"{base}/feeds/en.xml").content))
    guids = {episode["guid"] for episode in show["episodes"]}
    assert guids == {f"e-{number}/en" for number in range(3, 103)}


def test_an_episode_whose_sound_is_missing_is_left_out(client, library):
    (path_of(library, "ferries-1") / "en.mp3").unlink()
    (path_of(library, "rights-2") / "en.srt").unlink()
    root = etree.fromstring(client.get("/feeds/en.xml").content)
    items = root.findall("channel/item")
    assert [item.findtext("guid") for item in items] == ["english-3/en", "rights-2/en"]
    assert len(items[1].findall(f"{PODCAST}transcript")) == 1


@pytest.mark.parametrize("link", ["file:///home/me/page.html", "javascript:alert(1)", None])
def test_only_a_page_that_others_can_open_is_linked(client, library, link):
    put(library, "ferries-1", link=link)
    root = etree.fromstring(client.get("/feeds/en.xml").content)
    assert root.findall("channel/item")[-1].find("link") is None


@pytest.mark.parametrize("name", ["fr.xml", "EN.xml", "..%2Fen.xml", "en.json"])
def test_other_feeds_are_not_found(client, name):
    answer = client.get(f"/feeds/{name}")
    assert answer.status_code == 404
    assert answer.headers["content-type"] == "application/problem+json"


def test_feeds_are_only_read(client):
    for path in ("/feeds/en.xml", "/feeds/cover.jpg"):
        answer = client.post(path)
        assert answer.status_code == 405
        assert "GET" in answer.headers["allow"]


def test_the_cover_is_as_large_as_apple_wants_it_and_no_larger(client):
    read = feedparser.parse(f"{client.base_url}/feeds/en.xml")
    answer = client.get(read.feed.image.href)
    assert answer.headers["content-type"] == "image/jpeg"
    assert len(answer.content) <= 100_000
    assert jpeg_size(answer.content) == (1400, 1400)
    kept = client.get(read.feed.image.href, headers={"if-none-match": answer.headers["etag"]})
    assert kept.status_code == 304


def jpeg_size(data):
    """Width and height, from the frame header (ITU-T T.81, B.2.2)."""
    assert data.startswith(b"\xff\xd8")
    at = 2
    while data[at + 1] not in (0xC0, 0xC2):
        at += 2 + struct.unpack(">H", data[at + 2 : at + 4])[0]
    height, width = struct.unpack(">HH", data[at + 5 : at + 9])
    return width, height
