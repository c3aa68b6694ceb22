"""What a command shows when it is done: for eyes on a terminal, for ears and pipes elsewhere."""

import json as jsonlib
from collections.abc import Callable, Iterator, Sequence
from dataclasses import asdict
from functools import partial
from pathlib import Path

from rich.console import Console
from rich.padding import Padding
from rich.table import Table
from rich.text import Text

from service.choosing import NAMES
from service.doctor import Report
from service.episode import Episode, TrackName
from service.exits import KOREAN_MISSING
from service.folders import option
from service.library import path_of
from service.models import ModelFile
from service.progress import plain_wanted
from service.saying import VoiceEntry

TRACKS: dict[TrackName, str] = {"en": "English", "ko": "한국어", "both": "Both in turn"}


def exit_code(episode: Episode) -> int:
    """0 where both languages are whole, else the code for missing Korean."""
    return 0 if episode.complete else KOREAN_MISSING


def show_episode(episode: Episode, library: Path, console: Console, *, json: bool) -> None:
    """Both texts, where the sound is, who made it, and what is missing with the next step."""
    folder = path_of(library, episode.id)
    if json:
        _print_json(console, {**episode.model_dump(mode="json"), "folder": str(folder.resolve())})
        return
    write = _writer(console)
    if plain_wanted(console):
        for line in episode.lines:
            write(f"EN: {line.en}")
            write(f"KO: {line.ko or '(no Korean)'}")
    else:
        console.print(_side_by_side(episode))
    for name, track in episode.tracks.items():
        minutes, seconds = divmod(round(track.seconds), 60)
        write(f"{TRACKS[name]}: {folder / track.audio} ({minutes}:{seconds:02d})")
    for told in _to_check(episode):
        write(f"Check: {told}")
    for note in dict.fromkeys(line.note for line in episode.lines if line.note):
        write(f"Note: {note}")
    changed = sum(bool(line.changes) for line in episode.lines)
    if changed:
        write(f"Changed: the Korean of {changed} lines, in endings or names; episode.json says how")
    if episode.summary_note:
        write(f"Summary: {episode.summary_note}")
    write("Made by " + ", ".join(f"{name} ({stage})" for stage, name in episode.engines.items()))
    for hint, reasons in _by_hint(episode).items():
        more = len(reasons) - 1
        write(f"Missing: {reasons[0]}" + (f" (and {more} more like it)" if more else ""))
        if hint:
            write(f"Next:    {hint}")
    if not _has_letters(console, "".join(line.ko or "" for line in episode.lines)):
        write("Korean letters cannot be shown here: set PYTHONUTF8=1, or use --json.")
    if not episode.complete:
        write(f"Then:    deutgi retry {episode.id}{option(library)}")


def _has_letters(console: Console, text: str) -> bool:
    try:
        text.encode(console.encoding)
    except UnicodeEncodeError:
        return False
    return True


def _by_hint(episode: Episode) -> dict[str, list[str]]:
    """What is missing, by what to do about it: that is told once, not once a line."""
    found: dict[str, list[str]] = {}
    for problem in episode.problems:
        found.setdefault(problem.hint, []).append(problem.message)
    return found


def _to_check(episode: Episode) -> Iterator[str]:
    """What may be wrong in which line, in its text or as it was heard."""
    for number, line in enumerate(episode.lines):
        for language in NAMES:
            place = "headline" if line.heading else f"line {number + 1}"
            place = f"{place}, {NAMES[language]}"
            for doubt in line.doubts.get(language, ()):
                yield f"{place}: {doubt.message}"
            heard = line.heard.get(language)
            if heard and not heard.ok:
                yield f"{place}: it was heard as “{heard.text}”."


def _side_by_side(episode: Episode) -> Padding:
    table = Table(box=None, pad_edge=False, padding=(0, 3, 1, 0), show_header=False, expand=True)
    table.add_column(ratio=1)
    table.add_column(ratio=1)
    for line in episode.lines:
        style = "bold" if line.heading else ""
        table.add_row(
            Text(line.en, style),
            Text(line.ko, style) if line.ko else Text("(no Korean)", "italic red"),
        )
    return Padding(table, (1, 0, 0, 0))


def show_episodes(found: Sequence[Episode], library: Path, console: Console, *, json: bool) -> None:
    """The library, the newest first."""
    if json:
        _print_json(console, [episode.model_dump(mode="json") for episode in found])
        return
    write = _writer(console)
    if not found:
        write(f"No episodes yet in {library}.")
        write("Make one: deutgi listen LINK")
    for episode in found:
        languages = "+".join(name for name in episode.tracks if name != "both")
        state = "" if episode.complete else " (not whole: deutgi retry completes it)"
        write(f"{episode.created:%Y-%m-%d}  {languages:<5}  {episode.title}{state}")
        write(f"            {episode.id}")


def show_voices(found: Sequence[VoiceEntry], console: Console, *, json: bool) -> None:
    """Each voice by the name that `--voice` takes."""
    _rows(
        console,
        ("voice", "languages", "ready", "about"),
        [(v.name, "+".join(v.languages), "yes" if v.ready else "no", v.summary) for v in found],
        [asdict(voice) for voice in found],
        json=json,
    )


def show_models(found: Sequence[ModelFile], console: Console, *, json: bool) -> None:
    """Each model, with what should be known of it."""
    _rows(
        console,
        ("model", "size", "licence", "here", "where", "note"),
        [
            (
                m.name,
                f"{m.size:,} MB" if m.size or m.present else "?",
                m.licence,
                "yes" if m.present else "no",
                str(m.folder),
                m.note,
            )
            for m in found
        ],
        [{**asdict(model), "folder": str(model.folder)} for model in found],
        json=json,
    )


def show_doctor(report: Report, console: Console, *, json: bool) -> None:
    """Stages, engines, whether each is ready, and what makes it so."""
    if json:
        _print_json(console, asdict(report))
        return
    _rows(
        console,
        ("stage", "engine", "ready", "detail", "to make it ready"),
        [
            (e.stage, e.engine, "yes" if e.ready else "no", e.detail, "" if e.ready else e.fix)
            for e in report.engines
        ],
        [],
        json=False,
    )
    write = _writer(console)
    for check in report.checks:
        write(f"{'ok ' if check.ok else 'NOT'}  {check.text}")


def _rows(
    console: Console,
    header: Sequence[str],
    rows: Sequence[Sequence[str]],
    values: Sequence[object],
    *,
    json: bool,
) -> None:
    if json:
        _print_json(console, values)
    elif plain_wanted(console):
        write = _writer(console)
        write("\t".join(header))
        for row in rows:
            write("\t".join(cell or "-" for cell in row))
    else:
        table = Table(*header, box=None, pad_edge=False, header_style="bold")
        for row in rows:
            table.add_row(*(Text(cell) for cell in row))
        console.print(table)


def _writer(console: Console) -> Callable[[str], None]:
    return partial(console.print, markup=False, highlight=False, soft_wrap=True)


def _print_json(console: Console, value: object) -> None:
    ascii_only = not console.encoding.lower().startswith("utf")
    _writer(console)(jsonlib.dumps(value, ensure_ascii=ascii_only, indent=2, default=str))
