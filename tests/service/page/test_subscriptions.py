"""Podcasts that apps can take, and news sites, as people see them."""

import html
import re
import time
from collections.abc import Iterator
from functools import partial
from urllib.parse import unquote

import feedparser
import httpx
import pytest

from pipelines.errors import DeutgiError
from service import jobs
from service.access import COOKIE
from service.database import open_database
from service.manners import Manners
from service.reach import Reach
from service.subscribing import checked, submit
from service.visiting import visit_due
from tests.service.newsroom import Maker, Newsroom, database_url, maker, room
from tests.service.serving import Serve, Served, serve, settings_of

__all__ = ["database_url", "maker", "room", "serve", "settings_of"]


@pytest.fixture
def here(serve: Serve, database_url: str) -> Served:
    started = serve(database_url=database_url)
    started.app.state.manners = Manners(Reach.ANYWHERE, apart=0.0)
    return started


@pytest.fixture
def browser(here: Served) -> Iterator[httpx.Client]:
    with here.client(follow_redirects=True) as client:
        client.headers.update({"Accept": "text/html"})
        yield client


def feeds_in(page: str) -> list[str]:
    return [html.unescape(each) for each in re.findall(r'id="feed-\w+"[^>]* value="([^"]+)"', page)]


def test_each_podcast_is_offered_to_apps_by_its_very_address(browser: httpx.Client) -> None:
    page = browser.get("/subscriptions").text
    feeds = feeds_in(page)
    assert [each.rpartition("/")[2] for each in feeds] == ["en.xml", "ko.xml", "both.xml"]
    for feed in feeds:
        assert feedparser.parse(browser.get(feed).content).feed.title
        bare = feed.removeprefix("http://")
        assert f'href="podcast://{bare}"' in page
        assert f'href="pktc://subscribe/{bare}"' in page
        assert feed in unquote(page)
    assert page.count('<svg role="img"') == 3
    assert "can only be reached from its own computer" in page


def test_with_a_key_the_addresses_have_it_and_open_without_a_cookie(serve: Serve) -> None:
    here = serve(public_url="https://news.example.org")
    key = here.app.state.keys.add("phone", ("read",))
    with here.client() as browser:
        page = browser.get("/subscriptions", headers={"Cookie": f"{COOKIE}={key}"}).text
        feeds = feeds_in(page)
        assert feeds[1] == f"https://news.example.org/private/{key}/feeds/ko.xml"
        assert "can only be reached" not in page
        assert "Pass it on to nobody" in page
        assert "Add a news site" not in page  # what this key does not open
        for feed in feeds:
            assert browser.get(feed.removeprefix("https://news.example.org")).status_code == 200


def test_a_site_is_added_visited_paused_and_given_up(
    browser: httpx.Client, room: Newsroom, maker: Maker, database_url: str
) -> None:
    address = room.rss("b", "a")
    page = browser.post("/subscriptions", data={"address": address, "every": 3600}).text
    assert "Harbour Post" in page
    assert "Its newest articles become episodes now." in page
    assert "You had this site already." in (
        browser.post("/subscriptions", data={"address": address}).text
    )
    visit_due(open_database(database_url), time.time(), maker, Manners(apart=0.0))
    page = browser.get("/subscriptions").text
    assert 'href="/episodes/episode-b"' in page
    (source,) = set(re.findall(r'action="/subscriptions/(\w+)/visit"', page))
    assert "within a minute" in browser.post(f"/subscriptions/{source}/visit").text
    assert "Paused" in browser.post(f"/subscriptions/{source}/pause", data={"paused": "1"}).text
    assert "Next visit" in browser.post(f"/subscriptions/{source}/pause", data={"paused": "0"}).text
    assert "Harbour Post" in browser.get(f"/subscriptions/{source}/remove").text
    assert "No news site yet." in browser.post(f"/subscriptions/{source}/remove").text
    assert browser.get(f"/subscriptions/{source}/remove").status_code == 404


def test_a_sites_episodes_are_made_as_it_was_chosen(
    browser: httpx.Client, here: Served, room: Newsroom, database_url: str
) -> None:
    form = {"address": room.rss("a"), "length": "5m", "register": "plain"}
    browser.post("/subscriptions", data=form)
    engine = open_database(database_url)
    made = partial(submit, here.app.state.settings)
    (visit,) = visit_due(engine, time.time(), made, Manners(apart=0.0))
    assert visit.made == 1
    (job,) = jobs.listed(engine, ("waiting",))
    wanted = jobs.wanted(engine, job.id).request
    assert (wanted.length, wanted.register) == ("5m", "plain")
    told = browser.get("/v1/sources").json()["sources"][0]
    assert told["settings"] == {"length": "5m", "register": "plain"}
    changed = browser.patch(
        f"/v1/sources/{told['id']}", json={"settings": {"register": "as-is"}}
    ).json()
    assert changed["settings"] == {"register": "as-is"}


def test_a_style_that_there_is_not_is_refused(browser: httpx.Client, room: Newsroom) -> None:
    form = {"address": room.rss("a"), "register": "rude"}
    assert browser.post("/subscriptions", data=form).status_code == 422
    wanted = {"address": room.rss("a"), "settings": {"register": "rude"}}
    assert browser.post("/v1/sources", json=wanted).status_code == 422
    with pytest.raises(DeutgiError, match="no register “rude”"):
        checked({"register": "rude"})
    assert "No news site yet." in browser.get("/subscriptions").text


def test_a_length_is_chosen_in_the_same_words_as_for_one_article(browser: httpx.Client) -> None:
    offered = [
        re.findall(r"<option value=.*", browser.get(path).text.partition('id="length"')[2])
        for path in ("/", "/subscriptions")
    ]
    lengths = [each for each in offered[0] if re.search(r'value="\d+[sm]"', each)]
    assert len(lengths) > 5
    assert lengths == offered[1]


@pytest.mark.parametrize("address", ["", "   ", "not an address", "ftp://example.org/feed"])
def test_a_wrong_address_is_told_at_its_field_and_kept(browser: httpx.Client, address: str) -> None:
    form = {"address": address, "every": 86_400, "length": "2m", "register": "as-is"}
    answer = browser.post("/subscriptions", data=form)
    assert answer.status_code in (400, 422)
    assert f'value="{address}"' in answer.text
    assert 'aria-invalid="true" aria-describedby="address-wrong"' in answer.text
    assert '<option value="86400" selected>' in answer.text
    assert '<option value="2m" selected>' in answer.text
    assert 'value="as-is" checked' in answer.text


def test_what_is_wrong_with_a_site_is_told(browser: httpx.Client, room: Newsroom) -> None:
    answer = browser.post("/subscriptions", data={"address": room.say("/none", status=404)})
    assert answer.status_code == 422
    assert "404" in answer.text
    sent = browser.post(
        "/subscriptions",
        data={"address": room.url + '/"><script>alert(1)</script>'},
    )
    assert "<script>alert" not in sent.text
