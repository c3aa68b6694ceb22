"""A backup: one file with all that cannot be made again, taken while the server runs.

In it are the finished episodes, the database, the API keys, translation memories and glossaries;
models are not, for they can be fetched again. It is a tar whose last member has the SHA-256 of all
others, so a backup that was cut off is known.
"""

import gzip
import hashlib
import io
import json
import os
import shutil
import sqlite3
import tarfile
import tempfile
import time
import zlib
from collections.abc import Callable, Iterator
from contextlib import ExitStack, closing, contextmanager, suppress
from dataclasses import asdict, dataclass
from datetime import UTC, datetime
from importlib.metadata import version
from pathlib import Path
from typing import IO, BinaryIO, cast

from filelock import FileLock, Timeout
from pydantic import TypeAdapter, ValidationError

from pipelines.errors import DeutgiError, UnreadableSource
from service.library import LibraryError
from service.progress import Reporter
from service.settings import ServerSettings

_FORMAT = 1
_CONTENTS, _DATABASE, _KEYS = "backup.json", "deutgi.db", "keys.json"
_LIBRARY, _MEMORY = "library", "memory"
_MB = 1_000_000
_PIECE = 1 << 20  # bytes
_MOST_CONTENTS = 256 * _MB
_DRAFT = ".draft-"  # as the library names what is not finished, and clears away one day
_BEFORE = ".before-"
_DAMAGED = (tarfile.TarError, gzip.BadGzipFile, EOFError, zlib.error)


class BadBackup(UnreadableSource):
    """The file is no backup of Deutgi, is damaged, or has in it what no backup has."""


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
    def elsewhere(self) -> list[str]:
        """What else to save, each in one line."""
        said = []
        if self.database is None:
            said.append("The jobs are in Postgres: save them with pg_dump.")
        if self.bucket:
            said.append(f"The episodes are in {self.bucket}: save that, too.")
        return said


@dataclass(frozen=True, slots=True)
class Contents:
    """What a backup has in it. `parts` are of: library, deutgi.db, keys.json, memory."""

    format: int
    deutgi: str
    created: str  # ISO 8601
    episodes: int
    parts: tuple[str, ...]
    sums: dict[str, str]  # SHA-256 by name


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
    try:
        with tempfile.TemporaryDirectory(prefix=_DRAFT, dir=file.absolute().parent) as drafts:
            draft = Path(drafts, "backup")
            with draft.open("xb") as written:
                with tarfile.open(fileobj=written, mode="w:gz", compresslevel=1) as tar:
                    contents = _pack(here, _Packer(tar), Path(drafts), report)
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
        database = Path(folder, _DATABASE)
        contents = _unpack(
            file, lambda name: database if name == _DATABASE else None, report, "check"
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
    there = _there(here)
    if there and not force:
        raise DeutgiError(
            f"There is something already: {', '.join(map(str, there))}.",
            f"deutgi restore {file} --force sets it aside, and puts the backup in its place.",
        )
    try:
        here.library.mkdir(parents=True, exist_ok=True)
        with (
            _nobody_works(here.database),
            tempfile.TemporaryDirectory(prefix=_DRAFT, dir=here.library) as folder,
        ):
            staged = Path(folder)
            contents = _unpack(file, lambda name: staged / name, report, "restore")
            _must_fit(contents, here)
            if _DATABASE in contents.parts:
                _must_be_sound(staged / _DATABASE)
                _ready(staged, here)
            return contents, _put(contents, staged, here)
    except OSError as error:
        raise _refused(here.library, error) from error


class _Packer:
    """Puts files into a tar, and keeps the sum of each."""

    def __init__(self, tar: tarfile.TarFile) -> None:
        self._tar = tar
        self.sums: dict[str, str] = {}

    def add(self, name: str, file: BinaryIO) -> None:
        about = os.fstat(file.fileno())
        member = tarfile.TarInfo(name)
        member.size, member.mtime, member.mode = about.st_size, about.st_mtime, 0o600
        summing = _Summing(file)
        self._tar.addfile(member, cast(BinaryIO, summing))
        self.sums[name] = summing.sum.hexdigest()

    def close(self, contents: Contents) -> None:
        text = json.dumps(asdict(contents), ensure_ascii=True, indent=1).encode()
        member = tarfile.TarInfo(_CONTENTS)
        member.size, member.mtime, member.mode = len(text), int(time.time()), 0o600
        self._tar.addfile(member, io.BytesIO(text))


class _Summing:
    """A file that is summed as it is read."""

    def __init__(self, file: BinaryIO) -> None:
        self._file = file
        self.sum = hashlib.sha256()

    def read(self, size: int = -1) -> bytes:
        piece = self._file.read(size)
        self.sum.update(piece)
        return piece


def _pack(here: Kept, packer: _Packer, drafts: Path, report: Reporter) -> Contents:
    episodes = [] if here.bucket else _episodes(here.library)
    report.stage("save", len(episodes) + 1, "episodes and files")
    parts = []
    # Before the episodes: one that a job says is done is then among them.
    if here.database and here.database.is_file():
        copy = drafts / _DATABASE
        _snapshot(here.database, copy)
        with copy.open("rb") as file:
            packer.add(_DATABASE, file)
        copy.unlink()
        parts.append(_DATABASE)
    with suppress(FileNotFoundError), here.keys.open("rb") as file:
        packer.add(_KEYS, file)
        parts.append(_KEYS)
    if here.memory.is_dir():
        parts.append(_MEMORY)
        for path in sorted(here.memory.rglob("*")):
            within = path.relative_to(here.memory)
            if path.is_file() and not any(part.startswith(".") for part in within.parts):
                with path.open("rb") as file:
                    packer.add(f"{_MEMORY}/{within.as_posix()}", file)
    report.step("save")
    saved = 0
    if not here.bucket:
        parts.append(_LIBRARY)
    for folder in episodes:
        with _held(folder) as files:
            for name, held in files:
                packer.add(f"{_LIBRARY}/{folder.name}/{name}", held)
            saved += bool(files)
        report.step("save")
    created = datetime.now(UTC).isoformat(timespec="seconds")
    contents = Contents(_FORMAT, version("deutgi"), created, saved, tuple(parts), packer.sums)
    packer.close(contents)
    return contents


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
            f"The database {database} cannot be copied: {error}.", "Is the disk full?"
        ) from error


def _unpack(
    file: Path, place_of: Callable[[str], Path | None], report: Reporter, stage: str
) -> Contents:
    """Read a whole backup, and write those of its files that have a place.

    Raises BadBackup, and OSError where they cannot be written.
    """
    sums: dict[str, str] = {}
    told: bytes | None = None
    with _opened(file) as packed:
        total = max(1, os.fstat(packed.fileno()).st_size // _MB)
        report.stage(stage, total, "MB")
        shown = 0
        for member, pieces in _members(packed, file):
            name = _checked(member, file)
            if told is not None or name in sums:
                raise _bad(file, f"it has {name} twice or after its end")
            if name == _CONTENTS:
                if member.size > _MOST_CONTENTS:
                    raise _bad(file, "its list is too long")
                told = b"".join(pieces)
                continue
            sums[name] = _write(pieces, place_of(name), member.mtime)
            now = min(total, packed.tell() // _MB)
            report.step(stage, now - shown)
            shown = now
        report.step(stage, total - shown)
    contents = _contents(told, file)
    if contents.sums != sums:
        odd = min(dict(sums.items() ^ contents.sums.items()))
        raise _bad(file, f"{odd} is not what was saved")
    return contents


def _opened(file: Path) -> BinaryIO:
    try:
        return file.open("rb")
    except OSError as error:
        raise BadBackup(
            f"{file} cannot be read: {error.strerror or error}.", "Give the file of a backup."
        ) from error


def _members(packed: BinaryIO, file: Path) -> Iterator[tuple[tarfile.TarInfo, Iterator[bytes]]]:
    """What is in the tar, each with its pieces, in order. Raises BadBackup."""
    try:
        with (
            gzip.GzipFile(fileobj=packed, mode="rb") as plain,
            tarfile.open(fileobj=plain, mode="r|") as tar,
        ):
            for member in tar:
                yield member, _pieces(tar.extractfile(member) if member.isreg() else None, file)
    except _DAMAGED as error:
        raise _bad(file, "it is damaged or was cut off") from error


def _pieces(data: IO[bytes] | None, file: Path) -> Iterator[bytes]:
    try:
        while data and (piece := data.read(_PIECE)):
            yield piece
    except _DAMAGED as error:
        raise _bad(file, "it is damaged or was cut off") from error


def _checked(member: tarfile.TarInfo, file: Path) -> str:
    """The name of a member that a backup may have. Raises BadBackup for any other."""
    parts = member.name.split("/")
    plain = all(part and not part.startswith(".") and "\\" not in part for part in parts)
    known = (
        member.name in (_CONTENTS, _DATABASE, _KEYS)
        or (parts[0] == _LIBRARY and len(parts) == 3)
        or (parts[0] == _MEMORY and len(parts) > 1)
    )
    if not (member.isreg() and not member.issparse() and plain and known):
        raise _bad(file, f"it has {member.name[:80]!r} in it, which no backup has")
    if hasattr(tarfile, "data_filter"):  # from Python 3.11.4: a second look
        try:
            tarfile.data_filter(member, str(file.parent))
        except tarfile.FilterError as error:
            raise _bad(file, f"it has {member.name[:80]!r} in it, which leads out") from error
    return member.name


def _write(pieces: Iterator[bytes], place: Path | None, changed: float) -> str:
    """Write a file that must not be there yet. Gives its SHA-256."""
    digest = hashlib.sha256()
    if place is None:
        for piece in pieces:
            digest.update(piece)
        return digest.hexdigest()
    place.parent.mkdir(parents=True, exist_ok=True)
    with place.open("xb") as file:
        for piece in pieces:
            digest.update(piece)
            file.write(piece)
        file.flush()
        os.fsync(file.fileno())
    os.utime(place, (changed, changed))
    return digest.hexdigest()


def _contents(told: bytes | None, file: Path) -> Contents:
    if told is None:
        raise _bad(file, "it was cut off, or is none of Deutgi's")
    try:
        contents = TypeAdapter(Contents).validate_json(told)
    except ValidationError as error:
        raise _bad(file, "its list is damaged") from error
    if contents.format != _FORMAT:
        raise BadBackup(
            f"{file} is of another format: {contents.format}.",
            f"Restore it with Deutgi {contents.deutgi}.",
        )
    return contents


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
    if _DATABASE in contents.parts and here.database is None:
        raise DeutgiError(
            "The backup has a database of SQLite, and DEUTGI_DATABASE_URL names Postgres.",
            "Restore it without that setting.",
        )
    if _LIBRARY in contents.parts and here.bucket:
        raise DeutgiError(
            f"The backup has episodes, and those of this service are kept in {here.bucket}.",
            "Restore it without DEUTGI_STORAGE.",
        )


def _ready(staged: Path, here: Kept) -> None:
    """Have the database fit this version, and unfinished episodes be made from their beginning.

    The sound of what was half made is not in the backup. Raises BadBackup for the database of a
    newer version.
    """
    from alembic.util import CommandError

    from service import jobs, queue
    from service.database import migrate, open_database

    url = f"sqlite:///{staged / _DATABASE}"
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
            if not (staged / _LIBRARY / job.episode_id).exists():
                queue.put(url, jobs.new_job("make", job.episode_id), wanted, 1_000_000)
    engine.dispose()
    with closing(sqlite3.connect(staged / _DATABASE)) as connection:
        connection.execute("PRAGMA journal_mode=DELETE")


def _put(contents: Contents, staged: Path, here: Kept) -> list[Path]:
    """Swap what is there for what is staged, by renames that are undone where one fails.

    Gives where to the former was set aside.
    """
    stamp = f"{_BEFORE}{datetime.now():%Y%m%d-%H%M%S.%f}"
    files = {_KEYS: here.keys, _MEMORY: here.memory}
    if here.database:
        files[_DATABASE] = here.database
    aside: list[Path] = []
    with _undone() as move:
        if _LIBRARY in contents.parts:
            old_ones = _of_the_library(here, staged)
            if old_ones:
                away = here.library / stamp
                move.into(away)
                aside.append(away)
                for path in old_ones:
                    move(path, away / path.name)
            new = staged / _LIBRARY
            for path in sorted(new.iterdir()) if new.exists() else ():
                path.chmod(0o755)
                move(path, here.library / path.name)
        for part, target in files.items():
            if part not in contents.parts:
                continue
            # Beside its place first, which may be another disk: then renames are all there is.
            near = Path(tempfile.mkdtemp(prefix=_DRAFT, dir=_made(target.parent)))
            move.later(near)
            if (staged / part).exists():
                shutil.move(staged / part, near / part)
                if part == _KEYS:
                    (near / part).chmod(0o600)
            else:
                (near / part).mkdir()
            for suffix in ("", "-wal", "-shm") if part == _DATABASE else ("",):
                old = target.with_name(target.name + suffix)
                if old.exists():
                    away = target.with_name(f".{target.name.lstrip('.')}{stamp}{suffix}")
                    move(old, away)
                    aside += [away] if not suffix else []
            move(near / part, target)
    return aside


def _of_the_library(here: Kept, staged: Path) -> list[Path]:
    """What is in the library's folder now, without what only lies there: the database, the keys."""
    others = [
        path.name for path in (here.database, here.keys) if path and path.parent == here.library
    ]
    return [
        path
        for path in here.library.iterdir()
        if path != staged and not path.name.startswith((_BEFORE, *others))
    ]


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


@contextmanager
def _nobody_works(database: Path | None) -> Iterator[None]:
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


def _there(here: Kept) -> list[Path]:
    """What a backup would take the place of."""
    files = [path for path in (here.database, here.keys) if path and path.exists()]
    folders = [
        folder
        for folder in (here.library, here.memory)
        if folder.is_dir() and any(not path.name.startswith(".") for path in folder.iterdir())
    ]
    return [*folders, *files]


def _made(folder: Path) -> Path:
    folder.mkdir(parents=True, exist_ok=True)
    return folder


def _must_not_exist(file: Path) -> None:
    if file.exists() or file.is_symlink():
        raise DeutgiError(
            f"{file} is there already.", "Choose another name: a backup is never overwritten."
        )


def _bad(file: Path, why: str) -> BadBackup:
    return BadBackup(
        f"{file} is no whole backup: {why}.", "Nothing was changed. Take another backup."
    )


def _refused(place: Path, error: OSError) -> LibraryError:
    where = error.filename or place
    return LibraryError(
        f"{where}: {error.strerror or error}.",
        "Nothing was changed. Free some space, or have its user own the folder.",
    )
