"""Is everything here that a first run needs? Engines by stage, the library, the disk."""

import os
import shutil
from dataclasses import dataclass
from pathlib import Path
from typing import get_args

from pipelines.engines import Stage, find, names
from pipelines.errors import DeutgiError


@dataclass(frozen=True, slots=True)
class EngineState:
    """One engine, whether it can run now, and the command that makes it ready."""

    stage: Stage
    engine: str
    ready: bool
    detail: str
    fix: str
    licence: str
    network: str


@dataclass(frozen=True, slots=True)
class Check:
    """Something else that must be right, said in a sentence."""

    ok: bool
    text: str


@dataclass(frozen=True, slots=True)
class Report:
    """What the doctor found. `healthy` is whether every stage has an engine that is ready."""

    engines: tuple[EngineState, ...]
    checks: tuple[Check, ...]
    healthy: bool


def examine(library: Path, home: Path) -> Report:
    """Look at every installed engine, the library's folder and the disk. Changes nothing."""
    engines = tuple(_state(stage, name, home) for stage in get_args(Stage) for name in names(stage))
    checks = (_writable("Library", library), _writable("Models", home), _space(library))
    staffed = all(any(e.ready for e in engines if e.stage == stage) for stage in get_args(Stage))
    return Report(engines, checks, staffed and all(check.ok for check in checks))


def _state(stage: Stage, name: str, home: Path) -> EngineState:
    try:
        module = find(stage, name)
        readiness = module.readiness("", home)
    except DeutgiError as error:
        return EngineState(stage, name, False, error.message, error.hint, "", "")
    about = module.ABOUT
    return EngineState(
        stage, name, readiness.ready, readiness.detail, readiness.fix, about.licence, about.network
    )


def _writable(what: str, folder: Path) -> Check:
    nearest = _nearest(folder)
    ok = nearest.is_dir() and os.access(nearest, os.W_OK)
    return Check(ok, f"{what} in {folder} {'can' if ok else 'cannot'} be written.")


def _space(folder: Path) -> Check:
    free = shutil.disk_usage(_nearest(folder)).free
    return Check(free > 200e6, f"{free / 1e9:.1f} GB free on that disk.")


def _nearest(folder: Path) -> Path:
    """The folder itself, or the nearest one above it that exists."""
    return next(place for place in (folder, *folder.absolute().parents) if place.exists())
