"""The queue of episodes: what is asked for goes in here, and workers take it out.

The names are what both sides know. A process that only serves needs nothing of the worker.
"""

import math
from functools import lru_cache
from typing import TYPE_CHECKING

from sqlalchemy.exc import DBAPIError

from pipelines.article import Article
from pipelines.language import require_english
from service import jobs
from service import library as shelf
from service.choosing import Request
from service.database import open_database
from service.episode import episode_id
from service.jobs import Answer, Job, Wanted
from service.problems import Refused
from service.settings import ServerSettings
from service.stored import stored

if TYPE_CHECKING:
    from dbos import DBOSClient

QUEUE = "episodes"
APPLICATION = "deutgi"
WORKFLOW = "make_episode"
VERSION = "1"
"""Of the workflow's steps. Workers of another version leave each other's work alone, so it only
changes where old work cannot be gone on with."""


def submit(
    settings: ServerSettings, article: Article, wishes: Request, answer: Answer | None = None
) -> tuple[Job | None, str]:
    """Have an episode made, unless it is there already: the job, if there is one, and its name.

    Raises WrongLanguage, Refused (503) where too many wait, and AnsweredOtherwise.
    """
    name = episode_id(require_english(article), wishes.settings())
    stored(settings).refresh()
    if (shelf.path_of(settings.library, name) / "episode.json").exists() and not wishes.again:
        if answer:
            with open_database(settings.database_url).begin() as connection:
                jobs.keep(connection, answer, name)
        return None, name
    job, wanted = jobs.new_job("make", name), jobs.Wanted(article, wishes)
    return put(settings.database_url, job, wanted, settings.most_waiting, answer), name


def put(url: str, job: Job, wanted: Wanted, most: int, answer: Answer | None = None) -> Job:
    """Have an episode made. Gives the job that makes it: this one, or one that is under way.

    All or nothing: a job that is in the database is in the queue too. `most` is how many may
    wait. Raises Refused (503) where that many do, and AnsweredOtherwise.
    """
    engine = open_database(url)
    with engine.begin() as connection:
        if answer:
            jobs.keep(connection, answer, job.episode_id)
        made = jobs.put(connection, job, wanted)
        if made.id == job.id:
            if jobs.waiting(connection) > most:
                raise Refused(
                    503,
                    f"{most} episodes are waiting already.",
                    "Try again later.",
                    {"Retry-After": "60"},
                )
            _client(url).enqueue_in_transaction(
                connection,
                {"workflow_name": WORKFLOW, "queue_name": QUEUE, "workflow_id": job.id},
                job.id,
            )
    return made


def answered(url: str, answer: Answer) -> str | None:
    """The episode that a request with this key was answered with, if it came before.

    Raises AnsweredOtherwise where another request came with it.
    """
    with open_database(url).connect() as connection:
        return jobs.answered(connection, answer)


def waiting(url: str) -> float:
    """How many jobs wait for their turn; not a number where the database does not answer."""
    try:
        with open_database(url).connect() as connection:
            return jobs.waiting(connection)
    except DBAPIError:
        return math.nan


def cancel(url: str, job: Job) -> bool:
    """Have a job not made any more. Gives False where it had ended before."""
    if not jobs.end(open_database(url), job.id, "cancelled", {}):
        return False
    _client(url).cancel_workflow(job.id)
    return True


@lru_cache(maxsize=8)
def _client(url: str) -> "DBOSClient":
    from dbos import DBOSClient

    return DBOSClient(
        system_database_engine=open_database(url), application_name=APPLICATION, lazy=True
    )
