"""Putting what a backup has in the place of what a service has: all of it, or none.

What was read from the backup lies staged in a folder of the library. It takes its place by
renames, and what it takes the place of is set aside.
"""

import shutil
import sqlite3
import tempfile
from collections.abc import Collection, Iterator, Mapping
from contextlib import closing, contextmanager
from datetime import datetime
from pathlib import Path

from filelock import FileLock, Timeout

from pipelines.errors import DeutgiError
from service.backup_file import DATABASE, KEYS, LIBRARY, BadBackup

DRAFT = ".draft-"
"""How the library names what is not finished, and clears away one day."""
_BEFORE = ".before-"


@contextmanager
def nobody_works(database: Path | None) -> Iterator[None]:
    """Keep workers away meanwhile. Raises DeutgiError where one is at work."""
    if database is None:
        yield
        return
    lock = FileLock(f"{_made(database.parent) / database.name}.worker", timeout=1)
    try:
        lock.acquire()
    except Timeout as error:
        raise DeutgiError(
            f"A server or worker runs with {database}.", "Stop it, restore, and start it again."
        ) from error
    try:
        yield
    finally:
        lock.release()


def make_ready(staged: Path) -> None:
    """Have the staged database fit this version, and unfinished episodes be made from the start.

    The sound of what was half made is not in the backup. Raises BadBackup for the database of a
    newer version.
    """
    from alembic.util import CommandError

    from service import jobs, queue
    from service.database import migrate, open_database

    url = f"sqlite:///{staged / DATABASE}"
    try:
        migrate(url)
    except CommandError as error:
        raise BadBackup(
            "The backup was made by a newer Deutgi than this.", "pip install -U 'deutgi[serve]'"
        ) from error
    engine = open_database(url)
    for job in jobs.listed(engine, ("making",), most=10_000):
        if job.kind == "make":
            wanted = jobs.wanted(engine, job.id)
            queue.cancel(url, job)
            if not (staged / LIBRARY / job.episode_id).exists():
                queue.put(url, jobs.new_job("make", job.episode_id), wanted, 1_000_000)
    engine.dispose()
    with closing(sqlite3.connect(staged / DATABASE)) as connection:
        connection.execute("PRAGMA journal_mode=DELETE")


def exchange(
    staged: Path, parts: Collection[str], library: Path, others: Mapping[str, Path]
) -> list[Path]:
    """Swap what is there for what is staged, by renames that are undone where one fails.

    Only `parts` are; `others` are the places of those that are not the library. Gives where to the
    former was set aside. Raises OSError.
    """
    stamp = f"{_BEFORE}{datetime.now():%Y%m%d-%H%M%S.%f}"
    aside: list[Path] = []
    with _undone() as move:
        if LIBRARY in parts:
            # In its folder may also lie the database and the keys.
            apart = [
                place.name
                for part, place in others.items()
                if part in (DATABASE, KEYS) and place.parent == library
            ]
            aside += _exchange_library(staged, library, apart, stamp, move)
        for part, place in others.items():
            if part in parts:
                aside += _exchange_one(staged / part, place, stamp, move)
    return aside


def _exchange_library(
    staged: Path, library: Path, apart: Collection[str], stamp: str, move: "_Moves"
) -> list[Path]:
    old_ones = [
        path
        for path in library.iterdir()
        if path != staged and not path.name.startswith((_BEFORE, *apart))
    ]
    away = library / stamp
    if old_ones:
        move.into(away)
        for path in old_ones:
            move(path, away / path.name)
    new = staged / LIBRARY
    for path in sorted(new.iterdir()) if new.exists() else ():
        path.chmod(0o755)
        move(path, library / path.name)
    return [away] if old_ones else []


def _exchange_one(staged: Path, place: Path, stamp: str, move: "_Moves") -> list[Path]:
    # Beside its place first, which may be another disk: then renames are all there is.
    near = Path(tempfile.mkdtemp(prefix=DRAFT, dir=_made(place.parent)))
    move.later(near)
    new = near / staged.name
    if staged.exists():
        shutil.move(staged, new)
        if staged.name == KEYS:
            new.chmod(0o600)
    else:
        new.mkdir()
    aside = []
    for suffix in ("", "-wal", "-shm") if staged.name == DATABASE else ("",):
        old = place.with_name(place.name + suffix)
        if old.exists():
            away = place.with_name(f".{place.name.lstrip('.')}{stamp}{suffix}")
            move(old, away)
            aside += [away] if not suffix else []
    move(new, place)
    return aside


class _Moves:
    """Renames that can be undone."""

    def __init__(self) -> None:
        self.done: list[tuple[Path, Path]] = []
        self.made: list[Path] = []
        self.folders: list[Path] = []

    def __call__(self, old: Path, new: Path) -> None:
        old.rename(new)
        self.done.append((old, new))

    def into(self, folder: Path) -> None:
        """Make a folder, which goes again where the renames are undone."""
        folder.mkdir()
        self.made.append(folder)

    def later(self, folder: Path) -> None:
        """Take this away at the end."""
        self.folders.append(folder)


@contextmanager
def _undone() -> Iterator[_Moves]:
    """Undo the renames where what is within fails, or is stopped by Ctrl-C."""
    moves = _Moves()
    try:
        yield moves
    except BaseException:
        for old, new in reversed(moves.done):
            new.rename(old)
        for folder in moves.made:
            folder.rmdir()
        raise
    finally:
        for folder in moves.folders:
            shutil.rmtree(folder, ignore_errors=True)


def _made(folder: Path) -> Path:
    folder.mkdir(parents=True, exist_ok=True)
    return folder
