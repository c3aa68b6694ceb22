"""The news sites that are subscribed to, and what became of each of their articles."""

import json
import time
import uuid
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Literal, cast, get_args
from urllib.parse import urlsplit

import sqlalchemy as sa
from sqlalchemy.exc import IntegrityError

from pipelines.article import Article
from pipelines.engines import Register
from pipelines.errors import DeutgiError
from service.choosing import Request
from service.database import METADATA
from service.length import parse_length
from service.newsfeed import Entry, Newsfeed, article_key, clean

if TYPE_CHECKING:
    from service.settings import ServerSettings

EVERY = 30 * 60.0
"""Seconds between two visits where nobody says otherwise."""
LEAST_EVERY = 5 * 60.0
MOST_EVERY = 7 * 24 * 3600.0
MOST_NEW = 5
"""Articles that are made at a visit."""
MOST_MOST_NEW = 10
"""So many at most: all of them are done before the visit counts as killed."""
FIRST_NEW = 3
"""Articles of those that a site had before it was subscribed to."""
TRIES = 3
LEASE = 30 * 60.0
"""Seconds after which a visit, or the making of an article, counts as killed."""
_RETRY = 10 * 60.0  # seconds after the first failure; four times as long after each further one

SETTINGS = ("length", "voice_en", "voice_ko", "register")
"""What a source may say of its episodes, as `service.choosing.Request` calls it."""

State = Literal["waiting", "made", "failed", "skipped"]

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

ARTICLES = sa.Table(
    "source_articles",
    METADATA,
    sa.Column("id", sa.Text, primary_key=True),  # of its link: one for all sources
    sa.Column(
        "source_id",
        sa.Text,
        sa.ForeignKey("sources.id", ondelete="SET NULL"),
        nullable=True,
        index=True,
    ),
    sa.Column("guid", sa.Text, nullable=False),
    sa.Column("link", sa.Text, nullable=False),
    sa.Column("title", sa.Text, nullable=False),
    sa.Column("published", sa.Float, nullable=True),
    sa.Column("seen", sa.Float, nullable=False),
    sa.Column("place", sa.Integer, nullable=False),  # in the feed as it was seen: 0 the newest
    sa.Column("state", sa.Text, nullable=False),  # waiting, made, failed, skipped
    sa.Column("tries", sa.Integer, nullable=False),
    sa.Column("next_try", sa.Float, nullable=False),
    sa.Column("episode_id", sa.Text, nullable=False),
    sa.Column("error", sa.Text, nullable=False),
    sa.Column("hint", sa.Text, nullable=False),
    sa.UniqueConstraint("source_id", "guid", name="source_articles_once"),
)
"""Every article that was ever seen. Those made stay when their source is removed: made once."""


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


@dataclass(frozen=True, slots=True)
class Seen:
    """An article of a source, and what became of it; `error` and `hint` say why where it matters.

    `seen`, `published` and `next_try` are in seconds since 1970.
    """

    id: str
    link: str
    title: str
    published: float | None
    seen: float
    state: State
    tries: int
    next_try: float
    episode_id: str
    error: str
    hint: str


_SOURCE = [SOURCES.c[name] for name in Source.__dataclass_fields__]
_SEEN = [ARTICLES.c[name] for name in Seen.__dataclass_fields__]


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
        for place, entry in _in_order(feed.entries):
            _see(connection, str(row["id"]), entry, place, moment, first=place >= FIRST_NEW)
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
        unmade = (ARTICLES.c.source_id == source_id) & (ARTICLES.c.state != "made")
        connection.execute(sa.delete(ARTICLES).where(unmade))
        # A guid is one's own only within its source.
        connection.execute(
            sa.update(ARTICLES).where(ARTICLES.c.source_id == source_id).values(source_id=None)
        )
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


def articles(engine: sa.Engine, source_id: str, most: int = 100) -> list[Seen]:
    """What became of a source's articles, the newest first."""
    with engine.connect() as connection:
        query = _articles(ARTICLES.c.source_id == source_id).limit(most)
        return [Seen(**row._mapping) for row in connection.execute(query)]


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


def see(engine: sa.Engine, source_id: str, entries: Iterable[Entry], now: float) -> int:
    """Note the articles of a feed; gives how many are new. Each waits to become an episode."""
    with engine.begin() as connection:
        return sum(
            _see(connection, source_id, entry, place, now) for place, entry in _in_order(entries)
        )


def next_articles(engine: sa.Engine, source_id: str, most: int, now: float) -> list[Seen]:
    """The articles to try now, the newest first."""
    waiting = (ARTICLES.c.source_id == source_id) & (ARTICLES.c.state == "waiting")
    with engine.connect() as connection:
        query = _articles(waiting, ARTICLES.c.next_try <= now).limit(most)
        return [Seen(**row._mapping) for row in connection.execute(query)]


def begin(engine: sa.Engine, article: Seen, now: float) -> bool:
    """Take an article in hand, as the only one. After a kill it is free again in half an hour."""
    free = (ARTICLES.c.state == "waiting") & (ARTICLES.c.tries == article.tries)
    with engine.begin() as connection:
        taken = connection.execute(
            sa.update(ARTICLES)
            .where(ARTICLES.c.id == article.id, free, ARTICLES.c.next_try <= now)
            .values(tries=article.tries + 1, next_try=now + LEASE)
        )
        return bool(taken.rowcount)


def made(engine: sa.Engine, article: Seen, episode_id: str) -> None:
    """An article has become an episode."""
    _end(engine, article, state="made", episode_id=episode_id, error="", hint="")


def skipped(engine: sa.Engine, article: Seen, error: DeutgiError) -> None:
    """An article is not to become an episode, for this reason."""
    _end(engine, article, state="skipped", error=clean(error.message), hint=clean(error.hint))


def failed(engine: sa.Engine, article: Seen, error: DeutgiError, now: float) -> State:
    """An article could not be made: it is tried again later, three times in all."""
    tries = article.tries + 1
    state: State = "failed" if tries >= TRIES else "waiting"
    _end(
        engine,
        article,
        state=state,
        error=clean(error.message),
        hint=clean(error.hint),
        next_try=now + _RETRY * 4 ** (tries - 1),
    )
    return state


def checked(settings: Mapping[str, str]) -> dict[str, str]:
    """The settings of episodes, those that are empty left out. Raises DeutgiError."""
    given = {name: clean(value) for name, value in settings.items() if value}
    if odd := set(given) - set(SETTINGS):
        raise DeutgiError(
            f"Sources have no setting “{min(odd)[:80]}” for their episodes.",
            f"Choose from {', '.join(SETTINGS)}.",
        )
    if "length" in given:
        parse_length(given["length"])
    if "register" in given and given["register"] not in get_args(Register):
        raise DeutgiError(
            f"There is no register “{given['register'][:80]}”.",
            f"Choose from {', '.join(get_args(Register))}.",
        )
    return given


def wishes(settings: Mapping[str, str], profile: str) -> Request:
    """What a source's settings, which are `checked`, ask for of each of its episodes."""
    known = {name: value for name in SETTINGS if (value := settings.get(name))}
    return Request(profile=profile, **cast(dict[str, Any], known))


def submit(
    server: "ServerSettings", article: Article, settings: Mapping[str, str], source: str
) -> str:
    """Have an episode made of an article of a source, by its settings; gives the episode's name.

    Raises as `service.queue.submit`.
    """
    from service import queue  # loads what serves, which a list of sources does without

    return queue.submit(server, article, wishes(settings, server.profile))[1]


def checked_every(every: float) -> float:
    """Seconds between visits. Raises DeutgiError for less than five minutes, more than a week."""
    if LEAST_EVERY <= every <= MOST_EVERY:
        return every
    raise DeutgiError(
        f"Every {every:g} s is no interval for visits.",
        "Choose from 5 minutes (5m) to 7 days (7d).",
    )


def _in_order(entries: Iterable[Entry]) -> list[tuple[int, Entry]]:
    """Entries with their places, in an order in which no two visitors wait for each other."""
    return sorted(enumerate(entries), key=lambda each: article_key(each[1].link))


def _see(
    connection: sa.Connection,
    source_id: str,
    entry: Entry,
    place: int,
    now: float,
    first: bool = False,
) -> bool:
    """Note an article that is new. `first`: it was there before the site was subscribed to."""
    row = {
        "id": article_key(entry.link),
        "source_id": source_id,
        "guid": entry.guid,
        "link": entry.link,
        "title": entry.title,
        "published": entry.published,
        "seen": now,
        "place": place,
        "state": "skipped" if first else "waiting",
        "tries": 0,
        "next_try": now,
        "episode_id": "",
        "error": "It is older than the subscription." if first else "",
        "hint": f"deutgi listen {entry.link}" if first else "",
    }
    own = (ARTICLES.c.source_id == source_id) & (ARTICLES.c.guid == entry.guid)
    known = sa.select(ARTICLES.c.id).where((ARTICLES.c.id == row["id"]) | own)
    if connection.execute(known.limit(1)).first():
        return False
    try:
        with connection.begin_nested():
            connection.execute(sa.insert(ARTICLES).values(row))
    except IntegrityError:
        return False  # another visitor saw it this very moment
    return True


def _end(engine: sa.Engine, article: Seen, **values: Any) -> None:
    with engine.begin() as connection:
        mine = (ARTICLES.c.id == article.id) & (ARTICLES.c.tries == article.tries + 1)
        connection.execute(
            sa.update(ARTICLES).where(mine, ARTICLES.c.state == "waiting").values(values)
        )


def _articles(*where: sa.ColumnElement[bool]) -> sa.Select[Any]:
    return sa.select(*_SEEN).where(*where).order_by(ARTICLES.c.seen.desc(), ARTICLES.c.place)


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
