"""Is anything lost, doubled or half-written when the service is killed in the middle?

    python -m benchmarks.faults                 `deutgi serve` on SQLite, killed 20 times
    python -m benchmarks.faults --postgres      two `deutgi work` on Postgres, one killed each time
    python -m benchmarks.faults --kills 3 --episodes 6 --seed 7

Episodes are asked for while processes are killed with SIGKILL at random moments, each request
with an idempotency key and sent again until it is answered. At the end every episode must be
there, each of its sentences told of once, its MP3 as long as it says, and nothing else in the
library. The voice is espeak's, so that more is written and less waited for. Texts are the first
sentences of the articles of `benchmarks.pages` where they are there, and of samples/ otherwise.
Exit code 1 where anything is wrong.
"""

import argparse
import json
import random
import sys
import tempfile
import threading
import time
from collections import Counter
from collections.abc import Iterator, Sequence
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass
from itertools import islice
from pathlib import Path
from typing import Literal

import httpx
import miniaudio

from benchmarks import pages
from pipelines.results import SAMPLE_RATE
from pipelines.sentences import split_sentences
from service import jobs, library
from service.bench import Bench
from service.database import open_database
from service.jobs import State
from service.settings import ServerSettings, read
from service.stages import sound_name
from service.stored import stored
from tests.service import postgres
from tests.service.process import Running, ended, free_port, start

_SENTENCES = 6  # of each text
_LONGEST_WAIT = 300.0  # seconds for all that was asked for to be made
_CLOSE = 0.06  # seconds that a decoder may hear more or less than the episode says


@dataclass(slots=True)
class Found:
    """What is there at the end; all but the first four should be 0."""

    episodes: int = 0
    sentences: int = 0
    killed_at_work: int = 0
    seconds: float = 0.0
    lost: int = 0
    failed: int = 0
    jobs_doubled: int = 0
    sentences_doubled: int = 0
    pieces_doubled: int = 0
    gaps_in_numbers: int = 0
    live_sound_torn: int = 0
    wrong_length: int = 0
    half_written: int = 0

    @property
    def wrong(self) -> int:
        """How many things are wrong."""
        return sum(int(count) for count in list(_counts(self).values())[4:])


def main() -> None:
    """Print what was found."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("--postgres", action="store_true", help="two workers on Postgres")
    parser.add_argument("--kills", type=int, default=20)
    parser.add_argument("--episodes", type=int, default=30)
    parser.add_argument("--seed", type=int, default=1)
    given = parser.parse_args()
    with tempfile.TemporaryDirectory() as place, _database(given.postgres, Path(place)) as database:
        found = run(Path(place), database, given.postgres, given.kills, given.episodes, given.seed)
    kind = "two workers on Postgres" if given.postgres else "one server on SQLite"
    print(f"{kind}, {given.kills} times killed")
    for name, count in _counts(found).items():
        print(f"{name.replace('_', ' '):22}{count:>10.4g}")
    sys.exit(bool(found.wrong))


def run(folder: Path, database: str, many: bool, kills: int, episodes: int, seed: int) -> Found:
    """Have episodes made while what makes them is killed, and look at what is there then."""
    chance = random.Random(seed)
    settings: dict[str, object] = {
        "library": folder / "library",
        "models": folder / "models",
        "keys": folder / "keys.json",
        "database_url": database,
        "port": free_port(),
        "profile": "embedded",
        "warm": 0,
        "rate": 0,
    }
    url = f"http://127.0.0.1:{settings['port']}"
    texts, began = list(islice(_texts(), episodes)), time.monotonic()
    asked: dict[str, str] = {}
    killed_at_work = 0

    def begin() -> Running:
        return start("work" if many else "serve", settings, folder)

    with ended() as running:
        if many:
            running.append(start("serve", settings | {"making": 0}, folder))
        victims = [begin() for _ in range(2 if many else 1)]
        running += victims
        for number in range(kills):
            which, soon = chance.randrange(len(victims)), chance.random() < 0.25
            if soon:  # while it is asked, and perhaps in the middle of answering
                threading.Timer(chance.uniform(0, 0.3), victims[which].process.kill).start()
            for text in texts[episodes * number // kills : episodes * (number + 1) // kills]:
                _ask(url, text, asked)
            _wait(database, ("making",), "begins", 5.0)
            time.sleep(chance.uniform(0, 0.8))
            killed_at_work += bool(jobs.listed(open_database(database), ("making",)))
            victims[which].kill()
            victims[which] = begin()
            running.append(victims[which])
        for text in texts:
            while text not in asked:
                _ask(url, text, asked)
        _wait(database, jobs.UNDER_WAY, "ends", _LONGEST_WAIT)
        found = look(read(**settings), database, list(asked.values()))
        found.killed_at_work = killed_at_work
        found.seconds = time.monotonic() - began
    return found


def look(settings: ServerSettings, database: str, names: list[str]) -> Found:
    """Compare what is there with what was asked for."""
    engine, found = open_database(database), Found()
    made = jobs.listed(engine, ("done", "failed", "cancelled"), 10 * len(names))
    found.failed = sum(job.state != "done" for job in made)
    found.jobs_doubled = len(made) - len({job.episode_id for job in made})
    for job in made:
        told = jobs.events(engine, job.id)
        found.gaps_in_numbers += [event.number for event in told] != list(range(1, len(told) + 1))
        keys = Counter(
            (event.kind, event.data["language"], event.data["line"], event.data.get("piece"))
            for event in told
            if event.kind in ("piece", "spoken")
        )
        lines = next(len(event.data["lines"]) for event in told if event.kind == "condensed")
        spoken = {line for kind, _, line, _ in keys if kind == "spoken"}
        found.sentences += len(spoken)
        found.lost += len(set(range(lines)) - spoken)
        found.sentences_doubled += sum(n > 1 for key, n in keys.items() if key[0] == "spoken")
        found.pieces_doubled += sum(n > 1 for key, n in keys.items() if key[0] == "piece")
        found.live_sound_torn += not _whole(stored(settings).bench(job.id), told)
    for name in names:
        folder = settings.library / name
        if not (folder / "episode.json").is_file():
            found.lost += 1
            continue
        found.episodes += 1
        for language, track in library.load(folder).tracks.items():
            heard = _seconds((folder / f"{language}.mp3").read_bytes())
            found.wrong_length += abs(heard - track.seconds) > _CLOSE
    others = {path.name for path in settings.library.iterdir()} - {*names, ".making"}
    files = {f"{part}" for part in ("episode.json", "en.mp3", "en.vtt", "en.srt")}
    found.half_written = sum(not _is_old_draft(settings.library / other) for other in others)
    found.half_written += sum(
        {path.name for path in (settings.library / name).iterdir()} != files
        for name in names
        if (settings.library / name).is_dir()
    )
    return found


def _whole(bench: Bench, told: list[jobs.Event]) -> bool:
    """Whether the live sound is all there, line by line, and can be heard."""
    pieces: dict[tuple[str, int], list[str]] = {}
    whole = b""
    for event in told:
        data = event.data
        if event.kind == "piece":
            name = sound_name(data["language"], data["line"], data["piece"])
            pieces.setdefault((data["language"], data["line"]), []).append(name)
        elif event.kind == "spoken":
            line = pieces[data["language"], data["line"]]
            run = b"".join(bench[name] for name in line)
            run += bench[sound_name(data["language"], data["line"])]
            if len(run) != data["bytes"]:
                return False
            whole += run
    frames = len(whole) / 192 * 576 / SAMPLE_RATE
    return abs(_seconds(whole) - frames) < _CLOSE


def _is_old_draft(path: Path) -> bool:
    """What a killed process was writing: nobody sees it, and it is cleared away later."""
    return path.name.startswith(".")


def _ask(url: str, text: str, asked: dict[str, str]) -> None:
    """Ask for an episode; one who was not answered asks again with the same key."""
    body = {"text": text, "languages": ["en"], "voice_en": "espeak", "length": str(_SENTENCES)}
    key = {"Idempotency-Key": str(hash(text))}
    try:
        answer = httpx.post(f"{url}/v1/episodes", json=body, headers=key, timeout=30)
    except httpx.HTTPError:
        time.sleep(0.2)
        return
    if answer.status_code not in (200, 202):
        raise SystemExit(f"{answer.status_code}: {answer.text}")
    asked[text] = json.loads(answer.text)["id"]


def _wait(
    database: str, states: Sequence[State], until: Literal["begins", "ends"], seconds: float
) -> None:
    """Wait for the first job to be in one of the states, or for the last one to have been."""
    deadline = time.monotonic() + seconds
    while time.monotonic() < deadline:
        if bool(jobs.listed(open_database(database), states)) == (until == "begins"):
            return
        time.sleep(0.02)


def _texts() -> Iterator[str]:
    """Short English articles, no two the same."""
    if pages.FOLDER.is_dir():
        for page in pages.pages():
            sentences = split_sentences(" ".join(page.body.split()[:400]))[:_SENTENCES]
            if len(sentences) == _SENTENCES and page.body.isascii():
                yield f"Report {page.key[:8]}\n\n" + " ".join(sentences)
    title, *paragraphs = Path("samples/harbour-ferries.txt").read_text("utf-8").split("\n\n")
    for number in range(1_000):
        yield f"{title}, part {number}\n\n" + "\n\n".join(paragraphs[1:4])


@contextmanager
def _database(many: bool, place: Path) -> Iterator[str]:
    with ExitStack() as stack:
        if not many:
            yield f"sqlite:///{place}/deutgi.db"
            return
        server = stack.enter_context(postgres.running())
        yield postgres.create(server)
        open_database.cache_clear()


def _seconds(mp3: bytes) -> float:
    decoded = miniaudio.decode(mp3, nchannels=1, sample_rate=SAMPLE_RATE)
    return float(decoded.num_frames) / SAMPLE_RATE


def _counts(found: Found) -> dict[str, float]:
    return {name: getattr(found, name) for name in Found.__slots__}


if __name__ == "__main__":
    main()
