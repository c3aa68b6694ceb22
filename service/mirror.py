"""The library's folder as the mirror of a bucket: any worker makes, any web process serves.

`service.mirror_bucket` says what the bucket holds, `service.mirror_folder` what the folder does.
Here the one is made to follow the other.
"""

import logging
import re
import threading
import time
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import TYPE_CHECKING
from zlib import crc32

from filelock import FileLock
from pydantic import ValidationError

from service import library as shelf
from service import mirror_bucket as bucket
from service import mirror_folder as local
from service.library import LibraryError
from service.search import is_id
from service.storage import asked

if TYPE_CHECKING:
    from obstore import ObjectMeta
    from obstore.store import ObjectStore

_LOG = logging.getLogger(__name__)

_OWN = ".mirror"  # the folder in a library that makes it a mirror
_EVERY = 2.0  # seconds from one look for news to the next
_TRIES = 10  # an episode may be made anew while its file is fetched, and again
_AFTER_FAILURE = 10.0  # seconds
_LIST_EVERY = 60.0  # seconds: who published may have been killed before it said so
_AT_ONCE = 16
_LOCKS = 64
_FILE = re.compile(r"[A-Za-z0-9][A-Za-z0-9._-]{0,99}")


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
            if not is_mirror(library) and any(local.names(library)):
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
            if local.mark_of(folder):
                return
            # It lies in this very folder: should that be exchanged meanwhile, so is the mark.
            with local.coming(folder) as draft:
                mark = bucket.upload(self.store, episode_id, folder)
                draft.write_text(mark.model_dump_json(), "utf-8")
                with suppress(FileNotFoundError):
                    draft.replace(folder / local.MARK)
            self._announce()

    def remove(self, episode_id: str) -> None:
        """Take an episode out of the store and the folder; who is reading its files reads on.

        Raises LibraryError where there is none.
        """
        there: local.Mark | None = None
        with self._working():
            self._belong()
            try:
                there, _ = bucket.read(self.store, episode_id)
            except FileNotFoundError:
                pass
            except ValidationError:
                there = local.Mark(version="-", files={})
            if there:
                bucket.withdraw(self.store, episode_id)
                self._announce()
                bucket.delete_version(self.store, episode_id, there)
        self._tags.pop(episode_id, None)
        try:
            shelf.remove(self._library, episode_id)
        except LibraryError as error:
            if not (there and isinstance(error.__cause__, FileNotFoundError)):
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
                self._next = time.monotonic() + (_AFTER_FAILURE if self._failed else self._every)
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
        for _ in range(_TRIES):
            mark = local.mark_of(folder)
            if mark is None or file not in mark.files or local.is_here(place, mark.files[file][0]):
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
        if mark := local.mark_of(folder):
            return mark.files[file][0] if file in mark.files else None
        try:
            return (folder / file).stat().st_size
        except OSError:
            return None

    def gather(self, episode_id: str) -> None:
        """Bring all files of an episode."""
        self.look(episode_id)
        mark = local.mark_of(shelf.path_of(self._library, episode_id))
        for file in mark.files if mark else ():
            self.bring(episode_id, file)

    def tidy(self, most_bytes: int) -> None:
        """Make room in the folder, publish what could not be, and clear the store of old versions.

        `most_bytes` of the store's files stay in the folder; never counted, and never cleared
        away, are episode.json and what is not in the store yet.
        """
        with self._working():
            local.make_room(self._library, self._own, most_bytes)
            self._belong()
            for name in local.waiting(self._library):
                if not bucket.is_published(self.store, name):  # what others published is newer
                    self.publish(name)
            bucket.sweep(self.store, local.ended_before())

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
        if not local.belongs_to(self._own, bucket.name_of(self.store)):
            raise LibraryError(
                f"{self._library} holds the episodes of another storage.",
                "Name another folder for this one's: DEUTGI_LIBRARY",
            )
        self._belongs = True

    def _update(self) -> None:
        # Before the list, so that what comes after it is news again.
        news = bucket.news(self.store)
        now = time.monotonic()
        lately = self._listed is not None and now - self._listed < _LIST_EVERY
        if lately and news == self._news:
            return
        listed = {
            name: found["e_tag"] or ""
            for found in self._list("published")
            if is_id(name := found["path"].removeprefix("published/"))
        }
        here = set(local.names(self._library))
        changed = [
            (name, tag)
            for name, tag in listed.items()
            if name not in here
            or self._tags.get(name) != tag
            or not local.is_marked(self._library, name)
        ]
        gone = [(name, "") for name in here - listed.keys()]
        if changed or gone:
            # Other processes of this folder would fetch the same.
            with FileLock(self._own / "lock"), ThreadPoolExecutor(_AT_ONCE) as pool:
                for _ in pool.map(lambda each: self._follow(*each), changed + gone):
                    pass
        self._listed, self._news = now, news

    def _follow(self, name: str, listed: str = "") -> None:
        """Have the folder hold an episode as the store has it. `listed` is its tag in a list."""
        folder = shelf.path_of(self._library, name)
        mark = local.mark_of(folder)
        if mark and listed and mark.tag == listed:
            self._tags[name] = listed
            return
        if not mark and folder.exists() and not (listed and local.is_given_up(folder)):
            return
        try:  # a list may be old, an object is not
            new, episode = bucket.read(self.store, name)
        except FileNotFoundError:
            self._tags.pop(name, None)
            self._exchange(folder)
            return
        except ValidationError:
            _LOG.warning("What the storage says of “%s” cannot be read", name)
            return
        if mark and mark.version == new.version and (folder / "episode.json").is_file():
            with suppress(FileNotFoundError):
                local.write(folder / local.MARK, new.model_dump_json())
        else:
            self._exchange(folder, new, episode)
        self._tags[name] = new.tag

    def _exchange(self, folder: Path, mark: local.Mark | None = None, episode: str = "") -> None:
        local.exchange(folder, self._own, mark, episode)

    def _fetch(self, name: str, file: str) -> None:
        """Fetch a file of the version that the folder holds; callers at once fetch it once."""
        with self._alone(f"{name}/{file}"), suppress(FileNotFoundError):
            folder = shelf.path_of(self._library, name)
            size = bucket.download(self.store, name, folder, file)
            self._brought += size
            if self._most and self._brought > self._most // 20:
                self._brought = 0
                local.make_room(self._library, self._own, self._most)
            return
        # Another version is there by now, or none.
        with self._alone(name):
            self._follow(name)

    def _alone(self, what: str) -> FileLock:
        """A lock among the threads and processes of this folder."""
        return FileLock(self._own / f"lock-{crc32(what.encode()) % _LOCKS}")

    def _list(self, prefix: str) -> "Iterator[ObjectMeta]":
        return bucket.listing(self.store, prefix)

    def _announce(self) -> None:
        bucket.announce(self.store)

    @contextmanager
    def _working(self) -> Iterator[None]:
        try:
            with asked():
                yield
        except OSError as error:
            raise shelf.refused(self._library, error) from error
