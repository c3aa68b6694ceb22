"""`deutgi feed`, as people run it."""

import json
from pathlib import Path

import pytest
import sqlalchemy as sa

from service.database import open_database
from tests.journeys.conftest import Run, deutgi, environment, models, place
from tests.service.newsroom import Newsroom, room

__all__ = ["deutgi", "environment", "models", "place", "room"]


@pytest.fixture
def at(deutgi: Run, tmp_path: Path) -> Run:
    url = f"sqlite:///{tmp_path / 'new' / 'deutgi.db'}"
    return lambda *words: deutgi(*words, DEUTGI_DATABASE_URL=url, NO_PROXY="127.0.0.1,localhost")


def test_a_site_is_added_listed_visited_and_removed(
    at: Run, room: Newsroom, tmp_path: Path
) -> None:
    added = at("feed", "add", room.rss("a"), "--every", "2h", "--length", "5")
    assert added.returncode == 0, added.stderr
    assert "Subscribed to Harbour Post" in added.stdout
    assert "deutgi serve" in added.stdout
    (source,) = json.loads(at("feed", "list", "--json").stdout)
    assert (source["every"], source["settings"]) == (7200, {"length": "5"})
    visited = at("feed", "visit", "Harbour Post")
    assert visited.returncode == 0, visited.stderr
    assert "1 to be made" in visited.stdout
    assert "wait for the server" in visited.stdout
    engine = open_database(f"sqlite:///{tmp_path / 'new' / 'deutgi.db'}")
    with engine.connect() as connection:
        assert connection.execute(sa.text("SELECT state FROM jobs")).scalar_one() == "waiting"
    removed = at("feed", "remove", room.url + "/rss.xml")
    assert "not visited any more" in removed.stdout
    assert "deutgi feed add URL" in at("feed", "list").stdout


def test_the_style_of_a_sites_korean_is_kept_with_it_and_a_wrong_one_is_told_at_once(
    at: Run, room: Newsroom
) -> None:
    wrong = at("feed", "add", room.rss("a"), "--register", "rude")
    assert wrong.returncode == 2
    told, following = wrong.stderr.splitlines()
    assert "no register “rude”" in told
    assert "formal, plain, as-is" in following
    assert (wrong.stdout, room.paths()) == ("", [])
    assert json.loads(at("feed", "list", "--json").stdout) == []
    added = at("feed", "add", room.rss("a"), "--register", "plain")
    assert added.returncode == 0, added.stderr
    (source,) = json.loads(at("feed", "list", "--json").stdout)
    assert source["settings"] == {"length": "60s", "register": "plain"}


@pytest.mark.parametrize(
    ("words", "code", "said"),
    [
        (("feed", "add", "{url}/missing"), 3, "does not exist"),
        (("feed", "add", "{url}/rss.xml", "--every", "soon"), 2, "no interval"),
        (("feed", "add", "{url}/rss.xml", "--every", "1m"), 2, "no interval"),
        (("feed", "add", "{url}/rss.xml", "--voice-ko", "nobody"), 2, "nobody"),
        (("feed", "add", "{url}/rss.xml", "--voice-ko", "espeak"), 5, "does not speak Korean"),
        (("feed", "remove", "nobody"), 2, "deutgi feed list"),
    ],
)
def test_what_cannot_be_done_says_why(
    at: Run, room: Newsroom, words: tuple[str, ...], code: int, said: str
) -> None:
    room.rss("a")
    done = at(*(word.format(url=room.url) for word in words))
    assert done.returncode == code, done.stderr
    assert said in done.stderr
    assert "Next:" in done.stderr
