"""The folders of model files: what interrupted downloads and conversions left, how large it is."""

import re
from pathlib import Path

from pipelines import hub

_PARTLY = re.compile(r"\.(.+)\.[0-9a-f]+\.part")
_CONVERTED = re.compile(
    r"(.+)-(?:int8|int16|float16|bfloat16|float32)(?:_(?:float16|bfloat16|float32))?"
)
"""The folder of a converted model. `org--model-large-int8` is not one of `org/model`."""


def folders_in(place: Path) -> list[Path]:
    """The folders in a place, by name; none where the place is not there."""
    return sorted(p for p in place.iterdir() if p.is_dir()) if place.is_dir() else []


def partly_name(folder: str) -> str:
    """The model's folder of which an interrupted download's folder holds a part, or nothing."""
    found = _PARTLY.fullmatch(folder)
    return found[1] if found else ""


def converted_name(folder: str) -> str:
    """The folder of the model that a converted one was made from, or nothing."""
    found = _CONVERTED.fullmatch(folder.removeprefix(".").removesuffix(".part"))
    return found[1] if found else ""


def partly(folder: Path) -> list[Path]:
    """What interrupted downloads left of a model."""
    return [place for place in folders_in(folder.parent) if partly_name(place.name) == folder.name]


def converted_of(folder: Path, home: Path) -> list[Path]:
    """What CTranslate2 made of a hub's model, and what a conversion that was killed left."""
    return [
        place
        for place in folders_in(home / "ctranslate2")
        if converted_name(place.name) == folder.name
    ]


def size_of(folder: Path) -> int:
    """Bytes of all files in a folder."""
    return sum(path.stat().st_size for path in folder.rglob("*") if path.is_file())


def warning_of(model: str, place: Path, home: Path) -> str:
    """What must be known of a model's licence; `place` holds what its page says of it."""
    return hub.warning(model, home, str(hub.metadata(place).get("licence") or ""))


def lock_of(folder: Path) -> Path:
    """The file that whoever changes a model's folder holds a lock on."""
    return folder.parent / f".{folder.name}.lock"
