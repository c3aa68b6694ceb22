"""A server that has just started speaks its first sentence as fast as later ones."""

import json
import logging
import os
import signal
import subprocess
import sys
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

import httpx
import pytest

from pipelines import engines
from service.settings import ServerSettings
from service.warming import warm, warming
from tests.service.serving import Metronome, metronome, settings_of

__all__ = ["metronome", "settings_of"]

Settings = Callable[..., ServerSettings]


@contextmanager
def started(tmp_path: Path, **more: str) -> Iterator[subprocess.Popen[str]]:
    """`deutgi serve` as people start it."""
    ours = {f"DEUTGI_{name}": str(tmp_path / name) for name in ("LIBRARY", "MODELS", "KEYS")}
    ours |= {"DEUTGI_DATABASE_URL": f"sqlite:///{tmp_path}/deutgi.db", "DEUTGI_MAKING": "0"}
    environment = {k: v for k, v in os.environ.items() if not k.startswith("DEUTGI_")}
    environment |= {**ours, "DEUTGI_PROFILE": "embedded", "DEUTGI_LOG": "json", **more}
    process = subprocess.Popen(
        [sys.executable, "-m", "service", "serve", "--port", "0"],
        env=environment,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
    )
    try:
        yield process
    finally:
        process.kill()
        process.communicate()


def test_the_first_sentence_is_heard_as_soon_as_later_ones(tmp_path: Path) -> None:
    with started(tmp_path) as process:
        assert process.stderr
        url = process.stderr.readline().split()[-1]
        told = json.loads(process.stderr.readline())
        assert told["message"] == "The voices are warm"
        assert told["voices"] == "kokoro:jm_kumo"
        assert told["seconds"] > 0
        first, *later = (first_sound(url) for _ in range(4))
    assert first < 4 * max(later)


def first_sound(url: str) -> float:
    body = {"input": "The talks resume on Friday.", "voice": "alloy"}
    with httpx.Client(trust_env=False, timeout=60) as client:
        start = time.perf_counter()
        with client.stream("POST", f"{url}/v1/audio/speech", json=body) as answer:
            next(answer.iter_raw())
            return time.perf_counter() - start


def test_a_server_that_is_stopped_while_it_warms_up_ends_at_once(tmp_path: Path) -> None:
    with started(tmp_path) as process:
        assert process.stderr
        process.stderr.readline()
        time.sleep(0.6)  # in the middle of loading
        start = time.perf_counter()
        process.send_signal(signal.SIGTERM)
        assert process.wait(30) == 0
        assert time.perf_counter() - start < 20
        assert "Traceback" not in process.stderr.read()


def test_both_languages_are_spoken_by_the_profiles_voice_alone(
    metronome: Metronome,
    settings_of: Settings,
    monkeypatch: pytest.MonkeyPatch,
    caplog: pytest.LogCaptureFixture,
) -> None:
    caplog.set_level(logging.INFO, "deutgi")
    monkeypatch.setitem(engines.PROFILES["embedded"], "speak", ("metronome",))
    opened: list[str] = []
    find = engines.find

    def noted(stage: engines.Stage, name: str) -> engines.EngineModule:
        opened.append(f"{stage} {name}")
        return find(stage, name)

    monkeypatch.setattr(engines, "find", noted)
    warm(settings_of(), threading.Event())
    assert metronome.spoken == ["Good morning.", "안녕하세요."]
    assert set(opened) == {"speak metronome"}
    assert [record.getMessage() for record in caplog.records] == ["The voices are warm"]


def test_a_voice_that_fails_is_a_line_in_the_log_and_the_other_is_warmed(
    metronome: Metronome,
    settings_of: Settings,
    monkeypatch: pytest.MonkeyPatch,
    caplog: pytest.LogCaptureFixture,
) -> None:
    caplog.set_level(logging.INFO, "deutgi")
    monkeypatch.setitem(engines.PROFILES["embedded"], "speak", ("metronome",))
    speak = metronome.speak

    def breaking(sentence: str, language: engines.Language, speed: float = 1.0) -> object:
        if language == "en":
            raise RuntimeError("It broke\nin two.")
        return speak(sentence, language, speed)

    monkeypatch.setattr(metronome, "speak", breaking)
    warm(settings_of(), threading.Event())
    assert metronome.spoken == ["안녕하세요."]
    failure, end = caplog.records
    assert failure.levelno == logging.WARNING
    assert failure.getMessage().endswith("It broke in two.")
    assert failure.exc_info is None
    assert end.getMessage() == "The voices are warm"


def test_who_does_not_want_it_does_not_get_it(
    metronome: Metronome, settings_of: Settings, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setitem(engines.PROFILES["embedded"], "speak", ("metronome",))
    for wanted, spoken in ((False, []), (True, ["Good morning.", "안녕하세요."])):
        with warming(settings_of(warm=wanted)):
            for thread in threading.enumerate():
                if thread.name == "warming":
                    thread.join(10)
        assert metronome.spoken == spoken


def test_no_other_voice_is_loaded_once_the_server_ends(
    metronome: Metronome, settings_of: Settings, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setitem(engines.PROFILES["embedded"], "speak", ("metronome",))
    metronome.pause = 0.3
    with warming(settings_of()):
        time.sleep(0.1)
    for thread in threading.enumerate():
        if thread.name == "warming":
            thread.join(10)
    assert metronome.spoken == ["Good morning."]
