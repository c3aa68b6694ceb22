"""`/episodes/ID`: an episode to read and to hear, finished or while it is made."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from functools import lru_cache
from typing import Literal, get_args
from urllib.parse import urlsplit

from fastapi import APIRouter, Depends, Request
from fastapi.responses import Response

from pipelines.article import Article
from pipelines.engines import Language
from pipelines.sentences import article_sentences
from service import jobs, queue
from service.access import require
from service.choosing import NAMES
from service.database import open_database
from service.episode import Episode, Line, Problem
from service.jobs import Job
from service.library import LibraryError
from service.page.assets import modules
from service.page.guard import ours
from service.page.rendering import language_of, page, to
from service.page.trouble import meaning
from service.problems import without_paths
from service.routes import underway
from service.routes.making import have_completed
from service.tracks import said

router = APIRouter(include_in_schema=False, dependencies=[Depends(ours)])

View = Literal["side", "pairs", "en", "ko"]
"""Both languages side by side, each sentence followed by its Korean, or one language alone."""

_STAGES = ("read", "summarize", "translate", "speak en", "speak ko", "write")
_SECONDS = {"summarize": "condense"}  # as its time is called in an episode

Span = tuple[float, float]
"""When something is heard: [start, end] in seconds."""


@dataclass(frozen=True, slots=True)
class Said:
    """A line in one language, and when it is heard: in the track of its language, and in `both`.

    `known` is false where its Korean could not be made, which the text then tells. A text that is
    still to come is empty.
    """

    language: Language
    text: str
    known: bool
    alone: Span | None = None
    both: Span | None = None


@dataclass(frozen=True, slots=True)
class Row:
    """A line of the page: `line` by its number, and `count` as people count, the headline being 0.

    `doubts` are what to know of its Korean, `changes` what was changed in that on purpose.
    `sources` are the article's sentences that it came from; it may be one of them word for word.
    """

    line: int
    count: int
    said: tuple[Said, ...]
    doubts: str
    changes: str
    sources: tuple[str, ...]

    @property
    def quoted(self) -> bool:
        """Whether it is a sentence of the article as it stands there."""
        return self.sources == (self.said[0].text,)


@dataclass(frozen=True, slots=True)
class Stage:
    """Who did a stage, why it was chosen, and the seconds it took, as far as they are known."""

    name: str
    engine: str
    why: str
    seconds: float | None


@router.head("/episodes/{episode_id}")
@router.get("/episodes/{episode_id}")
def show(request: Request, episode_id: str, view: str = "", sources: bool = False) -> Response:
    """The episode's page."""
    require(request, "read")
    episode, job = underway.at_hand(request, episode_id)
    rows = list(_rows(episode))
    return page(
        request,
        "reading.html",
        id=episode_id,
        episode=episode,
        state=_state(episode, job),
        finished=bool(episode.tracks),
        titles=_titles(episode, rows, language_of(request)),
        paragraphs=_paragraphs(episode, rows),
        rows=rows,
        languages_of=_languages(episode),
        tracks=underway.tracks_of(episode),
        stages=_stages(episode),
        problems=[_public(request, problem) for problem in episode.problems],
        missing=sum(not each.known for row in rows for each in row.said),
        link=_safe(episode.article.link),
        view=view if view in get_args(View) else "",
        views=get_args(View),
        sources=sources,
        failure=_failure(request, job),
        modules=modules("reading.js"),
    )


@router.post("/episodes/{episode_id}/retry")
def retry(request: Request, episode_id: str) -> Response:
    """Have what is missing made: the Korean, or all of an episode that could not be made."""
    require(request, "speak")
    episode, job = underway.at_hand(request, episode_id)
    if episode.tracks:
        have_completed(request, episode_id, None)
    elif job and not job.under_way:
        settings = request.app.state.settings
        wanted = jobs.wanted(open_database(settings.database_url), job.id)
        if wanted.article:
            queue.submit(settings, wanted.article, wanted.request)
    return to(f"/episodes/{episode_id}")


@router.head("/episodes/{episode_id}/remove")
@router.get("/episodes/{episode_id}/remove")
def ask(request: Request, episode_id: str) -> Response:
    """Whether somebody means it."""
    require(request, "manage")
    episode, _ = underway.at_hand(request, episode_id)
    return page(request, "reading-remove.html", id=episode_id, episode=episode)


@router.post("/episodes/{episode_id}/remove")
def remove(request: Request, episode_id: str) -> Response:
    """Take the episode away, or give it up where it is being made."""
    require(request, "manage")
    try:
        underway.remove(request, episode_id)
    except LibraryError:  # one that was never made
        underway.at_hand(request, episode_id)
    return to("/episodes")


def _state(episode: Episode, job: Job | None) -> jobs.State:
    """Where the making is; of a finished episode, where that of its missing Korean is."""
    if job and (job.under_way or not episode.tracks or not episode.complete):
        return job.state
    return "done"


def _languages(episode: Episode) -> tuple[Language, ...]:
    wanted = episode.settings.get("languages", ",".join(NAMES)).split(",")
    return tuple(language for language in NAMES if language == "en" or language in wanted)


def _rows(episode: Episode) -> Iterator[Row]:
    sentences = _sentences(episode.article)
    headed = any(line.heading for line in episode.lines)
    for number, line in enumerate(episode.lines):
        yield Row(
            number,
            0 if line.heading else number + (not headed),
            tuple(_said(line, each, bool(episode.tracks)) for each in _languages(episode)),
            " ".join(doubt.message for told in line.doubts.values() for doubt in told),
            ", ".join(f"{change.before} → {change.after}" for change in line.changes),
            tuple(sentences[n] for n in line.sources if n < len(sentences)),
        )


def _said(line: Line, language: Language, finished: bool) -> Said:
    """A line in a language. In `both` its English is heard first, and its Korean last; each takes
    as long as it does alone."""
    known = language == "en" or line.ko is not None
    gone = not known and (finished or line.missing is not None)
    text = said(line, language) if known or gone else ""
    alone, both = line.times.get(language), line.times.get("both")
    if alone and both:
        taken = alone[1] - alone[0]
        start, end = both
        both = (start, start + taken) if language == "en" else (end - taken, end)
    return Said(language, text, not gone, alone, both)


def _titles(episode: Episode, rows: Sequence[Row], first: Language) -> list[Row]:
    """The headline as a line that is heard, in the reader's language first; else the title."""
    return [
        replace(row, said=tuple(sorted(row.said, key=lambda said: said.language != first)))
        if all(said.text and said.known for said in row.said)
        else row
        for row in rows
        if row.count == 0
    ] or [Row(-1, 0, (Said("en", episode.title, True),), "", "", ())]


def _paragraphs(episode: Episode, rows: Sequence[Row]) -> list[list[Row]]:
    """The lines without the headline."""
    paragraphs: list[list[Row]] = [[]]
    for row, line in zip(rows, episode.lines, strict=True):
        if not line.heading:
            paragraphs[-1].append(row)
            if line.paragraph_end:
                paragraphs.append([])
    return [paragraph for paragraph in paragraphs if paragraph]


@lru_cache(maxsize=32)
def _sentences(article: Article) -> tuple[str, ...]:
    return tuple(sentence.text for sentence in article_sentences(article))


def _stages(episode: Episode) -> list[Stage]:
    return [
        Stage(
            stage,
            episode.engines.get(stage, ""),
            episode.chosen_because.get(stage, ""),
            episode.seconds.get(_SECONDS.get(stage, stage)),
        )
        for stage in _STAGES
        if stage in episode.engines or stage in episode.seconds
    ]


def _safe(link: str | None) -> str:
    """An address that leads to the web and nowhere else; nothing where it does not."""
    try:
        parts = urlsplit(link or "")
    except ValueError:
        return ""
    return link or "" if parts.scheme in ("http", "https") and parts.hostname else ""


def _public(request: Request, problem: Problem) -> Problem:
    """A problem without this computer's paths."""
    told = {
        name: without_paths(getattr(problem, name), request.app) for name in ("message", "hint")
    }
    return problem.model_copy(update=told)


def _failure(request: Request, job: Job | None) -> dict[str, str] | None:
    """Why the newest job of an episode failed, and what to do."""
    if job is None or job.state != "failed":
        return None
    kind = {"type": "urn:problem:deutgi:engine-failed", "status": 502}
    return {
        "meaning": meaning(request, kind),
        "detail": without_paths(job.error, request.app),
        "hint": without_paths(job.hint, request.app),
    }
