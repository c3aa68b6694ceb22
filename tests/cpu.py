"""The CPU time of some work, for tests of how it grows: on a busy machine too."""

import gc
import time
from collections.abc import Callable


def cpu_seconds(work: Callable[[], object], times: int = 3) -> float:
    """The seconds of this thread's CPU that the work takes, the least of some times.

    What other threads, other processes and the collection of earlier tests' garbage take is not
    counted, so two such times can be compared.
    """
    collected = gc.isenabled()
    gc.collect()
    gc.disable()
    try:
        return min(_once(work) for _ in range(times))
    finally:
        if collected:
            gc.enable()


def _once(work: Callable[[], object]) -> float:
    start = time.thread_time()
    work()
    return time.thread_time() - start
