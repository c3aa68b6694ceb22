"""`/`: an article is given, and `POST /episodes` has an episode made of it."""

import secrets
from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import Annotated, Any, get_args

from anyio import to_thread
from fastapi import APIRouter, Depends, Query, Request
from fastapi.responses import Response

from pipelines.engines import Language
from pipelines.errors import DeutgiError, NoArticle, UnreadableSource, WrongLanguage
from service.access import require
from service.jobs import AnsweredOtherwise
from service.page.article_form import (
    SPOKEN,
    Field,
    Mistake,
    Typed,
    kept,
    read,
    remembered,
    shared,
    wanted,
)
from service.page.choices import ENDINGS, REGISTERS, lengths, said, voices
from service.page.guard import ours, remember
from service.page.korean import korean
from service.page.rendering import mark as _
from service.page.rendering import page, say, to
from service.page.trouble import meaning
from service.page.unfinished import unfinished
from service.problems import Refused, problem_of
from service.routes.episodes import library_of
from service.routes.making import EpisodeRequest, have_made
from service.search import catalogue

router = APIRouter(include_in_schema=False, dependencies=[Depends(ours)])

_NEWEST = 5
_COOKIE = "last"  # what was chosen for the last article

_NEXT: Mapping[Field, str] = {
    "link": _("Open it in your browser, copy all of the page, and paste it as a text."),
    "text": _("Copy the page again with all that is on it, and paste it."),
    "page": _("Open the file in your browser, copy all of the page, and paste it as a text."),
}
"""What to do where an article cannot be read that was given so."""

_Shared = Annotated[str, Query(max_length=200_000)]


@dataclass(frozen=True, slots=True)
class Wrong:
    """What is wrong with what was sent: what it means, what to do, and the engine's own English.

    `field` is where, if it is one of the fields.
    """

    meaning: str
    field: Field | None = None
    next: str = ""
    detail: str = ""
    hint: str = ""


@router.head("/")
@router.get("/")
def show(request: Request, link: _Shared = "", text: _Shared = "", title: _Shared = "") -> Response:
    """The form, filled in where another app shares an article, and what has been made."""
    require(request, "read")
    before = remembered(request.cookies.get(_COOKIE, ""), _voices(request))
    given = shared(link, text, title)
    return _page(request, replace(before, link=given.link, text=given.text))


@router.post("/episodes")
async def make(request: Request) -> Response:
    """Have an episode made, and go to it; what is wrong is told beside what was typed."""
    require(request, "speak")
    most = request.app.state.settings.most_body
    async with request.form(max_files=1, max_fields=20, max_part_size=most) as form:
        typed, file = await read(form)
        key = str(form.get("key") or "")[:200]
        key = key if key.isprintable() else ""  # Postgres takes no zero, and ours have none
    field: Field | None = None
    try:
        field, asked = await to_thread.run_sync(wanted, typed, file)
        name = await _made(request, asked, key)
    except Mistake as mistake:
        wrong, status, headers = Wrong(say(request, mistake.message), mistake.field), 422, {}
    except DeutgiError as error:
        problem = problem_of(error, request.app, request.scope)
        wrong = _wrong(request, error, problem, field or ("page" if file else None))
        status = problem["status"]
        headers = error.headers if isinstance(error, Refused) else {}
    else:
        answer = to(f"/episodes/{name}#listen")
        remember(request, answer, _COOKIE, kept(typed))
        return answer
    return await to_thread.run_sync(_page, request, typed, wrong, status, headers)


async def _made(request: Request, asked: EpisodeRequest, key: str) -> str:
    """The episode's name. The same form sent twice makes it once."""
    try:
        return (await have_made(request, asked, key or None))[1]
    except AnsweredOtherwise:  # back to the form, another article, and sent again
        return (await have_made(request, asked))[1]


def _wrong(
    request: Request, error: DeutgiError, problem: Mapping[str, Any], field: Field | None
) -> Wrong:
    of_article = isinstance(error, NoArticle | UnreadableSource)
    if not (of_article and field):
        return Wrong(meaning(request, problem), detail=problem["detail"], hint=problem["hint"])
    # Hints of ours speak to whoever uses the command line.
    after = _("Choose an article in English.") if isinstance(error, WrongLanguage) else _NEXT[field]
    return Wrong(meaning(request, problem), field, say(request, after), problem["detail"])


def _page(
    request: Request,
    typed: Typed,
    wrong: Wrong | None = None,
    status: int = 200,
    headers: Mapping[str, str] | None = None,
) -> Response:
    settings = request.app.state.settings
    making, failed = unfinished(request)
    return page(
        request,
        "home.html",
        status,
        headers,
        typed=typed,
        wrong=wrong,
        key=secrets.token_urlsafe(16),
        lengths=lengths(request, typed.length),
        spoken=said(request, {name: text for name, (text, _languages) in SPOKEN.items()}),
        registers=said(request, REGISTERS),
        endings=ENDINGS,
        voices=_voices(request),
        korean=korean(settings),
        making=making,
        failed=failed,
        newest=catalogue(library_of(request)).page(_NEWEST),
    )


def _voices(request: Request) -> dict[Language, dict[str, str]]:
    return {language: voices(request, language) for language in get_args(Language)}
