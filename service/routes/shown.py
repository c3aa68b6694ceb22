"""How an episode is shown: what answers say of one, and the addresses of its files."""

from collections.abc import Iterable
from datetime import datetime
from typing import Any, Literal, TypeVar
from urllib.parse import quote

from fastapi import Request
from pydantic import BaseModel, ConfigDict, Field

from audio_out.feed import TRANSCRIPTS
from service.episode import Episode, Line, Problem, TrackName
from service.problems import without_paths
from service.search import Entry, entry_of

M = TypeVar("M", bound=BaseModel)

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
    "links": {"self": _AT, "json": f"{_AT}/episode.json", "events": f"{_AT}/events"},
}


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
    tracks: dict[TrackName, Sound]
    texts: dict[TrackName, str]
    links: dict[str, str] = Field(
        description="`self`: the episode; `json`: all that is known; `events`: what happens to it."
    )
    status: Literal["waiting", "making", "done", "failed", "cancelled"] = Field(
        default="done", description="Where the making of it is."
    )
    error: str = Field(default="", description="Why it could not be made.")
    hint: str = Field(default="", description="What to do about that.")


class EpisodeDetails(EpisodeSummary):
    """An episode with its text line by line, who made it, and what is missing."""

    summary_note: str
    lines: tuple[Line, ...]
    engines: dict[str, str]
    problems: tuple[Problem, ...]


def base_address(request: Request) -> str:
    """Where the server is reached: as it was told, or as this request found it. No last slash.

    Where the request's own address has a key in it, so have the links.
    """
    told = str(request.app.state.public_url).rstrip("/")
    return told + request.scope.get("root_path", "") if told else str(request.base_url).rstrip("/")


def address(base: str, episode_id: str, file: str = "") -> str:
    """The absolute address of an episode, or of one of its files."""
    return f"{base}/v1/episodes/{quote(episode_id)}" + (f"/{file}" if file else "")


def title(episode: Episode | Entry, track: TrackName) -> str:
    """The title of a track: in English where it has no Korean one, and of both languages."""
    return (episode.title_ko if track == "ko" else None) or episode.title


def details(base: str, name: str, episode: Episode, app: Any) -> EpisodeDetails:
    """A finished episode, without the paths of the server's folders that reasons may name."""
    return EpisodeDetails(
        **summary(base, entry_of(name, episode)),
        summary_note=episode.summary_note,
        lines=tuple(_told(line, ("missing", "missing_hint"), app) for line in episode.lines),
        engines=dict(episode.engines),
        problems=tuple(_told(each, ("message", "hint"), app) for each in episode.problems),
    )


def _told(said: M, fields: Iterable[str], app: Any) -> M:
    texts = {name: getattr(said, name) for name in fields}
    return said.model_copy(
        update={name: text and without_paths(text, app) for name, text in texts.items()}
    )


def summary(base: str, entry: Entry) -> dict[str, Any]:
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
            kind: Sound(
                audio=address(base, name, f"{kind}.mp3"),
                seconds=track.seconds,
                size=track.size,
                lufs=track.lufs,
                voice=track.voice,
                captions={
                    ending: address(base, name, f"{kind}.{ending}")
                    for ending in TRANSCRIPTS
                    if f"{kind}.{ending}" in track.captions
                },
                chapters=address(base, name, f"{kind}.chapters.json"),
            )
            for kind, track in entry.tracks.items()
        },
        "texts": {kind: address(base, name, f"{kind}.txt") for kind in entry.script},
        "links": {
            "self": address(base, name),
            "json": address(base, name, "episode.json"),
            "events": address(base, name, "events"),
        },
    }
