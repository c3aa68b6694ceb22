"""Reading the model files of Marian, the engine behind Firefox's translation models.

The layout of a `.bin` file is the one that marian-dev writes in `src/common/binary.cpp`,
its type codes those of `src/common/types.h`; little-endian throughout::

    u64 version (1), u64 number of items
    an item each: u64 length of name, u64 type, u64 number of dimensions, u64 length of data
    the names, each ending in NUL; the shapes, an i32 a dimension
    u64 length of padding, the padding (the data begin at a multiple of 256)
    the data, which an item may pad at its end

Weights of type `intgemm8` are int8 in a layout that fits every processor
(`src/tensors/cpu/expression_graph_packable.h`, `integer_common.h`): the matrix transposed,
though its shape is written as before (embeddings, whose name contains `Wemb`, are not
transposed), then a float32 by which the values were multiplied. Items called
`…_QuantMultA` hold the same for activations, for engines that multiply in int8. The item
`special:model.yml` holds the configuration. `.npz` files hold the same items, all float32.
"""

import math
import struct
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import numpy.typing as npt

from pipelines.errors import EngineUnavailable

CONFIG = "special:model.yml"
INT8, FLOAT16, FLOAT32 = 0x101, 0x402, 0x404
INTGEMM8 = 0x4101
"""As Mozilla's and the Bergamot project's Marian write it; Marian's own is `_INTGEMM8_TOO`."""

_INTGEMM8_TOO = 0x10101

_VERSION = 1
_HEADER = struct.Struct("<4Q")
_MOST_ITEMS, _LONGEST_NAME, _MOST_DIMENSIONS = 100_000, 1000, 8


@dataclass(frozen=True, slots=True)
class Tensor:
    """One named array, as it lies in the file: nothing of it is in memory until it is used.

    `stored` is float32, float16 or int8. int8 values are to be divided by `multiplier`.
    `transposed` says that `stored` is the transpose of the tensor that it stands for.
    """

    stored: npt.NDArray[np.generic]
    multiplier: float = 1.0
    transposed: bool = False

    @property
    def shape(self) -> tuple[int, ...]:
        """The shape of the tensor itself."""
        return self.stored.shape[::-1] if self.transposed else self.stored.shape

    def rows(self, numbers: npt.NDArray[np.int64]) -> npt.NDArray[np.float32]:
        """Those rows of an embedding, float32: `numbers.shape + (columns,)`."""
        return self._float32(self.stored[numbers])

    def float32(self) -> npt.NDArray[np.float32]:
        """The whole tensor as float32. A transposed one is a view whose transpose is contiguous."""
        values = self._float32(self.stored)
        return values.T if self.transposed else values

    def _float32(self, values: npt.NDArray[np.generic]) -> npt.NDArray[np.float32]:
        floats: npt.NDArray[np.float32]
        if values.dtype == np.int8:
            floats = np.multiply(values, np.float32(1 / self.multiplier), dtype=np.float32)
        else:
            floats = np.require(values, np.float32, ["C", "ALIGNED"])
        return floats


@dataclass(frozen=True, slots=True)
class ModelFile:
    """A model: its configuration (see `read_config`) and its tensors by name."""

    config: Mapping[str, str | list[str]]
    tensors: Mapping[str, Tensor]


def read_model(path: Path) -> ModelFile:
    """The model in a `.bin` or `.npz` file of Marian. A `.bin` file is mapped, not read.

    Raises EngineUnavailable where the file is missing, cut off, or not such a model.
    """
    try:
        items = _read_npz(path) if path.suffix == ".npz" else _read_binary(path)
    except OSError as error:
        raise _unusable(path, error.strerror or str(error)) from error
    except (ValueError, KeyError, struct.error) as error:
        raise _unusable(path, str(error)) from error
    config = items.pop(CONFIG, None)
    if config is None:
        raise _unusable(path, "it holds no configuration")
    text = config.stored.tobytes().rstrip(b"\0").decode("utf-8", "replace")
    return ModelFile(read_config(text), items)


def read_config(text: str) -> dict[str, str | list[str]]:
    """The keys of a Marian configuration with their values, or lists of values, as text.

    Marian writes these files itself, one level deep, so this much of YAML is enough: plain
    and quoted scalars, `- item` lists and `[a, b]` lists. Deeper levels are left out.
    """
    config: dict[str, str | list[str]] = {}
    key = ""
    for line in text.splitlines():
        bare = line.strip()
        if bare.startswith("- ") and key:
            items = config[key]
            config[key] = [*(items if isinstance(items, list) else []), _scalar(bare[2:])]
        elif line[:1].strip() and not bare.startswith("#") and ":" in bare:
            key, _, value = (part.strip() for part in bare.partition(":"))
            if value.startswith("[") and value.endswith("]"):
                config[key] = [_scalar(item) for item in value[1:-1].split(",") if item.strip()]
            else:
                config[key] = _scalar(value)
    return config


def _scalar(text: str) -> str:
    text = text.strip()
    return text[1:-1] if len(text) > 1 and text[0] == text[-1] and text[0] in "'\"" else text


def _read_npz(path: Path) -> dict[str, Tensor]:
    with np.load(path, allow_pickle=False) as arrays:
        return {name: Tensor(arrays[name]) for name in arrays.files}


def _read_binary(path: Path) -> dict[str, Tensor]:
    size = path.stat().st_size
    if size < 16:
        raise ValueError("it is too short")
    data = np.memmap(path, dtype=np.uint8, mode="r")
    at = 0

    def take(length: int) -> bytes:
        nonlocal at
        if length > size - at:
            raise ValueError("it is cut off")
        at += length
        return data[at - length : at].tobytes()

    version, count = struct.unpack("<2Q", take(16))
    if version != _VERSION or count > _MOST_ITEMS:
        raise ValueError("it is no Marian model")
    headers = [_HEADER.unpack(take(_HEADER.size)) for _ in range(count)]
    if any(h[0] > _LONGEST_NAME or h[2] > _MOST_DIMENSIONS for h in headers):
        raise ValueError("it is no Marian model")
    names = [take(h[0]).split(b"\0")[0].decode("utf-8", "replace") for h in headers]
    shapes = [struct.unpack(f"<{h[2]}i", take(4 * h[2])) for h in headers]
    (padding,) = struct.unpack("<Q", take(8))
    take(min(padding, size))

    tensors = {}
    for name, (_, kind, _, length), shape in zip(names, headers, shapes, strict=True):
        if length > size - at:
            raise ValueError("it is cut off")
        tensors[name] = _tensor(data[at : at + length], name, kind, shape)
        at += length
    return tensors


def _tensor(data: npt.NDArray[np.uint8], name: str, kind: int, shape: tuple[int, ...]) -> Tensor:
    """The tensor in the bytes of one item; raises ValueError where they do not fit its shape."""
    if any(extent < 1 for extent in shape):
        raise ValueError(f"{name} has the shape {shape}")
    elements = math.prod(shape)
    quantized = kind in (INTGEMM8, _INTGEMM8_TOO)
    dtypes = {INT8: "<i1", FLOAT16: "<f2", FLOAT32: "<f4"}
    if not quantized and kind not in dtypes:
        raise ValueError(f"{name} is of a type that is made for one processor ({kind:#x})")
    dtype = np.dtype("<i1" if quantized else dtypes[kind])
    length = elements * dtype.itemsize
    if len(data) < length + 4 * quantized:
        raise ValueError(f"{name} is shorter than its shape {shape}")
    values = data[:length].view(dtype)
    if not quantized:
        return Tensor(values.reshape(shape))
    (multiplier,) = struct.unpack("<f", data[length : length + 4].tobytes())
    if not (math.isfinite(multiplier) and multiplier > 0):
        raise ValueError(f"{name} is multiplied by {multiplier}")
    if "Wemb" in name:
        return Tensor(values.reshape(shape), multiplier)
    return Tensor(values.reshape(shape[::-1]), multiplier, transposed=True)


def _unusable(path: Path, why: str) -> EngineUnavailable:
    return EngineUnavailable(
        f"The model file {path} cannot be used: {why}.",
        "deutgi models remove firefox; deutgi models fetch firefox",
    )
