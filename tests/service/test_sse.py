"""Events as browsers and proxies need them: kept alive, ended in order, never taken for whole."""

import threading
import time
from collections.abc import AsyncGenerator, Callable

import anyio
import httpx
import pytest
from fastapi import FastAPI

from service.sse import EventStream, event
from tests.service.serving import Serve, serve, served, settings_of

__all__ = ["serve", "settings_of"]

EVENTS = "/events"


def offering(
    app: FastAPI, make: Callable[[], AsyncGenerator[bytes, None]], **options: float
) -> None:
    def answer() -> EventStream:
        return EventStream(make(), **{"patience": 5, **options})

    app.add_api_route(EVENTS, answer, response_model=None)


def test_an_event_is_one_however_many_lines_its_text_has() -> None:
    assert event("line", {"text": "하나\n둘\r\n"}, "7") == (
        'event: line\ndata: {"text": "하나\\n둘\\r\\n"}\nid: 7\n\n'.encode()
    )
    assert b"?" in event("line", {"text": "half \ud800"})


def test_events_come_at_once_and_quiet_times_are_bridged(serve: Serve) -> None:
    here = serve()

    async def slowly() -> AsyncGenerator[bytes, None]:
        yield event("step", {"n": 1}, "1")
        await anyio.sleep(0.7)
        yield event("step", {"n": 2}, "2")

    offering(here.app, slowly, quiet=0.2)
    with here.client() as client, client.stream("GET", EVENTS) as answer:
        assert answer.headers["content-type"].startswith("text/event-stream")
        assert answer.headers["cache-control"] == "no-store"
        started, parts = time.perf_counter(), list(answer.iter_raw())
    assert parts[0].startswith(b"event: step\n")
    assert parts[-1].endswith(b"id: 2\n\n")
    comments = [part for part in parts if part.startswith(b":")]
    assert 2 <= len(comments) <= 4
    assert time.perf_counter() - started < 2


def test_what_makes_events_ends_when_nobody_listens(serve: Serve) -> None:
    here, gone = serve(), threading.Event()

    async def endless() -> AsyncGenerator[bytes, None]:
        try:
            while True:
                yield event("tick", {})
                await anyio.sleep(0.05)
        finally:
            gone.set()

    offering(here.app, endless)
    with here.client() as client:
        with client.stream("GET", EVENTS) as answer:
            next(answer.iter_raw())
        assert gone.wait(3)


def test_a_server_that_stops_does_not_wait_for_listeners(
    settings_of: Callable[..., object],
) -> None:
    async def silent() -> AsyncGenerator[bytes, None]:
        yield event("tick", {})
        await anyio.sleep(60)

    with served(settings_of(grace=20)) as here:
        offering(here.app, silent)
        client = here.client()
        answer = client.send(client.build_request("GET", EVENTS), stream=True)
        parts = answer.iter_raw()
        next(parts)
        started = time.perf_counter()
    assert time.perf_counter() - started < 3
    assert list(parts) == []  # and the end is a proper one
    client.close()


def test_events_that_fail_break_the_connection_off(serve: Serve) -> None:
    here = serve()

    async def failing() -> AsyncGenerator[bytes, None]:
        yield event("tick", {})
        raise RuntimeError("secret")

    offering(here.app, failing)
    with here.client() as client:
        with (
            pytest.raises(httpx.RemoteProtocolError),
            client.stream("GET", EVENTS) as answer,
        ):
            got = answer.read()
            assert b"secret" not in got
        assert client.get("/healthz").status_code == 200


@pytest.mark.parametrize(
    ("error", "traced"),
    [(ConnectionAbortedError("The job was cancelled."), False), (RuntimeError("odd"), True)],
)
def test_what_is_given_up_is_no_fault_in_the_log(
    serve: Serve, caplog: pytest.LogCaptureFixture, error: Exception, traced: bool
) -> None:
    async def ending() -> AsyncGenerator[bytes, None]:
        yield event("tick", {})
        raise error

    here = serve()
    offering(here.app, ending)
    with (
        here.client() as client,
        pytest.raises(httpx.RemoteProtocolError),
        client.stream("GET", EVENTS) as answer,
    ):
        answer.read()
    told = [each for each in caplog.records if each.getMessage() == f"Events broke off: {error}"]
    assert [bool(each.exc_info) for each in told] == [traced]
