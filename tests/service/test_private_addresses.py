"""Private addresses: a key in the address, for podcast apps, which send no header."""

import logging
from urllib.parse import urlsplit

import feedparser
import pytest

from tests.service.made_library import put
from tests.service.serving import Serve, Served, serve, settings_of  # noqa: F401 (fixtures)


@pytest.fixture
def public(serve: Serve) -> Served:  # noqa: F811
    """A server that others reach, with an episode."""
    here = serve(public_url="https://news.example.org")
    put(here.app.state.library, "ferries")
    return here


def test_a_feed_with_a_key_in_its_address_leads_to_everything_in_it(public: Served) -> None:
    key = public.app.state.keys.add("phone")
    with public.client() as client:
        assert client.get("/feeds/ko.xml").status_code == 401
        answer = client.get(f"/private/{key}/feeds/ko.xml")
        assert answer.status_code == 200, answer.text
        feed = feedparser.parse(answer.content)
        (entry,) = feed.entries
        links = [entry.enclosures[0].href, feed.feed.image.href]
        assert all(link.startswith(f"https://news.example.org/private/{key}/") for link in links)
        for link in links:
            assert client.get(urlsplit(link).path).status_code == 200
        assert feed.feed.link == "https://news.example.org/", "which is shared, and has no key"
        mp3 = client.get(urlsplit(links[0]).path, headers={"Range": "bytes=0-99"})
        assert (mp3.status_code, len(mp3.content)) == (206, 100)
        assert client.get(urlsplit(links[0]).path.replace(key, "")).status_code in (401, 404)


def test_a_key_in_an_address_opens_reading_alone(public: Served) -> None:
    key = public.app.state.keys.add("all", ("read", "speak", "manage"))
    with public.client() as client:
        episode = f"/private/{key}/v1/episodes/ferries"
        assert client.get(episode).status_code == 200
        assert client.delete(episode).status_code == 403
        spoken = client.post(f"/private/{key}/v1/audio/speech", json={"input": "One."})
        assert spoken.status_code == 403


@pytest.mark.parametrize("key", ["nobody", "%2e%2e", "a" * 500])
def test_a_wrong_or_revoked_key_opens_nothing(public: Served, key: str) -> None:
    revoked = public.app.state.keys.add("old")
    public.app.state.keys.remove("old")
    with public.client() as client:
        for tried in (key, revoked):
            assert client.get(f"/private/{tried}/feeds/ko.xml").status_code == 401
            assert client.get(f"/private/{tried}/v1/episodes").status_code == 401


def test_the_key_is_in_no_line_of_the_log(public: Served, caplog: pytest.LogCaptureFixture) -> None:
    key = public.app.state.keys.add("phone")
    logger = logging.getLogger("deutgi")
    logger.addHandler(caplog.handler)
    try:
        with caplog.at_level(logging.DEBUG), public.client() as client:
            client.get(f"/private/{key}/feeds/ko.xml")
            client.get(f"/private/{key}/nothing")
    finally:
        logger.removeHandler(caplog.handler)
    assert caplog.records
    assert all(
        key not in f"{record.__dict__}" for record in caplog.records if record.name == "deutgi"
    )
