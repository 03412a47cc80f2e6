"""The view of a register, shared by its page, its downloads and the search index."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import groupby

from generator.data import dataclass
from generator.load.gate.published_types import is_downloaded
from generator.model.addresses.address import public_address
from generator.model.addresses.links import quote_address
from generator.model.register import FieldType, Register, RegisterField, Show, is_serial
from generator.render.registers.looks import NUMBER, SHORT, ColumnLook, column_looks
from generator.views.shelf import Shelf

PAGE_ROWS = 500
_ONE_LINE = 14
# What stands for nothing in tables that have no format: a card leaves it out.
_NOTHING = frozenset({"-", "--", "–", "—", "——", "－", "/", "／"})


@dataclass(frozen=True)
class Cell:
    """What a cell shows: a text, or links (text and address, relative to the root unless outside).

    ``saves`` tells that the links are to files that are saved, not opened.
    """

    text: str
    links: tuple[tuple[str, str], ...] = ()
    kind: str = ""
    label: str = ""
    saves: bool = False


@dataclass(frozen=True)
class RegisterRow:
    """One row: its cells in the table, what stands below it, or the words in place of a withdrawn row.

    ``anchor`` is where it stands on its page, and the same on whatever page that is.
    """

    number: int
    anchor: str
    group: str
    cells: tuple[Cell, ...]
    details: tuple[Cell, ...]
    withdrawn: str


@dataclass(frozen=True)
class HeaderCell:
    """One cell of the head. ``column`` is the position of the cells below it, -1 for one that spans several."""

    label: str
    columns: int = 1
    rows: int = 1
    column: int = -1
    kind: str = ""
    width: int = 0
    least: int = 0


@dataclass(frozen=True)
class FieldPlacement:
    """Which fields of a register stand where. ``title`` is the place of the naming cell in the table."""

    table: tuple[int, ...]
    details: tuple[int, ...]
    title: int


def field_placement(register: Register) -> FieldPlacement:
    """Return where the fields of a register stand; the field that groups the rows has no column."""
    table = tuple(
        n for n, field in enumerate(register.fields) if field.show is Show.TABLE and n != register.group
    )
    details = tuple(
        n for n, field in enumerate(register.fields) if field.show is Show.DETAIL and n != register.group
    )
    table = table or tuple(range(len(register.fields)))
    if register.row_title in table:
        return FieldPlacement(table, details, table.index(register.row_title))
    named = (place for place, n in enumerate(table) if not is_serial(register.fields[n]))
    return FieldPlacement(table, details, next(named, 0))


def row_name(register: Register, texts: Sequence[str]) -> str:
    """Return what a row is called, by the texts that its cells show: its name, else the first of them."""
    named = texts[register.row_title].strip("　")
    told = (text for field, text in zip(register.fields, texts, strict=True) if text and not is_serial(field))
    return named or next(told, register.title)


def register_looks(register: Register) -> tuple[ColumnLook, ...]:
    """Return the looks of the columns of a register's table."""
    layout = field_placement(register)
    return column_looks(register, layout.table, details=bool(layout.details))


def head_rows(register: Register, looks: Sequence[ColumnLook]) -> tuple[tuple[HeaderCell, ...], ...]:
    """Return the rows of the head: two where labels span several columns, else one."""
    fields = [register.fields[n] for n in field_placement(register).table]
    if not any(field.over for field in fields):
        return (tuple(_head_cell(field, n, looks) for n, field in enumerate(fields)),)
    upper: list[HeaderCell] = []
    lower: list[HeaderCell] = []
    for over, group in groupby(enumerate(fields), key=lambda pair: pair[1].over):
        members = list(group)
        if over:
            upper.append(HeaderCell(over, columns=len(members)))
            lower += [_head_cell(field, n, looks) for n, field in members]
        else:
            upper += [_head_cell(field, n, looks, rows=2) for n, field in members]
    return tuple(upper), tuple(lower)


def _head_cell(field: RegisterField, column: int, looks: Sequence[ColumnLook], rows: int = 1) -> HeaderCell:
    look = looks[column]
    kind = NUMBER if look.kind == NUMBER else "text"
    return HeaderCell(field.heading, rows=rows, column=column, kind=kind, width=look.width, least=look.least)


def register_rows(
    register: Register, shelf: Shelf, part: slice, looks: Sequence[ColumnLook]
) -> Iterator[RegisterRow]:
    """Yield the rows of a part of a register, whose columns have these looks."""
    layout, withdrawn = field_placement(register), dict(register.withdrawn)
    kinds = {n: look.kind for n, look in zip(layout.table, looks, strict=True)}
    for number in range(*part.indices(len(register.rows))):
        row = register.rows[number]
        cells = [
            cell(field, text, shelf, kinds.get(n, ""))
            for n, (field, text) in enumerate(zip(register.fields, row, strict=True))
        ]
        yield RegisterRow(
            number=number,
            anchor=register.anchors[number],
            group=row[register.group] if register.group is not None else "",
            cells=tuple(cells[n] for n in layout.table),
            details=tuple(cells[n] for n in layout.details if cells[n].text),
            withdrawn=withdrawn.get(number, ""),
        )


def cell(field: RegisterField, text: str, shelf: Shelf, kind: str = "") -> Cell:
    """Return what a cell of a column of a kind shows. A document that is not published leaves no trace but a word."""
    if text in _NOTHING:
        kind = "none"
    elif is_serial(field):
        kind = "serial"
    elif kind == SHORT and len(text) > _ONE_LINE:
        kind = ""
    links: tuple[tuple[str, str], ...] = ()
    if text and field.type is FieldType.URL:
        links = ((text, text),)
    elif text and field.type is FieldType.DOCUMENT:
        links = tuple(document_link(path, shelf) for path in text.split("；"))
    elif text and field.type is FieldType.ASSETS:
        links = tuple((path.rpartition("/")[2], quote_address(path)) for path in text.split("；"))
    shown = "；".join(label for label, _ in links) if links else text
    saves = field.type is FieldType.ASSETS and any(map(is_downloaded, text.split("；")))
    return Cell(shown, links, kind, field.heading, saves)


def document_link(path: str, shelf: Shelf) -> tuple[str, str]:
    """Return title and address of a document; without an address when it is not published."""
    document = shelf.by_path.get(path)
    if document is None:
        return "（文件尚未公开）", ""
    return document.title, quote_address(public_address(document.address))


def linked_documents(registers: Sequence[Register], shelf: Shelf) -> tuple[tuple[str, str], ...]:
    """Return what registers show of documents: a part of the key of all that shows them."""
    return tuple(document_link(path, shelf) for register in registers for path in register.documents)


def page_count(registers: Sequence[Register]) -> int:
    """Return how many pages the tables of a column take, 500 rows of each to a page."""
    return max((-(-len(register.rows) // PAGE_ROWS) for register in registers), default=1) or 1
