"""The service as a whole: who gets in, how errors look, and what it shows of itself."""

import contextlib
import gzip
import json
import logging
import os
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import httpx
import pytest

from pipelines import engines
from service.app import create_app
from service.keys import Keys
from service.settings import ServerSettings, is_loopback
from service.telemetry import JsonLines
from tests.service.serving import Metronome, Serve, Served, metronome, serve, settings_of

__all__ = ["metronome", "serve", "settings_of"]

SPEECH = "/v1/audio/speech"
PUBLIC = "https://news.example.org"


def problem(answer: httpx.Response, status: int) -> dict[str, Any]:
    assert answer.status_code == status, answer.text
    assert answer.headers["content-type"] == "application/problem+json"
    body = answer.json()
    assert body["status"] == status
    assert body["title"]
    assert body["detail"]
    assert "Traceback" not in answer.text
    assert body["request_id"] == answer.headers["x-request-id"]
    return dict(body)


# Errors


def test_errors_are_problems_with_a_next_step(serve: Serve) -> None:
    with serve().client() as client:
        assert "openapi.json" in problem(client.get("/nowhere"), 404)["hint"]
        assert problem(client.get(SPEECH), 405)["title"] == "Method Not Allowed"
        assert problem(client.get("/v1/episodes/none-0000000000"), 404)["detail"]
        fields = problem(client.post(SPEECH, json={"speed": "fast"}), 422)["errors"]
        assert {field["field"] for field in fields} == {"body.input", "body.speed"}
        problem(client.post(SPEECH, json=[]), 422)


@pytest.mark.parametrize(
    ("path", "served"),
    [
        (SPEECH, "POST"),
        ("/v1/episodes/any-0000000000", "DELETE, GET, HEAD"),
        ("/v1/episodes/any-0000000000/en.mp3", "GET, HEAD"),
        ("/private/any/feeds/en.xml", "GET, HEAD"),
        ("/healthz", "GET, HEAD"),
    ],
)
def test_what_may_not_be_done_is_told_with_all_that_may(
    serve: Serve, path: str, served: str
) -> None:
    with serve().client() as client:
        for method in ("PATCH", "OPTIONS"):
            answer = client.request(method, path)
            problem(answer, 405)
            assert answer.headers["allow"] == served


@pytest.mark.parametrize(
    "body", [b"{", b"", b"\xff\xfe", b'"text"', b"[" * 100_000, b'{"input": ' + b"9" * 5000 + b"}"]
)
def test_what_is_no_json_is_a_problem(serve: Serve, body: bytes) -> None:
    with serve().client() as client:
        answer = client.post(SPEECH, content=body, headers={"Content-Type": "application/json"})
        problem(answer, answer.status_code)
        assert answer.status_code in (400, 422)


@pytest.mark.parametrize("path", [SPEECH, "/v1/episodes"])
def test_a_body_that_is_not_said_to_be_json_is_told_how_to_be_sent(serve: Serve, path: str) -> None:
    with serve().client() as client:
        for kind in ("text/plain", ""):
            answer = client.post(path, content=b'{"text": "x"}', headers={"Content-Type": kind})
            assert "Content-Type: application/json" in problem(answer, 422)["hint"]
        told = problem(client.post(path, json={"text": 5}), 422)
        assert "openapi.json" in told["hint"]


def test_a_body_that_cannot_be_read_is_told_how_it_should_be(serve: Serve) -> None:
    with serve().client() as client:
        for body in (gzip.compress(b'{"text": "x"}'), b'{"text": "\xff"}', b"[" * 100_000):
            answer = client.post(
                "/v1/episodes", content=body, headers={"Content-Type": "application/json"}
            )
            assert "JSON in UTF-8" in problem(answer, 400)["hint"]


def test_a_page_elsewhere_cannot_have_a_browser_post_to_us(
    serve: Serve, metronome: Metronome
) -> None:
    """A form needs no permission of ours to be sent, but cannot claim to be JSON."""
    body = json.dumps({"input": "Hello.", "voice": "metronome"})
    with serve().client() as client:
        for kind in ("text/plain", "application/x-www-form-urlencoded", ""):
            answer = client.post(SPEECH, content=body, headers={"Content-Type": kind})
            problem(answer, 422)
    assert metronome.spoken == []


def test_a_body_that_is_too_large_is_refused_before_it_has_come(serve: Serve) -> None:
    here = serve(most_body=10_000)
    sent = 0

    def endless() -> Iterator[bytes]:
        nonlocal sent
        while sent < 50_000_000:
            sent += 10_000
            yield b" " * 10_000

    json_type = {"Content-Type": "application/json"}
    with here.client() as client:
        answer = client.post(SPEECH, content=b" " * 10_001, headers=json_type)
        assert "0.01 MB" in problem(answer, 413)["detail"]
        with contextlib.suppress(httpx.WriteError):  # the server hangs up while we still send
            problem(client.post(SPEECH, content=endless(), headers=json_type), 413)
        assert sent < 50_000_000
        assert client.get("/healthz").status_code == 200


def test_a_body_that_trickles_in_is_not_waited_for(serve: Serve) -> None:
    port = httpx.URL(serve(patience=0.5).url).port
    with socket.create_connection(("127.0.0.1", port), 10) as line:
        head = f"POST {SPEECH} HTTP/1.1\r\nHost: localhost\r\nContent-Type: application/json\r\n"
        line.sendall(f"{head}Content-Length: 1000\r\n\r\n{{".encode())
        assert line.recv(12) == b"HTTP/1.1 408"


def test_a_thousand_faults_make_no_long_answer(serve: Serve) -> None:
    body = {"text": "x", **{f"odd{n}" + "y" * 5_000: 1 for n in range(1_000)}}
    with serve().client() as client:
        answer = client.post("/v1/summaries", json=body)
    assert "999 more" in problem(answer, 422)["detail"]
    assert len(answer.content) < 50_000


# Headers, ids, logs


def test_every_answer_has_strict_headers_and_no_banner(serve: Serve) -> None:
    with serve().client() as client:
        for answer in (
            client.get("/healthz"),
            client.get("/nowhere"),
            client.get("/openapi.json"),
            client.get("/feeds/en.xml"),
            client.post(SPEECH, json={}),
            client.post(SPEECH, json={"input": "Hello.", "voice": "espeak"}),
        ):
            assert "default-src 'none'" in answer.headers["content-security-policy"]
            assert "frame-ancestors 'none'" in answer.headers["content-security-policy"]
            assert answer.headers["x-content-type-options"] == "nosniff"
            assert answer.headers["referrer-policy"] == "no-referrer"
            assert "server" not in answer.headers
            assert "strict-transport-security" not in answer.headers
        assert client.post(SPEECH, json={}).headers["cache-control"] == "no-store"
        safe = client.get("/healthz", headers={"X-Forwarded-Proto": "https"})
        assert safe.headers["strict-transport-security"].startswith("max-age=")


def test_a_request_keeps_its_id_unless_that_could_hurt_the_log(serve: Serve) -> None:
    with serve().client() as client:
        assert client.get("/healthz", headers={"X-Request-Id": "a-1"}).headers[
            "x-request-id"
        ] == "a-1"  # fmt: skip
        made = client.get("/healthz", headers={"X-Request-Id": "a b"}).headers["x-request-id"]
        assert made not in ("", "a b")
        assert client.get("/healthz").headers["x-request-id"] != made


def test_the_log_holds_neither_keys_nor_texts(
    serve: Serve, caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level(logging.DEBUG)
    here = serve(public_url=PUBLIC)
    key = here.app.state.keys.add("phone")
    with here.client(key) as client:
        client.get(f"/v1/episodes?token={key}")
        client.get(f"/feeds/{key}.xml")
        client.post("/v1/translations", json={"sentences": ["A private sentence."]})
    with here.client("wrong-key") as client:
        client.get("/v1/episodes")
    for _ in range(100):  # a line is written when the answer has gone out
        ours = [record for record in caplog.records if record.name == "deutgi"]
        if len(ours) == 4:
            break
        time.sleep(0.02)
    lines = [JsonLines().format(record) for record in ours]
    assert len(lines) == 4
    entries = [json.loads(line) for line in lines]
    assert [entry.get("key", "") for entry in entries] == ["phone", "phone", "phone", ""]
    assert entries[0]["route"] == "/v1/episodes"
    assert entries[3]["status"] == 401
    told = "\n".join(lines) + "\n".join(
        r.getMessage() for r in caplog.records if r.name.startswith(("deutgi", "uvicorn"))
    )
    for secret in (key, "wrong-key", "A private sentence."):
        assert secret not in told


# Keys


@pytest.fixture
def guarded(serve: Serve) -> Served:
    return serve(public_url=PUBLIC)


def test_on_this_computer_alone_no_key_is_needed(settings_of: Any) -> None:
    assert not settings_of().needs_keys
    assert not settings_of(host="::1", public_url="http://localhost:8000").needs_keys
    assert settings_of(host="0.0.0.0").needs_keys
    assert settings_of(host="192.168.1.5").needs_keys
    assert settings_of(host="my-machine").needs_keys
    assert settings_of(public_url=PUBLIC).needs_keys


@pytest.mark.parametrize(
    ("host", "ours"),
    [("127.0.0.1", True), ("localhost", True), ("::1", True), ("127.8.9.1", True),
     ("0.0.0.0", False), ("::", False), ("localhost.example.org", False), ("", False)],
)  # fmt: skip
def test_which_hosts_are_this_computer(host: str, ours: bool) -> None:
    assert is_loopback(host) is ours


def test_without_a_key_only_health_is_told(guarded: Served) -> None:
    with guarded.client() as client:
        assert client.get("/healthz").status_code == 200
        assert client.get("/readyz").status_code == 200
        for path in ("/v1/episodes", "/feeds/en.xml", "/metrics", "/nowhere", "/openapi.json"):
            answer = client.get(path)
            assert "deutgi keys add" in problem(answer, 401)["hint"]
            assert answer.headers["www-authenticate"].startswith("Bearer")
        problem(client.post(SPEECH, json={"input": "Hello."}), 401)


def test_who_has_no_key_does_not_get_a_body_read(guarded: Served) -> None:
    """The answer comes while the body is still to be sent."""
    with socket.create_connection(("127.0.0.1", httpx.URL(guarded.url).port), 10) as line:
        head = f"POST {SPEECH} HTTP/1.1\r\nHost: localhost\r\nContent-Length: 9000000\r\n\r\n"
        line.sendall(head.encode())
        assert line.recv(12) == b"HTTP/1.1 401"


@pytest.mark.parametrize(
    "sent", ["Bearer", "Bearer  -", "Bearer dtg_x", "Basic eDp5", "x", "Bearer \xff"]
)
def test_what_is_no_key_opens_nothing(guarded: Served, sent: str) -> None:
    guarded.app.state.keys.add("phone")
    with guarded.client() as client:
        headers = {"Authorization": sent.encode("latin-1")}
        problem(client.get("/v1/episodes", headers=headers), 401)


def test_a_key_opens_what_its_scopes_say(guarded: Served) -> None:
    keys = guarded.app.state.keys
    reader, speaker = keys.add("reader", ["read"]), keys.add("speaker", ["speak"])
    manager = keys.add("manager", ["manage"])
    words = {"input": "Hello.", "voice": "espeak"}
    with guarded.client(reader) as client:
        assert client.get("/v1/episodes").status_code == 200
        assert client.get("/metrics").status_code == 200
        told = problem(client.post(SPEECH, json=words), 403)
        assert "--scope speak" in told["hint"]
        problem(client.post("/v1/summaries", json={"text": "x"}), 403)
        problem(client.delete("/v1/episodes/any-0000000000"), 403)
    with guarded.client(speaker) as client:
        assert client.post(SPEECH, json=words).status_code == 200
        problem(client.get("/v1/episodes"), 403)
    with guarded.client(manager) as client:
        problem(client.delete("/v1/episodes/any-0000000000"), 404)
        problem(client.get("/v1/episodes"), 403)


def test_a_revoked_key_opens_nothing_any_more(guarded: Served, tmp_path: Path) -> None:
    elsewhere = Keys(tmp_path / "keys.json")
    key = elsewhere.add("phone")
    with guarded.client(key) as client:
        assert client.get("/v1/episodes").status_code == 200
        elsewhere.remove("phone")
        problem(client.get("/v1/episodes"), 401)


def test_a_damaged_file_of_keys_lets_nobody_in(guarded: Served, tmp_path: Path) -> None:
    key = guarded.app.state.keys.add("phone")
    (tmp_path / "keys.json").write_text("{", "utf-8")
    with guarded.client(key) as client:
        told = problem(client.get("/v1/episodes"), 500)
        assert str(tmp_path) not in told["detail"]


def test_a_name_that_leads_to_this_computer_by_a_trick_is_refused(serve: Serve) -> None:
    with serve().client() as client:
        for host in ("evil.example.org", "evil.example.org:8000", "127.0.0.1.nip.example"):
            problem(client.get("/v1/episodes", headers={"Host": host}), 421)
        for host in ("localhost:8000", "127.0.0.1", "[::1]:8000", "my-machine", "a.localhost"):
            assert client.get("/v1/episodes", headers={"Host": host}).status_code == 200


def test_a_host_that_is_none_is_refused_like_a_strange_one(serve: Serve) -> None:
    with serve().client() as client:
        for host in ("[", "[::1", ":8000"):
            problem(client.get("/v1/episodes", headers={"Host": host}), 421)


# Pages of other sites, where no key is needed


@pytest.mark.parametrize(
    "told",
    [
        {"Sec-Fetch-Site": "cross-site", "Origin": "https://evil.example"},
        {"Sec-Fetch-Site": "same-site", "Origin": "http://localhost:3000"},
        {"Origin": "https://evil.example"},
        {"Origin": "http://["},
        {"Origin": "null"},
    ],
)
def test_a_page_of_another_site_changes_nothing_without_a_body_either(
    serve: Serve, told: dict[str, str]
) -> None:
    with serve(cors_origins="*,https://player.example").client() as client:
        for path in ("/v1/sources/0a/visit", "/v1/episodes/any-0000000000/retry"):
            problem(client.post(path, headers=told), 403)
        problem(client.delete("/v1/episodes/any-0000000000", headers=told), 403)
        problem(client.post("/sign-in", data={"key": "x"}, headers=told), 403)
        assert client.get("/v1/episodes", headers=told).status_code == 200


def test_programs_our_own_pages_and_sites_that_were_named_may_change_things(serve: Serve) -> None:
    here = serve(cors_origins="https://Player.example/")
    ours = {"Sec-Fetch-Site": "same-origin", "Origin": here.url}
    with here.client() as client:
        named = {"Sec-Fetch-Site": "cross-site", "Origin": "https://player.example"}
        for told in ({}, ours, {"Origin": here.url}, named):
            problem(client.delete("/v1/episodes/any-0000000000", headers=told), 404)


# Rates


def test_each_key_has_its_own_rate(serve: Serve) -> None:
    here = serve(public_url=PUBLIC, rate=5)
    keys = here.app.state.keys
    with here.client(keys.add("a")) as busy, here.client(keys.add("b")) as other:
        answers = [busy.get("/v1/episodes") for _ in range(8)]
        assert [answer.status_code for answer in answers] == [200] * 5 + [429] * 3
        assert 1 <= int(answers[-1].headers["retry-after"]) <= 60
        assert "Try again in" in problem(answers[-1], 429)["hint"]
        assert other.get("/v1/episodes").status_code == 200
        assert busy.get("/healthz").status_code == 200


def test_who_guesses_keys_is_soon_told_to_wait(serve: Serve) -> None:
    here = serve(public_url=PUBLIC, rate=5)
    with here.client() as client:
        answers = [
            client.get("/v1/episodes", headers={"Authorization": f"Bearer dtg_{n}"})
            for n in range(8)
        ]
    assert [answer.status_code for answer in answers] == [401] * 5 + [429] * 3


def test_behind_a_proxy_each_client_has_its_own_rate(serve: Serve) -> None:
    with serve(public_url=PUBLIC, rate=3).client() as client:

        def ask(address: str) -> int:
            return client.get("/v1/episodes", headers={"X-Forwarded-For": address}).status_code

        assert [ask("192.0.2.1") for _ in range(4)] == [401, 401, 401, 429]
        assert ask("192.0.2.2") == 401
        assert [ask(f"2001:db8::{n}") for n in range(1, 5)] == [401, 401, 401, 429]
        assert ask("2001:db8:0:1::1") == 401


def test_a_proxy_does_not_open_a_server_that_asks_for_no_key(serve: Serve) -> None:
    with serve().client() as client:
        answer = client.get("/v1/episodes", headers={"X-Forwarded-For": "192.0.2.1"})
        assert "DEUTGI_PUBLIC_URL" in problem(answer, 421)["hint"]
        assert client.get("/healthz", headers={"X-Forwarded-For": "192.0.2.1"}).is_success
        for hidden in ("unknown", "_hidden"):  # RFC 7239, 6.2 and 6.3
            problem(client.get("/v1/episodes", headers={"X-Forwarded-For": hidden}), 421)
        for address in ("127.0.0.1", "::1"):
            headers = {"X-Forwarded-For": address}
            assert client.get("/v1/episodes", headers=headers).status_code == 200


# What it shows of itself


def test_it_is_ready_when_engines_and_library_are(serve: Serve) -> None:
    with serve().client() as client:
        answer = client.get("/readyz")
    assert answer.status_code == 200
    checks = {check["name"]: check for check in answer.json()["checks"]}
    engines = {"summarize", "translate", "speak en", "speak ko"}
    assert engines | {"library", "database", "workers"} == set(checks)
    assert checks["database"]["ready"]
    assert checks["workers"]["fix"] == "deutgi work"
    assert "kokoro is ready" in checks["speak ko"]["reason"]
    assert not checks["translate"]["ready"]
    assert checks["translate"]["reason"]


def test_it_is_not_ready_where_nothing_can_be_written(serve: Serve, tmp_path: Path) -> None:
    (tmp_path / "file").write_text("")
    with serve(library=tmp_path / "file").client() as client:
        answer = client.get("/readyz")
    assert answer.status_code == 503
    library = next(c for c in answer.json()["checks"] if c["name"] == "library")
    assert library["fix"]


def test_numbers_do_not_grow_with_what_outsiders_make_up(serve: Serve) -> None:
    with serve().client() as client:
        for n in range(5):
            client.get(f"/nowhere/{n}")
            client.request(f"ODD{n}", "/healthz")
        text = client.get("/metrics").text
    rows = [row for row in text.splitlines() if row.startswith("deutgi_requests_total")]
    assert len(rows) == 2
    assert 'method="GET",route="none",status="404"} 5.0' in rows[0]
    assert 'method="other"' in rows[1]


def test_openapi_tells_of_every_error_in_our_form(settings_of: Any) -> None:
    document = create_app(settings_of()).openapi()
    assert document["openapi"].startswith("3.1")
    schemas = document["components"]["schemas"]
    assert not {"HTTPValidationError", "ValidationError"} & set(schemas)
    for reference in set(_references(document)):
        assert reference.removeprefix("#/components/schemas/") in schemas
    speech = document["paths"][SPEECH]["post"]
    assert {"200", "400", "401", "403", "413", "422", "429", "502", "503"} <= set(
        speech["responses"]
    )
    assert set(speech["responses"]["503"]["content"]) == {"application/problem+json"}
    assert "Korean" in speech["requestBody"]["content"]["application/json"]["examples"]
    assert speech["security"]


def test_there_is_no_page_that_loads_programs_from_elsewhere(serve: Serve) -> None:
    with serve().client() as client:
        for path in ("/docs", "/redoc"):
            problem(client.get(path), 404)


def test_nothing_that_is_sent_makes_it_fail_or_answer_otherwise_than_it_says(
    serve: Serve, metronome: Metronome, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    tool = Path(sys.executable).with_name("schemathesis")
    if not tool.exists():
        pytest.skip("schemathesis is not installed")
    monkeypatch.setitem(engines.PROFILES["embedded"], "speak", ("metronome",))
    options = {
        "--checks": "not_a_server_error,status_code_conformance,content_type_conformance,"
        "response_schema_conformance",
        "--phases": "examples,coverage",
    }
    words = [word for option in options.items() for word in option]
    done = subprocess.run(
        [
            tool,
            "run",
            f"{serve(works=True).url}/openapi.json",
            "--generation-deterministic",
            *words,
        ],
        cwd=tmp_path,
        capture_output=True,
        text=True,
        timeout=100,
        check=False,
    )
    assert done.returncode == 0, done.stdout
    assert " passed" in done.stdout


def _references(value: Any) -> Iterator[str]:
    if isinstance(value, dict):
        for name, each in value.items():
            if name == "$ref":
                yield each
            yield from _references(each)
    elif isinstance(value, list):
        for each in value:
            yield from _references(each)


# deutgi serve


@pytest.fixture
def environment(tmp_path: Path) -> dict[str, str]:
    ours = {name: str(tmp_path / name.lower()) for name in ("LIBRARY", "MODELS", "KEYS")}
    return {
        **{name: value for name, value in os.environ.items() if not name.startswith("DEUTGI_")},
        **{f"DEUTGI_{name}": value for name, value in ours.items()},
        "DEUTGI_PROFILE": "embedded",
    }


def deutgi(environment: dict[str, str], *words: str) -> subprocess.Popen[str]:
    return subprocess.Popen(
        [sys.executable, "-m", "service", *words],
        env=environment,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
    )


def test_a_server_that_is_told_to_stop_finishes_what_it_says(environment: dict[str, str]) -> None:
    process = deutgi(environment, "serve", "--port", "0")
    try:
        assert process.stderr
        url = process.stderr.readline().split()[-1]
        sound = b""
        text = "One sentence is here. " * 30
        body = {"input": text, "voice": "espeak", "response_format": "pcm"}
        with (
            httpx.Client(trust_env=False, timeout=60) as client,
            client.stream("POST", f"{url}{SPEECH}", json=body) as answer,
        ):
            parts = answer.iter_raw()
            sound += next(parts)
            process.send_signal(signal.SIGTERM)
            for part in parts:
                sound += part
        assert process.wait(30) == 0
        assert len(sound) / 48_000 > 30
        lines = [json.loads(line) for line in process.stderr]
        assert [entry["route"] for entry in lines if "route" in entry] == [SPEECH]
        assert "Traceback" not in json.dumps(lines)
    finally:
        process.kill()
        process.communicate()


@pytest.mark.parametrize("seconds", [0.0, 3.0])
def test_ctrl_c_ends_it_without_a_traceback(environment: dict[str, str], seconds: float) -> None:
    """At any time: while it starts too, when a lost signal would leave it running for ever."""
    process = deutgi(environment, "serve", "--port", "0")
    try:
        assert process.stderr
        process.stderr.readline()
        time.sleep(seconds)
        process.send_signal(signal.SIGINT)
        _, errors = process.communicate(timeout=60)
    finally:
        process.kill()
    assert "Traceback" not in errors
    assert process.returncode == 130, errors


def said(process: subprocess.Popen[str], code: int) -> str:
    out, errors = process.communicate(timeout=60)
    assert process.returncode == code, errors
    assert out == ""
    assert "Traceback" not in errors
    assert errors.count("Error: ") == 1
    return errors


def test_a_port_in_use_is_one_line(environment: dict[str, str], serve: Serve) -> None:
    port = serve().url.rpartition(":")[2]
    errors = said(deutgi(environment, "serve", "--port", port), 2)
    assert f"Port {port} is in use" in errors
    assert f"--port {int(port) + 1}" in errors


def test_others_are_not_served_before_there_is_a_key(environment: dict[str, str]) -> None:
    errors = said(deutgi(environment, "serve", "--host", "0.0.0.0", "--port", "0"), 2)
    assert "deutgi keys add NAME" in errors


@pytest.mark.parametrize(
    ("words", "variable", "value", "told"),
    [
        (("--port", "70000"), "", "", "--port"),
        (("--host", "192.0.2.1"), "", "", "192.0.2.1"),
        (("--host", "no.such.host.invalid"), "", "", "no.such.host.invalid"),
        ((), "DEUTGI_RATE", "fast", "DEUTGI_RATE is “fast”"),
        ((), "DEUTGI_PUBLIC_URL", "news", "DEUTGI_PUBLIC_URL"),
        ((), "DEUTGI_PROFILE", "worst", "DEUTGI_PROFILE"),
    ],
)
def test_a_setting_that_cannot_be_is_one_line(
    environment: dict[str, str], words: tuple[str, ...], variable: str, value: str, told: str
) -> None:
    changed = {**environment, **({variable: value} if variable else {})}
    Keys(Path(environment["DEUTGI_KEYS"])).add("any")
    assert told in said(deutgi(changed, "serve", *words), 2)


def test_settings_are_listed_with_their_use(environment: dict[str, str]) -> None:
    process = deutgi({**environment, "DEUTGI_RATE": "7"}, "settings", "--json")
    out, _ = process.communicate(timeout=60)
    entries = {entry["variable"]: entry for entry in json.loads(out)}
    assert entries["DEUTGI_RATE"]["value"] == "7"
    assert entries["DEUTGI_RATE"]["origin"] == "environment"
    assert entries["DEUTGI_PORT"]["origin"] == "default"
    assert all(entry["purpose"] for entry in entries.values())
    assert len(entries) == len(ServerSettings.model_fields)
