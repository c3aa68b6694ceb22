"""What a name stands for: which models, and what is to be done when their files are here.

A name is an engine's (`firefox`, `mms`, `ctranslate2:org/model`), a profile's (`best`: every model
that it names), or a model's on a hub (`org/model`). Firefox's model comes from Mozilla's list; what
an engine needs of a hub it says itself (`hub_models`), and what is to be done with the files once
they are here (`prepare`).
"""

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any, get_args

from pipelines import engines, hub
from pipelines.engines import PROFILES, EngineModule, Stage, split_name
from pipelines.errors import DeutgiError, EngineUnavailable, UnknownEngine
from pipelines.translate import firefox
from service.hub_registry import is_name

if TYPE_CHECKING:
    import httpx

    from service.download import Download

Say = Callable[[str], None]
"""Called with what people should know now: a model's licence, a long step that begins."""


@dataclass(frozen=True, slots=True)
class Files:
    """Files that are kept together in one folder.

    `plan` finds out what to fetch: the files, and what is written beside them as `model.json`.
    `refused` says why a server gave a file to others only, where it can tell.
    """

    name: str
    folder: Path
    complete: Callable[[Path], bool]
    plan: Callable[["httpx.Client"], tuple[tuple["Download", ...], Mapping[str, Any]]]
    refused: Callable[["httpx.HTTPStatusError"], EngineUnavailable | None]


def wanted_by(
    name: str, home: Path, registry: str, stage: Stage | None, say: Say
) -> tuple[list[Files], list[Callable[[Say], None]]]:
    """The models that a name stands for, and what is to be done when their files are there."""
    if name == firefox.ABOUT.name:
        return [firefox_files(home, registry)], []
    if name in PROFILES:
        return _wanted_by_profile(name, home, registry, say)
    if is_bare(name):
        return [_of_hub(name, home, name)], []
    names, modules = asked_of_engine(name, _stages(stage))
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
) -> tuple[list[Files], list[Callable[[Say], None]]]:
    models: dict[Path, Files] = {}
    preparations: list[Callable[[Say], None]] = []
    for stage, name in _names_of(profile):
        if name == firefox.ABOUT.name or _may_be_asked(name, stage, say):
            some, prepare = wanted_by(name, home, registry, stage, say)
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


def asked_of_engine(
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


def is_bare(name: str) -> bool:
    """Whether a name is a hub's own, without an engine's."""
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


def firefox_files(home: Path, registry: str = "") -> Files:
    """The files of Firefox's model; `registry` is the address of another list of models."""

    def plan(client: "httpx.Client") -> tuple[tuple["Download", ...], Mapping[str, Any]]:
        from service import firefox_registry

        return firefox_registry.plan(client, registry)

    return Files(
        firefox.ABOUT.name,
        firefox.folder_of(home),
        lambda folder: firefox.find_files(folder) is not None,
        plan,
        lambda _: None,
    )


def _of_hub(model: str, home: Path, asked: str) -> Files:
    from service import hub_registry

    return Files(
        model,
        hub.folder_of(model, home),
        is_whole,
        lambda _: hub_registry.plan(model, asked),
        lambda error: hub_registry.refused(model, error),
    )


def is_whole(folder: Path) -> bool:
    """Whether a hub model's files are all there, as far as names and sizes tell."""
    sizes = hub.metadata(folder).get("sizes")
    if not isinstance(sizes, dict):  # copied by hand
        return hub.complete(folder)
    return all(
        (folder / name).is_file() and (folder / name).stat().st_size == size
        for name, size in sizes.items()
    )


def named_by_profiles() -> Iterator[str]:
    """The models on a hub that the profiles' engines need."""
    for profile in PROFILES:
        for stage, name in _names_of(profile):
            if name != firefox.ABOUT.name and _may_be_asked(name, stage, lambda _: None):
                yield from asked_of_engine(name, (stage,))[0]
