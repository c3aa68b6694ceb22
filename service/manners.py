"""Manners towards sites: what robots.txt forbids is left alone, and nobody is asked too often."""

import threading
import time
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from urllib.parse import urlsplit

from protego import Protego

from pipelines.article import Article
from pipelines.errors import UnreadableSource
from service.fetch import Answer, Limits, admit, from_url, get
from service.reach import Reach

NAME = "Deutgi"
"""By which robots.txt may speak of us."""

LIMITS = Limits(bytes=5_000_000, redirects=5)  # RFC 9309, 2.3.1.2: at least five
_KEPT = 24 * 3600.0  # seconds: RFC 9309, 2.4: no longer than a day
_UNREACHED = 600.0  # seconds until a robots.txt that could not be had is asked for again
_LONGEST_DELAY = 60.0  # seconds: a site that wants more between requests gets this
_MOST_HOSTS = 1_000
_MOST_ORIGINS = 8  # of a host, whose robots.txt are remembered


class Disallowed(UnreadableSource):
    """The site's robots.txt asks programs not to read this."""


@dataclass(slots=True)
class _Rules:
    """What a robots.txt says, or why it could not be had, until when."""

    said: Protego | None = None
    until: float = 0.0
    trouble: UnreadableSource | None = None


@dataclass(slots=True)
class _Host:
    """A host with the lock of whoever is asking it, when it may be asked again, and its rules.

    These are for one scheme and port (RFC 9309, 2.3).
    """

    lock: threading.Lock = field(default_factory=threading.Lock)
    free: float = 0.0
    rules: dict[str, _Rules] = field(default_factory=dict)


class Manners:
    """Asks sites one request at a time and `apart` seconds after each other, as robots.txt allows.

    What robots.txt says is remembered for a day. It may be used from many threads; other
    processes have manners of their own.
    """

    def __init__(
        self, reach: Reach = Reach.ANYWHERE, apart: float = 2.0, limits: Limits = LIMITS
    ) -> None:
        """`apart` is in seconds; a site's Crawl-delay counts where it is longer, up to a minute."""
        self._reach = reach
        self._apart = apart
        self._limits = limits
        self._hosts: dict[str, _Host] = {}
        self._lock = threading.Lock()

    def get(self, link: str, headers: Mapping[str, str] | None = None) -> Answer:
        """What is behind a link. Raises Disallowed, and UnreadableSource as `service.fetch.get`."""
        with self._turn(link):
            return get(link, self._limits, reach=self._reach, headers=headers)

    def read(self, link: str) -> Article:
        """The article behind a link. Raises Disallowed, and as `service.fetch.from_url`."""
        with self._turn(link):
            return from_url(link, self._limits, reach=self._reach)

    @contextmanager
    def _turn(self, link: str) -> Iterator[None]:
        admit(link, self._reach)
        parts = urlsplit(link.strip())
        site = parts.netloc.rpartition("@")[2]  # without a login
        origin = f"{parts.scheme}://{site}".lower()
        host = self._host(parts.hostname or "")
        with host.lock:
            if len(host.rules) >= _MOST_ORIGINS:
                host.rules.clear()
            rules = host.rules.setdefault(origin, _Rules())
            if time.monotonic() >= rules.until:
                self._learn(f"{origin}/robots.txt", host, rules)
            self._heed(link, rules)
            with self._spaced(host, rules):
                yield

    @contextmanager
    def _spaced(self, host: _Host, rules: _Rules) -> Iterator[None]:
        time.sleep(max(0.0, host.free - time.monotonic()))
        try:
            yield
        finally:
            asked = rules.said.crawl_delay(NAME) if rules.said else None
            wait = max(self._apart, min(asked or 0.0, _LONGEST_DELAY))
            host.free = time.monotonic() + wait

    def _heed(self, link: str, rules: _Rules) -> None:
        if rules.trouble is not None:
            raise UnreadableSource(rules.trouble.message, rules.trouble.hint)
        if rules.said is not None and not rules.said.can_fetch(link, NAME):
            raise Disallowed(
                f"{urlsplit(link).netloc} asks programs not to read {link} (robots.txt).",
                "Open it in a browser and paste the article: deutgi listen -",
            )

    def _learn(self, address: str, host: _Host, rules: _Rules) -> None:
        """What robots.txt says, as RFC 9309 has it in 2.3.1.

        Where there is none (4xx) everything is allowed; where it cannot be reached (5xx, no
        answer) nothing is, but for what an older copy allows. 429 is no word on the rules.
        """
        trouble: UnreadableSource | None = None
        try:
            with self._spaced(host, rules):
                answer = get(address, self._limits, reach=self._reach, headers={"Accept": "*/*"})
        except UnreadableSource as error:
            trouble = UnreadableSource(
                f"{address} must be read before anything else is: {error.message}", error.hint
            )
        else:
            if answer.status == 429 or answer.status >= 500:
                trouble = UnreadableSource(
                    f"{address} is out of order ({answer.status}), so nothing there may be read.",
                    "It is tried again later.",
                )
            else:
                text = answer.data.decode("utf-8-sig", "replace")
                rules.said = Protego.parse(text) if answer.status < 300 else None
        rules.trouble = trouble if rules.said is None else None
        rules.until = time.monotonic() + (_KEPT if trouble is None else _UNREACHED)

    def _host(self, name: str) -> _Host:
        with self._lock:
            if len(self._hosts) >= _MOST_HOSTS and name not in self._hosts:
                self._hosts.pop(next(iter(self._hosts)))
            return self._hosts.setdefault(name, _Host())
