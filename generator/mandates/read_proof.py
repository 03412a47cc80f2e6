"""A proof as a pack writes it -> frozen facts. What is read here has passed declare_proof.py."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from datetime import date
from typing import Any

from generator.model.mandate import STATED_ONLY
from generator.model.proof import Content, Fact, FactKind, PagePart, Period, SiteFeature


def read_proof(raw: Iterable[Mapping[str, Any]] | None) -> tuple[Fact, ...]:
    """Return the facts of a proof; a pack that says none leaves the mandate to a statement."""
    return tuple(read_fact(each) for each in raw or ()) or STATED_ONLY


def read_fact(raw: Mapping[str, Any]) -> Fact:
    """Return one fact; what is not written has the defaults of Fact, but columns are asked for each."""
    kind = FactKind(raw["fact"])
    values = {key: _READ[key](value) for key, value in raw.items() if key in _READ and value is not None}
    values.setdefault("each", kind is FactKind.COLUMN)
    return Fact(kind, **values)


def _day(value: Any) -> date:
    return value if isinstance(value, date) else date.fromisoformat(value)


def _names(value: Any) -> tuple[str, ...]:
    return tuple(str(each) for each in value)


def _paths(value: Any) -> tuple[tuple[str, ...], ...]:
    return tuple(_names(path) for path in value)


def _wanted(value: Mapping[str, Any]) -> tuple[tuple[str, tuple[str, ...]], ...]:
    return tuple(
        (key, _names(each) if isinstance(each, (list, tuple)) else (str(each),))
        for key, each in value.items()
    )


_READ: dict[str, Callable[[Any], Any]] = {
    "columns": _paths,
    "each": bool,
    "since": _day,
    "until": _day,
    "year": int,
    "at_least": int,
    "kind": Content,
    "where": _wanted,
    "titled": _names,
    "forms": _names,
    "media": bool,
    "led": int,
    "schemas": _names,
    "values": _wanted,
    "period": Period,
    "workdays": int,
    "percent": int,
    "codes": _names,
    "hosts": _names,
    "feature": SiteFeature,
    "part": PagePart,
    "look": str,
    "home": bool,
    "facts": lambda value: tuple(read_fact(each) for each in value),
}
