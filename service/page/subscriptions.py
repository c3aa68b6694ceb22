"""`/subscriptions`: the podcasts that Deutgi makes, and the news sites that it reads."""

import time
from dataclasses import dataclass
from typing import Annotated
from urllib.parse import quote, urlsplit

import segno
from anyio import to_thread
from fastapi import APIRouter, Depends, Form, Request
from fastapi.responses import Response
from markupsafe import Markup
from pydantic import ValidationError

from pipelines.engines import Register
from pipelines.errors import DeutgiError
from service import seen, sources
from service.access import COOKIE, require
from service.page.choices import ENDINGS, REGISTERS, lengths, said
from service.page.guard import ours
from service.page.rendering import mark as _
from service.page.rendering import page, say, to
from service.page.trouble import meaning
from service.problems import problem_of
from service.routes.episodes import TRACKS
from service.routes.shown import base_address
from service.routes.sources import NewSource, SourceSettings, asked, subscribed
from service.settings import is_loopback

router = APIRouter(include_in_schema=False, dependencies=[Depends(ours)])

EVERY = {
    1_800: _("Every half hour"),
    3_600: _("Every hour"),
    21_600: _("Every six hours"),
    86_400: _("Every day"),
}
"""How often a site may be visited, by the seconds."""

_PODCASTS = {
    "en": (_("In English"), _("The summary in English.")),
    "ko": (_("In Korean"), _("The summary in Korean.")),
    "both": (_("Sentence by sentence"), _("Each English sentence, then the same in Korean.")),
}
_APPS = (
    ("Apple Podcasts", "podcast://{bare}"),
    ("Pocket Casts", "pktc://subscribe/{bare}"),
    ("Overcast", "overcast://x-callback-url/add?url={whole}"),
    ("AntennaPod", "antennapod-subscribe://{bare}"),
)
"""Podcast apps, and the addresses that have them subscribe: `bare` is the feed's without
`https://`, `whole` all of it, quoted. None of them tells anybody but the app."""

_WHERE = "/subscriptions#sites"


@dataclass(frozen=True, slots=True)
class Podcast:
    """A feed as it is offered; `apps` are names of apps with their addresses."""

    track: str
    title: str
    about: str
    address: str
    apps: tuple[tuple[str, str], ...]
    code: Markup


@dataclass(frozen=True, slots=True)
class Typed:
    """What is in the fields of a new site; `every` is in seconds."""

    address: str = ""
    every: int = 1_800
    length: str = "60s"
    register: Register = "formal"


_EMPTY = Typed()


@router.head("/subscriptions")
@router.get("/subscriptions")
def subscriptions(request: Request) -> Response:
    """The podcasts, the sites, and what became of their articles."""
    require(request, "read")
    return _shown(request)


@router.post("/subscriptions")
async def subscribe(
    request: Request,
    address: Annotated[str, Form(max_length=2_000)] = "",
    every: Annotated[int, Form()] = 1_800,
    length: Annotated[str, Form(max_length=20)] = "60s",
    korean_register: Annotated[Register, Form(alias="register")] = "formal",
) -> Response:
    """Subscribe to a site. Its feed is read at once, so that a wrong address is told at once."""
    require(request, "manage")
    typed = Typed(address, every, length, korean_register)
    try:
        settings = SourceSettings(length=length, register=korean_register)
        wanted = NewSource(address=address.strip(), every=every, settings=settings)
        with request.app.state.texts.entered():
            source, new = await request.app.state.texts.work(subscribed, request, wanted)
    except ValidationError:
        said = say(request, _("Type the address of a news site, such as https://example.org."))
        plain: dict[str, object] = {"meaning": said, "detail": "", "hint": ""}
        return await to_thread.run_sync(_shown, request, 422, typed, plain)
    except DeutgiError as error:
        problem = problem_of(error, request.app, request.scope)
        wrong = {"meaning": meaning(request, problem), **problem}
        return await to_thread.run_sync(_shown, request, problem["status"], typed, wrong)
    return to(f"/subscriptions?{'added' if new else 'known'}={source.id}#sites")


@router.post("/subscriptions/{source_id}/pause")
def pause(request: Request, source_id: str, paused: Annotated[bool, Form()]) -> Response:
    """Have a site not visited until further notice, or go on with it."""
    require(request, "manage")
    asked(request, lambda engine: sources.change(engine, source_id, paused=paused))
    return to(_WHERE)


@router.post("/subscriptions/{source_id}/visit")
def visit(request: Request, source_id: str) -> Response:
    """Have a site visited within a minute."""
    require(request, "manage")
    source = asked(request, sources.hasten, source_id, time.time())
    return to(f"/subscriptions?visiting={source.id}#sites")


@router.head("/subscriptions/{source_id}/remove")
@router.get("/subscriptions/{source_id}/remove")
def ask(request: Request, source_id: str) -> Response:
    """Whether it is really to end."""
    require(request, "manage")
    return page(request, "unsubscribe.html", source=asked(request, sources.get, source_id))


@router.post("/subscriptions/{source_id}/remove")
def remove(request: Request, source_id: str) -> Response:
    """End a subscription. Its episodes stay."""
    require(request, "manage")
    asked(request, sources.remove, source_id)
    return to(_WHERE)


def _shown(
    request: Request,
    status: int = 200,
    typed: Typed = _EMPTY,
    wrong: dict[str, object] | None = None,
) -> Response:
    found = asked(request, sources.listed)
    articles = {source.id: asked(request, seen.articles, source.id)[:5] for source in found}
    podcasts = tuple(_podcast(request, track) for track in TRACKS)
    host = urlsplit(podcasts[0].address).hostname or ""
    return page(
        request,
        "subscriptions.html",
        status,
        podcasts=podcasts,
        private=_key(request) != "",
        here_only=is_loopback(host),
        sources=found,
        articles=articles,
        typed=typed,
        wrong=wrong,
        every=said(request, EVERY),
        lengths=lengths(request, typed.length),
        registers=said(request, REGISTERS),
        endings=ENDINGS,
        told={name: request.query_params.get(name) for name in ("added", "known", "visiting")},
    )


def _podcast(request: Request, track: str) -> Podcast:
    """A feed's address, with the caller's key in it where one is needed: apps send no header."""
    key = _key(request)
    private = f"/private/{quote(key, safe='')}" if key else ""
    address = f"{base_address(request)}{private}/feeds/{track}.xml"
    bare = address.partition("://")[2]
    title, about = _PODCASTS[track]
    return Podcast(
        track,
        say(request, title),
        say(request, about),
        address,
        tuple(
            (name, link.format(bare=bare, whole=quote(address, safe=""))) for name, link in _APPS
        ),
        _code(address, say(request, _("QR code of the podcast’s address"))),
    )


def _key(request: Request) -> str:
    """The key that this browser has given, where one is needed."""
    if not request.state.caller.key:
        return ""
    kind, _sep, given = request.headers.get("authorization", "").partition(" ")
    return given.strip() if kind.lower() == "bearer" else request.cookies.get(COOKIE, "")


def _code(address: str, name: str) -> Markup:
    """A QR code as a picture in the page. It is dark on light in every theme: cameras want that."""
    made = segno.make(address, error="m", micro=False)
    picture = made.svg_inline(
        border=4,
        dark="#000",
        light="#fff",
        svgclass="qr",
        lineclass=None,
        title=name,
        omitsize=True,
    )
    # What is in it is ours but for the title, which segno escapes.
    return Markup(picture).replace("<svg ", Markup('<svg role="img" '), 1)  # noqa: S704
