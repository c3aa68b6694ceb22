"""Speaking a line again that was misheard: another pace, numbers in words, a voice mixed in.

A finished episode has only its MP3s. The other lines of a track are therefore spoken anew too: a
voice that speaks the same every time, as Kokoro does, gives the very samples that were heard. Where
it does not, as espeak, they are cut from the old MP3, which costs a second coding at 64 kbps.
"""

import math
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

import numpy as np

from audio_out.both import cut
from audio_out.loudness import Meter, Samples
from audio_out.timeline import with_pause
from pipelines.engines import Language, open_voice, split_name
from pipelines.hear import Listener, listen_to
from pipelines.results import SAMPLE_RATE, Speech
from pipelines.speak.kokoro import SPEAKERS
from service.episode import Episode, Heard
from service.tracks import Takes, said

PACES = (0.93, 0.88, 1.05)
"""How fast other takes are, times the pace of the track, in the order in which they are tried."""

MIXED = 0.3
"""The share of another speaker in a take by a voice that can be mixed: still the same person."""

_SAME = 0.002  # seconds


@dataclass(frozen=True, slots=True)
class Retake:
    """A line spoken again: its speech, how (for people), and what was heard of it."""

    speech: tuple[Speech, ...]
    how: str
    heard: Heard


def better(
    text: str,
    language: Language,
    told: Heard,
    voice: str,
    speed: float,
    listener: Listener,
    home: Path,
) -> Retake | None:
    """The first take that is heard as it is written, else the best that is better than before.

    `told` is what was heard of it, spoken by the voice of that name at that speed. Better is a take
    of which fewer words are lost and not more sounds. Raises what the voice and the listener do.
    """
    best, least = None, (True, len(told.lost))
    for how, speech in _takes(text, language, voice, speed, home):
        new = listened(text, language, _joined(speech), listener, how)
        faults = not new.ok, len(new.lost)
        if faults < least and (new.ok or new.rate <= told.rate):
            best, least = Retake(tuple(speech), how, new), faults
        if new.ok:
            break
    return best


def listened(
    text: str, language: Language, samples: Samples, listener: Listener, take: str = ""
) -> Heard:
    """What came of a line that says a text. Raises what the listener does."""
    heard = listen_to(text, samples, language, listener)
    verdict = heard.verdict
    return Heard(
        text=heard.text,
        ok=verdict.ok,
        rate=verdict.rate,
        lost=verdict.lost,
        listener=listener.name,
        take=take,
    )


def _takes(
    text: str, language: Language, name: str, speed: float, home: Path
) -> Iterator[tuple[str, list[Speech]]]:
    """The takes that are tried, each with how it is spoken."""
    voice = open_voice(name, home)

    def paced(pace: float) -> tuple[str, list[Speech]]:
        how = "slower" if pace < 1 else "faster"
        fitting = min(2.0, max(0.5, speed * pace))
        return f"{100 * abs(1 - pace):.0f} % {how}", list(voice.speak(text, language, fitting))

    first, *others = PACES
    yield paced(first)
    for mixed in _mixed(voice.name):
        yield f"by {mixed}", list(open_voice(mixed, home).speak(text, language, speed))
    spelled = _spelled(text, language)
    if spelled != text:
        before, now = (_joined(list(voice.speak(t, language, speed))) for t in (text, spelled))
        if not np.array_equal(before, now):  # most of our voices spell out by themselves
            # One piece: captions show the text as it is written.
            yield "with its numbers in words", [Speech(now, text, voice.name)]
    for pace in others:
        yield paced(pace)


def voice_of(episode: Episode, language: Language) -> str:
    """The name by which the voice of a track can be opened again."""
    return episode.engines.get(f"speak {language}") or episode.tracks[language].voice


def _mixed(name: str) -> Iterator[str]:
    """The voice with a little of another in it, where its engine can mix."""
    engine, speaker = split_name(name)
    if engine == "kokoro" and speaker in SPEAKERS:
        for other in SPEAKERS[:2]:
            if other != speaker:
                yield f"kokoro:{speaker}*{1 - MIXED:.1f}+{other}*{MIXED:.1f}"


def _spelled(text: str, language: Language) -> str:
    if language == "ko":
        from pipelines import korean

        return korean.spell_out(text)
    from pipelines import english

    return english.spell_out(text)


def _joined(pieces: Sequence[Speech]) -> Samples:
    """A line's pieces with the pauses between them, as they are heard in a track."""
    if not pieces:
        return np.zeros(0, np.float32)
    return np.concatenate([*(with_pause(piece)[0] for piece in pieces[:-1]), pieces[-1].samples])


def among_the_others(
    episode: Episode, language: Language, new: Mapping[int, Retake], folder: Path, home: Path
) -> Takes:
    """What is spoken of each line of a track: the new takes, and all others as they were.

    `folder` holds the old track. Raises what the voice does, and OSError or ValueError where the
    old track is needed and cannot be read.
    """
    times = {
        number: line.times[language]
        for number, line in enumerate(episode.lines)
        if language in line.times and number not in new
    }
    takes: dict[int, Sequence[Speech]] = {number: take.speech for number, take in new.items()}
    others = _anew(episode, language, times, home)
    if others is None:
        others = _cut(episode, language, times, folder)
        takes = _as_loud(takes, others)
    takes |= others
    return lambda number: takes.get(number, ())


Times = Mapping[int, tuple[float, float]]


def _anew(
    episode: Episode, language: Language, times: Times, home: Path
) -> dict[int, Sequence[Speech]] | None:
    """The lines spoken once more; None where one of them comes out otherwise than it was."""
    voice = open_voice(voice_of(episode, language), home)
    takes: dict[int, Sequence[Speech]] = {}
    for number, (start, end) in times.items():
        text = said(episode.lines[number], language)
        takes[number] = list(voice.speak(text, language, episode.tracks[language].speed))
        samples = _joined(takes[number]).size
        if abs(samples / SAMPLE_RATE - (end - start)) > _SAME:
            return None
    return takes


def _cut(
    episode: Episode, language: Language, times: Times, folder: Path
) -> dict[int, Sequence[Speech]]:
    """The lines as they are heard in the finished track."""
    track = episode.tracks[language]
    with (folder / track.audio).open("rb") as file:
        return {
            number: (Speech(samples, said(episode.lines[number], language), track.voice),)
            for number, samples in zip(times, cut(file, list(times.values())), strict=True)
        }


def _as_loud(
    takes: Mapping[int, Sequence[Speech]], others: Mapping[int, Sequence[Speech]]
) -> dict[int, Sequence[Speech]]:
    """The new takes as loud as the others, which have a finished track's loudness."""
    louder = _level(others) - _level(takes)
    factor = np.float32(10 ** (louder / 20) if math.isfinite(louder) else 1.0)
    return {
        number: [replace(speech, samples=speech.samples * factor) for speech in take]
        for number, take in takes.items()
    }


def _level(takes: Mapping[int, Sequence[Speech]]) -> float:
    """LUFS of all of them together; -inf where there is nothing to hear."""
    meter = Meter()
    for take in takes.values():
        for speech in take:
            meter.add(speech.samples)
    return meter.lufs
