"""Who does each stage of an episode: what somebody asked for, and the engines that fit it."""

import hashlib
from collections.abc import Callable
from dataclasses import dataclass, replace
from functools import partial
from pathlib import Path
from typing import cast, get_args

from pipelines import hub
from pipelines.bilingual import Condensed, Engines
from pipelines.engines import (
    FETCH,
    PROFILES,
    Choice,
    Language,
    Register,
    Stage,
    Summarizer,
    Translator,
    Voice,
    choose_voice,
    find,
    open_summarizer,
    open_translator,
    open_voice,
    split_name,
)
from pipelines.errors import DeutgiError, EngineUnavailable, UnreadableSource
from pipelines.names import with_names
from pipelines.translate.glossary import Glossary, Term, read_glossary
from service.episode import Problem
from service.progress import Reporter

NAMES: dict[Language, str] = {"en": "English", "ko": "Korean"}


@dataclass(frozen=True, slots=True)
class Request:
    """What somebody asked for. Engines that are not named are chosen by the profile."""

    length: str = "60s"
    voice_en: str | None = None
    voice_ko: str | None = None
    speed: float = 1.0
    memories: tuple[Path, ...] = ()
    glossaries: tuple[Path, ...] = ()
    translators: tuple[str, ...] = ()
    summarizer: str | None = None
    profile: str = "auto"
    languages: tuple[Language, ...] = ("en", "ko")
    again: bool = False
    register: Register = "formal"

    def settings(self) -> dict[str, str]:
        """What makes one episode of an article another than the next, as text."""
        only = {} if len(self.languages) == len(NAMES) else {"languages": ",".join(self.languages)}
        if self.register != "formal":
            only["register"] = self.register
        return only | {
            "length": self.length,
            "voice_en": self.voice_en or "",
            "voice_ko": self.voice_ko or "",
            "speed": f"{self.speed:g}",
            "translators": ",".join(self.translators),
            "summarizer": self.summarizer or "",
            "profile": self.profile,
        }

    def words(self) -> str:
        """A digest of what the memories and glossaries that were named say; empty without any.

        Raises UnreadableSource.
        """
        digest = hashlib.sha256()
        for path in (*self.memories, *self.glossaries):
            try:
                digest.update(hashlib.sha256(path.read_bytes()).digest())
            except OSError as error:
                raise UnreadableSource(
                    f"{path} cannot be read: {error.strerror or error}.", "Is its name right?"
                ) from error
        return digest.hexdigest()[:16] if self.memories or self.glossaries else ""


def choose_engines(
    request: Request, home: Path, report: Reporter
) -> tuple[Engines, dict[str, Choice], list[Problem]]:
    """Who does each stage, why, and what is missing.

    An engine that somebody named is used or is an error, never replaced. Without a Korean voice
    there is the English alone; where that is not wanted, it is an error too.
    """
    if request.profile not in PROFILES:
        raise DeutgiError(
            f"There is no profile “{request.profile}”.", f"Choose from {', '.join(PROFILES)}."
        )
    checked_register(request.register)
    chosen: dict[str, Choice] = {}
    voices: dict[Language, Voice] = {}
    problems: list[Problem] = []
    for language, named in (("en", request.voice_en), ("ko", request.voice_ko)):
        language = cast(Language, language)
        if language not in request.languages:
            continue
        try:
            choice = voice_choice(language, named, request.profile, home)
            voices[language] = open_voice(choice.name, home)
        except EngineUnavailable as error:
            if named or language == "en" or "en" not in request.languages:
                raise
            problems.append(Problem(stage="speak ko", message=error.message, hint=error.hint))
        else:
            chosen[f"speak {language}"] = replace(choice, name=voices[language].name)
    engines = Engines(
        summarizers(request, home, report),
        translators(request, home, report),
        voices,
        dict.fromkeys(voices, request.speed),
        glossary(request, home),
        request.register,
    )
    return engines, chosen, problems


def checked_register(name: str) -> Register:
    """The register of this name. Raises DeutgiError."""
    if name in get_args(Register):
        return cast(Register, name)
    raise DeutgiError(
        f"There is no register “{name[:80]}”.", f"Choose from {', '.join(get_args(Register))}."
    )


def summarizers(
    request: Request, home: Path, report: Reporter
) -> tuple[Callable[[], Summarizer], ...]:
    """The summarizers in order, each to be opened when it is needed; one that is named, alone."""
    if request.summarizer:
        find("summarize", request.summarizer)  # a wrong name is told before any work is done
        return (partial(_open_summarizer, request.summarizer, home, report),)
    names = PROFILES[request.profile]["summarize"]
    return tuple(partial(_open_summarizer, name, home, report) for name in names)


def summarizer_choice(request: Request, condensed: Condensed) -> Choice:
    """Which summarizer it was, and why: named, the profile's best, or the next where one failed."""
    reasons = [error.message for error in condensed.failed]
    reasons += (
        ["named"]
        if request.summarizer
        else ["next best of the profile" if reasons else "best of the profile"]
    )
    return Choice(condensed.summary.engine, " ".join(reasons))


def glossary(request: Request, home: Path) -> Glossary:
    """The terms of the glossaries that were named, of one in the memory folder below them, and the
    built-in names below both.

    Raises UnreadableSource where one cannot be read.
    """
    own = [home / "memory" / f"glossary{ending}" for ending in (".csv", ".tsv")]
    paths = [*request.glossaries, *(path for path in own if path.is_file())]
    terms: dict[str, Term] = {}
    for path in paths:
        for term in read_glossary(path).terms:
            terms.setdefault(term.english, term)
    return with_names(Glossary(terms.values()))


def voice_choice(language: Language, named: str | None, profile: str, home: Path) -> Choice:
    """The voice that was named, or the best of the profile. Raises EngineUnavailable."""
    if not named:
        return choose_voice(language, profile, home)
    if language not in find("speak", named).ABOUT.languages:
        raise EngineUnavailable(
            f"The voice {named} does not speak {NAMES[language]}.",
            f"deutgi voices --lang {language}",
        )
    return Choice(named, "named")


def translators(
    request: Request, home: Path, report: Reporter
) -> tuple[Callable[[], Translator], ...]:
    """The translators in order, each to be opened when it is needed.

    A memory that somebody named is opened now: a wrong path is told before any work is done.
    The profile's own memory has its place only where its folder holds a file; another engine
    that is not ready stays, so that the error can say how to make it so.
    """
    for name in request.translators:
        find("translate", name)  # a wrong name is told before any work is done
    openers: list[Callable[[], Translator]] = []
    for path in request.memories:
        memory = open_translator(f"memory:{path}", home)
        openers.append(partial(_opened, memory))
    for name in request.translators or PROFILES[request.profile]["translate"]:
        if name == "memory" and not request.translators and not _holds_files(home / "memory"):
            continue
        openers.append(partial(_open_translator, name, home, report, request.register))
    return tuple(openers)


def _opened(translator: Translator) -> Translator:
    return translator


def _holds_files(folder: Path) -> bool:
    return folder.is_dir() and any(folder.iterdir())


def _open_summarizer(name: str, home: Path, report: Reporter) -> Summarizer:
    _make_ready("summarize", name, home, report)
    return open_summarizer(name, home)


def _open_translator(name: str, home: Path, report: Reporter, register: Register) -> Translator:
    _make_ready("translate", name, home, report)
    translator = open_translator(name, home)
    told = getattr(translator, "in_register", None)  # what can write in either is told which
    return cast(Translator, told(register)) if told else translator


def _make_ready(stage: Stage, name: str, home: Path, report: Reporter) -> None:
    """Fetch an engine's model where that is all it needs, and say what its licence forbids."""
    module = find(stage, name)
    readiness = module.readiness(split_name(name)[1], home)
    if module.ABOUT.fetch and not readiness.ready and readiness.fix.startswith(FETCH):
        from service.models import fetch

        report.say(f"Fetching the model of {name}, this once: {readiness.detail}.")
        fetch(
            name,
            home,
            lambda done, total: report.download(name, done, total),
            stage=stage,
            say=report.say,
        )
        return
    for model in getattr(module, "hub_models", lambda _: ())(split_name(name)[1]):
        if said := hub.warning(model, home):
            report.say(said)
