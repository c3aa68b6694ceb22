"""Pages of other sites: a podcast player on the web may play, and nobody gets further than that."""

from collections.abc import Callable
from pathlib import Path

import httpx
import pytest

from pipelines.errors import DeutgiError
from service import settings
from tests.service.made_library import put
from tests.service.serving import Metronome, Serve, Served, metronome, serve, settings_of

__all__ = ["metronome", "serve", "settings_of"]

PLAYER = "https://player.example.org"
EVIL = "https://evil.example.org"
FERRIES = "/v1/episodes/ferries-1"
SPEECH = "/v1/audio/speech"
PUBLIC = "https://news.example.org"

_SIMPLE_METHODS = {"GET", "HEAD", "POST"}
_SIMPLE_HEADERS = {"accept", "accept-language", "content-language"}
_SIMPLE_TYPES = {"text/plain", "multipart/form-data", "application/x-www-form-urlencoded"}
_READABLE = {"cache-control", "content-language", "content-type", "expires", "last-modified"}


class Blocked(Exception):
    """A page's request that the browser did not send, or whose answer it did not show."""


def fetch(
    client: httpx.Client, origin: str, path: str, method: str = "GET", **options: object
) -> httpx.Response:
    """What a page of an origin gets, as browsers decide it (WHATWG Fetch, 4.8 to 4.11)."""
    request = client.build_request(method, path, **options)
    given = {name.lower() for name in dict(options.get("headers", {}))}
    if "json" in options:
        given.add("content-type")
    plain = request.headers.get("content-type", "text/plain").partition(";")[0] in _SIMPLE_TYPES
    asked = given - _SIMPLE_HEADERS - ({"content-type"} if plain else set())
    if method not in _SIMPLE_METHODS or asked:
        question = {"Origin": origin, "Access-Control-Request-Method": method}
        question |= {"Access-Control-Request-Headers": ",".join(sorted(asked))} if asked else {}
        answer = httpx.options(request.url, headers=question, trust_env=False)
        if not answer.is_success or not _lets_in(answer, origin):
            raise Blocked(answer.text)
        methods, names = (
            {each.strip().lower() for each in answer.headers.get(name, "").split(",")}
            for name in ("access-control-allow-methods", "access-control-allow-headers")
        )
        if method.lower() not in methods | {"get", "head", "post"} or not asked <= names:
            raise Blocked(answer.text)
    request.headers["Origin"] = origin
    answer = client.send(request)
    if not _lets_in(answer, origin):
        raise Blocked(answer.text)
    shown = answer.headers.get("access-control-expose-headers", "").split(",")
    names = _READABLE | {each.strip().lower() for each in shown}
    answer.headers = httpx.Headers({k: v for k, v in answer.headers.items() if k in names})
    return answer


def _lets_in(answer: httpx.Response, origin: str) -> bool:
    assert "access-control-allow-credentials" not in answer.headers
    return answer.headers.get("access-control-allow-origin") in (origin, "*")


@pytest.fixture
def library(tmp_path: Path) -> Path:
    put(tmp_path / "library", "ferries-1")
    return tmp_path / "library"


@pytest.fixture
def anybody(serve: Serve, library: Path) -> Served:
    return serve(cors_origins="*")


def test_a_player_on_the_web_reads_feed_captions_and_chapters(anybody: Served) -> None:
    with anybody.client() as client:
        for path in (
            "/feeds/en.xml",
            "/feeds/cover.jpg",
            "/v1/episodes?limit=5",
            FERRIES,
            f"{FERRIES}/en.vtt",
            f"{FERRIES}/ko.chapters.json",
        ):
            assert fetch(client, PLAYER, path).status_code == 200
        seen = fetch(client, PLAYER, "/feeds/en.xml")
        again = fetch(
            client, PLAYER, "/feeds/en.xml", headers={"If-None-Match": seen.headers["etag"]}
        )
        assert again.status_code == 304


def test_a_player_on_the_web_jumps_in_the_sound(anybody: Served) -> None:
    with anybody.client() as client:
        whole = fetch(client, PLAYER, f"{FERRIES}/en.mp3", "HEAD")
        assert whole.headers["accept-ranges"] == "bytes"
        size = int(whole.headers["content-length"])
        part = fetch(
            client,
            PLAYER,
            f"{FERRIES}/en.mp3",
            headers={"Range": "bytes=100-199", "If-Range": whole.headers["etag"]},
        )
        assert part.status_code == 206
        assert part.headers["content-range"] == f"bytes 100-199/{size}"


def test_any_site_may_read_episodes_and_nothing_else(
    anybody: Served, library: Path, metronome: Metronome
) -> None:
    speech = {"input": "Hello.", "voice": "metronome"}
    with anybody.client() as client:
        for method, path, options in (
            ("POST", SPEECH, {"json": speech}),
            ("POST", "/v1/translations", {"json": {"sentences": ["Hello."]}}),
            ("DELETE", FERRIES, {}),
            ("POST", "/v1/episodes", {"json": {"link": "https://example.org"}}),
            ("POST", "/v1/episodes", {}),
            ("GET", "/v1/voices", {}),
            ("GET", "/metrics", {}),
            ("GET", "/healthz", {}),
            ("GET", "/openapi.json", {}),
            ("GET", "/v1/episodes-of-others", {}),
            ("GET", "/private/a/b/feeds/en.xml", {}),
            ("GET", "/feeds/en.xml", {"headers": {"Authorization": "Bearer x"}}),
        ):
            with pytest.raises(Blocked):
                fetch(client, EVIL, path, method, **options)
    assert metronome.spoken == []
    assert (library / "ferries-1" / "episode.json").exists()


def test_a_site_that_was_named_may_do_what_its_key_opens(
    serve: Serve, library: Path, metronome: Metronome
) -> None:
    here = serve(public_url=PUBLIC, cors_origins=f"{PLAYER}/, http://localhost:3000")
    headers = {"Authorization": f"Bearer {here.app.state.keys.add('app', ['speak', 'read'])}"}
    speech = {"input": "Hello.", "voice": "metronome"}
    with here.client() as client:
        spoken = fetch(client, PLAYER, SPEECH, "POST", json=speech, headers=headers)
        assert spoken.headers["deutgi-engine"] == "metronome:tick"
        assert fetch(client, PLAYER, FERRIES, headers=headers).status_code == 200
        refused = fetch(client, PLAYER, FERRIES, "DELETE", headers=headers)
        assert refused.status_code == 403  # and the page can read why
        assert "--scope manage" in refused.json()["hint"]
        assert fetch(client, "http://localhost:3000", FERRIES).status_code == 401
        for origin in (EVIL, "https://player.example.org.evil.example", "null", f"{PLAYER}:444"):
            for path in (FERRIES, "/feeds/en.xml", "/v1/voices"):
                with pytest.raises(Blocked):
                    fetch(client, origin, path, headers=headers)
            with pytest.raises(Blocked):
                fetch(client, origin, SPEECH, "POST", json=speech, headers=headers)
    assert metronome.spoken == ["Hello."]


def test_a_private_feed_plays_on_the_web_and_its_key_still_counts(
    serve: Serve, library: Path
) -> None:
    here = serve(public_url=PUBLIC, cors_origins="*")
    key = here.app.state.keys.add("web")
    with here.client() as client:
        for path in ("/feeds/ko.xml", FERRIES, f"{FERRIES}/ko.mp3"):
            assert fetch(client, PLAYER, f"/private/{key}{path}").status_code == 200
            assert fetch(client, PLAYER, f"/private/wrong{path}").status_code == 401
        with pytest.raises(Blocked):
            fetch(client, PLAYER, f"/private/{key}/v1/voices")


def test_named_sites_and_any_site_go_together(serve: Serve, library: Path) -> None:
    here = serve(cors_origins=f"*,{PLAYER}")
    with here.client() as client:
        assert fetch(client, EVIL, FERRIES).status_code == 200
        assert fetch(client, PLAYER, "/v1/voices").status_code == 200
        assert "Origin" in client.get(FERRIES, headers={"Origin": PLAYER}).headers["vary"]
        with pytest.raises(Blocked):
            fetch(client, EVIL, "/v1/voices")


def test_a_name_that_leads_here_by_a_trick_is_refused_all_the_same(
    anybody: Served, metronome: Metronome
) -> None:
    """DNS rebinding: to the browser the page and we are one site, and it asks for nothing."""
    with anybody.client() as client:
        for headers in ({"Host": "evil.example.org"}, {"Host": "evil.example.org", "Origin": EVIL}):
            assert client.get(FERRIES, headers=headers).status_code == 421
            body = {"input": "Hello.", "voice": "metronome"}
            assert client.post(SPEECH, json=body, headers=headers).status_code == 421
    assert metronome.spoken == []


def test_unless_somebody_is_named_no_site_reads_anything(serve: Serve, library: Path) -> None:
    with serve().client() as client:
        for path in ("/feeds/en.xml", FERRIES):
            with pytest.raises(Blocked):
                fetch(client, PLAYER, path)
            with pytest.raises(Blocked):
                fetch(client, PLAYER, path, headers={"Range": "bytes=0-1"})


def test_what_a_browser_is_refused_says_why_like_any_error(anybody: Served) -> None:
    question = {"Origin": EVIL, "Access-Control-Request-Method": "DELETE"}
    with anybody.client() as client:
        answer = client.options(FERRIES, headers=question)
        plain = client.options(FERRIES)
    assert answer.status_code == 403
    assert answer.headers["content-type"] == "application/problem+json"
    assert "DEUTGI_CORS_ORIGINS" in answer.json()["hint"]
    assert answer.headers["x-content-type-options"] == "nosniff"
    assert plain.status_code == 405
    assert plain.headers["allow"] == "DELETE, GET, HEAD"


@pytest.mark.parametrize(
    "origins",
    ["player.example.org", f"{PLAYER}/app", "null", f"{PLAYER} {EVIL}", "https://*.x.org"],
)
def test_what_is_no_site_is_told_at_the_start(
    origins: str, settings_of: Callable[..., object], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("DEUTGI_CORS_ORIGINS", f"*,{origins}")
    with pytest.raises(DeutgiError, match="DEUTGI_CORS_ORIGINS"):
        settings.read()
