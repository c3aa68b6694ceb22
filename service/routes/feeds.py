"""The library as podcasts: one of each track of the episodes."""

from datetime import UTC, datetime
from functools import lru_cache
from pathlib import Path
from typing import Annotated, Any

from fastapi import APIRouter, HTTPException, Request
from fastapi import Path as InPath
from fastapi.responses import Response

from audio_out.feed import MEDIA_TYPE, TRANSCRIPTS, Feed, Item, Paragraph, rss
from service import library as shelf
from service.episode import Episode, TrackName
from service.files import send_bytes, send_file
from service.problems import documented
from service.routes.episodes import TRACKS, library_of
from service.routes.shown import address, base_address, title
from service.search import catalogue, texts
from service.stored import Stored
from service.tracks import languages, said

router = APIRouter(tags=["feeds"])

NEWEST = 100
"""Episodes in a feed: apps keep what they have seen, so older ones need no place in it."""

_COVER = Path(__file__).parent.parent / "data" / "cover.jpg"
_CACHE = "private, max-age=60"  # seconds: what a feed reader that asks too often may be told
_CATEGORIES = (("News", "Daily News"), ("Education", "Language Learning"))
_ABOUT: dict[TrackName, tuple[str, str]] = {
    "en": (
        "Deutgi: the news, short",
        "News articles of your own choice, summarised and read aloud by a computer.",
    ),
    "ko": (
        "듣기: 짧은 뉴스",
        "직접 고른 영어 뉴스를 컴퓨터가 요약하고 한국어로 옮겨 읽어 드립니다.",
    ),
    "both": (
        "Deutgi 듣기: the news, sentence by sentence",
        "News articles of your own choice, summarised and read aloud by a computer: each English "
        "sentence, then the same in Korean. 영어 한 문장, 이어서 한국어 한 문장.",
    ),
}
_RESPONSES: dict[int | str, dict[str, Any]] = {304: {"description": "You have it already."}}


@router.head("/feeds/cover.jpg", include_in_schema=False)
@router.get(
    "/feeds/cover.jpg",
    summary="The feeds' cover",
    response_class=Response,
    responses={200: {"content": {"image/jpeg": {}}}, **_RESPONSES},
)
def cover(request: Request) -> Response:
    """1400 pixels square, as Apple wants it at least."""
    return send_file(request, _COVER, "image/jpeg")


@router.head("/feeds/{track}.xml", include_in_schema=False)
@router.get(
    "/feeds/{track}.xml",
    summary="A podcast feed",
    response_class=Response,
    responses={
        200: {"content": {MEDIA_TYPE: {"schema": {"type": "string"}}}},
        **documented(404, 422, 500),
        **_RESPONSES,
    },
)
def feed(
    request: Request, track: Annotated[str, InPath(json_schema_extra={"enum": list(TRACKS)})]
) -> Response:
    """RSS 2.0 with Apple's and Podcasting 2.0's tags: the newest episodes with such a track."""
    name = next((known for known in TRACKS if known == track), None)
    if name is None:
        raise HTTPException(404, f"There are feeds {', '.join(TRACKS)} only.")
    places: Stored = request.app.state.stored()
    library = library_of(request)
    having = [entry for entry in catalogue(library).entries() if name in entry.tracks][:NEWEST]
    state = tuple((entry.id, entry.modified) for entry in having)
    body = _document(places, name, base_address(request), state)
    newest = max((modified / 1e9 for _, modified in state), default=0.0)
    # An episode that is taken away changes the feed too, and of files only the folder.
    changed = max(newest, library.stat().st_mtime) if library.is_dir() else newest
    return send_bytes(request, body, f"{MEDIA_TYPE}; charset=utf-8", "", changed, _CACHE)


@lru_cache(maxsize=8)
def _document(
    places: Stored, track: TrackName, base: str, state: tuple[tuple[str, int], ...]
) -> bytes:
    """The feed of those episodes; the same as long as their files are."""
    newest = max((modified for _, modified in state), default=0)
    name, about = _ABOUT[track]
    made = Feed(
        address=f"{base}/feeds/{track}.xml",
        link=f"{base.partition('/private/')[0]}/",  # a site that can be shown to others: no key
        title=name,
        summary=about,
        author="Deutgi 듣기",
        # RSS has one language a feed, and Apple's guide asks for two letters of ISO 639, which has
        # none for several ("mul" is three). So `both` names the one that is heard first and that
        # its titles are in.
        language=languages(track)[0],
        image=f"{base}/feeds/cover.jpg",
        changed=datetime.fromtimestamp(newest / 1e9, UTC) if newest else None,
        items=tuple(
            item
            for episode_id, _ in state
            if (item := _item(places, episode_id, track, base)) is not None
        ),
        categories=_CATEGORIES,
    )
    return rss(made)


def _item(places: Stored, episode_id: str, name: TrackName, base: str) -> Item | None:
    """An episode in the feed, or None where it has gone meanwhile."""
    try:
        episode = shelf.load(shelf.path_of(places.library, episode_id))
    except shelf.LibraryError:
        return None
    size = places.size(episode_id, f"{name}.mp3")
    track = episode.tracks.get(name)
    if track is None or size is None:
        return None
    lines = [line for line in episode.lines if not line.heading]
    body = [said(line, language) for line in lines for language in languages(name)]
    return Item(
        guid=f"{episode_id}/{name}",
        title=title(episode, name),
        published=episode.created,
        audio=address(base, episode_id, f"{name}.mp3"),
        size=size,
        seconds=track.seconds,
        summary=" ".join(body),
        text=_text(episode, name),
        author=episode.article.byline or "",
        link=_page(episode.article.link),
        transcripts=tuple(
            (kind, address(base, episode_id, f"{name}.{kind}"))
            for kind in TRANSCRIPTS
            if places.size(episode_id, f"{name}.{kind}") is not None
        ),
        chapters=address(base, episode_id, f"{name}.chapters.json"),
    )


def _text(episode: Episode, track: TrackName) -> tuple[Paragraph, ...]:
    """Both texts, the one that is heard first, or in turn as they are heard, and who made them."""
    paragraphs = []
    if track == "both":
        for line in episode.lines:
            for language in languages(track):
                paragraphs.append(Paragraph(said(line, language), language, line.heading))
    else:
        for shown in sorted(languages("both"), key=lambda other: other != track):
            if shown in texts(episode):
                sentences: list[str] = []
                for line in episode.lines:
                    sentences.append(said(line, shown))
                    if line.heading or line.paragraph_end:
                        paragraphs.append(Paragraph(" ".join(sentences), shown, line.heading))
                        sentences = []
                if sentences:
                    paragraphs.append(Paragraph(" ".join(sentences), shown))
    engines = dict.fromkeys(engine for engine in episode.engines.values() if engine != "none")
    paragraphs.append(Paragraph(f"Made by Deutgi with {', '.join(engines)}.", "en"))
    return tuple(paragraphs)


def _page(link: str | None) -> str:
    """The article's page where it is one that others can open too, not a file of this computer."""
    return link if link and link.startswith(("http://", "https://")) else ""
