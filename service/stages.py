"""The stages of a job: condense (or recall), speak, write. Each goes on where it was left.

What has been told of the job (see `service.checkpoints`) says how far it is; the sound of finished
sentences lies on the workbench, and with it the MP3 that people hear while the rest is made.
"""

import time
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

import numpy as np
import sqlalchemy as sa

from audio_out.live import LiveTrack
from audio_out.mp3 import seconds
from audio_out.timeline import Line
from pipelines.article import Article
from pipelines.bilingual import (
    Condensed,
    Engines,
    ScriptLine,
    Spoken,
    Unspoken,
    Untranslated,
    script_of,
    speak_script,
    summarize,
)
from pipelines.engines import Language
from pipelines.errors import KoreanUnavailable
from pipelines.results import SAMPLE_RATE, Speech
from service import checkpoints, jobs
from service import library as shelf
from service.bench import Bench
from service.checkpoints import Checkpoint
from service.choosing import Request, choose_engines
from service.episode import Episode
from service.length import parse_length
from service.making import Making, completing, recalled, write_completed, write_episode
from service.progress import Reporter
from service.tracks import UNTRANSLATED_NOTICE


class Unwanted(Exception):
    """The job was cancelled meanwhile."""


@dataclass(frozen=True, slots=True)
class Work:
    """A job at work: where its events go, where its sound lies, and where its episode will.

    `pause` is called between sentences, and raises where the process is to end.
    """

    job: jobs.Job
    engine: sa.Engine
    bench: Bench
    library: Path
    models: Path
    report: Reporter
    pause: Callable[[], None]

    def tell(self, told: Checkpoint) -> None:
        """Write down what happened. Raises Unwanted where nobody wants the rest any more."""
        if not jobs.tell(self.engine, self.job.id, *told):
            raise Unwanted
        if told[1] != "piece":  # its sentence would be spoken again
            self.pause()

    def wanted(self) -> jobs.Wanted:
        """What is to be made."""
        return jobs.wanted(self.engine, self.job.id)

    def told(self) -> list[jobs.Event]:
        """What has been told so far."""
        return jobs.events(self.engine, self.job.id)


def condense(work: Work) -> None:
    """Choose who speaks, and make the summary. Raises DeutgiError."""
    article, request = _given(work)
    making = checkpoints.making_of(work.told(), request)
    if making.script:
        return
    engines, choices, problems = choose_engines(request, work.models, work.report)
    if not making.chosen:
        work.tell(checkpoints.chosen(choices, problems))
    started = time.perf_counter()
    summary, failed = summarize(article, parse_length(request.length), engines.summarizers)
    seconds = time.perf_counter() - started
    event = Condensed(summary, script_of(article, summary), failed)
    work.tell(checkpoints.condensed(event, request))
    work.tell(checkpoints.made_of("condense", {"condense": seconds}))


def recall(work: Work) -> Episode | None:
    """Tell what there is of an episode that misses Korean: the rest is then made as a new one's.

    Gives the episode where it misses nothing. Raises DeutgiError, also where there is no voice.
    """
    old = _there(work)
    if old.complete:
        return old
    _, request = _given(work)
    _, choices, _ = choose_engines(request, work.models, work.report)
    work.tell(checkpoints.chosen(choices, ()))
    for told in checkpoints.recalled(recalled(old, request)):
        work.tell(told)
    return None


def speak(work: Work) -> None:
    """Translate and speak what has not been spoken yet, heard as it is made.

    Raises DeutgiError where the English voice fails, or the only one.
    """
    (_, request), told = _given(work), work.told()
    making = checkpoints.making_of(told, request)
    engines = _same_engines(work, making)
    tracks = {
        language: _taken_up(work, language, making.script, told) for language in engines.voices
    }
    done = checkpoints.so_far(making)

    def announce(line: int) -> None:
        """As in the finished track: a gap that is not heard would misinform."""
        if "ko" in tracks:
            notice = engines.voices["ko"].speak(UNTRANSLATED_NOTICE, "ko", request.speed)
            tracks["ko"].say(line, making.script[line], list(notice))

    for line, answer in making.answers.items():
        if isinstance(answer, KoreanUnavailable) and ("ko", line) not in making.spoken:
            announce(line)  # where the work stopped, at most
    pieces: list[Speech] = []
    for event in speak_script(making.script, engines, request.languages, done):
        if isinstance(event, Spoken):
            script = making.script[event.line]
            if event.speech is None:
                tracks[event.language].end(event.line, script, pieces)
                pieces = []
            else:
                tracks[event.language].piece(event.line, event.speech, len(pieces))
                pieces.append(event.speech)
        elif isinstance(event, Unspoken) and "en" not in request.languages:
            raise event.error
        elif happened := checkpoints.checkpoint(event, "speak"):
            pieces = []  # of a line that broke off
            work.tell(happened)
            if isinstance(event, Untranslated):
                announce(event.line)


def write(work: Work, publish: Callable[[str], None]) -> Episode:
    """Write the episode's files, and put it in the library. Raises DeutgiError."""
    # The draft comes first: it puts back an episode that a killed process left aside.
    with shelf.draft(work.library, work.job.episode_id) as folder:
        (article, request), told = _given(work), work.told()
        making = checkpoints.making_of(told, request)
        engines = _same_engines(work, making)
        lines = _lines(told)

        def takes(language: Language, line: int) -> Sequence[Speech]:
            if (language, line) not in lines:
                return ()
            if kept := _speech(work.bench, lines[language, line]):
                return kept
            text = " ".join(text for text, _ in lines[language, line]["pieces"])
            return list(engines.voices[language].speak(text, language, request.speed))

        place = shelf.path_of(work.library, work.job.episode_id)
        if work.job.kind == "complete":
            episode = write_completed(place, making, engines.voices, takes, folder)
        else:
            episode = write_episode(article, making, engines.voices, takes, folder)
    publish(episode.id)
    return episode


@dataclass(slots=True)
class _Heard:
    """A track that is heard while it is made: it tells of each piece, and keeps its sound."""

    work: Work
    language: Language
    track: LiveTrack
    heard: int  # bytes of whole lines
    told: frozenset[str]  # the names of pieces that were told of before
    size: int = 0  # bytes of this line

    def say(self, number: int, script: ScriptLine, pieces: Sequence[Speech]) -> None:
        """A whole line at once."""
        for count, speech in enumerate(pieces):
            self.piece(number, speech, count)
        self.end(number, script, pieces)

    def piece(self, line: int, speech: Speech, number: int) -> None:
        """A piece of a line has been spoken."""
        if number == 0:
            self.size = 0
        start = seconds(self.heard) + self.track.position
        mp3 = self._kept(sound_name(self.language, line, number), self.track.piece(speech))
        self.size += len(mp3)
        data = {
            "language": self.language,
            "line": line,
            "piece": number,
            "text": speech.text,
            "start": round(start, 3),
            "end": round(start + speech.samples.size / SAMPLE_RATE, 3),
            "mp3_seconds": round(seconds(len(mp3)), 3),
        }
        self.work.tell((f"{self.language} {line} {number}", "piece", data))

    def end(self, line: int, script: ScriptLine, pieces: Sequence[Speech]) -> None:
        """A line is wholly spoken: from now on it is not spoken again."""
        rest = self.track.end(Line(script.text, (), script.paragraph_end, script.heading))
        self.work.bench[sound_name(self.language, line)] = rest
        sound = np.concatenate([np.zeros(0, np.float32), *(speech.samples for speech in pieces)])
        self.work.bench[take_name(self.language, line)] = sound.astype("<f4").tobytes()
        self.size += len(rest)
        self.heard += self.size
        data = {
            "language": self.language,
            "line": line,
            "pieces": [[speech.text, speech.samples.size] for speech in pieces],
            "voice": pieces[0].engine if pieces else "",
            "bytes": self.size,
            "mp3_seconds": round(seconds(len(rest)), 3),
        }
        self.work.tell((f"{self.language} {line}", "spoken", data))

    def _kept(self, name: str, mp3: bytes) -> bytes:
        """Put a piece's sound on the workbench, if it was not heard before: a voice may speak it
        otherwise the second time, and all listeners hear what they were told of."""
        if name in self.told and (before := self.work.bench.get(name)) is not None:
            return before
        self.work.bench[name] = mp3
        return mp3


def sound_name(language: Language, line: int, piece: int | None = None) -> str:
    """The name on the workbench of a piece's live MP3, or of that of the pause after its line."""
    return f"{language}-{line:04}-{'end' if piece is None else f'{piece:03}'}.mp3"


def take_name(language: Language, line: int) -> str:
    """The name on the workbench of a line's samples (float32, little-endian)."""
    return f"{language}-{line:04}.f32"


def _given(work: Work) -> tuple[Article, Request]:
    """The article, and what is to be made of it. Raises LibraryError where an episode that is to be
    completed is not there any more."""
    wanted = work.wanted()
    if wanted.article is None:
        old = _there(work)
        return old.article, completing(old, wanted.request.voice_ko)
    return wanted.article, wanted.request


def _there(work: Work) -> Episode:
    return shelf.load(shelf.path_of(work.library, work.job.episode_id))


def _same_engines(work: Work, making: Making) -> Engines:
    """The engines that were chosen at first, also where others would be better by now."""
    names = {stage: choice.name for stage, choice in making.chosen.items()}
    request = replace(
        making.request, voice_en=names.get("speak en"), voice_ko=names.get("speak ko")
    )
    engines, _, _ = choose_engines(request, work.models, work.report)
    voices = {
        language: voice
        for language, voice in engines.voices.items()
        if f"speak {language}" in names and language not in making.unspoken
    }
    return replace(engines, voices=voices)


def _lines(told: Iterable[jobs.Event]) -> dict[tuple[Language, int], Mapping[str, Any]]:
    """What is known of the lines that are wholly spoken."""
    spoken = (event.data for event in told if event.kind == "spoken")
    return {(data["language"], data["line"]): data for data in spoken}


def _taken_up(
    work: Work, language: Language, script: Sequence[ScriptLine], told: Sequence[jobs.Event]
) -> _Heard:
    """A track as it was left."""
    lines = [data for (lang, _), data in sorted(_lines(told).items()) if lang == language]
    pieces = (event.data for event in told if event.kind == "piece")
    known = {sound_name(each["language"], each["line"], each["piece"]) for each in pieces}
    track = LiveTrack()
    for data in lines:
        line = script[data["line"]]
        speech = _speech(work.bench, data)
        track.skip(Line(line.text, speech, line.paragraph_end, line.heading))
    heard = sum(data["bytes"] for data in lines)
    return _Heard(work, language, track, heard, frozenset(known))


def _speech(bench: Mapping[str, bytes], spoken: Mapping[str, Any]) -> list[Speech]:
    """A line's pieces as they were spoken; none where a failure of the power took their sound."""
    kept = bench.get(take_name(spoken["language"], spoken["line"]), b"")
    if len(kept) != 4 * sum(samples for _, samples in spoken["pieces"]):
        return []
    sound = np.frombuffer(kept, "<f4")
    ends = np.cumsum([samples for _, samples in spoken["pieces"]])
    return [
        Speech(sound[end - samples : end], text, spoken["voice"])
        for (text, samples), end in zip(spoken["pieces"], ends, strict=True)
    ]
