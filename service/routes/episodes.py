"""Episodes as resources: lists, one with its text, its files, and taking one away."""

import json
from datetime import datetime
from pathlib import Path
from typing import Annotated, Any, get_args
from urllib.parse import quote, urlencode

from fastapi import APIRouter, HTTPException, Query, Request
from fastapi import Path as InPath
from fastapi.responses import Response
from pydantic import BaseModel, ConfigDict, Field

from audio_out.feed import AUDIO, CHAPTERS, TRANSCRIPTS
from audio_out.tags import chapters
from audio_out.timeline import Cue
from audio_out.timeline import Line as Heard
from pipelines.engines import Language
from service import library as shelf
from service.episode import Episode, Line, Problem, TrackFile
from service.files import file_name, send_bytes, send_file
from service.making import UNTRANSLATED_NOTICE
from service.problems import documented
from service.search import Entry, catalogue, entry_of, is_id, script_languages

router = APIRouter(tags=["episodes"])

LANGUAGES: tuple[Language, ...] = get_args(Language)

_Id = Annotated[str, InPath(description="The episode's `id`.")]
_Lang = Annotated[
    str,
    InPath(description="The track's language.", json_schema_extra={"enum": list(LANGUAGES)}),
]
_NONE = documented(404, 422, 500)
_HAS_IT: dict[int | str, dict[str, Any]] = {304: {"description": "You have it already."}}

_AT = "https://news.example.org/v1/episodes/ferries-stay-in-harbour-0123456789"
_EXAMPLE: dict[str, Any] = {
    "id": "ferries-stay-in-harbour-0123456789",
    "title": "Ferries stay in harbour",
    "title_ko": "여객선, 항구에 머물다",
    "created": "2026-01-02T03:04:05Z",
    "date": "2026-01-01",
    "byline": "Ann Author",
    "link": "https://example.org/ferries",
    "complete": False,
    "tracks": {
        "en": {
            "audio": f"{_AT}/en.mp3",
            "seconds": 61.2,
            "size": 490_813,
            "lufs": -16.1,
            "voice": "kokoro:jf_alpha",
            "captions": {"vtt": f"{_AT}/en.vtt", "srt": f"{_AT}/en.srt"},
            "chapters": f"{_AT}/en.chapters.json",
        }
    },
    "texts": {"en": f"{_AT}/en.txt"},
    "links": {"self": _AT, "json": f"{_AT}/episode.json"},
}


def _brings(media_type: str, **schema: str) -> dict[int | str, dict[str, Any]]:
    content = {"description": "The file.", "content": {media_type: {"schema": schema}}}
    return {200: content, **_HAS_IT, **_NONE}


class Sound(BaseModel):
    """A track of an episode: `seconds` of sound, `size` in bytes, and the addresses of its files.

    `lufs` is its loudness (ITU-R BS.1770), `voice` the engine that speaks.
    """

    audio: str
    seconds: float
    size: int
    lufs: float
    voice: str
    captions: dict[str, str] = Field(description="Addresses of captions by kind: `vtt`, `srt`.")
    chapters: str


class EpisodeSummary(BaseModel):
    """What a list shows of an episode.

    `date`, `byline` and `link` are the article's; `complete` is whether both languages are
    whole; `texts` are addresses of what is said, as plain text.
    """

    model_config = ConfigDict(json_schema_extra={"examples": [_EXAMPLE]})

    id: str
    title: str
    title_ko: str | None
    created: datetime
    date: str | None
    byline: str | None
    link: str | None
    complete: bool
    tracks: dict[Language, Sound]
    texts: dict[Language, str]
    links: dict[str, str] = Field(description="`self`: the episode; `json`: all that is known.")


class EpisodeDetails(EpisodeSummary):
    """An episode with its text line by line, who made it, and what is missing."""

    summary_note: str
    lines: tuple[Line, ...]
    engines: dict[str, str]
    problems: tuple[Problem, ...]


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
    limit: Annotated[int, Query(ge=1, le=100)] = 20,
    cursor: Annotated[
        str, Query(max_length=600, description="From `next` of the page before.")
    ] = "",
) -> EpisodeList:
    """The newest come first. Follow `next`: no episode comes twice while others are added."""
    try:
        page = catalogue(request.app.state.library).page(limit, cursor, q, complete)
    except ValueError as error:
        raise HTTPException(400, str(error)) from error
    base = base_address(request)
    after = None
    if page.cursor:
        asked = {"cursor": page.cursor, "limit": limit, "q": q or None}
        asked["complete"] = None if complete is None else str(complete).lower()
        after = f"{base}/v1/episodes?" + urlencode({k: v for k, v in asked.items() if v})
    shown = tuple(EpisodeSummary(**_summary(base, entry)) for entry in page.entries)
    return EpisodeList(episodes=shown, total=page.total, next=after)


@router.head("/v1/episodes/{episode_id}", include_in_schema=False)
@router.get("/v1/episodes/{episode_id}", summary="An episode with its text", responses=_NONE)
def show_episode(request: Request, episode_id: _Id) -> EpisodeDetails:
    """Its lines in both languages, when each is heard, who made them, and what is missing."""
    episode = _episode(request, episode_id)
    return EpisodeDetails(
        **_summary(base_address(request), entry_of(episode_id, episode)),
        summary_note=episode.summary_note,
        lines=episode.lines,
        engines=dict(episode.engines),
        problems=episode.problems,
    )


@router.delete(
    "/v1/episodes/{episode_id}", status_code=204, summary="Remove an episode", responses=_NONE
)
def remove_episode(request: Request, episode_id: _Id) -> None:
    """It is gone at once, with all its files. Who is listening to it hears the rest."""
    _folder(request, episode_id)
    shelf.remove(request.app.state.library, episode_id)


@router.head("/v1/episodes/{episode_id}/episode.json", include_in_schema=False)
@router.get(
    "/v1/episodes/{episode_id}/episode.json",
    summary="All that is known of an episode",
    response_class=Response,
    responses=_brings("application/json", type="object"),
)
def episode_json(request: Request, episode_id: _Id) -> Response:
    """The file as it lies in the library: the whole article, settings and versions too."""
    file = _folder(request, episode_id) / "episode.json"
    return send_file(request, file, "application/json", f"{episode_id}.json")


@router.head("/v1/episodes/{episode_id}/{language}.mp3", include_in_schema=False)
@router.get(
    "/v1/episodes/{episode_id}/{language}.mp3",
    summary="The sound of a track",
    response_class=Response,
    responses={
        **_brings(AUDIO, type="string", format="binary"),
        206: {
            "description": "The ranges of bytes asked for.",
            "content": {AUDIO: {}, "multipart/byteranges": {}},
        },
        **documented(416),
    },
)
def audio(request: Request, episode_id: _Id, language: _Lang) -> Response:
    """An MP3 with its title, lyrics and chapters. Ranges are served, so players can jump."""
    return _track_file(request, episode_id, language, "mp3", AUDIO)


@router.head("/v1/episodes/{episode_id}/{language}.vtt", include_in_schema=False)
@router.get(
    "/v1/episodes/{episode_id}/{language}.vtt",
    summary="Captions as WebVTT",
    response_class=Response,
    responses=_brings("text/vtt", type="string"),
)
def webvtt(request: Request, episode_id: _Id, language: _Lang) -> Response:
    """Captions of a track, timed from its samples."""
    return _track_file(request, episode_id, language, "vtt", TRANSCRIPTS["vtt"])


@router.head("/v1/episodes/{episode_id}/{language}.srt", include_in_schema=False)
@router.get(
    "/v1/episodes/{episode_id}/{language}.srt",
    summary="Captions as SRT",
    response_class=Response,
    responses=_brings(TRANSCRIPTS["srt"], type="string"),
)
def srt(request: Request, episode_id: _Id, language: _Lang) -> Response:
    """Captions of a track, timed from its samples."""
    return _track_file(request, episode_id, language, "srt", TRANSCRIPTS["srt"])


@router.head("/v1/episodes/{episode_id}/{language}.txt", include_in_schema=False)
@router.get(
    "/v1/episodes/{episode_id}/{language}.txt",
    summary="What is said, as text",
    response_class=Response,
    responses=_brings("text/plain", type="string"),
)
def text(request: Request, episode_id: _Id, language: _Lang) -> Response:
    """The lines of the script, a line each, a blank one between paragraphs."""
    spoken = _language(language)
    episode = _episode(request, episode_id)
    if spoken not in script_languages(episode):
        raise HTTPException(404, f"The episode has no text in “{spoken}”.")
    written = ""
    for line in episode.lines:
        written += said(line, spoken) + ("\n\n" if line.heading or line.paragraph_end else "\n")
    body = f"{written.strip()}\n".encode("utf-8", "replace")
    name = _name(episode, spoken, "txt")
    return send_bytes(request, body, "text/plain; charset=utf-8", name)


@router.head("/v1/episodes/{episode_id}/{language}.chapters.json", include_in_schema=False)
@router.get(
    "/v1/episodes/{episode_id}/{language}.chapters.json",
    summary="The chapters of a track",
    response_class=Response,
    responses=_brings(CHAPTERS, type="object"),
)
def chapters_json(request: Request, episode_id: _Id, language: _Lang) -> Response:
    """JSON Chapters 1.2 of the podcast namespace: the headline, and one a paragraph."""
    spoken = _language(language)
    episode = _episode(request, episode_id)
    track = _track(episode, spoken)
    lines = [Heard(said(x, spoken), (), x.paragraph_end, x.heading) for x in episode.lines]
    cues = [
        Cue(*line.times[spoken], said(line, spoken), number)
        for number, line in enumerate(episode.lines)
        if spoken in line.times
    ]
    listed = [
        {"startTime": round(c.start, 3), "endTime": round(c.end, 3), "title": c.title}
        for c in chapters(lines, cues, track.seconds)
    ]
    made = {"version": "1.2.0", "title": title(episode, spoken), "chapters": listed}
    body = json.dumps(made, ensure_ascii=False).encode("utf-8", "replace")
    return send_bytes(request, body, CHAPTERS, _name(episode, spoken, "chapters.json"))


def base_address(request: Request) -> str:
    """Where the server is reached: as it was told, or as this request found it. No last slash.

    Where the request's own address has a key in it, so have the links.
    """
    told = str(request.app.state.public_url).rstrip("/")
    return told + request.scope.get("root_path", "") if told else str(request.base_url).rstrip("/")


def address(base: str, episode_id: str, file: str = "") -> str:
    """The absolute address of an episode, or of one of its files."""
    return f"{base}/v1/episodes/{quote(episode_id)}" + (f"/{file}" if file else "")


def said(line: Line, language: Language) -> str:
    """What is heard of a line in a language."""
    return line.en if language == "en" else line.ko or UNTRANSLATED_NOTICE


def title(episode: Episode | Entry, language: Language) -> str:
    """The title in a language, or in English where it has no Korean one."""
    return (episode.title_ko if language == "ko" else None) or episode.title


def _summary(base: str, entry: Entry) -> dict[str, Any]:
    """The fields of an EpisodeSummary."""
    name = entry.id
    return {
        "id": name,
        "title": entry.title,
        "title_ko": entry.title_ko,
        "created": entry.created,
        "date": entry.date,
        "byline": entry.byline,
        "link": entry.link,
        "complete": entry.complete,
        "tracks": {
            language: Sound(
                audio=address(base, name, f"{language}.mp3"),
                seconds=track.seconds,
                size=track.size,
                lufs=track.lufs,
                voice=track.voice,
                captions={
                    kind: address(base, name, f"{language}.{kind}")
                    for kind in TRANSCRIPTS
                    if f"{language}.{kind}" in track.captions
                },
                chapters=address(base, name, f"{language}.chapters.json"),
            )
            for language, track in entry.tracks.items()
        },
        "texts": {language: address(base, name, f"{language}.txt") for language in entry.script},
        "links": {"self": address(base, name), "json": address(base, name, "episode.json")},
    }


def _folder(request: Request, episode_id: str) -> Path:
    """The folder of an episode that is there: always one right in the library.

    Raises LibraryError where there is none.
    """
    library: Path = request.app.state.library
    if not is_id(episode_id) or not (shelf.path_of(library, episode_id) / "episode.json").exists():
        raise shelf.LibraryError(
            f"There is no episode “{episode_id}”.", "GET /v1/episodes lists those there are."
        )
    return shelf.path_of(library, episode_id)


def _episode(request: Request, episode_id: str) -> Episode:
    episode = shelf.load(_folder(request, episode_id))
    return episode.model_copy(update={"id": episode_id})  # the folder's name is what counts


def _language(name: str) -> Language:
    for language in LANGUAGES:
        if language == name:
            return language
    raise HTTPException(404, f"There are tracks in {' and '.join(LANGUAGES)} only.")


def _track(episode: Episode | Entry, language: Language) -> TrackFile:
    track = episode.tracks.get(language)
    if track is None:
        raise HTTPException(404, f"The episode has no track in “{language}”.")
    return track


def _name(episode: Episode | Entry, language: Language, ending: str) -> str:
    return file_name(title(episode, language), f".{language}.{ending}")


def _track_file(
    request: Request, episode_id: str, language: str, ending: str, media_type: str
) -> Response:
    spoken = _language(language)
    folder = _folder(request, episode_id)
    # Players ask for a track in hundreds of parts: its episode is not read for each of them.
    episode = catalogue(request.app.state.library).entry(episode_id) or shelf.load(folder)
    _track(episode, spoken)
    if media_type != AUDIO:
        media_type = f"{media_type}; charset=utf-8"
    # Our own name for it and never one that the episode's file gives, which could be anything.
    file = folder / f"{spoken}.{ending}"
    return send_file(request, file, media_type, _name(episode, spoken, ending))
