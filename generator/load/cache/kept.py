"""Typed values that one run keeps for the next, in sealed files (seal.py) of typed data (codec.py)."""

from __future__ import annotations

from contextlib import suppress
from functools import cache
from pathlib import Path
from typing import Any, TypeVar

import msgspec

from generator.load.cache.seal import read_sealed, write_sealed

Value = TypeVar("Value")
# What reading such values may raise: of the library, of nesting without end, of the declarations.
DecodeErrors = (*(msgspec.MsgspecError, ValueError, TypeError, OverflowError, RecursionError, MemoryError),)


@cache
def decoder(kind: Any) -> msgspec.msgpack.Decoder[Any]:
    """Return the reader of bytes that hold a value of a kind; it raises one of ``DecodeErrors``."""
    return msgspec.msgpack.Decoder(kind)


def decode(raw: bytes | memoryview, kind: type[Value]) -> Value:
    """Return the value of a kind that bytes hold. Raises one of ``DecodeErrors``."""
    made: Any = kind
    value: Value = decoder(made).decode(raw)
    return value


def read_kept(path: Path, kind: type[Value], what: str = "") -> Value | None:
    """Return the value kept in a file, None when there is none of this kind that can be trusted."""
    raw = read_sealed(path, what)
    if not raw:
        return None
    with suppress(msgspec.MsgspecError, ValueError, OverflowError, RecursionError, MemoryError):
        return msgspec.msgpack.decode(raw, type=kind)
    return None


def write_kept(path: Path, value: Any, what: str = "") -> None:
    """Keep a value in a file, in one step. Raises OSError, and ValueError as ``encode`` does."""
    write_sealed(path, encode(value), what)


def encode(value: object) -> bytes:
    """Return a value of the model as bytes. Raises ValueError for a text, number or nesting that is too much."""
    try:
        return msgspec.msgpack.encode(value)
    except (OverflowError, RecursionError) as error:
        raise ValueError(str(error)) from error
