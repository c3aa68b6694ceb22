"""How soon a request is heard, how many are served at once, and whether memory stays.

    python -m benchmarks.service                all of it (about fifteen minutes, 500 episodes)
    python -m benchmarks.service --quick        the same with little of each, to see that it runs
    python -m benchmarks.service --only first ranges listeners memory

A real `deutgi serve` with the embedded profile. (1) Seconds from POST /v1/episodes to the first
byte of sound, for articles that the server has not seen, and for one that is made already. (2) MP3
range requests a second of a server with keys: of its one process, and behind nginx with
deploy/nginx.conf but for TLS, beside nginx that sends the same file itself; `wrk` asks all three.
Without nginx or wrk (Debian: nginx-light, wrk) those rows are left out. (3) Listeners who hear one
episode while it is made. (4) The server's memory after 50 episodes of one sentence, and after 500.
"""

import argparse
import asyncio
import re
import shutil
import subprocess
import tempfile
import time
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass
from itertools import islice
from pathlib import Path
from statistics import median
from types import MappingProxyType
from urllib.parse import urlsplit

import httpx
import psutil

from benchmarks import pages
from service.keys import Keys
from tests.service import nginx
from tests.service.process import Running, free_port, start

_SAMPLE = Path("samples/harbour-ferries.txt")
_RANGE = (65_536, 131_071)  # bytes: what players ask for in the middle of a file
_CONNECTIONS = 16
_WRK = shutil.which("wrk")


@dataclass(frozen=True)
class Row:
    """What was measured, and what it should be."""

    name: str
    measured: str
    goal: str
    met: bool


@dataclass(frozen=True)
class Server:
    """A server that runs, and its address."""

    running: Running
    url: str
    library: Path
    headers: Mapping[str, str]  # with the key, where it wants one


@dataclass(frozen=True)
class Size:
    """How much is done."""

    articles: int = 10
    seconds: int = 10
    listeners: int = 200
    length: str = "60s"  # of what they listen to
    episodes: tuple[int, int] = (50, 500)


QUICK = Size(articles=2, seconds=2, listeners=20, length="2", episodes=(5, 20))


def main() -> None:
    """Print the table."""
    parts: dict[str, Callable[[Size], Iterator[Row]]] = {
        "first": first_sound,
        "ranges": ranges,
        "listeners": listeners,
        "memory": memory,
    }
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("--quick", action="store_true", help="little of each")
    parser.add_argument("--only", nargs="+", choices=parts, default=list(parts))
    given = parser.parse_args()
    print(f"{'':50}{'measured':>20}{'goal':>14}")
    for name in given.only:
        for row in parts[name](QUICK if given.quick else Size()):
            met = "" if row.met else "  missed"
            print(f"{row.name:50}{row.measured:>20}{row.goal:>14}{met}", flush=True)


def first_sound(size: Size) -> Iterator[Row]:
    """From asking for an episode to the first byte of its sound."""
    with _server() as server:
        new = []
        for text in islice(_articles(), size.articles):
            seconds, address = _first_byte(server, text)
            new.append(seconds)
            httpx.delete(address, timeout=30)
            time.sleep(4)  # for the sentence that is being spoken
        yield _seconds("a new article, first sound, median", median(new), 2.5)
        yield _seconds("the same, slowest", max(new), 2.5)
        _made(server, _SAMPLE.read_text("utf-8"), length="2")
        known = [
            _first_byte(server, _SAMPLE.read_text("utf-8"), length="2")[0]
            for _ in range(size.articles)
        ]
        yield _seconds("an article that is made already, slowest", max(known), 0.2)


def ranges(size: Size) -> Iterator[Row]:
    """Range requests a second: of nginx alone, of ours behind nginx, and of one process."""
    missing = [name for name, found in (("nginx", nginx.PROGRAM), ("wrk", _WRK)) if not found]
    if missing:
        yield Row("MP3 ranges a second", f"no {', '.join(missing)}", "", True)
        return
    with _server(warm=0, public_url="https://news.example.org") as server, ExitStack() as stack:
        folders = [Path(stack.enter_context(tempfile.TemporaryDirectory())) for _ in range(2)]
        address = _made(server, _SAMPLE.read_text("utf-8"), languages=["en"], voice_en="espeak")
        path = urlsplit(address).path
        files = server.library / path.split("/")[-1]
        theirs = stack.enter_context(nginx.serving_files(files, folders[0]))
        ours = stack.enter_context(nginx.in_front_of(server.url, folders[1]))
        alone = _load(f"{theirs}/en.mp3", size.seconds)
        behind = _load(f"{ours}{path}/en.mp3", size.seconds, server.headers)
        process = _load(f"{address}/en.mp3", size.seconds, server.headers)
        yield Row("MP3 ranges a second, nginx sends the file", f"{alone:.0f}", "", True)
        name = "MP3 ranges a second, behind nginx"
        yield Row(name, f"{behind:.0f}", f"≥ {alone / 3:.0f}", behind >= alone / 3)
        yield Row("MP3 ranges a second, one process", f"{process:.0f}", "", True)


def listeners(size: Size) -> Iterator[Row]:
    """Many listeners of one episode while it is made."""
    with _server() as server:
        address = _ask(server, _SAMPLE.read_text("utf-8"), length=size.length)
        heard = asyncio.run(_listen_all(f"{address}/en.mp3", size.listeners))
        errors = sum(not whole for _, _, whole in heard)
        lengths = {length for _, length, _ in heard}
        first = max(first for first, _, _ in heard)
        name = f"{size.listeners} listeners"
        yield Row(f"{name}: connections that broke off", f"{errors}", "0", errors == 0)
        yield Row(f"{name}: different sounds", f"{len(lengths)}", "1", len(lengths) == 1)
        yield Row(f"{name}: slowest first byte, seconds", f"{first:.2f}", "", True)


def memory(size: Size) -> Iterator[Row]:
    """The server's memory as more and more episodes are made."""
    few, many = size.episodes
    with _server(warm=0) as server:
        process, sizes = psutil.Process(server.running.pid), {}
        for number in range(1, many + 1):
            text = f"Report {number}\n\nThe harbour council bought {number} boats on Tuesday."
            _made(server, text, languages=["en"], voice_en="espeak", length="1")
            if number in (few, many):
                sizes[number] = process.memory_info().rss / 1e6
        more = sizes[many] / sizes[few] - 1
        yield Row(f"memory after {few} episodes, MB", f"{sizes[few]:.0f}", "", True)
        name = f"memory after {many} episodes, MB"
        yield Row(name, f"{sizes[many]:.0f} ({more:+.1%})", "≤ +10 %", more <= 0.1)


# The server and what is asked of it ------------------------------------------------------


@contextmanager
def _server(warm: int = 1, public_url: str = "") -> Iterator[Server]:
    """A server with the sample's translation memory, its voices loaded where it is `warm`.

    With a public address it wants a key.
    """
    with tempfile.TemporaryDirectory() as place:
        folder = Path(place)
        models = folder / "models" / "memory"
        models.mkdir(parents=True)
        shutil.copy(_SAMPLE.with_suffix(".tmx"), models)
        settings: dict[str, object] = {
            "library": folder / "library",
            "models": folder / "models",
            "keys": folder / "keys.json",
            "database_url": f"sqlite:///{folder}/deutgi.db",
            "port": free_port(),
            "profile": "embedded",
            "warm": warm,
            "rate": 0,
            "public_url": public_url,
        }
        headers = {}
        if public_url:
            headers["Authorization"] = f"Bearer {Keys(folder / 'keys.json').add('bench')}"
        running = start("serve", settings, folder)
        try:
            while warm and "The voices are warm" not in running.log.read_text("utf-8"):
                time.sleep(0.1)
            url = f"http://127.0.0.1:{settings['port']}"
            yield Server(running, url, folder / "library", headers)
        finally:
            running.stop()


def _ask(server: Server, text: str, **changes: object) -> str:
    """Have an episode made: its address."""
    answer = httpx.post(
        f"{server.url}/v1/episodes",
        json={"text": text, **changes},
        headers=server.headers,
        timeout=60,
    )
    answer.raise_for_status()
    return server.url + urlsplit(answer.headers["location"]).path


def _made(server: Server, text: str, **changes: object) -> str:
    """The same, and wait until it is made."""
    address = _ask(server, text, **changes)
    events = f"{address}/events"
    with httpx.stream("GET", events, headers=server.headers, timeout=300) as answer:
        for line in answer.iter_lines():
            if line in ("event: failed", "event: cancelled"):
                raise SystemExit(answer.read().decode())
            if line == "event: finished":
                break
    return address


def _first_byte(server: Server, text: str, **changes: object) -> tuple[float, str]:
    """Seconds from asking to the first byte of English sound, and the episode's address."""
    started = time.perf_counter()
    address = _ask(server, text, **changes)
    with httpx.stream("GET", f"{address}/en.mp3", timeout=60) as answer:
        next(answer.iter_raw())
        return time.perf_counter() - started, address


def _articles() -> Iterator[str]:
    """Articles that a server has not seen."""
    if pages.FOLDER.is_dir():
        for page in pages.pages():
            if page.body.isascii() and len(page.body.split()) > 300:
                yield page.body
    title, *paragraphs = _SAMPLE.read_text("utf-8").split("\n\n")
    for number in range(1_000):
        yield f"{title}, part {number}\n\n" + "\n\n".join(paragraphs)


# Load ------------------------------------------------------------------------------------


async def _listen_all(url: str, count: int) -> Sequence[tuple[float, int, bool]]:
    return await asyncio.gather(*(_listen(url) for _ in range(count)))


async def _listen(url: str) -> tuple[float, int, bool]:
    """Seconds to the first byte of sound, bytes in all, and whether the answer came to its end."""
    parts = urlsplit(url)
    started, first, length, tail = time.perf_counter(), 0.0, 0, b""
    reader, writer = await asyncio.open_connection(parts.hostname, parts.port)
    writer.write(f"GET {parts.path} HTTP/1.1\r\nHost: {parts.netloc}\r\n\r\n".encode())
    head = await reader.readuntil(b"\r\n\r\n")
    whole = b" 200 " in head.partition(b"\r\n")[0]
    while whole and not tail.endswith(b"0\r\n\r\n"):
        part = await reader.read(65_536)
        if not part:
            whole = False
        elif not first:
            first = time.perf_counter() - started
        length += len(part)
        tail = (tail + part)[-5:]
    writer.close()
    return first, length, whole


def _load(url: str, seconds: int, headers: Mapping[str, str] = MappingProxyType({})) -> float:
    """Answers a second to requests of one range by as many as `_CONNECTIONS` clients at once."""
    first, last = _RANGE
    asked = {**headers, "Range": f"bytes={first}-{last}"}
    answer = httpx.get(url, headers=asked)
    if answer.status_code != 206 or len(answer.content) != last - first + 1:
        raise SystemExit(f"{url} answered {answer.status_code}, {len(answer.content)} bytes")
    command = [_WRK or "wrk", "-t1", f"-c{_CONNECTIONS}", f"-d{seconds}s", url]
    for name, value in asked.items():
        command += ["-H", f"{name}: {value}"]
    said = subprocess.run(command, check=True, capture_output=True, text=True).stdout
    if "Non-2xx" in said or "Socket errors" in said:
        raise SystemExit(said)
    found = re.search(r"Requests/sec:\s*([\d.]+)", said)
    if not found:
        raise SystemExit(said)
    return float(found[1])


def _seconds(name: str, measured: float, goal: float) -> Row:
    return Row(f"{name}, seconds", f"{measured:.2f}", f"≤ {goal:g}", measured <= goal)


if __name__ == "__main__":
    main()
