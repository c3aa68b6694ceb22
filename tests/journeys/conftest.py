"""The command line as people run it: a process of its own, real engines, real files."""

import csv
import os
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from tests.service.slow_voice import installed

ARTICLE = """Harbour council votes for electric ferries

By Clara Whitlow

The harbour council voted 9-4 on Tuesday to buy 14 electric ferries. They cost $186 million.

"The boats are quiet," said the mayor, Elena Marsh. Work on the first pier begins on May 4.
"""
KOREAN = {
    "Harbour council votes for electric ferries": "항만위원회, 전기 여객선 도입 의결",
    "The harbour council voted 9-4 on Tuesday to buy 14 electric ferries.": (
        "항만위원회는 화요일 찬성 9표, 반대 4표로 전기 여객선 14척을 사들이기로 했습니다."
    ),
    "They cost $186 million.": "비용은 1억 8,600만 달러입니다.",
    '"The boats are quiet," said the mayor, Elena Marsh.': (
        "엘레나 마시 시장은 “배가 조용하다”고 말했습니다."
    ),
    "Work on the first pier begins on May 4.": "첫 번째 부두 공사는 5월 4일 시작합니다.",
}

Run = Callable[..., subprocess.CompletedProcess[str]]


@pytest.fixture
def place(tmp_path: Path) -> Path:
    """A folder with an article, its memory, and a place for the library."""
    (tmp_path / "article.txt").write_text(ARTICLE, "utf-8")
    with (tmp_path / "memory.tsv").open("w", encoding="utf-8", newline="") as file:
        csv.writer(file, delimiter="\t").writerows([("en", "ko"), *KOREAN.items()])
    return tmp_path


@pytest.fixture(scope="session")
def models(of_all_workers: Path) -> Path:
    """Where model files are kept for all journeys: put together once."""
    folder = of_all_workers / "models"
    folder.mkdir(exist_ok=True)
    return folder


@pytest.fixture
def environment(
    place: Path, models: Path, tmp_path_factory: pytest.TempPathFactory
) -> dict[str, str]:
    """What a command is told. The voice `slow`, which is not slow here, is installed beside ours."""
    voice = installed(tmp_path_factory.mktemp("voice"), pause=0)
    settings = {"DEUTGI_LIBRARY": str(place / "library"), "DEUTGI_MODELS": str(models)}
    return {**os.environ, **voice, **settings, "DEUTGI_PROFILE": "embedded"}


@pytest.fixture
def deutgi(place: Path, environment: dict[str, str]) -> Run:
    """Run a command in that folder and wait for its end."""

    def run(
        *words: str, stdin: str | bytes | None = None, **changes: str
    ) -> subprocess.CompletedProcess[str]:
        done = subprocess.run(
            [sys.executable, "-m", "service", *words],
            cwd=place,
            env={**environment, **changes},
            input=stdin.encode() if isinstance(stdin, str) else stdin or b"",
            capture_output=True,
            timeout=110,
            check=False,
        )
        return subprocess.CompletedProcess(
            words, done.returncode, done.stdout.decode(), done.stderr.decode()
        )

    return run
