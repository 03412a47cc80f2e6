"""Encode and decode what the caches hold: data of stated types, which can never be code.

Anything that is not what its type says (damaged, of an older version, made up) raises ValueError or one of
its kind, before an object of the model is made of it.
"""

from __future__ import annotations

import hashlib
import sys
from collections.abc import Callable
from dataclasses import MISSING, fields
from functools import cache
from typing import Any, Required, TypedDict, get_type_hints

import msgspec
from pydantic import BaseModel

from generator.kinds.heads import DocumentDeclaration, part_kinds
from generator.load.cache.kept import decoder, encode
from generator.load.documents.plain_document import declare_plain
from generator.load.heads.parsed import ParsedDocument
from generator.load.markdown.links import Reference
from generator.load.yaml.marked import Spot
from generator.model.document import Document
from generator.model.finding import Finding, Place
from generator.model.interpretation import Element
from generator.model.text_facts import TextFacts

# What documents say alike.
_OFTEN = {"column", "issuer", "theme", "genre", "source", "author"}
_Places = list[tuple[Spot, int, int]]
_Parsed = tuple[
    dict[str, Any] | None,
    str,
    _Places,
    tuple[Reference, ...],
    tuple[Finding, ...],
    str,
    tuple[Element, ...],
    TextFacts,
    bool,
]


def encode_document(document: Document) -> bytes:
    """Return what a document says, without what it leaves unsaid, behind its mark."""
    stated = _encode_stated(document)
    return encode((document.mark or _mark(stated), msgspec.Raw(stated)))


def mark_document(document: Document) -> Document:
    """Return a document that was just made with its mark, the one it would be read back with."""
    try:
        return document.marked(_mark(_encode_stated(document)))
    except ValueError:
        # It holds what cannot be kept.
        return document.marked(_mark(repr(document).encode("utf-8", "backslashreplace")))


def decode_document(raw: bytes) -> Document:
    """Return the document that says this. Raises one of ``DecodeErrors``."""
    document = object.__new__(Document)
    mark, stated = _reader()(raw)
    if parts := stated.get("parts"):
        stated["parts"] = tuple(parts.values())
    # Said alike of many documents: kept once, where each would hold its own.
    for name in _OFTEN & stated.keys():
        stated[name] = sys.intern(stated[name])
    if topics := stated.get("topics"):
        stated["topics"] = tuple(map(sys.intern, topics))
    stated["mark"] = mark
    # What was read is what it holds: every build reads all documents back.
    object.__setattr__(document, "__dict__", stated)
    return document


@cache
def _reader() -> Callable[[bytes], tuple[str, dict[str, Any]]]:
    read: Callable[[bytes], tuple[str, dict[str, Any]]] = decoder(_marked()).decode
    return read


def _encode_stated(document: Document) -> bytes:
    stated = document.__getstate__()
    if document.parts:
        stated["parts"] = {type(part).__name__: part for part in document.parts}
    return encode(stated)


def _mark(said: bytes) -> str:
    return hashlib.blake2b(said, digest_size=12).hexdigest()


@cache
def _marked() -> Any:
    """Return the type of a mark and what a document says: its fields, of which those with defaults may be absent."""
    hints = get_type_hints(Document)
    wanted = {
        each.name: Required[hints[each.name]] if each.default is MISSING else hints[each.name]
        for each in fields(Document)
        if each.init  # a mark is no part of what it says
    }
    # By the names of their kinds: which of them a document has cannot be told from what they hold.
    wanted["parts"] = TypedDict("_Parts", part_kinds(), total=False)  # type: ignore[operator]
    stated: Any = TypedDict("_Stated", wanted, total=False)  # type: ignore[misc]
    return tuple[str, stated]


def encode_parsed(parsed: ParsedDocument) -> bytes:
    """Return what a document's file says."""
    declared = None if parsed.declared is None else _plain(parsed.declared)
    name = next((place.path for place in parsed.places.values()), "")
    places = [(spot, place.line, place.column) for spot, place in parsed.places.items()]
    rest = (
        parsed.references, parsed.findings, parsed.digest, parsed.elements, parsed.text, parsed.sound,
    )  # fmt: skip
    return encode((declared, name, places, *rest))


def decode_parsed(raw: bytes) -> ParsedDocument:
    """Return what a document's file was found to say. Raises one of ``DecodeErrors``."""
    said, name, placed, *rest = decoder(_Parsed).decode(raw)
    # Declared as when it was read: the values are those that people may write.
    declared = None if said is None else declare_plain(said) or DocumentDeclaration.model_validate(said)
    places = {spot: Place(name, line, column) for spot, line, column in placed}
    return ParsedDocument(declared, places, *rest)


def _plain(value: object) -> Any:
    """Return what was written of a declaration, as data."""
    if isinstance(value, BaseModel):
        return {key: _plain(getattr(value, key)) for key in value.model_fields_set}
    return [_plain(each) for each in value] if isinstance(value, list) else value
