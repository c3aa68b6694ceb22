"""`say`, `voices`, `doctor`, `models`, `episodes` and their help."""

import json
import subprocess
import sys
from pathlib import Path

import miniaudio
import numpy as np
import pytest

from tests.journeys.conftest import Run


def seconds_of(sound: bytes) -> float:
    decoded = miniaudio.decode(sound, nchannels=1, sample_rate=24_000)
    assert np.abs(np.array(decoded.samples)).max() > 3_000
    return len(decoded.samples) / 24_000


def test_korean_is_recognised_and_written_to_a_file(deutgi: Run, place: Path) -> None:
    done = deutgi("say", "권고 63개를 거부했습니다.", "--out", "news.mp3")
    assert done.returncode == 0, done.stderr
    assert "kokoro:" in done.stderr
    assert 1.0 < seconds_of((place / "news.mp3").read_bytes()) < 6.0


def test_sound_streams_to_standard_output(place: Path, environment: dict[str, str]) -> None:
    words = [sys.executable, "-m", "service", "say", "-", "--voice", "espeak", "--out", "-"]
    text = b"The first sentence is here. The second one follows it."
    done = subprocess.run(
        words, input=text, capture_output=True, env=environment, cwd=place, check=True
    )
    assert 2.0 < seconds_of(done.stdout) < 10.0


def test_a_sound_file_that_fails_leaves_what_was_there(deutgi: Run, place: Path) -> None:
    (place / "old.mp3").write_bytes(b"old")
    done = deutgi("say", "...", "--out", "old.mp3")
    assert done.returncode != 0
    assert "Traceback" not in done.stderr
    assert (place / "old.mp3").read_bytes() == b"old"
    assert not list(place.glob(".draft*"))


def test_every_voice_is_listed_by_the_name_that_options_take(deutgi: Run) -> None:
    names = {voice["name"] for voice in json.loads(deutgi("voices", "--json").stdout)}
    assert {"kokoro:jm_kumo", "kokoro:jf_alpha"} <= names
    assert any(name.startswith("espeak") for name in names)
    korean = json.loads(deutgi("voices", "--lang", "ko", "--json").stdout)
    assert not any(voice["name"].startswith("espeak") for voice in korean)


def test_samples_are_made_of_voices_that_are_here_and_nothing_is_sent_away(
    deutgi: Run, place: Path
) -> None:
    done = deutgi("voices", "--lang", "en", "--samples", "heard", HTTPS_PROXY="http://127.0.0.1:9")
    assert done.returncode == 0, done.stderr
    made = {path.name for path in (place / "heard").iterdir()}
    assert {"kokoro-jm_kumo-en.mp3", "espeak-en-us-en.mp3"} <= made
    assert not [name for name in made if name.startswith("gtts") or name.endswith("-ko.mp3")]
    assert all(seconds_of((place / "heard" / name).read_bytes()) > 1 for name in made)


def test_the_doctor_names_each_engine_and_what_makes_it_ready(deutgi: Run) -> None:
    done = deutgi("doctor", "--json")
    engines = {engine["engine"]: engine for engine in json.loads(done.stdout)["engines"]}
    assert engines["kokoro"]["ready"]
    assert engines["extractive"]["ready"]
    assert not engines["firefox"]["ready"]
    assert "deutgi models fetch firefox" in engines["firefox"]["fix"]


def test_models_says_what_is_here(deutgi: Run) -> None:
    found = json.loads(deutgi("models", "list", "--json").stdout)
    assert [(m["name"], m["present"]) for m in found if m["name"] == "firefox"] == [
        ("firefox", False)
    ]


def test_an_empty_library_says_how_to_fill_it(deutgi: Run) -> None:
    done = deutgi("episodes")
    assert done.returncode == 0
    assert "deutgi listen" in done.stdout


@pytest.mark.parametrize(
    "command", ["listen", "say", "voices", "doctor", "models", "episodes", "retry"]
)
def test_every_command_teaches_itself(deutgi: Run, command: str) -> None:
    done = deutgi(command, "--help")
    assert done.returncode == 0
    assert "Usage:" in done.stdout
    assert len(done.stdout.splitlines()) > 5


def test_help_names_the_exit_codes(deutgi: Run) -> None:
    assert "Exit codes" in deutgi("--help").stdout


def test_a_command_that_a_scheduler_starts_without_input_tells_what_is_missing(
    place: Path, environment: dict[str, str]
) -> None:
    done = subprocess.run(
        ["sh", "-c", f'exec "{sys.executable}" -m service listen - <&-'],
        cwd=place,
        env=environment,
        capture_output=True,
        text=True,
        timeout=60,
        check=False,
    )
    assert done.returncode == 4
    assert "Traceback" not in done.stderr
    assert "fault" not in done.stderr
