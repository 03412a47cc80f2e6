"""The head of a document -> what it declares, where its values stand, and what is wrong with it."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache

from pydantic import ValidationError

from generator.kinds.heads import DocumentDeclaration
from generator.load.documents.plain_document import declare_plain
from generator.load.documents.plain_head import read_plain
from generator.load.gate.written import read_written
from generator.load.heads.common import CommonHead
from generator.load.yaml.marked import Spot
from generator.load.yaml.validate import keys_by_label, nested_declarations, rename_all_labels, validate
from generator.model.catalogue import finding
from generator.model.finding import Finding, Place

# The values that are looked up elsewhere: a finding about them needs their place.
_PLACED = (
    *("title", "column", "attachments", "interprets", "video", "captions", "poster", "picture"),
    *("validity", "effective", "expires", "replaced_by"),
)


@dataclass(frozen=True)
class Head:
    """What a head says; ``declared`` is None when it is not valid, ``readable`` whether it is YAML at all."""

    declared: CommonHead | None
    places: dict[Spot, Place]
    findings: tuple[Finding, ...] = ()
    readable: bool = True


def read_head(text: str, name: str) -> Head:
    """Read a head that begins on line 2 of a file: quickly where it is plain and sound, else in the general way."""
    plain = read_plain(text, name, keys_by_label(DocumentDeclaration), placed_keys())
    if plain:
        declared = declare_plain(plain.value)
        if declared:
            return Head(declared, plain.places)
        try:
            return Head(DocumentDeclaration.model_validate(plain.value), plain.places)
        except ValidationError:
            # The general way tells what is wrong with it, and where.
            pass
    return read_any_head(text, name)


def read_any_head(text: str, name: str) -> Head:
    """Read a head of whatever form; problems are findings."""
    marked = read_written(text, name, first_line=2)
    if marked.readable and not isinstance(marked.value, dict):
        problem = finding("front-matter", Place(name, 2), "文档头部是空的，或不是“键: 值”的形式。")
        return Head(None, {}, (problem,), readable=False)
    rename_all_labels(marked, DocumentDeclaration)
    if not marked.readable:
        return Head(None, {}, tuple(marked.findings), readable=False)
    declared, problems, _ = validate(DocumentDeclaration, marked)
    kept = placed_keys()
    places = {spot: place for spot, place in marked.values.items() if not spot or spot[0] in kept}
    return Head(declared, places, (*marked.findings, *problems))


@cache
def placed_keys() -> frozenset[str | int]:
    """Return the keys whose places are kept."""
    return frozenset({*_PLACED, *nested_declarations(DocumentDeclaration)} - {"review"})
