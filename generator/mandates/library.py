"""The directives and statutes that come with gongkai, as frozen data."""

from __future__ import annotations

import json
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


@cache
def known_packs() -> frozenset[str]:
    """Return the ids of all packs."""
    return frozenset(pack["pack"] for pack in _read()["packs"])


@cache
def known_bases() -> frozenset[str]:
    """Return every id a column may state as its basis: PACK#MANDATE and STATUTE#CLAUSE."""
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


@cache
def load_pack(pack_id: str) -> Pack:
    """Return one pack. Raises KeyError when there is none of that id."""
    for raw in _read()["packs"]:
        if raw["pack"] == pack_id:
            return Pack(
                id=pack_id,
                title=raw["issuer"] + raw["title"],
                doc_no=raw["doc_no"],
                issuer=raw["issuer"],
                signed=_day(raw["signed"]),
                level=raw["level"],
                mandates=tuple(_mandate(pack_id, mandate) for mandate in raw["mandates"]),
            )
    raise KeyError(pack_id)


def load_packs(ids: tuple[str, ...]) -> tuple[Pack, ...]:
    """Return the packs of these ids in their order; an id that is not known is left out."""
    return tuple(load_pack(each) for each in dict.fromkeys(ids) if each in known_packs())


def find_mandate(ref: str) -> Mandate | None:
    """Return the mandate that PACK#MANDATE names, None when there is none."""
    pack, _, number = ref.partition("#")
    if pack not in known_packs():
        return None
    return next((mandate for mandate in load_pack(pack).mandates if mandate.id == number), None)


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
