"""The part of a document: what it says beyond the common head, one for each kind of disclosure."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from generator.data import dataclass
from generator.model.asset import Asset


@dataclass(frozen=True)
class Part:
    """What documents of one kind say. Each kind of disclosure (generator/kinds) has its own."""


def files_of(parts: Iterable[Part]) -> Iterator[Asset]:
    """Yield the files that parts offer, wherever in them, in the order in which they are stated."""
    for part in parts:
        yield from _files(part)


def _files(value: object) -> Iterator[Asset]:
    if isinstance(value, Asset):
        yield value
    elif isinstance(value, tuple):
        for each in value:
            yield from _files(each)
    else:
        # Asked of every value of every document, several times a run: fields() takes thrice as long.
        for name in getattr(value, "__dataclass_fields__", ()):
            yield from _files(getattr(value, name, None))
