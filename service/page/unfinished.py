"""Episodes that are being made, and those that lately could not be."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal

from fastapi import Request

from service.page.trouble import Failure, failure
from service.routes import underway
from service.routes.shown import EpisodeSummary
from service.search import catalogue

_MOST = 20  # of each that a page shows


@dataclass(frozen=True, slots=True)
class Unfinished:
    """One of them. `state` is `waiting` or `making`, or `failed` with a `failure`; `there` is
    whether there is an episode that only something is missing of.
    """

    id: str
    title: str
    title_ko: str | None
    state: Literal["waiting", "making", "failed"]
    failure: Failure | None
    there: bool


def unfinished(request: Request) -> tuple[Sequence[Unfinished], Sequence[Unfinished]]:
    """What is being made, and what failed and has not been made since; the newest first."""
    making = [_seen(request, each, None) for each in underway.listed(request, "making", _MOST)]
    failed = [
        _seen(request, each, why)
        for each in underway.listed(request, "failed", _MOST)
        if (why := failure(request, underway.job_of(request, each.id)))
    ]
    return making, failed


def _seen(request: Request, listed: EpisodeSummary, failure: Failure | None) -> Unfinished:
    # Of one whose Korean is being completed, the job does not know the article.
    entry = catalogue(request.app.state.library).entry(listed.id)
    shown = entry or listed
    state = listed.status if listed.status in ("waiting", "making") else "failed"
    return Unfinished(
        listed.id,
        shown.title,
        shown.title_ko,
        state,
        failure,
        entry is not None,
    )
