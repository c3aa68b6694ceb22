"""What is known of each request: its id, its line in the log, and its share of the metrics."""

import json
import logging
import re
import secrets
import sys
import time
from contextvars import ContextVar
from datetime import UTC, datetime
from functools import partial
from typing import Any

from prometheus_client import CollectorRegistry, Counter, Gauge, Histogram, ProcessCollector
from starlette.datastructures import Headers, MutableHeaders
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from service.episode import Episode
from service.places import Places
from service.problems import response_to

LOG = logging.getLogger("deutgi")

REQUEST_ID: ContextVar[str] = ContextVar("request_id", default="")
"""The id of the request that is being answered; every line of the log has it."""

EPISODE_ID: ContextVar[str] = ContextVar("episode_id", default="")
"""The episode that is being made; every line of the log has it."""

_ID = re.compile(r"[A-Za-z0-9._-]{1,64}")
_METHODS = frozenset({"GET", "HEAD", "POST", "PUT", "PATCH", "DELETE", "OPTIONS"})
_SECONDS = (0.005, 0.025, 0.1, 0.25, 0.5, 1, 2.5, 5, 10, 30, 60, 180)
_FACTORS = (0.02, 0.05, 0.1, 0.2, 0.3, 0.5, 0.7, 1, 1.5, 2, 4)

SECURITY_HEADERS = {
    "Content-Security-Policy": "default-src 'none'; frame-ancestors 'none'",
    "Referrer-Policy": "no-referrer",
    "X-Content-Type-Options": "nosniff",
    "X-Frame-Options": "DENY",
}
_HSTS = "max-age=31536000"


class BrokenOff(Exception):
    """An answer that cannot be finished: the connection must end so that nobody takes it for whole.

    Its cause is what went wrong.
    """


class Episodes:
    """What Prometheus reads of the making of episodes."""

    def __init__(self, registry: CollectorRegistry | None = None) -> None:
        """Where there is no registry, nobody reads it."""
        self._ended = Counter(
            "deutgi_episodes", "Episodes by how they ended.", ("outcome",), registry=registry
        )
        self._seconds = Histogram(
            "deutgi_episode_stage_seconds",
            "Seconds of work on an episode, by stage.",
            ("stage",),
            registry=registry,
            buckets=_SECONDS,
        )
        self._factor = Histogram(
            "deutgi_episode_real_time_factor",
            "Seconds of work for a second of an episode's sound.",
            registry=registry,
            buckets=_FACTORS,
        )
        self.asked = Counter(
            "deutgi_episodes_asked",
            "Requests for episodes: made before (hit), or to be made (new).",
            ("answer",),
            registry=registry,
        )
        self.waiting = Gauge(
            "deutgi_episodes_waiting", "Episodes that wait for their turn.", registry=registry
        )

    def made(self, outcome: str, episode: Episode | None = None) -> None:
        """An episode has been made, or could not be."""
        self._ended.labels(outcome).inc()
        if episode:
            for stage, seconds in episode.seconds.items():
                self._seconds.labels(stage).observe(seconds)
            # Nothing is spoken for the track of both.
            spoken = (track.seconds for name, track in episode.tracks.items() if name != "both")
            if sound := sum(spoken):
                self._factor.observe(sum(episode.seconds.values()) / sound)


class Metrics:
    """What Prometheus reads. Each app has its own."""

    def __init__(self, speech: Places, texts: Places) -> None:
        """`speech` and `texts` are the places whose numbers are shown."""
        self.registry = CollectorRegistry()
        self.requests = Counter(
            "deutgi_requests", "Requests.", ("method", "route", "status"), registry=self.registry
        )
        self.seconds = Histogram(
            "deutgi_request_seconds",
            "Seconds from a request to the end of its answer.",
            ("method", "route"),
            registry=self.registry,
            buckets=_SECONDS,
        )
        self.stages = Histogram(
            "deutgi_stage_seconds",
            "Seconds of work on a request, by stage: read, summarize, translate, speak.",
            ("stage",),
            registry=self.registry,
            buckets=_SECONDS,
        )
        self.first_sound = Histogram(
            "deutgi_first_sound_seconds",
            "Seconds from a request for speech to its first byte.",
            registry=self.registry,
            buckets=_SECONDS,
        )
        self.real_time = Histogram(
            "deutgi_real_time_factor",
            "Seconds of work for a second of speech, by engine.",
            ("engine",),
            registry=self.registry,
            buckets=_FACTORS,
        )
        self.episodes = Episodes(self.registry)
        for name, places in (("syntheses", speech), ("texts", texts)):
            running = Gauge(f"deutgi_{name}_running", "Being worked on.", registry=self.registry)
            waiting = Gauge(f"deutgi_{name}_waiting", "Let in, waiting.", registry=self.registry)
            running.set_function(partial(getattr, places, "running"))
            waiting.set_function(partial(getattr, places, "waiting"))
        ProcessCollector(registry=self.registry)


class Telemetry:
    """The outermost layer: ids, security headers, the log, metrics, and faults of our own."""

    def __init__(self, app: ASGIApp) -> None:
        """`app` is what answers."""
        self._app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer one request."""
        if scope["type"] != "http":
            await self._app(scope, receive, send)
            return
        request = _Request(scope, send)
        token = REQUEST_ID.set(request.id)
        try:
            await self._app(scope, receive, request.send)
        except BrokenOff as error:
            # Without its last part the server closes the connection.
            request.outcome = f"broken off: {error.__cause__ or error}"
        except Exception as error:
            request.outcome = f"at fault: {type(error).__name__}"
            LOG.exception("The server itself is at fault")
            if not request.status:
                await response_to(error, scope["app"], scope)(scope, receive, request.send)
        finally:
            request.end()
            REQUEST_ID.reset(token)


class _Request:
    """One request on its way."""

    def __init__(self, scope: Scope, send: Send) -> None:
        given = Headers(scope=scope).get("x-request-id", "")
        self.id = given if _ID.fullmatch(given) else secrets.token_hex(8)
        self.status = 0
        self.outcome = ""
        self._bytes = 0
        self._finished = False
        self._started = time.perf_counter()
        self._scope = scope
        self._send = send
        scope.setdefault("state", {})["request_id"] = self.id

    async def send(self, message: Message) -> None:
        if message["type"] == "http.response.start":
            self.status = message["status"]
            headers = MutableHeaders(scope=message)
            headers["X-Request-Id"] = self.id
            for name, value in SECURITY_HEADERS.items():
                headers.setdefault(name, value)
            if self._scope["scheme"] == "https":
                headers.setdefault("Strict-Transport-Security", _HSTS)
            if self._scope["method"] not in ("GET", "HEAD"):
                headers.setdefault("Cache-Control", "no-store")
        elif message["type"] == "http.response.body":
            self._bytes += len(message.get("body", b""))
            self._finished = not message.get("more_body", False)
        await self._send(message)

    def end(self) -> None:
        route = getattr(self._scope.get("route"), "path", "none")
        method = self._scope["method"]
        method = method if method in _METHODS else "other"
        seconds = time.perf_counter() - self._started
        metrics: Metrics = self._scope["app"].state.metrics
        metrics.requests.labels(method, route, str(self.status or "none")).inc()
        metrics.seconds.labels(method, route).observe(seconds)
        caller = self._scope["state"].get("caller")
        # The route and not the path, which may hold a token; no query for the same reason.
        fields = {
            "method": method,
            "route": route,
            "status": self.status,
            "seconds": round(seconds, 4),
            "bytes": self._bytes,
            "key": getattr(caller, "key", ""),
            "client": (self._scope.get("client") or ("",))[0],
            "outcome": self.outcome or ("" if self._finished else "the client went away"),
        }
        level = logging.WARNING if self.outcome or self.status >= 500 else logging.INFO
        LOG.log(level, "request", extra={"fields": {k: v for k, v in fields.items() if v != ""}})


class JsonLines(logging.Formatter):
    """A line of JSON a record."""

    def format(self, record: logging.LogRecord) -> str:
        """The record with its fields, on one line."""
        entry: dict[str, Any] = {
            "time": datetime.fromtimestamp(record.created, UTC).isoformat(timespec="milliseconds"),
            "level": record.levelname.lower(),
            "logger": record.name,
            "message": record.getMessage(),
            **({"request_id": REQUEST_ID.get()} if REQUEST_ID.get() else {}),
            **({"episode_id": EPISODE_ID.get()} if EPISODE_ID.get() else {}),
            **getattr(record, "fields", {}),
        }
        if record.exc_info:
            entry["traceback"] = self.formatException(record.exc_info)
        return json.dumps(entry, ensure_ascii=False).encode("utf-8", "replace").decode()


class PlainLines(logging.Formatter):
    """A line for people a record."""

    def format(self, record: logging.LogRecord) -> str:
        """The record with its fields, without the date."""
        fields = getattr(record, "fields", {})
        text = f"{self.formatTime(record, '%H:%M:%S')} {record.getMessage()}"
        text += "".join(f" {name}={value}" for name, value in fields.items())
        text += f" request_id={REQUEST_ID.get()}" if REQUEST_ID.get() else ""
        text += f" episode_id={EPISODE_ID.get()}" if EPISODE_ID.get() else ""
        if record.exc_info:
            text += "\n" + self.formatException(record.exc_info)
        return text.encode("utf-8", "replace").decode()


def log_to_stderr(form: str) -> None:
    """Send our log and the web server's to standard error: `json`, `plain`, or `auto`."""
    json_wanted = form == "json" or (form == "auto" and not sys.stderr.isatty())
    handler = logging.StreamHandler()
    handler.setFormatter(JsonLines() if json_wanted else PlainLines())
    levels = {"deutgi": logging.INFO, "uvicorn": logging.WARNING, "dbos": logging.WARNING}
    for name, level in levels.items():
        logger = logging.getLogger(name)
        logger.handlers = [handler]
        logger.setLevel(level)
        logger.propagate = False
