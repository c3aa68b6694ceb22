"""Signs of life: which processes make episodes, by the clock of the database that they share."""

import time

import sqlalchemy as sa

from service.database import WORKERS

BEAT = 2.0
"""Seconds between signs of life."""

DEAD_AFTER = 15.0
"""Seconds without one, after which a worker's work is given to others."""


def beat(engine: sa.Engine, name: str) -> None:
    """A worker is alive."""
    with engine.begin() as connection:
        now = _now(connection)
        mine = sa.update(WORKERS).where(WORKERS.c.id == name).values(seen=now)
        if not connection.execute(mine).rowcount:
            connection.execute(sa.insert(WORKERS).values(id=name, seen=now))


def gone(engine: sa.Engine, name: str) -> None:
    """A worker has ended in order."""
    with engine.begin() as connection:
        connection.execute(sa.delete(WORKERS).where(WORKERS.c.id == name))


def living(engine: sa.Engine) -> set[str]:
    """The workers that are alive. The others are forgotten."""
    with engine.begin() as connection:
        dead = WORKERS.c.seen < _now(connection) - DEAD_AFTER
        connection.execute(sa.delete(WORKERS).where(dead))
        return set(connection.execute(sa.select(WORKERS.c.id)).scalars())


def _now(connection: sa.Connection) -> float:
    """Seconds since 1970."""
    if connection.dialect.name == "sqlite":
        return time.time()
    query = sa.select(sa.extract("epoch", sa.func.clock_timestamp()))
    return float(connection.execute(query).scalar_one())
