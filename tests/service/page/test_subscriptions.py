"""Podcasts that apps can take, and news sites, as people see them."""

import html
import re
import time
from collections.abc import Iterator
from functools import partial
from urllib.parse import unquote

import feedparser
import httpx
import lxml.html
import pytest
import sqlalchemy as sa

from pipelines.errors import DeutgiError
from service import jobs, sources
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


def select_in(page: str, name: str) -> str:
    """The HTML of a list to choose from."""
    return page.partition(f'<select id="{name}"')[2].partition("</select>")[0]


def form_in(page: str) -> dict[str, str]:
    """What a browser sends of the form of choices, if nothing in it is touched."""
    (form,) = lxml.html.fromstring(page).xpath("//form[contains(@action, '/change')]")
    return dict(form.fields)


def added(browser: httpx.Client, address: str, **chosen: str) -> str:
    """A site that is subscribed to: its id."""
    browser.post("/subscriptions", data={"address": address, **chosen})
    return browser.get("/v1/sources").json()["sources"][-1]["id"]


def focused(page: str) -> lxml.html.HtmlElement:
    """What has the focus when the page opens."""
    (element,) = lxml.html.fromstring(page).xpath("//*[@autofocus]")
    return element


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
        re.findall(r"<option value=.*", select_in(browser.get(path).text, "length"))
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


ELSEWHERE = {
    "every": 9_000,
    "most_new": 2,
    "settings": {"length": "7", "voice_ko": "kokoro:jm_kumo*0.7+jf_alpha*0.3", "register": "as-is"},
}
"""What the API lets people choose, and the page does not offer for a new site, or not so."""

OTHERWISE = {
    "every": "86400",
    "most_new": "9",
    "length": "3m",
    "voice_en": "kokoro:jf_nezumi",
    "voice_ko": "",
    "register": "plain",
}


def test_every_choice_of_a_site_is_changed_where_it_stands_and_its_episodes_are_made_so(
    browser: httpx.Client, here: Served, room: Newsroom, database_url: str
) -> None:
    source = added(browser, room.rss("a"), every="3600", length="5m", register="as-is")
    page = browser.get(f"/subscriptions/{source}/change").text
    assert "Harbour Post" in page
    before = form_in(page)
    assert before == {
        "every": "3600",
        "most_new": "5",
        "length": "5m",
        "voice_en": "",
        "voice_ko": "",
        "register": "as-is",
    }
    assert all(before[name] != value for name, value in OTHERWISE.items() if name != "voice_ko")
    answer = browser.post(f"/subscriptions/{source}/change", data=OTHERWISE)
    assert answer.url.path == "/subscriptions"
    told = answer.text.partition(f'id="site-{source}"')[2]
    for words in (
        "Changed. Its next articles become episodes this way.",
        "Every day",
        "At most 9 articles a visit",
        "Summary: About 3 minutes",
        "Korean: As newspapers print it",
        "English voice: Nezumi, a woman (Kokoro)",
    ):
        assert words in told
    assert form_in(browser.get(f"/subscriptions/{source}/change").text) == OTHERWISE

    engine = open_database(database_url)
    made = partial(submit, here.app.state.settings)
    visit_due(engine, time.time(), made, Manners(apart=0.0))
    (job,) = jobs.listed(engine, ("waiting",))
    wanted = jobs.wanted(engine, job.id).request
    assert (wanted.length, wanted.voice_en, wanted.voice_ko) == ("3m", "kokoro:jf_nezumi", None)
    assert wanted.register == "plain"


def test_what_comes_of_a_form_has_the_focus_and_a_name(
    browser: httpx.Client, room: Newsroom
) -> None:
    source = added(browser, room.rss("a"))
    for does, data, told in (
        ("change", OTHERWISE, "Changed."),
        ("visit", {}, "It is visited within a minute."),
        ("pause", {"paused": "1"}, "It is not visited until"),
        ("pause", {"paused": "0"}, "It is visited again."),
        ("remove", {}, "The subscription has ended."),
    ):
        answer = browser.post(f"/subscriptions/{source}/{does}", data=data)
        place = focused(answer.text)
        (name,) = place.xpath(f"//*[@id='{place.get('aria-labelledby')}']")
        assert name.text_content().startswith(told)
        assert not answer.url.fragment  # it would take the focus


def test_choices_that_were_made_elsewhere_are_shown_in_words_and_stay_until_they_are_changed(
    browser: httpx.Client, room: Newsroom
) -> None:
    source = added(browser, room.rss("a"))
    browser.patch(f"/v1/sources/{source}", json=ELSEWHERE).raise_for_status()
    page = browser.get(f"/subscriptions/{source}/change").text
    assert '<option value="9000" selected>Every 150 minutes' in select_in(page, "every")
    assert '<option value="7" selected>Sentences: 7' in select_in(page, "length")
    browser.post(f"/subscriptions/{source}/change", data=form_in(page))
    kept = browser.get(f"/v1/sources/{source}").json()
    assert {name: kept[name] for name in ELSEWHERE} == ELSEWHERE


def test_a_voice_that_is_gone_is_told_at_its_field_and_nothing_is_changed(
    browser: httpx.Client, room: Newsroom, database_url: str
) -> None:
    source = added(browser, room.rss("a"))
    gone = {"voice_ko": "kokoro:jf_alpha", "voice_en": "vanished:anna"}
    sources.change(open_database(database_url), source, settings=gone)
    page = browser.get(f"/subscriptions/{source}/change").text
    assert "anna (vanished): cannot be used here" in select_in(page, "voice_en")
    answer = browser.post(
        f"/subscriptions/{source}/change", data={**form_in(page), "length": "10m"}
    )
    assert answer.status_code == 422
    field = focused(answer.text)
    assert (field.get("name"), field.get("aria-invalid")) == ("voice_en", "true")
    (words,) = field.xpath(f"//*[@id='{field.get('aria-describedby')}']")
    assert "This voice cannot be used here." in words.text_content()
    assert answer.text.index("<title>Not changed yet: This voice") > 0
    assert form_in(answer.text)["length"] == "10m"  # what was chosen is not lost
    assert browser.get(f"/v1/sources/{source}").json()["settings"] == gone


@pytest.mark.parametrize(
    ("field", "value"),
    [
        ("every", "0"),
        ("every", "nan"),
        ("most_new", "11"),
        ("length", "9h"),
        ("length", ""),
        ("voice_en", "openai:tts@http://127.0.0.1"),
        ("voice_ko", "<b>"),
        ("register", "rude"),
    ],
)
def test_what_is_not_offered_is_refused_at_its_field(
    browser: httpx.Client, room: Newsroom, field: str, value: str
) -> None:
    source = added(browser, room.rss("a"))
    before = browser.get(f"/v1/sources/{source}").json()
    path = f"/subscriptions/{source}/change"
    answer = browser.post(path, data={**form_in(browser.get(path).text), field: value})
    assert answer.status_code == 422
    assert focused(answer.text).get("name") == field
    assert f'id="{field}-wrong"' in answer.text
    assert browser.get(f"/v1/sources/{source}").json() == before


def test_choices_are_changed_by_whoever_may_and_from_our_own_page_alone(
    browser: httpx.Client, room: Newsroom
) -> None:
    source = added(browser, room.rss("a"))
    path = f"/subscriptions/{source}/change"
    other = browser.post(path, data=OTHERWISE, headers={"Sec-Fetch-Site": "cross-site"})
    assert other.status_code == 403
    assert form_in(browser.get(path).text)["length"] == "60s"
    assert browser.get("/subscriptions/0123456789ab/change").status_code == 404
    assert browser.post("/subscriptions/0123456789ab/change", data=OTHERWISE).status_code == 404


def test_of_what_can_be_no_sites_id_the_database_is_not_asked(
    browser: httpx.Client, database_url: str
) -> None:
    asked: list[object] = []  # Postgres takes no text with a zero in it: it would be a fault
    engine = open_database(database_url)
    sa.event.listen(engine, "before_cursor_execute", lambda *query: asked.append(query[3]))
    for method, what in (
        ("GET", "change"),
        ("POST", "change"),
        ("POST", "pause"),
        ("POST", "visit"),
        ("GET", "remove"),
        ("POST", "remove"),
    ):
        fields = {**OTHERWISE, "paused": "1"} if method == "POST" else None
        answer = browser.request(method, f"/subscriptions/a%00b/{what}", data=fields)
        assert answer.status_code == 404, (method, what)
        assert "There is no such page." in answer.text
    assert asked == []


def test_a_key_that_reads_only_changes_no_choices(serve: Serve) -> None:
    here = serve(public_url="https://news.example.org")
    key = here.app.state.keys.add("phone", ("read",))
    with here.client(key) as browser:
        assert browser.get("/subscriptions/0123456789ab/change").status_code == 403
        assert browser.post("/subscriptions/0123456789ab/change").status_code == 403
