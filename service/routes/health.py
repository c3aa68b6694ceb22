"""`/healthz`, `/readyz` and `/metrics`: for whoever, or whatever, watches the server."""

import os
from pathlib import Path
from typing import Literal, cast

import anyio
from fastapi import APIRouter, Request
from prometheus_client import CONTENT_TYPE_LATEST, generate_latest
from pydantic import BaseModel, Field
from starlette.responses import JSONResponse, Response

from pipelines.engines import PROFILES, Language, Stage, find, split_name
from pipelines.errors import DeutgiError
from service import workers
from service.database import open_database, reached
from service.problems import without_paths

router = APIRouter(tags=["health"])
metrics_router = APIRouter(tags=["health"])


class Health(BaseModel):
    """The process answers."""

    status: Literal["up"] = "up"


class Check(BaseModel):
    """One thing that must be right before the server can do its work."""

    name: str
    ready: bool
    reason: str
    fix: str = Field(default="", description="What makes it right, where something does.")


class ReadinessBody(BaseModel):
    """Whether the server can do its work, and why (not)."""

    ready: bool
    checks: list[Check]


@router.head("/healthz", include_in_schema=False)
@router.get("/healthz", summary="Is the process up?")
async def healthz() -> Health:
    """Answers as long as the process does."""
    return Health()


@router.head("/readyz", include_in_schema=False)
@router.get(
    "/readyz",
    summary="Can the server work?",
    response_model=ReadinessBody,
    responses={503: {"model": ReadinessBody, "description": "Not ready: the checks say why."}},
)
async def readyz(request: Request) -> Response:
    """Summaries, both voices, the library and the database must be there. Korean that cannot be
    translated, and workers that are missing, are told, but leave the server ready: it serves all
    the same."""
    checks = await anyio.to_thread.run_sync(_checks, request)
    needed = [check for check in checks if check.name not in ("translate", "workers")]
    ready = all(check.ready for check in needed)
    body = ReadinessBody(ready=ready, checks=checks)
    return JSONResponse(body.model_dump(), 200 if ready else 503, {"Cache-Control": "no-store"})


@metrics_router.get(
    "/metrics",
    summary="Numbers for Prometheus",
    response_class=Response,
    responses={200: {"content": {"text/plain": {"schema": {"type": "string"}}}}},
)
async def metrics(request: Request) -> Response:
    """Requests, seconds by route and stage, real-time factors, what runs and what waits."""
    return Response(
        generate_latest(request.app.state.metrics.registry),
        headers={"Cache-Control": "no-store", "Content-Type": CONTENT_TYPE_LATEST},
    )


def _checks(request: Request) -> list[Check]:
    state = request.app.state
    profile = PROFILES[state.settings.profile]
    checks = [
        _engines("summarize", profile["summarize"], state.models),
        _engines("translate", profile["translate"], state.models),
        *(_engines("speak", profile["speak"], state.models, language) for language in ("en", "ko")),
        _library(state.library),
        *_database(state.settings.database_url),
    ]
    return [
        check.model_copy(
            update={
                "reason": without_paths(check.reason, request.app),
                "fix": without_paths(check.fix, request.app),
            }
        )
        for check in checks
    ]


def _engines(
    stage: Stage, names: tuple[str, ...], home: Path, language: str | None = None
) -> Check:
    """Whether one of these is ready."""
    what = f"{stage} {language}" if language else stage
    missing, fix = [], ""
    for name in names:
        try:
            module = find(stage, name)
            if language and cast(Language, language) not in module.ABOUT.languages:
                continue
            readiness = module.readiness(split_name(name)[1], home)
        except DeutgiError as error:
            missing.append(f"{name}: {error.message}")
            continue
        if readiness.ready:
            return Check(name=what, ready=True, reason="; ".join([*missing, f"{name} is ready"]))
        missing.append(f"{name}: {readiness.detail}")
        fix = readiness.fix or fix
    return Check(name=what, ready=False, reason="; ".join(missing), fix=fix)


def _library(folder: Path) -> Check:
    nearest = next(place for place in (folder, *folder.absolute().parents) if place.exists())
    ready = nearest.is_dir() and os.access(nearest, os.W_OK)
    reason = "the library can be written" if ready else f"nothing can be written to {folder}"
    fix = "" if ready else "Let the server's user write there, or set DEUTGI_LIBRARY."
    return Check(name="library", ready=ready, reason=reason, fix=fix)


def _database(url: str) -> list[Check]:
    """The database, and whether anybody makes episodes of what is asked for."""
    try:
        with reached(url):
            living = workers.living(open_database(url))
    except DeutgiError as error:
        return [Check(name="database", ready=False, reason=error.message, fix=error.hint)]
    reason = f"{len(living)} at work" if living else "nobody makes episodes at the moment"
    fix = "" if living else "deutgi work"
    return [
        Check(name="database", ready=True, reason="it answers"),
        Check(name="workers", ready=bool(living), reason=reason, fix=fix),
    ]
