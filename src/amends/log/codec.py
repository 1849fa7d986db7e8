"""Values of the core as JSON-able data and JSON bytes, and back.

    packed = pack(order)            # a dict; fields that equal their default are left out
    order = unpack(Order, packed)   # strict: CodecError names the path of what is wrong
    body = dumps(event)             # JSON bytes
    event = loads(Shipped, body)    # strict
    event = recall(Shipped, body)   # for rows of our own database: twice as fast, no checks

A field that may hold one of several classes carries the class's name under `is`. A type that has
steps in `log/upcast.py` carries its `shape`; data of an older shape is brought up to date, data of
a newer one raises `UnknownShape`. Functions are written per class at first use (log/source.py).
"""

from collections.abc import Callable, Mapping
from typing import Any, cast

import orjson

from amends.log.errors import CodecError, UnknownShape
from amends.log.forms import SHAPE
from amends.log.packing import packer
from amends.log.reading import reader, recaller
from amends.log.upcast import STEPS, Step, shape_of, upcast

__all__ = [
    "CodecError", "UnknownShape", "dumps", "loads", "pack", "parse", "recall", "recall_packed",
    "unpack",
]  # fmt: skip

_PACKERS: dict[type, tuple[Callable[[Any, dict[str, Any]], dict[str, Any]], int]] = {}
_RECALLERS: dict[type, tuple[Callable[[Any], Any], int]] = {}


def pack(value: Any) -> dict[str, Any]:
    """The value as JSON-able data: dicts, lists, whole numbers, booleans, text and `None`."""
    cls = type(value)
    found = _PACKERS.get(cls)
    if found is None:
        found = _PACKERS[cls] = packer(cls), shape_of(cls.__name__)
    write, shape = found
    return write(value, {} if shape == 1 else {SHAPE: shape})


def dumps(value: Any) -> bytes:
    """The value as JSON bytes, without white space; `CodecError` for text that is not UTF-8."""
    try:
        return orjson.dumps(pack(value))
    except orjson.JSONEncodeError as error:
        raise CodecError(f"{type(value).__name__} cannot be written: {error}") from error


def parse(body: bytes | str) -> Any:
    """JSON bytes as data; `CodecError` for what is no JSON."""
    try:
        return orjson.loads(body)
    except orjson.JSONDecodeError as error:
        raise CodecError(f"is not JSON: {error}") from None


def unpack[T](cls: type[T], packed: Any, steps: Mapping[tuple[str, int], Step] = STEPS) -> T:
    """The value of `cls` that `pack` made this of.

    Raises `CodecError` with the path of a wrong type, a missing or an unknown field, and
    `UnknownShape` for data of a newer release.
    """
    if type(packed) is dict and (SHAPE in packed or (cls.__name__, 1) in steps):
        packed = _current(cls.__name__, packed, steps)
    return cast("T", reader(cls)(packed, 0))


def loads[T](cls: type[T], body: bytes | str) -> T:
    """The value of `cls` from its JSON bytes, strictly; see `unpack`."""
    return unpack(cls, parse(body))


def recall_packed[T](cls: type[T], packed: dict[str, Any]) -> T:
    """The value of `cls` from data that this program packed and kept safe.

    Nothing is checked but the shape; data that is not what `pack` gave makes a wrong value.
    """
    found = _RECALLERS.get(cls)
    if found is None:
        found = _RECALLERS[cls] = recaller(cls), shape_of(cls.__name__)
    read, shape = found
    if packed.get(SHAPE, 1) != shape:
        packed = _current(cls.__name__, packed, STEPS)
    return cast("T", read(packed))


def recall[T](cls: type[T], body: bytes | str) -> T:
    """The value of `cls` from JSON bytes out of our own database; see `recall_packed`."""
    return recall_packed(cls, orjson.loads(body))


def _current(
    type_name: str, packed: dict[str, Any], steps: Mapping[tuple[str, int], Step]
) -> dict[str, Any]:
    """The data brought up to today's shape, without the number of its own."""
    shape = packed.get(SHAPE, 1)
    if type(shape) is not int or shape < 1:
        raise CodecError("should be a whole number from 1", f".{SHAPE}")
    if shape > (known := shape_of(type_name, steps)):
        raise UnknownShape(f"{type_name} has shape {shape} and this release knows up to {known}")
    rest = {key: field for key, field in packed.items() if key != SHAPE}
    return upcast(type_name, shape, rest, steps)
