"""The articles that sources have had, and what became of each."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any, Literal

import sqlalchemy as sa
from sqlalchemy.exc import IntegrityError

from pipelines.errors import DeutgiError
from service.database import METADATA
from service.newsfeed import Entry, article_key, clean

FIRST_NEW = 3
"""Articles of those that a site had before it was subscribed to."""
TRIES = 3
LEASE = 30 * 60.0
"""Seconds after which a visit, or the making of an article, counts as killed."""
_RETRY = 10 * 60.0  # seconds after the first failure; four times as long after each further one

State = Literal["waiting", "made", "failed", "skipped"]

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
"""Every article that was ever seen. Those made stay when their source is removed: made once.

Whoever creates the tables of METADATA imports `service.sources` too: this one refers to its table.
"""


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


_SEEN = [ARTICLES.c[name] for name in Seen.__dataclass_fields__]


def articles(engine: sa.Engine, source_id: str, most: int = 100) -> list[Seen]:
    """What became of a source's articles, the newest first."""
    with engine.connect() as connection:
        query = _articles(ARTICLES.c.source_id == source_id).limit(most)
        return [Seen(**row._mapping) for row in connection.execute(query)]


def see(engine: sa.Engine, source_id: str, entries: Iterable[Entry], now: float) -> int:
    """Note the articles of a feed; gives how many are new. Each waits to become an episode."""
    with engine.begin() as connection:
        return note(connection, source_id, entries, now)


def note(
    connection: sa.Connection,
    source_id: str,
    entries: Iterable[Entry],
    now: float,
    *,
    first_new: int | None = None,
) -> int:
    """Note the articles of a feed, as `see` does, within a transaction that is under way.

    `first_new`: the site is being subscribed to. So many of its newest articles wait to become
    episodes; those that are older are skipped.
    """
    # An order in which no two visitors wait for each other.
    in_order = sorted(enumerate(entries), key=lambda each: article_key(each[1].link))
    return sum(
        _note(connection, source_id, entry, place, now, first_new) for place, entry in in_order
    )


def forget(connection: sa.Connection, source_id: str) -> None:
    """Forget a source's articles. Those made stay without their source, so as to be made once."""
    unmade = (ARTICLES.c.source_id == source_id) & (ARTICLES.c.state != "made")
    connection.execute(sa.delete(ARTICLES).where(unmade))
    # A guid is one's own only within its source.
    connection.execute(
        sa.update(ARTICLES).where(ARTICLES.c.source_id == source_id).values(source_id=None)
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


def _note(
    connection: sa.Connection,
    source_id: str,
    entry: Entry,
    place: int,
    now: float,
    first_new: int | None,
) -> bool:
    """Note an article, as `note` does; gives whether it is new."""
    older = first_new is not None and place >= first_new
    row = {
        "id": article_key(entry.link),
        "source_id": source_id,
        "guid": entry.guid,
        "link": entry.link,
        "title": entry.title,
        "published": entry.published,
        "seen": now,
        "place": place,
        "state": "skipped" if older else "waiting",
        "tries": 0,
        "next_try": now,
        "episode_id": "",
        "error": "It is older than the subscription." if older else "",
        "hint": f"deutgi listen {entry.link}" if older else "",
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
