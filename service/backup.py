"""A backup: one file with all that cannot be made again, taken while the server runs.

In it are the finished episodes, the database, the API keys, translation memories and glossaries;
models are not, for they can be fetched again. `service.backup_file` says what the file is like,
`service.restoring` how what is in it takes its place.
"""

import os
import sqlite3
import tarfile
import tempfile
from collections.abc import Iterator
from contextlib import ExitStack, closing, contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path
from typing import BinaryIO

from pipelines.errors import DeutgiError
from service.backup_file import (
    DATABASE,
    KEYS,
    LIBRARY,
    MEMORY,
    BadBackup,
    Contents,
    Packer,
    must_begin_as_one,
    unpack,
)
from service.library import LibraryError, must_have_folder
from service.progress import Reporter
from service.restoring import DRAFT, exchange, make_ready, nobody_works
from service.settings import ServerSettings


@dataclass(frozen=True, slots=True)
class Kept:
    """What a service keeps on this computer, and in words what it keeps elsewhere.

    `database` is None where it is a server's, `bucket` is set where the library is a mirror of one.
    """

    library: Path
    memory: Path
    keys: Path
    database: Path | None
    bucket: str

    @property
    def others(self) -> dict[str, Path]:
        """The places of the parts that are not the library."""
        places = {KEYS: self.keys, MEMORY: self.memory}
        return {**places, DATABASE: self.database} if self.database else places

    @property
    def elsewhere(self) -> list[str]:
        """What else to save, each in one line."""
        said = []
        if self.database is None:
            said.append("The jobs are in Postgres: save them with pg_dump.")
        if self.bucket:
            said.append(f"The episodes are in {self.bucket}: save that, too.")
        return said


def kept(settings: ServerSettings) -> Kept:
    """What the service of these settings keeps."""
    import sqlalchemy as sa

    address = sa.make_url(settings.database_url)
    local = address.drivername == "sqlite"
    return Kept(
        settings.library,
        settings.models / "memory",
        settings.keys,
        Path(str(address.database)).expanduser() if local else None,
        settings.storage,
    )


def save(here: Kept, file: Path, report: Reporter) -> Contents:
    """Write a backup, which appears whole or not at all.

    Raises DeutgiError where there is a file of that name, LibraryError where something cannot be
    read or written.
    """
    _must_not_exist(file)
    must_have_folder(file)
    try:
        with tempfile.TemporaryDirectory(prefix=DRAFT, dir=file.absolute().parent) as drafts:
            draft = Path(drafts, "backup")
            with draft.open("xb") as written:
                with tarfile.open(fileobj=written, mode="w:gz", compresslevel=1) as tar:
                    contents = _pack(here, Packer(tar), Path(drafts), report)
                written.flush()
                os.fsync(written.fileno())
            _must_not_exist(file)
            draft.chmod(0o600)  # whole articles, and who may come in
            draft.rename(file)
    except OSError as error:
        raise _refused(file, error) from error
    return contents


def check(file: Path, report: Reporter) -> Contents:
    """Read a whole backup, and see that all of it is as it was saved. Raises BadBackup."""
    with tempfile.TemporaryDirectory() as folder:
        database = Path(folder, DATABASE)
        contents = unpack(
            file, lambda name: database if name == DATABASE else None, report, "check"
        )
        if database.exists():
            _must_be_sound(database)
    return contents


def restore(here: Kept, file: Path, force: bool, report: Reporter) -> tuple[Contents, list[Path]]:
    """Put a backup in its place: all of it, or none where something goes wrong.

    Nothing is mixed: what is there already is set aside, and where to is given. Raises
    DeutgiError where something is there and `force` is not set, or where a process makes episodes
    of it; BadBackup; LibraryError where the disk says no.
    """
    must_begin_as_one(file)
    there = _there(here)
    if there and not force:
        raise DeutgiError(
            f"There is something already: {', '.join(map(str, there))}.",
            f"deutgi restore {file} --force sets it aside, and puts the backup in its place.",
        )
    try:
        here.library.mkdir(parents=True, exist_ok=True)
        with (
            nobody_works(here.database),
            tempfile.TemporaryDirectory(prefix=DRAFT, dir=here.library) as folder,
        ):
            staged = Path(folder)
            contents = unpack(file, lambda name: staged / name, report, "restore")
            _must_fit(contents, here)
            if DATABASE in contents.parts:
                _must_be_sound(staged / DATABASE)
                make_ready(staged)
            return contents, exchange(staged, contents.parts, here.library, here.others)
    except OSError as error:
        raise _refused(here.library, error) from error


def _pack(here: Kept, packer: Packer, drafts: Path, report: Reporter) -> Contents:
    episodes = [] if here.bucket else _episodes(here.library)
    report.stage("save", len(episodes) + 1, "episodes and files")
    parts = []
    # Before the episodes: one that a job says is done is then among them.
    if here.database and here.database.is_file():
        copy = drafts / DATABASE
        _snapshot(here.database, copy)
        packer.add_path(DATABASE, copy)
        copy.unlink()
        parts.append(DATABASE)
    with suppress(FileNotFoundError):
        packer.add_path(KEYS, here.keys)
        parts.append(KEYS)
    if here.memory.is_dir():
        parts.append(MEMORY)
        for path in sorted(here.memory.rglob("*")):
            within = path.relative_to(here.memory)
            if path.is_file() and not any(part.startswith(".") for part in within.parts):
                packer.add_path(f"{MEMORY}/{within.as_posix()}", path)
    report.step("save")
    saved = 0
    if not here.bucket:
        parts.append(LIBRARY)
    for folder in episodes:
        with _held(folder) as files:
            for name, held in files:
                packer.add(f"{LIBRARY}/{folder.name}/{name}", held)
            saved += bool(files)
        report.step("save")
    return packer.close(saved, parts)


def _episodes(library: Path) -> list[Path]:
    if not library.is_dir():
        return []
    return sorted(
        folder
        for folder in library.iterdir()
        if not folder.name.startswith(".") and (folder / "episode.json").is_file()
    )


@contextmanager
def _held(folder: Path) -> Iterator[list[tuple[str, BinaryIO]]]:
    """An episode's files, open: all of them are of the same making, or there are none.

    An episode may be replaced or removed at any moment; what is open stays what it is.
    """
    for _ in range(5):
        with ExitStack() as stack:
            try:
                before = folder.stat()
                files: list[tuple[str, BinaryIO]] = [
                    (path.name, stack.enter_context(path.open("rb")))
                    for path in sorted(folder.iterdir())
                    if path.is_file() and not path.name.startswith(".")
                ]
                same = os.path.samestat(before, folder.stat())
            except FileNotFoundError:
                continue
            if same:
                yield files
                return
    yield []


def _snapshot(database: Path, copy: Path) -> None:
    """A copy of one moment (SQLite's online backup), in one file, while others write on."""
    try:
        with (
            closing(sqlite3.connect(database, timeout=30)) as source,
            closing(sqlite3.connect(copy)) as target,
        ):
            # In one go: in pieces, it would begin anew whenever somebody writes.
            source.backup(target, pages=-1)
            target.execute("PRAGMA journal_mode=DELETE")
    except sqlite3.Error as error:
        raise LibraryError(
            f"The database {database} cannot be copied: {error}.",
            "Is there room enough where the backup is to go?",
        ) from error


def _must_be_sound(database: Path) -> None:
    try:
        with closing(sqlite3.connect(database)) as connection:
            said = connection.execute("PRAGMA integrity_check").fetchone()[0]
    except sqlite3.Error as error:
        said = str(error)
    if said != "ok":
        raise BadBackup(
            f"The database in the backup is damaged: {said.splitlines()[0]}.",
            "Restore an older backup.",
        )


def _must_fit(contents: Contents, here: Kept) -> None:
    if DATABASE in contents.parts and here.database is None:
        raise DeutgiError(
            "The backup has a database of SQLite, and DEUTGI_DATABASE_URL names Postgres.",
            "Restore it without that setting.",
        )
    if LIBRARY in contents.parts and here.bucket:
        raise DeutgiError(
            f"The backup has episodes, and those of this service are kept in {here.bucket}.",
            "Restore it without DEUTGI_STORAGE.",
        )


def _there(here: Kept) -> list[Path]:
    """What a backup would take the place of."""
    files = [path for path in (here.database, here.keys) if path and path.exists()]
    folders = [
        folder
        for folder in (here.library, here.memory)
        if folder.is_dir() and any(not path.name.startswith(".") for path in folder.iterdir())
    ]
    return [*folders, *files]


def _must_not_exist(file: Path) -> None:
    if file.exists() or file.is_symlink():
        raise DeutgiError(
            f"{file} is there already.", "Choose another name: a backup is never overwritten."
        )


def _refused(place: Path, error: OSError) -> LibraryError:
    where = error.filename or place
    return LibraryError(
        f"{where}: {error.strerror or error}.",
        "Nothing was changed. Free some space, or have its user own the folder.",
    )
