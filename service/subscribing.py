"""What may be said of a source, and of the episodes that are made of it."""

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any, cast

from pipelines.article import Article
from pipelines.errors import DeutgiError
from service.choosing import Request, checked_register
from service.length import parse_length
from service.newsfeed import clean

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

SETTINGS = ("length", "voice_en", "voice_ko", "register")
"""What a source may say of its episodes, as `service.choosing.Request` calls it."""


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
    if "register" in given:
        checked_register(given["register"])
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
