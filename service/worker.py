"""The worker: makes the episodes that wait, and survives being killed.

An episode is a DBOS workflow whose steps are the stages. Within a stage the job's events are the
checkpoints, one a sentence: a step that runs again goes on after the last of them. Work that stops
in order stops after the sentence that is being spoken.
"""

import logging
import os
import secrets
import socket
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import Any

import sqlalchemy as sa
from dbos import DBOS
from dbos import error as dbos_error
from filelock import FileLock, Timeout

from pipelines.errors import DeutgiError, EngineFailed
from service import checkpoints, jobs, stages, subscribing, workers
from service.database import open_database, reached
from service.episode import Episode
from service.library import LibraryError
from service.manners import Manners
from service.problems import kind_of, own_fault
from service.queue import APPLICATION, QUEUE, VERSION, WORKFLOW
from service.settings import ServerSettings
from service.stages import Unwanted, Work
from service.stored import Stored, stored
from service.telemetry import EPISODE_ID, LOG, Episodes
from service.visiting import visit_due

_POLL = 0.2  # seconds between looks at the queue
_MOST_STARTS = 50  # of one episode: what kills its worker each time is given up
_LOOK_EVERY = 30.0  # seconds
_VISIT_EVERY = 15.0  # seconds between looks at which sources are due
_TIDY_EVERY = 600.0  # seconds
_DAY = 86_400.0  # seconds
_KEEP_SOUND = 3600.0  # seconds that live sound outlasts its job, for who listens still
_TRIES = 3
_FIRST_WAIT = 2.0  # seconds; three times as long before the next try


class Stopping(BaseException):
    """The process ends in order: the workflow stays as it is, and another process goes on.

    DBOS takes an Exception for the workflow's result, which this is not.
    """


@dataclass(frozen=True, slots=True)
class _Workshop:
    """Where this process works: what its workflows, of which DBOS knows the names alone, need."""

    settings: ServerSettings
    engine: sa.Engine
    stored: Stored
    episodes: Episodes
    stopping: threading.Event

    def pause(self) -> None:
        if self.stopping.is_set():
            raise Stopping


_workshops: list[_Workshop] = []
"""The one that is open, if any: DBOS is one to a process."""


@contextmanager
def working(settings: ServerSettings, episodes: Episodes) -> Iterator[None]:
    """Make the episodes that wait while what is within goes on.

    At the end the sentences that are being spoken have `settings.grace` seconds to end; whatever
    is not finished is gone on with at the next start, or by another worker. The database's tables
    are to be up to date. Raises DeutgiError where it cannot be used, or where it is a file on
    which another process works.
    """
    engine = open_database(settings.database_url)
    stopping = threading.Event()
    with ExitStack() as stack:
        alone = engine.dialect.name == "sqlite"
        if alone:
            _lock(stack, Path(str(engine.url.database)))
        name = "local" if alone else f"{socket.gethostname()}-{os.getpid()}-{secrets.token_hex(4)}"
        _workshops[:] = [_Workshop(settings, engine, stored(settings), episodes, stopping)]
        stack.callback(_workshops.clear)
        with reached(settings.database_url):
            workers.beat(engine, name)
            stack.callback(_quietly, workers.gone, engine, name)
            stack.callback(_land, settings.grace)
            _launch(settings, engine, name)
        stack.callback(stopping.set)
        rounds = threading.Thread(
            target=_rounds, args=(_workshops[0], name, alone), name="rounds", daemon=True
        )
        rounds.start()
        threading.Thread(target=_visits, args=(_workshops[0],), name="visits", daemon=True).start()
        LOG.info("Working", extra={"fields": {"worker": name, "at_once": settings.making}})
        yield


def _launch(settings: ServerSettings, engine: sa.Engine, name: str) -> None:
    DBOS(
        config={
            "name": APPLICATION,
            "system_database_url": engine.url.render_as_string(hide_password=False),
            "system_database_engine": engine,
            "application_version": VERSION,
            "executor_id": name,
            "run_migrations": False,
            "log_level": "WARNING",
        }
    )
    logging.getLogger("dbos").addFilter(_is_a_fault)
    DBOS.launch()
    DBOS.register_queue(
        QUEUE,
        worker_concurrency=settings.making,
        polling_interval_sec=_POLL,
        on_conflict="always_update",
    )


def _is_a_fault(record: logging.LogRecord) -> bool:
    """Whether a record of DBOS is worth a line: it tells a job that was given up as a fault."""
    error = record.exc_info[1] if record.exc_info else None
    return not isinstance(error, dbos_error.DBOSAwaitedWorkflowCancelledError)


def _land(grace: int) -> None:
    """Wait for the workflows to come to a checkpoint, and let go of the database."""
    DBOS.destroy(workflow_completion_timeout_sec=max(1, grace))


def _lock(stack: ExitStack, database: Path) -> None:
    try:
        stack.enter_context(FileLock(f"{database}.worker", timeout=1))
    except Timeout as error:
        raise DeutgiError(
            f"Another process already makes the episodes of {database}.",
            "Several can with Postgres (DEUTGI_DATABASE_URL); or let this one only serve: "
            "DEUTGI_MAKING=0",
        ) from error


def _passing(error: BaseException) -> bool:
    """Whether what failed may succeed if it is tried again."""
    return isinstance(error, (EngineFailed, LibraryError, OSError))


_RETRIED: dict[str, Any] = {
    "retries_allowed": True,
    "max_attempts": _TRIES,
    "interval_seconds": _FIRST_WAIT,
    "backoff_rate": 3.0,
    "should_retry": _passing,
}


@DBOS.step(**_RETRIED)
def _condense(job_id: str) -> None:
    stages.condense(_work(job_id))


@DBOS.step(**_RETRIED)
def _speak(job_id: str) -> None:
    stages.speak(_work(job_id))


@DBOS.step(**_RETRIED)
def _write(job_id: str) -> None:
    work = _work(job_id)
    _finish(work, stages.write(work, _workshops[0].stored.publish))


@DBOS.step(**_RETRIED)
def _recall(job_id: str) -> bool:
    """Gives whether there is anything to make."""
    work = _work(job_id)
    whole = stages.recall(work)
    if whole:
        _finish(work, whole)
    return whole is None


@DBOS.workflow(name=WORKFLOW, max_recovery_attempts=_MOST_STARTS)
def make_episode(job_id: str) -> str:
    """Make what a job wants. Gives how it ended, which the job says too."""
    shop = _workshops[0]
    job = jobs.find(shop.engine, job_id)
    if job is None or not jobs.begin(shop.engine, job_id):
        return "gone"
    token = EPISODE_ID.set(job.episode_id)
    try:
        if job.kind == "make":
            _condense(job_id)
        elif not _recall(job_id):
            return "done"
        _speak(job_id)
        _write(job_id)
    except Unwanted:
        LOG.info("Cancelled")
        return "cancelled"
    except Exception as raised:
        error = _cause(raised)
        _failed(shop, job, *_told(error), kind_of(error))
        return "failed"
    finally:
        EPISODE_ID.reset(token)
    return "done"


def _cause(error: Exception) -> Exception:
    """What went wrong, where DBOS only says that it did so again and again."""
    if isinstance(error, dbos_error.DBOSMaxStepRetriesExceeded):
        return error.errors[-1]
    return error


def _told(error: Exception) -> tuple[str, str]:
    """What people are told of an error: a line, and what to do next."""
    if isinstance(error, DeutgiError):
        return error.message, error.hint
    cause = (str(error).splitlines() or [""])[0][:300]
    if isinstance(error, OSError):
        return (
            f"The sound cannot be kept: {cause}.",
            "Is the disk full, or the storage out of reach? deutgi doctor looks at the library.",
        )
    LOG.error("A fault of our own", exc_info=error)
    fault = own_fault(error)
    return fault.message, fault.hint


def _work(job_id: str) -> Work:
    shop = _workshops[0]
    shop.pause()
    job = jobs.find(shop.engine, job_id)
    if job is None or not job.under_way:
        raise Unwanted
    if job.kind == "complete":
        shop.stored.gather(job.episode_id)
    return Work(
        job,
        shop.engine,
        shop.stored.bench(job_id),
        shop.settings.library,
        shop.settings.models,
        _Log(),
        shop.pause,
    )


def _finish(work: Work, episode: Episode) -> None:
    shop = _workshops[0]
    if jobs.end(work.engine, work.job.id, "done", checkpoints.finished(episode)):
        seconds = round(time.time() - work.job.created, 2)
        LOG.info("Made", extra={"fields": {"complete": episode.complete, "seconds": seconds}})
        shop.episodes.made("done", episode)
    elif (job := jobs.find(work.engine, work.job.id)) and job.state == "cancelled":
        shop.stored.remove(episode.id)  # it was given up while it was being written
        raise Unwanted
    for name in list(work.bench):
        if name.endswith(".f32"):
            work.bench.pop(name, None)


def _failed(shop: _Workshop, job: jobs.Job, message: str, hint: str, fault: str = "") -> None:
    data = {"message": message, "hint": hint}
    if jobs.end(shop.engine, job.id, "failed", data, message, hint, fault):
        LOG.warning("Failed: %s", message)
        shop.episodes.made("failed")


class _Log:
    """A Reporter whose words go to the log."""

    def stage(self, name: str, total: int = 1, unit: str = "") -> None: ...

    def step(self, name: str, done: int = 1) -> None: ...

    def say(self, text: str) -> None:
        LOG.info(text)

    def download(self, name: str, done: int, total: int | None) -> None: ...


def _rounds(shop: _Workshop, name: str, alone: bool) -> None:
    """Give signs of life, take over from the dead, and clear up, until the process stops."""
    tidied = looked = 0.0
    cleared = time.time() - _DAY
    while not shop.stopping.wait(workers.BEAT):
        _quietly(workers.beat, shop.engine, name)
        if not alone:
            _quietly(_take_over, shop.engine)
        if time.monotonic() - looked > _LOOK_EVERY:
            looked = time.monotonic()
            _quietly(_give_up, shop)
        if time.monotonic() - tidied > _TIDY_EVERY:
            tidied, now = time.monotonic(), time.time()
            if _quietly(_tidy, shop, cleared):
                cleared = now


def _visits(shop: _Workshop) -> None:
    """Visit the news sources that are due, until the process stops."""
    settings = shop.settings
    manners = Manners(settings.reach)
    while not shop.stopping.wait(_VISIT_EVERY):
        submit = partial(subscribing.submit, settings)
        _quietly(visit_due, shop.engine, time.time(), submit, manners)


def _quietly(work: Callable[..., object], *args: Any) -> bool:
    """Do something that is tried again anyway: what goes wrong is a line in the log.

    Gives whether nothing did.
    """
    try:
        work(*args)
    except Exception as error:
        LOG.warning("%s: %s", work.__name__.strip("_"), " ".join(str(error).split())[:300])
        return False
    return True


def _take_over(engine: sa.Engine) -> None:
    """Have the work of dead workers gone on with: by any worker, and by one alone."""
    living = workers.living(engine)
    held = DBOS.list_workflows(status="PENDING", load_input=False, load_output=False)
    dead = sorted({str(workflow.executor_id) for workflow in held} - living)
    if dead:
        LOG.warning("Taking over from %s", ", ".join(dead))
        DBOS._recover_pending_workflows(dead)


def _give_up(shop: _Workshop) -> None:
    """Have jobs fail whose workflows DBOS starts no more: what killed a worker again and again."""
    ended = ["MAX_RECOVERY_ATTEMPTS_EXCEEDED", "ERROR"]
    for workflow in DBOS.list_workflows(status=ended, load_input=False, load_output=False):
        job = jobs.find(shop.engine, workflow.workflow_id)
        if job and job.under_way:
            _failed(
                shop,
                job,
                "Making it ended the worker again and again.",
                "Is there memory enough? Try a shorter length, or smaller models.",
            )


def _tidy(shop: _Workshop, cleared: float) -> None:
    """Take away the live sound of jobs that ended a while ago, and what is known of old ones.

    `cleared` is when that was done last (seconds since 1970).
    """
    over = time.time() - _KEEP_SOUND
    for job in jobs.ended_between(shop.engine, cleared - _KEEP_SOUND, over):
        shop.stored.clear(job.id)
    old = jobs.forget(shop.engine, time.time() - shop.settings.keep_days * _DAY)
    for name in old:
        shop.stored.clear(name)
    if old:
        DBOS.delete_workflows(old)
    shop.stored.tidy()
