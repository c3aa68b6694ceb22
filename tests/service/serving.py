"""A real server on a free port of this computer, and a voice whose pace and faults tests decide."""

import tempfile
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass
from functools import cache, partial
from importlib.metadata import EntryPoint, EntryPoints, entry_points
from pathlib import Path

import httpx
import numpy as np
import pytest
import uvicorn
from fastapi import FastAPI

from pipelines import engines
from pipelines.engines import About, Language, Readiness
from pipelines.errors import EngineFailed
from pipelines.results import SAMPLE_RATE, Speech
from service.database import migrate, open_database
from service.serving import listening, server, working_too
from service.settings import ServerSettings


@dataclass(frozen=True)
class Served:
    url: str
    app: FastAPI

    def client(self, key: str = "", **options: object) -> httpx.Client:
        headers = {"Authorization": f"Bearer {key}"} if key else {}
        return httpx.Client(
            base_url=self.url, headers=headers, trust_env=False, timeout=30, **options
        )


Serve = Callable[..., Served]


@contextmanager
def served(settings: ServerSettings, works: bool = False) -> Iterator[Served]:
    """A server that answers, and makes episodes too where it `works` (one at a time may)."""
    web = server(settings)
    if works:
        with working_too(settings, web.config.app), _answering(web) as here:
            yield here
    else:
        with _answering(web) as here:
            yield here


@contextmanager
def _answering(web: uvicorn.Server) -> Iterator[Served]:
    with listening("127.0.0.1", 0) as listener:
        thread = threading.Thread(target=web.run, kwargs={"sockets": [listener]})
        thread.start()
        try:
            while not web.started:
                assert thread.is_alive()
                time.sleep(0.01)
            yield Served(f"http://127.0.0.1:{listener.getsockname()[1]}", web.config.app)
        finally:
            web.should_exit = True
            thread.join(30)
            assert not thread.is_alive()


@cache
def _tables() -> bytes:
    with tempfile.TemporaryDirectory() as folder:
        made = Path(folder, "made.db")
        migrate(f"sqlite:///{made}")
        open_database(f"sqlite:///{made}").dispose()  # what is new is then in the file itself
        return made.read_bytes()


def database_in(folder: Path) -> str:
    """The address of a database in a folder; its tables are made once for all tests."""
    file = folder / "deutgi.db"
    if not file.exists():
        file.write_bytes(_tables())
    return f"sqlite:///{file}"


def settings_in(folder: Path, **changes: object) -> ServerSettings:
    """Settings of a server that keeps all it has in a folder, some of them changed."""
    return ServerSettings(
        **{
            "library": folder / "library",
            "models": folder / "models",
            "keys": folder / "keys.json",
            "database_url": database_in(folder),
            "profile": "embedded",
            "rate": 0,
            "grace": 5,
            **changes,
        }
    )


@pytest.fixture
def settings_of(tmp_path: Path) -> Callable[..., ServerSettings]:
    return partial(settings_in, tmp_path)


@pytest.fixture
def serve(settings_of: Callable[..., ServerSettings]) -> Iterator[Serve]:
    """Start a server with some settings changed; all of them end with the test."""
    with ExitStack() as stack:
        yield lambda works=False, **changes: stack.enter_context(
            served(settings_of(**changes), works)
        )


class Metronome:
    """The engine `metronome`: a tone of half a second for each sentence, `pause` seconds later.

    A sentence that holds “fails” or “crashes” does; `spoken` are those it has spoken, and `most`
    how many it was asked for at the same time.
    """

    ABOUT = About("metronome", "speak", "for tests", "MIT", languages=("en", "ko"))

    def __init__(self) -> None:
        self.pause = 0.0
        self.spoken: list[str] = []
        self.most = 0
        self.closed = 0
        self._now = 0
        self._lock = threading.Lock()

    def readiness(self, model: str, home: Path) -> Readiness:
        return Readiness(True, "always")

    def models(self, home: Path) -> tuple[str, ...]:
        return ("tick", "tock")

    def open(self, model: str, home: Path) -> "Metronome":
        return self

    name = "metronome:tick"
    languages: frozenset[Language] = frozenset({"en", "ko"})

    def speak(self, sentence: str, language: Language, speed: float = 1.0) -> Iterator[Speech]:
        with self._lock:
            self._now += 1
            self.most = max(self.most, self._now)
        time.sleep(self.pause)
        with self._lock:
            self._now -= 1
        if "crashes" in sentence:
            raise RuntimeError("secret: /root/.ssh")
        if "fails" in sentence:
            raise EngineFailed("The voice lost its breath.", "Choose another voice.")
        self.spoken.append(sentence)
        moment = np.arange(SAMPLE_RATE // 2) / SAMPLE_RATE
        yield Speech((0.3 * np.sin(880 * np.pi * moment)).astype(np.float32), sentence, self.name)


METRONOME = Metronome()


@pytest.fixture
def metronome(monkeypatch: pytest.MonkeyPatch) -> Metronome:
    """The engine, installed as another package would."""
    return install_metronome(monkeypatch)


def install_metronome(monkeypatch: pytest.MonkeyPatch) -> Metronome:
    """Install it, for as long as what `monkeypatch` changes is changed."""
    METRONOME.__init__()  # type: ignore[misc]
    point = EntryPoint("metronome", f"{__name__}:METRONOME", "deutgi.voices")

    def with_ours(**wanted: str) -> EntryPoints:
        ours = EntryPoints([point]).select(**wanted)
        return EntryPoints([*entry_points(**wanted), *ours])

    monkeypatch.setattr(engines, "entry_points", with_ours)
    return METRONOME
