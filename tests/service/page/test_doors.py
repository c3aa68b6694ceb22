"""Who gets to see pages, and whose forms are taken."""

from collections.abc import Iterator

import httpx
import pytest

from service.access import COOKIE
from tests.service.serving import Serve, Served, serve, settings_of

__all__ = ["serve", "settings_of"]

HTML = {"Accept": "text/html,application/xhtml+xml"}


@pytest.fixture
def guarded(serve: Serve) -> Iterator[tuple[Served, httpx.Client]]:
    """A server that asks for keys, and a browser in front of it."""
    here = serve(public_url="https://news.example.org")
    with here.client(follow_redirects=False) as browser:
        browser.headers.update(HTML)
        yield here, browser


def key_of(here: Served, *scopes: str) -> str:
    return here.app.state.keys.add("phone", scopes or ("read", "speak"))


def test_without_a_key_every_page_leads_to_where_it_is_given(guarded) -> None:
    _, browser = guarded
    for path in ("/", "/episodes?q=vote", "/episodes/x", "/subscriptions", "/help"):
        answer = browser.get(path)
        assert answer.status_code == 303
        where = httpx.URL(answer.headers["location"])
        assert (where.path, where.params["next"]) == ("/sign-in", path)


def test_programs_without_a_key_get_an_error_that_programs_read(guarded) -> None:
    _, browser = guarded
    for path in ("/v1/episodes", "/feeds/en.xml", "/metrics"):
        answer = browser.get(path)
        assert answer.status_code == 401
        assert answer.headers["content-type"] == "application/problem+json"
    assert browser.get("/", headers={"Accept": "*/*"}).status_code == 401


def test_who_gives_a_key_comes_to_the_page_that_was_asked_for(guarded) -> None:
    here, browser = guarded
    answer = browser.post("/sign-in", data={"key": f" {key_of(here)}\n", "next": "/episodes?q=a"})
    assert (answer.status_code, answer.headers["location"]) == (303, "/episodes?q=a")
    kept = answer.headers["set-cookie"]
    assert "HttpOnly" in kept
    assert "SameSite=lax" in kept
    assert browser.get("/episodes").status_code == 200
    assert browser.get("/v1/episodes").status_code == 200
    browser.post("/sign-out")
    assert browser.get("/episodes").status_code == 303


def test_a_wrong_key_is_told_and_not_kept(guarded) -> None:
    _, browser = guarded
    answer = browser.post("/sign-in", data={"key": "dtg_wrong"}, headers={"Accept-Language": "ko"})
    assert answer.status_code == 401
    assert "알 수 없는 열쇠" in answer.text
    assert COOKIE not in browser.cookies


def test_nobody_is_sent_to_another_site_after_signing_in(guarded) -> None:
    here, browser = guarded
    for elsewhere in ("https://evil.example", "//evil.example", "/\\evil.example", "evil", "/\t/e"):
        answer = browser.post("/sign-in", data={"key": key_of(here), "next": elsewhere})
        assert answer.headers["location"] == "/"
        here.app.state.keys.remove("phone")


def test_a_removed_key_no_longer_opens_pages(guarded) -> None:
    here, browser = guarded
    browser.cookies.set(COOKIE, key_of(here))
    assert browser.get("/episodes").status_code == 200
    here.app.state.keys.remove("phone")
    assert browser.get("/episodes").status_code == 303


@pytest.mark.parametrize(
    "told",
    [
        {"Sec-Fetch-Site": "cross-site"},
        {"Sec-Fetch-Site": "same-site"},
        {"Origin": "https://evil.example"},
        {"Origin": "null"},
    ],
)
def test_a_page_of_another_site_cannot_use_somebodys_cookie(guarded, told) -> None:
    here, browser = guarded
    browser.cookies.set(COOKIE, key_of(here, "read", "speak", "manage"))
    for path in ("/settings", "/subscriptions", "/v1/episodes", "/v1/sources"):
        assert browser.post(path, headers=told).status_code == 403
    assert browser.delete("/v1/episodes/x", headers=told).status_code == 403


def test_a_page_of_another_site_cannot_use_a_server_without_keys(serve: Serve) -> None:
    with serve().client() as browser:
        told = {"Sec-Fetch-Site": "cross-site", **HTML}
        answer = browser.post("/settings", data={"theme": "dark"}, headers=told)
        assert answer.status_code == 403
        assert "set-cookie" not in answer.headers
        ours = {"Sec-Fetch-Site": "same-origin"}
        assert browser.post("/settings", data={"theme": "dark"}, headers=ours).status_code == 303


def test_a_private_address_opens_no_pages(guarded) -> None:
    here, browser = guarded
    key = key_of(here, "read", "speak", "manage")
    assert browser.get(f"/private/{key}/feeds/en.xml").status_code == 200
    for path in ("/", "/episodes", "/subscriptions", "/settings"):
        assert browser.get(f"/private/{key}{path}").status_code == 404


def test_what_a_page_is_made_of_is_open_to_all(guarded) -> None:
    _, browser = guarded
    for path in ("/manifest.webmanifest", "/sw.js", "/offline", "/static/x/page.css"):
        assert browser.get(path).status_code == 200
    assert browser.get("/static/x/../../__init__.py").status_code in (303, 404)
    assert browser.get("/static/x/%2e%2e/words.py").status_code == 404


def test_a_key_that_only_reads_cannot_change_subscriptions(guarded) -> None:
    here, browser = guarded
    browser.cookies.set(COOKIE, key_of(here, "read"))
    assert browser.get("/subscriptions").status_code == 200
    answer = browser.post("/subscriptions", data={"address": "https://example.org"})
    assert answer.status_code == 403
    assert "deutgi keys add" in answer.text
