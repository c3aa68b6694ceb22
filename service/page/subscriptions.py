"""`/subscriptions`: the podcasts that Deutgi makes, and the news sites that it reads."""

import time
from collections.abc import Mapping
from dataclasses import dataclass
from types import MappingProxyType
from typing import Annotated, Any
from urllib.parse import quote, urlsplit

import segno
from anyio import to_thread
from fastapi import APIRouter, Depends, Form, Request
from fastapi.responses import Response
from markupsafe import Markup
from pydantic import TypeAdapter, ValidationError

from pipelines.errors import DeutgiError
from service import seen, sources
from service.access import COOKIE, require
from service.page.choices import ENDINGS
from service.page.guard import ours
from service.page.rendering import mark as _
from service.page.rendering import page, say, to
from service.page.subscription_form import (
    Chosen,
    Wrong,
    chosen_for,
    chosen_in,
    in_words,
    mistakes,
    offered,
    sent,
    settings_of,
)
from service.page.trouble import meaning
from service.problems import Refused, problem_of
from service.routes.episodes import TRACKS
from service.routes.shown import base_address
from service.routes.sources import Id, NewSource, SourceChange, asked, change_source, subscribed
from service.settings import is_loopback
from service.sources import Source

router = APIRouter(include_in_schema=False, dependencies=[Depends(ours)])

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

_OUTCOMES = {
    "added": _("Added. Its newest articles become episodes now."),
    "known": _("You had this site already."),
    "visiting": _("It is visited within a minute."),
    "changed": _("Changed. Its next articles become episodes this way."),
    "paused": _("It is not visited until you go on with it."),
    "resumed": _("It is visited again."),
    "ended": _("The subscription has ended. Its episodes stay."),
}
"""What has come of a form, by the name that the address of the page then has."""

_USUAL = Chosen()
_NOTHING: Mapping[str, Wrong] = MappingProxyType({})

_AN_ID = TypeAdapter[str](Id)


def _known(source_id: str) -> str:
    """An id out of an address. Raises Refused (404) for what can be no source's."""
    try:
        return _AN_ID.validate_python(source_id)
    except ValidationError as error:
        raise Refused(404, "There is no source of this id.") from error


_Id = Annotated[str, Depends(_known)]
_Fields = Annotated[dict[str, str], Depends(sent)]


@dataclass(frozen=True, slots=True)
class Podcast:
    """A feed as it is offered; `apps` are names of apps with their addresses."""

    track: str
    title: str
    about: str
    address: str
    apps: tuple[tuple[str, str], ...]
    code: Markup


@router.head("/subscriptions")
@router.get("/subscriptions")
def subscriptions(request: Request) -> Response:
    """The podcasts, the sites, and what became of their articles."""
    require(request, "read")
    return _shown(request)


@router.post("/subscriptions")
async def subscribe(request: Request, fields: _Fields) -> Response:
    """Subscribe to a site. Its feed is read at once, so that a wrong address is told at once."""
    require(request, "manage")
    address, chosen = fields.get("address", ""), chosen_in(fields)
    offers = await to_thread.run_sync(offered, request, _USUAL)
    status, wrong = 422, await to_thread.run_sync(mistakes, request, chosen, offers)
    if not wrong:
        try:
            wanted = NewSource(address=address.strip(), **_wanted(chosen))
            with request.app.state.texts.entered():
                source, new = await request.app.state.texts.work(subscribed, request, wanted)
        except ValidationError:
            text = _("Type the address of a news site, such as https://example.org.")
            wrong = {"address": Wrong(say(request, text))}
        except DeutgiError as error:
            problem = problem_of(error, request.app, request.scope)
            told = Wrong(meaning(request, problem), problem["detail"], problem["hint"])
            status, wrong = problem["status"], {"address": told}
        else:
            return _back("added" if new else "known", source.id)
    return await to_thread.run_sync(_shown, request, status, address, chosen, wrong)


@router.head("/subscriptions/{source_id}/change")
@router.get("/subscriptions/{source_id}/change")
def choices(request: Request, source_id: _Id) -> Response:
    """What is chosen for a site, to be changed."""
    require(request, "manage")
    return _changing(request, asked(request, sources.get, source_id))


@router.post("/subscriptions/{source_id}/change")
def change(request: Request, source_id: _Id, fields: _Fields) -> Response:
    """Have a site visited, and its next episodes made, as is chosen now."""
    require(request, "manage")
    source = asked(request, sources.get, source_id)
    chosen = chosen_in(fields)
    if wrong := mistakes(request, chosen, offered(request, chosen_for(source))):
        return _changing(request, source, chosen, wrong)
    change_source(request, source_id, SourceChange(**_wanted(chosen)))
    return _back("changed", source_id)


@router.post("/subscriptions/{source_id}/pause")
def pause(request: Request, source_id: _Id, paused: Annotated[bool, Form()]) -> Response:
    """Have a site not visited until further notice, or go on with it."""
    require(request, "manage")
    asked(request, lambda engine: sources.change(engine, source_id, paused=paused))
    return _back("paused" if paused else "resumed", source_id)


@router.post("/subscriptions/{source_id}/visit")
def visit(request: Request, source_id: _Id) -> Response:
    """Have a site visited within a minute."""
    require(request, "manage")
    source = asked(request, sources.hasten, source_id, time.time())
    return _back("visiting", source.id)


@router.head("/subscriptions/{source_id}/remove")
@router.get("/subscriptions/{source_id}/remove")
def ask(request: Request, source_id: _Id) -> Response:
    """Whether it is really to end."""
    require(request, "manage")
    return page(request, "unsubscribe.html", source=asked(request, sources.get, source_id))


@router.post("/subscriptions/{source_id}/remove")
def remove(request: Request, source_id: _Id) -> Response:
    """End a subscription. Its episodes stay."""
    require(request, "manage")
    asked(request, sources.remove, source_id)
    return _back("ended", source_id)


def _back(outcome: str, source_id: str) -> Response:
    """To the list, where it is told what has come of the form, and has the focus. A fragment in
    the address would take the focus away from it."""
    return to(f"/subscriptions?{outcome}={source_id}")


def _wanted(chosen: Chosen) -> dict[str, Any]:
    """What the API is asked for, of what was chosen."""
    return {
        "every": float(chosen.every),
        "most_new": int(chosen.most_new),
        "settings": settings_of(chosen),
    }


def _shown(
    request: Request,
    status: int = 200,
    address: str = "",
    chosen: Chosen = _USUAL,
    wrong: Mapping[str, Wrong] = _NOTHING,
) -> Response:
    found = asked(request, sources.listed)
    articles = {source.id: asked(request, seen.articles, source.id)[:5] for source in found}
    podcasts = tuple(_podcast(request, track) for track in TRACKS)
    host = urlsplit(podcasts[0].address).hostname or ""
    query = request.query_params.items()
    outcome, source_id = next((each for each in query if each[0] in _OUTCOMES), ("", ""))
    return page(
        request,
        "subscriptions.html",
        status,
        podcasts=podcasts,
        private=_key(request) != "",
        here_only=is_loopback(host),
        sources=found,
        articles=articles,
        in_words={source.id: in_words(request, chosen_for(source)) for source in found},
        address=address,
        chosen=chosen,
        wrong=wrong,
        offers=offered(request, _USUAL),
        endings=ENDINGS,
        outcome=say(request, _OUTCOMES[outcome]) if outcome else "",
        outcome_of="" if outcome == "ended" else source_id,
    )


def _changing(
    request: Request,
    source: Source,
    chosen: Chosen | None = None,
    wrong: Mapping[str, Wrong] = _NOTHING,
) -> Response:
    kept = chosen_for(source)
    return page(
        request,
        "subscription-change.html",
        422 if wrong else 200,
        source=source,
        chosen=chosen or kept,
        wrong=wrong,
        offers=offered(request, kept),
        endings=ENDINGS,
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
