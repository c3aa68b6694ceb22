"""The models in memory: each loaded once, shared by whoever needs it, let go when nobody does.

Stages and requests borrow a model for one computation and give it back. A model that nobody has
borrowed for a while goes, and so do the longest unused ones where a new one needs their room.
"""

import os
import threading
import time
from collections.abc import Callable, Hashable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from typing import Any, TypeVar

from pipelines.errors import EngineUnavailable

IDLE_SECONDS = 600.0
"""How long a model that nobody uses stays in memory."""

SHARE = 0.75
"""Of the machine's memory, what all models together may take unless `BUDGET_SETTING` is set."""

BUDGET_SETTING = "DEUTGI_MEMORY"
"""The environment variable with the budget in megabytes."""

T = TypeVar("T")


@dataclass(slots=True)
class _Model:
    size: float
    value: Any = None
    loaded: bool = False
    loading: bool = False
    borrowers: int = 0
    used: float = field(default_factory=time.monotonic)


class Resident:
    """Models by key, within a budget of megabytes. Safe to use from many threads."""

    def __init__(self, budget: float | None = None, idle: float = IDLE_SECONDS) -> None:
        """`budget` in megabytes; by default the environment's, else `SHARE` of the machine's."""
        self._budget = budget
        self._idle = idle
        self._models: dict[Hashable, _Model] = {}
        self._changed = threading.Condition()
        self._sweeper: threading.Timer | None = None

    @contextmanager
    def borrow(self, key: Hashable, load: Callable[[], T], size: float) -> Iterator[T]:
        """The model of that key, loaded by `load` unless it is here; `size` is its megabytes.

        Borrow for one computation, and never within a borrowing: whoever waits for room waits
        for others to give back. Raises EngineUnavailable where the model is larger than the
        budget, and whatever `load` raises.
        """
        model = self._take(key, size)
        try:
            if model.loading:  # by us: others are held back until it is here
                self._load(model, load)
            yield model.value
        finally:
            self._give_back(key, model)

    def holds(self, key: Hashable) -> bool:
        """Whether the model is loaded."""
        with self._changed:
            return key in self._models and self._models[key].loaded

    def size(self) -> float:
        """Megabytes of all models that are here or being loaded."""
        with self._changed:
            return sum(model.size for model in self._models.values())

    def sweep(self) -> None:
        """Let go of the models that nobody has used for a while."""
        with self._changed:
            now = time.monotonic()
            for key, model in list(self._models.items()):
                if not model.borrowers and now - model.used >= self._idle:
                    del self._models[key]
            self._sweeper = None
            self._sweep_later()
            self._changed.notify_all()

    def _take(self, key: Hashable, size: float) -> _Model:
        budget = self._budget if self._budget is not None else _budget()
        if size > budget:
            raise EngineUnavailable(
                f"This model takes about {size:,.0f} MB of memory; "
                f"all models together may take {budget:,.0f} MB.",
                f"Choose a smaller one, or set {BUDGET_SETTING} to more megabytes.",
            )
        with self._changed:
            while key not in self._models and not self._make_room(budget - size):
                self._changed.wait()
            model = self._models.setdefault(key, _Model(size))
            model.borrowers += 1
            try:
                while model.loading:
                    self._changed.wait()
            except BaseException:  # Ctrl-C
                model.borrowers -= 1
                raise
            model.loading = not model.loaded
            return model

    def _load(self, model: _Model, load: Callable[[], Any]) -> None:
        try:
            model.value = load()
            model.loaded = True
        finally:  # where it failed, the next in line tries
            with self._changed:
                model.loading = False
                self._changed.notify_all()

    def _give_back(self, key: Hashable, model: _Model) -> None:
        with self._changed:
            model.borrowers -= 1
            model.used = time.monotonic()
            if not model.borrowers and not model.loaded:
                self._models.pop(key, None)
            self._sweep_later()
            self._changed.notify_all()

    def _make_room(self, allowed: float) -> bool:
        """Let go of unused models, the longest unused first, until what is left is allowed."""
        total = sum(model.size for model in self._models.values())
        unused = [(m.used, key) for key, m in self._models.items() if not m.borrowers]
        for _, key in sorted(unused, key=lambda entry: entry[0]):
            if total <= allowed:
                break
            total -= self._models.pop(key).size
        return total <= allowed

    def _sweep_later(self) -> None:
        if self._sweeper is None and any(not model.borrowers for model in self._models.values()):
            self._sweeper = threading.Timer(self._idle, self.sweep)
            self._sweeper.daemon = True
            self._sweeper.start()


def _budget() -> float:
    import psutil

    setting = os.environ.get(BUDGET_SETTING, "")
    if setting:
        try:
            return float(setting)
        except ValueError as error:
            raise EngineUnavailable(
                f"{BUDGET_SETTING} is “{setting}”, which is no number of megabytes.",
                f"Set it like this: {BUDGET_SETTING}=4000",
            ) from error
    return float(psutil.virtual_memory().total / 1e6 * SHARE)


MODELS = Resident()
"""The models of this process."""
