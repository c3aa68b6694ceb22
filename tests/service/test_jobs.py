"""What the database promises of jobs, in SQLite and in Postgres: nothing twice, nothing lost."""

import time
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from threading import Barrier
from typing import TypeVar

import pytest

from pipelines.article import Article
from service import jobs, queue
from service.choosing import Request
from service.database import DatabaseUnavailable, migrate, open_database
from service.jobs import AnsweredOtherwise, Job, Wanted
from service.problems import Refused
from service.queue import Answer
from tests.service.postgres import database_url, empty_database_url, postgres

__all__ = ["database_url", "empty_database_url", "postgres"]

AT_ONCE = 8
WANTED = Wanted(Article(("They met in Geneva.",), "Talks"), Request(length="2"))

Made = TypeVar("Made")


def at_once(work: Callable[[int], Made]) -> list[Made]:
    """The same work by many threads, which all begin at the same moment."""
    start = Barrier(AT_ONCE)

    def begun(number: int) -> Made:
        start.wait(10)
        return work(number)

    with ThreadPoolExecutor(AT_ONCE) as threads:
        return list(threads.map(begun, range(AT_ONCE)))


def put(url: str, episode: str = "talks", answer: Answer | None = None, most: int = 100) -> Job:
    return queue.put(url, jobs.new_job("make", episode), WANTED, most, answer)


def kinds(url: str, job: Job) -> list[str]:
    return [event.kind for event in jobs.events(open_database(url), job.id)]


def waiting(url: str) -> int:
    with open_database(url).connect() as connection:
        return jobs.waiting(connection)


def test_who_asks_for_the_same_episode_at_once_gets_the_same_job(database_url: str) -> None:
    asked = at_once(lambda _: put(database_url))
    assert len({job.id for job in asked}) == 1
    assert kinds(database_url, asked[0]) == ["waiting"]
    assert waiting(database_url) == 1


def test_after_its_end_an_episode_can_be_asked_for_again(database_url: str) -> None:
    engine = open_database(database_url)
    first = put(database_url)
    assert jobs.begin(engine, first.id)
    assert jobs.end(engine, first.id, "failed", {}, "No voice.", "deutgi doctor")
    second = put(database_url)
    assert second.id != first.id
    newest = jobs.latest(engine, "talks")
    assert newest
    assert newest.id == second.id
    failed = jobs.find(engine, first.id)
    assert failed
    assert (failed.state, failed.error, failed.hint) == ("failed", "No voice.", "deutgi doctor")


def test_events_told_at_once_are_numbered_without_gaps_and_none_is_lost(database_url: str) -> None:
    engine, job = open_database(database_url), put(database_url)

    def tell(teller: int) -> None:
        for number in range(10):
            assert jobs.tell(engine, job.id, f"{teller} {number}", "piece", {"teller": teller})

    at_once(tell)
    told = jobs.events(engine, job.id)
    assert [event.number for event in told] == list(range(1, AT_ONCE * 10 + 2))
    assert sorted(event.data["teller"] for event in told[1:]) == sorted(list(range(AT_ONCE)) * 10)


def test_what_is_told_twice_happened_once(database_url: str) -> None:
    engine, job = open_database(database_url), put(database_url)
    at_once(lambda teller: jobs.tell(engine, job.id, "en 1", "spoken", {"line": teller}))
    jobs.tell(engine, job.id, "en 2", "spoken", {"line": 2})
    assert kinds(database_url, job) == ["waiting", "spoken", "spoken"]
    assert [event.number for event in jobs.events(engine, job.id, after=1)] == [2, 3]


def test_a_job_ends_once_and_nothing_is_told_after_its_end(database_url: str) -> None:
    engine = open_database(database_url)
    for round_ in range(5):
        job = put(database_url, f"talks-{round_}")

        def work(number: int, job: Job = job) -> bool:
            if number < 2:
                return jobs.end(engine, job.id, ("done", "cancelled")[number], {})
            while jobs.tell(engine, job.id, f"{number} {time.perf_counter_ns()}", "piece", {}):
                pass
            return False

        assert sum(at_once(work)) == 1
        told = jobs.events(engine, job.id)
        assert [event.last for event in told] == [False] * (len(told) - 1) + [True]
        assert [event.number for event in told] == list(range(1, len(told) + 1))
        assert not jobs.begin(engine, job.id)


def test_a_key_that_comes_again_stands_for_the_first_answer(database_url: str) -> None:
    answer = Answer("phone", "k1", "hash")
    assert queue.answered(database_url, answer) is None
    at_once(lambda _: put(database_url, answer=answer))
    assert waiting(database_url) == 1
    assert queue.answered(database_url, answer) == "talks"
    assert queue.answered(database_url, Answer("laptop", "k1", "other")) is None


def test_a_key_that_came_with_another_request_is_refused(database_url: str) -> None:
    put(database_url, answer=Answer("phone", "k1", "hash"))
    with pytest.raises(AnsweredOtherwise, match="another request"):
        queue.answered(database_url, Answer("phone", "k1", "other"))
    with pytest.raises(AnsweredOtherwise):
        put(database_url, "trade", Answer("phone", "k1", "other"))
    assert jobs.latest(open_database(database_url), "trade") is None


def test_the_keys_of_an_episode_that_is_dismissed_are_free_again(database_url: str) -> None:
    phone, laptop = Answer("phone", "k1", "hash"), Answer("laptop", "k1", "hash")
    put(database_url, "talks", phone)
    put(database_url, "trade", laptop)
    assert not jobs.dismiss(open_database(database_url), "talks"), "none had failed"
    assert queue.answered(database_url, phone) is None
    assert queue.answered(database_url, laptop) == "trade"


def test_when_too_many_wait_nothing_of_the_next_one_is_kept(database_url: str) -> None:
    put(database_url, "talks", most=1)
    with pytest.raises(Refused) as refused:
        put(database_url, "trade", Answer("phone", "k1", "hash"), most=1)
    assert refused.value.status == 503
    with pytest.raises(Refused):
        put(database_url, "trade", most=1)
    assert waiting(database_url) == 1
    assert jobs.latest(open_database(database_url), "trade") is None
    assert queue.answered(database_url, Answer("phone", "k1", "hash")) is None
    assert put(database_url, "talks", most=1).state == "waiting"  # it waits already


def test_a_cancelled_job_is_over_at_once(database_url: str) -> None:
    engine, job = open_database(database_url), put(database_url)
    assert sum(at_once(lambda _: queue.cancel(database_url, job))) == 1
    assert kinds(database_url, job) == ["waiting", "cancelled"]
    assert not jobs.tell(engine, job.id, "en 1", "spoken", {})
    assert waiting(database_url) == 0


def test_old_jobs_are_forgotten_and_those_under_way_are_not(database_url: str) -> None:
    engine = open_database(database_url)
    ended = put(database_url, "talks", Answer("phone", "k1", "hash"))
    under_way = put(database_url, "trade")
    jobs.end(engine, ended.id, "done", {})
    assert jobs.forget(engine, time.time() - 60) == []
    assert jobs.forget(engine, time.time() + 60) == [ended.id]
    assert jobs.find(engine, ended.id) is None
    assert jobs.events(engine, ended.id) == []
    assert jobs.find(engine, under_way.id)
    assert kinds(database_url, under_way) == ["waiting"]
    assert queue.answered(database_url, Answer("phone", "k1", "other")) is None


@pytest.mark.parametrize("text", ["a\0b", "half \ud83d", "안녕 🙂 “q”\n\u2028", "\\u0000"])
def test_any_text_comes_back_as_it_was(database_url: str, text: str) -> None:
    engine = open_database(database_url)
    article = Article((text, "b"), text, text, link=text)
    job = queue.put(database_url, jobs.new_job("make", "talks"), Wanted(article, Request()), 9)
    jobs.tell(engine, job.id, "en 0", "spoken", {"text": text})
    jobs.end(engine, job.id, "failed", {"message": text}, text, text)
    assert jobs.wanted(engine, job.id) == Wanted(article, Request())
    assert jobs.events(engine, job.id)[1].data == {"text": text}
    ended = jobs.find(engine, job.id)
    assert ended
    assert (ended.error, ended.hint) == (text, text)


def test_many_processes_may_make_the_tables_at_once(empty_database_url: str) -> None:
    versions = at_once(lambda _: migrate(empty_database_url))
    assert sum(before == "" for before, _ in versions) == 1
    assert len({after for _, after in versions}) == 1
    assert put(empty_database_url).state == "waiting"


@pytest.mark.parametrize("address", ["postgresql://me:hunter2@127.0.0.1:1/none", "sqlite:////proc/x/y.db"])  # fmt: skip
def test_a_database_that_is_not_there_is_said_in_one_line(address: str) -> None:
    with pytest.raises(DatabaseUnavailable) as unavailable:
        migrate(address)
    assert "\n" not in unavailable.value.message
    assert "hunter2" not in f"{unavailable.value.message} {unavailable.value.hint}"
    assert "DEUTGI_DATABASE_URL" in unavailable.value.hint


@pytest.mark.parametrize("address", ["mysql://me:hunter2@host/db", "sqlite://", "no address"])
def test_an_address_of_another_kind_is_refused(address: str) -> None:
    with pytest.raises(DatabaseUnavailable) as unavailable:
        open_database(address)
    assert "hunter2" not in unavailable.value.message
    assert "postgresql://" in unavailable.value.hint
