"""Whether Korean can be made on this server, so that people know before they wait for it."""

from dataclasses import dataclass
from typing import Literal

from pipelines.engines import FETCH, PROFILES, Readiness, find, split_name
from pipelines.errors import DeutgiError
from service.routes.voices import usual
from service.settings import ServerSettings

_MODEL = "firefox"  # the one to get where there is none


@dataclass(frozen=True, slots=True)
class Korean:
    """`any`: of every sentence; `fetched`: too, with a model that comes with the first article;
    `known`: of sentences that a translation memory has; `silent`: no voice speaks it; `none`.

    `commands` are what whoever runs the server does about it.
    """

    of: Literal["any", "fetched", "known", "silent", "none"]
    commands: tuple[str, ...] = ()


def korean(settings: ServerSettings) -> Korean:
    """What there is of Korean. Fast: no model is loaded."""
    if usual("ko", settings.profile, settings.models) is None:
        return Korean("silent", ("deutgi doctor",))
    known = False
    fetched = False
    for name in PROFILES[settings.profile]["translate"]:
        readiness = _readiness(name, settings)
        if name == "memory":
            known = readiness.ready
        elif readiness.ready:
            return Korean("any")
        else:
            fetched = fetched or readiness.fix.startswith(FETCH)
    if fetched:
        return Korean("fetched")
    return Korean("known" if known else "none", tuple(_remedy(settings)))


def _remedy(settings: ServerSettings) -> list[str]:
    readiness = _readiness(_MODEL, settings)
    commands = [] if readiness.ready else [readiness.fix, f"{FETCH} {_MODEL}"]
    if _MODEL not in PROFILES[settings.profile]["translate"]:
        commands.append("DEUTGI_PROFILE=auto deutgi serve")
    return list(dict.fromkeys(filter(None, commands)))


def _readiness(name: str, settings: ServerSettings) -> Readiness:
    try:
        return find("translate", name).readiness(split_name(name)[1], settings.models)
    except DeutgiError as error:
        return Readiness(False, error.message, error.hint)
