"""`/v1/sources`: the news sites that are subscribed to, and what became of their articles."""

import time
from collections.abc import Callable
from datetime import datetime
from typing import Annotated, TypeVar, cast

import sqlalchemy as sa
from fastapi import APIRouter, Request
from fastapi import Path as InPath
from fastapi.responses import JSONResponse, Response
from pydantic import BaseModel, ConfigDict, Field

from pipelines.engines import Language, Register
from service import sources as kept
from service import subscribing
from service.access import admitted
from service.choosing import voice_choice
from service.database import open_database, reached
from service.manners import Manners
from service.problems import Refused, documented
from service.routes import Text
from service.seen import State, articles
from service.visiting import look

router = APIRouter(tags=["sources"])

T = TypeVar("T")

Id = Annotated[str, InPath(max_length=64, pattern=r"^[0-9a-f]+$", description="The source's id.")]
Every = Annotated[
    float,
    Field(
        ge=subscribing.LEAST_EVERY,
        le=subscribing.MOST_EVERY,
        description="Seconds from one visit to the next.",
    ),
]
MostNew = Annotated[
    int, Field(ge=1, le=subscribing.MOST_MOST_NEW, description="Articles that are made at a visit.")
]


class SourceSettings(BaseModel):
    """How a source's episodes are made; what is not given is as the server has it."""

    model_config = ConfigDict(extra="forbid")

    length: Text = Field(default="", max_length=20, description="`5` sentences, or `60s`, `2m`.")
    voice_en: Text = Field(default="", max_length=200, description="Who speaks English.")
    voice_ko: Text = Field(default="", max_length=200, description="Who speaks Korean.")
    korean_register: Register | None = Field(
        default=None,
        alias="register",  # which is a method of Pydantic's models
        description="How a translator's Korean ends its sentences: `formal` (했습니다), `plain` "
        "(했다), or `as-is`. What people translated stays.",
    )


class NewSource(BaseModel):
    """A site to subscribe to."""

    model_config = ConfigDict(extra="forbid")

    address: Text = Field(
        min_length=1,
        max_length=2_000,
        description="The address of its feed (RSS, Atom), or of a page that names it.",
    )
    every: Every = subscribing.EVERY
    most_new: MostNew = subscribing.MOST_NEW
    settings: SourceSettings = SourceSettings()


class SourceChange(BaseModel):
    """What is to be different; what is not given stays."""

    model_config = ConfigDict(extra="forbid")

    paused: bool | None = None
    every: Every | None = None
    most_new: MostNew | None = None
    settings: SourceSettings | None = None


class SourceBody(BaseModel):
    """A site that is subscribed to."""

    id: str
    address: str
    title: str
    site: str
    language: str
    settings: dict[str, str]
    every: float
    most_new: int
    created: datetime
    last_visit: datetime | None
    next_visit: datetime
    failures: int = Field(description="Visits that failed, one after the other, until now.")
    error: str = Field(description="Why the last visit failed, or empty.")
    hint: str
    paused: bool
    note: str = Field(default="", description="How its feed was found, where a page named it.")


class ArticleBody(BaseModel):
    """An article of a source."""

    link: str
    title: str
    published: datetime | None
    seen: datetime
    state: State
    tries: int
    episode_id: str = Field(description="The episode made of it, or empty.")
    error: str = Field(description="Why there is none, where something is the matter.")
    hint: str


class SourceWithArticles(SourceBody):
    """A source with its newest articles."""

    articles: list[ArticleBody]


class SourceList(BaseModel):
    """Every source, in the order they were added."""

    sources: list[SourceBody]


@router.post(
    "/v1/sources",
    status_code=201,
    summary="Subscribe to a news site",
    responses={
        200: {"model": SourceBody, "description": "It is subscribed to already; nothing changed."},
        201: {
            "model": SourceBody,
            "description": "Subscribed.",
            "headers": {"Location": {"schema": {"type": "string"}}},
        },
        **documented(400, 408, 413, 422, 503),
    },
)
async def subscribe(request: Request, wanted: NewSource) -> Response:
    """Subscribe to a site's feed, which is read at once: a wrong address is an error now.

    The newest three of its articles become episodes first, then those that are new.
    """
    with request.app.state.texts.entered():
        body, new = await request.app.state.texts.work(subscribed, request, wanted)
    headers = {"Location": request.url_for("get_source", source_id=body.id).path}
    return JSONResponse(body.model_dump(mode="json"), 201 if new else 200, headers)


@router.get("/v1/sources", summary="The sources", responses=documented(503))
def list_sources(request: Request) -> SourceList:
    """Every site that is subscribed to."""
    found = asked(request, kept.listed)
    return SourceList(sources=[_body(source) for source in found])


@router.get(
    "/v1/sources/{source_id}",
    summary="A source and its articles",
    responses=documented(404, 422, 503),
)
def get_source(request: Request, source_id: Id) -> SourceWithArticles:
    """A site, and what became of the newest hundred of its articles."""
    source = asked(request, kept.get, source_id)
    newest = [
        ArticleBody(**{name: getattr(each, name) for name in ArticleBody.model_fields})
        for each in asked(request, articles, source_id)
    ]
    return SourceWithArticles(**_body(source).model_dump(), articles=newest)


@router.patch(
    "/v1/sources/{source_id}",
    summary="Pause or change a source",
    responses=documented(400, 404, 422, 503),
)
def change_source(request: Request, source_id: Id, wanted: SourceChange) -> SourceBody:
    """Change what is given; `settings` are replaced as a whole."""
    settings = None if wanted.settings is None else _settings(request, wanted.settings)

    def change(engine: sa.Engine) -> kept.Source:
        return kept.change(
            engine,
            source_id,
            paused=wanted.paused,
            every=wanted.every,
            most_new=wanted.most_new,
            settings=settings,
        )

    return _body(asked(request, change))


@router.delete(
    "/v1/sources/{source_id}",
    status_code=204,
    summary="End a subscription",
    responses=documented(404, 422, 503),
)
def remove_source(request: Request, source_id: Id) -> None:
    """Its episodes stay."""
    asked(request, kept.remove, source_id)


@router.post(
    "/v1/sources/{source_id}/visit",
    status_code=202,
    summary="Visit a source now",
    responses=documented(404, 422, 503),
)
def visit_source(request: Request, source_id: Id) -> SourceBody:
    """Have it visited with the next round, within a minute. One that is paused goes on."""
    return _body(asked(request, kept.hasten, source_id, time.time()))


def subscribed(request: Request, wanted: NewSource) -> tuple[SourceBody, bool]:
    """A subscription to a site, and whether it is a new one. Its feed is read now. Raises
    DeutgiError."""
    settings = _settings(request, wanted.settings)
    subscribing.checked(settings)
    known = [s for s in asked(request, kept.listed) if s.address == wanted.address.strip()]
    if known:
        return _body(known[0]), False
    manners: Manners = request.app.state.manners
    found = look(wanted.address, manners)

    def add(engine: sa.Engine) -> tuple[kept.Source, bool]:
        return kept.add(
            engine,
            found.address,
            found.feed,
            settings=settings,
            every=wanted.every,
            most_new=wanted.most_new,
            etag=found.etag,
            modified=found.modified,
        )

    source, new = asked(request, add)
    return _body(source, found.note), new


def _settings(request: Request, wanted: SourceSettings) -> dict[str, str]:
    """The settings that are given.

    Raises UnknownEngine for a voice that may not be named, EngineUnavailable for one that does
    not speak the language.
    """
    state = request.app.state
    for language, voice in (("en", wanted.voice_en), ("ko", wanted.voice_ko)):
        if voice:
            admitted("speak", voice, request)
            voice_choice(cast(Language, language), voice, state.settings.profile, state.models)
    return {name: value for name, value in wanted.model_dump(by_alias=True).items() if value}


def asked(request: Request, question: Callable[..., T], *args: object) -> T:
    """What the database answers. Raises Refused (404) for a source that it does not have."""
    url = request.app.state.settings.database_url
    try:
        with reached(url):
            return question(open_database(url), *args)
    except kept.NoSource as error:
        raise Refused(404, error.message, "GET /v1/sources lists those there are.") from error


def _body(source: kept.Source, note: str = "") -> SourceBody:
    names = set(SourceBody.model_fields) - {"note"}
    return SourceBody(**{name: getattr(source, name) for name in names}, note=note)
