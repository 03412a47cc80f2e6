"""The parts of an XLSX file, read as XML a piece at a time: its sheets, their number formats and indents."""

from __future__ import annotations

import posixpath
import zipfile
from collections.abc import Callable, Mapping
from xml.parsers import expat

from generator.data import dataclass
from generator.load.tables.number_formats import BUILT_IN

_RELATIONS = "xl/_rels/workbook.xml.rels"
_STYLES = "xl/styles.xml"
_BOOK = "xl/workbook.xml"
_WIDE = frozenset({"1", "true"})
Attributes = Mapping[str, str]


class PartsError(ValueError):
    """The parts of a workbook contradict each other or XML, so that nobody knows what it shows."""


@dataclass(frozen=True)
class Style:
    """How cells are shown: the number format, and by how many steps their text is indented."""

    code: str = ""
    indent: int = 0


@dataclass(frozen=True)
class Book:
    """What a workbook says of itself: the parts of its sheets by name, and its styles.

    ``unreckoned`` tells that its maker left formulas to be reckoned later.
    """

    sheets: Mapping[str, str]
    styles: tuple[Style, ...]
    unreckoned: bool


def is_on(value: str | None) -> bool:
    """Tell whether an attribute says yes."""
    return value is not None and value.strip().lower() in _WIDE


def local(name: str) -> str:
    """Return the name of an element or attribute without its prefix."""
    return name.rpartition(":")[2]


def walk(
    raw: bytes, start: Callable[[str, Attributes], None], end: Callable[[str], None] | None = None
) -> None:
    """Walk through XML. Raises PartsError where it is none, or declares a document type."""
    parser = new_parser(start)
    if end:
        parser.EndElementHandler = end
    parse(parser, raw)


def new_parser(start: Callable[[str, Attributes], None]) -> expat.XMLParserType:
    """Return a parser that knows no document types, and so no entities but those of XML itself."""

    def refuse(*_: object) -> None:
        raise PartsError("document type")

    parser = expat.ParserCreate()
    parser.buffer_text = True
    parser.StartElementHandler = start
    parser.StartDoctypeDeclHandler = refuse
    return parser


def parse(parser: expat.XMLParserType, raw: bytes) -> None:
    """Let a parser walk through XML. Raises PartsError where it is none."""
    try:
        parser.Parse(raw, True)
    except expat.ExpatError as error:
        raise PartsError("xml") from error


def read_part(archive: zipfile.ZipFile, path: str) -> bytes:
    """Return a part by its name in whatever case, empty when there is none. Raises PartsError for two of a name."""
    found = [each for each in archive.namelist() if each.replace("\\", "/").lower() == path.lower()]
    if len(found) > 1:
        raise PartsError("two parts of a name")
    return archive.read(found[0]) if found else b""


def read_book(archive: zipfile.ZipFile) -> Book:
    """Read what a workbook says of its sheets and styles. Raises PartsError."""
    book, relations = read_part(archive, _BOOK), read_part(archive, _RELATIONS)
    if not book or not relations:
        raise PartsError("no workbook")
    targets: dict[str, str] = {}
    listed: list[tuple[str, str]] = []
    unreckoned = False

    def relation(name: str, given: Attributes) -> None:
        if local(name) == "Relationship" and given.get("Type", "").endswith("/worksheet"):
            target = given.get("Target", "")
            path = target.lstrip("/") if target.startswith("/") else posixpath.join("xl", target)
            targets[given.get("Id", "")] = posixpath.normpath(path)

    def sheet(name: str, given: Attributes) -> None:
        nonlocal unreckoned
        if local(name) == "sheet":
            identity = next((value for key, value in given.items() if key.endswith(":id")), "")
            listed.append((given.get("name", ""), identity))
        elif local(name) == "calcPr":
            unreckoned = is_on(given.get("fullCalcOnLoad"))

    walk(relations, relation)
    walk(book, sheet)
    sheets = {name: targets[key] for name, key in listed if key in targets}
    if len({name for name, _ in listed}) < len(listed):
        raise PartsError("two sheets of a name")
    return Book(sheets, _styles(read_part(archive, _STYLES)), unreckoned)


def _styles(raw: bytes) -> tuple[Style, ...]:
    """Return the styles that cells name by number."""
    if not raw:
        return ()
    codes, styles, within = dict[int, str](), list[tuple[int, int]](), False

    def start(name: str, given: Attributes) -> None:
        nonlocal within
        name = local(name)
        if name == "numFmt":
            codes[_whole(given.get("numFmtId"))] = given.get("formatCode", "")
        elif name == "cellXfs":
            within = True
        elif within and name == "xf":
            styles.append((_whole(given.get("numFmtId")), 0))
        elif within and name == "alignment" and styles:
            styles[-1] = (styles[-1][0], min(_whole(given.get("indent")), 15))

    def end(name: str) -> None:
        nonlocal within
        within = within and local(name) != "cellXfs"

    walk(raw, start, end)
    return tuple(Style(codes.get(number, BUILT_IN.get(number, "")), indent) for number, indent in styles)


def _whole(value: str | None) -> int:
    return int(value) if value and value.isdecimal() and len(value) < 10 else 0
