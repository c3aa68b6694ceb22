"""The engines `transformers` and `ctranslate2`: the same models, run by two libraries."""

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Generic, TypeVar

from pipelines import hub
from pipelines.engines import About, Readiness
from pipelines.seq2seq import model as seq2seq
from pipelines.seq2seq.family import Task
from pipelines.seq2seq.model import Library, Model

Opened = TypeVar("Opened")


@dataclass(frozen=True, slots=True)
class Seq2SeqEngine(Generic[Opened]):
    """An engine of one library and stage; see `pipelines.engines.EngineModule`.

    `offered` are the models that we know, the default first; any other of their kinds goes too.
    """

    library: Library
    ABOUT: About
    offered: tuple[str, ...]
    task: Task
    engine: Callable[[Model], Opened]

    def readiness(self, model: str, home: Path) -> Readiness:
        """Whether the model and the libraries are here; loads nothing."""
        return seq2seq.readiness(self.library, model or self.offered[0], home)

    def models(self, home: Path) -> tuple[str, ...]:
        """Those that we know."""
        return self.offered

    def hub_models(self, model: str) -> tuple[str, ...]:
        """What has to be fetched."""
        return (model or self.offered[0],)

    def prepare(self, model: str, home: Path, say: Callable[[str], None]) -> None:
        """Convert the model where the library wants it so. Raises EngineUnavailable."""
        seq2seq.prepare(self.library, model or self.offered[0], home, say)

    def open(self, model: str, home: Path) -> Opened:
        """The engine; its model is loaded when it is first used. Raises EngineUnavailable."""
        return self.engine(Model(self.library, model or self.offered[0], home, self.task))


def engines_of(
    task: Task, offered: tuple[str, ...], engine: Callable[[Model], Opened], what: str
) -> tuple[Seq2SeqEngine[Opened], Seq2SeqEngine[Opened]]:
    """The engines of a stage by `transformers` and by CTranslate2. `what` they are, for people."""
    summaries: dict[Library, str] = {
        "transformers": f"{what}, as their library runs them",
        "ctranslate2": f"{what} in int8: several times as fast, in a third of the memory",
    }
    first, second = (
        Seq2SeqEngine(
            library,
            About(
                name=library,
                stage=task,
                summary=summary,
                licence=f"the model's: {hub.KNOWN[offered[0]].licence} for the default",
                size=hub.KNOWN[offered[0]].size,
                network="to fetch its model",
                extra=library,
                fetch=True,
                languages=("en",) if task == "summarize" else ("en", "ko"),
            ),
            offered,
            task,
            engine,
        )
        for library, summary in summaries.items()
    )
    return first, second
