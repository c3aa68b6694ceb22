import io
from datetime import UTC, datetime, timedelta, timezone
from email.utils import parsedate_to_datetime

import feedparser
import podcastparser
import pytest
from hypothesis import given
from hypothesis import strategies as st
from lxml import etree
from lxml import html as markup

from audio_out.feed import Feed, Item, Paragraph, guid, rss
from audio_out.text import clean

NAMES = {
    "atom": "http://www.w3.org/2005/Atom",
    "content": "http://purl.org/rss/1.0/modules/content/",
    "itunes": "http://www.itunes.com/dtds/podcast-1.0.dtd",
    "podcast": "https://podcastindex.org/namespace/1.0",
}
NEWS = Item(
    guid="ferries-0123456789/ko",
    title="여객선, 항구에 머물다",
    published=datetime(2026, 1, 2, 12, 4, 5, tzinfo=timezone(timedelta(hours=9))),
    audio="https://news.example/v1/episodes/ferries-0123456789/ko.mp3",
    size=45_509,
    seconds=3725.4,
    summary="화요일에는 오반을 떠난 여객선이 없었다.",
    text=(
        Paragraph("여객선, 항구에 머물다", "ko", heading=True),
        Paragraph("화요일에는 오반을 떠난 여객선이 없었다.", "ko"),
        Paragraph("No ferry left Oban on Tuesday.", "en"),
    ),
    author="Ann Author",
    link="https://example.org/ferries?a=1&b=2",
    transcripts=(
        ("vtt", "https://news.example/v1/episodes/ferries-0123456789/ko.vtt"),
        ("srt", "https://news.example/v1/episodes/ferries-0123456789/ko.srt"),
    ),
    chapters="https://news.example/v1/episodes/ferries-0123456789/ko.chapters.json",
)
NASTY = {
    "markup": "<b>R&D</b> ]]> <![CDATA[ <script>alert(1)</script> &amp; --> ?>",
    "control characters": "one\0 two\x1b[31m\x0b three\x85four\x7f",
    "half characters": "half \ud83d of one \udc00",
    "no characters": "all \ufffe but \uffff these",
    "emoji": "ferry ⛴️ 👩‍👩‍👧 \U0001f1f0\U0001f1f7",
    "right to left": "\u202eשלום\u202c العبّارة",
    "quotes": "\"double\" 'single' `back`",
}


def feed_of(*items, **changes):
    values = {
        "address": "https://news.example/feeds/ko.xml",
        "link": "https://news.example/",
        "title": "듣기: 짧은 뉴스",
        "summary": "직접 고른 뉴스",
        "author": "Deutgi",
        "language": "ko",
        "image": "https://news.example/feeds/cover.jpg",
        "changed": datetime(2026, 1, 3, tzinfo=UTC),
        "items": items,
        "categories": (("News", "Daily News"), ("Education", "")),
    }
    return Feed(**{**values, **changes})


def parsed(feed):
    """The document as a strict parser reads it."""
    return etree.fromstring(rss(feed), etree.XMLParser(resolve_entities=False))


def texts(feed, path):
    return [str(found) for found in parsed(feed).xpath(path, namespaces=NAMES)]


def test_podcastparser_reads_the_show_and_its_episodes():
    feed = feed_of(NEWS)
    show = podcastparser.parse(feed.address, io.BytesIO(rss(feed)))
    assert (show["title"], show["link"]) == (feed.title, feed.link)
    assert (show["language"], show["type"], show["explicit"]) == ("ko", "episodic", False)
    assert show["cover_url"] == feed.image
    assert show["itunes_author"] == "Deutgi"
    assert show["itunes_categories"] == [["News", "Daily News"], ["Education"]]
    (episode,) = show["episodes"]
    assert episode["title"] == NEWS.title
    assert episode["guid"] == NEWS.guid
    assert episode["total_time"] == 3725
    assert episode["published"] == NEWS.published.timestamp()
    assert episode["enclosures"] == [
        {"url": NEWS.audio, "file_size": NEWS.size, "mime_type": "audio/mpeg"}
    ]
    assert episode["itunes_author"] == "Ann Author"
    assert episode["type"] == "full"
    assert "<p" in episode["description_html"]


def test_podcastparser_reads_the_podcast_tags_by_their_older_name():
    older = "https://github.com/Podcastindex-org/podcast-namespace/blob/main/docs/1.0.md"
    document = rss(feed_of(NEWS)).replace(NAMES["podcast"].encode(), older.encode())
    show = podcastparser.parse("https://news.example/feeds/ko.xml", io.BytesIO(document))
    (episode,) = show["episodes"]
    assert show["import_prohibited"] is True
    assert episode["chapters_json_url"] == NEWS.chapters
    assert episode["transcript_url"] in dict(NEWS.transcripts).values()


def test_feedparser_finds_nothing_to_complain_of():
    read = feedparser.parse(rss(feed_of(NEWS)))
    assert not read.bozo
    assert read.version == "rss20"
    assert read.encoding.lower() == "utf-8"
    assert read.feed.title == "듣기: 짧은 뉴스"
    assert read.feed.author == "Deutgi"
    assert read.feed.image.href == "https://news.example/feeds/cover.jpg"
    (entry,) = read.entries
    assert (entry.id, entry.guidislink) == (NEWS.guid, False)
    assert entry.link == NEWS.link
    (sound,) = entry.enclosures
    assert (sound.href, sound.length, sound.type) == (NEWS.audio, "45509", "audio/mpeg")
    assert entry.itunes_duration == "3725"
    assert "No ferry left Oban" in entry.content[-1].value


def test_the_feed_says_where_it_is_and_when_it_changed():
    feed = feed_of(NEWS)
    assert texts(feed, "channel/atom:link[@rel='self']/@href") == [feed.address]
    assert texts(feed, "channel/atom:link/@type") == ["application/rss+xml"]
    assert texts(feed, "channel/lastBuildDate/text()") == ["Sat, 03 Jan 2026 00:00:00 +0000"]
    assert texts(feed, "channel/item/pubDate/text()") == ["Fri, 02 Jan 2026 03:04:05 +0000"]


def test_transcripts_say_their_type_and_language():
    found = parsed(feed_of(NEWS)).findall("channel/item/podcast:transcript", NAMES)
    assert [(t.get("url"), t.get("type"), t.get("language")) for t in found] == [
        (NEWS.transcripts[0][1], "text/vtt", "ko"),
        (NEWS.transcripts[1][1], "application/x-subrip", "ko"),
    ]
    (chapters,) = parsed(feed_of(NEWS)).findall("channel/item/podcast:chapters", NAMES)
    assert chapters.attrib == {"url": NEWS.chapters, "type": "application/json+chapters"}


@pytest.mark.parametrize(
    ("address", "expected"),
    [
        # The two examples of the podcast namespace's own documentation.
        ("https://podnews.net/rss", "9b024349-ccf0-5f69-a609-6b82873eab3c"),
        ("http://mp3s.nashownotes.com/pc20rss.xml", "917393e3-1b1e-5cef-ace4-edaa54e1f810"),
        ("podnews.net/rss//", "9b024349-ccf0-5f69-a609-6b82873eab3c"),
    ],
)
def test_the_guid_is_the_one_that_other_podcast_tools_work_out(address, expected):
    assert guid(address) == expected
    assert texts(feed_of(address=address), "channel/podcast:guid/text()") == [expected]


@pytest.mark.parametrize("nasty", NASTY.values(), ids=NASTY)
def test_nasty_text_is_only_text(nasty):
    item = Item("g", nasty, NEWS.published, NEWS.audio, 1, 1.0, nasty, (Paragraph(nasty, "en"),))
    feed = feed_of(item, title=nasty, summary=nasty)
    held = clean(nasty.replace("\ufffe", "").replace("\uffff", ""))
    for path in ("channel/title", "channel/item/title", "channel/item/itunes:summary"):
        assert texts(feed, f"{path}/text()") == [held]
    for path in ("channel/item/description", "channel/item/content:encoded"):
        (shown,) = texts(feed, f"{path}/text()")
        page = markup.fromstring(shown)
        assert (page.tag, page.text, len(page)) == ("p", held, 0)
    assert not feedparser.parse(rss(feed)).bozo
    assert len(podcastparser.parse(feed.address, io.BytesIO(rss(feed)))["episodes"]) == 1


def test_any_writing_reaches_the_reader_as_it_was():
    for title in ("ferry ⛴️ \U0001f1f0\U0001f1f7", "שלום עולם", "한글과 漢字", "R&D: a < b > c"):
        item = Item("g", title, NEWS.published, NEWS.audio, 1, 1.0)
        show = podcastparser.parse("https://a/", io.BytesIO(rss(feed_of(item))))
        assert show["episodes"][0]["title"] == title


@given(st.text(st.characters(), max_size=60), st.text(st.characters(), max_size=60))
def test_any_text_anywhere_makes_a_feed_that_can_be_read(text, other):
    item = Item(
        guid=text,
        title=other,
        published=datetime(2026, 1, 2),
        audio=text,
        size=0,
        seconds=0.0,
        summary=text,
        text=(Paragraph(other, text), Paragraph(text, other, heading=True)),
        author=other,
        link=text,
        transcripts=(("vtt", other),),
        chapters=text,
    )
    feed = feed_of(item, address=text, link=other, title=text, language=other, image=text)
    assert len(parsed(feed).findall("channel/item")) == 1


def test_what_is_empty_gets_no_element():
    item = Item("g", "Title", NEWS.published, NEWS.audio, 1, 1.0)
    feed = feed_of(item, changed=None)
    tags = [element.tag for element in parsed(feed).find("channel/item")]
    assert "link" not in tags
    assert "description" not in tags
    assert f"{{{NAMES['podcast']}}}transcript" not in tags
    assert texts(feed, "channel/lastBuildDate") == []


def test_a_time_without_a_zone_is_taken_as_utc():
    item = Item("g", "Title", datetime(2026, 1, 2, 3, 4, 5), NEWS.audio, 1, 1.0)
    (date,) = texts(feed_of(item), "channel/item/pubDate/text()")
    assert parsedate_to_datetime(date) == datetime(2026, 1, 2, 3, 4, 5, tzinfo=UTC)


def test_the_same_feed_is_the_same_bytes():
    assert rss(feed_of(NEWS)) == rss(feed_of(NEWS))
