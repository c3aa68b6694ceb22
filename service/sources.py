"""The news sites that are subscribed to, and when each is visited."""

import json
import time
import uuid
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any
from urllib.parse import urlsplit

import sqlalchemy as sa
from sqlalchemy.exc import IntegrityError

from pipelines.errors import DeutgiError
from service.database import METADATA
from service.newsfeed import Newsfeed, clean
from service.seen import FIRST_NEW, LEASE, forget, note
from service.subscribing import EVERY, MOST_NEW, checked, checked_every

SOURCES = sa.Table(
    "sources",
    METADATA,
    sa.Column("id", sa.Text, primary_key=True),
    sa.Column("address", sa.Text, nullable=False, unique=True),
    sa.Column("title", sa.Text, nullable=False),
    sa.Column("site", sa.Text, nullable=False),
    sa.Column("language", sa.Text, nullable=False),
    sa.Column("settings", sa.Text, nullable=False),  # JSON
    sa.Column("every", sa.Float, nullable=False),
    sa.Column("most_new", sa.Integer, nullable=False),
    sa.Column("created", sa.Float, nullable=False),
    sa.Column("last_visit", sa.Float, nullable=True),
    sa.Column("next_visit", sa.Float, nullable=False, index=True),
    sa.Column("error", sa.Text, nullable=False),
    sa.Column("hint", sa.Text, nullable=False),
    sa.Column("etag", sa.Text, nullable=False),
    sa.Column("modified", sa.Text, nullable=False),
    sa.Column("failures", sa.Integer, nullable=False),
    sa.Column("paused", sa.Boolean, nullable=False),
    sa.Column("visitor", sa.Text, nullable=False),  # who visits it, until when
    sa.Column("visited_until", sa.Float, nullable=False),
)
"""Sites, when they are visited next, and who does it."""


class NoSource(DeutgiError):
    """There is no source of that name."""


@dataclass(frozen=True, slots=True)
class Source:
    """A site that is subscribed to. Moments are in seconds since 1970, `every` in seconds.

    `settings` are those of its episodes, by the names of SETTINGS; what is not given is as usual.
    `error` and `hint` say why the last visit failed; they are empty where it did not.
    """

    id: str
    address: str
    title: str
    site: str
    language: str
    settings: Mapping[str, str]
    every: float
    most_new: int
    created: float
    last_visit: float | None
    next_visit: float
    error: str
    hint: str
    etag: str
    modified: str
    failures: int
    paused: bool


_SOURCE = [SOURCES.c[name] for name in Source.__dataclass_fields__]


def add(
    engine: sa.Engine,
    address: str,
    feed: Newsfeed,
    *,
    settings: Mapping[str, str] | None = None,
    every: float = EVERY,
    most_new: int = MOST_NEW,
    etag: str = "",
    modified: str = "",
    now: float | None = None,
) -> tuple[Source, bool]:
    """Subscribe to a feed that was just read. Gives the source, and whether it is new.

    One that is there already stays as it is. Of its articles the newest three become episodes;
    the first visit is due at once. Raises DeutgiError for settings that cannot be.
    """
    moment = time.time() if now is None else now
    row = {
        "id": uuid.uuid4().hex[:12],
        "address": address,
        "title": feed.title,
        "site": feed.site,
        "language": feed.language,
        "settings": json.dumps(checked(settings or {})),
        "every": checked_every(every),
        "most_new": most_new,
        "created": moment,
        "next_visit": moment,
        "error": "",
        "hint": "",
        "etag": clean(etag),
        "modified": clean(modified),
        "failures": 0,
        "paused": False,
        "visitor": "",
        "visited_until": 0.0,
    }
    with engine.begin() as connection:
        try:
            with connection.begin_nested():
                connection.execute(sa.insert(SOURCES).values(row))
        except IntegrityError:
            return _one(connection, SOURCES.c.address == address), False
        note(connection, str(row["id"]), feed.entries, moment, first_new=FIRST_NEW)
        return _one(connection, SOURCES.c.id == row["id"]), True


def listed(engine: sa.Engine) -> list[Source]:
    """Every source, in the order they were added."""
    query = sa.select(*_SOURCE).order_by(SOURCES.c.created, SOURCES.c.id)
    with engine.connect() as connection:
        return [_source(row) for row in connection.execute(query)]


def get(engine: sa.Engine, source_id: str) -> Source:
    """The source of this id. Raises NoSource."""
    with engine.connect() as connection:
        return _one(connection, SOURCES.c.id == source_id)


def find(engine: sa.Engine, name: str) -> Source:
    """The source that people mean: by id, address, site, its host, or (part of) its title.

    Raises NoSource where there is none, or more than one.
    """
    wanted, everything = name.strip().casefold(), listed(engine)
    if not wanted:
        raise _none(name)
    exact = [s for s in everything if wanted in (s.id, s.address.casefold(), s.title.casefold())]
    found = exact or [
        s
        for s in everything
        if wanted.rstrip("/") == s.site.casefold().rstrip("/")
        or wanted in (urlsplit(s.address).hostname, urlsplit(s.site).hostname)
        or wanted in s.title.casefold()
    ]
    if len(found) > 1:
        ids = ", ".join(source.id for source in found[:5])
        raise NoSource(f"More than one source is named “{name[:80]}”.", f"Give one's id: {ids}")
    if not found:
        raise _none(name)
    return found[0]


def remove(engine: sa.Engine, source_id: str) -> None:
    """End a subscription. Its episodes stay. Raises NoSource."""
    with engine.begin() as connection:
        forget(connection, source_id)
        if not connection.execute(sa.delete(SOURCES).where(SOURCES.c.id == source_id)).rowcount:
            raise _none(source_id)


def change(
    engine: sa.Engine,
    source_id: str,
    *,
    paused: bool | None = None,
    every: float | None = None,
    most_new: int | None = None,
    settings: Mapping[str, str] | None = None,
    now: float | None = None,
) -> Source:
    """Change what is not None; the next visit is no later than the new interval has it.

    Raises NoSource, and DeutgiError for settings that cannot be.
    """
    moment = time.time() if now is None else now
    with engine.begin() as connection:
        old = _one(connection, SOURCES.c.id == source_id)
        values: dict[str, Any] = {}
        if paused is not None:
            values["paused"] = paused
            if old.paused and not paused:
                values |= {"next_visit": moment, "failures": 0, "error": "", "hint": ""}
        if every is not None:
            values["every"] = checked_every(every)
            if not old.failures:
                values.setdefault("next_visit", min(old.next_visit, moment + every))
        if most_new is not None:
            values["most_new"] = most_new
        if settings is not None:
            values["settings"] = json.dumps(checked(settings))
        if values:
            connection.execute(sa.update(SOURCES).where(SOURCES.c.id == source_id).values(values))
        return _one(connection, SOURCES.c.id == source_id)


def hasten(engine: sa.Engine, source_id: str, now: float) -> Source:
    """Have a source visited next. Raises NoSource."""
    with engine.begin() as connection:
        connection.execute(
            sa.update(SOURCES).where(SOURCES.c.id == source_id).values(next_visit=now, paused=False)
        )
        return _one(connection, SOURCES.c.id == source_id)


def due(engine: sa.Engine, now: float) -> list[Source]:
    """The sources that should be visited and are not being, those that wait longest first."""
    query = sa.select(*_SOURCE).where(_due(now)).order_by(SOURCES.c.next_visit)
    with engine.connect() as connection:
        return [_source(row) for row in connection.execute(query)]


def claim(engine: sa.Engine, source_id: str, now: float, *, scheduled: bool = True) -> str:
    """Become the only visitor of a source, for half an hour; gives one's name, or nothing.

    `scheduled`: only where a visit is due.
    """
    name = uuid.uuid4().hex
    may = _due(now) if scheduled else SOURCES.c.visited_until <= now
    with engine.begin() as connection:
        claimed = connection.execute(
            sa.update(SOURCES)
            .where(SOURCES.c.id == source_id, may)
            .values(visitor=name, visited_until=now + LEASE)
        )
        return name if claimed.rowcount else ""


def leave(engine: sa.Engine, source_id: str, visitor: str, **values: Any) -> None:
    """End a visit with what is known now. Nothing is kept of a visit that lost its claim."""
    there = (SOURCES.c.id == source_id) & (SOURCES.c.visitor == visitor)
    address = values.pop("address", None)
    ended = {name: clean(v) if isinstance(v, str) else v for name, v in values.items()}
    ended |= {"visitor": "", "visited_until": 0.0}
    with engine.begin() as connection:
        if address:
            moved = sa.update(SOURCES).where(there).values(address=clean(address))
            try:
                with connection.begin_nested():
                    connection.execute(moved)
            except IntegrityError:
                pass  # another source has that address: both stay as they are
        connection.execute(sa.update(SOURCES).where(there).values(ended))


def _due(now: float) -> sa.ColumnElement[bool]:
    return sa.and_(
        SOURCES.c.paused == sa.false(),
        SOURCES.c.next_visit <= now,
        SOURCES.c.visited_until <= now,
    )


def _one(connection: sa.Connection, where: sa.ColumnElement[bool]) -> Source:
    row = connection.execute(sa.select(*_SOURCE).where(where)).first()
    if row is None:
        raise _none("")
    return _source(row)


def _source(row: sa.Row[Any]) -> Source:
    values = dict(row._mapping)
    return Source(**{**values, "settings": json.loads(values["settings"])})


def _none(name: str) -> NoSource:
    named = f" named “{name[:80]}”" if name else " of this id"
    return NoSource(f"There is no source{named}.", "deutgi feed list")
