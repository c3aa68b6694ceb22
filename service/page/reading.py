"""`/episodes/ID`: an episode to read and to hear, finished or while it is made."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from functools import lru_cache
from typing import Literal, get_args
from urllib.parse import urlsplit

from fastapi import APIRouter, Depends, Request
from fastapi.responses import Response

from pipelines.article import Article
from pipelines.engines import Language
from pipelines.findings import Span
from pipelines.results import Change
from pipelines.sentences import article_sentences
from service import jobs, queue
from service.access import require
from service.choosing import NAMES
from service.database import open_database
from service.episode import Episode, Heard, Line, Problem
from service.jobs import Job
from service.library import LibraryError
from service.page.assets import modules
from service.page.doubts import Run, Told, marked, spans, told
from service.page.guard import ours
from service.page.rendering import language_of, page, say, to
from service.page.rendering import mark as _
from service.page.trouble import failure
from service.problems import without_paths
from service.routes import underway
from service.routes.making import have_completed
from service.tracks import said, unique

router = APIRouter(include_in_schema=False, dependencies=[Depends(ours)])

View = Literal["side", "pairs", "en", "ko"]
"""Both languages side by side, each sentence followed by its Korean, or one language alone."""

_STAGES = ("read", "summarize", "translate", "speak en", "speak ko", "write")
_SECONDS = {"summarize": "condense"}  # as its time is called in an episode

Time = tuple[float, float]
"""When something is heard: [start, end] in seconds."""


@dataclass(frozen=True, slots=True)
class Said:
    """A line in one language, and when it is heard: in the track of its language, and in `both`.

    `known` is false where its Korean could not be made, which the text then tells. A text that is
    still to come is empty. `doubted` are the places in it that may be wrong.
    """

    language: Language
    text: str
    known: bool
    alone: Time | None = None
    both: Time | None = None
    doubted: tuple[Span, ...] = ()

    @property
    def runs(self) -> tuple[Run, ...]:
        """The text on one line, in pieces: those that may be wrong and the others."""
        return marked(self.text, self.doubted)


@dataclass(frozen=True, slots=True)
class Take:
    """How a line was spoken again: `slower` or `faster` by per cent, `by` another voice, else in
    the program's words."""

    pace: str
    how: str


@dataclass(frozen=True, slots=True)
class Row:
    """A line of the page: `line` by its number, and `count` as people count, the headline being 0.

    To check are its `doubts`, what was `misheard` of it, and that its Korean is that of another,
    similar sentence (`alike`, in per cent). For whoever wants to know, there is what was changed in
    the Korean on purpose, `how` that was made, why there is none (`missing`), which languages were
    spoken `again` and how, and the article's sentences that it came from; it may be one of them
    word for word.
    """

    line: int
    count: int
    said: tuple[Said, ...]
    doubts: tuple[Told, ...] = ()
    misheard: tuple[tuple[Language, Heard], ...] = ()
    alike: int | None = None
    changes: tuple[Change, ...] = ()
    how: str = ""
    missing: str = ""
    again: tuple[tuple[Language, Take], ...] = ()
    sources: tuple[str, ...] = ()

    @property
    def to_check(self) -> bool:
        """Whether something of it may be wrong."""
        return bool(self.doubts or self.misheard or self.alike is not None)

    @property
    def details(self) -> bool:
        """Whether there is something about it for whoever wants to know."""
        return bool(self.changes or self.how or self.missing or self.again or self.sources)

    @property
    def quoted(self) -> bool:
        """Whether it is a sentence of the article as it stands there."""
        return self.sources == (self.said[0].text,)


@dataclass(frozen=True, slots=True)
class Lack:
    """Something that is missing or second best: what it is in the page's language, and what the
    engine says of it, with its hint."""

    what: str
    detail: str
    hint: str


@dataclass(frozen=True, slots=True)
class Check:
    """A track that was listened to: by whom, and how many of its lines were heard as written."""

    language: Language
    listener: str
    well: int
    lines: int


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
    rows = list(_rows(request, episode))
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
        checks=_checks(episode),
        problems=[_lack(request, episode, problem) for problem in episode.problems],
        missing=sum(not each.known for row in rows for each in row.said),
        link=_safe(episode.article.link),
        view=view if view in get_args(View) else "",
        views=get_args(View),
        sources=sources,
        failure=failure(request, job),
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
    episode, _job = underway.at_hand(request, episode_id)
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


def _rows(request: Request, episode: Episode) -> Iterator[Row]:
    sentences = _sentences(episode.article)
    language = language_of(request)
    languages = _languages(episode)
    headed = any(line.heading for line in episode.lines)
    for number, line in enumerate(episode.lines):
        heard = [(each, line.heard[each]) for each in languages if each in line.heard]
        yield Row(
            number,
            0 if line.heading else number + (not headed),
            tuple(_said(line, each, bool(episode.tracks)) for each in languages),
            tuple(
                told(doubt, each, language)
                for each in languages
                for doubt in line.doubts.get(each, ())
            ),
            tuple((each, words) for each, words in heard if not words.ok),
            _alike(line),
            line.changes,
            line.note,
            without_paths(line.missing or "", request.app),
            tuple((each, _take(words.take)) for each, words in heard if words.take),
            tuple(sentences[n] for n in line.sources if n < len(sentences)),
        )


def _alike(line: Line) -> int | None:
    """How far the sentence whose Korean this is was like it: never 100 for one that is another."""
    if line.ko is None or line.score is None or line.score >= 1:
        return None
    return min(99, round(100 * line.score))


def _take(how: str) -> Take:
    """How a line was spoken again, as far as the page has words for it (`service.retakes`)."""
    if pace := re.fullmatch(r"(\d+) % (slower|faster)", how):
        return Take(pace[2], pace[1])
    return Take("by", how[3:]) if how.startswith("by ") else Take("", how)


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
    places = spans(line.doubts, language) if known else ()
    return Said(language, text, not gone, alone, both, places)


def _titles(episode: Episode, rows: Sequence[Row], first: Language) -> list[Row]:
    """The headline as a line that is heard, in the reader's language first; else the title."""
    return [
        replace(row, said=tuple(sorted(row.said, key=lambda said: said.language != first)))
        if all(said.text and said.known for said in row.said)
        else row
        for row in rows
        if row.count == 0
    ] or [Row(-1, 0, (Said("en", episode.title, True),))]


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


def _checks(episode: Episode) -> list[Check]:
    """The tracks that were listened to."""
    checks = []
    for language in _languages(episode):
        heard = [line.heard[language] for line in episode.lines if language in line.heard]
        for listener in unique(each.listener for each in heard):
            own = [each.ok for each in heard if each.listener == listener]
            checks.append(Check(language, listener, sum(own), len(own)))
    return checks


def _lack(request: Request, episode: Episode, problem: Problem) -> Lack:
    """A problem without this computer's paths."""
    detail, hint = (without_paths(text, request.app) for text in (problem.message, problem.hint))
    lines = sum(line.missing == problem.message for line in episode.lines)
    if problem.stage == "translate" and lines:
        what = say(request, _("Korean translation, missing sentences: %(n)s."), n=lines)
    else:
        what = say(request, _LACKS.get(problem.stage, _("Something is missing or second best.")))
    return Lack(what, detail, hint)


_LACKS = {
    "translate": _("Korean translation: something is missing."),
    "speak en": _("English voice: there is no English sound."),
    "speak ko": _("Korean voice: there is no Korean sound."),
}
