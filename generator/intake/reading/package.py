"""Open a DOCX package: its parts as XML, its relationships, within bounds.

Transitional and strict files (ISO/IEC 29500-1 and -4) differ in the names of their namespaces alone; the names are
made those of the transitional form before a part is parsed.
"""

from __future__ import annotations

import io
import posixpath
import re
import zipfile
from dataclasses import field
from typing import Any
from urllib.parse import unquote

from lxml import etree

from generator.data import dataclass
from generator.intake.reading.blocks import Unreadable

MAX_BYTES = 256 * 1024 * 1024
MAX_PARTS = 10_000
_MAX_XML = 48 * 1024 * 1024
_W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
_R = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_STRICT = re.compile(
    rb"http://purl\.oclc\.org/ooxml/(wordprocessingml/main|drawingml/[A-Za-z]+|officeDocument/[A-Za-z]+)"
)
_KEPT_SPACE = "{http://www.w3.org/XML/1998/namespace}space"
Element = Any


def w(name: str) -> str:
    """Return the full name of an element or attribute of WordprocessingML."""
    return f"{{{_W}}}{name}"


def r(name: str) -> str:
    """Return the full name of an attribute that refers to a relationship."""
    return f"{{{_R}}}{name}"


def local(element: Element) -> str:
    """Return the name of an element without its namespace; empty for comments and the like."""
    return etree.QName(element).localname if isinstance(element.tag, str) else ""


def is_on(element: Element | None) -> bool:
    """Tell whether a switch such as w:b is set: it is there and does not say no."""
    return element is not None and element.get(w("val"), "true").lower() not in ("0", "false", "off", "none")


@dataclass(frozen=True)
class Relation:
    """Where a relationship leads: a part of the package, or an address outside it."""

    kind: str
    target: str
    outside: bool


@dataclass
class Package:
    """A DOCX file: its parts by name. Parts are parsed once."""

    archive: zipfile.ZipFile
    names: dict[str, str]
    _parsed: dict[str, Element | None] = field(default_factory=dict)

    def raw(self, name: str) -> bytes:
        """Return the bytes of a part, nothing if it is not there or too large."""
        real = self.names.get(name.lower())
        if real is None:
            return b""
        if self.archive.getinfo(real).file_size > MAX_BYTES:
            return b""
        return self.archive.read(real)

    def xml(self, name: str) -> Element | None:
        """Return the root of a part; None if it is not there. Raises ValueError for broken or oversized XML."""
        if name not in self._parsed:
            raw = self.raw(name)
            if len(raw) > _MAX_XML:
                raise ValueError(f"{name}太大")
            self._parsed[name] = parse_xml(raw) if raw else None
        return self._parsed[name]

    def relations(self, part: str) -> dict[str, Relation]:
        """Return the relationships of a part by their ids."""
        folder, name = posixpath.split(part)
        root = self.xml(f"{folder}/_rels/{name}.rels" if folder else f"_rels/{name}.rels")
        if root is None:
            return {}
        found: dict[str, Relation] = {}
        for each in root:
            target, outside = each.get("Target", ""), each.get("TargetMode") == "External"
            if not outside:
                target = posixpath.normpath(posixpath.join("/" + folder, unquote(target))).lstrip("/")
            found[each.get("Id", "")] = Relation(each.get("Type", "").rpartition("/")[2], target, outside)
        return found

    def main_part(self) -> str:
        """Return the name of the part that holds the text, empty if there is none."""
        for each in self.relations("").values():
            if each.kind == "officeDocument" and each.target.lower() in self.names:
                return each.target
        return "word/document.xml" if "word/document.xml" in self.names else ""

    def related(self, part: str, kind: str) -> str:
        """Return the name of the part that another refers to as its styles, numbering, notes; empty if none."""
        return next((each.target for each in self.relations(part).values() if each.kind == kind), "")


def parse_xml(raw: bytes) -> Element:
    """Return the root of XML without entities and without anything from outside. Raises ValueError."""
    if b"<!DOCTYPE" in raw[:4096].upper():
        raise ValueError("有文档类型声明")
    if b"purl.oclc.org" in raw:
        raw = _STRICT.sub(_transitional, raw)
    parser = etree.XMLParser(
        resolve_entities=False, no_network=True, huge_tree=True, remove_comments=True, remove_pis=True
    )
    try:
        return etree.fromstring(raw, parser)
    except etree.XMLSyntaxError as error:
        raise ValueError("里面的XML不完整") from error


def _transitional(match: re.Match[bytes]) -> bytes:
    first, _, last = match[1].partition(b"/")
    return b"http://schemas.openxmlformats.org/" + first + b"/2006/" + last


def open_package(raw: bytes) -> Package | Unreadable:
    """Return the package of a DOCX file, or why it cannot be read."""
    try:
        archive = zipfile.ZipFile(io.BytesIO(raw))
        parts = archive.infolist()
    except (zipfile.BadZipFile, ValueError, OSError, NotImplementedError):
        return Unreadable("文件打不开，可能没有传完，或者不是DOCX。", "用Word或WPS打开，另存为DOCX再导入。")
    if len(parts) > MAX_PARTS or sum(part.file_size for part in parts) > MAX_BYTES:
        return Unreadable("文件展开后太大，没有读。", "拆成几个文件，或压缩其中的图片再导入。")
    if any(part.flag_bits & 1 for part in parts):
        return Unreadable("文件设了密码，读不出来。", "用Word或WPS打开，去掉密码另存再导入。")
    return Package(archive, {part.filename.replace("\\", "/").lower(): part.filename for part in parts})
