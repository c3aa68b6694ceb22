"""Errors as clients get them: `application/problem+json` (RFC 9457), never a traceback."""

import errno
import json
import logging
from collections.abc import Mapping
from http import HTTPStatus
from typing import Any

from fastapi import FastAPI, Request
from fastapi.exceptions import RequestValidationError
from pydantic import BaseModel, Field
from sqlalchemy.exc import DBAPIError
from starlette.exceptions import HTTPException
from starlette.responses import Response
from starlette.routing import Match

from pipelines.errors import (
    DeutgiError,
    EngineFailed,
    EngineUnavailable,
    NoArticle,
    UnknownEngine,
    UnreadableSource,
    WrongLanguage,
)
from service.jobs import AnsweredOtherwise
from service.library import LibraryError

MEDIA_TYPE = "application/problem+json"

_KINDS: tuple[tuple[type[DeutgiError], int, str, str], ...] = (
    (UnreadableSource, 422, "unreadable-source", "The source cannot be read"),
    (WrongLanguage, 422, "wrong-language", "The article is not in English"),
    (NoArticle, 422, "no-article", "There is no article in the source"),
    (UnknownEngine, 400, "unknown-engine", "There is no such engine"),
    (EngineUnavailable, 503, "engine-unavailable", "An engine is not ready"),
    (EngineFailed, 502, "engine-failed", "An engine failed"),
    (AnsweredOtherwise, 422, "idempotency-key", "The idempotency key is another request's"),
    (LibraryError, 500, "library", "The library cannot be used"),
    (DeutgiError, 400, "bad-request", "The request cannot be done"),
)
_FULL = (errno.ENOSPC, errno.EDQUOT, errno.EFBIG)

_METHODS = ("DELETE", "GET", "HEAD", "OPTIONS", "PATCH", "POST", "PUT")

_LONGEST = 1_000  # characters; what was sent may be quoted
_LONGEST_FIELD = 200
_MOST_FIELDS = 20

_HINTS = {
    400: "GET /openapi.json says what may be sent. A body is JSON in UTF-8, not compressed and not "
    "nested deeply.",
    404: "GET /openapi.json lists what there is.",
    405: "GET /openapi.json lists what may be done with each address.",
    408: "Try again over a better connection.",
    413: "Send the article alone, without pictures.",
}


class FieldProblem(BaseModel):
    """What is wrong with one field of a request."""

    field: str = Field(description="Where it is, such as `body.length`.")
    message: str


class ProblemDetails(BaseModel):
    """An error, as RFC 9457 has it: what is wrong, and what to do next."""

    type: str = Field(description="What kind of error it is; the same for every one of a kind.")
    title: str = Field(description="The kind in a few words.")
    status: int
    detail: str = Field(description="What is wrong this time, in one line.")
    hint: str = Field(default="", description="What to do next, where something can be done.")
    errors: list[FieldProblem] = Field(default=[], description="The fields that are wrong (422).")
    request_id: str = Field(default="", description="By which the server's log knows this request.")
    error: dict[str, str] = Field(
        default={},
        description="The same in OpenAI's form, whose clients show nothing else (under /v1/audio).",
    )


class Refused(DeutgiError):
    """A request that is not served, with the HTTP status that says why."""

    def __init__(
        self, status: int, message: str, hint: str = "", headers: Mapping[str, str] | None = None
    ) -> None:
        """`headers` go with the answer: Retry-After, WWW-Authenticate."""
        super().__init__(message, hint)
        self.status = status
        self.headers = dict(headers or {})


def documented(*statuses: int) -> dict[int | str, dict[str, Any]]:
    """What an operation's `responses` say of these errors."""
    schema = {"$ref": f"#/components/schemas/{ProblemDetails.__name__}"}
    return {
        status: {
            "description": HTTPStatus(status).phrase,
            "content": {MEDIA_TYPE: {"schema": schema}},
        }
        for status in statuses
    }


def install(app: FastAPI) -> None:
    """Have every error of an app answered so."""

    async def answer(request: Request, error: Exception) -> Response:
        if isinstance(error, HTTPException) and error.status_code == 405:
            error.headers = {**(error.headers or {}), "Allow": ", ".join(_allowed(request))}
        return response_to(error, request.app, request.scope)

    async def without_database(request: Request, error: Exception) -> Response:
        logging.getLogger("deutgi").error("The database: %s", " ".join(str(error).split())[:500])
        refused = Refused(
            503,
            "The database does not answer.",
            "Try again in a while; deutgi migrate on the server says what is wrong with it.",
            {"Retry-After": "10"},
        )
        return response_to(refused, request.app, request.scope)

    for kind in (DeutgiError, HTTPException, RequestValidationError):
        app.add_exception_handler(kind, answer)
    app.add_exception_handler(DBAPIError, without_database)


def response_to(error: Exception, app: Any, scope: Mapping[str, Any]) -> Response:
    """The answer to an error, a page for people. `app` is the application, whose folders' paths are
    not told."""
    if (seen := app.state.error_page(error, scope)) is not None:
        return seen  # type: ignore[no-any-return]
    body = problem_of(error, app, scope)
    headers = {"Cache-Control": "no-store", **_headers(error)}
    # Halves of characters may have come with the request, and no answer can hold them.
    data = json.dumps(body, ensure_ascii=False).encode("utf-8", "replace")
    return Response(data, body["status"], headers, MEDIA_TYPE)


def problem_of(error: Exception, app: Any, scope: Mapping[str, Any]) -> dict[str, Any]:
    """What is told of an error: the fields of ProblemDetails that say something."""
    state = scope.get("state") or {}
    details = _details(error)
    details = details.model_copy(
        update={
            "detail": without_paths(details.detail, app)[:_LONGEST],
            "hint": without_paths(details.hint, app)[:_LONGEST],
            "request_id": state.get("request_id", ""),
        }
    )
    body = details.model_dump(exclude={"error"} if details.errors else {"error", "errors"})
    if scope["path"].startswith("/v1/audio/"):
        said = " ".join(filter(None, (details.detail, details.hint)))
        body["error"] = {"message": said, "type": details.type}
    return body


def kind_of(error: Exception) -> str:
    """What kind of error it is, as a problem's `type` ends: `engine-failed`, say. Empty for one
    that is of none of our kinds."""
    if isinstance(error, OSError):
        return "disk-full" if error.errno in _FULL else "library"
    return _kind(error)[1] if isinstance(error, DeutgiError) else ""


def own_fault(error: Exception) -> DeutgiError:
    """What people are told of a fault of ours: its kind alone.

    What it says may name what is nobody else's business; the log has it.
    """
    return DeutgiError(f"A fault of Deutgi's own: {type(error).__name__}.", "The log says more.")


def without_paths(text: str, app: Any) -> str:
    """A text without the names of the server's folders: they are nobody else's business."""
    settings = app.state.settings
    for folder, name in (
        (settings.keys, "keys.json"),
        (settings.library, "the library"),
        (settings.models, "the folder of models"),
    ):
        if len(folder.parts) > 2:  # of "/" and "." every text is full
            text = text.replace(str(folder), name)
    return text


def _allowed(request: Request) -> list[str]:
    """The methods that are served at a request's address (RFC 9110, 15.5.6): by all of its
    routes, where FastAPI names those of the first."""
    asked = {name: request.scope[name] for name in ("type", "path", "root_path")}
    return [
        method
        for method in _METHODS
        if any(
            route.matches({**asked, "method": method})[0] is Match.FULL
            for route in request.app.router.routes
        )
    ]


def _headers(error: Exception) -> Mapping[str, str]:
    if isinstance(error, Refused | HTTPException):
        return error.headers or {}
    return {}


def _details(error: Exception) -> ProblemDetails:
    if isinstance(error, Refused):
        return _plain(error.status, error.message, error.hint)
    if isinstance(error, DeutgiError):
        return _of_ours(error)
    if isinstance(error, RequestValidationError):
        return _of_fields(error)
    if isinstance(error, HTTPException):
        return _plain(error.status_code, str(error.detail), "")
    return _plain(
        500,
        "The server itself is at fault.",
        "Report the request_id to whoever runs it: the log says more.",
    )


def _plain(status: int, detail: str, hint: str) -> ProblemDetails:
    title = HTTPStatus(status).phrase
    detail = f"{detail}." if detail == title else detail
    return ProblemDetails(
        type="about:blank",
        title=title,
        status=status,
        detail=detail or f"{title}.",
        hint=hint or _HINTS.get(status, ""),
    )


def _of_ours(error: DeutgiError) -> ProblemDetails:
    status, name, title = _kind(error)
    return ProblemDetails(
        type=f"urn:problem:deutgi:{name}",
        title=title,
        status=status,
        detail=" ".join(error.message.split()),
        hint=" ".join(error.hint.split()),
    )


def _kind(error: DeutgiError) -> tuple[int, str, str]:
    """An error's status, the end of its type, and its title."""
    status, name, title = next(
        (status, name, title) for kind, status, name, title in _KINDS if isinstance(error, kind)
    )
    if isinstance(error, LibraryError):
        cause = error.__cause__
        if cause is None or isinstance(cause, FileNotFoundError):
            status, name, title = 404, "no-episode", "There is no such episode"
        elif isinstance(cause, OSError) and cause.errno in _FULL:
            status, name, title = 507, "disk-full", "The server's disk is full"
    return status, name, title


def _of_fields(error: RequestValidationError) -> ProblemDetails:
    found = error.errors()
    fields = [
        FieldProblem(
            field=".".join(map(str, each["loc"]))[:_LONGEST_FIELD],
            message=str(each["msg"]).removeprefix("Value error, ")[:_LONGEST],
        )
        for each in found[:_MOST_FIELDS]
    ]
    more = f" (and {len(found) - 1} more)" if len(found) > 1 else ""
    unread = isinstance(error.body, bytes)  # FastAPI reads JSON only where the request calls it so
    return ProblemDetails(
        type="urn:problem:deutgi:invalid",
        title="The request is not as it should be",
        status=422,
        detail=f"{fields[0].field}: {fields[0].message}{more}.",
        hint="Send it with Content-Type: application/json."
        if unread
        else "GET /openapi.json says what each field may be.",
        errors=fields,
    )
