"""The three kinds of engine, and finding one by its name.

An engine is a module that an entry point names (groups `deutgi.summarizers`,
`deutgi.translators`, `deutgi.voices`). The module offers `ABOUT`, `readiness` and `open`;
see `EngineModule`. Its name on the command line, in settings and in results is
`name` or `name:model`.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from importlib import import_module
from importlib.metadata import entry_points
from pathlib import Path
from typing import Literal, Protocol, cast

from pipelines.article import Article
from pipelines.errors import EngineUnavailable, UnknownEngine
from pipelines.results import Length, Speech, Summary, Translation

Stage = Literal["summarize", "translate", "speak"]
Language = Literal["en", "ko"]

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

    def translate(self, sentences: Sequence[str]) -> Iterator[Translation | None]:
        """One result a sentence, in order, as they are made; None where it knows no answer."""
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
    `fetch` whether `deutgi models fetch NAME` gets its model.
    """

    name: str
    stage: Stage
    summary: str
    licence: str
    size: int = 0
    network: Literal["never", "to fetch its model", "always"] = "never"
    extra: str = ""
    fetch: bool = False


@dataclass(frozen=True, slots=True)
class Readiness:
    """Whether an engine can run now, why (not), and the command that makes it ready."""

    ready: bool
    detail: str
    fix: str = ""


class EngineModule(Protocol):
    """What a module offers to be an engine. `home` is the folder where model files are kept."""

    ABOUT: About

    def readiness(self, model: str, home: Path) -> Readiness:
        """Whether `open` would work. Fast: imports no model library, loads no model."""
        ...

    def open(self, model: str, home: Path) -> Engine:
        """The engine, loaded when it is first used. Raises EngineUnavailable."""
        ...
