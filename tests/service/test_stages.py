"""The live sound of a job that goes on where it was left: what was told of it stays true."""

from collections.abc import Iterator
from pathlib import Path

import numpy as np
import pytest
from obstore.store import MemoryStore
from rich.console import Console

from pipelines.article import Article
from pipelines.engines import Language
from pipelines.errors import EngineFailed
from pipelines.results import SAMPLE_RATE, Speech
from service import jobs, stages
from service.bench import Bench
from service.choosing import Request
from service.database import open_database
from service.progress import reporter
from tests.service.serving import Metronome, database_in, metronome

__all__ = ["metronome"]


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
