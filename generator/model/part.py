"""The part of a document: what it says beyond the common head, one for each kind of disclosure."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, fields, is_dataclass
from functools import cache
from typing import Any

from generator.model.asset import Asset


@dataclass(frozen=True)
class Part:
    """What documents of one kind say. Each kind of disclosure (generator/kinds) has its own."""


def files_of(parts: Iterable[Part]) -> Iterator[Asset]:
    """Yield the files that parts offer, wherever in them, in the order in which they are stated."""
    for part in parts:
        yield from _files(part)


def _files(value: Any) -> Iterator[Asset]:
    if isinstance(value, Asset):
        yield value
    elif isinstance(value, tuple):
        for each in value:
            yield from _files(each)
    else:
        for name in _names(type(value)):
            yield from _files(getattr(value, name))


@cache
def _names(kind: type[Any]) -> tuple[str, ...]:
    # Asked of every value of every document, several times a run; there are some dozens of kinds.
    return tuple(field.name for field in fields(kind)) if is_dataclass(kind) else ()
