"""The library's folder as the mirror of a bucket: any worker makes, any web process serves.

In the bucket an episode's files lie under `episodes/ID/VERSION/`. The object `published/ID` says
which version counts, and holds its episode.json: one put of it is the moment in which an episode
appears or changes, so nobody ever sees half of one, or one mixed of two. After each such moment
`changed` is put anew: who looks for news asks for one small object, and for the list only then.

In the folder an episode that the bucket has is marked by a hidden file. One without was made here
and waits for being published, so nothing takes it away. A folder that is exchanged takes its mark
along.
"""

import hashlib
import json
import logging
import os
import re
import shutil
import tempfile
import threading
import time
import uuid
from collections.abc import Iterator, Mapping
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager, suppress
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import TYPE_CHECKING
from zlib import crc32

from filelock import FileLock
from obstore.exceptions import AlreadyExistsError
from pydantic import BaseModel, ValidationError

from service import library as shelf
from service.library import LibraryError
from service.search import is_id
from service.storage import asked

if TYPE_CHECKING:
    from obstore import ObjectMeta
    from obstore.store import ObjectStore

_LOG = logging.getLogger(__name__)

_OWN = ".mirror"  # the folder in a library that makes it a mirror
_MARK = ".published"
_COMING = ".coming-"
_DRAFT = "draft-"
_EVERY = 2.0  # seconds from one look for news to the next
_AFTER_FAILURE = 10.0  # seconds
_LIST_EVERY = 60.0  # seconds: who published may have been killed before it said so
_STALE = 3600.0  # seconds after which what was never finished never will be
_IN_USE = 60.0  # seconds for which a file that was asked for is not cleared away
_GRACE = timedelta(hours=1)  # for who reads an old version, or uploads a new one
_AT_ONCE = 16
_LOCKS = 64
_CHUNK = 1 << 20  # bytes
_FILE = re.compile(r"[A-Za-z0-9][A-Za-z0-9._-]{0,99}")


class _Mark(BaseModel):
    """Which version of an episode a folder holds: each file's size in bytes, and when it was
    written in nanoseconds since 1970. `tag` is the bucket's name for the object that says so."""

    version: str
    files: Mapping[str, tuple[int, int]]
    tag: str = ""


class _Published(_Mark):
    episode: str


def is_mirror(library: Path) -> bool:
    """Whether a folder is the mirror of some bucket."""
    return (library / _OWN).is_dir()


class Mirror:
    """A folder that shows what a store holds. Safe among threads, processes and computers.

    Whatever it does raises LibraryError where the store or the disk says no.
    """

    def __init__(
        self, store: "ObjectStore", library: Path, most: int = 0, every: float = _EVERY
    ) -> None:
        """`most` bytes of the store's files are kept in the folder (0: any number), and news are
        looked for `every` so many seconds.

        Raises LibraryError where the folder is a library of its own.
        """
        self.store = store
        self._library = library
        self._own = library / _OWN
        self._most = most
        self._every = every
        self._lock = threading.Lock()
        self._next = 0.0  # when to look for news again, and what came of the last look
        self._failed: LibraryError | None = None
        self._listed: float | None = None
        self._news = ""
        self._tags: dict[str, str] = {}
        self._belongs = False
        self._brought = 0  # bytes since room was made
        with self._working():
            if not is_mirror(library) and any(_names(library)):
                raise LibraryError(
                    f"{library} has episodes of its own, which are in no bucket.",
                    "Name a new folder for the bucket's: DEUTGI_LIBRARY",
                )
            self._own.mkdir(parents=True, exist_ok=True)

    def publish(self, episode_id: str) -> None:
        """Put an episode of the folder into the store, in the place of one that was there.

        Nobody sees it before its last file is there. What is published already stays as it is.
        """
        folder = shelf.path_of(self._library, episode_id)
        with self._working():
            self._belong()
            if not (folder / "episode.json").is_file():
                raise LibraryError(
                    f"There is no episode in {folder}.", "deutgi episodes lists those there are."
                )
            if _mark(folder):
                return
            # It lies in this very folder: should that be exchanged meanwhile, so is the mark.
            with _coming(folder) as coming:
                contents, files = _contents(folder)
                version = _version(contents, files)
                for name, content in contents.items():
                    self.store.put(f"episodes/{episode_id}/{version}/{name}", content)
                text = contents["episode.json"].decode("utf-8", "replace")
                told = _Published(version=version, files=files, episode=text)
                put = self.store.put(f"published/{episode_id}", told.model_dump_json().encode())
                mark = _Mark(version=version, files=files, tag=put["e_tag"] or "")
                coming.write_text(mark.model_dump_json(), "utf-8")
                with suppress(FileNotFoundError):
                    coming.replace(folder / _MARK)
            self._announce()

    def remove(self, episode_id: str) -> None:
        """Take an episode out of the store and the folder; who is reading its files reads on.

        Raises LibraryError where there is none.
        """
        place = f"published/{episode_id}"
        with self._working():
            self._belong()
            try:
                told = _Published.model_validate_json(self._get(place))
            except FileNotFoundError:
                told = None
            except ValidationError:
                told = _Published(version="-", files={}, episode="")
            if told:
                self._delete(place)
                self._announce()
                for name in told.files:
                    self._delete(f"episodes/{episode_id}/{told.version}/{name}")
        self._tags.pop(episode_id, None)
        try:
            shelf.remove(self._library, episode_id)
        except LibraryError as error:
            if not (told and isinstance(error.__cause__, FileNotFoundError)):
                raise

    def refresh(self) -> None:
        """Have the folder's list of episodes be the store's, as it was within the last seconds.

        A store that cannot be reached any more is a line in the log: what is here is still served.
        Raises LibraryError where it never could be.
        """
        # Who comes while somebody looks goes on with what is here, if there is anything.
        if not self._lock.acquire(blocking=self._listed is None):
            return
        try:
            if time.monotonic() >= self._next:
                self._failed = self._look()
                pause = _AFTER_FAILURE if self._failed else self._every
                self._next = time.monotonic() + pause
            if self._failed and self._listed is None:
                raise LibraryError(self._failed.message, self._failed.hint) from self._failed
        finally:
            self._lock.release()

    def look(self, episode_id: str) -> None:
        """Have the folder hold an episode, or not, as the store does at this moment."""
        if is_id(episode_id):
            with self._working():
                self._belong()
                with self._alone(episode_id):
                    self._follow(episode_id)

    def bring(self, episode_id: str, file: str) -> Path:
        """Where an episode's file lies in the folder, fetched if it did not.

        Its time is that of the file that was published, so that all who serve it name it alike.
        Where the episode has no such file, there is none at that place.
        """
        folder = shelf.path_of(self._library, episode_id)
        place = folder / file
        if not is_id(episode_id) or not _FILE.fullmatch(file):
            return place
        for _ in range(3):  # it may be made anew meanwhile
            mark = _mark(folder)
            if mark is None or file not in mark.files or _is_here(place, mark, file):
                return place
            with self._working():
                self._belong()
                self._fetch(episode_id, file)
        raise LibraryError(
            f"{file} of “{episode_id}” cannot be fetched from the storage.", "Try again."
        )

    def size(self, episode_id: str, file: str) -> int | None:
        """The bytes of an episode's file, fetched or not; None where there is none."""
        folder = shelf.path_of(self._library, episode_id)
        if mark := _mark(folder):
            return mark.files[file][0] if file in mark.files else None
        try:
            return (folder / file).stat().st_size
        except OSError:
            return None

    def gather(self, episode_id: str) -> None:
        """Bring all files of an episode."""
        self.look(episode_id)
        mark = _mark(shelf.path_of(self._library, episode_id))
        for file in mark.files if mark else ():
            self.bring(episode_id, file)

    def tidy(self, most_bytes: int) -> None:
        """Make room in the folder, publish what could not be, and clear the store of old versions.

        `most_bytes` of the store's files stay in the folder; never counted, and never cleared
        away, are episode.json and what is not in the store yet.
        """
        with self._working():
            self._make_room(most_bytes)
            self._belong()
            self._publish_waiting()
            self._sweep()

    def _look(self) -> LibraryError | None:
        try:
            with self._working():
                self._belong()
                self._update()
        except LibraryError as error:
            if self._listed is not None:
                _LOG.warning("The list of episodes may be old: %s", error.message)
            return error
        return None

    def _belong(self) -> None:
        """Make sure that the folder is this store's mirror and no other's."""
        if self._belongs:
            return
        name, file = self._name(), self._own / "storage"
        try:
            known = file.read_text("utf-8")
        except FileNotFoundError:
            self._own.mkdir(parents=True, exist_ok=True)
            with _coming(self._own) as coming:
                coming.write_text(name, "utf-8")
                coming.replace(file)
            known = name
        if known != name:
            raise LibraryError(
                f"{self._library} holds the episodes of another storage.",
                "Name another folder for this one's: DEUTGI_LIBRARY",
            )
        self._belongs = True

    def _name(self) -> str:
        """The store's own name, given to it by whoever comes first."""
        try:
            return self._get("storage").decode()
        except FileNotFoundError:
            with suppress(AlreadyExistsError):
                self.store.put("storage", uuid.uuid4().hex.encode(), mode="create")
            return self._get("storage").decode()

    def _announce(self) -> None:
        self.store.put("changed", uuid.uuid4().hex.encode())

    def _update(self) -> None:
        news = self._tag("changed")  # before the list, so that what comes after it is news again
        now = time.monotonic()
        lately = self._listed is not None and now - self._listed < _LIST_EVERY
        if lately and news == self._news:
            return
        listed = {
            name: found["e_tag"] or ""
            for found in self._list("published")
            if is_id(name := found["path"].removeprefix("published/"))
        }
        here = set(_names(self._library))
        changed = [
            (name, tag)
            for name, tag in listed.items()
            if name not in here or self._tags.get(name) != tag or not self._is_marked(name)
        ]
        gone = [(name, "") for name in here - listed.keys()]
        if changed or gone:
            # Other processes of this folder would fetch the same.
            with FileLock(self._own / "lock"), ThreadPoolExecutor(_AT_ONCE) as pool:
                for _ in pool.map(lambda each: self._follow(*each), changed + gone):
                    pass
        self._listed, self._news = now, news

    def _is_marked(self, name: str) -> bool:
        # A Path for each of thousands takes as long as the look.
        return os.path.exists(f"{self._library}/{name}/{_MARK}")  # noqa: PTH110

    def _publish_waiting(self) -> None:
        """Publish what could not be when it was made. What others published since is newer."""
        for name in _names(self._library):
            folder = shelf.path_of(self._library, name)
            with suppress(FileNotFoundError):
                if self._is_marked(name) or time.time() - folder.stat().st_mtime < _IN_USE:
                    continue
                if (folder / "episode.json").is_file() and not self._tag(f"published/{name}"):
                    self.publish(name)

    def _follow(self, name: str, listed: str = "") -> None:
        """Have the folder hold an episode as the store has it. `listed` is its tag in a list."""
        folder = shelf.path_of(self._library, name)
        mark = _mark(folder)
        if mark and listed and mark.tag == listed:
            self._tags[name] = listed
            return
        if not mark and folder.exists() and not (listed and _is_given_up(folder)):
            return
        try:  # a list may be old, an object is not
            got = self.store.get(f"published/{name}")
        except FileNotFoundError:
            self._tags.pop(name, None)
            self._exchange(folder)
            return
        try:
            told = _Published.model_validate_json(bytes(got.bytes()))
        except ValidationError:
            _LOG.warning("What the storage says of “%s” cannot be read", name)
            return
        new = _Mark(version=told.version, files=told.files, tag=got.meta["e_tag"] or "")
        if mark and mark.version == new.version and (folder / "episode.json").is_file():
            with suppress(FileNotFoundError), _coming(folder) as coming:
                coming.write_text(new.model_dump_json(), "utf-8")
                coming.replace(folder / _MARK)
        else:
            self._exchange(folder, new, told.episode)
        self._tags[name] = new.tag

    def _exchange(self, folder: Path, mark: _Mark | None = None, episode: str = "") -> None:
        """Put an episode, or nothing, in the place of what was published before.

        What was made there meanwhile is only seen when it is out of the way, and is put back.
        """
        draft = Path(tempfile.mkdtemp(dir=self._own, prefix=_DRAFT))
        try:
            old, new = draft / "old", draft / "new"
            with suppress(FileNotFoundError):
                folder.rename(old)
            if old.exists() and not _mark(old) and not (mark and _is_given_up(old)):
                if not folder.exists():
                    old.rename(folder)
                return
            if mark:
                new.mkdir()
                file = new / "episode.json"
                file.write_bytes(episode.encode())
                os.utime(file, ns=(time.time_ns(), mark.files["episode.json"][1]))
                (new / _MARK).write_text(mark.model_dump_json(), "utf-8")
                try:
                    new.rename(folder)
                except OSError:
                    if not folder.exists():
                        raise
        finally:
            shutil.rmtree(draft, ignore_errors=True)

    def _fetch(self, name: str, file: str) -> None:
        """Fetch a file of the version that the folder holds; callers at once fetch it once."""
        with self._alone(f"{name}/{file}"), suppress(FileNotFoundError):
            size = self._download(shelf.path_of(self._library, name), name, file)
            self._brought += size
            if self._most and self._brought > self._most // 20:
                self._brought = 0
                self._make_room(self._most)
            return
        # Another version is there by now, or none.
        with self._alone(name):
            self._follow(name)

    def _alone(self, what: str) -> FileLock:
        """A lock among the threads and processes of this folder."""
        return FileLock(self._own / f"lock-{crc32(what.encode()) % _LOCKS}")

    def _download(self, folder: Path, name: str, file: str) -> int:
        """Fetch a file unless it is there. Gives its bytes; FileNotFoundError where it is gone."""
        # It is written in this very folder: should that be exchanged, so is the file.
        with _coming(folder) as coming:
            mark = _mark(folder)
            if mark is None or file not in mark.files or _is_here(folder / file, mark, file):
                return 0
            size, written = mark.files[file]
            with coming.open("wb") as out:
                for chunk in self.store.get(f"episodes/{name}/{mark.version}/{file}").stream(
                    _CHUNK
                ):
                    out.write(chunk)
            if coming.stat().st_size != size:
                raise LibraryError(
                    f"{file} of “{name}” is damaged in the storage.", "Make the episode again."
                ) from EOFError(file)
            os.utime(coming, ns=(time.time_ns(), written))
            coming.replace(folder / file)
            return size

    def _make_room(self, most: int) -> None:
        found = []
        for name in _names(self._library):
            with suppress(FileNotFoundError), os.scandir(self._library / name) as entries:
                files = list(entries)
                if not any(file.name == _MARK for file in files):
                    continue
                for file in files:
                    about = file.stat()
                    if file.name.startswith(_COMING):
                        if time.time() - about.st_mtime > _STALE:
                            Path(file.path).unlink(missing_ok=True)
                    elif file.name not in ("episode.json", _MARK):
                        found.append((about.st_atime, about.st_size, Path(file.path)))
        for draft in self._own.glob(f"{_DRAFT}*"):
            if _is_given_up(draft):
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

    def _sweep(self) -> None:
        """Delete what no episode names and nobody can be reading or uploading any more."""
        before = datetime.now(UTC) - _GRACE
        versions: dict[str, dict[str, list[ObjectMeta]]] = {}
        for found in self._list("episodes"):
            _, name, version, *_ = found["path"].split("/")
            versions.setdefault(name, {}).setdefault(version, []).append(found)
        there = {found["path"].removeprefix("published/") for found in self._list("published")}
        for name, held in versions.items():
            if len(held) == 1 and name in there:
                continue
            current = ""
            with suppress(FileNotFoundError):
                got = self.store.get(f"published/{name}")
                if got.meta["last_modified"] > before:
                    continue
                current = _Published.model_validate_json(bytes(got.bytes())).version
            for version, files in held.items():
                if version != current and all(f["last_modified"] < before for f in files):
                    for file in files:
                        self._delete(file["path"])

    def _list(self, prefix: str) -> "Iterator[ObjectMeta]":
        for found in self.store.list(prefix, chunk_size=1000):
            yield from found

    def _get(self, place: str) -> bytes:
        return bytes(self.store.get(place).bytes())

    def _tag(self, place: str) -> str:
        try:
            return self.store.head(place)["e_tag"] or ""
        except FileNotFoundError:
            return ""

    def _delete(self, place: str) -> None:
        with suppress(FileNotFoundError):  # somebody was faster
            self.store.delete(place)

    @contextmanager
    def _working(self) -> Iterator[None]:
        try:
            with asked():
                yield
        except OSError as error:
            raise shelf.refused(self._library, error) from error


@contextmanager
def _coming(folder: Path) -> Iterator[Path]:
    """A new hidden file in a folder, which is gone at the end unless it was moved."""
    coming = folder / f"{_COMING}{uuid.uuid4().hex}"
    coming.touch()
    try:
        yield coming
    finally:
        coming.unlink(missing_ok=True)


def _names(library: Path) -> list[str]:
    """The folders in a library that are episodes, or could be."""
    try:
        with os.scandir(library) as folders:
            return [each.name for each in folders if is_id(each.name) and each.is_dir()]
    except FileNotFoundError:
        return []


def _mark(folder: Path) -> _Mark | None:
    try:
        return _Mark.model_validate_json((folder / _MARK).read_bytes())
    except FileNotFoundError:
        return None
    except ValidationError:
        return _Mark(version="", files={})  # of a computer that lost its power: read anew


def _is_here(place: Path, mark: _Mark, file: str) -> bool:
    """Whether a file is there, whole; that it was asked for is written down as its use."""
    try:
        about = place.stat()
    except FileNotFoundError:
        return False
    if about.st_size != mark.files[file][0]:
        return False
    if time.time() - about.st_atime > _IN_USE / 2:
        with suppress(OSError):
            os.utime(place, ns=(time.time_ns(), about.st_mtime_ns))
    return True


def _is_given_up(folder: Path) -> bool:
    """Whether what made a folder has surely ended."""
    return time.time() - folder.stat().st_mtime > _STALE


def _contents(folder: Path) -> tuple[dict[str, bytes], dict[str, tuple[int, int]]]:
    """A folder's files, and the size and time of each. The hidden ones are ours."""
    contents, files = {}, {}
    for file in sorted(folder.iterdir()):
        if not file.name.startswith("."):
            contents[file.name] = file.read_bytes()
            files[file.name] = (len(contents[file.name]), file.stat().st_mtime_ns)
    return contents, files


def _version(contents: Mapping[str, bytes], files: Mapping[str, tuple[int, int]]) -> str:
    digest = hashlib.sha256(json.dumps(files, sort_keys=True).encode())
    for name in sorted(contents):
        digest.update(hashlib.sha256(contents[name]).digest())
    return digest.hexdigest()[:32]
