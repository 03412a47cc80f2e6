"""The field of a part, stated once: label, words, how it is read, searched and written by ``new``.

A kind is a frozen dataclass whose fields are made by ``said``. From it follow the declaration that validates
(declared.py), the reading (made.py), the texts for search and the list of what is missing (told.py), and the
lines of a new document (drafted.py).
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import MISSING, field, fields
from datetime import date
from enum import Enum
from typing import Any

from generator.data import dataclass
from generator.model.column import Column
from generator.model.finding import Place
from generator.model.part import Part


class Reads(Enum):
    """How what is written becomes what the model holds, where the type alone does not tell."""

    AS_TYPED = "as typed"
    DOCUMENT = "document"  # the path of another document; empty, with a finding, where it is none
    SOURCE = (
        "source"  # the path of a file that is read and not published; empty, with a finding, where it is none
    )
    PRINTED = "printed"  # paths of documents in a list; those that are none are left out, with findings


@dataclass(frozen=True)
class DraftSpec:
    """What a new document is asked for: its column, the layout that governs it, its unit and day."""

    column: Column
    layout: str | None
    issuer: str
    day: date


@dataclass(frozen=True)
class Said:
    """What is said of one field. ``form`` is the pydantic type where that of the field does not tell it.

    ``new`` is the remark that a new document has beside the key, None where it has no such key, and ``value``
    what it has there. ``asked`` and ``further`` name what is missing where the field, and all others of that
    name, are empty.
    """

    title: str
    description: str
    key: str = ""
    form: Any = None
    examples: tuple[Any, ...] = ()
    reads: Reads = Reads.AS_TYPED
    searched: bool = False
    asked: str = ""
    further: str = ""
    new: str | None = None
    value: str | Callable[[DraftSpec], str] = ""


def said(title: str, description: str, default: Any = MISSING, **rest: Any) -> Any:
    """Return a field of a kind; without a default it must be written. ``rest`` is as in ``Said``."""
    metadata = {"said": Said(title, description, **rest)}
    return field(metadata=metadata) if default is MISSING else field(default=default, metadata=metadata)


def placed(*spot: str) -> Any:
    """Return a field that holds where the part is written: at the value below it that ``spot`` names."""
    return field(metadata={"placed": spot})


def sayings(kind: type) -> Iterator[tuple[str, Said]]:
    """Yield the fields of a kind that people write, with what is said of each."""
    for each in fields(kind):
        if "said" in each.metadata:
            yield each.name, each.metadata["said"]


@dataclass(frozen=True)
class Told:
    """A line of a list, and where it is written."""

    text: str
    place: Place


@dataclass(frozen=True)
class Group:
    """A key of the head that holds all of one kind, or, without a key, the keys of a kind among all others."""

    kind: type[Part]
    key: str = ""
    title: str = ""
    description: str = ""
