"""Being told to stop, by SIGTERM or Ctrl-C, and doing it in order."""

import signal
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from types import FrameType

STOPPED = "Stopped. Nothing is left half-written."
"""What people are told who pressed Ctrl-C."""
_LOOK = 0.2  # seconds


@dataclass
class Stop:
    """Whether this process was told to stop, and whether by Ctrl-C.

    Plain flags: a lock that the signal's handler wants too may be held by what it interrupts.
    """

    asked: bool = False
    interrupted: bool = False
    _then: list[Callable[[], None]] = field(default_factory=list)

    def then(self, act: Callable[[], None]) -> None:
        """Have `act` called when it is told, or now if it was."""
        self._then.append(act)
        if self.asked:
            act()

    def wait(self) -> None:
        """Wait until it is told."""
        while not self.asked:
            time.sleep(_LOOK)

    def hear(self, signum: int, frame: FrameType | None) -> None:
        """The signals' handler."""
        if signum == signal.SIGINT and self.interrupted:
            raise KeyboardInterrupt  # pressed again: whoever presses does not want to wait
        self.interrupted = self.interrupted or signum == signal.SIGINT
        self.asked = True
        for act in self._then:
            act()


def interrupted(error: BaseException | None) -> bool:
    """Whether Ctrl-C is behind an error: libraries in C turn KeyboardInterrupt into others."""
    while error is not None:
        if isinstance(error, KeyboardInterrupt):
            return True
        error = error.__cause__ or error.__context__
    return False


@contextmanager
def told_to_stop() -> Iterator[Stop]:
    """Have the first SIGTERM or Ctrl-C only be noted while what is within goes on, which looks.

    KeyboardInterrupt comes anywhere: in an import's callback, where it is lost, or between a
    library's start and the line that would have ended it, whose threads then keep the process
    alive. At the end it is raised after all if it was Ctrl-C, so that the shell is told; SIGTERM
    is what a supervisor asks for, and no fault. For the main thread alone.
    """
    stop = Stop()
    before = {each: signal.signal(each, stop.hear) for each in (signal.SIGTERM, signal.SIGINT)}
    try:
        yield stop
    finally:
        for each, handler in before.items():
            signal.signal(each, handler)
    if stop.interrupted:
        raise KeyboardInterrupt
