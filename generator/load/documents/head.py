"""Read the head of a document: what it declares, where its values stand, and what is wrong with it."""

from __future__ import annotations

from functools import cache

from pydantic import ValidationError

from generator.data import dataclass
from generator.kinds.heads import DocumentDeclaration
from generator.load.documents.head_entries import read_entries
from generator.load.documents.plain_document import declare_plain
from generator.load.documents.plain_head import read_plain
from generator.load.gate.written import read_written
from generator.load.heads.common import CommonHead
from generator.load.yaml.marked import Marked, Spot, Value
from generator.load.yaml.validate import keys_by_label, nested_declarations, rename_all_labels, validate
from generator.model.catalogue import finding
from generator.model.finding import Finding, Place

# The values that are looked up elsewhere: a finding about them needs their place.
_PLACED = (
    *("title", "column", "attachments", "interprets", "video", "captions", "poster", "picture"),
    *("validity", "effective", "expires", "replaced_by", "also", "old_urls"),
)

# For the keys that every head must have, where one has them not: no document is made of it.
_MADE_UP = {"title": "无", "issuer": "无", "published": "2000-01-01"}


@dataclass(frozen=True)
class ParsedHead:
    """What a head says; ``readable`` tells whether any of it is YAML, ``sound`` whether all is as it should be.

    Of a head that is not sound, ``declared`` holds what is, so that the rest can be looked at; None where that
    is too little.
    """

    declared: CommonHead | None
    places: dict[Spot, Place]
    findings: tuple[Finding, ...] = ()
    readable: bool = True
    sound: bool = True


def read_head(text: str, name: str) -> ParsedHead:
    """Read a head that begins on line 2 of a file: quickly where it is plain and sound, else in the general way."""
    plain = read_plain(text, name, keys_by_label(DocumentDeclaration), placed_keys())
    if plain:
        declared = declare_plain(plain.value)
        if declared:
            return ParsedHead(declared, plain.places)
        try:
            return ParsedHead(DocumentDeclaration.model_validate(plain.value), plain.places)
        except ValidationError:
            # The general way tells what is wrong with it, and where.
            pass
    return read_any_head(text, name)


def read_any_head(text: str, name: str) -> ParsedHead:
    """Read a head of whatever form; problems are findings."""
    marked = read_written(text, name, first_line=2)
    if marked.readable and not isinstance(marked.value, dict):
        problem = finding("front-matter", Place(name, 2), "文档头部是空的，或不是“键: 值”的形式。")
        return ParsedHead(None, {}, (problem,), readable=False, sound=False)
    lost: set[str] | None = set()
    if not marked.readable:
        entries = read_entries(text, name, marked)
        if entries is None:
            return ParsedHead(None, {}, tuple(marked.findings), readable=False, sound=False)
        marked, lost, broken = entries.marked, entries.lost, True
    else:
        broken = False
    rename_all_labels(marked, DocumentDeclaration)
    declared, problems, faults = validate(DocumentDeclaration, marked)
    kept = placed_keys()
    places = {spot: place for spot, place in marked.values.items() if not spot or spot[0] in kept}
    if declared and not broken:
        return ParsedHead(declared, places, (*marked.findings, *problems))
    told = [each for each, spot in zip(problems, faults, strict=True) if not _is_lost(each, spot, lost)]
    return ParsedHead(declared or _partly(marked, faults), places, (*marked.findings, *told), sound=False)


def _is_lost(problem: Finding, spot: Spot, lost: set[str] | None) -> bool:
    """Tell whether a key is missed that a broken line may have held."""
    return problem.code == "key-missing" and len(spot) == 1 and (lost is None or spot[0] in lost)


def _partly(marked: Marked, faults: list[Spot]) -> CommonHead | None:
    """Return what a head declares without what is at fault; what it must have and lacks is made up."""
    # Without the very values at fault, and where that is not enough without the entries that hold them.
    for spots in (faults, [spot[:1] for spot in faults]):
        said = _without(marked.value, set(spots), ())
        if isinstance(said, dict):
            try:
                return DocumentDeclaration.model_validate({**_MADE_UP, **said})
            except ValidationError:
                continue
    return None


def _without(value: Value, faults: set[Spot], spot: Spot) -> Value:
    """Return a value without the entries of its mappings that are at fault; items of lists keep their numbers."""
    if isinstance(value, dict):
        return {
            key: _without(inner, faults, (*spot, key))
            for key, inner in value.items()
            if (*spot, key) not in faults
        }
    if isinstance(value, list):
        return [_without(inner, faults, (*spot, number)) for number, inner in enumerate(value)]
    return value


@cache
def placed_keys() -> frozenset[str | int]:
    """Return the keys whose places are kept."""
    return frozenset({*_PLACED, *nested_declarations(DocumentDeclaration)} - {"review"})
