"""Subscriptions: new articles become episodes, each once, and sites are asked politely."""

import threading
import time
from dataclasses import replace
from email.utils import formatdate

import pytest
import sqlalchemy as sa

from pipelines.article import Article
from pipelines.errors import DeutgiError, UnreadableSource
from service import seen, sources
from service.manners import Disallowed, Manners
from service.reach import Reach
from service.seen import LEASE
from service.sources import Source
from service.subscribing import EVERY
from service.visiting import Visit, look, visit, visit_due
from tests.service.newsroom import (
    GERMAN,
    NOW,
    Maker,
    Newsroom,
    database_url,
    engine,
    maker,
    manners,
    other_room,
    room,
)

__all__ = ["database_url", "engine", "maker", "manners", "other_room", "room"]

DAY = 24 * 3600.0


def subscribe(engine: sa.Engine, address: str, manners: Manners, **options: object) -> Source:
    found = look(address, manners)
    source, new = sources.add(
        engine, found.address, found.feed, etag=found.etag, modified=found.modified,
        now=NOW, **options,
    )  # fmt: skip
    assert new
    return source


def states(engine: sa.Engine, source: Source) -> dict[str, str]:
    found = seen.articles(engine, source.id)
    return {article.link.rpartition("/")[2]: article.state for article in found}


def test_the_newest_three_come_first_and_then_what_is_new(
    engine: sa.Engine, room: Newsroom, manners: Manners, maker: Maker
) -> None:
    source = subscribe(engine, room.rss("e", "d", "c", "b", "a"), manners, settings={"length": "5"})
    assert (source.title, source.language, source.site) == ("Harbour Post", "en-GB", f"{room.url}/")
    visit(engine, source.id, maker, manners, NOW)
    assert maker.made == ["e", "d", "c"]
    assert maker.wanted[0] == {"length": "5"}
    room.rss("f", "e", "d", "c", "b")
    done = visit(engine, source.id, maker, manners, NOW + EVERY)
    assert (done.new, done.made) == (1, 1)
    assert maker.made == ["e", "d", "c", "f"]
    assert states(engine, source) == {
        "f": "made", "e": "made", "d": "made", "c": "made", "b": "skipped", "a": "skipped",
    }  # fmt: skip
    assert seen.articles(engine, source.id)[0].episode_id == "episode-f"


def test_many_new_articles_are_made_over_several_visits_also_while_the_feed_is_the_same(
    engine: sa.Engine, room: Newsroom, manners: Manners, maker: Maker
) -> None:
    source = subscribe(engine, room.rss("a"), manners, most_new=2)
    room.rss(*"hgfedcba", ETag='"2"')
    visit(engine, source.id, maker, manners, NOW + 60)
    assert maker.made == ["h", "g"]
    visit(engine, source.id, maker, manners, NOW + EVERY)
    assert maker.made == ["h", "g", "f", "e"]


def test_an_unchanged_feed_is_not_sent_again(
    engine: sa.Engine, room: Newsroom, manners: Manners, maker: Maker
) -> None:
    date = formatdate(NOW, usegmt=True)
    source = subscribe(engine, room.rss("a", ETag='"1"', Last_Modified=date), manners)
    done = visit(engine, source.id, maker, manners, NOW)
    asked = [asked for asked in room.asked if asked.path == "/rss.xml"][-1]
    assert asked.headers["If-None-Match"] == '"1"'
    assert asked.headers["If-Modified-Since"] == date
    assert asked.headers["User-Agent"].startswith("Deutgi/")
    assert (done.error, done.source.failures) == ("", 0)
    assert maker.made == ["a"]


@pytest.mark.parametrize(
    "again",
    [
        "<guid>another</guid><link>{url}/a</link>",
        "<guid isPermaLink='false'>guid-a</guid><link>{url}/moved</link>",
        "<guid>x</guid><link>{url}/a?utm_source=rss&amp;utm_medium=feed#comments</link>",
    ],
)
def test_an_article_is_made_once_whatever_the_feed_calls_it_later(
    engine: sa.Engine, room: Newsroom, manners: Manners, maker: Maker, again: str
) -> None:
    source = subscribe(engine, room.rss("a"), manners)
    visit(engine, source.id, maker, manners, NOW)
    item = again.format(url=room.url)
    room.feed(f"<rss version='2.0'><channel><title>t</title><item>{item}</item></channel></rss>")
    done = visit(engine, source.id, maker, manners, NOW + EVERY)
    assert done.new == 0
    assert maker.made == ["a"]


def test_an_article_in_two_feeds_or_subscribed_to_again_is_made_once(
    engine: sa.Engine, room: Newsroom, manners: Manners, maker: Maker
) -> None:
    first = subscribe(engine, room.rss("a"), manners)
    second = subscribe(engine, room.rss("a", "b", path="/world.xml"), manners)
    for source in (first, second):
        visit(engine, source.id, maker, manners, NOW)
    assert sorted(maker.made) == ["a", "b"]
    sources.remove(engine, first.id)
    third = subscribe(engine, room.url + "/rss.xml", manners)
    visit(engine, third.id, maker, manners, NOW + EVERY)
    assert sorted(maker.made) == ["a", "b"]


def test_of_two_visitors_at_once_one_visits(
    engine: sa.Engine, room: Newsroom, manners: Manners, maker: Maker
) -> None:
    source = subscribe(engine, room.rss("a", "b"), manners)
    before, room.pause = len(room.asked), 0.1
    visits: list[Visit] = []

    def go() -> None:
        own = Manners(apart=0.0)
        visits.append(visit(engine, source.id, maker, own, NOW, scheduled=True))

    threads = [threading.Thread(target=go) for _ in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert [done.busy for done in visits].count(False) == 1
    assert sorted(maker.made) == ["a", "b"]
    assert [asked.path for asked in room.asked[before:]].count("/rss.xml") == 1
    assert sources.due(engine, NOW) == []
    assert [s.id for s in sources.due(engine, NOW + EVERY)] == [source.id]


def test_a_visit_that_was_killed_is_taken_up_again(
    engine: sa.Engine, room: Newsroom, manners: Manners, maker: Maker
) -> None:
    source = subscribe(engine, room.rss("a"), manners)

    def die(article: Article) -> None:
        raise SystemExit

    with pytest.raises(SystemExit):
        visit(engine, source.id, replace(maker, fails=die), manners, NOW)
    assert visit_due(engine, NOW + LEASE / 2, maker, manners) == []
    visit_due(engine, NOW + LEASE + 1, maker, manners)
    assert maker.made == ["a"]


def test_an_article_that_fails_is_tried_three_times_and_then_said_to_have_failed(
    engine: sa.Engine, room: Newsroom, manners: Manners, maker: Maker
) -> None:
    room.say("/a", status=500)
    source = subscribe(engine, room.rss("a"), manners)
    for number in range(6):
        visit(engine, source.id, maker, manners, NOW + number * DAY)
    (article,) = seen.articles(engine, source.id)
    assert (article.state, article.tries) == ("failed", 3)
    assert "out of order (500)" in article.error
    assert room.paths().count("/a") == 3


def test_a_fault_of_ours_with_one_article_costs_the_others_nothing(
    engine: sa.Engine, room: Newsroom, manners: Manners, maker: Maker
) -> None:
    source = subscribe(engine, room.rss("b", "a"), manners)

    def odd(article: Article) -> None:
        if (article.link or "").endswith("/a"):
            raise ZeroDivisionError

    done = visit(engine, source.id, replace(maker, fails=odd), manners, NOW)
    assert (done.made, done.failed) == (1, 1)
    assert maker.made == ["b"]
    assert {a.error for a in seen.articles(engine, source.id)} == {
        "",
        "A fault of Deutgi's own: ZeroDivisionError.",
    }


def test_an_article_that_works_later_is_made_then(
    engine: sa.Engine, room: Newsroom, manners: Manners, maker: Maker
) -> None:
    source = subscribe(engine, room.rss("a"), manners)

    def full(article: Article) -> None:
        raise DeutgiError("100 episodes are waiting already.", "Try again later.")

    done = visit(engine, source.id, replace(maker, fails=full), manners, NOW)
    assert done.failed == 1
    visit(engine, source.id, maker, manners, NOW + 60)
    assert maker.made == []
    visit(engine, source.id, maker, manners, NOW + EVERY)
    assert maker.made == ["a"]


def test_an_article_that_is_not_in_english_is_skipped_and_says_so(
    engine: sa.Engine, room: Newsroom, manners: Manners, maker: Maker
) -> None:
    room.article("a", f"<p>{GERMAN}</p><p>{GERMAN}</p>")
    source = subscribe(engine, room.rss("a", "b"), manners)
    done = visit(engine, source.id, maker, manners, NOW)
    assert (done.made, done.skipped) == (1, 1)
    skipped = next(a for a in seen.articles(engine, source.id) if a.state == "skipped")
    assert "not in English" in skipped.error or "German" in skipped.error


def test_what_robots_txt_forbids_is_left_alone(
    engine: sa.Engine, room: Newsroom, manners: Manners, maker: Maker
) -> None:
    room.say("/robots.txt", "User-agent: *\nDisallow: /all\nUser-agent: Deutgi\nDisallow: /a\n")
    source = subscribe(engine, room.rss("a", "b"), manners)
    visit(engine, source.id, maker, manners, NOW)
    assert states(engine, source) == {"a": "skipped", "b": "made"}
    assert "/a" not in room.paths()
    assert [asked.path for asked in room.asked].count("/robots.txt") == 1
    room.say("/robots.txt", "User-agent: deutgi\nDisallow: /rss\n")
    with pytest.raises(Disallowed) as refused:
        look(room.url + "/rss.xml", Manners(apart=0.0))
    assert refused.value.hint


@pytest.mark.parametrize(
    ("status", "allowed"), [(404, True), (403, True), (500, False), (503, False)]
)
def test_a_robots_txt_that_is_missing_allows_all_and_one_out_of_order_nothing(
    room: Newsroom, manners: Manners, status: int, allowed: bool
) -> None:
    """RFC 9309, 2.3.1.3 and 2.3.1.4."""
    room.say("/robots.txt", status=status)
    address = room.rss("a")
    if allowed:
        assert look(address, manners).feed.title == "Harbour Post"
        return
    with pytest.raises(UnreadableSource, match=r"robots\.txt"):
        look(address, manners)
    assert room.paths() == []


def test_a_site_is_asked_one_thing_at_a_time_with_a_pause_between(
    engine: sa.Engine, room: Newsroom, maker: Maker
) -> None:
    room.pause = 0.05
    slow = Manners(apart=0.2)
    first = subscribe(engine, room.rss("a"), slow)
    second = subscribe(engine, room.rss("b", path="/2.xml"), slow)
    threads = [
        threading.Thread(target=visit, args=(engine, source.id, maker, slow, NOW))
        for source in (first, second)
    ]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert sorted(maker.made) == ["a", "b"]
    assert room.most == 1
    gaps = [b.at - a.at for a, b in zip(room.asked, room.asked[1:], strict=False)]
    assert min(gaps) >= 0.2


def test_a_crawl_delay_is_kept(room: Newsroom) -> None:
    room.say("/robots.txt", "User-agent: *\nCrawl-delay: 0.3\n")
    manners = Manners(apart=0.0)
    look(room.rss("a"), manners)
    look(room.url + "/rss.xml", manners)
    assert room.asked[-1].at - room.asked[-2].at >= 0.3


def test_a_feed_that_moved_for_good_is_asked_at_its_new_address(
    engine: sa.Engine, room: Newsroom, manners: Manners, maker: Maker
) -> None:
    source = subscribe(engine, room.rss("a"), manners)
    room.rss("a", path="/new.xml")
    room.say("/rss.xml", status=301, Location="/new.xml")
    visit(engine, source.id, maker, manners, NOW)
    assert sources.get(engine, source.id).address == room.url + "/new.xml"
    room.asked.clear()
    visit(engine, source.id, maker, manners, NOW + EVERY)
    assert room.paths()[0] == "/new.xml"


def test_a_feed_that_is_elsewhere_for_now_keeps_its_address(
    engine: sa.Engine, room: Newsroom, manners: Manners, maker: Maker
) -> None:
    source = subscribe(engine, room.rss("a"), manners)
    room.rss("a", path="/new.xml")
    room.say("/rss.xml", status=302, Location="/new.xml")
    visit(engine, source.id, maker, manners, NOW)
    assert sources.get(engine, source.id).address == room.url + "/rss.xml"
    assert maker.made == ["a"]
    found = look(room.url + "/rss.xml", manners)
    assert found.address == room.url + "/rss.xml"


def test_a_feed_that_is_gone_is_paused_and_says_so(
    engine: sa.Engine, room: Newsroom, manners: Manners, maker: Maker
) -> None:
    source = subscribe(engine, room.rss("a"), manners)
    room.say("/rss.xml", status=410)
    done = visit(engine, source.id, maker, manners, NOW)
    assert done.source.paused
    assert "for good (410)" in done.source.error
    assert done.source.hint
    assert sources.due(engine, NOW + 10 * DAY) == []


@pytest.mark.parametrize("status", [429, 503])
@pytest.mark.parametrize("as_date", [False, True])
def test_a_site_that_asks_for_time_is_given_it(
    engine: sa.Engine, room: Newsroom, manners: Manners, maker: Maker, status: int, as_date: bool
) -> None:
    source = subscribe(engine, room.rss("a"), manners)
    after = formatdate(time.time() + 2 * DAY, usegmt=True) if as_date else str(int(2 * DAY))
    room.say("/rss.xml", status=status, Retry_After=after)
    done = visit(engine, source.id, maker, manners, NOW)
    assert done.source.next_visit == pytest.approx(NOW + 2 * DAY, abs=5)
    assert str(status) in done.error


def test_a_feed_that_fails_is_asked_ever_less_often_and_recovers(
    engine: sa.Engine, room: Newsroom, manners: Manners, maker: Maker
) -> None:
    source = subscribe(engine, room.rss("a"), manners)
    room.say("/rss.xml", status=500)
    waits = []
    for _ in range(8):
        done = visit(engine, source.id, maker, manners, NOW)
        waits.append(done.source.next_visit - NOW)
    assert waits[:3] == [2 * EVERY, 4 * EVERY, 8 * EVERY]
    assert waits[-1] == DAY
    room.rss("a")
    done = visit(engine, source.id, maker, manners, NOW)
    assert (done.source.failures, done.source.error) == (0, "")
    assert done.source.next_visit == NOW + EVERY
    assert maker.made == ["a"]


@pytest.mark.parametrize("body", [b"", b"<rss", b"not a feed", b"<html><body>Sorry</body></html>"])
def test_a_feed_that_broke_is_an_error_with_a_hint(
    engine: sa.Engine, room: Newsroom, manners: Manners, maker: Maker, body: bytes
) -> None:
    source = subscribe(engine, room.rss("a"), manners)
    room.feed(body)
    done = visit(engine, source.id, maker, manners, NOW)
    if body != b"<rss":  # of which a lenient reader makes an empty feed
        assert "no feed" in done.source.error
        assert done.source.hint
        assert done.source.failures == 1


def test_a_page_leads_to_its_feed_and_not_to_that_of_its_comments(
    room: Newsroom, manners: Manners
) -> None:
    room.rss("a", path="/news.xml")
    head = "".join(
        f"<link rel='alternate' type='application/rss+xml' title='{title}' href='{path}'>"
        for title, path in (("Comments", "/comments.xml"), ("News", "news.xml"))
    )
    page = room.say("/", f"<html><head>{head}</head></html>", Content_Type="text/html")
    found = look(page, manners)
    assert found.address == room.url + "/news.xml"
    assert "is a page; its feed is" in found.note


def test_a_page_without_a_feed_says_so(room: Newsroom, manners: Manners) -> None:
    with pytest.raises(UnreadableSource, match="no feed") as error:
        look(room.article("a"), manners)
    assert error.value.hint


def test_a_feed_that_is_huge_is_refused(room: Newsroom, manners: Manners) -> None:
    with pytest.raises(UnreadableSource, match="larger than 5 MB"):
        look(room.feed(b"<rss version='2.0'>" + b" " * 6_000_000), manners)


def test_private_addresses_are_not_asked_for_others(room: Newsroom) -> None:
    address = room.rss("a")
    with pytest.raises(UnreadableSource):
        look(address, Manners(Reach.PUBLIC, apart=0.0))
    port = int(room.url.rpartition(":")[2])
    reach = replace(Reach.PUBLIC, ports=frozenset({80, port}))
    with pytest.raises(UnreadableSource, match="not on the public web"):
        look(address, Manners(reach, apart=0.0))
    assert room.asked == []


def test_an_interval_and_a_length_that_cannot_be_are_errors(
    engine: sa.Engine, room: Newsroom, manners: Manners
) -> None:
    address = room.rss("a")
    for options in ({"every": 10.0}, {"settings": {"length": "ages"}}, {"settings": {"x": "y"}}):
        with pytest.raises(DeutgiError) as error:
            subscribe(engine, address, manners, **options)
        assert error.value.hint
    assert sources.listed(engine) == []


def test_a_source_is_found_by_what_people_call_it(
    engine: sa.Engine, room: Newsroom, manners: Manners
) -> None:
    source = subscribe(engine, room.rss("a"), manners)
    for name in (source.id, source.address, "harbour post", "Harbour", "127.0.0.1"):
        assert sources.find(engine, name).id == source.id
    with pytest.raises(sources.NoSource) as error:
        sources.find(engine, "nobody")
    assert error.value.hint == "deutgi feed list"
