"""The atlas: order, description, type and cycle of the columns that packs name (columns.yml beside it)."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import field
from functools import cache
from pathlib import Path
from typing import Any

import yaml

from generator.data import dataclass
from generator.model.words import PortalLevel

_FILE = Path(__file__).with_name("columns.yml")


@dataclass(frozen=True)
class AtlasEntry:
    """What is known of one column.

    ``levels`` are the portals that have it although no pack names it; a ``joined`` one is wherever the
    column above it is.
    """

    text: str = ""
    type: str = ""
    kind: str = ""
    cycle: str = ""
    unit: str = ""
    home: str = ""
    layout: str = ""
    schema: str = ""
    basis: tuple[str, ...] = ()
    links: tuple[tuple[str, str], ...] = ()
    levels: frozenset[PortalLevel] = frozenset()
    joined: bool = False
    below: Mapping[str, AtlasEntry] = field(default_factory=dict)


@cache
def read_atlas() -> AtlasEntry:
    """Return the nameless entry above all top columns."""
    loader = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
    return AtlasEntry(below=_entries(yaml.load(_FILE.read_text(encoding="utf-8"), Loader=loader)))


def _entries(raw: dict[str, dict[str, Any]]) -> dict[str, AtlasEntry]:
    return {str(name): _entry(dict(facts)) for name, facts in raw.items()}


def _entry(facts: dict[str, Any]) -> AtlasEntry:
    below = _entries(facts.pop("below", {}))
    always = facts.pop("always", False)
    levels = frozenset(PortalLevel) if always is True else frozenset(map(PortalLevel, always or ()))
    basis = tuple(facts.pop("basis", ()))
    links = tuple((title, url) for title, url in facts.pop("links", ()))
    return AtlasEntry(below=below, levels=levels, basis=basis, links=links, **facts)
