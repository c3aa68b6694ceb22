"""The file of a backup: writing one, and reading one that may be damaged or none of ours.

It is a tar whose last member lists the SHA-256 of all others, so a backup that was cut off is
known.
"""

import gzip
import hashlib
import io
import json
import os
import tarfile
import time
import zlib
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import asdict, dataclass
from datetime import UTC, datetime
from importlib.metadata import version
from pathlib import Path
from typing import IO, BinaryIO, cast

from pydantic import TypeAdapter, ValidationError

from pipelines.errors import UnreadableSource
from service.progress import Reporter

DATABASE, KEYS, LIBRARY, MEMORY = "deutgi.db", "keys.json", "library", "memory"
"""The parts of a backup: two files and two folders."""

_FORMAT = 1
_CONTENTS = "backup.json"
_MB = 1_000_000
_PIECE = 1 << 20  # bytes
_MOST_CONTENTS = 256 * _MB
_DAMAGED = (tarfile.TarError, gzip.BadGzipFile, EOFError, zlib.error)


class BadBackup(UnreadableSource):
    """The file is no backup of Deutgi, is damaged, or has in it what no backup has."""


@dataclass(frozen=True, slots=True)
class Contents:
    """What a backup has in it. `parts` are of: library, deutgi.db, keys.json, memory."""

    format: int
    deutgi: str
    created: str  # ISO 8601
    episodes: int
    parts: tuple[str, ...]
    sums: dict[str, str]  # SHA-256 by name


class Packer:
    """Puts files into a tar, and keeps the sum of each."""

    def __init__(self, tar: tarfile.TarFile) -> None:
        """`tar` is open for writing, and is closed by who opened it."""
        self._tar = tar
        self._sums: dict[str, str] = {}

    def add(self, name: str, file: BinaryIO) -> None:
        """Put in a file that is open. Raises OSError."""
        about = os.fstat(file.fileno())
        member = tarfile.TarInfo(name)
        member.size, member.mtime, member.mode = about.st_size, about.st_mtime, 0o600
        summing = _Summing(file)
        self._tar.addfile(member, cast(BinaryIO, summing))
        self._sums[name] = summing.sum.hexdigest()

    def add_path(self, name: str, path: Path) -> None:
        """Put in the file of this path. Raises OSError."""
        with path.open("rb") as file:
            self.add(name, file)

    def close(self, episodes: int, parts: Sequence[str]) -> Contents:
        """Put in the list of all that was put in, as the last."""
        created = datetime.now(UTC).isoformat(timespec="seconds")
        contents = Contents(_FORMAT, version("deutgi"), created, episodes, tuple(parts), self._sums)
        text = json.dumps(asdict(contents), ensure_ascii=True, indent=1).encode()
        member = tarfile.TarInfo(_CONTENTS)
        member.size, member.mtime, member.mode = len(text), int(time.time()), 0o600
        self._tar.addfile(member, io.BytesIO(text))
        return contents


class _Summing:
    """A file that is summed as it is read."""

    def __init__(self, file: BinaryIO) -> None:
        self._file = file
        self.sum = hashlib.sha256()

    def read(self, size: int = -1) -> bytes:
        piece = self._file.read(size)
        self.sum.update(piece)
        return piece


def unpack(
    file: Path, place_of: Callable[[str], Path | None], report: Reporter, stage: str
) -> Contents:
    """Read a whole backup, and write those of its files that have a place.

    `stage` is what the reading is called while it is reported. Raises BadBackup, and OSError where
    a file cannot be written.
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


def must_begin_as_one(file: Path) -> None:
    """See that a file is like a backup at its beginning. Raises BadBackup."""
    with _opened(file) as packed:
        for member, _ in _members(packed, file):
            _checked(member, file)
            return
    raise _bad(file, "it is empty")


def _opened(file: Path) -> BinaryIO:
    try:
        return file.open("rb")
    except OSError as error:
        raise BadBackup(
            f"{file} cannot be read: {error.strerror or error}.", "Give the file of a backup."
        ) from error


def _members(packed: BinaryIO, file: Path) -> Iterator[tuple[tarfile.TarInfo, Iterator[bytes]]]:
    """What is in the tar, each with its pieces, in order. Raises BadBackup."""
    with (
        _undamaged(file),
        gzip.GzipFile(fileobj=packed, mode="rb") as plain,
        tarfile.open(fileobj=plain, mode="r|") as tar,
    ):
        for member in tar:
            yield member, _pieces(tar.extractfile(member) if member.isreg() else None, file)


def _pieces(data: IO[bytes] | None, file: Path) -> Iterator[bytes]:
    with _undamaged(file):
        while data and (piece := data.read(_PIECE)):
            yield piece


@contextmanager
def _undamaged(file: Path) -> Iterator[None]:
    try:
        yield
    except _DAMAGED as error:
        raise _bad(file, "it is damaged or was cut off") from error


def _checked(member: tarfile.TarInfo, file: Path) -> str:
    """The name of a member that a backup may have. Raises BadBackup for any other."""
    parts = member.name.split("/")
    plain = all(part and not part.startswith(".") and "\\" not in part for part in parts)
    known = (
        member.name in (_CONTENTS, DATABASE, KEYS)
        or (parts[0] == LIBRARY and len(parts) == 3)
        or (parts[0] == MEMORY and len(parts) > 1)
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


def _bad(file: Path, why: str) -> BadBackup:
    return BadBackup(
        f"{file} is no whole backup: {why}.", "Nothing was changed. Take another backup."
    )
