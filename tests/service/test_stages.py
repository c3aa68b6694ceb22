"""Jobs that go on where they were left: what was told of them stays true, nothing is made twice."""

import json
import time
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import Any

import httpx
import miniaudio
import numpy as np
import pytest
from obstore.store import MemoryStore
from rich.console import Console

from pipelines.article import Article
from pipelines.engines import PROFILES, Language
from pipelines.errors import EngineFailed, EngineUnavailable
from pipelines.findings import Finding
from pipelines.results import SAMPLE_RATE, Change, Speech
from service import jobs, stages
from service.bench import Bench
from service.choosing import Request
from service.database import open_database
from service.episode import Episode, doubt
from service.library import LibraryError, load
from service.making import complete
from service.progress import reporter
from service.stages import Unwanted
from service.tracks import UNTRANSLATED_NOTICE
from tests.service.made_library import put
from tests.service.process import ended, free_port, start
from tests.service.serving import Metronome, database_in, metronome
from tests.service.slow_voice import installed

__all__ = ["metronome"]

NAME = "ferries-0123456789"
TEXT = (
    ("Ferries stay in harbour", "여객선, 항구에 머물다", True, True),
    ("No ferry left Oban on Tuesday.", None, False, False),
    ("The wind was too strong.", None, False, True),
    ("Talks on human rights go on.", None, False, True),
)
KOREAN = {
    "No ferry left Oban on Tuesday.": "화요일에는 오반을 떠난 여객선이 없었다.",
    "The wind was too strong.": "바람이 너무 강했다.",
    "Talks on human rights go on.": "인권 협상은 계속된다.",
}
OTHERWISE = {english: f"그날 {korean}" for english, korean in KOREAN.items()}


def half(library: Path, voice: str, profile: str = "embedded") -> Episode:
    """An episode that has Korean for its headline alone."""
    settings = {"speed": "1", "voice_ko": voice, "translators": "", "profile": profile}
    return put(library, NAME, text=TEXT, complete=False, settings=settings)


def remember(folder: Path, korean: dict[str, str]) -> None:
    """Have a translation memory know these sentences."""
    memory = folder / "models" / "memory"
    memory.mkdir(parents=True, exist_ok=True)
    rows = ["en\tko", *("\t".join(pair) for pair in korean.items())]
    (memory / "memory.tsv").write_text("\n".join(rows), "utf-8")


def completing(folder: Path) -> stages.Work:
    """The work of completing the episode in this folder's library."""
    engine = open_database(database_in(folder))
    with engine.begin() as connection:
        wanted = jobs.Wanted(None, Request())
        job = jobs.put(connection, jobs.new_job("complete", NAME), wanted)
    with reporter(Console(), quiet=True) as silent:
        return stages.Work(
            job,
            engine,
            Bench(MemoryStore(), job.id),
            folder / "library",
            folder / "models",
            silent,
            lambda: None,
        )


def files(library: Path) -> dict[str, bytes]:
    return {str(p.relative_to(library)): p.read_bytes() for p in library.rglob("*") if p.is_file()}


def work_in(folder: Path) -> stages.Work:
    engine = open_database(database_in(folder))
    article = Article(
        title="Boats are moored again",
        paragraphs=("The boats were moored in the harbour on Friday. Nobody was hurt there.",),
    )
    request = Request(length="2", voice_en="metronome:tick", languages=("en",), profile="embedded")
    with engine.begin() as connection:
        job = jobs.put(connection, jobs.new_job("make", "boats"), jobs.Wanted(article, request))
    bench = Bench(MemoryStore(), job.id)
    with reporter(Console(), quiet=True) as silent:
        return stages.Work(job, engine, bench, folder, folder, silent, lambda: None)


def test_a_piece_that_was_told_of_is_heard_as_it_was_however_the_voice_speaks_the_second_time(
    tmp_path: Path, metronome: Metronome, monkeypatch: pytest.MonkeyPatch
) -> None:
    seconds, breaks = 1.0, True

    def speak(sentence: str, language: Language, speed: float = 1.0) -> Iterator[Speech]:
        moment = np.arange(round(seconds * SAMPLE_RATE)) / SAMPLE_RATE
        tone = (0.3 * np.sin(880 * np.pi * moment)).astype(np.float32)
        yield Speech(tone, "First,", "metronome:tick")
        if breaks:
            raise EngineFailed("The voice lost its breath.")
        yield Speech(tone, "then.", "metronome:tick")

    monkeypatch.setattr(metronome, "speak", speak)
    work = work_in(tmp_path)
    stages.condense(work)
    with pytest.raises(EngineFailed):
        stages.speak(work)
    (piece,) = [event for event in work.told() if event.kind == "piece"]
    before = work.bench[stages.sound_name("en", 0, 0)]
    seconds, breaks = 1.4, False
    stages.speak(work)
    assert work.bench[stages.sound_name("en", 0, 0)] == before
    assert len(before) / 8_000 == pytest.approx(piece.data["mp3_seconds"], abs=1e-9)
    told = [event.data for event in work.told() if "mp3_seconds" in event.data]
    made = sum(len(work.bench[name]) for name in work.bench if name.endswith(".mp3"))
    assert sum(each["mp3_seconds"] for each in told) == pytest.approx(made / 8_000, abs=1e-9)


@pytest.mark.timeout(300)  # two servers start, on a machine that may have other work
def test_korean_that_was_missing_is_made_once_also_if_the_server_is_killed_meanwhile(
    tmp_path: Path,
) -> None:
    library = tmp_path / "library"
    half(library, "slow")
    english = (library / NAME / "en.mp3").read_bytes()
    remember(tmp_path, KOREAN)
    settings = {
        "library": library,
        "models": tmp_path / "models",
        "keys": tmp_path / "keys.json",
        "database_url": f"sqlite:///{tmp_path}/deutgi.db",
        "port": free_port(),
        "profile": "embedded",
        "warm": 0,
        "rate": 0,
    }
    voice = installed(tmp_path, pause=0)
    held, spoken = (Path(voice[name]) for name in ("SLOW_HELD", "SLOW_SPOKEN"))
    killed_at = KOREAN["The wind was too strong."]
    held.write_text(killed_at, "utf-8")
    address = f"http://127.0.0.1:{settings['port']}/v1/episodes/{NAME}"
    with ended() as running, httpx.Client(trust_env=False, timeout=120) as client:
        running.append(start("serve", settings, tmp_path, voice))
        with ThreadPoolExecutor(4) as callers:
            asked = list(callers.map(lambda _: client.post(f"{address}/retry"), range(4)))
        assert {answer.status_code for answer in asked} == {202}
        until = time.monotonic() + 120
        while not spoken.exists() or killed_at not in spoken.read_text("utf-8"):
            assert time.monotonic() < until, running[0].log.read_text("utf-8")
            time.sleep(0.05)
        running[0].kill()

        held.unlink()
        remember(tmp_path, OTHERWISE)  # what is made only now
        running.append(start("serve", settings, tmp_path, voice))
        told = told_of(client.get(f"{address}/events").text)
        shown = client.get(address).json()

    korean = [TEXT[0][1], *list(KOREAN.values())[:2], OTHERWISE["Talks on human rights go on."]]
    begun = spoken.read_text("utf-8").splitlines()
    assert begun == [*korean[:3], killed_at, korean[3]]
    assert [line["ko"] for line in shown["lines"]] == korean
    assert [number for number, _, _ in told] == list(range(1, len(told) + 1))
    for kind in ("translated", "spoken"):  # to whoever follows, each sentence, as of a new episode
        assert [data["line"] for _, name, data in told if name == kind] == [0, 1, 2, 3]
    assert told[-1][1:] == ("finished", {"complete": True, "problems": []})

    episode = load(library / NAME)
    assert episode.complete
    assert set(episode.tracks) == {"en", "ko", "both"}
    for track in episode.tracks.values():
        sound = miniaudio.decode((library / NAME / track.audio).read_bytes(), nchannels=1)
        assert sound.duration == pytest.approx(track.seconds, abs=0.06)
    assert (library / NAME / "en.mp3").read_bytes() == english
    assert [path.name for path in library.iterdir() if path.name[0] != "."] == [NAME]
    assert not list(library.glob(".draft-*"))


def told_of(stream: str) -> list[tuple[int, str, dict[str, Any]]]:
    """The events of a stream that has ended: number, kind and data."""
    told = []
    for block in stream.split("\n\n"):
        fields = dict(line.split(": ", 1) for line in block.splitlines() if ": " in line)
        if "id" in fields:
            number = int(fields["id"].rpartition("-")[2])
            told.append((number, fields["event"], json.loads(fields["data"])))
    return told


def test_a_voice_that_breaks_in_a_retry_leaves_the_episode_and_goes_on_at_its_sentence(
    tmp_path: Path, metronome: Metronome, monkeypatch: pytest.MonkeyPatch
) -> None:
    library = tmp_path / "library"
    half(library, "metronome")
    remember(tmp_path, KOREAN)
    before, work = files(library), completing(tmp_path)
    speak, breaks = metronome.speak, True

    def breathless(sentence: str, language: Language, speed: float = 1.0) -> Iterator[Speech]:
        if breaks and sentence == KOREAN["The wind was too strong."]:
            raise EngineFailed("The voice lost its breath.")
        return speak(sentence, language, speed)

    monkeypatch.setattr(metronome, "speak", breathless)
    stages.recall(work)
    for _ in range(2):
        with pytest.raises(EngineFailed, match="lost its breath"):
            stages.speak(work)
        assert files(library) == before
    breaks = False
    stages.speak(work)
    (library / NAME).rename(library / f".replaced-{NAME}")  # a process was killed as it wrote it
    assert stages.write(work, lambda _: None).complete
    assert stages.write(work, lambda _: None) == load(library / NAME)  # and once more after that
    assert metronome.spoken == [TEXT[0][1], *KOREAN.values()]
    assert [path.name for path in library.iterdir()] == [NAME]


def test_what_was_known_of_a_sentence_that_has_its_korean_is_kept_in_a_retry(
    tmp_path: Path, metronome: Metronome
) -> None:
    library = tmp_path / "library"
    old = half(library, "metronome")
    finding = Finding("number", "instead", "25 percent", "35%", (14, 24), (8, 11), 0.9)
    headline = old.lines[0].model_copy(
        update={
            "sources": (0, 2),
            "score": 0.87,
            "note": "87 % match",
            "doubts": {"en": (doubt(finding),), "ko": (doubt(finding),)},
            "changes": (Change("name", "여객선", "연락선", "Ferries"),),
        }
    )
    episode = old.model_copy(update={"lines": (headline, *old.lines[1:]), "summary_note": "Short."})
    (library / NAME / "episode.json").write_text(episode.model_dump_json(), "utf-8")
    remember(tmp_path, KOREAN)
    work = completing(tmp_path)
    stages.recall(work)
    stages.speak(work)
    made = stages.write(work, lambda _: None)
    assert made.complete
    assert made == load(library / NAME)
    assert made.lines[0].model_copy(update={"times": headline.times}) == headline
    assert (made.created, made.settings, made.article, made.summary_note) == (
        episode.created,
        episode.settings,
        episode.article,
        "Short.",
    )


def test_a_retry_without_any_korean_voice_says_so_and_leaves_the_episode(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setitem(PROFILES, "mute", {**PROFILES["embedded"], "speak": ("espeak",)})
    library = tmp_path / "library"
    half(library, "", "mute")
    before = files(library)
    with pytest.raises(EngineUnavailable, match="No voice can speak Korean"):
        stages.recall(completing(tmp_path))
    with (
        reporter(Console(), quiet=True) as silent,
        pytest.raises(EngineUnavailable, match="No voice can speak Korean"),
    ):
        complete(NAME, (), library, tmp_path / "models", silent)
    assert files(library) == before


def test_a_retry_that_is_given_up_stops_after_the_sentence_and_leaves_the_episode(
    tmp_path: Path, metronome: Metronome, monkeypatch: pytest.MonkeyPatch
) -> None:
    library = tmp_path / "library"
    half(library, "metronome")
    remember(tmp_path, KOREAN)
    before, work = files(library), completing(tmp_path)
    speak = metronome.speak

    def given_up(sentence: str, language: Language, speed: float = 1.0) -> Iterator[Speech]:
        if sentence == KOREAN["No ferry left Oban on Tuesday."]:
            assert jobs.end(work.engine, work.job.id, "cancelled", {})
        return speak(sentence, language, speed)

    monkeypatch.setattr(metronome, "speak", given_up)
    stages.recall(work)
    with pytest.raises(Unwanted):
        stages.speak(work)
    assert metronome.spoken == [TEXT[0][1], KOREAN["No ferry left Oban on Tuesday."]]
    assert files(library) == before
    assert work.told()[-1].kind == "cancelled"


def test_what_has_become_better_meanwhile_is_not_replaced(
    tmp_path: Path, metronome: Metronome
) -> None:
    library = tmp_path / "library"
    half(library, "metronome")
    work = completing(tmp_path)
    stages.recall(work)
    stages.speak(work)  # nobody knows the Korean
    remember(tmp_path, KOREAN)
    with reporter(Console(), quiet=True) as silent:
        assert complete(NAME, (), library, tmp_path / "models", silent).complete
    better = files(library)
    with pytest.raises(LibraryError, match="changed meanwhile"):
        stages.write(work, lambda _: None)
    assert files(library) == better


@pytest.mark.parametrize("at", [KOREAN["No ferry left Oban on Tuesday."], UNTRANSLATED_NOTICE])
def test_ctrl_c_in_a_retry_leaves_the_episode_as_it_was(
    tmp_path: Path, metronome: Metronome, monkeypatch: pytest.MonkeyPatch, at: str
) -> None:
    """While a sentence is spoken, and while the files are written: what is still missing is
    announced there."""
    library = tmp_path / "library"
    half(library, "metronome")
    remember(tmp_path, dict(list(KOREAN.items())[:1]))
    before = files(library)
    speak = metronome.speak

    def stopped(sentence: str, language: Language, speed: float = 1.0) -> Iterator[Speech]:
        if sentence == at:
            raise KeyboardInterrupt
        return speak(sentence, language, speed)

    monkeypatch.setattr(metronome, "speak", stopped)
    with reporter(Console(), quiet=True) as silent, pytest.raises(KeyboardInterrupt):
        complete(NAME, (), library, tmp_path / "models", silent)
    assert files(library) == before


def test_that_a_sentence_has_no_korean_is_heard_live_also_where_the_work_stopped_there(
    tmp_path: Path, metronome: Metronome, monkeypatch: pytest.MonkeyPatch
) -> None:
    half(tmp_path / "library", "metronome")
    work = completing(tmp_path)
    speak, breaks = metronome.speak, True

    def breathless(sentence: str, language: Language, speed: float = 1.0) -> Iterator[Speech]:
        if breaks and sentence == UNTRANSLATED_NOTICE:
            raise EngineFailed("The voice lost its breath.")
        return speak(sentence, language, speed)

    monkeypatch.setattr(metronome, "speak", breathless)
    stages.recall(work)
    with pytest.raises(EngineFailed):
        stages.speak(work)
    breaks = False
    stages.speak(work)
    told = [event.data["line"] for event in work.told() if event.kind == "spoken"]
    assert told == [0, 1, 2, 3]
