"""The model files of the engines: which there are, fetching and removing them.

A name is an engine's (`firefox`, `mms`, `ctranslate2:org/model`), a profile's (`best`: every model
that it names), or a model's on a hub (`org/model`). Firefox's model comes from Mozilla's list; what
an engine needs of a hub it says itself (`hub_models`), and what is to be done with the files once
they are here (`prepare`). Where a model comes from is for its `plan` to say; how its files come is
the same for all.
"""

import errno
import json
import os
import re
import shutil
import sys
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from hashlib import file_digest, sha256
from pathlib import Path
from typing import TYPE_CHECKING, Any, get_args

from pipelines import engines, hub
from pipelines.engines import PROFILES, EngineModule, Stage, split_name
from pipelines.errors import DeutgiError, EngineUnavailable, UnknownEngine
from pipelines.seq2seq import with_ctranslate2
from pipelines.translate import firefox
from service.hub_registry import is_name

if TYPE_CHECKING:
    import httpx

    from service.download import Download, Progress

Say = Callable[[str], None]
"""Called with what people should know now: a model's licence, a long step that begins."""

_NO_TRADE = "not for commercial use"
_PARTLY = re.compile(r"\.(.+)\.[0-9a-f]+\.part")
_CONVERTED = re.compile(
    r"(.+)-(?:int8|int16|float16|bfloat16|float32)(?:_(?:float16|bfloat16|float32))?"
)
"""The folder of a converted model. `org--model-large-int8` is not one of `org/model`."""


@dataclass(frozen=True, slots=True)
class ModelFile:
    """A model: `size` in megabytes, on disk where it is here, else to fetch (0: not known).

    `folder` is where it is or will be, `note` what people should know of it, or empty.
    """

    name: str
    size: int
    licence: str
    present: bool
    folder: Path
    note: str = ""


@dataclass(frozen=True, slots=True)
class _Model:
    """Files that are kept together in one folder.

    `plan` finds out what to fetch: the files, and what is written beside them as `model.json`.
    `refused` says why a server gave a file to others only, where it can tell.
    """

    name: str
    folder: Path
    complete: Callable[[Path], bool]
    plan: Callable[["httpx.Client"], tuple[tuple["Download", ...], Mapping[str, Any]]]
    refused: Callable[["httpx.HTTPStatusError"], EngineUnavailable | None]


def model_files(home: Path) -> tuple[ModelFile, ...]:
    """The models that are in `home`, the folder of all models, and those that profiles name."""
    model = _firefox(home)
    here = model.complete(model.folder)
    size = round(_size(model.folder) / 1e6) if here else firefox.ABOUT.size
    return (
        ModelFile(model.name, size, firefox.ABOUT.licence, here, model.folder),
        *(_listed(name, home) for name in sorted({*_on_disk(home), *_named_by_profiles()})),
    )


def fetch(
    name: str,
    home: Path,
    progress: "Progress",
    registry: str = "",
    *,
    stage: Stage | None = None,
    say: Say = lambda text: print(text, file=sys.stderr),
) -> Path:
    """Fetch what a name stands for unless it is there, and give the folder that it is in.

    An interrupted download goes on where it stopped; a folder appears when all of its files
    are there and checked. `registry` is the address of another list of Firefox's models (a
    mirror), else the environment's DEUTGI_FIREFOX_REGISTRY is, else the engine's own. `stage`
    is needed where an engine of several stages is named without a model. Where two processes
    fetch the same model, the second waits for the first.

    Raises UnknownEngine, and EngineUnavailable where there is no network, no room or no such
    file, with what to do about it.
    """
    wanted, preparations = _wanted(name, home, registry, stage, say)
    for model in wanted:
        _fetch_whole(model, name, home, progress, say)
    for prepare in preparations:
        prepare(say)
    folders = [model.folder for model in wanted] or [home]
    return Path(os.path.commonpath(folders))


def remove(name: str, home: Path) -> int:
    """Remove a model, what was made of it and what an interrupted download left.

    Gives the bytes that it freed. Raises UnknownEngine, and EngineUnavailable where the files
    cannot be removed or are being fetched.
    """
    from filelock import FileLock, Timeout

    freed = 0
    for folder in _to_remove(name, home):
        places = [p for p in (folder, *_partly(folder), *_converted(folder, home)) if p.is_dir()]
        try:
            if folder.parent.is_dir():
                with FileLock(_lock(folder), timeout=0):
                    for place in places:
                        freed += _size(place)
                        shutil.rmtree(place)
        except Timeout as error:
            raise EngineUnavailable(
                f"{name} is being fetched just now.", "Wait for it, or stop it, and try again."
            ) from error
        except OSError as error:
            raise EngineUnavailable(
                f"The model in {folder} could not be removed: {error.strerror}.",
                "Close the programs that use it, and see who may write there.",
            ) from error
    return freed


# What a name stands for -------------------------------------------------------------------


def _wanted(
    name: str, home: Path, registry: str, stage: Stage | None, say: Say
) -> tuple[list[_Model], list[Callable[[Say], None]]]:
    """The models that a name stands for, and what is to be done when their files are there."""
    if name == firefox.ABOUT.name:
        return [_firefox(home, registry)], []
    if name in PROFILES:
        return _wanted_by_profile(name, home, registry, say)
    if _is_bare(name):
        return [_of_hub(name, home, name)], []
    names, modules = _asked_of_engine(name, _stages(stage))
    if not modules:
        raise UnknownEngine(
            f"{name} has no model to fetch.", f"These have: {', '.join(_fetchable())}"
        )
    module, model = modules[0], split_name(name)[1]
    # What is ready without our folder is in the cache of the hub's own library, or converted.
    ready = module.readiness(model, home).ready
    models = [_of_hub(each, home, name) for each in names]
    prepare = getattr(module, "prepare", None)
    return (
        [each for each in models if each.folder.exists() or not ready],
        [lambda say: prepare(model, home, say)] if prepare else [],
    )


def _wanted_by_profile(
    profile: str, home: Path, registry: str, say: Say
) -> tuple[list[_Model], list[Callable[[Say], None]]]:
    models: dict[Path, _Model] = {}
    preparations: list[Callable[[Say], None]] = []
    for stage, name in _names_of(profile):
        if name == firefox.ABOUT.name or _may_be_asked(name, stage, say):
            some, prepare = _wanted(name, home, registry, stage, say)
            models |= {model.folder: model for model in some}
            preparations += prepare
    if not models and not preparations:
        raise UnknownEngine(
            f"The profile {profile} has no model to fetch.",
            f"These have: {', '.join(_fetchable())}",
        )
    return list(models.values()), preparations


def _may_be_asked(name: str, stage: Stage, say: Say) -> bool:
    """Whether an engine that a profile names has models on a hub; says where it is not here."""
    try:
        return hasattr(engines.find(stage, name), "hub_models")
    except DeutgiError as error:
        say(f"{name} is passed over: {error.message}")
        return False


def _to_remove(name: str, home: Path) -> list[Path]:
    if name == firefox.ABOUT.name:
        return [firefox.folder_of(home)]
    if name in PROFILES:
        raise UnknownEngine(
            f"{name} is a profile of several models.",
            "Remove them one by one, by the names of: deutgi models list",
        )
    if _is_bare(name) or name in _on_disk(home):
        return [hub.folder_of(name, home)]
    names, modules = _asked_of_engine(name, get_args(Stage))
    if not modules:
        raise UnknownEngine(
            f"{name} has no model to remove.", "deutgi models list names those that are here."
        )
    return [hub.folder_of(each, home) for each in names]


def _asked_of_engine(
    name: str, stages: Iterable[Stage]
) -> tuple[tuple[str, ...], list[EngineModule]]:
    """The models on a hub that an engine needs, and its modules: none where it needs none."""
    modules, needed = [], set()
    for stage in stages:
        try:
            module = engines.find(stage, name)
        except UnknownEngine:
            continue
        if hasattr(module, "hub_models"):
            names = module.hub_models(split_name(name)[1])
            needed.add(tuple(each for each in names if not hub.is_folder(each)))
            modules.append(module)
    if len(needed) > 1:  # its stages have each their own
        raise UnknownEngine(
            f"{name} does not say which model.",
            f"Name one: {', '.join(f'{name}:{each}' for some in sorted(needed) for each in some)}",
        )
    return (next(iter(needed)) if needed else ()), modules


def _stages(stage: Stage | None) -> tuple[Stage, ...]:
    return (stage,) if stage else get_args(Stage)


def _is_bare(name: str) -> bool:
    return "/" in name and is_name(name)


def _names_of(profile: str) -> Iterator[tuple[Stage, str]]:
    for stage, names in PROFILES[profile].items():
        for name in names:
            yield stage, name


def _fetchable() -> list[str]:
    """The names that have something to fetch, for a hint."""
    found = {firefox.ABOUT.name, *(p for p in PROFILES if p not in ("auto", "embedded"))}
    for stage in get_args(Stage):
        for name in engines.names(stage):
            if _may_be_asked(name, stage, lambda _: None):
                found.add(name)
    return sorted(found)


def _firefox(home: Path, registry: str = "") -> _Model:
    def plan(client: "httpx.Client") -> tuple[tuple["Download", ...], Mapping[str, Any]]:
        from service import firefox_registry

        return firefox_registry.plan(client, registry)

    return _Model(
        firefox.ABOUT.name,
        firefox.folder_of(home),
        lambda folder: firefox.find_files(folder) is not None,
        plan,
        lambda _: None,
    )


def _of_hub(model: str, home: Path, asked: str) -> _Model:
    from service import hub_registry

    return _Model(
        model,
        hub.folder_of(model, home),
        _whole,
        lambda _: hub_registry.plan(model, asked),
        lambda error: hub_registry.refused(model, error),
    )


def _whole(folder: Path) -> bool:
    """Whether a hub model's files are all there, as far as names and sizes tell."""
    sizes = hub.metadata(folder).get("sizes")
    if not isinstance(sizes, dict):  # copied by hand
        return hub.complete(folder)
    return all(
        (folder / name).is_file() and (folder / name).stat().st_size == size
        for name, size in sizes.items()
    )


# What is here -----------------------------------------------------------------------------


def _on_disk(home: Path) -> dict[str, str]:
    """The models of a hub of which something is in `home`, with the names of their folders."""
    found: dict[str, str] = {}
    for folder in _folders(home / "hub"):
        partly = _PARTLY.fullmatch(folder.name)
        if partly or not folder.name.startswith("."):
            name = str(hub.metadata(folder).get("model") or "")
            slug = partly[1] if partly else folder.name
            found[slug] = name or found.get(slug, "")
    for folder in _folders(home / "ctranslate2"):
        if match := _CONVERTED.fullmatch(folder.name):
            found.setdefault(match[1], "")
    named = {
        name if name.replace("/", "--") == slug else slug.replace("--", "/", 1): slug
        for slug, name in found.items()
    }
    return {name: slug for name, slug in named.items() if is_name(name)}


def _named_by_profiles() -> Iterator[str]:
    for profile in PROFILES:
        for stage, name in _names_of(profile):
            if name != firefox.ABOUT.name and _may_be_asked(name, stage, lambda _: None):
                yield from _asked_of_engine(name, (stage,))[0]


def _listed(name: str, home: Path) -> ModelFile:
    folder = hub.folder_of(name, home)
    converted = [p for p in _converted(folder, home) if with_ctranslate2.complete(p)]
    whole = _whole(folder)
    places = [p for p in (folder, *_partly(folder), *_converted(folder, home)) if p.is_dir()]
    size = round(sum(map(_size, places)) / 1e6) if places else 0
    if not places and name in hub.KNOWN:
        size = hub.KNOWN[name].size
    # What is only partly here says by its folder whose it is, and so does a converted model.
    licence = hub.licence(name, home) or next(
        (known for p in places if (known := str(hub.metadata(p).get("licence") or ""))), ""
    )
    notes = []
    if any(_NO_TRADE in _warning(name, place, home) for place in places or [folder]):
        notes.append(_NO_TRADE)
    elif places and not licence:
        notes.append("licence not known: see its page")
    if folder.is_dir() and not whole:
        notes.append("incomplete: fetch it again")
    elif _partly(folder):
        notes.append("partly fetched")
    return ModelFile(
        name,
        size,
        licence or "not known",
        whole or bool(converted),
        converted[0] if converted and not whole else folder,
        "; ".join(notes),
    )


def _warning(model: str, place: Path, home: Path) -> str:
    """What must be known of a model's licence; `place` holds what its page says of it."""
    if model in hub.KNOWN:
        return hub.warning(model, home)
    folder = str(place.resolve())
    return hub.warning(folder, home).replace(folder, model)


def _folders(place: Path) -> list[Path]:
    return sorted(p for p in place.iterdir() if p.is_dir()) if place.is_dir() else []


def _partly(folder: Path) -> list[Path]:
    """What interrupted downloads left of a model."""
    return [
        place
        for place in _folders(folder.parent)
        if (match := _PARTLY.fullmatch(place.name)) and match[1] == folder.name
    ]


def _converted(folder: Path, home: Path) -> list[Path]:
    """What CTranslate2 made of a hub's model, and what a conversion that was killed left."""
    return [
        place
        for place in _folders(home / "ctranslate2")
        if (match := _CONVERTED.fullmatch(place.name.removeprefix(".").removesuffix(".part")))
        and match[1] == folder.name
    ]


def _size(folder: Path) -> int:
    return sum(path.stat().st_size for path in folder.rglob("*") if path.is_file())


# Fetching ---------------------------------------------------------------------------------


def _fetch_whole(model: _Model, name: str, home: Path, progress: "Progress", say: Say) -> None:
    folder = model.folder
    if model.complete(folder):
        return
    import httpx
    from filelock import FileLock

    from service.download import DownloadError, open_client

    try:
        folder.parent.mkdir(parents=True, exist_ok=True)
        with FileLock(_lock(folder)):
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
    model: _Model,
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
    if model.name != firefox.ABOUT.name and (warning := _warning(model.name, staging, home)):
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
    for left in _partly(folder):
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


def _check_room(model: _Model, name: str, downloads: Sequence["Download"], staging: Path) -> None:
    """Raise EngineUnavailable where what is still to come does not fit on the disk."""
    missing = sum(download.size or 0 for download in downloads) - _size(staging)
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


def _lock(folder: Path) -> Path:
    return folder.parent / f".{folder.name}.lock"


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


def _failed(model: _Model, name: str, reason: str) -> EngineUnavailable:
    return EngineUnavailable(
        f"The {model.name} model could not be fetched: {reason}.",
        f"Connect once and run deutgi models fetch {name}, or copy its files into {model.folder}",
    )


def _no_room(model: _Model, name: str, error: OSError) -> EngineUnavailable:
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
