"""Calls that wait at the same time are answered together, in one batch."""

import threading
from collections.abc import Callable, Hashable, Sequence
from dataclasses import dataclass, field
from typing import Any, Generic, TypeVar

Item = TypeVar("Item")
Answer = TypeVar("Answer")


@dataclass(slots=True, eq=False)  # each is its own: two callers may want the same
class _Call(Generic[Item]):
    """What one caller wants answered, under settings that a batch has to share."""

    items: Sequence[Item]
    settings: Hashable
    answers: list[Any] | None = None
    error: BaseException | None = field(default=None)


class Together(Generic[Item, Answer]):
    """Gathers the items of many threads' calls into batches.

    No call waits for another to come: whoever finds nobody at work works, on its own items and
    on those that gathered with the same settings while somebody else was at work.
    """

    def __init__(
        self, run: Callable[[Sequence[Item], Any], Sequence[Answer]], most: int = 32
    ) -> None:
        """`run` answers a batch under its settings; `most` are the items it gets at once, unless
        one caller alone brings more."""
        self._run = run
        self._most = most
        self._waiting: list[_Call[Item]] = []
        self._queue = threading.Lock()
        self._at_work = threading.Lock()

    def __call__(self, items: Sequence[Item], settings: Hashable) -> list[Answer]:
        """One answer an item, in order. Raises what `run` raises."""
        call = _Call(items, settings)
        with self._queue:
            self._waiting.append(call)
        with self._at_work:
            if call.answers is None and call.error is None:
                self._answer(self._gathered(call))
        if call.error is not None:
            raise call.error
        return call.answers or []

    def _gathered(self, own: _Call[Item]) -> list[_Call[Item]]:
        with self._queue:
            self._waiting.remove(own)
            batch, size = [own], len(own.items)
            for call in list(self._waiting):
                if call.settings == own.settings and size + len(call.items) <= self._most:
                    self._waiting.remove(call)
                    batch.append(call)
                    size += len(call.items)
            return batch

    def _answer(self, batch: Sequence[_Call[Item]]) -> None:
        items = [item for call in batch for item in call.items]
        try:
            answers = list(self._run(items, batch[0].settings)) if items else []
        except BaseException as error:
            for call in batch:
                call.error = error
            return
        at = 0
        for call in batch:
            call.answers = answers[at : at + len(call.items)]
            at += len(call.items)
