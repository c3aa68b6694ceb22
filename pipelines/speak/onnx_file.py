"""Reading and rewriting the nodes of an ONNX file, without the library `onnx`.

An ONNX file is a protobuf message, see `onnx.proto`: ModelProto.graph = 7; GraphProto.node = 1,
.initializer = 5; NodeProto.input = 1, .output = 2, .name = 3, .op_type = 4, .attribute = 5,
.domain = 7. Only nodes are read; every other byte is handed on as it is.
"""

import struct
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

_GRAPH = 7
_NODE = 1
_INITIALIZER = 5


@dataclass(frozen=True, slots=True)
class Node:
    """An operation of the graph; `attributes` are AttributeProto messages."""

    op: str
    inputs: tuple[str, ...]
    outputs: tuple[str, ...]
    attributes: tuple[bytes, ...] = ()
    name: str = ""
    domain: str = ""


def rewritten(
    model: bytes, rewrite: Callable[[list[Node]], list[Node]], tensors: Iterable[bytes] = ()
) -> bytes:
    """The model with its nodes as `rewrite` returns them, and `tensors` added as constants.

    Raises ValueError where the bytes are no ONNX model.
    """
    return b"".join(
        _field(number, _graph(value, rewrite, tensors) if number == _GRAPH else value)
        for number, value in _fields(memoryview(model))
    )


def int_attribute(name: str, value: int) -> bytes:
    """An AttributeProto of an integer (`i` = 3)."""
    return _field(1, name.encode()) + _field(3, value) + _field(20, 2)


def float_attribute(name: str, value: float) -> bytes:
    """An AttributeProto of a float (`f` = 2)."""
    return _field(1, name.encode()) + b"\x15" + struct.pack("<f", value) + _field(20, 1)


def tensor(name: str, values: npt.NDArray[np.generic]) -> bytes:
    """A TensorProto of float32, int32 or int64 (`dims` = 1, `data_type` = 2, `raw_data` = 9)."""
    kind = {"float32": 1, "int32": 6, "int64": 7}[values.dtype.name]
    return (
        b"".join(_field(1, size) for size in values.shape)
        + _field(2, kind)
        + _field(8, name.encode())
        + _field(9, values.tobytes())
    )


def _graph(
    graph: memoryview | int, rewrite: Callable[[list[Node]], list[Node]], tensors: Iterable[bytes]
) -> bytes:
    fields = list(_fields(_message(graph)))
    nodes = [_node(_message(value)) for number, value in fields if number == _NODE]
    return b"".join(
        [
            *(_field(_NODE, _encoded(node)) for node in rewrite(nodes)),
            *(_field(number, value) for number, value in fields if number != _NODE),
            *(_field(_INITIALIZER, added) for added in tensors),
        ]
    )


def _node(message: memoryview) -> Node:
    found: dict[int, list[bytes]] = {number: [] for number in (1, 2, 3, 4, 5, 7)}
    for number, value in _fields(message):
        if number not in found:
            raise ValueError(f"an ONNX node has the unknown field {number}")
        found[number].append(bytes(_message(value)))
    text = {number: tuple(value.decode() for value in found[number]) for number in (1, 2, 3, 4, 7)}
    return Node(
        "".join(text[4]), text[1], text[2], tuple(found[5]), "".join(text[3]), "".join(text[7])
    )


def _encoded(node: Node) -> bytes:
    return b"".join(
        [
            *(_field(1, value.encode()) for value in node.inputs),
            *(_field(2, value.encode()) for value in node.outputs),
            _field(3, node.name.encode()),
            _field(4, node.op.encode()),
            *(_field(5, value) for value in node.attributes),
            _field(7, node.domain.encode()),
        ]
    )


def _fields(message: memoryview) -> Iterator[tuple[int, memoryview | int]]:
    """The fields of a protobuf message: their numbers with an integer or bytes."""
    at = 0
    while at < len(message):
        key, at = _varint(message, at)
        if key & 7 == 0:
            value, at = _varint(message, at)
            yield key >> 3, value
        elif key & 7 == 2:
            size, at = _varint(message, at)
            if at + size > len(message):
                raise ValueError("the ONNX file ends too early")
            yield key >> 3, message[at : at + size]
            at += size
        else:
            raise ValueError(f"the ONNX file has a field of the unknown kind {key & 7}")


def _varint(message: memoryview, at: int) -> tuple[int, int]:
    """An integer of seven bits a byte, lowest first, and where it ends."""
    value = shift = 0
    while True:
        if at == len(message):
            raise ValueError("the ONNX file ends too early")
        byte = message[at]
        at += 1
        value |= (byte & 0x7F) << shift
        shift += 7
        if byte < 0x80:
            return value, at


def _message(value: memoryview | int) -> memoryview:
    if isinstance(value, int):
        raise ValueError("the ONNX file has a number where a message belongs")
    return value


def _field(number: int, value: bytes | memoryview | int) -> bytes:
    if isinstance(value, int):
        return _encoded_varint(number << 3) + _encoded_varint(value)
    return b"".join([_encoded_varint(number << 3 | 2), _encoded_varint(len(value)), value])


def _encoded_varint(value: int) -> bytes:
    encoded = bytearray()
    while value > 0x7F:
        encoded.append(value & 0x7F | 0x80)
        value >>= 7
    encoded.append(value)
    return bytes(encoded)
