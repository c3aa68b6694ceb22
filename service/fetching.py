"""Fetching a model's files: resumed, checked, in a folder that appears when they are all here."""

import errno
import json
import os
import shutil
from collections.abc import Mapping, Sequence
from hashlib import file_digest, sha256
from pathlib import Path
from typing import TYPE_CHECKING, Any

from pipelines import hub
from pipelines.errors import EngineUnavailable
from pipelines.translate import firefox
from service.model_folders import lock_of, partly, size_of, warning_of
from service.model_names import Files, Say

if TYPE_CHECKING:
    import httpx

    from service.download import Download, Progress


def fetch_whole(model: Files, name: str, home: Path, progress: "Progress", say: Say) -> None:
    """Fetch the files of a model unless they are there; `name` is what somebody asked for.

    Raises EngineUnavailable where there is no network, no room or no such file.
    """
    folder = model.folder
    if model.complete(folder):
        return
    import httpx
    from filelock import FileLock

    from service.download import DownloadError, open_client

    try:
        folder.parent.mkdir(parents=True, exist_ok=True)
        with FileLock(lock_of(folder)):
            if not model.complete(folder):
                with open_client() as client:
                    _fetch(model, name, home, client, progress, say)
    except DownloadError as error:
        raise _failed(model, name, str(error)) from error
    except httpx.HTTPStatusError as error:
        raise model.refused(error) or _failed(model, name, _reason(error)) from error
    except (httpx.HTTPError, httpx.InvalidURL) as error:
        raise _failed(model, name, _reason(error)) from error
    except OSError as error:
        raise _no_room(model, name, error) from error


def _fetch(
    model: Files,
    name: str,
    home: Path,
    client: "httpx.Client",
    progress: "Progress",
    say: Say,
) -> None:
    from service.download import DownloadError, fetch_all

    folder = model.folder
    downloads, metadata = model.plan(client)
    # Files of another content, or packed ones from another address, never mix with an older
    # attempt's. A new version in which only a model's page has changed goes on with them.
    identity = "\n".join(
        d.url if d.packed else f"{d.name} {d.sha256 or d.blob or d.url}" for d in downloads
    )
    key = sha256(identity.encode()).hexdigest()[:12]
    staging = folder.with_name(f".{folder.name}.{key}.part")
    staging.mkdir(exist_ok=True)
    _write(metadata, staging)  # so that an interrupted download can be listed by its name
    if model.name != firefox.ABOUT.name and (warning := warning_of(model.name, staging, home)):
        say(warning)
    _take_over(folder, staging, downloads)
    _check_room(model, name, downloads, staging)
    fetch_all(client, downloads, staging, progress)
    _write({**metadata, **_described(downloads, staging)}, staging)
    if not model.complete(staging):
        raise DownloadError("its list of files is incomplete")
    if folder.exists():  # something incomplete, perhaps copied by hand
        folder.rename(folder.with_name(f".{folder.name}.{os.getpid()}.part"))
    staging.rename(folder)
    for left in partly(folder):
        shutil.rmtree(left, ignore_errors=True)


def _take_over(folder: Path, staging: Path, downloads: Sequence["Download"]) -> None:
    """Take what is right of an incomplete folder, so that only the rest is fetched."""
    from service.download import is_whole

    for download in downloads:
        here, there = folder / download.name, staging / download.name
        known = download.sha256 or download.blob
        if not download.packed and known and not there.exists() and is_whole(here, download):
            there.parent.mkdir(parents=True, exist_ok=True)
            try:
                os.link(here, there)
            except OSError:  # a disk without links: it is fetched again
                continue


def _check_room(model: Files, name: str, downloads: Sequence["Download"], staging: Path) -> None:
    """Raise EngineUnavailable where what is still to come does not fit on the disk."""
    missing = sum(download.size or 0 for download in downloads) - size_of(staging)
    free = shutil.disk_usage(staging).free
    if missing > free:
        raise EngineUnavailable(
            f"The disk is too full: {model.name} takes {missing / 1e6:,.0f} MB more, "
            f"{free / 1e6:,.0f} MB are free in {staging.parent}.",
            f"Free some space and run deutgi models fetch {name}, or choose another folder "
            "with DEUTGI_MODELS.",
        )


def _described(downloads: Sequence["Download"], folder: Path) -> dict[str, Any]:
    """The checksums (SHA-256) and sizes of the files, by their names."""
    files, sizes = {}, {}
    for download in downloads:
        path = folder / download.name
        with path.open("rb") as file:
            files[download.name] = download.sha256 or file_digest(file, "sha256").hexdigest()
        sizes[download.name] = path.stat().st_size
    return {"files": files, "sizes": sizes}


def _write(metadata: Mapping[str, Any], folder: Path) -> None:
    text = json.dumps(metadata, ensure_ascii=False, indent=2)
    (folder / hub.METADATA).write_text(text, encoding="utf-8")


def _reason(error: Exception) -> str:
    import httpx

    if isinstance(error, httpx.HTTPStatusError):
        address = error.request.url.copy_with(query=None)  # it may hold a signature
        return f"{address} answered {error.response.status_code}"
    if isinstance(error, httpx.TimeoutException):
        return f"no answer from {error.request.url.host} in time"
    if isinstance(error, httpx.ConnectError):
        return f"no network, or {error.request.url.host} is out of reach"
    return str(error) or type(error).__name__


def _failed(model: Files, name: str, reason: str) -> EngineUnavailable:
    return EngineUnavailable(
        f"The {model.name} model could not be fetched: {reason}.",
        f"Connect once and run deutgi models fetch {name}, or copy its files into {model.folder}",
    )


def _no_room(model: Files, name: str, error: OSError) -> EngineUnavailable:
    if error.errno in (errno.ENOSPC, errno.EDQUOT):
        return EngineUnavailable(
            f"The disk is full: the {model.name} model does not fit into {model.folder.parent}.",
            f"Free some space and run deutgi models fetch {name}: it goes on where it stopped.",
        )
    return EngineUnavailable(
        f"The {model.name} model could not be written to {model.folder}: "
        f"{error.strerror or error}.",
        "Choose another folder with DEUTGI_MODELS, or see who may write there.",
    )
