"""Progress of long work, told on standard error: bars on a terminal, plain lines elsewhere.

Plain lines are for logs, pipes and screen readers, to which a redrawn bar is noise; they are
also what `DEUTGI_PLAIN=1` asks for on a terminal.
"""

import os
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Protocol

from rich.console import Console
from rich.progress import (
    BarColumn,
    DownloadColumn,
    MofNCompleteColumn,
    Progress,
    TaskID,
    TextColumn,
    TimeElapsedColumn,
)

from pipelines.bilingual import Condensed, Event, Spoken, Translated, Unspoken, Untranslated

STAGES = {
    "read": "Reading",
    "condense": "Summarising",
    "translate": "Translating",
    "en": "Speaking English",
    "ko": "Speaking Korean",
    "write": "Writing",
    "hear": "Listening",
    "again": "Speaking again",
    "save": "Saving",
    "check": "Checking",
    "restore": "Restoring",
}


class Reporter(Protocol):
    """Tells people how far the work is."""

    def stage(self, name: str, total: int = 1, unit: str = "") -> None:
        """A stage begins that will take `total` steps."""
        ...

    def step(self, name: str, done: int = 1) -> None:
        """`done` more steps of a stage are finished."""
        ...

    def say(self, text: str) -> None:
        """Something that people should know now."""
        ...

    def download(self, name: str, done: int, total: int | None) -> None:
        """`done` of `total` bytes of a model file have arrived."""
        ...


def plain_wanted(console: Console) -> bool:
    """Whether to write lines that need no terminal and no eyes."""
    return not console.is_terminal or os.environ.get("DEUTGI_PLAIN", "") not in ("", "0")


@contextmanager
def reporter(console: Console, quiet: bool = False) -> Iterator[Reporter]:
    """The reporter that fits where standard error goes to."""
    if quiet:
        yield _Silent()
    elif plain_wanted(console):
        yield _Lines(console)
    else:
        columns = (
            TextColumn("{task.description:<16}"),
            BarColumn(bar_width=28),
            _Count(),
            TimeElapsedColumn(),
        )
        with Progress(*columns, console=console) as bars:
            yield _Bars(bars)


def follow(reporter: Reporter, event: Event) -> None:
    """Tell of an event of the pipeline."""
    match event:
        case Condensed(script=script, summary=summary, failed=failed):
            for error in failed:
                reporter.say(error.message)
            if failed:
                reporter.say(f"The summary is made by {summary.engine} instead.")
            if summary.note:
                reporter.say(f"Summary: {summary.note}")
            reporter.step("condense")
            reporter.stage("en", len(script), "lines")
            reporter.stage("translate", len(script), "lines")
            reporter.stage("ko", len(script), "lines")
        case Translated():
            reporter.step("translate")
        case Untranslated():
            reporter.step("translate")  # what is missing, and why, is told once: at the end
        case Unspoken(error=error):
            reporter.say(error.message)
        case Spoken(language=language, last=True):
            reporter.step(language)
        case _:
            pass


class _Silent:
    def stage(self, name: str, total: int = 1, unit: str = "") -> None: ...

    def step(self, name: str, done: int = 1) -> None: ...

    def say(self, text: str) -> None: ...

    def download(self, name: str, done: int, total: int | None) -> None: ...


class _Lines:
    """One line as a stage begins and one as it ends."""

    def __init__(self, console: Console) -> None:
        self._console = console
        self._left: dict[str, tuple[int, int]] = {}
        self._told: dict[str, int] = {}

    def stage(self, name: str, total: int = 1, unit: str = "") -> None:
        self._left[name] = (0, total)
        self.say(f"{STAGES[name]}: {total} {unit}" if unit else f"{STAGES[name]}")

    def step(self, name: str, done: int = 1) -> None:
        count, total = self._left.get(name, (0, 0))
        self._left[name] = (count + done, total)
        if total > 1 and count + done == total:
            self.say(f"{STAGES[name]}: done")

    def say(self, text: str) -> None:
        self._console.print(text, markup=False, highlight=False, soft_wrap=True)

    def download(self, name: str, done: int, total: int | None) -> None:
        tenths = 10 * done // total if total else done >> 23
        if self._told.get(name) != tenths:
            self._told[name] = tenths
            of = f" of {total / 1e6:.1f}" if total else ""
            self.say(f"Fetching {name}: {done / 1e6:.1f}{of} MB")


class _Bars:
    """A bar a stage."""

    def __init__(self, bars: Progress) -> None:
        self._bars = bars
        self._tasks: dict[str, TaskID] = {}

    def stage(self, name: str, total: int = 1, unit: str = "") -> None:
        self._tasks[name] = self._bars.add_task(STAGES[name], total=total, unit=unit)

    def step(self, name: str, done: int = 1) -> None:
        if name in self._tasks:
            self._bars.advance(self._tasks[name], done)

    def say(self, text: str) -> None:
        self._bars.console.print(text, markup=False, highlight=False)

    def download(self, name: str, done: int, total: int | None) -> None:
        if name not in self._tasks:
            self._tasks[name] = self._bars.add_task(f"Fetching {name}", total=total, unit="bytes")
        self._bars.update(self._tasks[name], completed=done, total=total)


class _Count(MofNCompleteColumn):
    """`3/7` for lines, megabytes for a download, nothing for a stage of one step."""

    def __init__(self) -> None:
        super().__init__()
        self._bytes = DownloadColumn()

    def render(self, task):  # type: ignore[no-untyped-def]
        if task.fields.get("unit") == "bytes":
            return self._bytes.render(task)
        return super().render(task) if (task.total or 0) > 1 else ""
