"""nginx with the configuration that is shipped, in front of a real server."""

import shutil
import time
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

import httpx
import pytest

from service.access import COOKIE
from service.keys import Keys
from service.routes.underway import PATIENCE
from service.settings import ServerSettings
from tests.service import nginx
from tests.service.made_library import put
from tests.service.serving import Metronome, metronome, served, settings_in

__all__ = ["metronome"]

EPISODES = "/v1/episodes"
TRACK = f"{EPISODES}/ferries/en.mp3"
CAPTIONS = f"{EPISODES}/ferries/ko.vtt"
PLAYER = "https://player.example.org"
ASKED = {
    "text": "Boats\n\nThe council bought boats. They sail on Tuesday. Nobody has seen them.",
    "languages": ["en"],
    "voice_en": "metronome:tick",
}
MOST = 10.0  # seconds; it takes two at most, and longer where the computer is busy
needs_nginx = pytest.mark.skipif(nginx.PROGRAM is None, reason="there is no nginx here")


@dataclass(frozen=True)
class Place:
    """A server, nginx in front of it, and the keys to both."""

    server: str
    proxy: str
    keys: Keys
    token: str
    library: Path
    folder: Path  # of nginx

    def client(self, address: str = "", token: str | None = None) -> httpx.Client:
        token = self.token if token is None else token
        headers = {"Authorization": f"Bearer {token}"} if token else {}
        return httpx.Client(base_url=address or self.proxy, headers=headers, trust_env=False)

    @property
    def log(self) -> str:
        return (self.folder / "deutgi.log").read_text("utf-8")

    def files_with_a_key(self) -> list[Path]:
        files = [file for file in self.folder.rglob("*") if file.is_file()]
        kept = self.folder / "nginx-deutgi-keys"
        token = self.token.encode()
        return [file for file in files if kept not in file.parents and token in file.read_bytes()]


@pytest.fixture(scope="module")
def place(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Place]:
    """What is kept, is kept for a second and not ten."""
    home = tmp_path_factory.mktemp("proxied")
    settings = settings_in(home, public_url="https://news.example.org", cors_origins=f"{PLAYER},*")
    put(settings.library, "ferries")
    keys, folder = Keys(settings.keys), home / "nginx"
    token = keys.add("phone", ("read", "speak", "manage"))
    folder.mkdir()
    with (
        served(settings, works=True) as here,
        nginx.in_front_of(here.url, folder, proxy_cache_valid="200 1s") as proxy,
    ):
        yield Place(here.url, proxy, keys, token, settings.library, folder)


def validators(place: Place) -> list[dict[str, str]]:
    """Headers of requests, each of which asks for something else of a track."""
    with place.client(place.server) as client:
        told = client.head(TRACK).headers
    part = {"Range": "bytes=1000-1999"}
    return [
        {},
        part,
        {"Range": "bytes=-500"},
        {"Range": "bytes=40000-"},
        {"Range": "bytes=99999999-"},
        {"Range": "lines=1-2"},
        {"If-None-Match": told["etag"]},
        {"If-None-Match": '"another"'},
        {"If-Modified-Since": told["last-modified"]},
        {**part, "If-Range": told["etag"]},
        {**part, "If-Range": told["last-modified"]},
        {**part, "If-Range": '"another"'},
    ]


@needs_nginx
def test_a_file_from_the_cache_is_answered_as_the_server_answers(place: Place) -> None:
    always = ("etag", "last-modified", "cache-control", "content-range")
    whole = ("content-type", "content-length", "content-disposition", "x-content-type-options")
    with place.client() as proxy, place.client(place.server) as server:
        for asked in validators(place):
            theirs, ours = proxy.get(TRACK, headers=asked), server.get(TRACK, headers=asked)
            assert theirs.status_code == ours.status_code, asked
            if ours.status_code == 416:
                assert theirs.headers["content-range"] == ours.headers["content-range"]
                continue
            assert theirs.content == ours.content, asked
            for name in always if ours.status_code == 304 else always + whole:
                assert theirs.headers.get(name) == ours.headers.get(name), (asked, name)
        for path in (TRACK, CAPTIONS, "/feeds/cover.jpg", f"{EPISODES}/ferries/both.txt"):
            for _ in range(2):
                theirs, ours = proxy.get(path), server.get(path)
                assert (theirs.status_code, theirs.content) == (200, ours.content)
            head = proxy.head(path)
            assert (head.status_code, head.content) == (200, b"")
            assert head.headers["content-length"] == ours.headers["content-length"]


@needs_nginx
def test_many_parts_cost_the_server_one_request(place: Place) -> None:
    path = f"{EPISODES}/ferries/ko.mp3"
    with place.client() as proxy:
        whole = proxy.get(path).content
        for start in range(0, 20_000, 1_000):
            part = proxy.get(path, headers={"Range": f"bytes={start}-{start + 999}"})
            assert part.content == whole[start : start + 1000]
        proxy.head(path)  # nginx writes of an answer when it has been sent
    how = [line.split()[-1] for line in place.log.splitlines() if f"{path} 206 " in line]
    assert len(how) == 20
    assert how.count("HIT") >= 15  # seconds may have passed meanwhile


@needs_nginx
def test_who_has_no_key_is_given_no_copy_that_was_kept_for_another(place: Place) -> None:
    deaf = place.keys.add("deaf", ("speak",))
    with place.client() as client:
        assert client.get(TRACK).status_code == 200
        kept = client.get(TRACK)
    for token in ("", "dtg_guessed", deaf):
        with place.client(token=token) as client:
            for asked in ({}, {"Range": "bytes=0-9"}, {"If-None-Match": kept.headers["etag"]}):
                refused = client.get(TRACK, headers=asked)
                assert refused.status_code == (403 if token == deaf else 401)
                assert refused.headers["content-type"] == "application/problem+json"
                assert refused.headers["cache-control"] == "no-store"
                assert refused.json()["request_id"] == refused.headers["x-request-id"]
            challenges = refused.headers.get_list("www-authenticate")
            assert challenges == ([] if token == deaf else ['Bearer realm="deutgi"'])
            assert client.head(TRACK).status_code == refused.status_code
    with place.client(token="") as client:
        for wrong in ("dtg_guessed", deaf, f"{place.token}%0d%0aX-Request-Id:%20smuggled"):
            assert client.get(f"/private/{wrong}{TRACK}").status_code in (401, 403)
        mine = client.get(f"/private/{place.token}{TRACK}")
        assert (mine.status_code, mine.content) == (200, kept.content)
        # Whoever has a key in the address is not helped by a good one in the header, and so on.
        asked = {"Authorization": f"Bearer {place.token}"}
        assert client.get(f"/private/dtg_guessed{TRACK}", headers=asked).status_code == 401


@needs_nginx
def test_who_has_signed_in_with_a_browser_lets_nobody_else_in(place: Place) -> None:
    with place.client(token="") as client:
        for _ in range(2):
            asked = {"Cookie": f"look=dark; {COOKIE}={place.token}"}
            assert client.get(TRACK, headers=asked).status_code == 200
        for cookies in ("", "look=dark", f"look=dark; {COOKIE}=dtg_guessed"):
            asked = {"Cookie": cookies} if cookies else {}
            assert client.get(TRACK, headers=asked).status_code == 401


@needs_nginx
def test_no_key_is_in_the_log_nor_in_the_cache_on_the_disk(place: Place) -> None:
    with place.client(token="") as client:
        for path in (TRACK, CAPTIONS, "/feeds/ko.xml", f"{EPISODES}/gone/en.mp3", "/nothing"):
            client.get(f"/private/{place.token}{path}")
            client.get(
                f"{path}?q=x", headers={"Authorization": f"Bearer {place.token}", "Referer": "x"}
            )
            client.get(f"{place.proxy}//private/{place.token}{path}")
            client.get(f"/%70rivate/{place.token}{path}")
            client.get(path, headers={"Cookie": f"{COOKIE}={place.token}"})
    assert f"GET /private/...{TRACK} 200" in place.log
    assert not place.files_with_a_key()
    assert (place.folder / "nginx-deutgi-keys").stat().st_mode & 0o077 == 0


@needs_nginx
def test_a_page_of_another_site_is_not_given_the_copy_of_who_came_without_one(
    place: Place,
) -> None:
    with place.client() as client:
        assert "access-control-allow-origin" not in client.get(TRACK).headers
        for _ in range(2):
            for origin, allowed in ((PLAYER, PLAYER), ("https://elsewhere.example", "*")):
                told = client.get(TRACK, headers={"Origin": origin}).headers
                assert told["access-control-allow-origin"] == allowed
        assert "access-control-allow-origin" not in client.get(TRACK).headers
    with place.client(token="") as browser:  # which asks without a key whether it may come
        asked = {
            "Origin": PLAYER,
            "Access-Control-Request-Method": "GET",
            "Access-Control-Request-Headers": "Range, Authorization",
        }
        assert browser.options(TRACK, headers=asked).status_code == 200


@needs_nginx
def test_sound_and_events_arrive_while_an_episode_is_made(
    place: Place, metronome: Metronome
) -> None:
    metronome.pause = 0.2
    with place.client() as client:
        address = httpx.URL(client.post(EPISODES, json=ASKED).headers["location"]).path
        with client.stream("GET", f"{address}/en.mp3") as sound:
            assert sound.status_code == 200
            assert sound.headers["cache-control"] == "no-store"
            parts = sound.iter_raw()
            live = next(parts)
            with client.stream("GET", f"{address}/events") as events:
                lines = events.iter_lines()
                while next(lines) != "event: spoken":
                    pass
                assert client.get(address).json()["status"] == "making"  # they were not held back
                live += b"".join(parts)
                kinds = [line for line in lines if line.startswith("event: ")]
        assert kinds[-1] == "event: finished"
        finished = client.get(f"{address}/en.mp3", headers={"Range": "bytes=0-99"})
        assert finished.status_code == 206  # the live sound was not kept in its place
        assert len(live) > 10_000
        assert client.delete(address).status_code == 204


@needs_nginx
def test_sound_that_does_not_come_to_its_end_breaks_off_here_too(
    place: Place, metronome: Metronome
) -> None:
    metronome.pause = 0.2
    with place.client() as client:
        asked = {**ASKED, "text": ASKED["text"] + " Then they sank."}
        address = httpx.URL(client.post(EPISODES, json=asked).headers["location"]).path
        with client.stream("GET", f"/private/{place.token}{address}/en.mp3") as sound:
            parts = sound.iter_raw()
            next(parts)
            assert client.delete(address).status_code == 204
            with pytest.raises(httpx.RemoteProtocolError):
                b"".join(parts)
    assert not place.files_with_a_key()


@needs_nginx
def test_what_is_removed_or_made_anew_is_so_for_all_after_the_time(place: Place) -> None:
    tokens = {name: place.keys.add(name) for name in ("lost", "kept")}
    for name in ("removed", "again"):
        put(place.library, name)
    removed, again = (f"{EPISODES}/{name}/en.mp3" for name in ("removed", "again"))
    with (
        place.client() as manager,
        place.client(token=tokens["lost"]) as lost,
        place.client(token=tokens["kept"]) as kept,
    ):
        for client in (lost, kept):
            assert client.get(removed).status_code == client.get(again).status_code == 200
        assert manager.delete(f"{EPISODES}/removed").status_code == 204
        assert manager.get(EPISODES).json()["total"] == 2  # answers are not kept for a moment
        shutil.rmtree(place.library / "again")
        text = (("Another headline", "다른 제목", True, False),)
        put(place.library, "again", "Another headline", "다른 제목", text)
        place.keys.remove("lost")
        until = time.monotonic() + MOST
        seen: dict[str, int | bytes] = {}
        new = (place.library / "again" / "en.mp3").read_bytes()
        wanted: Mapping[str, int | bytes] = {"lost": 401, "removed": 404, "again": new}
        while seen != wanted:
            assert time.monotonic() < until, [k for k in wanted if seen.get(k) != wanted[k]]
            seen = {
                "lost": lost.get(TRACK).status_code,
                "removed": kept.get(removed).status_code,
                "again": kept.get(again).content,
            }
            time.sleep(0.05)
        shutil.rmtree(place.library / "again")


@pytest.mark.skipif(
    nginx.PROGRAM is None or shutil.which("openssl") is None, reason="there is no nginx here"
)
def test_the_whole_file_with_tls_is_one_that_nginx_takes(tmp_path: Path) -> None:
    assert nginx.faults(tmp_path) == ""


def test_its_limits_are_those_of_the_server() -> None:
    text = nginx.CONFIGURATION.read_text("utf-8")
    most = ServerSettings.model_fields["most_body"].default
    assert f"client_max_body_size {most // 1_000_000}m;" in text
    for name in ("send_timeout", "proxy_read_timeout"):
        assert f" {name} {PATIENCE / 60:.0f}m;" in text
