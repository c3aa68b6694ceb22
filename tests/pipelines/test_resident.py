"""Models in memory: loaded once, shared, within a budget, let go when idle."""

import threading
import time
from concurrent.futures import ThreadPoolExecutor

import pytest

from pipelines.errors import EngineUnavailable
from pipelines.resident import BUDGET_SETTING, Resident


def test_a_model_is_loaded_once_for_all_who_want_it_at_the_same_time() -> None:
    resident, loaded = Resident(100), []

    def load() -> object:
        time.sleep(0.05)
        loaded.append(1)
        return object()

    def use(_: int) -> int:
        with resident.borrow("model", load, 10) as model:
            return id(model)

    with ThreadPoolExecutor(8) as threads:
        assert len(set(threads.map(use, range(32)))) == 1
    assert len(loaded) == 1


def test_the_longest_unused_model_makes_room() -> None:
    resident = Resident(25)
    for key in ("one", "two"):
        with resident.borrow(key, object, 10):
            pass
    with resident.borrow("one", object, 10):
        pass
    with resident.borrow("three", object, 10):
        assert not resident.holds("two")
        assert resident.holds("one")
        assert resident.size() <= 25


def test_a_model_in_use_is_never_taken_away_others_wait_for_it() -> None:
    resident = Resident(15)
    entered, leave, order = threading.Event(), threading.Event(), []

    def first() -> None:
        with resident.borrow("one", object, 10):
            entered.set()
            leave.wait(5)
            order.append("one is given back")

    def second() -> None:
        entered.wait(5)
        with resident.borrow("two", object, 10):
            order.append("two is here")

    threads = [threading.Thread(target=work) for work in (first, second)]
    for thread in threads:
        thread.start()
    entered.wait(5)
    time.sleep(0.05)
    assert order == []
    leave.set()
    for thread in threads:
        thread.join(5)
    assert order == ["one is given back", "two is here"]


def test_a_model_larger_than_the_budget_says_what_to_set() -> None:
    with (
        pytest.raises(EngineUnavailable, match="about 2,000 MB") as caught,
        Resident(1000).borrow("large", object, 2000),
    ):
        pass
    assert BUDGET_SETTING in caught.value.hint


@pytest.mark.parametrize(("setting", "said"), [("50", "50 MB"), ("plenty", "no number")])
def test_the_budget_is_set_in_megabytes(
    monkeypatch: pytest.MonkeyPatch, setting: str, said: str
) -> None:
    monkeypatch.setenv(BUDGET_SETTING, setting)
    with pytest.raises(EngineUnavailable, match=said), Resident().borrow("model", object, 60):
        pass


def test_an_idle_model_goes_by_itself_and_comes_back_when_it_is_wanted() -> None:
    resident = Resident(100, idle=0.05)
    with resident.borrow("model", object, 10):
        time.sleep(0.15)
        assert resident.holds("model")
    deadline = time.monotonic() + 5
    while resident.holds("model") and time.monotonic() < deadline:
        time.sleep(0.02)
    assert not resident.holds("model")
    with resident.borrow("model", object, 10) as again:
        assert again is not None


def test_a_model_that_cannot_be_loaded_holds_nobody_up() -> None:
    resident, tries = Resident(100), []

    def load() -> object:
        tries.append(1)
        time.sleep(0.02)
        raise EngineUnavailable("It is damaged.")

    def use(_: int) -> str:
        try:
            with resident.borrow("model", load, 10):
                return "loaded"
        except EngineUnavailable as error:
            return error.message

    with ThreadPoolExecutor(4) as threads:
        assert set(threads.map(use, range(4))) == {"It is damaged."}
    assert resident.size() == 0
    with resident.borrow("model", object, 10):
        assert resident.holds("model")
