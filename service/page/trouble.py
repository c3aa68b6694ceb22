"""What went wrong, as a page: what it means and what to do next, in the reader's language."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any
from urllib.parse import quote

from fastapi import Request
from fastapi.responses import Response

from service.jobs import Job
from service.page.rendering import mark as _
from service.page.rendering import page, say, to
from service.problems import problem_of, without_paths

_MACHINES = ("/v1/", "/feeds/", "/private/", "/static/", "/metrics", "/healthz", "/readyz")
"""Addresses for programs, which get errors that programs read, whoever asks."""

_KINDS = {
    "unreadable-source": _("The article could not be read."),
    "wrong-language": _("The article is not in English."),
    "no-article": _("No article was found in it."),
    "unknown-engine": _("There is no such voice or model here."),
    "engine-unavailable": _("Something that is needed is not installed on the server."),
    "engine-failed": _("The article could not be made into sound."),
    "library": _("The library cannot be used at the moment."),
    "no-episode": _("There is no such episode."),
    "disk-full": _("The server's disk is full."),
    "invalid": _("Something in the form is missing or not as it should be."),
}
_STATUSES = {
    401: _("A key is needed here."),
    403: _("Your key does not open this."),
    404: _("There is no such page."),
    405: _("There is no such page."),
    408: _("It took too long to come. The connection may be slow."),
    413: _("It is too large. Paste the article's text alone."),
    429: _("Too many requests came at once. Wait a little and try again."),
    503: _("The server is busy or cannot do it now. Try again in a little while."),
}


@dataclass(frozen=True, slots=True)
class Failure:
    """Why an episode could not be made: what that means, in the reader's language, and what the
    engine said and what to do about it, in English."""

    meaning: str
    detail: str
    hint: str


def for_people(scope: Mapping[str, Any]) -> bool:
    """Whether a request comes from somebody who looks at pages."""
    path = scope["path"]
    accepts = next((value for name, value in scope["headers"] if name == b"accept"), b"")
    return b"text/html" in accepts and not path.startswith(_MACHINES)


def as_page(error: Exception, scope: Mapping[str, Any]) -> Response | None:
    """The page that tells of an error; None for programs, who get it as JSON."""
    if scope["type"] != "http" or not for_people(scope):
        return None
    request = Request(dict(scope))
    problem = problem_of(error, scope["app"], scope)
    if problem["status"] == 401:
        asked = f"{request.url.path}?{request.url.query}".rstrip("?")
        return to(f"/sign-in?next={quote(asked if request.method == 'GET' else '/')}")
    headers = getattr(error, "headers", None) or {}
    told = {name: headers[name] for name in ("Retry-After", "Allow") if name in headers}
    return page(
        request,
        "trouble.html",
        problem["status"],
        {"Cache-Control": "no-store", **told},
        problem=problem,
        meaning=meaning(request, problem),
    )


def meaning(request: Request, problem: Mapping[str, Any]) -> str:
    """An error of ours in a sentence of the reader's language. Its `detail` says more, in
    English."""
    kind = str(problem.get("type", "")).rpartition(":")[2]
    known = _KINDS.get(kind) or _STATUSES.get(int(problem["status"]))
    return say(request, known or _("Something went wrong."))


def failure(request: Request, job: Job | None) -> Failure | None:
    """Why a job failed; None where it did not."""
    if job is None or job.state != "failed":
        return None
    return Failure(
        say(request, _KINDS.get(job.fault, _KINDS["engine-failed"])),
        without_paths(job.error, request.app),
        without_paths(job.hint, request.app),
    )
