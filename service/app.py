"""The HTTP service: the layers around it, and who may come to which of its routes."""

from functools import partial
from importlib.metadata import PackageNotFoundError, version
from typing import Any

from fastapi import Depends, FastAPI
from starlette.middleware import Middleware

from service import page, problems, queue
from service.access import Access, BodyLimit, needs
from service.cors import Cors
from service.following import Following
from service.keys import Keys
from service.manners import Manners
from service.places import Places
from service.problems import ProblemDetails, documented
from service.routes import episodes, feeds, health, making, sources, speech, texts, voices
from service.settings import ServerSettings
from service.stored import stored
from service.telemetry import Metrics, Telemetry

_GUARDED = documented(401, 403, 421, 429, 500)


def create_app(settings: ServerSettings) -> FastAPI:
    """The service as an ASGI app. Nothing is read or loaded before the first request."""
    keys = Keys(settings.keys)
    app = FastAPI(
        title="Deutgi",
        summary="Hear the news in English and Korean.",
        version=_version(),
        docs_url=None,  # these pages load programs from elsewhere
        redoc_url=None,
        redirect_slashes=False,
        separate_input_output_schemas=False,
        middleware=[
            Middleware(Telemetry),
            *([Middleware(Cors, origins=settings.origins)] if settings.origins else []),
            Middleware(Access, settings=settings, keys=keys),
            Middleware(BodyLimit, most=settings.most_body, seconds=settings.patience),
        ],
    )
    app.state.settings = settings
    app.state.library = settings.library
    app.state.models = settings.models
    app.state.public_url = settings.public_url
    app.state.keys = keys
    app.state.stopping = lambda: False
    app.state.stored = partial(stored, settings)
    app.state.following = Following()
    app.state.manners = Manners(settings.reach)
    app.state.speech = Places(settings.syntheses, settings.waiting)
    app.state.texts = Places(settings.texts, settings.waiting)
    app.state.metrics = Metrics(app.state.speech, app.state.texts)
    app.state.metrics.episodes.waiting.set_function(partial(queue.waiting, settings.database_url))
    app.state.error_page = lambda error, scope: None
    problems.install(app)
    app.include_router(health.router)
    reading = [Depends(needs("read", changing="manage"))]
    speaking = [Depends(needs("speak"))]
    for router, dependencies in (
        (health.metrics_router, reading),
        (making.router, [Depends(needs("read", changing="speak"))]),
        (episodes.router, reading),
        (feeds.router, reading),
        (sources.router, reading),
        (speech.router, speaking),
        (voices.router, speaking),
        (texts.router, speaking),
    ):
        app.include_router(router, dependencies=dependencies, responses=_GUARDED)
    page.install(app)
    _describe(app)
    return app


def _describe(app: FastAPI) -> None:
    """Have /openapi.json know our errors, and none of FastAPI's own that are never sent."""
    describe = app.openapi

    def openapi() -> dict[str, Any]:
        document = describe()
        schemas = document.setdefault("components", {}).setdefault("schemas", {})
        if ProblemDetails.__name__ not in schemas:
            schemas.pop("HTTPValidationError", None)
            schemas.pop("ValidationError", None)
            schema = ProblemDetails.model_json_schema(ref_template="#/components/schemas/{model}")
            schemas |= schema.pop("$defs")
            schemas[ProblemDetails.__name__] = schema
        return document

    app.openapi = openapi  # type: ignore[method-assign]


def _version() -> str:
    try:
        return version("deutgi")
    except PackageNotFoundError:
        return "0"
