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
from service.fetch import Answer, Limits, from_url, get
from service.reach import Reach

NAME = "Deutgi"
"""By which robots.txt may speak of us."""

LIMITS = Limits(bytes=5_000_000, redirects=5)  # RFC 9309, 2.3.1.2: at least five
_KEPT = 24 * 3600.0  # seconds: RFC 9309, 2.4: no longer than a day
_UNREACHED = 600.0  # seconds until a robots.txt that could not be had is asked for again
_LONGEST_DELAY = 60.0  # seconds: a site that wants more between requests gets this
_MOST_HOSTS = 1_000


class Disallowed(UnreadableSource):
    """The site's robots.txt asks programs not to read this."""


@dataclass(slots=True)
class _Site:
    """What is known of a site, and the lock of whoever is asking it."""

    lock: threading.RLock = field(default_factory=threading.RLock)
    free: float = 0.0
    rules: Protego | None = None
    rules_until: float = 0.0
    trouble: UnreadableSource | None = None


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
        self._sites: dict[str, _Site] = {}
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
        site = self._site(link)
        with site.lock:
            self._admit(link, site)
            with self._spaced(site):
                yield

    @contextmanager
    def _spaced(self, site: _Site) -> Iterator[None]:
        time.sleep(max(0.0, site.free - time.monotonic()))
        try:
            yield
        finally:
            asked = site.rules.crawl_delay(NAME) if site.rules else None
            wait = max(self._apart, min(asked or 0.0, _LONGEST_DELAY))
            site.free = time.monotonic() + wait

    def _admit(self, link: str, site: _Site) -> None:
        if time.monotonic() >= site.rules_until:
            self._learn(link, site)
        if site.trouble is not None:
            raise UnreadableSource(site.trouble.message, site.trouble.hint)
        if site.rules is not None and not site.rules.can_fetch(link, NAME):
            raise Disallowed(
                f"{urlsplit(link).netloc} asks programs not to read {link} (robots.txt).",
                "Open it in a browser and paste the article: deutgi listen -",
            )

    def _learn(self, link: str, site: _Site) -> None:
        """What robots.txt says, as RFC 9309 has it in 2.3.1.

        Where there is none (4xx) everything is allowed; where it cannot be reached (5xx, no
        answer) nothing is, but for what an older copy allows. 429 is no word on the rules.
        """
        parts = urlsplit(link)
        address = f"{parts.scheme}://{parts.netloc}/robots.txt"
        trouble: UnreadableSource | None = None
        try:
            with self._spaced(site):
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
                site.rules = Protego.parse(text) if answer.status < 300 else None
        site.trouble = trouble if site.rules is None else None
        site.rules_until = time.monotonic() + (_KEPT if trouble is None else _UNREACHED)

    def _site(self, link: str) -> _Site:
        parts = urlsplit(link)
        with self._lock:
            if len(self._sites) >= _MOST_HOSTS:
                self._sites.pop(next(iter(self._sites)))
            return self._sites.setdefault(f"{parts.scheme}://{parts.netloc}".lower(), _Site())
