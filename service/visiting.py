"""Visiting news sites: their new articles become episodes, each once, and nobody is pressed."""

import time
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from email.utils import parsedate_to_datetime

import sqlalchemy as sa

from pipelines.article import Article
from pipelines.errors import DeutgiError, UnreadableSource, WrongLanguage
from pipelines.language import require_english
from service import seen, sources
from service.fetch import Answer
from service.manners import Disallowed, Manners
from service.newsfeed import Newsfeed, feed_of, read_feed
from service.problems import own_fault
from service.sources import Source
from service.telemetry import LOG

Submit = Callable[[Article, Mapping[str, str], str], str]
"""Has an episode made of an article, with settings, for a caller; gives its id.

The same article with the same settings is the same episode. Raises DeutgiError.
"""

_LONGEST_WAIT = 24 * 3600.0  # seconds between visits to a site that fails
_LONGEST_ASKED = 7 * 24 * 3600.0  # seconds that a site may ask us to stay away
_ACCEPT = "application/rss+xml, application/atom+xml, application/xml;q=0.9, */*;q=0.5"
_PAUSED = "It is paused. Subscribe to another feed of the site, or remove it: deutgi feed remove"


@dataclass(frozen=True, slots=True)
class Visit:
    """What came of a visit: how many articles were new, made, skipped, and failed this time.

    `error` and `hint` say why the feed could not be read. `busy`: somebody else is there.
    """

    source: Source
    new: int = 0
    made: int = 0
    skipped: int = 0
    failed: int = 0
    error: str = ""
    hint: str = ""
    busy: bool = False


@dataclass(frozen=True, slots=True)
class Found:
    """A feed that was found behind an address; `note` says so where a page led to it."""

    address: str
    feed: Newsfeed
    etag: str
    modified: str
    note: str = ""


class _Gone(UnreadableSource):
    """The feed has been taken away for good: 410 (RFC 9110, 15.5.11)."""


class _Later(UnreadableSource):
    """The site asks us to come back later; `seconds` from now, 0 where it does not say."""

    seconds: float = 0.0


def look(address: str, manners: Manners) -> Found:
    """The feed behind an address, or the one that the page there names.

    Raises Disallowed, and UnreadableSource where there is none.
    """
    asked = _with_scheme(address)
    answer = manners.get(asked, {"Accept": _ACCEPT})
    _check(answer)
    try:
        return _found(answer, asked)
    except UnreadableSource:
        feed = feed_of(answer.data, answer.link)
        if not feed:
            raise
    second = manners.get(feed, {"Accept": _ACCEPT})
    _check(second)
    return _found(second, feed, f"{answer.link} is a page; its feed is {second.moved or feed}.")


def visit(
    engine: sa.Engine,
    source_id: str,
    submit: Submit,
    manners: Manners,
    now: float | None = None,
    *,
    scheduled: bool = False,
) -> Visit:
    """Visit a source: read its feed if it has changed, and have new articles made.

    `now` is in seconds since 1970. Whoever else comes meanwhile finds it `busy`. What goes wrong
    with the feed, or with an article, is kept and told, never raised. Raises NoSource.
    """
    moment = time.time() if now is None else now
    source = sources.get(engine, source_id)
    visitor = sources.claim(engine, source.id, moment, scheduled=scheduled)
    if not visitor:
        return Visit(source, busy=True)
    error: DeutgiError | None = None
    values: dict[str, object] = {}
    new = 0
    try:
        answer = _ask(source, manners)
        values = {"address": answer.moved} if answer.moved else {}
        if answer.status != 304:
            found = _found(answer, source.address)
            new = seen.see(engine, source.id, found.feed.entries, moment)
            values |= {
                "title": found.feed.title,
                "site": found.feed.site or source.site,
                "language": found.feed.language,
                "etag": found.etag,
                "modified": found.modified,
            }
    except UnreadableSource as problem:
        error = problem
        values = _after_failure(source, problem, moment)
    else:
        values |= {"failures": 0, "error": "", "hint": "", "next_visit": moment + source.every}
    counts = {"made": 0, "skipped": 0, "failed": 0}
    if error is None:
        for article in seen.next_articles(engine, source.id, source.most_new, moment):
            if seen.begin(engine, article, moment):
                counts[_make(engine, source, article, submit, manners, moment)] += 1
    sources.leave(engine, source.id, visitor, last_visit=moment, **values)
    said = (error.message, error.hint) if error else ("", "")
    left = sources.get(engine, source.id)
    return Visit(
        left, new, counts["made"], counts["skipped"], counts["failed"], error=said[0], hint=said[1]
    )


def visit_due(
    engine: sa.Engine, now: float, submit: Submit, manners: Manners, most: int = 100
) -> list[Visit]:
    """Visit the sources that are due, at most so many, each by one visitor alone."""
    visits, began = [], time.monotonic()
    for source in sources.due(engine, now)[:most]:
        try:
            moment = now + time.monotonic() - began
            done = visit(engine, source.id, submit, manners, moment, scheduled=True)
        except sources.NoSource:
            continue  # removed meanwhile
        if not done.busy:
            visits.append(done)
    return visits


def _ask(source: Source, manners: Manners) -> Answer:
    """What the feed's server answers to whether it has changed (RFC 9110, 13.1.2 and 13.1.3)."""
    headers = {"Accept": _ACCEPT}
    if source.etag:
        headers["If-None-Match"] = source.etag
    if source.modified:
        headers["If-Modified-Since"] = source.modified
    answer = manners.get(source.address, headers)
    if answer.status != 304:
        _check(answer)
    return answer


def _found(answer: Answer, asked: str, note: str = "") -> Found:
    headers = answer.headers
    return Found(
        # Where it is for a while is not its address: RFC 9110, 15.4.3.
        address=answer.moved or asked,
        feed=read_feed(answer.data, answer.link, headers),
        etag=_header(headers, "etag"),
        modified=_header(headers, "last-modified"),
        note=note,
    )


def _header(headers: Mapping[str, str], name: str) -> str:
    """A header that can be sent back as it came, or nothing."""
    value = headers.get(name, "")
    return value if value.isascii() and value.isprintable() and len(value) <= 500 else ""


def _check(answer: Answer) -> None:
    status, where = answer.status, answer.link
    if 200 <= status < 300:
        return
    if status == 410:
        raise _Gone(f"The feed {where} has been taken away for good (410).", _PAUSED)
    if status in (429, 503):
        later = _Later(f"{where} asks us to come back later ({status}).", "It is tried again then.")
        later.seconds = _asked(answer.headers.get("retry-after", ""))
        raise later
    what = {
        401: "asks for a login",
        403: "refuses to be read by a program",
        404: "does not exist",
    }.get(status, "is out of order" if status >= 500 else "cannot be had")
    hint = "It is tried again later." if status >= 500 else "Check the feed's address on its site."
    raise UnreadableSource(f"The feed {where} {what} ({status}).", hint)


def _asked(value: str) -> float:
    """The seconds of a Retry-After, which is a number or a date (RFC 9110, 10.2.3); else 0."""
    value = value.strip()
    if value.isascii() and value.isdecimal():
        return min(float(value[:12]), _LONGEST_ASKED)
    try:
        moment = parsedate_to_datetime(value).timestamp()
    except (ValueError, TypeError, OverflowError):
        return 0.0
    return min(max(0.0, moment - time.time()), _LONGEST_ASKED)


def _after_failure(source: Source, error: UnreadableSource, now: float) -> dict[str, object]:
    """Twice as long a wait after each failure, up to a day; as long as the site asks for."""
    failures = source.failures + 1
    wait = max(source.every, min(_LONGEST_WAIT, source.every * 2.0 ** min(failures, 20)))
    if isinstance(error, _Later):
        wait = max(error.seconds, source.every) if error.seconds else wait
    return {
        "failures": failures,
        "error": error.message,
        "hint": error.hint,
        "next_visit": now + wait,
        **({"paused": True} if isinstance(error, _Gone) else {}),
    }


def _make(
    engine: sa.Engine,
    source: Source,
    article: seen.Seen,
    submit: Submit,
    manners: Manners,
    now: float,
) -> str:
    """Have an episode made of an article; says what became of it, as `Visit` counts it."""
    try:
        if article.tries >= seen.TRIES:
            raise DeutgiError("Making it was cut off again and again.", "Try it alone.")
        read = require_english(manners.read(article.link))
        episode_id = submit(read, source.settings, f"source {source.id}")
    except (WrongLanguage, Disallowed) as error:
        seen.skipped(engine, article, error)
        return "skipped"
    except DeutgiError as error:
        seen.failed(engine, article, error, now)
        return "failed"
    except Exception as error:  # a fault of ours with one article costs the others nothing
        LOG.error("A fault of our own with %s", article.link, exc_info=error)
        seen.failed(engine, article, own_fault(error), now)
        return "failed"
    seen.made(engine, article, episode_id)
    return "made"


def _with_scheme(address: str) -> str:
    """The address, as people write it: example.org/feed."""
    address = address.strip()
    return address if "://" in address else f"https://{address}"
