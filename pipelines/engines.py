"""The three kinds of engine, and finding one by its name.

An engine is a module, or an object in one, that an entry point names (groups
`deutgi.summarizers`, `deutgi.translators`, `deutgi.voices`). It offers `ABOUT`, `readiness`,
`models` and `open`; see `EngineModule`. Its name on the command line, in settings and in results is
`name` or `name:model`.
"""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from importlib.metadata import EntryPoints, entry_points
from pathlib import Path
from typing import Literal, Protocol, cast

from pipelines.article import Article
from pipelines.errors import EngineUnavailable, KoreanUnavailable, UnknownEngine
from pipelines.results import Length, Speech, Summary, Translation
from pipelines.translate.glossary import NO_TERMS, Glossary

Stage = Literal["summarize", "translate", "speak"]
Language = Literal["en", "ko"]
Register = Literal["formal", "plain", "as-is"]
"""How the Korean is to end its sentences: 합쇼체 (했습니다), as news is heard; 해라체 (했다), as it
is printed; or as the translator wrote it."""

_GROUPS: dict[Stage, str] = {
    "summarize": "deutgi.summarizers",
    "translate": "deutgi.translators",
    "speak": "deutgi.voices",
}


class Summarizer(Protocol):
    """Condenses an article."""

    name: str

    def summarize(self, article: Article, length: Length) -> Summary:
        """The article in at most `length`. Raises NoArticle where there is nothing to condense."""
        ...


class Translator(Protocol):
    """Makes Korean of English sentences."""

    name: str

    def translate(
        self, sentences: Sequence[str], glossary: Glossary = NO_TERMS
    ) -> Iterator[Translation | KoreanUnavailable]:
        """One result a sentence, in order, as they are made.

        A sentence that it does not know, or whose Korean it had to refuse, gives a
        KoreanUnavailable (yielded, not raised) that says why: the others still come. An engine
        that can choose between several translations takes one that says the glossary's terms
        as they should be; terms that are missing are noted by whoever asked.
        """
        ...


class Voice(Protocol):
    """Reads sentences aloud."""

    name: str
    languages: frozenset[Language]

    def speak(self, sentence: str, language: Language, speed: float = 1.0) -> Iterator[Speech]:
        """The sentence in one or more pieces, in order, as they are made.

        Sentences without anything to say (only punctuation) give no piece.
        `speed` runs from 0.5 to 2.0.
        """
        ...


Engine = Summarizer | Translator | Voice


@dataclass(frozen=True, slots=True)
class About:
    """What people should know before they choose an engine.

    `size` is the megabytes of its model on disk, `network` when it needs one, `extra` the
    extra of this package that installs its libraries (empty where they always are),
    `fetch` whether `deutgi models fetch NAME` gets its model, `languages` those a voice speaks.
    """

    name: str
    stage: Stage
    summary: str
    licence: str
    size: int = 0
    network: Literal["never", "to fetch its model", "always"] = "never"
    extra: str = ""
    fetch: bool = False
    languages: tuple[Language, ...] = ("en", "ko")


FETCH = "deutgi models fetch"
"""The command that gets an engine's model; it stands before the engine's name."""


@dataclass(frozen=True, slots=True)
class Readiness:
    """Whether an engine can run now, why (not), and the command that makes it ready."""

    ready: bool
    detail: str
    fix: str = ""


class EngineModule(Protocol):
    """What a module or an object offers to be an engine. `home` is the folder of model files."""

    ABOUT: About

    def readiness(self, model: str, home: Path) -> Readiness:
        """Whether `open` would work. Fast: imports no model library, loads no model."""
        ...

    def models(self, home: Path) -> tuple[str, ...]:
        """What may stand after the colon in `name:model`, the default first."""
        ...

    def open(self, model: str, home: Path) -> Engine:
        """The engine, loaded when it is first used. Raises EngineUnavailable."""
        ...


BALANCED_SUMMARIZER = "ctranslate2:sshleifer/distilbart-cnn-12-6"
BEST_SUMMARIZER = "ctranslate2:facebook/bart-large-cnn"
BEST_TRANSLATOR = "ctranslate2:facebook/m2m100_1.2B"

PROFILES: dict[str, dict[Stage, tuple[str, ...]]] = {
    "auto": {
        "summarize": ("extractive",),
        "translate": ("memory", "firefox"),
        "speak": ("kokoro", "espeak"),
    },
    "embedded": {
        "summarize": ("extractive",),
        "translate": ("memory",),
        "speak": ("kokoro", "espeak"),
    },
    "balanced": {
        "summarize": (BALANCED_SUMMARIZER, "extractive"),
        "translate": ("memory", "firefox"),
        "speak": ("kokoro", "espeak"),
    },
    "best": {
        "summarize": (BEST_SUMMARIZER, BALANCED_SUMMARIZER, "extractive"),
        "translate": ("memory", "firefox", BEST_TRANSLATOR),
        "speak": ("supertonic", "kokoro", "espeak"),
    },
}
"""Engines by stage, the best first.

`embedded` never needs a network. `auto` takes the best that is ready, and may fetch a small
model when it first meets a sentence that nothing else can translate. `balanced` and `best`
fetch what they name, this once.
"""


def split_name(name: str) -> tuple[str, str]:
    """`kokoro:jm_kumo` as `("kokoro", "jm_kumo")`; the model is empty where none is named."""
    engine, _, model = name.partition(":")
    return engine, model


def names(stage: Stage) -> tuple[str, ...]:
    """The engines installed for a stage: ours and other packages'."""
    return tuple(sorted({point.name for point in _installed(stage, entry_points)}))


def find(stage: Stage, name: str) -> EngineModule:
    """The module of an engine by its name, with or without a model.

    Raises UnknownEngine where none of that name is installed, EngineUnavailable where its
    module cannot be imported.
    """
    engine, _ = split_name(name)
    points = _installed(stage, entry_points).select(name=engine)
    if not points:
        raise UnknownEngine(
            f"There is no engine named “{engine}” to {stage}.",
            f"Choose from {', '.join(names(stage)) or 'none'}; deutgi doctor shows them all.",
        )
    try:
        return cast(EngineModule, next(iter(points)).load())
    except (ImportError, AttributeError) as error:
        raise EngineUnavailable(
            f"The engine “{engine}” cannot be loaded: {error}.",
            "Install what it needs: deutgi doctor names it.",
        ) from error


@cache
def _installed(stage: Stage, points: Callable[..., EntryPoints]) -> EntryPoints:
    """Looked up once in a process: every installed package is asked, which takes 50 ms."""
    return points(group=_GROUPS[stage])


def open_summarizer(name: str, home: Path) -> Summarizer:
    """A summarizer by name. Raises UnknownEngine, EngineUnavailable."""
    return cast(Summarizer, find("summarize", name).open(split_name(name)[1], home))


def open_translator(name: str, home: Path) -> Translator:
    """A translator by name. Raises UnknownEngine, EngineUnavailable."""
    return cast(Translator, find("translate", name).open(split_name(name)[1], home))


def open_voice(name: str, home: Path) -> Voice:
    """A voice by name. Raises UnknownEngine, EngineUnavailable."""
    return cast(Voice, find("speak", name).open(split_name(name)[1], home))


@dataclass(frozen=True, slots=True)
class Choice:
    """An engine chosen for a stage, and why it and not a better one."""

    name: str
    why: str


def choose_voice(language: Language, profile: str, home: Path) -> Choice:
    """The best voice of a profile that speaks a language and is ready.

    Raises EngineUnavailable, naming every one that is not ready.
    """
    passed_over: list[str] = []
    fix = "deutgi doctor"
    for name in PROFILES[profile]["speak"]:
        module = find("speak", name)
        if language not in module.ABOUT.languages:
            continue
        readiness = module.readiness("", home)
        if readiness.ready:
            why = "; ".join([*passed_over, f"{name} is ready"])
            return Choice(name, why)
        passed_over.append(f"{name} is not ready ({readiness.detail})")
        fix = readiness.fix or fix
    raise EngineUnavailable(
        f"No voice can speak {'Korean' if language == 'ko' else 'English'}: "
        f"{'; '.join(passed_over) or 'none is installed'}.",
        fix,
    )
