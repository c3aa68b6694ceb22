"""The model files of the engines: which there are, fetching and removing them.

Where a model comes from is for its `_Plan` to say; how its files come is the same for all.
"""

import errno
import json
import os
import shutil
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from hashlib import sha256
from pathlib import Path
from typing import TYPE_CHECKING, Any

from pipelines.engines import About
from pipelines.errors import EngineUnavailable, UnknownEngine
from pipelines.translate import firefox

if TYPE_CHECKING:
    import httpx

    from service.download import Download, Progress


@dataclass(frozen=True, slots=True)
class ModelFile:
    """An engine's model: `size` in megabytes on disk, `folder` where it is or will be."""

    name: str
    size: int
    licence: str
    present: bool
    folder: Path


def _plan_firefox(
    client: "httpx.Client", registry: str
) -> tuple[tuple["Download", ...], Mapping[str, Any]]:
    from service.firefox_registry import plan

    return plan(client, registry)


@dataclass(frozen=True, slots=True)
class _Fetchable:
    """An engine whose model can be fetched.

    `plan` finds out what to fetch: it gets a client and the address of a list of models (empty
    for the usual one) and gives the files and what is written beside them as `model.json`.
    """

    about: About
    folder_of: Callable[[Path], Path]
    complete: Callable[[Path], bool]
    plan: Callable[["httpx.Client", str], tuple[tuple["Download", ...], Mapping[str, Any]]]


_FETCHABLE = {
    "firefox": _Fetchable(
        firefox.ABOUT,
        firefox.folder_of,
        lambda folder: firefox.find_files(folder) is not None,
        _plan_firefox,
    ),
}


def model_files(home: Path) -> tuple[ModelFile, ...]:
    """The models that can be fetched, and whether they are in `home`, the folder of all models."""
    found = []
    for name, entry in _FETCHABLE.items():
        folder = entry.folder_of(home)
        size = _size(folder) / 1e6 if entry.complete(folder) else entry.about.size
        found.append(
            ModelFile(name, round(size), entry.about.licence, entry.complete(folder), folder)
        )
    return tuple(found)


def fetch(name: str, home: Path, progress: "Progress", registry: str = "") -> Path:
    """Fetch an engine's model unless it is there, and give the folder that it is in.

    An interrupted download goes on where it stopped; the folder appears when all of its files
    are there and checked. `registry` is the address of another list of models (a mirror), else
    the environment's DEUTGI_FIREFOX_REGISTRY is, else the engine's own. Where two processes
    fetch the same model, the second waits for the first.

    Raises UnknownEngine, and EngineUnavailable where there is no network, no room or no such
    file, with what to do about it.
    """
    entry = _fetchable(name)
    folder = entry.folder_of(home)
    if entry.complete(folder):
        return folder
    import httpx
    from filelock import FileLock

    from service.download import DownloadError, open_client

    try:
        folder.parent.mkdir(parents=True, exist_ok=True)
        with FileLock(folder.parent / f".{folder.name}.lock"):
            if not entry.complete(folder):
                with open_client() as client:
                    _fetch(entry, folder, client, progress, registry)
    except DownloadError as error:
        raise _failed(name, folder, str(error)) from error
    except (httpx.HTTPError, httpx.InvalidURL) as error:
        raise _failed(name, folder, _reason(error)) from error
    except OSError as error:
        raise _no_room(name, folder, error) from error
    return folder


def remove(name: str, home: Path) -> int:
    """Remove an engine's model and what an interrupted download left; the bytes that it freed.

    Raises UnknownEngine, and EngineUnavailable where the files cannot be removed.
    """
    folder = _fetchable(name).folder_of(home)
    freed = 0
    try:
        for place in (folder, *_leftovers(folder)):
            if place.is_dir():
                freed += _size(place)
                shutil.rmtree(place)
    except OSError as error:
        raise EngineUnavailable(
            f"The model in {folder} could not be removed: {error.strerror}.",
            "Close the programs that use it, and see who may write there.",
        ) from error
    return freed


def _fetch(
    entry: _Fetchable, folder: Path, client: "httpx.Client", progress: "Progress", registry: str
) -> None:
    from service.download import DownloadError, fetch_all

    downloads, metadata = entry.plan(client, registry)
    # Another version has another address: its files never mix with those of an older attempt.
    key = sha256("\n".join(d.url for d in downloads).encode()).hexdigest()[:12]
    staging = folder.with_name(f".{folder.name}.{key}.part")
    fetch_all(client, downloads, staging, progress)
    text = json.dumps(metadata, ensure_ascii=False, indent=2)
    (staging / firefox.METADATA).write_text(text, encoding="utf-8")
    if not entry.complete(staging):
        raise DownloadError("its list of files is incomplete")
    if folder.exists():  # something incomplete, perhaps copied by hand
        folder.rename(folder.with_name(f".{folder.name}.{os.getpid()}.part"))
    staging.rename(folder)
    for left in _leftovers(folder):
        shutil.rmtree(left, ignore_errors=True)


def _fetchable(name: str) -> _Fetchable:
    if name not in _FETCHABLE:
        known = ", ".join(sorted(_FETCHABLE))
        raise UnknownEngine(f"{name} has no model to fetch.", f"These have: {known}")
    return _FETCHABLE[name]


def _leftovers(folder: Path) -> list[Path]:
    return [p for p in folder.parent.glob(f".{folder.name}.*.part") if p.is_dir()]


def _size(folder: Path) -> int:
    return sum(path.stat().st_size for path in folder.rglob("*") if path.is_file())


def _reason(error: Exception) -> str:
    import httpx

    if isinstance(error, httpx.HTTPStatusError):
        return f"{error.request.url} answered {error.response.status_code}"
    if isinstance(error, httpx.TimeoutException):
        return f"no answer from {error.request.url.host} in time"
    if isinstance(error, httpx.ConnectError):
        return f"no network, or {error.request.url.host} is out of reach"
    return str(error) or type(error).__name__


def _failed(name: str, folder: Path, reason: str) -> EngineUnavailable:
    return EngineUnavailable(
        f"The {name} model could not be fetched: {reason}.",
        f"Connect once and run deutgi models fetch {name}, or copy its files into {folder}",
    )


def _no_room(name: str, folder: Path, error: OSError) -> EngineUnavailable:
    if error.errno in (errno.ENOSPC, errno.EDQUOT):
        return EngineUnavailable(
            f"The disk is full: the {name} model does not fit into {folder.parent}.",
            f"Free some space and run deutgi models fetch {name}: it goes on where it stopped.",
        )
    return EngineUnavailable(
        f"The {name} model could not be written to {folder}: {error.strerror or error}.",
        "Choose another folder with DEUTGI_MODELS, or see who may write there.",
    )
