"""The directives and statutes that come with gongkai, read from their YAML data."""

from __future__ import annotations

from functools import cache
from pathlib import Path
from typing import Any

import yaml

_DATA = Path(__file__).parent / "data"
_STATUTES = "statutes"


@cache
def _read(name: str) -> Any:
    loader = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
    return yaml.load((_DATA / f"{name}.yml").read_text(encoding="utf-8"), Loader=loader)


def known_packs() -> frozenset[str]:
    """Return the ids of all packs."""
    return frozenset(path.stem for path in _DATA.glob("*.yml") if path.stem != _STATUTES)


@cache
def known_bases() -> frozenset[str]:
    """Return every id a column may state as its basis: PACK#MANDATE and STATUTE#CLAUSE."""
    bases = {f"{pack}#{mandate['id']}" for pack in known_packs() for mandate in _read(pack)["mandates"]}
    bases.update(
        f"{statute['id']}#{clause['id']}" for statute in _read(_STATUTES) for clause in statute["clauses"]
    )
    return frozenset(bases)
