"""Jobs: what people want made, and everything that has happened to it, in the database.

A job's events are its memory. They are told to whoever listens, and they are the checkpoints that
the work goes on from after a crash: what was told once is not made again.
"""

import json
import time
import uuid
from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass, replace
from typing import Any, Literal, cast

import sqlalchemy as sa
from sqlalchemy.dialects import postgresql, sqlite

from pipelines.article import Article
from pipelines.errors import DeutgiError
from service.choosing import Request
from service.database import ANSWERS, EVENTS, JOBS

Kind = Literal["make", "complete"]
State = Literal["waiting", "making", "done", "failed", "cancelled"]

UNDER_WAY: tuple[State, ...] = ("waiting", "making")

LAST = frozenset({"finished", "failed", "cancelled"})
"""The kinds of event after which none comes."""


@dataclass(frozen=True, slots=True)
class Wanted:
    """What a job is to make: an episode of this article, as `request` wants it.

    Where an episode is to be completed there is no article: `request` has what is new.
    """

    article: Article | None
    request: Request


@dataclass(frozen=True, slots=True)
class Job:
    """A job as it is at the moment. `created` and `changed` are in seconds since 1970.

    `error` and `hint` say why it failed and what to do next; `fault` is what kind of error that
    was, as `service.problems.kind_of` has it: empty where it is of no kind that is known.
    """

    id: str
    episode_id: str
    kind: Kind
    state: State
    created: float
    changed: float
    error: str = ""
    hint: str = ""
    fault: str = ""

    @property
    def under_way(self) -> bool:
        """Whether it waits for its turn or is being worked on."""
        return self.state in UNDER_WAY


@dataclass(frozen=True, slots=True)
class Event:
    """Something that happened to a job. Numbers begin at 1 and have no gaps."""

    number: int
    kind: str
    data: Mapping[str, Any]

    @property
    def last(self) -> bool:
        """Whether none comes after it."""
        return self.kind in LAST


@dataclass(frozen=True, slots=True)
class Answer:
    """A request by its idempotency key: who sent it, the key, and the hash of what was sent."""

    caller: str
    key: str
    request: str


class AnsweredOtherwise(DeutgiError):
    """An idempotency key was sent before, with another request."""


def new_job(kind: Kind, episode: str) -> Job:
    """A job that waits, for an episode's name."""
    now = time.time()
    return Job(uuid.uuid4().hex, episode, kind, "waiting", now, now)


def put(connection: sa.Connection, job: Job, wanted: Wanted) -> Job:
    """Put a job in the database; gives the one that is under way for this episode already, if any.

    In the caller's transaction.
    """
    values = {
        "id": job.id,
        "episode_id": job.episode_id,
        "kind": job.kind,
        "state": job.state,
        "wanted": _dump(_plain(wanted)),
        "error": "",
        "created": job.created,
        "changed": job.changed,
    }
    new = connection.execute(_insert(connection, JOBS, values).returning(JOBS.c.id)).one_or_none()
    if new is None:
        there = _one(connection, JOBS.c.episode_id == job.episode_id, JOBS.c.state.in_(UNDER_WAY))
        return there or put(connection, job, wanted)  # it ended this very moment
    _tell(connection, job.id, "waiting", "waiting", {})
    return job


def find(engine: sa.Engine, job_id: str) -> Job | None:
    """A job by its own name."""
    with engine.connect() as connection:
        return _one(connection, JOBS.c.id == job_id)


def latest(engine: sa.Engine, episode: str) -> Job | None:
    """The newest job of an episode."""
    with engine.connect() as connection:
        return _one(connection, JOBS.c.episode_id == episode)


def listed(engine: sa.Engine, states: Sequence[State], most: int = 100) -> list[Job]:
    """Jobs in these states, the newest first."""
    query = sa.select(JOBS).where(JOBS.c.state.in_(states)).order_by(JOBS.c.created.desc())
    with engine.connect() as connection:
        return [_job(row) for row in connection.execute(query.limit(most))]


def waiting(connection: sa.Connection) -> int:
    """How many jobs wait for their turn."""
    query = sa.select(sa.func.count()).where(JOBS.c.state == "waiting")
    return int(connection.execute(query).scalar_one())


def ended_between(engine: sa.Engine, since: float, until: float) -> list[Job]:
    """The jobs that ended then (seconds since 1970)."""
    query = sa.select(JOBS).where(
        JOBS.c.state.not_in(UNDER_WAY), JOBS.c.changed >= since, JOBS.c.changed < until
    )
    with engine.connect() as connection:
        return [_job(row) for row in connection.execute(query)]


def wanted(engine: sa.Engine, job_id: str) -> Wanted:
    """What a job is to make. Raises KeyError where there is no such job."""
    query = sa.select(JOBS.c.wanted).where(JOBS.c.id == job_id)
    with engine.connect() as connection:
        text = connection.execute(query).scalar_one_or_none()
    if text is None:
        raise KeyError(job_id)
    article, request = (_tuples(part) for part in json.loads(text))
    return Wanted(Article(**article) if article else None, Request(**request))


def tell(engine: sa.Engine, job_id: str, key: str, kind: str, data: Mapping[str, Any]) -> bool:
    """Write down what happened, once for each `key`. Gives whether the job is still wanted:
    after its end nothing is told of it."""
    with engine.begin() as connection:
        # Changes nothing, but whoever else tells of this job waits: numbers then have no gaps.
        mine = sa.update(JOBS).where(JOBS.c.id == job_id, JOBS.c.state.in_(UNDER_WAY))
        if not connection.execute(mine.values(state=JOBS.c.state)).rowcount:
            return False
        _tell(connection, job_id, key, kind, data)
    return True


def begin(engine: sa.Engine, job_id: str) -> bool:
    """A worker begins, or goes on. Gives whether the job is still wanted."""
    with engine.begin() as connection:
        changed = connection.execute(_moving(job_id, "making"))
        return changed.rowcount > 0


def end(
    engine: sa.Engine,
    job_id: str,
    state: State,
    data: Mapping[str, Any],
    error: str = "",
    hint: str = "",
    fault: str = "",
) -> bool:
    """A job has ended so; its last event has the data. Gives False where it had ended before.

    `error`, `hint` and `fault` are as a Job has them.
    """
    kind = "finished" if state == "done" else state
    with engine.begin() as connection:
        told = _dump({"message": error, "hint": hint, "fault": fault}) if error else ""
        if not connection.execute(_moving(job_id, state).values(error=told)).rowcount:
            return False
        _tell(connection, job_id, "end", kind, data)
    return True


def dismiss(engine: sa.Engine, episode: str) -> bool:
    """Have the failed jobs of an episode count as given up. Gives whether there was one.

    The idempotency keys that stand for the episode are forgotten: who sends one again wants it
    made.
    """
    failed = sa.update(JOBS).where(JOBS.c.episode_id == episode, JOBS.c.state == "failed")
    with engine.begin() as connection:
        connection.execute(sa.delete(ANSWERS).where(ANSWERS.c.episode_id == episode))
        return connection.execute(failed.values(state="cancelled")).rowcount > 0


def events(engine: sa.Engine, job_id: str, after: int = 0) -> list[Event]:
    """What happened to a job after event number `after`, in order."""
    query = (
        sa.select(EVENTS.c.number, EVENTS.c.kind, EVENTS.c.data)
        .where(EVENTS.c.job_id == job_id, EVENTS.c.number > after)
        .order_by(EVENTS.c.number)
    )
    with engine.connect() as connection:
        rows = connection.execute(query).all()
    return [Event(row.number, row.kind, json.loads(row.data)) for row in rows]


def answered(connection: sa.Connection, answer: Answer) -> str | None:
    """The episode that an idempotency key stands for, if it came before.

    Raises AnsweredOtherwise where the key came with another request
    (draft-ietf-httpapi-idempotency-key-header, 2.7).
    """
    mine = sa.select(ANSWERS).where(ANSWERS.c.caller == answer.caller, ANSWERS.c.key == answer.key)
    before = connection.execute(mine).one_or_none()
    if before is None:
        return None
    if before.request != answer.request:
        raise AnsweredOtherwise(
            "This Idempotency-Key came before with another request.",
            "Send a new key with a new request.",
        )
    return str(before.episode_id)


def keep(connection: sa.Connection, answer: Answer, episode: str) -> None:
    """Keep what an idempotency key stands for, in the caller's transaction.

    Raises AnsweredOtherwise as `answered`.
    """
    row = asdict(answer) | {"episode_id": episode, "created": time.time()}
    connection.execute(_insert(connection, ANSWERS, row))
    answered(connection, answer)


def forget(engine: sa.Engine, before: float) -> list[str]:
    """Take away jobs that ended before a time (seconds since 1970), and old idempotency keys.

    Gives the jobs' names, so that what else is kept of them can go too.
    """
    old = (JOBS.c.state.not_in(UNDER_WAY), JOBS.c.changed < before)
    with engine.begin() as connection:
        names = [
            str(name) for name in connection.execute(sa.select(JOBS.c.id).where(*old)).scalars()
        ]
        connection.execute(sa.delete(EVENTS).where(EVENTS.c.job_id.in_(names)))
        connection.execute(sa.delete(JOBS).where(JOBS.c.id.in_(names)))
        connection.execute(sa.delete(ANSWERS).where(ANSWERS.c.created < before))
    return names


def _tell(
    connection: sa.Connection, job_id: str, key: str, kind: str, data: Mapping[str, Any]
) -> None:
    last = sa.select(sa.func.coalesce(sa.func.max(EVENTS.c.number), 0))
    number = connection.execute(last.where(EVENTS.c.job_id == job_id)).scalar_one() + 1
    row = {"job_id": job_id, "number": number, "key": key, "kind": kind, "data": _dump(data)}
    connection.execute(_insert(connection, EVENTS, row))


def _insert(connection: sa.Connection, table: sa.Table, row: Mapping[str, Any]) -> Any:
    """Insert a row, or leave the one that is there already."""
    if connection.dialect.name == "sqlite":
        return sqlite.insert(table).values(row).on_conflict_do_nothing()
    return postgresql.insert(table).values(row).on_conflict_do_nothing()


def _moving(job_id: str, state: State) -> sa.Update:
    """A change of state, of a job that is under way alone."""
    mine = sa.update(JOBS).where(JOBS.c.id == job_id, JOBS.c.state.in_(UNDER_WAY))
    return mine.values(state=state, changed=time.time())


def _one(connection: sa.Connection, *where: sa.ColumnElement[bool]) -> Job | None:
    query = sa.select(JOBS).where(*where).order_by(JOBS.c.created.desc()).limit(1)
    row = connection.execute(query).one_or_none()
    return _job(row) if row else None


def _job(row: sa.Row[Any]) -> Job:
    told = json.loads(row.error) if row.error else {}
    return Job(
        row.id,
        row.episode_id,
        cast(Kind, row.kind),
        cast(State, row.state),
        row.created,
        row.changed,
        *(told.get(name, "") for name in ("message", "hint", "fault")),
    )


def _plain(wanted: Wanted) -> list[Any]:
    # A server's own memories and glossaries lie in its folder: nobody can name others to it.
    request = asdict(replace(wanted.request, memories=(), glossaries=()))
    return [asdict(wanted.article) if wanted.article else None, request]


def _tuples(part: dict[str, Any] | None) -> Any:
    """What JSON made lists of, as it was."""
    return part and {k: tuple(v) if isinstance(v, list) else v for k, v in part.items()}


def _dump(data: Any) -> str:
    return json.dumps(data, ensure_ascii=True, separators=(",", ":"))
