"""Feeds as sites write them, good and bad, and those that mean harm."""

import resource
import time

import pytest

from pipelines.errors import UnreadableSource
from service.newsfeed import article_key, normal_link, read_feed
from tests.service.newsroom import Newsroom, room

__all__ = ["room"]

BASE = "https://news.example.org/feeds/all.xml"


def rss(items: str, before: str = "") -> bytes:
    return (
        f"<?xml version='1.0'?>{before}<rss version='2.0'><channel><title>Harbour Post</title>"
        f"<link>/</link>{items}</channel></rss>"
    ).encode()


def test_rss_atom_and_rdf_say_the_same() -> None:
    atom = """<feed xmlns='http://www.w3.org/2005/Atom' xml:lang='en'><title>Harbour Post</title>
      <link href='https://news.example.org/'/><entry><title>Ferries</title><id>tag:1</id>
      <link href='https://news.example.org/a'/><updated>2026-09-21T14:13:20Z</updated></entry></feed>"""
    rdf = """<rdf:RDF xmlns:rdf='http://www.w3.org/1999/02/22-rdf-syntax-ns#'
      xmlns='http://purl.org/rss/1.0/' xmlns:dc='http://purl.org/dc/elements/1.1/'>
      <channel rdf:about='x'><title>Harbour Post</title><link>https://news.example.org/</link></channel>
      <item rdf:about='tag:1'><title>Ferries</title><link>https://news.example.org/a</link>
      <dc:date>2026-09-21T14:13:20Z</dc:date></item></rdf:RDF>"""
    plain = rss(
        "<item><title>Ferries</title><guid isPermaLink='false'>tag:1</guid>"
        "<link>https://news.example.org/a</link>"
        "<pubDate>Mon, 21 Sep 2026 14:13:20 GMT</pubDate></item>"
    )
    feeds = [read_feed(data, BASE) for data in (plain, atom.encode(), rdf.encode())]
    for feed in feeds:
        assert (feed.title, feed.site) == ("Harbour Post", "https://news.example.org/")
        (entry,) = feed.entries
        assert (entry.title, entry.link) == ("Ferries", "https://news.example.org/a")
        assert entry.published == 1_790_000_000.0


def test_links_are_read_from_where_the_feed_is() -> None:
    feed = read_feed(rss("<item><link>/a</link></item><item><link>../b</link></item>"), BASE)
    assert [entry.link for entry in feed.entries] == [
        "https://news.example.org/a", "https://news.example.org/b",
    ]  # fmt: skip


def test_articles_that_a_feed_calls_the_same_are_still_different() -> None:
    items = "".join(f"<item><guid>x</guid><link>/{name}</link></item>" for name in "ab")
    assert len({entry.guid for entry in read_feed(rss(items), BASE).entries}) == 2


def test_without_dates_the_order_of_the_feed_counts() -> None:
    feed = read_feed(rss("".join(f"<item><link>/{name}</link></item>" for name in "cab")), BASE)
    assert "".join(entry.link[-1] for entry in feed.entries) == "cab"
    assert all(entry.published is None for entry in feed.entries)


def test_the_newest_come_first_where_dates_say_so() -> None:
    items = "".join(
        f"<item><link>/{day}</link><pubDate>0{day} Sep 2026 10:00:00 GMT</pubDate></item>"
        for day in (1, 3, 2)
    )
    assert [entry.link[-1] for entry in read_feed(rss(items), BASE).entries] == ["3", "2", "1"]


@pytest.mark.parametrize(
    ("encoding", "header"), [("windows-1252", ""), ("utf-16", ""), ("iso-8859-1", "iso-8859-1")]
)
def test_feeds_in_other_encodings_are_read(encoding: str, header: str) -> None:
    declared = "" if header else f" encoding='{encoding}'"
    text = (
        f"<?xml version='1.0'{declared}?><rss version='2.0'><channel><title>Café Sörensen</title>"
        "</channel></rss>"
    )
    headers = {"content-type": f"application/rss+xml; charset={header}"} if header else {}
    assert read_feed(text.encode(encoding), BASE, headers).title == "Café Sörensen"


def test_what_leads_nowhere_is_passed_over_and_titles_are_plain() -> None:
    items = (
        "<item><title>No link</title></item><item><link>javascript:alert(1)</link></item>"
        "<item><link>file:///etc/passwd</link></item><item><link>http://[x/</link></item>"
        "<item><title>&lt;b&gt;Tom &amp;amp; Jerry&lt;/b&gt;</title><link>/a</link></item>"
    )
    (entry,) = read_feed(rss(items), BASE).entries
    assert entry.title == "Tom & Jerry"


def test_a_feed_with_a_mistake_in_its_xml_is_still_read() -> None:
    feed = read_feed(rss("<item><title>A & B &nbsp; C</title><link>/a</link></item>"), BASE)
    assert feed.entries[0].link == "https://news.example.org/a"


def test_nothing_grows_in_a_feed_that_means_harm() -> None:
    """Billion laughs, and one entity many times over."""
    laughs = "<!ENTITY a0 'lol'>" + "".join(
        f"<!ENTITY a{n} '{f'&a{n - 1};' * 10}'>" for n in range(1, 10)
    )
    once = f"<!ENTITY a9 '{'B' * 100_000}'>"
    for entities, times in ((laughs, 1), (once, 5_000)):
        data = rss(
            f"<item><title>{'&a9;' * times}</title><link>/a</link></item>",
            f"<!DOCTYPE rss [{entities}]>",
        )
        before, began = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss, time.thread_time()
        (entry,) = read_feed(data, BASE).entries
        assert len(entry.title) <= 500
        assert time.thread_time() - began < 5
        assert resource.getrusage(resource.RUSAGE_SELF).ru_maxrss - before < 200_000  # kB


@pytest.mark.parametrize(
    "doctype",
    [
        "<!DOCTYPE rss [<!ENTITY x SYSTEM '{where}'>]>",
        "<!DOCTYPE rss [<!ENTITY % y SYSTEM '{where}'> %y;]>",
        "<!DOCTYPE rss SYSTEM '{where}'>",
    ],
)
def test_a_feed_has_nothing_else_opened(
    room: Newsroom, tmp_path_factory: pytest.TempPathFactory, doctype: str
) -> None:
    secret = tmp_path_factory.mktemp("secret") / "secret.txt"
    secret.write_text("hunter2")
    for where in (secret.as_uri(), f"{room.url}/secret"):
        data = rss(
            "<item><title>T &x; T</title><link>/a</link></item>", doctype.format(where=where)
        )
        assert "hunter2" not in repr(read_feed(data, f"{room.url}/rss.xml"))
    assert room.asked == []


def test_a_feed_of_a_million_tags_is_refused_at_once() -> None:
    began = time.thread_time()
    with pytest.raises(UnreadableSource, match="too large"):
        read_feed(b"<rss version='2.0'><channel>" + b"<a>" * 1_000_000, BASE)
    assert time.thread_time() - began < 1


@pytest.mark.parametrize(
    ("link", "normal"),
    [
        ("HTTP://News.Example.org:80/a?utm_source=x&id=2&UTM_Medium=y#top",
         "http://news.example.org/a?id=2"),
        ("https://news.example.org", "https://news.example.org/"),
        ("https://news.example.org/a?b=1%20c", "https://news.example.org/a?b=1%20c"),
    ],
)  # fmt: skip
def test_links_are_freed_of_how_somebody_came(link: str, normal: str) -> None:
    assert normal_link(link) == normal


def test_an_article_is_the_same_with_and_without_tls() -> None:
    assert article_key("http://a.example/x") == article_key("https://a.example/x")
    assert article_key("http://a.example/x") != article_key("http://a.example/y")
