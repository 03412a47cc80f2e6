"""The directives and statutes that come with gongkai, as frozen data, and beside them a portal's own.

``own`` are the packs that a portal keeps in packs/. None of them has the id of one that comes with the program.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Sequence
from datetime import date
from functools import cache
from pathlib import Path
from typing import Any

from generator.mandates.read_proof import read_proof
from generator.model.mandate import Clause, Mandate, Pack

# Written from the YAML beside it by generator/mandates/compile.py.
_COMPILED = Path(__file__).parent / "data" / "compiled.json"


@cache
def _read() -> Any:
    return json.loads(_COMPILED.read_text(encoding="utf-8"))


def known_packs(own: Iterable[Pack] = ()) -> frozenset[str]:
    """Return the ids of all packs."""
    return shipped_packs() | {pack.id for pack in own}


@cache
def shipped_packs() -> frozenset[str]:
    """Return the ids of the packs that come with the program."""
    return frozenset(pack["pack"] for pack in _read()["packs"])


@cache
def known_statutes() -> frozenset[str]:
    """Return the ids of the statutes: STATUTE in STATUTE#CLAUSE."""
    return frozenset(statute["id"] for statute in _read()["statutes"])


def known_bases(own: Iterable[Pack] = ()) -> frozenset[str]:
    """Return every id a column may state as its basis: PACK#MANDATE and STATUTE#CLAUSE."""
    return _shipped_bases() | {mandate.ref for pack in own for mandate in pack.mandates}


@cache
def _shipped_bases() -> frozenset[str]:
    bases = {f"{pack['pack']}#{mandate['id']}" for pack in _read()["packs"] for mandate in pack["mandates"]}
    return frozenset(bases | known_clauses().keys())


@cache
def known_clauses() -> dict[str, Clause]:
    """Return the clauses of the statutes by their ids, STATUTE#CLAUSE."""
    clauses = [
        Clause(
            f"{statute['id']}#{each['id']}",
            statute["title"],
            statute["doc_no"],
            each["clause"],
            each["summary"],
        )
        for statute in _read()["statutes"]
        for each in statute["clauses"]
    ]
    return {clause.ref: clause for clause in clauses}


def load_pack(pack_id: str, own: Iterable[Pack] = ()) -> Pack:
    """Return one pack. Raises KeyError when there is none of that id."""
    found = next((pack for pack in own if pack.id == pack_id), None)
    return found or _shipped(pack_id)


@cache
def _shipped(pack_id: str) -> Pack:
    for raw in _read()["packs"]:
        if raw["pack"] == pack_id:
            return make_pack(raw)
    raise KeyError(pack_id)


def make_pack(raw: dict[str, Any]) -> Pack:
    """Return a pack from the plain values of its file; these must be sound."""
    return Pack(
        id=raw["pack"],
        # A directive's title begins with its issuer, which is not said twice.
        title=raw["issuer"] + raw["title"].removeprefix(raw["issuer"]),
        doc_no=raw["doc_no"],
        issuer=raw["issuer"],
        signed=_day(raw["signed"]),
        level=raw["level"],
        mandates=tuple(_mandate(raw["pack"], mandate) for mandate in raw["mandates"]),
        supersedes=raw.get("supersedes", ""),
    )


def load_packs(ids: Sequence[str], own: Sequence[Pack] = ()) -> tuple[Pack, ...]:
    """Return the packs of these ids in their order; an id that is not known is left out."""
    known = known_packs(own)
    return tuple(load_pack(each, own) for each in dict.fromkeys(ids) if each in known)


def find_mandate(ref: str, own: Sequence[Pack] = ()) -> Mandate | None:
    """Return the mandate that PACK#MANDATE names, None when there is none."""
    pack, _, number = ref.partition("#")
    if pack not in known_packs(own):
        return None
    return next((mandate for mandate in load_pack(pack, own).mandates if mandate.id == number), None)


def _mandate(pack_id: str, raw: dict[str, Any]) -> Mandate:
    return Mandate(
        pack=pack_id,
        id=raw["id"],
        section=raw["section"],
        subsection=raw["subsection"],
        item_no=raw["item_no"],
        summary=raw["summary"],
        lead=tuple(raw["lead"]),
        responsible=tuple(raw["responsible"]),
        deadline=_day(raw["deadline"]),
        deadline_text=raw["deadline_text"],
        paths=_paths(raw["paths"]),
        binds=tuple(raw["binds"]),
        proof=read_proof(raw.get("proof")),
    )


def _paths(raw: list[list[str]]) -> tuple[tuple[str, ...], ...]:
    return tuple(tuple(path) for path in raw)


def _day(raw: str | None) -> date | None:
    return date.fromisoformat(raw) if raw else None
