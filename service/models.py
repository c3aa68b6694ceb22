"""The model files of the engines: which there are, fetching and removing them.

`model_names.py` says what a name stands for, `fetching.py` how its files come.
"""

import os
import shutil
import sys
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, get_args

from pipelines import hub
from pipelines.engines import PROFILES, Stage
from pipelines.errors import EngineUnavailable, UnknownEngine
from pipelines.seq2seq import with_ctranslate2
from pipelines.translate import firefox
from service.fetching import fetch_whole
from service.hub_registry import is_name
from service.model_folders import (
    converted_name,
    converted_of,
    folders_in,
    lock_of,
    partly,
    partly_name,
    size_of,
    warning_of,
)
from service.model_names import (
    Say,
    asked_of_engine,
    firefox_files,
    is_bare,
    is_whole,
    named_by_profiles,
    wanted_by,
)

if TYPE_CHECKING:
    from service.download import Progress

_NO_TRADE = "not for commercial use"


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


def model_files(home: Path) -> tuple[ModelFile, ...]:
    """The models that are in `home`, the folder of all models, and those that profiles name."""
    model = firefox_files(home)
    here = model.complete(model.folder)
    size = round(size_of(model.folder) / 1e6) if here else firefox.ABOUT.size
    return (
        ModelFile(model.name, size, firefox.ABOUT.licence, here, model.folder),
        *(_listed(name, home) for name in sorted({*_on_disk(home), *named_by_profiles()})),
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
    wanted, preparations = wanted_by(name, home, registry, stage, say)
    for model in wanted:
        fetch_whole(model, name, home, progress, say)
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
        places = [p for p in (folder, *partly(folder), *converted_of(folder, home)) if p.is_dir()]
        try:
            if folder.parent.is_dir():
                with FileLock(lock_of(folder), timeout=0):
                    for place in places:
                        freed += size_of(place)
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


def _to_remove(name: str, home: Path) -> list[Path]:
    if name == firefox.ABOUT.name:
        return [firefox.folder_of(home)]
    if name in PROFILES:
        raise UnknownEngine(
            f"{name} is a profile of several models.",
            "Remove them one by one, by the names of: deutgi models list",
        )
    if is_bare(name) or name in _on_disk(home):
        return [hub.folder_of(name, home)]
    names, modules = asked_of_engine(name, get_args(Stage))
    if not modules:
        raise UnknownEngine(
            f"{name} has no model to remove.", "deutgi models list names those that are here."
        )
    return [hub.folder_of(each, home) for each in names]


def _on_disk(home: Path) -> dict[str, str]:
    """The models of a hub of which something is in `home`, with the names of their folders."""
    found: dict[str, str] = {}
    for folder in folders_in(home / "hub"):
        part_of = partly_name(folder.name)
        if part_of or not folder.name.startswith("."):
            name = str(hub.metadata(folder).get("model") or "")
            slug = part_of or folder.name
            found[slug] = name or found.get(slug, "")
    for folder in folders_in(home / "ctranslate2"):
        if not folder.name.startswith(".") and (slug := converted_name(folder.name)):
            found.setdefault(slug, "")
    named = {
        name if name.replace("/", "--") == slug else slug.replace("--", "/", 1): slug
        for slug, name in found.items()
    }
    return {name: slug for name, slug in named.items() if is_name(name)}


def _listed(name: str, home: Path) -> ModelFile:
    folder = hub.folder_of(name, home)
    converted = [p for p in converted_of(folder, home) if with_ctranslate2.complete(p)]
    whole = is_whole(folder)
    places = [p for p in (folder, *partly(folder), *converted_of(folder, home)) if p.is_dir()]
    size = round(sum(map(size_of, places)) / 1e6) if places else 0
    if not places and name in hub.KNOWN:
        size = hub.KNOWN[name].size
    # What is only partly here says by its folder whose it is, and so does a converted model.
    licence = hub.licence(name, home) or next(
        (known for p in places if (known := str(hub.metadata(p).get("licence") or ""))), ""
    )
    notes = []
    if any(_NO_TRADE in warning_of(name, place, home) for place in places or [folder]):
        notes.append(_NO_TRADE)
    elif places and not licence:
        notes.append("licence not known: see its page")
    if folder.is_dir() and not whole:
        notes.append("incomplete: fetch it again")
    elif partly(folder):
        notes.append("partly fetched")
    return ModelFile(
        name,
        size,
        licence or "not known",
        whole or bool(converted),
        converted[0] if converted and not whole else folder,
        "; ".join(notes),
    )
