"""Server-sent events (WHATWG HTML, 9.2): one of them as bytes, and an answer made of many."""

import json
import math
from collections.abc import AsyncGenerator, Awaitable, Callable, Mapping
from contextlib import aclosing, suppress
from typing import Any

import anyio
from anyio.abc import ObjectReceiveStream, ObjectSendStream
from fastapi.sse import KEEPALIVE_COMMENT, format_sse_event
from starlette.responses import Response
from starlette.types import Message, Receive, Scope, Send

from service.telemetry import LOG, BrokenOff

MEDIA_TYPE = "text/event-stream"

HEADERS = {"Cache-Control": "no-store", "X-Accel-Buffering": "no"}
"""What an answer of events has: proxies that gathered them would make them late."""

_QUIET = 15.0  # seconds; proxies hang up after 30 to 60 without a byte
_LOOK = 0.5  # seconds between looks at whether the server is stopping


def event(kind: str, data: Mapping[str, Any], id: str | None = None) -> bytes:  # noqa: A002
    """An event as it is sent. `kind` is what clients listen for, `data` becomes JSON, and `id`
    comes back as `Last-Event-ID` from a client that has lost its connection."""
    written = json.dumps(data, ensure_ascii=False).encode("utf-8", "replace").decode()
    return format_sse_event(event=kind, data_str=written, id=id)


class EventStream(Response):
    """Events as they come, and a comment where none has come for a while.

    It ends with its generator, or when the client goes away or the server stops: a browser then
    comes again with the last event's id.
    """

    media_type = MEDIA_TYPE

    def __init__(
        self, events: AsyncGenerator[bytes, None], patience: float, quiet: float = _QUIET
    ) -> None:
        """`events` are made by `event`; their generator is closed when nobody listens any more.

        `patience` is how many seconds a listener may take to read one, `quiet` how many may pass
        without a byte.
        """
        self.status_code = 200
        self.background = None
        self.init_headers(HEADERS)
        del self.headers["content-length"]
        self._events = events
        self._patience = patience
        self._quiet = quiet

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Send the events. Raises BrokenOff where the generator fails, or nobody reads."""
        if scope["method"] == "HEAD":  # who waits for the end would wait for nothing
            await send(self._start)
            await send({"type": "http.response.body", "body": b""})
            return
        inlet, outlet = anyio.create_memory_object_stream[bytes](0)
        failed: list[Exception] = []

        async def deliver(part: bytes, more: bool = True) -> None:
            with anyio.fail_after(self._patience):
                await send({"type": "http.response.body", "body": part, "more_body": more})

        async with outlet, anyio.create_task_group() as tasks:
            tasks.start_soon(until_gone, receive, tasks.cancel_scope)
            tasks.start_soon(self._make, inlet, failed)
            try:
                await send(self._start)
                with suppress(anyio.EndOfStream):
                    await self._hand_on(outlet, deliver, scope["app"].state.stopping)
                if not failed:
                    await deliver(b"", more=False)
            except Exception as error:
                failed.append(error)
            tasks.cancel_scope.cancel()
        if failed:
            given_up = isinstance(failed[0], ConnectionAbortedError)  # which is no fault of ours
            LOG.error("Events broke off: %s", failed[0], exc_info=None if given_up else failed[0])
            raise BrokenOff from failed[0]

    @property
    def _start(self) -> Message:
        return {"type": "http.response.start", "status": 200, "headers": self.raw_headers}

    async def _hand_on(
        self,
        outlet: ObjectReceiveStream[bytes],
        deliver: Callable[[bytes], Awaitable[None]],
        stopping: Callable[[], bool],
    ) -> None:
        """Deliver parts until the server stops. Raises EndOfStream after the last one."""
        last = anyio.current_time()
        while not stopping():
            part = b""
            with anyio.move_on_after(min(_LOOK, self._quiet)):
                part = await outlet.receive()
            if not part and anyio.current_time() - last >= self._quiet:
                part = KEEPALIVE_COMMENT
            if part:
                await deliver(part)
                last = anyio.current_time()

    async def _make(self, inlet: ObjectSendStream[bytes], failed: list[Exception]) -> None:
        async with inlet, aclosing(self._events) as events:
            try:
                async for part in events:
                    await inlet.send(part)
            except Exception as error:
                failed.append(error)


class LiveStream(EventStream):
    """Sound as it is made. A listener may stop in the middle; where the sound does not come to its
    end, the connection breaks off, so that nobody takes it for whole."""

    def __init__(
        self, sound: AsyncGenerator[bytes, None], patience: float, media_type: str
    ) -> None:
        """`patience` is how many seconds a listener may stop for."""
        self.media_type = media_type
        super().__init__(sound, patience, quiet=math.inf)
        self.headers["accept-ranges"] = "none"

    async def _hand_on(
        self,
        outlet: ObjectReceiveStream[bytes],
        deliver: Callable[[bytes], Awaitable[None]],
        stopping: Callable[[], bool],
    ) -> None:
        await super()._hand_on(outlet, deliver, stopping)
        raise ConnectionAbortedError("The server stops.")


async def until_gone(receive: Receive, work: anyio.CancelScope) -> None:
    """Cancel the work when the client goes away."""
    while (await receive())["type"] != "http.disconnect":
        pass
    work.cancel()
