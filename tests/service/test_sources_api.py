"""Subscriptions over HTTP: a wrong address is told at once, and each article's state is shown."""

import time
from collections.abc import Callable
from datetime import UTC, datetime

import httpx
import pytest

from service.database import migrate, open_database
from service.manners import Manners
from service.reach import Reach
from service.visiting import visit_due
from tests.service.newsroom import Maker, Newsroom, database_url, maker, room
from tests.service.serving import Serve, Served, serve, settings_of

__all__ = ["database_url", "maker", "room", "serve", "settings_of"]

News = Callable[..., Served]


@pytest.fixture
def news(serve: Serve, database_url: str) -> News:
    """A server with the routes, and manners that do not wait."""

    def start(**changes: object) -> Served:
        migrate(database_url)
        here = serve(database_url=database_url, **changes)
        public = here.app.state.settings.needs_keys
        here.app.state.manners = Manners(Reach.PUBLIC if public else Reach.ANYWHERE, apart=0.0)
        return here

    return start


def is_problem(answer: httpx.Response, status: int) -> None:
    assert answer.status_code == status, answer.text
    assert answer.headers["content-type"] == "application/problem+json"
    assert answer.json()["detail"]


def test_a_site_is_subscribed_to_once_and_its_articles_have_states(
    news: News, room: Newsroom, maker: Maker, database_url: str
) -> None:
    here = news()
    wanted = {"address": room.rss("b", "a"), "settings": {"length": "5"}, "every": 600}
    with here.client() as client:
        first = client.post("/v1/sources", json=wanted)
        assert first.status_code == 201, first.text
        assert first.json()["title"] == "Harbour Post"
        place = first.headers["location"]
        again = client.post("/v1/sources", json=wanted)
        assert (again.status_code, again.json()["id"]) == (200, first.json()["id"])
        assert [s["id"] for s in client.get("/v1/sources").json()["sources"]] == [
            first.json()["id"]
        ]
        shown = client.get(place).json()
        assert [article["state"] for article in shown["articles"]] == ["waiting", "waiting"]
        visit_due(open_database(database_url), time.time(), maker, Manners(apart=0.0))
        shown = client.get(place).json()
        assert [a["episode_id"] for a in shown["articles"]] == ["episode-b", "episode-a"]
        assert maker.wanted[0] == {"length": "5"}


def test_a_source_is_paused_changed_visited_and_removed(news: News, room: Newsroom) -> None:
    with news().client() as client:
        place = client.post("/v1/sources", json={"address": room.rss("a")}).headers["location"]
        changed = client.patch(place, json={"paused": True, "every": 3600, "most_new": 1}).json()
        assert (changed["paused"], changed["every"], changed["most_new"]) == (True, 3600, 1)
        changed = client.patch(place, json={"settings": {"length": "2m"}}).json()
        assert (changed["settings"], changed["paused"]) == ({"length": "2m"}, True)
        visited = client.post(f"{place}/visit")
        assert visited.status_code == 202
        assert datetime.fromisoformat(visited.json()["next_visit"]) <= datetime.now(UTC)
        assert client.delete(place).status_code == 204
        for answer in (client.get(place), client.delete(place), client.post(f"{place}/visit")):
            is_problem(answer, 404)


def test_a_page_leads_to_its_feed_and_the_answer_says_so(news: News, room: Newsroom) -> None:
    room.rss("a")
    link = "<link rel=alternate type='application/atom+xml' href=/rss.xml>"
    page = room.say("/", f"<html><head>{link}</head></html>", Content_Type="text/html")
    with news().client() as client:
        body = client.post("/v1/sources", json={"address": page}).json()
    assert body["address"] == f"{room.url}/rss.xml"
    assert "is a page" in body["note"]


@pytest.mark.parametrize(
    ("change", "status"),
    [
        ({"address": "/missing"}, 422),
        ({"address": "/page"}, 422),
        ({"every": 5}, 422),
        ({"most_new": 100}, 422),
        ({"settings": {"length": "ages"}}, 400),
        ({"settings": {"voice_en": "gtts"}}, 400),
        ({"settings": {"voice_en": "kokoro:/etc/passwd"}}, 400),
        ({"settings": {"shell": "x"}}, 422),
        ({"adress": "x"}, 422),
    ],
)
def test_what_cannot_be_subscribed_to_is_told_at_once(
    news: News, room: Newsroom, change: dict[str, object], status: int
) -> None:
    room.article("page")
    wanted = {"address": "/rss.xml", **change}
    room.rss("a")
    with news().client() as client:
        answer = client.post(
            "/v1/sources", json={**wanted, "address": f"{room.url}{wanted['address']}"}
        )
        is_problem(answer, status)
        assert answer.json()["hint"]
        assert client.get("/v1/sources").json() == {"sources": []}


def test_others_read_with_one_key_and_subscribe_with_another_to_the_public_web(
    news: News, room: Newsroom
) -> None:
    here = news(public_url="https://news.example.org")
    reader = here.app.state.keys.add("reader", ["read"])
    manager = here.app.state.keys.add("manager", ["read", "manage"])
    wanted = {"address": room.rss("a")}
    with here.client() as client:
        is_problem(client.get("/v1/sources"), 401)
    with here.client(reader) as client:
        assert client.get("/v1/sources").status_code == 200
        is_problem(client.post("/v1/sources", json=wanted), 403)
    with here.client(manager) as client:
        is_problem(client.post("/v1/sources", json=wanted), 422)
    assert room.asked == []


def test_the_operations_are_described_with_their_errors(news: News) -> None:
    with news().client() as client:
        paths = client.get("/openapi.json").json()["paths"]
    post = paths["/v1/sources"]["post"]["responses"]
    assert {"200", "201", "422", "503"} <= set(post)
    for methods in (paths["/v1/sources/{source_id}"], paths["/v1/sources/{source_id}/visit"]):
        for operation in methods.values():
            assert "application/problem+json" in operation["responses"]["404"]["content"]
