"""Episodes that are being made, or could not be: how they are shown, heard and given up."""

import time
from datetime import UTC, datetime
from pathlib import Path
from typing import Literal

from fastapi import HTTPException, Request

from audio_out.feed import AUDIO
from pipelines.article import Article
from pipelines.engines import Language
from service import checkpoints, jobs, queue
from service import library as shelf
from service.choosing import NAMES
from service.database import open_database
from service.episode import Episode, TrackName
from service.following import Followed
from service.jobs import UNDER_WAY, Job, State
from service.making import scripted
from service.problems import without_paths
from service.routes.shown import EpisodeDetails, EpisodeSummary, address, base_address, details
from service.search import is_id
from service.sse import LiveStream
from service.stored import Stored

_JUST_NOW = 10.0  # seconds after the end of a job in which a list may not know of it yet

PATIENCE = 1800.0
"""Seconds that a listener may stop for, in the middle of what is being made."""


def job_of(request: Request, name: str) -> Job | None:
    """The newest job of an episode, if any is known."""
    if not is_id(name):  # of other text Postgres refuses some, such as a zero
        return None
    return jobs.latest(open_database(request.app.state.settings.database_url), name)


def followed(request: Request, job: Job) -> Followed:
    """A job to follow."""
    state = request.app.state
    engine = open_database(state.settings.database_url)
    return state.following.job(engine, state.stored().bench(job.id), job.id)  # type: ignore[no-any-return]


def live(
    request: Request, name: str, language: Language | None, line: int = 0
) -> LiveStream | None:
    """The sound of an episode that is being made, from a line on; None where it is not made, or
    not in that language.

    `language` None is both in turn, where both are being made. Raises HTTPException 422 where it
    is known that there is no such line.
    """
    job = job_of(request, name)
    if job is None or not job.under_way or job.kind != "make":
        return None
    engine = open_database(request.app.state.settings.database_url)
    spoken = jobs.wanted(engine, job.id).request.languages
    if not all(each in spoken for each in ((language,) if language else NAMES)):
        return None
    if line:
        told = jobs.events(engine, job.id)
        lines = next((len(each.data["lines"]) for each in told if each.kind == "condensed"), None)
        if lines is not None and line >= lines:
            raise HTTPException(422, f"The episode has {lines} lines, counted from 0.")
    return LiveStream(followed(request, job).sound(language, line), PATIENCE, AUDIO)


def cancel(request: Request, name: str) -> bool:
    """Have an episode not made any more. Gives whether it was being made."""
    job = job_of(request, name)
    if job is None or not job.under_way:
        return False
    return queue.cancel(request.app.state.settings.database_url, job)


def remove(request: Request, name: str) -> None:
    """Take an episode away: a finished one, one that is being made, or one that failed.

    Raises LibraryError where there is none.
    """
    given_up = cancel(request, name)
    if here := there(request, name):
        request.app.state.stored().remove(name)
    # Last, so that no idempotency key comes meanwhile that stands for what then is gone.
    if is_id(name):
        engine = open_database(request.app.state.settings.database_url)
        given_up = jobs.dismiss(engine, name) or given_up
    if not (here or given_up):
        folder_of(request, name)


def there(request: Request, name: str) -> bool:
    """Whether an episode is in the library, where it may have come just now from elsewhere."""
    if not is_id(name):
        return False
    file = shelf.path_of(request.app.state.library, name) / "episode.json"
    places: Stored = request.app.state.stored()
    places.refresh()
    if not file.exists():
        places.look(name)
    return file.exists()


def folder_of(request: Request, name: str) -> Path:
    """The folder of an episode that is there: always one right in the library.

    Raises LibraryError where there is none.
    """
    if not there(request, name):
        raise shelf.LibraryError(
            f"There is no episode “{name}”.", "GET /v1/episodes lists those there are."
        )
    return shelf.path_of(request.app.state.library, name)


def finished(request: Request, name: str) -> Episode:
    """The episode in the library. Raises LibraryError where there is none."""
    return shelf.load(folder_of(request, name))


def listed(
    request: Request, status: Literal["making", "failed"], most: int
) -> tuple[EpisodeSummary, ...]:
    """The episodes that are under way, or that failed last, the newest first."""
    engine = open_database(request.app.state.settings.database_url)
    states: tuple[State, ...] = UNDER_WAY if status == "making" else ("failed",)
    found = {job.episode_id: job for job in reversed(jobs.listed(engine, states, most))}
    return tuple(
        _unfinished(request, job, so_far(request, job)) for job in reversed(found.values())
    )


def shown(request: Request, name: str) -> EpisodeDetails:
    """An episode, finished or not. Raises LibraryError where there is none."""
    episode, job = at_hand(request, name)
    if job and not episode.tracks:
        if job.state == "cancelled":
            folder_of(request, name)
        return _unfinished(request, job, episode)
    made = details(base_address(request), name, episode, request.app)
    # It is there, and may be made anew at the moment.
    return made.model_copy(update={"status": job.state}) if job and job.under_way else made


def at_hand(request: Request, name: str) -> tuple[Episode, Job | None]:
    """An episode as it is at the moment, and its newest job, if any is known. What is not finished
    has no tracks yet. Raises LibraryError where there is neither."""
    job = job_of(request, name)
    if job and not job.under_way and time.time() - job.changed < _JUST_NOW:
        request.app.state.stored().look(name)
    try:
        return finished(request, name), job
    except shelf.LibraryError:
        if job is None or job.state == "done":
            raise
        return so_far(request, job), job


def so_far(request: Request, job: Job) -> Episode:
    """What there is of an episode that is being made, or could not be."""
    engine = open_database(request.app.state.settings.database_url)
    wanted = jobs.wanted(engine, job.id)
    making = checkpoints.making_of(jobs.events(engine, job.id), wanted.request)
    article, lines = wanted.article or Article(()), scripted(making)
    return Episode(
        id=job.episode_id,
        title=article.title or (lines[0].en if lines else job.episode_id),
        title_ko=next((line.ko for line in lines if line.heading), None),
        created=datetime.fromtimestamp(job.created, UTC),
        article=article,
        settings=wanted.request.settings(),
        lines=lines,
        summary_note=making.note,
        tracks={},
        engines={stage: choice.name for stage, choice in making.chosen.items()},
        chosen_because={stage: choice.why for stage, choice in making.chosen.items()},
        versions={},
        seconds=making.seconds,
        problems=tuple(making.problems),
        complete=False,
    )


def _unfinished(request: Request, job: Job, episode: Episode) -> EpisodeDetails:
    base = address(base_address(request), job.episode_id)
    return details(base_address(request), job.episode_id, episode, request.app).model_copy(
        update={
            "texts": {},
            "links": {
                "self": base,
                "events": f"{base}/events",
                **{f"{track}.mp3": f"{base}/{track}.mp3" for track in tracks_of(episode)},
            },
            "status": job.state,
            "error": without_paths(job.error, request.app),
            "hint": without_paths(job.hint, request.app),
        }
    )


def tracks_of(episode: Episode) -> tuple[TrackName, ...]:
    """The tracks that an episode has, or will have when it is finished."""
    if episode.tracks:
        return tuple(episode.tracks)
    wanted = episode.settings.get("languages", ",".join(NAMES)).split(",")
    spoken = tuple(language for language in NAMES if language in wanted)
    return (*spoken, "both") if len(spoken) > 1 else spoken
