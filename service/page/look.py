"""How somebody wants the page to look: kept in a cookie, so that it holds without scripts too."""

from dataclasses import dataclass, fields, replace
from typing import Any, Literal, get_args, get_type_hints

from fastapi import Request
from fastapi.responses import Response

from service.page.guard import remember

COOKIE = "look"


@dataclass(frozen=True, slots=True)
class Look:
    """What can be chosen. An empty language is the browser's; `auto` is the system's choice.

    `size` is the size of text in percent, `spacing` between lines and words.
    """

    language: Literal["", "en", "ko"] = ""
    theme: Literal["auto", "light", "dark", "contrast"] = "auto"
    size: Literal["100", "115", "130", "150", "175", "200"] = "100"
    font: Literal["usual", "dyslexia"] = "usual"
    spacing: Literal["usual", "wide", "wider"] = "usual"
    motion: Literal["auto", "reduced"] = "auto"


USUAL = Look()


def choices(name: str) -> tuple[str, ...]:
    """The values that a field of Look may have."""
    return get_args(get_type_hints(Look)[name])


def look_of(request: Request) -> Look:
    """What the cookie says, as far as it can be understood."""
    pairs = (each.partition(".") for each in request.cookies.get(COOKIE, "")[:500].split("-"))
    return changed(USUAL, {name: value for name, _, value in pairs})


def changed(look: Look, told: dict[str, Any]) -> Look:
    """A look with other values; those that cannot be are left as they were."""
    known = {
        field.name: told[field.name]
        for field in fields(Look)
        if told.get(field.name) in choices(field.name)
    }
    return replace(look, **known)


def keep(request: Request, answer: Response, look: Look) -> None:
    """Have the browser remember it. Scripts may read it: there is nothing secret in it."""
    told = {f.name: getattr(look, f.name) for f in fields(Look)}
    value = "-".join(f"{name}.{value}" for name, value in told.items() if value)
    remember(request, answer, COOKIE, value, scripts=True)
