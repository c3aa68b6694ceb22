"""A library made for tests: episodes with real MP3s and captions, of tones instead of a voice."""

import io
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime, timedelta
from functools import cache
from pathlib import Path

from audio_out.both import interleaved
from audio_out.captions import srt, webvtt
from audio_out.timeline import Line as Heard
from audio_out.track import Details, Track, write_track
from pipelines.article import Article
from pipelines.results import Speech
from service.episode import Episode, Line, TrackFile
from service.library import draft
from service.settings import ServerSettings
from service.tracks import UNTRANSLATED_NOTICE
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
    names = ("en", "ko", "both") if set(languages) == {"en", "ko"} else tuple(languages)
    tracks, files, times = {}, {}, {}
    for kind in names:
        script = tuple((en, ko or UNTRANSLATED_NOTICE, *ends) for en, ko, *ends in text)
        track, mp3 = _track(kind, script)
        language = "ko" if kind == "ko" else "en"
        files |= {
            f"{kind}.mp3": mp3,
            f"{kind}.vtt": webvtt(track.cues, language).encode(),
            f"{kind}.srt": srt(track.cues, language).encode(),
        }
        heard = times[kind] = {}
        for cue in track.cues:
            place = cue.line // 2 if kind == "both" else cue.line
            start = heard.get(place, (cue.start,))[0]
            heard[place] = (round(start, 3), round(cue.end, 3))
        tracks[kind] = TrackFile(
            audio=f"{kind}.mp3",
            captions=(f"{kind}.vtt", f"{kind}.srt"),
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
            times={kind: heard[n] for kind, heard in times.items()},
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
def _track(kind: str, script) -> tuple[Track, bytes]:
    english, korean = (
        [
            Heard(
                said[place],
                (Speech(burst(0.6, frequency=300 + 40 * n), said[place], "tone"),),
                end,
                heading,
            )
            for n, (*said, heading, end) in enumerate(script)
        ]
        for place in (0, 1)
    )
    lines = {"en": english, "ko": korean, "both": interleaved(english, korean)}[kind]
    file = io.BytesIO()
    details = Details("en ko" if kind == "both" else kind, title=script[0][kind == "ko"])
    track = write_track(lines, details, file)
    return track, file.getvalue()


@contextmanager
def serving(library: Path, public_url: str = "") -> Iterator[str]:
    """The address of a server on a library, without a limit to how often it is asked."""
    beside = library.parent
    settings = ServerSettings(
        database_url=database_in(library.parent),
        library=library,
        models=beside / "models",
        keys=beside / "keys.json",
        rate=0,
    )
    with served(settings) as here:
        here.app.state.public_url = public_url  # which would ask for a key, were it a setting
        yield here.url
