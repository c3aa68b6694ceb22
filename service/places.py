"""Places at work: how much is done at once, how much may wait, and when to say that it is full."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from functools import partial
from typing import TypeVar

from anyio import CapacityLimiter, to_thread

from service.problems import Refused

T = TypeVar("T")


class Places:
    """Work for threads, so many pieces at once; those who wait get their turn in order.

    For one event loop: it is not to be used from several threads.
    """

    def __init__(self, at_once: int, waiting: int) -> None:
        """`at_once` pieces are worked on, and `waiting` more requests may have been let in."""
        self._limiter = CapacityLimiter(at_once)
        self._room = at_once + waiting
        self._inside = 0

    @property
    def running(self) -> int:
        """Pieces that are being worked on."""
        return int(self._limiter.borrowed_tokens)

    @property
    def waiting(self) -> int:
        """Requests that have been let in and are not being worked on."""
        return max(0, self._inside - self.running)

    @contextmanager
    def entered(self) -> Iterator[None]:
        """A place for one request. Raises Refused (503) where all are taken."""
        if self._inside >= self._room:
            raise Refused(
                503,
                "The server is busy: too many others are waiting.",
                "Try again in a few seconds.",
                {"Retry-After": "5"},
            )
        self._inside += 1
        try:
            yield
        finally:
            self._inside -= 1

    async def work(self, function: Callable[..., T], *args: object) -> T:
        """Do one piece of work in a thread, when its turn comes.

        A piece that has begun is finished even where nobody waits for it any more: no thread is
        left behind with an engine in its hands.
        """
        return await to_thread.run_sync(partial(function, *args), limiter=self._limiter)
