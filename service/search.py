"""Finding episodes: all of a library, page by page, and those in which some words occur.

What is searched is kept in memory and read anew only where an episode's file changed. Five
thousand episodes take half a second to read, 40 MB, 20 ms to see which of them changed, and 10 ms
to search. An index on the disk would be one more file that can be wrong.
"""

import base64
import binascii
import json
import os
import re
import threading
import unicodedata
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from functools import lru_cache
from pathlib import Path

from service import library as shelf
from service.episode import Episode, TrackFile, TrackName

_ID = re.compile(r"[A-Za-z0-9][A-Za-z0-9._-]{0,199}")
_State = tuple[int, int, int]  # of a file: when written, how long, and which
_HANGUL = re.compile("[\uac00-\ud7a3]")


@dataclass(frozen=True, slots=True)
class Entry:
    """What a list shows of an episode.

    `modified` is when its file was written, in nanoseconds since 1970. `script` says of which
    tracks there is a text. `words` and `joined` are what is searched (see `found_in`).
    """

    id: str
    title: str
    title_ko: str | None
    created: datetime
    complete: bool
    byline: str | None
    date: str | None
    link: str | None
    tracks: Mapping[TrackName, TrackFile]
    script: tuple[TrackName, ...]
    modified: int
    words: str
    joined: str

    @property
    def place(self) -> tuple[datetime, str]:
        """Where it stands in the list: by time, then by name, so that no two stand alike."""
        return self.created, self.id


@dataclass(frozen=True, slots=True)
class Page:
    """Some entries, the newest first, how many match in all, and the next page's cursor.

    `before` is the cursor of the page before: empty where that is the first one, None where there
    is none.
    """

    entries: tuple[Entry, ...]
    total: int
    cursor: str | None
    before: str | None


class Catalogue:
    """The entries of one library, as its folder has them at the moment. Safe among threads."""

    def __init__(self, library: Path) -> None:
        """The folder may be missing still."""
        self._library = library
        self._lock = threading.Lock()
        self._known: dict[str, tuple[_State, Entry | None]] = {}
        self._entries: tuple[Entry, ...] | None = None

    def entries(self) -> tuple[Entry, ...]:
        """All whole episodes, the newest first. A damaged one is passed over.

        Raises LibraryError where the folder cannot be read.
        """
        with self._lock:
            known = {}
            for name in _names(self._library):
                if (found := self._look(name)) is not None:
                    known[name] = found
            if known.keys() != self._known.keys():
                self._entries = None
            self._known = known
            if self._entries is None:
                whole = [entry for _, entry in known.values() if entry]
                self._entries = tuple(sorted(whole, key=lambda e: e.place, reverse=True))
            return self._entries

    def knows(self, name: str) -> bool:
        """Whether an episode has been read before, as it was then."""
        return name in self._known

    def entry(self, name: str) -> Entry | None:
        """The entry of one episode, or None where there is none or it is damaged."""
        if not is_id(name):
            return None
        known = self._known.get(name)
        if known is None or known[0] != self._state(name):
            with self._lock:  # only here, so that nobody who listens waits for a list
                known = self._look(name)
        return known[1] if known else None

    def _look(self, name: str) -> tuple[_State, Entry | None] | None:
        """What is known of an episode, read anew where its file is another one than before."""
        state, known = self._state(name), self._known.get(name)
        if state is None or (known and known[0] == state):
            return known if state else None
        known = self._known[name] = (state, _read(self._library / name, state[0]))
        self._entries = None
        return known

    def _state(self, name: str) -> _State | None:
        try:
            # A Path for each of thousands takes as long as the stat.
            status = os.stat(f"{self._library}/{name}/episode.json")  # noqa: PTH116
        except OSError:
            return None
        return status.st_mtime_ns, status.st_size, status.st_ino

    def page(
        self, limit: int, cursor: str = "", query: str = "", complete: bool | None = None
    ) -> Page:
        """The first `limit` entries after the cursor that match.

        Episodes that come meanwhile are newer than any cursor, so who follows the pages sees
        every one once. Raises ValueError where the cursor is none of ours.
        """
        after = _place(cursor) if cursor else None
        wanted = folded(query).split()
        fitting = [
            entry
            for entry in self.entries()
            if complete in (None, entry.complete) and found_in(entry, wanted)
        ]
        rest = [entry for entry in fitting if after is None or entry.place < after]
        shown = tuple(rest[:limit])
        more = _cursor(shown[-1]) if len(rest) > limit else None
        newer = fitting[: len(fitting) - len(rest)]
        before = _cursor(newer[-limit - 1]) if len(newer) > limit else "" if newer else None
        return Page(shown, len(fitting), more, before)


@lru_cache(maxsize=8)
def catalogue(library: Path) -> Catalogue:
    """The catalogue of a library, the same for all who ask."""
    return Catalogue(library)


def entry_of(name: str, episode: Episode, modified: int = 0) -> Entry:
    """The entry of an episode whose folder is called `name`."""
    created = episode.created
    english = [episode.title, *(line.en for line in episode.lines)]
    korean = [episode.title_ko or "", *(line.ko or "" for line in episode.lines)]
    return Entry(
        id=name,
        title=episode.title,
        title_ko=episode.title_ko,
        created=created if created.tzinfo else created.replace(tzinfo=UTC),
        complete=episode.complete,
        byline=episode.article.byline,
        date=episode.article.date,
        link=episode.article.link,
        tracks=episode.tracks,
        script=texts(episode),
        modified=modified,
        words=folded("\n".join([*english, *korean])),
        joined=_joined(korean),
    )


def texts(episode: Episode) -> tuple[TrackName, ...]:
    """The tracks of which there is a text: with Korean only where a line of it is known."""
    return ("en", "ko", "both") if any(line.ko for line in episode.lines) else ("en",)


def is_id(name: str) -> bool:
    """Whether a name can be an episode's: one that leads nowhere but into the library."""
    return _ID.fullmatch(name) is not None


def folded(text: str) -> str:
    """The text as it is compared: without case, its Hangul in syllables, its quotes straight."""
    plain = unicodedata.normalize("NFC", unicodedata.normalize("NFC", text).casefold())
    return plain.replace("’", "'").replace("‘", "'").replace("“", '"').replace("”", '"')


def found_in(entry: Entry, wanted: Iterable[str]) -> bool:
    """Whether all words, folded, occur in an entry, be it within longer words.

    Koreans write compounds with and without spaces, so a Korean word is also found where the
    text has spaces in it.
    """
    return all(
        word in entry.words or (_HANGUL.search(word) is not None and word in entry.joined)
        for word in wanted
    )


def _names(library: Path) -> list[str]:
    try:
        with os.scandir(library) as folders:
            return [folder.name for folder in folders if is_id(folder.name)]
    except FileNotFoundError:
        return []
    except OSError as error:
        raise shelf.refused(library, error) from error


def _read(folder: Path, modified: int) -> Entry | None:
    try:
        return entry_of(folder.name, shelf.load(folder), modified)
    except shelf.LibraryError:
        return None


def _joined(lines: Sequence[str]) -> str:
    return "\n".join("".join(folded(line).split()) for line in lines)


def _cursor(entry: Entry) -> str:
    text = json.dumps([entry.created.astimezone(UTC).isoformat(), entry.id])
    return base64.urlsafe_b64encode(text.encode()).decode().rstrip("=")


def _place(cursor: str) -> tuple[datetime, str]:
    try:
        text = base64.urlsafe_b64decode(cursor.encode("ascii") + b"=" * (-len(cursor) % 4))
        created, name = json.loads(text)
        when = datetime.fromisoformat(created)
    except (UnicodeError, binascii.Error, ValueError, TypeError) as error:
        raise ValueError("The cursor is none that this server gave.") from error
    if when.tzinfo is None or not isinstance(name, str):
        raise ValueError("The cursor is none that this server gave.")
    return when, name
