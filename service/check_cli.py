"""`deutgi check`: what was heard of an episode, on the command line."""

import json as jsonlib
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer
from rich.console import Console
from rich.table import Table
from rich.text import Text

from service.choosing import NAMES
from service.exits import MISHEARD, guarded
from service.folders import library_folder, models_folder, option
from service.progress import plain_wanted, reporter

if TYPE_CHECKING:
    from service.checking import Checked
    from service.episode import Heard


@guarded
def check(
    episode: Annotated[str, typer.Argument(help="The episode's id, or its beginning or end.")],
    fix: Annotated[
        bool,
        typer.Option("--fix", help="Speak misheard lines again, and keep a take that is better."),
    ] = False,
    listener: Annotated[
        str,
        typer.Option("--listener", help="Who listens: whisper, or whisper:MODEL to fetch another."),
    ] = "whisper",
    library: Annotated[
        Path | None,
        typer.Option(
            "--library",
            help="The folder of episodes (default: the platform's data folder).",
            envvar="DEUTGI_LIBRARY",
        ),
    ] = None,
    json: Annotated[
        bool, typer.Option("--json", help="Print JSON for programs, nothing else.")
    ] = False,
) -> None:
    """Listen to an episode, and name the lines that are not heard as they are written.

    \b
      deutgi check merrin                # the episode with this word in its title
      deutgi check merrin --fix          # and have what was misheard spoken again

    For people who cannot check it themselves: a speech recogniser (Whisper) writes down every line
    of both tracks, and what it heard is compared with the text by its sound. A number that was
    heard otherwise, a name or a word that was not heard, or many sounds that were not, flag a
    line. A flag says "listen to this one": the recogniser mishears too, in Korean more than in
    English. What was heard is kept in episode.json. The exit code is 8 where lines are flagged.

    --fix tries a few other takes of each flagged line, at another pace or with another speaker
    mixed in, and keeps one only where more of it is heard than before.
    """
    from pipelines.hear import open_listener
    from service.checking import check as listen_to

    ears = open_listener(listener, models_folder())
    place = library or library_folder()
    with reporter(Console(stderr=True), quiet=json) as report:
        checked = listen_to(episode, place, models_folder(), ears, report, fix)
    _show(checked, place, Console(), json=json)
    raise typer.Exit(MISHEARD if checked.flagged else 0)


def _show(checked: "Checked", library: Path, console: Console, *, json: bool) -> None:
    """Each line and what came of it; of a flagged one, what was heard."""
    from service.tracks import said

    write = partial(console.print, markup=False, highlight=False, soft_wrap=True)
    if json:
        write(jsonlib.dumps(_told(checked), ensure_ascii=False, indent=2))
        return
    table = Table("line", "result", "text", box=None, pad_edge=False, header_style="bold")
    for language, number, line, heard in checked.lines:
        place, result = f"{NAMES[language]} {number + 1}", "ok" if heard.ok else "misheard"
        told = [said(line, language), *_details(heard)]
        table.add_row(place, Text(result, "" if heard.ok else "bold red"), Text("\n".join(told)))
        if plain_wanted(console):
            write(f"{place}: {result}: " + "\n  ".join(told))
    if not plain_wanted(console):
        console.print(table)
    write(_summary(checked, library))


def _details(heard: "Heard") -> list[str]:
    """What people should know of a line besides its text."""
    found = []
    if heard.take:
        found.append(f"Spoken again: {heard.take}.")
    if not heard.ok:
        found.append(f"Heard: {heard.text or '(nothing)'}")
        if heard.lost:
            found.append(f"Not heard: {', '.join(heard.lost)}")
    return found


def _summary(checked: "Checked", library: Path) -> str:
    told = f"{len(checked.lines)} lines were listened to, {checked.flagged or 'none'} misheard"
    if checked.again is None:
        return told + (
            f". Next: deutgi check {checked.episode.id} --fix{option(library)}"
            if checked.flagged
            else "."
        )
    return told + f"; {len(checked.again) or 'none'} spoken again."


def _told(checked: "Checked") -> dict[str, Any]:
    from service.tracks import said

    return {
        "id": checked.episode.id,
        "flagged": checked.flagged,
        "again": len(checked.again or ()),
        "lines": [
            {"track": language, "line": number, "said": said(line, language), **heard.model_dump()}
            for language, number, line, heard in checked.lines
        ],
    }
