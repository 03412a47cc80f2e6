"""All characters of a source, taken by ways of their own: what the proof compares the result with.

Nothing of the readers is used: of a DOCX file each w:t of its main part and notes, whatever stands around it; of a page
each text node; of a PDF file the words that another library finds in it.
"""

from __future__ import annotations

import io
import zipfile
from collections.abc import Iterator
from typing import Any

import msgspec
from lxml import etree

from generator.intake.markup.decoding import decode_page
from generator.intake.markup.tree import parse_page
from generator.intake.reading.blocks import Imported
from generator.intake.reading.html_page import HtmlElement, find_body

_DELETED = frozenset({"del", "moveFrom"})
_INSERTED = frozenset({"ins", "moveTo"})
_SILENT = frozenset({"script", "style", "noscript", "template", "head"})


class SourceUnit(msgspec.Struct, frozen=True):
    """Characters of a source that stand together, and where."""

    text: str
    place: str = ""


class Read(msgspec.Struct, frozen=True, tag=True):
    """A document as it was read, and all characters of its source; whether their order says anything."""

    imported: Imported
    units: tuple[SourceUnit, ...]
    ordered: bool = True


def docx_units(raw: bytes, *, accept: bool = True) -> list[SourceUnit]:
    """Return the text of a DOCX file paragraph by paragraph: each w:t, hidden ones too.

    Of two forms of one text box the first counts; of tracked changes those that are taken.
    """
    found: list[SourceUnit] = []
    with zipfile.ZipFile(io.BytesIO(raw)) as archive:
        names = sorted(archive.namelist())
        for wanted, where in (("document", ""), ("footnotes", "脚注"), ("endnotes", "尾注")):
            for name in names:
                if name.lower().endswith(f"/{wanted}.xml") and "word" in name.lower():
                    root = etree.fromstring(
                        archive.read(name), etree.XMLParser(resolve_entities=False, huge_tree=True)
                    )
                    found += _paragraphs(root, where, accept)
    return found


def _name(element: Any) -> str:
    return etree.QName(element).localname if isinstance(element.tag, str) else ""


def _paragraphs(root: Any, where: str, accept: bool) -> list[SourceUnit]:
    units: list[SourceUnit] = []
    counter = iter(range(1, 1 << 30))
    _walk(root, units, [], _Way(where, counter, accept))
    return units


class _Way:
    """How a story is walked through: what is not taken, and how its paragraphs are counted."""

    def __init__(self, where: str, counter: Iterator[int], accept: bool) -> None:
        self.where, self.counter = where, counter
        self.refused = _DELETED if accept else _INSERTED

    def place(self) -> str:
        number = next(self.counter)
        return self.where or f"第{number}段"


def _walk(element: Any, units: list[SourceUnit], open_texts: list[str], way: _Way) -> None:
    """Take the texts below an element; a paragraph is a unit, one in a text box a unit of its own."""
    for child in element:
        name = _name(child)
        if name in way.refused:
            continue
        if name == "AlternateContent":
            child = _alternative(child)  # noqa: PLW2901
            if child is None:
                continue
        if name == "p" and child.tag.endswith("}p") and "wordprocessingml" in child.tag:
            place, texts = way.place(), list[str]()
            at = len(units)
            _walk(child, units, texts, way)
            units.insert(at, SourceUnit("".join(texts), place))
        elif name == "ruby":
            small = [
                "".join(t.text or "" for t in part.iter() if _name(t) == "t")
                for part in child
                if _name(part) == "rt"
            ]
            base = [
                "".join(t.text or "" for t in part.iter() if _name(t) == "t")
                for part in child
                if _name(part) == "rubyBase"
            ]
            open_texts += [*base, *small]
        elif (name == "t" and "drawingml" not in child.tag) or (
            name == "delText" and way.refused is _INSERTED
        ):
            open_texts.append(child.text or "")
        else:
            _walk(child, units, open_texts, way)


def _alternative(element: Any) -> Any:
    choices = [child for child in element if _name(child) in ("Choice", "Fallback")]
    for child in choices:
        if any(_name(each) in ("t", "blip", "imagedata") for each in child.iter()):
            return child
    return choices[0] if choices else None


def html_units(raw: bytes | str, body: HtmlElement | None = None) -> list[SourceUnit]:
    """Return the texts of the article of a page, node by node, those that are not seen too."""
    element = body
    if element is None:
        root = parse_page(decode_page(raw) if isinstance(raw, bytes) else raw)
        if root is None:
            return []
        element = find_body(root)
    return list(_texts(element))


def _texts(element: HtmlElement) -> Iterator[SourceUnit]:
    for each in element.iter():
        if isinstance(each.tag, str) and each.tag not in _SILENT and each.text:
            yield SourceUnit(each.text, f"第{each.sourceline}行")
        if each is not element and each.tail:
            yield SourceUnit(each.tail, f"第{each.sourceline}行")


def pdf_units(raw: bytes) -> list[SourceUnit]:
    """Return the text of a PDF file line by line, as pypdf finds it: the reader uses another library."""
    from pypdf import PdfReader

    reader = PdfReader(io.BytesIO(raw))
    return [
        SourceUnit(line, f"第{number}页")
        for number, page in enumerate(reader.pages, 1)
        for line in (page.extract_text() or "").splitlines()
        if line.strip()
    ]
