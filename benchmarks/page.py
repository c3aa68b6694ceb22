"""How the page does in Lighthouse, beside a podcast player for web pages and a page of plain HTML.

    python -m benchmarks.page               three runs each, the medians
    python -m benchmarks.page --runs 1

All show and play the same episode, its text included, in Debian's Chromium as a phone whose
processor is four times slower than this one, the network being this computer's own. The peers are
Podlove's web player, with its chapters and transcript, and HTML with <audio> and nothing else.
Needs node; Lighthouse and the player are installed by npm in a folder that is removed at the end.
"""

import argparse
import json
import shutil
import subprocess
import tempfile
import threading
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from functools import partial
from html import escape
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from statistics import median
from typing import Any

import httpx

from tests.page.site import NEWEST, Site, site_in

LIGHTHOUSE = "lighthouse@12.2.3"  # newer ones want a newer node than Debian's
PLAYER = "@podlove/web-player@5.13.0"

_CATEGORIES = ("accessibility", "best-practices", "performance")
_SLOW_PHONE = (
    "--throttling-method=devtools",
    "--throttling.cpuSlowdownMultiplier=4",
    *(
        f"--throttling.{name}=0"
        for name in ("requestLatencyMs", "downloadThroughputKbps", "uploadThroughputKbps")
    ),
)


@dataclass(frozen=True)
class Report:
    """What Lighthouse says of a page: scores of 100, milliseconds, kilobytes, requests."""

    scores: tuple[int, ...]
    first_paint: float
    blocked: float
    kilobytes: float
    requests: int
    faults: frozenset[str]


def main() -> None:
    """Print the table."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("--runs", type=int, default=3, metavar="N", help="of each page")
    runs = parser.parse_args().runs
    if not (shutil.which("npm") and shutil.which("chromium")):
        raise SystemExit("This needs node, npm and Chromium: apt-get install nodejs npm chromium")
    names = ("accessible", "practices", "performance", "first paint", "blocked", "weight", "asked")
    print(f"{'':34}" + "".join(f"{name:>13}" for name in names))
    with tempfile.TemporaryDirectory() as place:
        folder = Path(place)
        _install(folder)
        with _pages(folder) as pages:
            for name, url in pages.items():
                reports = [_report(url, folder) for _ in range(runs)]
                print(f"{name:34}{_row(reports)}", flush=True)
                for fault in sorted(frozenset.union(*(each.faults for each in reports))):
                    print(f"    {fault}")


def _row(reports: list[Report]) -> str:
    scores = [f"{median(scores):g}" for scores in zip(*(r.scores for r in reports), strict=True)]
    return "".join(
        f"{cell:>13}"
        for cell in (
            *scores,
            f"{median(each.first_paint for each in reports):.0f} ms",
            f"{median(each.blocked for each in reports):.0f} ms",
            f"{median(each.kilobytes for each in reports):.0f} KB",
            f"{median(each.requests for each in reports):g}",
        )
    )


def _install(folder: Path) -> None:
    command = ["npm", "install", "--silent", "--no-audit", "--no-fund", "--prefix", str(folder)]
    subprocess.run([*command, LIGHTHOUSE, PLAYER], check=True)


@contextmanager
def _pages(folder: Path) -> Iterator[Mapping[str, str]]:
    """The addresses of the pages, ours and the peers'."""
    with site_in(folder / "site", works=False) as site:
        peers = folder / "peers"
        shutil.copytree(folder / "node_modules" / "@podlove" / "web-player", peers / "podlove")
        _write_peers(site, peers)
        with _served(peers) as url:
            yield {
                "Deutgi, an episode": f"{site.url}/episodes/{NEWEST}",
                "Deutgi, the start": f"{site.url}/",
                "Deutgi, the library": f"{site.url}/episodes",
                "Podlove's player, the episode": f"{url}/podlove.html",
                "plain HTML, the episode": f"{url}/plain.html",
            }


def _write_peers(site: Site, folder: Path) -> None:
    """The same episode as a page of plain HTML, and as one with Podlove's player."""
    address = f"{site.url}/v1/episodes/{NEWEST}"
    episode = httpx.get(address, trust_env=False).json()
    sound = httpx.get(f"{address}/en.mp3", trust_env=False).content
    (folder / "en.mp3").write_bytes(sound)
    title, lines = episode["title"], episode["lines"]
    head = (
        f'<!doctype html><html lang="en"><meta charset="utf-8"><title>{escape(title)}</title>'
        '<meta name="viewport" content="width=device-width"><meta name="description" '
        f'content="{escape(title)}"><link rel="icon" href="data:,"><main><h1>{escape(title)}</h1>'
    )
    text = "".join(
        f'<p>{escape(line["en"])}</p><p lang="ko">{escape(line["ko"])}</p>' for line in lines
    )
    (folder / "plain.html").write_text(
        f'{head}<audio controls preload="none" src="en.mp3"></audio>{text}</main>', "utf-8"
    )
    (folder / "podlove.html").write_text(
        f'{head}<div id="player"></div>{text}</main><script src="podlove/embed.js"></script>'
        '<script src="start.js"></script>',
        "utf-8",
    )
    (folder / "start.js").write_text('podlovePlayer("#player", "/episode.json", "/config.json")')
    told = {
        "version": 5,
        "title": title,
        "show": {"title": "Deutgi", "link": "/"},
        "link": "/podlove.html",
        "duration": _clock(episode["tracks"]["en"]["seconds"]),
        "audio": [{"url": "/en.mp3", "size": len(sound), "title": "MP3", "mimeType": "audio/mpeg"}],
        "chapters": [
            {"start": _clock(line["times"]["en"][0]), "title": line["en"]} for line in lines
        ],
        "transcripts": [
            {
                "start": _clock(line["times"]["en"][0]),
                "end": _clock(line["times"]["en"][1]),
                "start_ms": round(line["times"]["en"][0] * 1000),
                "end_ms": round(line["times"]["en"][1] * 1000),
                "speaker": "1",
                "voice": "Deutgi",
                "text": line["en"],
            }
            for line in lines
        ],
    }
    (folder / "episode.json").write_text(json.dumps(told), "utf-8")
    config = {"version": 5, "base": "/podlove/", "activeTab": "transcripts"}
    (folder / "config.json").write_text(json.dumps(config), "utf-8")


def _clock(seconds: float) -> str:
    """A time as Podlove's player reads it: 00:01:02.345."""
    minutes, rest = divmod(seconds, 60)
    return f"00:{minutes:02.0f}:{rest:06.3f}"


class _Quiet(SimpleHTTPRequestHandler):
    def log_message(self, format: str, *args: object) -> None:  # noqa: A002 (its own name)
        """Say nothing."""


@contextmanager
def _served(folder: Path) -> Iterator[str]:
    """The address of a folder's files."""
    server = ThreadingHTTPServer(("127.0.0.1", 0), partial(_Quiet, directory=str(folder)))
    threading.Thread(target=server.serve_forever, daemon=True).start()
    try:
        yield f"http://127.0.0.1:{server.server_port}"
    finally:
        server.shutdown()
        server.server_close()


def _report(url: str, folder: Path) -> Report:
    """Have Lighthouse look at a page once."""
    command = [str(folder / "node_modules" / ".bin" / "lighthouse"), url, "--quiet"]
    command += ["--output=json", f"--only-categories={','.join(_CATEGORIES)}", *_SLOW_PHONE]
    command += [f"--chrome-path={shutil.which('chromium')}"]
    command += ["--chrome-flags=--headless=new --no-sandbox --disable-gpu --disable-quic"]
    done = subprocess.run(command, capture_output=True, text=True, timeout=300, check=False)
    if done.returncode:
        raise SystemExit(f"Lighthouse: {done.stderr.strip()[-500:]}")
    told: dict[str, Any] = json.loads(done.stdout)
    audits = told["audits"]
    named = {
        each["id"] for name in _CATEGORIES[:2] for each in told["categories"][name]["auditRefs"]
    }
    return Report(
        tuple(round(told["categories"][name]["score"] * 100) for name in _CATEGORIES),
        audits["first-contentful-paint"]["numericValue"],
        audits["total-blocking-time"]["numericValue"],
        audits["total-byte-weight"]["numericValue"] / 1000,
        len(audits["network-requests"]["details"]["items"]),
        frozenset(
            f"{name}: {audits[name]['title']}"
            for name in named
            if audits[name]["score"] is not None and audits[name]["score"] < 1
        ),
    )


if __name__ == "__main__":
    main()
