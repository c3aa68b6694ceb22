"""The files of an episode's tracks: one in each language, and one with both in turn."""

import contextlib
import tempfile
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path

import numpy as np

from audio_out.both import cut, interleaved
from audio_out.captions import srt, webvtt
from audio_out.track import Details, Track, write_track
from audio_out.track import Line as TrackLine
from pipelines.engines import Language, Voice
from pipelines.results import Speech
from service.episode import Episode, Line, TrackFile, TrackName

UNTRANSLATED_NOTICE = "이 문장은 아직 번역되지 않았습니다."
"""What the Korean track says in place of a sentence that has no Korean yet."""

Takes = Callable[[int], Sequence[Speech]]
"""What was spoken of a line in a language; nothing where it was not."""


def languages(track: TrackName) -> tuple[Language, ...]:
    """The languages of a track, in the order in which they are heard."""
    return ("en", "ko") if track == "both" else (track,)


def said(line: Line, language: Language) -> str:
    """What is heard of a line in a language."""
    return line.en if language == "en" else line.ko or UNTRANSLATED_NOTICE


def with_notice(takes: Takes, lines: Sequence[Line], voice: Voice, speed: float) -> Takes:
    """The Korean takes, with the notice for lines that have no Korean.

    A gap that is not heard would misinform somebody who cannot read the page.
    """

    @cache
    def notice() -> tuple[Speech, ...]:
        return tuple(voice.speak(UNTRANSLATED_NOTICE, "ko", speed))

    return lambda number: notice() if lines[number].ko is None else takes(number)


def with_track(
    episode: Episode, language: Language, voice: str, takes: Takes, folder: Path
) -> Episode:
    """The episode with one more track, whose files are written into the folder.

    It gets none in a language in which it has no text. Raises DeutgiError where nothing is to be
    heard, OSError as it comes.
    """
    if language == "ko" and not any(line.ko for line in episode.lines):
        return episode
    return _written(episode, language, voice, _lines(episode, language, takes), folder)


def with_both(episode: Episode, takes: Mapping[Language, Takes] | None, folder: Path) -> Episode:
    """The episode with each English line followed by its Korean one as a third track.

    Without takes of both languages they are cut from the finished tracks in the folder. There is
    no third track where one of the two is missing, or cannot be read any more: all else is whole
    without it. Raises OSError as it comes.
    """
    episode = _without_both(episode)
    both = languages("both")
    if not all(language in episode.tracks for language in both):
        return episode
    voices = dict.fromkeys(episode.tracks[language].voice for language in both)
    with contextlib.ExitStack() as stack:
        if takes is None:
            # Both, also where one was spoken just now: the peaks of a finished track have been
            # limited already, so beside fresh takes it would come out louder.
            try:
                takes = {lang: stack.enter_context(_cut(episode, lang, folder)) for lang in both}
            except ValueError:  # a damaged track
                return episode
        english, korean = (_lines(episode, language, takes[language]) for language in both)
        lines = interleaved(english, korean)
        return _written(episode, "both", " + ".join(voices), lines, folder)


@dataclass(frozen=True, slots=True)
class _Speech:
    """A line's speech, fetched whenever it is gone through: no track has to be held in memory."""

    takes: Takes
    number: int

    def __iter__(self) -> Iterator[Speech]:
        return iter(self.takes(self.number))


def _lines(episode: Episode, language: Language, takes: Takes) -> list[TrackLine]:
    return [
        TrackLine(said(line, language), _Speech(takes, n), line.paragraph_end, line.heading)
        for n, line in enumerate(episode.lines)
    ]


@contextlib.contextmanager
def _cut(episode: Episode, language: Language, folder: Path) -> Iterator[Takes]:
    """What was spoken, from a finished track. Raises ValueError where it is damaged."""
    voice = episode.tracks[language].voice
    heard = {
        n: line.times[language] for n, line in enumerate(episode.lines) if language in line.times
    }
    places: dict[int, tuple[int, int]] = {}
    with tempfile.TemporaryFile() as sound, (folder / f"{language}.mp3").open("rb") as track:
        end = 0
        for number, samples in zip(heard, cut(track, list(heard.values())), strict=True):
            sound.write(samples.tobytes())
            places[number] = end, end + samples.size
            end += samples.size

        def takes(number: int) -> Sequence[Speech]:
            if number not in places:
                return ()
            start, end = places[number]
            sound.seek(start * 4)
            samples = np.frombuffer(sound.read((end - start) * 4), np.float32)
            return (Speech(samples, said(episode.lines[number], language), voice),)

        yield takes


def _written(
    episode: Episode, name: TrackName, voice: str, lines: Iterable[TrackLine], folder: Path
) -> Episode:
    """The episode with a track of these lines, whose files are written into the folder."""
    with (folder / f"{name}.mp3").open("wb") as file:
        track = write_track(lines, _details(episode, name), file)
    captions = {f"{name}.vtt": webvtt, f"{name}.srt": srt}
    for caption, write in captions.items():
        text = write(track.cues, "ko" if name == "ko" else "en")
        (folder / caption).write_text(clean(text), "utf-8", newline="")
    made = TrackFile(
        audio=f"{name}.mp3",
        captions=tuple(captions),
        seconds=round(track.seconds, 3),
        size=track.size,
        lufs=round(track.lufs, 2),
        true_peak=round(track.true_peak, 2),
        voice=voice,
        speed=float(episode.settings["speed"]),
    )
    return episode.model_copy(
        update={
            "tracks": {**episode.tracks, name: made},
            "lines": _timed(episode.lines, name, track),
        }
    )


def _timed(lines: Sequence[Line], name: TrackName, track: Track) -> tuple[Line, ...]:
    """The lines with when they are heard in a track."""
    heard: dict[int, tuple[float, float]] = {}
    for cue in track.cues:
        number = cue.line // 2 if name == "both" else cue.line
        start, _ = heard.get(number, (cue.start, 0.0))
        heard[number] = (round(start, 3), round(cue.end, 3))
    return tuple(
        line.model_copy(
            update={
                "times": {**line.times, name: heard[number]},
                # What was heard before was another track's.
                "heard": {lang: told for lang, told in line.heard.items() if lang != name},
            }
        )
        if number in heard
        else line
        for number, line in enumerate(lines)
    )


def _without_both(episode: Episode) -> Episode:
    """The episode as it was before a third track: of an older one, times and size are wrong."""
    tracks = {name: track for name, track in episode.tracks.items() if name != "both"}
    lines = tuple(
        line.model_copy(update={"times": {k: v for k, v in line.times.items() if k != "both"}})
        for line in episode.lines
    )
    return episode.model_copy(update={"tracks": tracks, "lines": lines})


def _details(episode: Episode, name: TrackName) -> Details:
    article = episode.article
    title = (episode.title_ko if name == "ko" else None) or episode.title
    spoken = languages(name)
    makers = unique(
        [
            episode.engines.get("summarize"),
            *(line.translator for line in episode.lines if "ko" in spoken),
            *(episode.engines.get(f"speak {language}") for language in spoken),
        ]
    )
    return Details(
        language=" ".join(spoken),
        title=clean(title),
        artist=clean(article.byline or "Deutgi"),
        album="Deutgi 듣기",
        date=article.date or f"{episode.created:%Y-%m-%d}",
        comment=f"Made by Deutgi with {', '.join(makers)}",
        link=article.link or "",
    )


def unique(names: Iterable[str | None]) -> list[str]:
    """The names that there are, each once, in the order in which they come first."""
    return list(dict.fromkeys(name for name in names if name))


def clean(text: str) -> str:
    """Without lone surrogates, which no file can hold."""
    return text.encode("utf-8", "replace").decode()
