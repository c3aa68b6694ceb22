"""A news site on this computer: a feed, articles, robots.txt, and a record of who asked for what."""

import threading
import time
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from email.utils import formatdate
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

import pytest
import sqlalchemy as sa

from pipelines.article import Article
from service.database import migrate, open_database
from service.manners import Manners

NOW = 1_790_000_000.0

FIRST = (
    "The harbour council voted 9-4 on Tuesday to buy 14 electric ferries, which will cost the "
    "city $186 million over the next six years."
)
SECOND = (
    "“The boats are quiet,” said the mayor, Elena Marsh, who had argued that work on the first "
    "pier could begin as early as May 4."
)
GERMAN = (
    "Der Hafenrat hat am Dienstag mit neun zu vier Stimmen beschlossen, Schiffe zu kaufen. " * 4
)


@dataclass(frozen=True)
class Asked:
    path: str
    headers: Mapping[str, str]
    at: float


@dataclass
class Answered:
    body: bytes
    status: int = 200
    headers: Mapping[str, str] = field(default_factory=dict)


@dataclass
class Newsroom:
    """Answers paths with what is in `answers`; `asked` are all requests, in order."""

    url: str = ""
    answers: dict[str, Answered] = field(default_factory=dict)
    asked: list[Asked] = field(default_factory=list)
    pause: float = 0.0
    now: int = 0
    most: int = 0
    lock: threading.Lock = field(default_factory=threading.Lock)

    def say(self, path: str, body: str | bytes = b"", status: int = 200, **headers: str) -> str:
        named = {name.replace("_", "-"): value for name, value in headers.items()}
        data = body.encode() if isinstance(body, str) else body
        self.answers[path] = Answered(data, status, named)
        return self.url + path

    def article(self, name: str, text: str = f"<p>{FIRST}</p><p>{SECOND}</p>") -> str:
        page = (
            f"<!doctype html><html lang='en'><head><title>Story {name}</title></head><body>"
            f"<article><h1>Story {name}</h1>{text}</article></body></html>"
        )
        return self.say(f"/{name}", page, Content_Type="text/html; charset=utf-8")

    def rss(self, *names: str, path: str = "/rss.xml", **headers: str) -> str:
        """A feed with these articles, the newest first, an hour between them."""
        for name in names:
            if f"/{name}" not in self.answers:
                self.article(name)
        items = "".join(
            f"<item><title>Story {name}</title><link>{self.url}/{name}</link>"
            f"<guid isPermaLink='false'>guid-{name}</guid>"
            f"<pubDate>{formatdate(NOW - 3600 * age)}</pubDate></item>"
            for age, name in enumerate(names)
        )
        return self.feed(
            f"<rss version='2.0'><channel><title>Harbour Post</title><link>{self.url}/</link>"
            f"<language>en-GB</language>{items}</channel></rss>",
            path,
            **headers,
        )

    def feed(self, xml: str | bytes, path: str = "/rss.xml", **headers: str) -> str:
        return self.say(path, xml, **{"Content_Type": "application/rss+xml", **headers})

    def paths(self, but: str = "/robots.txt") -> list[str]:
        return [asked.path for asked in self.asked if asked.path != but]


class _Handler(BaseHTTPRequestHandler):
    room: Newsroom

    def do_GET(self) -> None:
        room = self.room
        with room.lock:
            room.asked.append(Asked(self.path, dict(self.headers), time.monotonic()))
            room.now += 1
            room.most = max(room.most, room.now)
        time.sleep(room.pause)
        answer = room.answers.get(self.path, Answered(b"", 404))
        etag = answer.headers.get("ETag")
        if etag and self.headers.get("If-None-Match") == etag:
            answer = Answered(b"", 304)
        with room.lock:
            room.now -= 1
        self.send_response(answer.status)
        for name, value in answer.headers.items():
            self.send_header(name, value)
        self.send_header("Content-Length", str(len(answer.body)))
        self.end_headers()
        self.wfile.write(answer.body)

    def log_message(self, *_: object) -> None:
        pass


class _Server(ThreadingHTTPServer):
    daemon_threads = True

    def handle_error(self, *_: object) -> None:
        """Those who hang up do so on purpose."""


def _room() -> Iterator[Newsroom]:
    room = Newsroom()
    server = _Server(("127.0.0.1", 0), type("Here", (_Handler,), {"room": room, "timeout": 5}))
    room.url = f"http://127.0.0.1:{server.server_address[1]}"
    thread = threading.Thread(target=server.serve_forever, args=(0.02,), daemon=True)
    thread.start()
    yield room
    server.shutdown()
    server.server_close()


@pytest.fixture
def room(monkeypatch: pytest.MonkeyPatch) -> Iterator[Newsroom]:
    monkeypatch.setenv("NO_PROXY", "127.0.0.1,localhost")
    yield from _room()


@pytest.fixture
def other_room(monkeypatch: pytest.MonkeyPatch) -> Iterator[Newsroom]:
    yield from _room()


@pytest.fixture
def database_url(tmp_path: Path) -> str:
    return f"sqlite:///{tmp_path / 'deutgi.db'}"


@pytest.fixture
def engine(database_url: str) -> sa.Engine:
    migrate(database_url)
    return open_database(database_url)


@pytest.fixture
def manners() -> Manners:
    return Manners(apart=0.0)


@dataclass
class Maker:
    """What makes episodes here: it notes each article, and fails for those it is told to."""

    articles: list[Article] = field(default_factory=list)
    wanted: list[Mapping[str, str]] = field(default_factory=list)
    fails: Callable[[Article], None] = lambda article: None

    def __call__(self, article: Article, wanted: Mapping[str, str], caller: str) -> str:
        self.fails(article)
        self.articles.append(article)
        self.wanted.append(wanted)
        return f"episode-{(article.link or '').rpartition('/')[2]}"

    @property
    def made(self) -> list[str]:
        return [(article.link or "").rpartition("/")[2] for article in self.articles]


@pytest.fixture
def maker() -> Maker:
    return Maker()
