"""The database of the service: what is to be made, what has been told of it, and who works.

SQLite in one file, or Postgres for many machines; the same SQL for both. Our tables stand beside
those of DBOS, which keeps the workflows. Text that came from outside is kept as ASCII JSON: neither
halves of characters nor zero bytes, which Postgres refuses, are in it as such.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from functools import lru_cache
from pathlib import Path
from typing import Any

import sqlalchemy as sa
from sqlalchemy.exc import ArgumentError, DBAPIError

from service.library import LibraryError

METADATA = sa.MetaData()

JOBS = sa.Table(
    "jobs",
    METADATA,
    sa.Column("id", sa.Text, primary_key=True),
    sa.Column("episode_id", sa.Text, nullable=False, index=True),
    sa.Column("kind", sa.Text, nullable=False),  # make, complete
    sa.Column("state", sa.Text, nullable=False),  # waiting, making, done, failed, cancelled
    sa.Column("wanted", sa.Text, nullable=False),  # JSON: the article, and what was asked for
    sa.Column("error", sa.Text, nullable=False, default=""),  # JSON: message and hint
    sa.Column("created", sa.Float, nullable=False),  # seconds since 1970
    sa.Column("changed", sa.Float, nullable=False, index=True),
)
"""What people asked for. Of one episode only one job is under way at a time."""

sa.Index(
    "jobs_under_way",
    JOBS.c.episode_id,
    unique=True,
    sqlite_where=JOBS.c.state.in_(("waiting", "making")),
    postgresql_where=JOBS.c.state.in_(("waiting", "making")),
)

EVENTS = sa.Table(
    "events",
    METADATA,
    sa.Column("job_id", sa.Text, sa.ForeignKey("jobs.id", ondelete="CASCADE"), primary_key=True),
    sa.Column("number", sa.Integer, primary_key=True),  # from 1, without gaps
    sa.Column("key", sa.Text, nullable=False),  # what it tells of: the same is told once
    sa.Column("kind", sa.Text, nullable=False),
    sa.Column("data", sa.Text, nullable=False),  # JSON
    sa.UniqueConstraint("job_id", "key", name="events_once"),
)
"""What has happened to a job so far, in order: the checkpoints that it goes on from."""

ANSWERS = sa.Table(
    "answers",
    METADATA,
    sa.Column("caller", sa.Text, primary_key=True),
    sa.Column("key", sa.Text, primary_key=True),
    sa.Column("request", sa.Text, nullable=False),  # the hash of what was sent
    sa.Column("episode_id", sa.Text, nullable=False),
    sa.Column("created", sa.Float, nullable=False),
)
"""Idempotency keys, and the episode that each was answered with."""

WORKERS = sa.Table(
    "workers",
    METADATA,
    sa.Column("id", sa.Text, primary_key=True),
    sa.Column("seen", sa.Float, nullable=False),
)
"""The processes that make episodes, and when each was last alive by its own word."""

POSTGRES = ("postgresql", "postgres", "postgresql+psycopg")
"""How the address of a Postgres may begin."""

_MIGRATIONS = Path(__file__).parent / "migrations"
_LOCK = 0x6465757467692121 & 0x7FFFFFFFFFFFFFFF  # any number that nobody else locks by
_WAIT = 30.0  # seconds for another process to finish writing


class DatabaseUnavailable(LibraryError):
    """The database cannot be reached, or is none of ours."""


@lru_cache(maxsize=8)
def open_database(url: str) -> sa.Engine:
    """The database at an address: `sqlite:///file` or `postgresql://…`. The same for all who ask.

    Nothing is connected to yet. Raises DatabaseUnavailable for an address of another kind.
    """
    try:
        address = sa.make_url(url)
    except ArgumentError as error:
        raise _unusable() from error
    if address.drivername in POSTGRES:
        address = address.set(drivername="postgresql+psycopg")
        return sa.create_engine(
            address, pool_pre_ping=True, pool_size=8, connect_args={"connect_timeout": 10}
        )
    if address.drivername != "sqlite" or not address.database:
        raise _unusable()
    engine = sa.create_engine(address, connect_args={"timeout": _WAIT})

    @sa.event.listens_for(engine, "connect")
    def set_up(connection: Any, _: Any) -> None:
        # Writers then wait for each other at once, not when they find out in the middle.
        connection.isolation_level = "IMMEDIATE"
        connection.execute("PRAGMA journal_mode=WAL")
        connection.execute("PRAGMA foreign_keys=ON")

    return engine


def migrate(url: str) -> tuple[str, str]:
    """Bring the tables up to date, those of DBOS too. Gives the versions before and after.

    Several processes may do this at once. Raises DatabaseUnavailable.
    """
    from alembic import command
    from alembic.config import Config
    from alembic.runtime.migration import MigrationContext
    from dbos import DBOS

    engine = open_database(url)
    if engine.dialect.name == "sqlite":
        _make_folder(Path(str(engine.url.database)).parent)
    config = Config()
    config.set_main_option("script_location", str(_MIGRATIONS))
    with reached(url), _alone(engine) as connection:
        before = MigrationContext.configure(connection).get_current_revision() or ""
        config.attributes["connection"] = connection
        command.upgrade(config, "head")
        connection.commit()
        after = MigrationContext.configure(connection).get_current_revision() or ""
    with reached(url):
        DBOS.migrate(system_database_url=engine.url.render_as_string(hide_password=False))
    return before, after


@contextmanager
def reached(url: str) -> Iterator[None]:
    """Have errors of the database say what is wrong, without its password."""
    try:
        yield
    except DBAPIError as error:
        where = sa.make_url(url).render_as_string(hide_password=True)
        reason = str(error.orig or error).strip().splitlines()[0]
        raise DatabaseUnavailable(
            f"The database {where} cannot be used: {reason}.",
            "Is it running, and is DEUTGI_DATABASE_URL right? deutgi migrate tries it.",
        ) from error


@contextmanager
def _alone(engine: sa.Engine) -> Iterator[sa.Connection]:
    """A connection for changing tables while no other process does."""
    with engine.connect() as connection:
        if engine.dialect.name == "sqlite":
            connection.exec_driver_sql("BEGIN IMMEDIATE")
            yield connection
            return
        connection.execute(sa.select(sa.func.pg_advisory_lock(_LOCK)))
        connection.commit()
        try:
            yield connection
        finally:
            connection.rollback()
            connection.execute(sa.select(sa.func.pg_advisory_unlock(_LOCK)))
            connection.commit()


def _make_folder(folder: Path) -> None:
    try:
        folder.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise DatabaseUnavailable(
            f"The database's folder {folder} cannot be made: {error.strerror or error}.",
            "Name another file in DEUTGI_DATABASE_URL.",
        ) from error


def _unusable() -> DatabaseUnavailable:
    return DatabaseUnavailable(
        "DEUTGI_DATABASE_URL is no address of SQLite or Postgres.",
        "Such as sqlite:////var/lib/deutgi/deutgi.db or postgresql://user:password@host/deutgi.",
    )
