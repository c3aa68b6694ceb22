"""Calls that wait at the same time become one batch, and each gets its own answers."""

import threading
import time
from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor
from typing import Any

import pytest

from pipelines.seq2seq.together import Together


def test_calls_that_come_while_another_is_at_work_are_answered_in_one_batch() -> None:
    batches: list[int] = []
    started, go_on = threading.Event(), threading.Event()

    def run(items: Sequence[int], _: Any) -> list[int]:
        batches.append(len(items))
        started.set()
        go_on.wait(5)
        return [item * 10 for item in items]

    together = Together(run)
    with ThreadPoolExecutor(8) as threads:
        calls = [threads.submit(together, [0], "same")]
        started.wait(5)
        calls += [threads.submit(together, [n, n + 100], "same") for n in range(1, 7)]
        time.sleep(0.1)
        go_on.set()
        answers = [call.result(5) for call in calls]
    assert answers == [[0], *([n * 10, (n + 100) * 10] for n in range(1, 7))]
    assert batches == [1, 12]


def test_calls_with_other_settings_are_not_mixed() -> None:
    seen: list[tuple[Any, list[str]]] = []

    def run(items: Sequence[str], settings: Any) -> list[str]:
        seen.append((settings, list(items)))
        time.sleep(0.01)
        return list(items)

    together = Together(run)
    with ThreadPoolExecutor(8) as threads:
        list(threads.map(lambda n: together([str(n)], n % 2), range(20)))
    assert all(int(item) % 2 == settings for settings, items in seen for item in items)
    assert sorted(int(item) for _, items in seen for item in items) == list(range(20))


def test_a_failure_reaches_those_whose_items_were_in_the_batch_and_nobody_later() -> None:
    def run(items: Sequence[int], _: Any) -> list[int]:
        if 13 in items:
            raise ValueError("thirteen")
        return list(items)

    together = Together(run)
    with pytest.raises(ValueError, match="thirteen"):
        together([13], "same")
    assert together([1, 2], "same") == [1, 2]
    assert together([], "same") == []


def test_callers_who_ask_the_same_are_not_taken_for_each_other() -> None:
    together = Together(lambda items, _: [item * 10 for item in items], most=1)
    with ThreadPoolExecutor(8) as threads:
        calls = [threads.submit(together, [7], "same") for _ in range(20_000)]
        assert all(call.result(20) == [70] for call in calls)
