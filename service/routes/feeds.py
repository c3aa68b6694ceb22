"""The library as podcasts: one an English and one a Korean track of each episode."""

from datetime import UTC, datetime
from functools import lru_cache
from pathlib import Path
from typing import Annotated, Any

from fastapi import APIRouter, HTTPException, Request
from fastapi import Path as InPath
from fastapi.responses import Response

from audio_out.feed import MEDIA_TYPE, TRANSCRIPTS, Feed, Item, Paragraph, rss
from pipelines.engines import Language
from service import library as shelf
from service.episode import Episode
from service.files import send_bytes, send_file
from service.problems import documented
from service.routes.episodes import LANGUAGES, library_of, said
from service.routes.shown import address, base_address, title
from service.search import catalogue, script_languages
from service.stored import Stored

router = APIRouter(tags=["feeds"])

NEWEST = 100
"""Episodes in a feed: apps keep what they have seen, so older ones need no place in it."""

_COVER = Path(__file__).parent.parent / "data" / "cover.jpg"
_CACHE = "max-age=60"  # seconds: what a feed reader that asks too often may be told
_CATEGORIES = (("News", "Daily News"), ("Education", "Language Learning"))
_ABOUT: dict[Language, tuple[str, str]] = {
    "en": (
        "Deutgi: the news, short",
        "News articles of your own choice, summarised and read aloud by a computer.",
    ),
    "ko": (
        "듣기: 짧은 뉴스",
        "직접 고른 영어 뉴스를 컴퓨터가 요약하고 한국어로 옮겨 읽어 드립니다.",
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


@router.head("/feeds/{language}.xml", include_in_schema=False)
@router.get(
    "/feeds/{language}.xml",
    summary="A podcast feed",
    response_class=Response,
    responses={
        200: {"content": {MEDIA_TYPE: {"schema": {"type": "string"}}}},
        **documented(404, 422, 500),
        **_RESPONSES,
    },
)
def feed(
    request: Request,
    language: Annotated[str, InPath(json_schema_extra={"enum": list(LANGUAGES)})],
) -> Response:
    """RSS 2.0 with Apple's and Podcasting 2.0's tags: the newest episodes with such a track."""
    spoken = next((known for known in LANGUAGES if known == language), None)
    if spoken is None:
        raise HTTPException(404, f"There are feeds in {' and '.join(LANGUAGES)} only.")
    places: Stored = request.app.state.stored()
    library = library_of(request)
    having = [entry for entry in catalogue(library).entries() if spoken in entry.tracks][:NEWEST]
    state = tuple((entry.id, entry.modified) for entry in having)
    body = _document(places, spoken, base_address(request), state)
    newest = max((modified / 1e9 for _, modified in state), default=0.0)
    # An episode that is taken away changes the feed too, and of files only the folder.
    changed = max(newest, library.stat().st_mtime) if library.is_dir() else newest
    return send_bytes(request, body, f"{MEDIA_TYPE}; charset=utf-8", "", changed, _CACHE)


@lru_cache(maxsize=8)
def _document(
    places: Stored, language: Language, base: str, state: tuple[tuple[str, int], ...]
) -> bytes:
    """The feed of those episodes; the same as long as their files are."""
    newest = max((modified for _, modified in state), default=0)
    name, about = _ABOUT[language]
    made = Feed(
        address=f"{base}/feeds/{language}.xml",
        link=f"{base}/",
        title=name,
        summary=about,
        author="Deutgi 듣기",
        language=language,
        image=f"{base}/feeds/cover.jpg",
        changed=datetime.fromtimestamp(newest / 1e9, UTC) if newest else None,
        items=tuple(
            item
            for episode_id, _ in state
            if (item := _item(places, episode_id, language, base)) is not None
        ),
        categories=_CATEGORIES,
    )
    return rss(made)


def _item(places: Stored, episode_id: str, language: Language, base: str) -> Item | None:
    """An episode in the feed, or None where it has gone meanwhile."""
    try:
        episode = shelf.load(shelf.path_of(places.library, episode_id))
    except shelf.LibraryError:
        return None
    size = places.size(episode_id, f"{language}.mp3")
    track = episode.tracks.get(language)
    if track is None or size is None:
        return None
    body = [said(line, language) for line in episode.lines if not line.heading]
    return Item(
        guid=f"{episode_id}/{language}",
        title=title(episode, language),
        published=episode.created,
        audio=address(base, episode_id, f"{language}.mp3"),
        size=size,
        seconds=track.seconds,
        summary=" ".join(body),
        text=_text(episode, language),
        author=episode.article.byline or "",
        link=_page(episode.article.link),
        transcripts=tuple(
            (kind, address(base, episode_id, f"{language}.{kind}"))
            for kind in TRANSCRIPTS
            if places.size(episode_id, f"{language}.{kind}") is not None
        ),
        chapters=address(base, episode_id, f"{language}.chapters.json"),
    )


def _text(episode: Episode, language: Language) -> tuple[Paragraph, ...]:
    """Both texts, the one that is heard first, and who made them."""
    paragraphs = []
    for shown in sorted(LANGUAGES, key=lambda other: other != language):
        if shown in script_languages(episode):
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
