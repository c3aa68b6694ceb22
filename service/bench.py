"""The workbench: what has been made of an unfinished episode, kept until the episode is whole.

A job that dies resumes at the sentence where it died, on this computer or on another one: so each
sentence's sound is put where all workers reach it, in a bucket or a folder that they share.
"""

import re
from collections.abc import Iterator, MutableMapping
from contextlib import suppress
from dataclasses import dataclass
from typing import TYPE_CHECKING

from service.storage import asked, no_bucket

if TYPE_CHECKING:
    from obstore.store import ObjectStore

_NAME = re.compile(r"[A-Za-z0-9][A-Za-z0-9.-]{0,199}")


@dataclass(frozen=True, eq=False)
class Bench(MutableMapping[str, bytes]):
    """Pieces by name, under `prefix` in a store. A piece is there whole or not at all.

    Names are letters, digits, dashes and dots, and begin with a letter or a digit: ValueError
    for any other. Safe among threads, processes and computers: who puts last wins. LibraryError
    where the store cannot do what it is asked.
    """

    store: "ObjectStore"
    prefix: str

    def __getitem__(self, name: str) -> bytes:
        """The piece. Raises KeyError where there is none."""
        place = self._place(name)
        with asked():
            try:
                return self.store.get(place).bytes().to_bytes()
            except FileNotFoundError as error:
                if no_bucket(error):
                    raise
                raise KeyError(name) from error

    def __setitem__(self, name: str, data: bytes) -> None:
        """Put a piece, or another one in its place.

        A store writes what is new beside its place and moves it there. A killed process leaves
        at most such a file in a folder, called `name#1`, which the store never lists.
        """
        place = self._place(name)
        with asked():
            self.store.put(place, data)

    def __delitem__(self, name: str) -> None:
        """Take a piece away. Raises KeyError where there is none."""
        if name not in self:
            raise KeyError(name)
        self._delete([self._place(name)])

    def __contains__(self, name: object) -> bool:
        """Whether there is such a piece, without reading it."""
        if not _NAME.fullmatch(str(name)):
            return False
        with asked():
            try:
                self.store.head(self._place(str(name)))
            except FileNotFoundError:
                return False
        return True

    def __iter__(self) -> Iterator[str]:
        """The names, sorted, as they are at the moment."""
        return iter(sorted(place.rpartition("/")[2] for place in self._places()))

    def __len__(self) -> int:
        """How many pieces there are."""
        return len(self._places())

    def clear(self) -> None:
        """Take all pieces away."""
        self._delete(self._places())

    def _place(self, name: str) -> str:
        if not _NAME.fullmatch(name):
            raise ValueError(f"“{name}” cannot be the name of a piece.")
        return f"{self.prefix}/{name}"

    def _places(self) -> list[str]:
        with asked():
            return [found["path"] for chunk in self.store.list(self.prefix) for found in chunk]

    def _delete(self, places: list[str]) -> None:
        for place in places:
            with asked(), suppress(FileNotFoundError):  # somebody was faster
                self.store.delete(place)
