"""`POST /v1/episodes` and what goes with it: having an episode made, and following how it goes."""

import hashlib
from collections.abc import AsyncGenerator, AsyncIterator
from typing import Annotated, Any, cast

from anyio import to_thread
from fastapi import APIRouter, Body, Header, Request
from fastapi import Path as InPath
from pydantic import Field
from starlette.responses import Response

from pipelines.engines import Language, Register, Stage, find
from pipelines.errors import DeutgiError
from service import checkpoints, jobs, queue
from service.access import admitted
from service.choosing import NAMES
from service.choosing import Request as Wishes
from service.database import open_database
from service.jobs import Answer, Event, Job
from service.length import parse_length
from service.problems import documented, without_paths
from service.routes import Strict, Text, underway
from service.routes.shown import EpisodeDetails, address, base_address
from service.routes.texts import EXAMPLE, SummaryRequest, article_of
from service.settings import ServerSettings
from service.sse import EventStream, event
from service.telemetry import Metrics

router = APIRouter(tags=["making"])

_Id = Annotated[str, InPath(description="The episode's `id`.")]
_NONE = documented(404, 422, 500)
_MAKING = documented(400, 408, 409, 413, 422, 502, 503)


class EpisodeRequest(SummaryRequest):
    """An English article, in one of three ways, and how it is to be heard."""

    languages: list[Language] = Field(
        default=["en", "ko"], min_length=1, max_length=2, description="What is to be spoken."
    )
    voice_en: Text | None = Field(default=None, description="Who speaks English.")
    voice_ko: Text | None = Field(default=None, description="Who speaks Korean.")
    speed: float = Field(default=1.0, ge=0.5, le=2.0, description="1 is a newsreader's pace.")
    translator: Text | None = Field(default=None, description="Who translates.")
    korean_register: Register = Field(
        default="formal",
        alias="register",  # which is a method of Pydantic's models
        description="How a translator's Korean ends its sentences: formal (했습니다), plain "
        "(했다), or as it came. What people translated stays.",
    )
    again: bool = Field(default=False, description="Make it anew, even if it is there already.")


class RetryRequest(Strict):
    """How the missing Korean is to be made."""

    voice_ko: Text | None = Field(default=None, description="Who speaks Korean instead.")


_IdempotencyKey = Annotated[
    str | None,
    Header(
        alias="Idempotency-Key",
        min_length=1,
        max_length=200,
        description="Any text of yours, new for each request: sent again with the same request, it "
        "has the same answer and nothing is made twice.",
    ),
]


@router.post(
    "/v1/episodes",
    summary="Make an episode",
    status_code=202,
    response_model=EpisodeDetails,
    responses={
        200: {"model": EpisodeDetails, "description": "It is there already."},
        202: {"description": "It will be made: follow its `events`, or listen at once."},
        **_MAKING,
    },
)
async def make(
    request: Request,
    wanted: Annotated[
        EpisodeRequest,
        Body(
            openapi_examples={
                "a link": {"value": {"link": "https://example.org/news/article"}},
                "a text": {"value": EXAMPLE},
            }
        ),
    ],
    idempotency_key: _IdempotencyKey = None,
) -> Response:
    """The article is read at once, so that what is wrong with it is told at once; it is condensed,
    translated and spoken in its turn, also if the server is stopped meanwhile. The same article
    with the same wishes is made once.

    The sound can be listened to while it is made: `…/en.mp3` begins with the first sentence.
    """
    return await _answer(request, *await have_made(request, wanted, idempotency_key))


@router.post(
    "/v1/episodes/{episode_id}/retry",
    summary="Make what an episode misses",
    status_code=202,
    response_model=EpisodeDetails,
    responses={
        200: {"model": EpisodeDetails, "description": "Nothing is missing."},
        202: {"description": "Its Korean will be made."},
        **_MAKING,
        **_NONE,
    },
)
async def retry(request: Request, episode_id: _Id, wanted: RetryRequest | None = None) -> Response:
    """Where the Korean of an episode could not be made: once a model for it is there, or with
    another voice."""
    voice = wanted.voice_ko if wanted else None
    status, name = await to_thread.run_sync(have_completed, request, episode_id, voice)
    return await _answer(request, status, name)


@router.head("/v1/episodes/{episode_id}/events", include_in_schema=False)
@router.get(
    "/v1/episodes/{episode_id}/events",
    summary="Follow how an episode is made",
    response_class=Response,
    responses={
        200: {
            "description": "Server-sent events, each with an id.",
            "content": {"text/event-stream": {}},
        },
        204: {"description": "There is nothing after that event: do not come again."},
        **_NONE,
    },
)
async def events(
    request: Request,
    episode_id: _Id,
    last_event_id: Annotated[
        str | None, Header(description="The id of the last event that you have.")
    ] = None,
) -> Response:
    """What has happened, from the start or after `Last-Event-ID`, and then what happens.

    `waiting`, `chosen` (the voices), `condensed` (the lines), `piece` (sound of a line, with when
    it is heard), `spoken` (a line is whole), `translated`, `untranslated`, `unspoken`, `made` (a
    stage), and at the end `finished`, `failed` or `cancelled`.
    """
    job = await to_thread.run_sync(underway.job_of, request, episode_id)
    if job is None:
        episode = await to_thread.run_sync(underway.finished, request, episode_id)
        if last_event_id == "1":
            return Response(status_code=204)
        told = checkpoints.finished(episode)
        return EventStream(_once(event("finished", told, "1")), underway.PATIENCE)
    after = _after(job, last_event_id or "")
    if not job.under_way and not await to_thread.run_sync(_told, request, job, after):
        return Response(status_code=204)
    followed = underway.followed(request, job)
    return EventStream(_sent(request, job, followed.events(after)), underway.PATIENCE)


async def have_made(
    request: Request, wanted: EpisodeRequest, key: str | None = None
) -> tuple[int, str]:
    """Read an article and have an episode made of it, once for each idempotency `key`.

    Gives the status to answer with (200: it is there already) and the episode's name. Raises
    DeutgiError for what is wrong with it, Refused (503) where too many wait.
    """
    with request.app.state.texts.entered():
        made: tuple[int, str] = await request.app.state.texts.work(_submit, request, wanted, key)
        return made


def _submit(request: Request, wanted: EpisodeRequest, key: str | None) -> tuple[int, str]:
    settings: ServerSettings = request.app.state.settings
    metrics: Metrics = request.app.state.metrics
    answer = None
    if key is not None:
        sent = hashlib.sha256(wanted.model_dump_json().encode()).hexdigest()
        answer = Answer(request.state.caller.key, key, sent)
        if before := queue.answered(settings.database_url, answer):
            job = underway.job_of(request, before)
            return (202 if job and job.under_way else 200), before
    parse_length(wanted.length)
    for stage, name in (("summarize", wanted.summarizer), ("translate", wanted.translator)):
        if name:
            admitted(cast(Stage, stage), name, request)
    _voice("en", wanted.voice_en, request)
    _voice("ko", wanted.voice_ko, request)
    wishes = Wishes(
        length=wanted.length,
        voice_en=wanted.voice_en,
        voice_ko=wanted.voice_ko,
        speed=wanted.speed,
        translators=(wanted.translator,) if wanted.translator else (),
        summarizer=wanted.summarizer,
        profile=settings.profile,
        languages=tuple(dict.fromkeys(sorted(wanted.languages))),
        again=wanted.again,
        register=wanted.korean_register,
    )
    with metrics.stages.labels("read").time():
        article = article_of(wanted, request)
    job, name = queue.submit(settings, article, wishes, answer)
    metrics.episodes.asked.labels("new" if job else "hit").inc()
    return (202 if job else 200), name


def have_completed(request: Request, name: str, voice: str | None) -> tuple[int, str]:
    """Have what an episode misses made: the status to answer with, and the episode's name."""
    settings: ServerSettings = request.app.state.settings
    job = underway.job_of(request, name)
    if job and job.under_way:
        return 202, name
    if underway.finished(request, name).complete and not voice:
        return 200, name
    _voice("ko", voice, request)
    wanted = jobs.Wanted(None, Wishes(voice_ko=voice, profile=settings.profile))
    queue.put(settings.database_url, jobs.new_job("complete", name), wanted, settings.most_waiting)
    return 202, name


def _voice(language: Language, name: str | None, request: Request) -> None:
    """Raises UnknownEngine, and DeutgiError for a voice of another language."""
    if name and language not in find("speak", admitted("speak", name, request)).ABOUT.languages:
        raise DeutgiError(
            f"The voice {name} does not speak {NAMES[language]}.",
            f"GET /v1/voices?language={language} lists those that do.",
        )


async def _answer(request: Request, status: int, name: str) -> Response:
    shown = await to_thread.run_sync(underway.shown, request, name)
    where = address(base_address(request), name)
    return Response(
        shown.model_dump_json(),
        status,
        {"Location": where, "Content-Location": where, "Cache-Control": "no-store"},
        "application/json",
    )


def _told(request: Request, job: Job, after: int) -> list[Event]:
    return jobs.events(open_database(request.app.state.settings.database_url), job.id, after)


async def _once(sent: bytes) -> AsyncGenerator[bytes, None]:
    yield sent


async def _sent(
    request: Request, job: Job, happened: AsyncIterator[Event]
) -> AsyncGenerator[bytes, None]:
    async for each in happened:
        data = {name: _public(value, request) for name, value in each.data.items()}
        yield event(each.kind, data, f"{job.id[:8]}-{each.number}")


def _after(job: Job, last_event_id: str) -> int:
    """The number of the last event that somebody has; 0 where it is of another job, so that of
    an episode that is made again nothing is missed."""
    of_job, _, number = last_event_id.rpartition("-")
    known = of_job == job.id[:8] and number.isdecimal()
    return int(number[:9]) if known else 0  # no job has so many, and no database takes any number


def _public(value: Any, request: Request) -> Any:
    """What others may know: no paths of this computer."""
    return without_paths(value, request.app) if isinstance(value, str) else value
