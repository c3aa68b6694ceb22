"""What a mirror's bucket holds: the episodes, and which version of each counts.

An episode's files lie under `episodes/ID/VERSION/`. The object `published/ID` says which version
counts, and holds its episode.json: one put of it is the moment in which an episode appears or
changes, so nobody ever sees half of one, or one mixed of two. After each such moment `changed` is
put anew: who looks for news asks for one small object, and for the list only then. `storage` is
the bucket's own name.

All of it raises what the store does; FileNotFoundError where there is no such object.
"""

import hashlib
import json
import os
import time
import uuid
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path
from typing import TYPE_CHECKING

from obstore.exceptions import AlreadyExistsError
from pydantic import ValidationError

from service.library import LibraryError
from service.mirror_folder import Mark, coming, is_here, mark_of

if TYPE_CHECKING:
    from datetime import datetime

    from obstore import ObjectMeta
    from obstore.store import ObjectStore

_CHUNK = 1 << 20  # bytes


class _Published(Mark):
    episode: str


def name_of(store: "ObjectStore") -> str:
    """The store's own name, given to it by whoever comes first."""
    try:
        return bytes(store.get("storage").bytes()).decode()
    except FileNotFoundError:
        with suppress(AlreadyExistsError):
            store.put("storage", uuid.uuid4().hex.encode(), mode="create")
        return bytes(store.get("storage").bytes()).decode()


def announce(store: "ObjectStore") -> None:
    """Have all who look see that there is news."""
    store.put("changed", uuid.uuid4().hex.encode())


def news(store: "ObjectStore") -> str:
    """What is another after each announcement."""
    return _tag(store, "changed")


def is_published(store: "ObjectStore", name: str) -> bool:
    """Whether there is an episode of this name."""
    return bool(_tag(store, f"published/{name}"))


def listing(store: "ObjectStore", prefix: str) -> "Iterator[ObjectMeta]":
    """The objects below `prefix`."""
    for found in store.list(prefix, chunk_size=1000):
        yield from found


def read(store: "ObjectStore", name: str) -> tuple[Mark, str]:
    """Which version of an episode counts, and its episode.json.

    Raises pydantic's ValidationError where the object is damaged.
    """
    got = store.get(f"published/{name}")
    told = _Published.model_validate_json(bytes(got.bytes()))
    mark = Mark(version=told.version, files=told.files, tag=got.meta["e_tag"] or "")
    return mark, told.episode


def upload(store: "ObjectStore", name: str, folder: Path) -> Mark:
    """Put the files of a folder into the store, and say last that they are the episode's.

    The hidden files are the mirror's own.
    """
    contents, files = {}, {}
    for file in sorted(folder.iterdir()):
        if not file.name.startswith("."):
            contents[file.name] = file.read_bytes()
            files[file.name] = (len(contents[file.name]), file.stat().st_mtime_ns)
    digest = hashlib.sha256(json.dumps(files, sort_keys=True).encode())
    for _, content in sorted(contents.items()):
        digest.update(hashlib.sha256(content).digest())
    version = digest.hexdigest()[:32]
    for file_name, content in contents.items():
        store.put(f"episodes/{name}/{version}/{file_name}", content)
    text = contents["episode.json"].decode("utf-8", "replace")
    told = _Published(version=version, files=files, episode=text)
    put = store.put(f"published/{name}", told.model_dump_json().encode())
    return Mark(version=version, files=files, tag=put["e_tag"] or "")


def download(store: "ObjectStore", name: str, folder: Path, file: str) -> int:
    """Fetch a file of the version that a folder holds, unless it is there. Gives its bytes.

    Raises FileNotFoundError where it is gone, LibraryError where it is not as it was published.
    """
    # It is written in this very folder: should that be exchanged, so is the file.
    with coming(folder) as draft:
        mark = mark_of(folder)
        if mark is None or file not in mark.files:
            return 0
        size, written = mark.files[file]
        if is_here(folder / file, size):
            return 0
        with draft.open("wb") as out:
            got = store.get(f"episodes/{name}/{mark.version}/{file}")
            for chunk in got.stream(_CHUNK):
                out.write(chunk)
        if draft.stat().st_size != size:
            raise LibraryError(
                f"{file} of “{name}” is damaged in the storage.", "Make the episode again."
            ) from EOFError(file)
        os.utime(draft, ns=(time.time_ns(), written))
        draft.replace(folder / file)
        return size


def withdraw(store: "ObjectStore", name: str) -> None:
    """Have an episode be published no more; its files stay."""
    _delete(store, f"published/{name}")


def delete_version(store: "ObjectStore", name: str, mark: Mark) -> None:
    """Delete the files of a version."""
    for file in mark.files:
        _delete(store, f"episodes/{name}/{mark.version}/{file}")


def sweep(store: "ObjectStore", before: "datetime") -> None:
    """Delete the versions that no episode names and that are all older than `before`.

    Nothing of an episode of which it cannot be read which version counts.
    """
    versions: dict[str, dict[str, list[ObjectMeta]]] = {}
    for found in listing(store, "episodes"):
        match found["path"].split("/"):
            case [_, name, version, _, *_]:
                pass
            case _:  # nothing of ours
                continue
        versions.setdefault(name, {}).setdefault(version, []).append(found)
    there = {found["path"].removeprefix("published/") for found in listing(store, "published")}
    for name, held in versions.items():
        if len(held) == 1 and name in there:
            continue
        current = ""
        with suppress(FileNotFoundError):
            got = store.get(f"published/{name}")
            if got.meta["last_modified"] > before:
                continue
            try:
                current = _Published.model_validate_json(bytes(got.bytes())).version
            except ValidationError:
                continue
        for version, files in held.items():
            if version != current and all(f["last_modified"] < before for f in files):
                for file in files:
                    _delete(store, file["path"])


def _tag(store: "ObjectStore", place: str) -> str:
    try:
        return store.head(place)["e_tag"] or ""
    except FileNotFoundError:
        return ""


def _delete(store: "ObjectStore", place: str) -> None:
    with suppress(FileNotFoundError):  # somebody was faster
        store.delete(place)
