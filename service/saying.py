"""Saying a text at once: to a file, to standard output as it is made, or to the loudspeaker."""

import contextlib
import os
import sys
import tempfile
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import BinaryIO, cast, get_args

from rich.console import Console

from audio_out.live import level, stream_track
from audio_out.track import Details, Line, write_track
from pipelines.engines import Language, Voice, choose_voice, find, names, open_voice
from pipelines.errors import DeutgiError, EngineUnavailable
from pipelines.results import Speech
from pipelines.sentences import split_sentences
from service.library import LibraryError, must_have_folder
from service.loudspeaker import play
from service.progress import Reporter

_SAMPLES: dict[Language, str] = {
    "en": "The harbour council voted nine to two on Tuesday to buy 24 electric ferries.",
    "ko": "항만위원회는 화요일 전기 여객선 24척을 사들이기로 찬성 9표, 반대 2표로 결정했습니다.",
}


@dataclass(frozen=True, slots=True)
class VoiceEntry:
    """A voice as people choose it: `name` is what `--voice` takes; `online` where texts are sent
    away to be spoken."""

    name: str
    languages: tuple[Language, ...]
    ready: bool
    summary: str
    online: bool = False


def all_voices(home: Path, language: Language | None = None) -> list[VoiceEntry]:
    """Every voice of every installed engine, or those that speak a language."""
    entries = []
    for engine in names("speak"):
        try:
            module = find("speak", engine)
        except EngineUnavailable as error:
            entries.append(VoiceEntry(engine, (), False, error.message))
            continue
        about = module.ABOUT
        ready = module.readiness("", home).ready
        if language is None or language in about.languages:
            each = [f"{engine}:{model}" for model in module.models(home)] or [engine]
            online = about.network == "always"
            entries += [
                VoiceEntry(name, about.languages, ready, about.summary, online) for name in each
            ]
    return entries


def say_text(
    text: str,
    lang: str,
    out: Path | None,
    voice: str | None,
    speed: float,
    home: Path,
    err: Console,
) -> None:
    """Say a text. `out` is a file (.mp3), `-` for an MP3 stream, None for the loudspeaker.

    Raises DeutgiError for an empty text, an unknown language or kind of file.
    """
    language = language_of(text, lang)
    if not text.strip():
        raise _nothing()
    speaker = _voice(voice, language, home)
    lines = _lines(text, language, speaker, speed)
    if out is None:
        play(passage.samples for passage in level(lines))
    elif str(out) == "-":
        for chunk in stream_track(lines):
            sys.stdout.buffer.write(chunk)
            sys.stdout.buffer.flush()
    elif out.suffix.lower() == ".mp3":
        with _appearing(out) as file:
            write_track(lines, _details(text, language, speaker), file)
    else:
        raise DeutgiError(
            f"{out.name} is no kind of sound file that can be written.", "Name it .mp3."
        )
    if out is not None and str(out) != "-":
        err.print(f"{out} ({speaker.name})", markup=False, highlight=False, soft_wrap=True)


def write_samples(
    voices: Sequence[VoiceEntry],
    folder: Path,
    home: Path,
    report: Reporter,
    only: Language | None = None,
) -> None:
    """An MP3 of every voice that is ready, in each of its languages: `kokoro-jm_kumo-ko.mp3`,
    or in one.

    Of voices that are online there is none: nothing is sent away unasked.
    """
    try:
        folder.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise _unwritten(folder, error) from error
    for entry in voices:
        if entry.online:
            report.say(f"{entry.name} is online: hear it with deutgi say --voice {entry.name}")
            continue
        for language in entry.languages if entry.ready else ():
            if only not in (None, language):
                continue
            text = _SAMPLES[language]
            speaker = open_voice(entry.name, home)
            path = folder / f"{entry.name.replace(':', '-')}-{language}.mp3"
            with _appearing(path) as file:
                lines = _lines(text, language, speaker, 1.0)
                write_track(lines, _details(text, language, speaker), file)
            report.say(str(path))


def language_of(text: str, lang: str = "auto") -> Language:
    """The language asked for, or Korean where a text has Hangul. Raises DeutgiError."""
    if lang == "auto":
        return "ko" if any("가" <= letter <= "힣" for letter in text) else "en"
    if lang not in get_args(Language):
        raise DeutgiError(f"There is no language “{lang}”.", "Choose en, ko or auto.")
    return cast(Language, lang)


def _voice(name: str | None, language: Language, home: Path) -> Voice:
    if name is None:
        return open_voice(choose_voice(language, "auto", home).name, home)
    if language not in find("speak", name).ABOUT.languages:
        raise EngineUnavailable(
            f"The voice {name} does not speak that language.", f"deutgi voices --lang {language}"
        )
    return open_voice(name, home)


def lines_of(
    text: str, language: Language, speak: Callable[[str], Iterable[Speech]]
) -> Iterator[Line]:
    """The text's sentences as lines whose speech is made when it is asked for. Raises DeutgiError
    for a text without any."""
    paragraphs = [p for p in text.replace("\r\n", "\n").split("\n\n") if p.strip()]
    if not paragraphs:
        raise _nothing()
    for paragraph in paragraphs:
        sentences = split_sentences(paragraph, language)
        for number, sentence in enumerate(sentences, 1):
            yield Line(sentence, speak(sentence), paragraph_end=number == len(sentences))


def _lines(text: str, language: Language, voice: Voice, speed: float) -> Iterator[Line]:
    return lines_of(text, language, lambda sentence: voice.speak(sentence, language, speed))


def _details(text: str, language: Language, voice: Voice) -> Details:
    title = " ".join(text.split())
    title = title if len(title) <= 80 else title[:79] + "…"
    return Details(language, title=title, artist="Deutgi", comment=f"Spoken by {voice.name}")


@contextlib.contextmanager
def _appearing(path: Path) -> Iterator[BinaryIO]:
    """A file that appears under its name when it is whole, and not at all where that fails."""
    must_have_folder(path)
    try:
        handle, draft = tempfile.mkstemp(prefix=".draft-", dir=path.parent or ".")
    except OSError as error:
        raise _unwritten(path, error) from error
    try:
        with os.fdopen(handle, "wb") as file:
            yield file
        Path(draft).chmod(0o644)
        Path(draft).replace(path)
    except OSError as error:
        raise _unwritten(path, error) from error
    finally:
        with contextlib.suppress(FileNotFoundError):
            Path(draft).unlink()


def _unwritten(path: Path, error: OSError) -> LibraryError:
    return LibraryError(
        f"{path} cannot be written: {error.strerror or error}.", "Name another place with --out."
    )


def _nothing() -> DeutgiError:
    return DeutgiError("There is nothing to say.", 'deutgi say "Good morning"')
