"""Where finished episodes and unfinished sound are kept: in the library's folder, or in a bucket.

The service reads a folder of episodes. Where they are kept in a bucket, the folder is its mirror.
"""

import shutil
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import TYPE_CHECKING

from service import library as shelf
from service.bench import Bench
from service.settings import ServerSettings

if TYPE_CHECKING:
    from obstore.store import ObjectStore

    from service.mirror import Mirror

_MAKING = ".making"


@dataclass(frozen=True)
class Stored:
    """The places of a service: `library` is the folder of episodes, and `mirror` what keeps it and
    the bucket alike, where there is a bucket."""

    library: Path
    mirror: "Mirror | None"
    most_cached: int  # bytes

    def bench(self, job_id: str) -> Bench:
        """Where the sound of an unfinished episode lies, for all who make or serve.

        Raises LibraryError where nothing can be kept.
        """
        store = self.mirror.store if self.mirror else _folder(self.library / _MAKING)
        return Bench(store, f"making/{job_id}")

    def clear(self, job_id: str) -> None:
        """Take away all sound of a job that has ended."""
        self.bench(job_id).clear()
        if not self.mirror:
            # With what a killed process left half-written, which the store never lists.
            shutil.rmtree(self.library / _MAKING / "making" / job_id, ignore_errors=True)

    def publish(self, episode_id: str) -> None:
        """An episode of the library is finished: have all see it. Raises LibraryError."""
        if self.mirror:
            self.mirror.publish(episode_id)

    def remove(self, episode_id: str) -> None:
        """Take an episode away, everywhere. Raises LibraryError where there is none."""
        if self.mirror:
            self.mirror.remove(episode_id)
        else:
            shelf.remove(self.library, episode_id)

    def refresh(self) -> None:
        """Have the library's folder hold the episodes that there are. Raises LibraryError."""
        if self.mirror:
            self.mirror.refresh()

    def look(self, episode_id: str) -> None:
        """Have the library's folder hold an episode, or not, as it is at this very moment.

        Raises LibraryError.
        """
        if self.mirror:
            self.mirror.look(episode_id)

    def bring(self, episode_id: str, file: str) -> Path:
        """An episode's file in the library's folder. Raises LibraryError."""
        if self.mirror:
            return self.mirror.bring(episode_id, file)
        return shelf.path_of(self.library, episode_id) / file

    def size(self, episode_id: str, file: str) -> int | None:
        """The bytes of an episode's file, wherever it lies; None where there is none."""
        if self.mirror:
            return self.mirror.size(episode_id, file)
        try:
            return (shelf.path_of(self.library, episode_id) / file).stat().st_size
        except OSError:
            return None

    def gather(self, episode_id: str) -> None:
        """Have all files of an episode lie in the library's folder. Raises LibraryError."""
        if self.mirror:
            self.mirror.gather(episode_id)

    def tidy(self) -> None:
        """Make room in the folder, where it is a mirror."""
        if self.mirror:
            self.mirror.tidy(self.most_cached)


def stored(settings: ServerSettings) -> Stored:
    """The places that the settings name; the same for all who ask. Raises LibraryError."""
    return _stored(settings.storage, settings.library, settings.cache * 1_000_000)


@lru_cache(maxsize=8)
def _stored(storage: str, library: Path, most_cached: int) -> Stored:
    from service.mirror import Mirror, is_mirror
    from service.storage import open_storage

    if not storage:
        if is_mirror(library):
            raise shelf.LibraryError(
                f"{library} is the mirror of a storage: not all of its sound is there.",
                "Name the storage (DEUTGI_STORAGE), or another folder (DEUTGI_LIBRARY).",
            )
        return Stored(library, None, most_cached)
    return Stored(library, Mirror(open_storage(storage), library, most_cached), most_cached)


@lru_cache(maxsize=8)
def _folder(place: Path) -> "ObjectStore":
    from obstore.store import LocalStore

    try:
        return LocalStore(place, mkdir=True)
    except OSError as error:
        raise shelf.refused(place, error) from error
