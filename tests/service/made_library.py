"""A library made for tests: episodes with real MP3s and captions, of tones instead of a voice."""

import io
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime, timedelta
from functools import cache
from pathlib import Path

from audio_out.captions import srt, webvtt
from audio_out.timeline import Line as Heard
from audio_out.track import Details, Track, write_track
from pipelines.article import Article
from pipelines.results import Speech
from service.episode import Episode, Line, TrackFile
from service.library import draft
from service.making import UNTRANSLATED_NOTICE
from service.settings import ServerSettings
from tests.audio_out.bursts import burst
from tests.service.serving import database_in, served

FIRST = datetime(2026, 1, 2, 3, 4, 5, tzinfo=UTC)

TEXT = (
    ("Ferries stay in harbour", "여객선, 항구에 머물다", True, False),
    ("No ferry left Oban on Tuesday.", "화요일에는 오반을 떠난 여객선이 없었다.", False, False),
    ("The wind was too strong.", "바람이 너무 강했다.", False, True),
    ("Talks on human rights go on.", "인권 협상은 계속된다.", False, True),
)


def put(
    library: Path,
    name: str,
    title: str = TEXT[0][0],
    title_ko: str | None = TEXT[0][1],
    text=TEXT,
    number: int = 0,
    languages=("en", "ko"),
    link: str | None = "https://example.org/ferries?a=1&b=2",
    complete: bool = True,
    **changes,
) -> Episode:
    """Put an episode in the library, made `number` minutes after the first."""
    tracks, files, times = {}, {}, {}
    for language in languages:
        said = tuple(en if language == "en" else ko or UNTRANSLATED_NOTICE for en, ko, *_ in text)
        ends = tuple((heading, end) for *_, heading, end in text)
        track, mp3 = _track(language, said, ends)
        files |= {
            f"{language}.mp3": mp3,
            f"{language}.vtt": webvtt(track.cues, language).encode(),
            f"{language}.srt": srt(track.cues, language).encode(),
        }
        times[language] = {c.line: (round(c.start, 3), round(c.end, 3)) for c in track.cues}
        tracks[language] = TrackFile(
            audio=f"{language}.mp3",
            captions=(f"{language}.vtt", f"{language}.srt"),
            seconds=round(track.seconds, 3),
            size=track.size,
            lufs=round(track.lufs, 2),
            true_peak=round(track.true_peak, 2),
            voice="tone",
            speed=1.0,
        )
    lines = tuple(
        Line(
            en=en,
            ko=ko,
            heading=heading,
            paragraph_end=end,
            times={language: times[language][n] for language in languages},
            translator="memory" if ko else None,
        )
        for n, (en, ko, heading, end) in enumerate(text)
    )
    values = {
        "id": name,
        "title": title,
        "title_ko": title_ko,
        "created": FIRST + timedelta(minutes=number),
        "article": Article(
            ("One paragraph.",), title=title, byline="Ann Author", date="2026-01-01", link=link
        ),
        "settings": {},
        "lines": lines,
        "tracks": tracks,
        "engines": {"summarize": "extractive", "translate": "memory", "speak en": "tone"},
        "versions": {},
        "seconds": {},
        "complete": complete,
    }
    episode = Episode.model_validate({**values, **changes})
    with draft(library, name) as folder:
        for file, data in files.items():
            (folder / file).write_bytes(data)
        (folder / "episode.json").write_text(episode.model_dump_json(), "utf-8")
    return episode


@cache
def _track(language: str, said: tuple[str, ...], ends) -> tuple[Track, bytes]:
    lines = [
        Heard(text, (Speech(burst(0.6, frequency=300 + 40 * n), text, "tone"),), end, heading)
        for n, (text, (heading, end)) in enumerate(zip(said, ends, strict=True))
    ]
    file = io.BytesIO()
    track = write_track(lines, Details(language, title=said[0]), file)
    return track, file.getvalue()


@contextmanager
def serving(library: Path, public_url: str = "") -> Iterator[str]:
    """The address of a server on a library, without a limit to how often it is asked."""
    beside = library.parent
    settings = ServerSettings(
        database_url=database_in(library.parent),
        library=library, models=beside / "models", keys=beside / "keys.json", rate=0
    )
    with served(settings) as here:
        here.app.state.public_url = public_url  # which would ask for a key, were it a setting
        yield here.url
