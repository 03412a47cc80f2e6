"""Texts that search reads of a part, and the fields it lacks."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import is_dataclass

from generator.load.heads.said import Told, sayings


def texts(part: object) -> Iterator[str]:
    """Yield what search reads of a part, in the order in which its fields stand."""
    for name, say in sayings(type(part)):
        if say.searched:
            yield from _texts(getattr(part, name))


def _texts(value: object) -> Iterator[str]:
    if isinstance(value, str):
        yield value
    elif isinstance(value, tuple):
        for each in value:
            yield from _texts(each)
    elif isinstance(value, Told):
        yield value.text
    elif is_dataclass(value):
        yield from texts(value)


def lacking(part: object, *, further: bool = False) -> tuple[str, ...]:
    """Return the names of what is asked for and empty; one name may be met by any of several fields."""
    met: dict[str, bool] = {}
    for name, say in sayings(type(part)):
        asked = say.further if further else say.asked
        if asked:
            met[asked] = met.get(asked, False) or bool(getattr(part, name))
    return tuple(asked for asked, there in met.items() if not there)
