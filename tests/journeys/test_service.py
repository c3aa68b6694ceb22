"""The service as it is run: real processes that are stopped and killed while they make episodes."""

import json
import shutil
import time
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import feedparser
import httpx
import miniaudio
import psycopg
import pytest

from tests.service.postgres import create, drop, postgres
from tests.service.process import Running, ended, free_port, start
from tests.service.slow_voice import installed

__all__ = ["postgres"]

SAMPLE = Path("samples/harbour-ferries.txt").read_text("utf-8")
MEMORY = Path("samples/harbour-ferries.tmx")
ASKED = {"text": SAMPLE, "length": "4", "voice_en": "slow", "voice_ko": "slow"}
LINES = 5

Begin = Callable[..., Running]


@dataclass
class Follower:
    """A client that comes again with the last event's id whenever it is cut off."""

    address: str
    told: list[dict[str, Any]] = field(default_factory=list)

    def until(self, enough: Callable[[list[dict[str, Any]]], bool], seconds: float = 50) -> None:
        deadline = time.monotonic() + seconds
        while not enough(self.told):
            assert time.monotonic() < deadline, self.told[-3:]
            last = self.told[-1]["id"] if self.told else ""
            try:
                self._follow(last, enough)
            except httpx.HTTPError:
                time.sleep(0.1)

    def _follow(self, last: str, enough: Callable[[list[dict[str, Any]]], bool]) -> None:
        headers = {"Last-Event-ID": last}
        with httpx.stream("GET", f"{self.address}/events", headers=headers, timeout=20) as answer:
            fields: dict[str, str] = {}
            for line in answer.iter_lines():
                name, _, value = line.partition(": ")
                if line:
                    fields[name] = value
                elif "id" in fields:
                    told = {"id": fields["id"], "kind": fields["event"]}
                    self.told.append(told | {"data": json.loads(fields["data"])})
                    fields = {}
                    if enough(self.told):
                        return

    @property
    def spoken(self) -> list[tuple[str, int]]:
        return [
            (told["data"]["language"], told["data"]["line"])
            for told in self.told
            if told["kind"] == "spoken"
        ]

    def until_spoken(self, lines: int) -> None:
        self.until(lambda _: len(self.spoken) >= lines)

    def until_the_end(self) -> None:
        self.until(lambda told: bool(told) and told[-1]["kind"] in ("finished", "failed"))
        assert self.told[-1]["kind"] == "finished", self.told[-1]
        numbers = [int(told["id"].rpartition("-")[2]) for told in self.told]
        assert numbers == list(range(1, len(numbers) + 1))
        assert sorted(self.spoken) == [(lang, n) for lang in ("en", "ko") for n in range(LINES)]


@pytest.fixture
def settings(tmp_path: Path) -> dict[str, object]:
    memory = tmp_path / "models" / "memory"
    memory.mkdir(parents=True)
    shutil.copy(MEMORY, memory)
    return {
        "library": tmp_path / "library",
        "models": tmp_path / "models",
        "keys": tmp_path / "keys.json",
        "database_url": f"sqlite:///{tmp_path}/deutgi.db",
        "port": free_port(),
        "profile": "embedded",
        "warm": 0,
        "rate": 0,
    }


@pytest.fixture
def begin(settings: dict[str, object], tmp_path: Path) -> Begin:
    """Start a `deutgi` process with these settings, some of them changed."""
    voice = installed(tmp_path, pause=0.3)
    return lambda command, **changes: start(command, settings | changes, tmp_path, voice)


@pytest.fixture
def running() -> Iterator[list[Running]]:
    with ended() as processes:
        yield processes


def sound_of_lines(library: Path) -> dict[str, int]:
    """The live sound of each whole line, and when it was made."""
    return {p.name: p.stat().st_mtime_ns for p in library.glob(".making/making/*/*-end.mp3")}


def begun_again(folder: Path) -> int:
    """How many sentences the voice was asked for once more."""
    spoken = (folder / "spoken.txt").read_text("utf-8").splitlines()
    assert len(set(spoken)) == 2 * LINES
    return len(spoken) - 2 * LINES


def ask(settings: dict[str, object]) -> str:
    url = f"http://127.0.0.1:{settings['port']}"
    answer = httpx.post(f"{url}/v1/episodes", json=ASKED, timeout=20)
    assert answer.status_code == 202, answer.text
    return answer.headers["location"]


def seconds_of(mp3: bytes) -> float:
    return miniaudio.decode(mp3, nchannels=1, sample_rate=24_000).num_frames / 24_000


def check_the_files(address: str) -> None:
    """Both tracks are as long as the episode says, also in parts as players ask for them."""
    episode = httpx.get(address).json()
    assert episode["complete"]
    assert len(episode["lines"]) == LINES
    for track in episode["tracks"].values():
        whole = httpx.get(track["audio"]).content
        assert len(whole) == track["size"]
        assert seconds_of(whole) == pytest.approx(track["seconds"], abs=0.06)
        middle = len(whole) // 2
        parts = [
            httpx.get(track["audio"], headers={"Range": f"bytes={part}"})
            for part in (f"0-{middle - 1}", f"{middle}-")
        ]
        assert [part.status_code for part in parts] == [206, 206]
        assert b"".join(part.content for part in parts) == whole


def listen(url: str) -> bytes:
    """What a player has heard when the connection ends, in order or not."""
    heard = b""
    try:
        with httpx.stream("GET", url, timeout=30) as answer:
            assert answer.status_code == 200
            for part in answer.iter_raw():
                heard += part
    except httpx.HTTPError:
        pass
    return heard


def test_an_episode_is_made_also_if_the_server_is_stopped_and_killed_meanwhile(
    settings: dict[str, object], begin: Begin, running: list[Running], tmp_path: Path
) -> None:
    library = tmp_path / "library"
    running.append(begin("serve"))
    address = ask(settings)
    follower = Follower(address)
    with ThreadPoolExecutor(2) as listeners:
        first = listeners.submit(listen, f"{address}/ko.mp3")
        follower.until_spoken(3)
        assert running[0].stop() == 0
        heard = first.result(30)
        assert seconds_of(heard) > 0.5  # while it was made
        made = sound_of_lines(library)
        assert len(made) >= 3

        running.append(begin("serve"))
        follower.until_spoken(len(made) + 2)
        running[1].kill()
        made_since = sound_of_lines(library)

        running.append(begin("serve"))
        second = listeners.submit(listen, f"{address}/ko.mp3")
        follower.until_the_end()
        again = second.result(30)
    # What was said before was not said again: its sound is that of the first time.
    whole = sound_of_lines(library)
    assert len(whole) == 2 * LINES
    assert made.items() <= made_since.items() <= whole.items()
    # And who listens from the start hears all of it, beginning with what the first one heard.
    check_the_files(address)
    assert begun_again(tmp_path) <= 1  # what was being said when it was killed
    assert again.startswith(heard)
    track = httpx.get(address).json()["tracks"]["ko"]
    assert seconds_of(again) == pytest.approx(track["seconds"], abs=0.1 * LINES)
    parts = [told["data"] for told in follower.told if "mp3_seconds" in told["data"]]
    told = sum(part["mp3_seconds"] for part in parts if part["language"] == "ko")
    assert seconds_of(again) == pytest.approx(told, abs=1e-6)

    feed = feedparser.parse(f"http://127.0.0.1:{settings['port']}/feeds/ko.xml")
    assert not feed.bozo
    assert [len(entry.enclosures) for entry in feed.entries] == [1]
    assert feed.entries[0].enclosures[0].href == track["audio"]
    assert int(feed.entries[0].enclosures[0].length) == track["size"]
    assert running[2].stop() == 0


def test_of_two_workers_one_goes_on_where_the_other_was_killed(
    postgres: str,
    settings: dict[str, object],
    begin: Begin,
    running: list[Running],
    tmp_path: Path,
) -> None:
    database = create(postgres)
    settings["database_url"] = database
    try:
        with ThreadPoolExecutor() as starting:
            running += starting.map(
                lambda command: begin(command, making=int(command == "work")),
                ("work", "work", "serve"),
            )
        address = ask(settings)
        follower = Follower(address)
        follower.until_spoken(3)
        busy = worker_of(database)
        (victim,) = [each for each in running[:2] if each.pid == busy]
        victim.kill()
        made = sound_of_lines(tmp_path / "library")
        follower.until_the_end()
        assert worker_of(database, "SUCCESS") in {each.pid for each in running[:2]} - {busy}
        whole = sound_of_lines(tmp_path / "library")
        assert made.items() <= whole.items()
        assert begun_again(tmp_path) <= 1
        check_the_files(address)
        for each in running:
            if each is not victim:
                assert each.stop() == 0
    finally:
        for each in running:
            each.kill()
        drop(database)


def worker_of(database: str, status: str = "PENDING") -> int:
    """The process that makes, or made, the only episode."""
    query = "select executor_id from dbos.workflow_status where status = %s"
    until = time.monotonic() + 10
    with psycopg.connect(database, autocommit=True) as connection:
        while time.monotonic() < until:
            found = connection.execute(query, (status,)).fetchall()
            if found:
                return int(found[0][0].split("-")[-2])
            time.sleep(0.1)
    raise AssertionError(f"No workflow is {status}.")
