"""Episodes as resources: lists, one with its text, its files, and taking one away."""

import json
from collections.abc import Awaitable, Callable
from pathlib import Path
from typing import Annotated, Any, Literal, TypeVar, get_args
from urllib.parse import urlencode

from anyio import to_thread
from fastapi import APIRouter, HTTPException, Query, Request
from fastapi import Path as InPath
from fastapi.responses import Response
from pydantic import BaseModel

from audio_out.feed import AUDIO, CHAPTERS, TRANSCRIPTS
from audio_out.tags import chapters
from audio_out.timeline import Cue
from audio_out.timeline import Line as Heard
from service import library as shelf
from service.episode import Episode, TrackFile, TrackName
from service.files import file_name, send_bytes, send_file
from service.problems import documented, without_paths
from service.routes import underway
from service.routes.shown import (
    EpisodeDetails,
    EpisodeSummary,
    base_address,
    summary,
    title,
)
from service.search import Entry, catalogue, texts
from service.tracks import languages, said

router = APIRouter(tags=["episodes"])

TRACKS: tuple[TrackName, ...] = get_args(TrackName)

_Id = Annotated[str, InPath(description="The episode's `id`.")]
_Track = Annotated[
    str,
    InPath(
        description="A language, or `both`: each English sentence followed by its Korean one.",
        json_schema_extra={"enum": list(TRACKS)},
    ),
]
_Handler = TypeVar("_Handler", bound=Callable[..., Response | Awaitable[Response]])
_NONE = documented(404, 422, 500)
_HAS_IT: dict[int | str, dict[str, Any]] = {304: {"description": "You have it already."}}


def _brings(media_type: str, **schema: str) -> dict[int | str, dict[str, Any]]:
    content = {"description": "The file.", "content": {media_type: {"schema": schema}}}
    return {200: content, **_HAS_IT, **_NONE}


def _file(
    name: str, summary: str, responses: dict[int | str, dict[str, Any]]
) -> Callable[[_Handler], _Handler]:
    """The route of a file of an episode, GET and HEAD."""
    path = f"/v1/episodes/{{episode_id}}/{name}"

    def routed(handler: _Handler) -> _Handler:
        router.head(path, include_in_schema=False)(handler)
        made = router.get(path, summary=summary, response_class=Response, responses=responses)
        return made(handler)

    return routed


class EpisodeList(BaseModel):
    """A page of episodes, the newest first.

    `total` is how many match in all; `next` is the address of the next page, null on the last.
    """

    episodes: tuple[EpisodeSummary, ...]
    total: int
    next: str | None


@router.head("/v1/episodes", include_in_schema=False)
@router.get(
    "/v1/episodes",
    summary="List or search episodes",
    responses=documented(400, 422, 500),
)
def list_episodes(
    request: Request,
    q: Annotated[
        str,
        Query(
            max_length=200,
            description="Words, English or Korean, that all occur in titles or text.",
            examples=["인권 Geneva"],
        ),
    ] = "",
    complete: Annotated[
        bool | None, Query(description="Only those in which both languages are whole, or not.")
    ] = None,
    status: Annotated[
        Literal["done", "making", "failed"],
        Query(description="Finished ones, those that wait or are being made, or what failed."),
    ] = "done",
    limit: Annotated[int, Query(ge=1, le=100)] = 20,
    cursor: Annotated[
        str, Query(max_length=600, description="From `next` of the page before.")
    ] = "",
) -> EpisodeList:
    """The newest come first. Follow `next`: no episode comes twice while others are added.

    Those that are not finished are on one page, and `q` and `complete` are not asked of them.
    """
    if status != "done":
        unfinished = underway.listed(request, status, limit)
        return EpisodeList(episodes=unfinished, total=len(unfinished), next=None)
    try:
        page = catalogue(library_of(request)).page(limit, cursor, q, complete)
    except ValueError as error:
        raise HTTPException(400, str(error)) from error
    base = base_address(request)
    after = None
    if page.cursor:
        asked = {"cursor": page.cursor, "limit": limit, "q": q or None}
        asked["complete"] = None if complete is None else str(complete).lower()
        after = f"{base}/v1/episodes?" + urlencode({k: v for k, v in asked.items() if v})
    shown = tuple(EpisodeSummary(**summary(base, entry)) for entry in page.entries)
    return EpisodeList(episodes=shown, total=page.total, next=after)


@router.head("/v1/episodes/{episode_id}", include_in_schema=False)
@router.get("/v1/episodes/{episode_id}", summary="An episode with its text", responses=_NONE)
def show_episode(request: Request, episode_id: _Id) -> EpisodeDetails:
    """Its lines in both languages, when each is heard, who made them, and what is missing."""
    return underway.shown(request, episode_id)


@router.delete(
    "/v1/episodes/{episode_id}", status_code=204, summary="Remove an episode", responses=_NONE
)
def remove_episode(request: Request, episode_id: _Id) -> None:
    """It is gone at once, with all its files; one that is being made is not made any more, and one
    that failed is listed no more. Who is listening to a finished one hears the rest."""
    underway.remove(request, episode_id)


@_file(
    "episode.json", "All that is known of an episode", _brings("application/json", type="object")
)
def episode_json(request: Request, episode_id: _Id) -> Response:
    """The file of the library: the whole article, settings and versions too."""
    file = underway.folder_of(request, episode_id) / "episode.json"
    text = file.read_text("utf-8")
    told = without_paths(text, request.app)
    if told == text:
        return send_file(request, file, "application/json", f"{episode_id}.json")
    return send_bytes(request, told.encode(), "application/json", f"{episode_id}.json")


@_file(
    "{track}.mp3",
    "The sound of a track",
    {
        **_brings(AUDIO, type="string", format="binary"),
        206: {
            "description": "The ranges of bytes asked for.",
            "content": {AUDIO: {}, "multipart/byteranges": {}},
        },
        **documented(416),
    },
)
async def audio(
    request: Request,
    episode_id: _Id,
    track: _Track,
    line: Annotated[
        int,
        Query(
            alias="from",
            ge=0,
            description="While it is made: the number of the line that the sound is to begin with. "
            "A finished track is always whole.",
        ),
    ] = 0,
) -> Response:
    """An MP3 with its title, lyrics and chapters. Ranges are served, so players can jump.

    While the episode is made, the sound that there is and the rest as it comes, without ranges.
    """
    asked = (request, episode_id, track, "mp3", AUDIO, line)
    # Players ask for a track in many small parts. What lies in the folder takes a few system calls,
    # less than the way to another thread does.
    here = request.app.state.stored().mirror is None
    if here and catalogue(request.app.state.library).knows(episode_id):
        return _track_file(*asked)
    return await to_thread.run_sync(_track_file, *asked)


@_file("{track}.vtt", "Captions as WebVTT", _brings(TRANSCRIPTS["vtt"], type="string"))
def webvtt(request: Request, episode_id: _Id, track: _Track) -> Response:
    """Captions of a track, timed from its samples. Those of `both` say their language."""
    return _track_file(request, episode_id, track, "vtt", TRANSCRIPTS["vtt"])


@_file("{track}.srt", "Captions as SRT", _brings(TRANSCRIPTS["srt"], type="string"))
def srt(request: Request, episode_id: _Id, track: _Track) -> Response:
    """Captions of a track, timed from its samples."""
    return _track_file(request, episode_id, track, "srt", TRANSCRIPTS["srt"])


@_file("{track}.txt", "What is said, as text", _brings("text/plain", type="string"))
def text(request: Request, episode_id: _Id, track: _Track) -> Response:
    """The lines of the script, a line each, a blank one between paragraphs; of `both` each English
    line, then its Korean one, and a blank one between the pairs."""
    name = _known(track)
    episode = _episode(request, episode_id)
    if name not in texts(episode):
        raise HTTPException(404, f"The episode has no text in “{name}”.")
    written = ""
    for line in episode.lines:
        ends = name == "both" or line.heading or line.paragraph_end
        written += "\n".join(said(line, spoken) for spoken in languages(name))
        written += "\n\n" if ends else "\n"
    body = f"{written.strip()}\n".encode("utf-8", "replace")
    return send_bytes(request, body, "text/plain; charset=utf-8", _name(episode, name, "txt"))


@_file("{track}.chapters.json", "The chapters of a track", _brings(CHAPTERS, type="object"))
def chapters_json(request: Request, episode_id: _Id, track: _Track) -> Response:
    """JSON Chapters 1.2 of the podcast namespace: the headline, and one a paragraph; of `both` one
    for each English line with its Korean one."""
    name = _known(track)
    episode = _episode(request, episode_id)
    found = _track(episode, name)
    lines, cues = [], []
    for number, line in enumerate(episode.lines):
        words = said(line, languages(name)[0])
        lines.append(Heard(words, (), name == "both" or line.paragraph_end, line.heading))
        if name in line.times:
            cues.append(Cue(*line.times[name], words, number))
    listed = [
        {"startTime": round(c.start, 3), "endTime": round(c.end, 3), "title": c.title}
        for c in chapters(lines, cues, found.seconds)
    ]
    made = {"version": "1.2.0", "title": title(episode, name), "chapters": listed}
    body = json.dumps(made, ensure_ascii=False).encode("utf-8", "replace")
    return send_bytes(request, body, CHAPTERS, _name(episode, name, "chapters.json"))


def library_of(request: Request) -> Path:
    """The folder of episodes, with those that there are at the moment. Raises LibraryError."""
    request.app.state.stored().refresh()
    library: Path = request.app.state.library
    return library


def _episode(request: Request, episode_id: str) -> Episode:
    episode = underway.finished(request, episode_id)
    return episode.model_copy(update={"id": episode_id})  # the folder's name is what counts


def _known(name: str) -> TrackName:
    for track in TRACKS:
        if track == name:
            return track
    raise HTTPException(404, f"There are tracks {', '.join(TRACKS)} only.")


def _track(episode: Episode | Entry, name: TrackName) -> TrackFile:
    track = episode.tracks.get(name)
    if track is None:
        raise HTTPException(404, f"The episode has no track “{name}”.")
    return track


def _name(episode: Episode | Entry, track: TrackName, ending: str) -> str:
    return file_name(title(episode, track), f".{track}.{ending}")


def _track_file(
    request: Request, episode_id: str, track: str, ending: str, media_type: str, line: int = 0
) -> Response:
    name = _known(track)
    here = underway.there(request, episode_id)
    if ending == "mp3" and not here:
        sound = underway.live(request, episode_id, None if name == "both" else name, line)
        if sound is not None:
            return sound
    library: Path = request.app.state.library
    # What was not there may have been finished just now.
    folder = shelf.path_of(library, episode_id) if here else underway.folder_of(request, episode_id)
    # Players ask for a track in hundreds of parts: its episode is not read for each of them.
    episode = catalogue(library).entry(episode_id) or shelf.load(folder)
    _track(episode, name)
    if media_type != AUDIO:
        media_type = f"{media_type}; charset=utf-8"
    # Our own name for it and never one that the episode's file gives, which could be anything.
    file = request.app.state.stored().bring(episode_id, f"{name}.{ending}")
    return send_file(request, file, media_type, _name(episode, name, ending))
