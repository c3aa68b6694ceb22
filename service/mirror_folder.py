"""A mirror's folder: which version of each episode it holds, and what may go to make room.

An episode that the bucket has is marked by a hidden file. One without was made here and waits for
being published, so nothing takes it away. A folder that is exchanged takes its mark along.
"""

import os
import shutil
import tempfile
import time
import uuid
from collections.abc import Iterator, Mapping
from contextlib import contextmanager, suppress
from datetime import UTC, datetime, timedelta
from pathlib import Path

from pydantic import BaseModel, ValidationError

from service.search import is_id

MARK = ".published"
_COMING = ".coming-"
_DRAFT = "draft-"
_STALE = 3600.0  # seconds after which what was never finished never will be
_IN_USE = 60.0  # seconds for which a file that was asked for is not cleared away
_GRACE = timedelta(hours=1)  # for who reads an old version, or uploads a new one


class Mark(BaseModel):
    """Which version of an episode a folder holds: each file's size in bytes, and when it was
    written in nanoseconds since 1970. `tag` is the bucket's name for the object that says so."""

    version: str
    files: Mapping[str, tuple[int, int]]
    tag: str = ""


def mark_of(folder: Path) -> Mark | None:
    """The mark of an episode; None where it was made here and is not published."""
    try:
        return Mark.model_validate_json((folder / MARK).read_bytes())
    except FileNotFoundError:
        return None
    except ValidationError:
        return Mark(version="", files={})  # of a computer that lost its power: read anew


def names(library: Path) -> list[str]:
    """The folders in a library that are episodes, or could be."""
    try:
        with os.scandir(library) as folders:
            return [each.name for each in folders if is_id(each.name) and each.is_dir()]
    except FileNotFoundError:
        return []


def is_marked(library: Path, name: str) -> bool:
    """Whether an episode is one of the bucket's."""
    # A Path for each of thousands takes as long as the look.
    return os.path.exists(f"{library}/{name}/{MARK}")  # noqa: PTH110


def waiting(library: Path) -> Iterator[str]:
    """The episodes that wait for being published, but for one that may be this very moment."""
    for name in names(library):
        folder = library / name
        with suppress(FileNotFoundError):
            if is_marked(library, name) or time.time() - folder.stat().st_mtime < _IN_USE:
                continue
            if (folder / "episode.json").is_file():
                yield name


def is_here(place: Path, size: int) -> bool:
    """Whether a file is there, whole; that it was asked for is written down as its use."""
    try:
        about = place.stat()
    except FileNotFoundError:
        return False
    if about.st_size != size:
        return False
    if time.time() - about.st_atime > _IN_USE / 2:
        with suppress(OSError):
            os.utime(place, ns=(time.time_ns(), about.st_mtime_ns))
    return True


def is_given_up(folder: Path) -> bool:
    """Whether what made a folder has surely ended."""
    return time.time() - folder.stat().st_mtime > _STALE


def ended_before() -> datetime:
    """Who began before this moment to read or upload a version has surely ended."""
    return datetime.now(UTC) - _GRACE


@contextmanager
def coming(folder: Path) -> Iterator[Path]:
    """A new hidden file in a folder, which is gone at the end unless it was moved."""
    file = folder / f"{_COMING}{uuid.uuid4().hex}"
    file.touch()
    try:
        yield file
    finally:
        file.unlink(missing_ok=True)


def write(place: Path, text: str) -> None:
    """Write a file that is there whole or not at all."""
    with coming(place.parent) as file:
        file.write_text(text, "utf-8")
        file.replace(place)


def belongs_to(own: Path, name: str) -> bool:
    """Whether a mirror is that of the bucket of this name; of the first that is asked for, it is.

    `own` is the mirror's folder for itself.
    """
    file = own / "storage"
    try:
        return file.read_text("utf-8") == name
    except FileNotFoundError:
        own.mkdir(parents=True, exist_ok=True)
        write(file, name)
        return True


def exchange(folder: Path, own: Path, mark: Mark | None, episode: str) -> None:
    """Put an episode, or nothing, in the place of what was published before.

    What was made there meanwhile is only seen when it is out of the way, and is put back. `own` is
    the mirror's folder for itself, `episode` the text of episode.json.
    """
    draft = Path(tempfile.mkdtemp(dir=own, prefix=_DRAFT))
    try:
        old, new = draft / "old", draft / "new"
        with suppress(FileNotFoundError):
            folder.rename(old)
        if old.exists() and not mark_of(old) and not (mark and is_given_up(old)):
            if not folder.exists():
                old.rename(folder)
            return
        if mark:
            new.mkdir()
            file = new / "episode.json"
            file.write_bytes(episode.encode())
            os.utime(file, ns=(time.time_ns(), mark.files["episode.json"][1]))
            (new / MARK).write_text(mark.model_dump_json(), "utf-8")
            try:
                new.rename(folder)
            except OSError:
                if not folder.exists():
                    raise
    finally:
        shutil.rmtree(draft, ignore_errors=True)


def make_room(library: Path, own: Path, most: int) -> None:
    """Clear away what killed processes left, and of the bucket's files all but `most` bytes.

    Those that nobody asked for longest go first; episode.json and what is not published stay.
    """
    found = []
    for name in names(library):
        with suppress(FileNotFoundError), os.scandir(library / name) as entries:
            files = list(entries)
            if not any(file.name == MARK for file in files):
                continue
            for file in files:
                about = file.stat()
                if file.name.startswith(_COMING):
                    if time.time() - about.st_mtime > _STALE:
                        Path(file.path).unlink(missing_ok=True)
                elif file.name not in ("episode.json", MARK):
                    found.append((about.st_atime, about.st_size, Path(file.path)))
    for draft in own.glob(f"{_DRAFT}*"):
        if is_given_up(draft):
            shutil.rmtree(draft, ignore_errors=True)
    excess = sum(size for _, size, _ in found) - most
    for used, size, place in sorted(found):
        if excess <= 0 or time.time() - used < _IN_USE:
            break
        # It may be another one by now, just made and not yet published.
        with suppress(FileNotFoundError):
            if place.stat().st_atime == used:
                place.unlink()
                excess -= size
