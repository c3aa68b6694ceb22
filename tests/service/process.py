"""The real `deutgi serve` and `deutgi work`, each a process of its own that can be killed."""

import os
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Iterator, Mapping
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path
from types import MappingProxyType

READY = {"serve": "serves at", "work": "makes the episodes"}


@dataclass(frozen=True)
class Running:
    """A process, and the file of what it has said."""

    process: subprocess.Popen[bytes]
    log: Path

    @property
    def pid(self) -> int:
        return self.process.pid

    def stop(self) -> int:
        """Ask it to stop, and wait: its exit code."""
        with suppress(ProcessLookupError):
            self.process.send_signal(signal.SIGTERM)
        return self.process.wait(60)

    def kill(self) -> None:
        """End it at once, in the middle of whatever it does."""
        self.process.kill()
        self.process.wait(30)


def start(
    command: str,
    settings: Mapping[str, object],
    folder: Path,
    environment: Mapping[str, str] = MappingProxyType({}),
) -> Running:
    """`deutgi serve` or `deutgi work`, ready: `settings` are those of the service (`port`…)."""
    log = folder / f"{command}-{time.monotonic_ns()}.log"
    told = {f"DEUTGI_{name.upper()}": str(value) for name, value in settings.items()}
    with log.open("wb") as file:
        process = subprocess.Popen(
            [sys.executable, "-m", "service", command],
            env={**os.environ, **told, **environment},
            stdin=subprocess.DEVNULL,
            stdout=file,
            stderr=file,
        )
    until = time.monotonic() + 60
    while READY[command] not in (said := log.read_text("utf-8", "replace")):
        assert process.poll() is None, said
        assert time.monotonic() < until, said
        time.sleep(0.05)
    return Running(process, log)


@contextmanager
def ended() -> Iterator[list[Running]]:
    """A list of processes, all of which are killed at the end."""
    running: list[Running] = []
    try:
        yield running
    finally:
        for each in running:
            each.kill()


def free_port() -> int:
    """A port of this computer that nobody listens on at the moment."""
    with socket.create_server(("127.0.0.1", 0)) as listener:
        return int(listener.getsockname()[1])
