"""When the disk takes no more, nothing is half-written, and one line says so."""

import subprocess
import sys
from pathlib import Path

import pytest
import typer

from service.exits import guarded
from service.stopping import STOPPED
from tests.journeys.conftest import Run, deutgi, environment, models, place

__all__ = ["deutgi", "environment", "models", "place"]

resource = pytest.importorskip("resource")
# Without Korean: English alone is enough to fill a disk, and quicker.
LISTEN = ("listen", "article.txt", "--voice-en", "espeak", "--length", "2")


def files(folder: Path) -> dict[str, bytes]:
    return {str(p.relative_to(folder)): p.read_bytes() for p in folder.rglob("*") if p.is_file()}


def said_once(stderr: str) -> str:
    lines = stderr.splitlines()
    assert [line.startswith("Error: ") for line in lines].count(True) == 1
    assert lines[-1].startswith("Next:  ")
    assert "Traceback" not in stderr
    assert "at fault" not in stderr
    return lines[-2]


def run_with_little_room(
    words: tuple[str, ...], place: Path, environment: dict[str, str]
) -> subprocess.CompletedProcess[str]:
    """A command whose files may not grow past 8,000 bytes."""
    return subprocess.run(
        [sys.executable, "-m", "service", *words],
        cwd=place,
        env=environment,
        capture_output=True,
        text=True,
        timeout=110,
        check=False,
        preexec_fn=lambda: resource.setrlimit(resource.RLIMIT_FSIZE, (8_000, 8_000)),
    )


def test_an_episode_that_cannot_be_made_anew_stays_as_it_was(
    deutgi: Run, place: Path, environment: dict[str, str]
) -> None:
    assert deutgi(*LISTEN).returncode == 7
    before = files(place / "library")
    done = run_with_little_room((*LISTEN, "--again"), place, environment)
    assert done.returncode == 6, done.stderr
    assert "library" in said_once(done.stderr)
    assert files(place / "library") == before
    assert len(list((place / "library").iterdir())) == 1


def test_a_sound_file_that_cannot_be_written_leaves_the_old_one(
    place: Path, environment: dict[str, str]
) -> None:
    (place / "news.mp3").write_bytes(b"old")
    before = files(place)
    text = "The harbour council voted on Tuesday to buy electric ferries."
    words = ("say", text, "--voice", "espeak", "--out", "news.mp3")
    done = run_with_little_room(words, place, environment)
    assert done.returncode == 6, done.stderr
    assert "news.mp3" in said_once(done.stderr)
    assert files(place) == before


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="no device that is always full here")
@pytest.mark.parametrize(
    "words",
    [("episodes",), ("voices", "--json"), ("say", "Hello.", "--voice", "espeak", "--out", "-")],
)
def test_an_output_that_takes_nothing_is_no_fault_of_ours(
    place: Path, environment: dict[str, str], words: tuple[str, ...]
) -> None:
    with Path("/dev/full").open("wb") as full:
        done = subprocess.run(
            [sys.executable, "-m", "service", *words],
            cwd=place,
            env=environment,
            stdout=full,
            stderr=subprocess.PIPE,
            text=True,
            timeout=60,
            check=False,
        )
    assert done.returncode == 6, done.stderr
    assert "No space left" in said_once(done.stderr)


def test_ctrl_c_that_a_library_calls_something_else_is_ctrl_c_all_the_same() -> None:
    @guarded
    def command() -> None:
        try:
            raise KeyboardInterrupt
        except KeyboardInterrupt as error:  # as libraries in C do while they are imported
            raise ImportError("initialization failed") from error

    with pytest.raises(typer.Exit) as ended:
        command()
    assert ended.value.exit_code == 130


def test_ctrl_c_while_the_program_is_still_loading_is_answered_in_words() -> None:
    code = """
import sys
class Pressed:
    def find_spec(self, name, path=None, target=None):
        if name == "typer":
            raise KeyboardInterrupt
sys.meta_path.insert(0, Pressed())
from service.__main__ import main
main()
"""
    done = subprocess.run(
        [sys.executable, "-c", code], capture_output=True, text=True, timeout=60, check=False
    )
    assert done.returncode == 130
    assert done.stderr.splitlines() == [f"Error: {STOPPED}"]


@pytest.mark.parametrize(
    "words", [("say", "Hello.", "--voice", "espeak", "--out", "nodir/a.mp3"), ("backup", "nodir/b")]
)
def test_a_folder_that_is_not_there_is_named(deutgi: Run, words: tuple[str, ...]) -> None:
    done = deutgi(*words)
    assert done.returncode == 6
    assert "There is no folder nodir." in said_once(done.stderr)
    assert "mkdir -p nodir" in done.stderr


def test_what_is_no_backup_is_told_before_anything_else(deutgi: Run, place: Path) -> None:
    (place / "library").mkdir()
    (place / "library" / "something").touch()
    done = deutgi("restore", "article.txt")
    assert "--force" not in done.stderr
    assert "article.txt" in said_once(done.stderr)
