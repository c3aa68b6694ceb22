"""Deutgi listens to its own sound: is every line of an episode heard as it is written?

What was heard is kept in `episode.json`, line by line. Lines that were misheard may be spoken again
(`service.retakes`).
"""

import shutil
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

from audio_out.both import cut
from audio_out.loudness import Samples
from pipelines.engines import Language
from pipelines.hear import Listener
from service import library as shelf
from service import retakes
from service.episode import Episode, Heard, Line
from service.progress import Reporter
from service.retakes import Retake, listened
from service.tracks import said, with_both, with_track

LANGUAGES: tuple[Language, ...] = ("en", "ko")

Place = tuple[Language, int]
"""A line of a track: its language and its number."""


@dataclass(frozen=True, slots=True)
class Checked:
    """An episode whose lines were listened to.

    `again` are those that were spoken again for the better, None where nobody asked for that.
    """

    episode: Episode
    again: tuple[Place, ...] | None = None

    @property
    def lines(self) -> list[tuple[Language, int, Line, Heard]]:
        """All lines that were listened to, track by track."""
        return [
            (language, number, line, line.heard[language])
            for language in LANGUAGES
            for number, line in enumerate(self.episode.lines)
            if language in line.heard
        ]

    @property
    def flagged(self) -> int:
        """How many lines were misheard."""
        return sum(not heard.ok for _, _, _, heard in self.lines)


def check(
    name: str, library: Path, home: Path, listener: Listener, report: Reporter, fix: bool = False
) -> Checked:
    """Listen to every line of an episode, and write down what was heard.

    With `fix`, what was misheard is spoken again by its voice, and the better take kept; what comes
    out no better stays as it was. Raises LibraryError where there is no such episode, it cannot be
    read or written, or was changed meanwhile; EngineUnavailable and EngineFailed as the listener
    and the voices do.
    """
    old = shelf.find(library, name)
    place = shelf.path_of(library, old.id)
    heard = _heard(old, place, listener, report)
    better: dict[Place, Retake] = {}
    if fix:
        flagged = {where: told for where, told in heard.items() if not told.ok}
        if flagged:
            report.stage("again", len(flagged), "lines")
        for (language, number), told in flagged.items():
            text, voice = said(old.lines[number], language), retakes.voice_of(old, language)
            speed = old.tracks[language].speed
            if take := retakes.better(text, language, told, voice, speed, listener, home):
                better[language, number] = take
            report.step("again")
    report.stage("write")
    with shelf.draft(library, old.id) as folder:
        if shelf.load(place) != old:
            raise shelf.LibraryError(
                f"{old.id} was changed meanwhile.", f"Check it again: deutgi check {old.id}"
            )
        for track in old.tracks.values():
            for file in (track.audio, *track.captions):
                shutil.copyfile(place / file, folder / file)
        episode = _spoken_again(old, better, folder, home)
        heard |= _heard_again(episode, better, folder, listener)
        episode = _with(episode, heard)
        (folder / "episode.json").write_text(episode.model_dump_json(indent=2), "utf-8")
    report.step("write")
    return Checked(episode, tuple(better) if fix else None)


def _heard(
    episode: Episode, place: Path, listener: Listener, report: Reporter
) -> dict[Place, Heard]:
    """What was heard of every line that has text, track by track."""
    wanted = {
        language: [
            number
            for number, line in enumerate(episode.lines)
            if language in line.times and (language == "en" or line.ko is not None)
        ]
        for language in LANGUAGES
        if language in episode.tracks
    }
    report.stage("hear", sum(map(len, wanted.values())), "lines")
    heard = {}
    for language, numbers in wanted.items():
        for number, samples in _sound(episode, language, numbers, place):
            line = episode.lines[number]
            take = line.heard[language].take if language in line.heard else ""
            heard[language, number] = listened(
                said(line, language), language, samples, listener, take
            )
            report.step("hear")
    return heard


def _sound(
    episode: Episode, language: Language, numbers: list[int], place: Path
) -> Iterator[tuple[int, Samples]]:
    """The sound of some lines of a finished track. Raises LibraryError where it cannot be read."""
    file = place / episode.tracks[language].audio
    times = [episode.lines[number].times[language] for number in numbers]
    try:
        with file.open("rb") as track:
            yield from zip(numbers, cut(track, times), strict=True)
    except (OSError, ValueError) as error:
        reason = error.strerror if isinstance(error, OSError) else "it is damaged"
        raise shelf.LibraryError(
            f"{file} cannot be read: {reason}.", "Make the episode again with --again."
        ) from error


def _spoken_again(
    episode: Episode, better: Mapping[Place, Retake], folder: Path, home: Path
) -> Episode:
    """The episode with the better takes; its tracks in the folder are written anew."""
    if not better:
        return episode
    for language in LANGUAGES:
        new = {number: take for (lang, number), take in better.items() if lang == language}
        if new:
            takes = retakes.among_the_others(episode, language, new, folder, home)
            voice = episode.tracks[language].voice
            episode = with_track(episode, language, voice, takes, folder)
    return with_both(episode, None, folder)


def _heard_again(
    episode: Episode, better: Mapping[Place, Retake], folder: Path, listener: Listener
) -> dict[Place, Heard]:
    """What is heard of the new takes in the finished tracks: what people will hear counts."""
    heard = {}
    for language in LANGUAGES:
        numbers = sorted(number for lang, number in better if lang == language)
        if not numbers:
            continue
        for number, samples in _sound(episode, language, numbers, folder):
            text, how = said(episode.lines[number], language), better[language, number].how
            heard[language, number] = listened(text, language, samples, listener, how)
    return heard


def _with(episode: Episode, heard: Mapping[Place, Heard]) -> Episode:
    """The episode with what was heard of its lines, and nothing of what was heard before."""
    lines = tuple(
        line.model_copy(
            update={
                "heard": {
                    language: heard[language, number]
                    for language in LANGUAGES
                    if (language, number) in heard
                }
            }
        )
        for number, line in enumerate(episode.lines)
    )
    return episode.model_copy(update={"lines": lines})
