"""A block of cells that was copied in a spreadsheet, and what it says of a register."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from generator.data import dataclass
from generator.desk.tables.register import Register
from generator.desk.tables.rows import MOST_ROWS, Edits, Row, Work, rows_of, typed
from generator.errors import GongkaiError
from generator.load.registers.labels import KnownLabels, normal
from generator.model.register import ROW_URL, SERIAL
from generator.patterns import pattern

_MOST_CELLS = 1_000_000
# One search for both: a text without any line end would be read to its end for each of its cells.
_END = pattern(r"[\t\n]")


@dataclass(frozen=True)
class Block:
    """Rows by keys of fields; ``keys`` are its columns, ``left`` the labels of columns that the register has not.

    ``headed`` tells that its first row was the head, which tells the columns.
    """

    rows: tuple[Mapping[str, str], ...]
    keys: tuple[str, ...]
    left: tuple[str, ...] = ()
    headed: bool = False


def read_block(text: str) -> list[list[str]]:
    """Return the cells of a text as spreadsheets put it on the clipboard. Raises GongkaiError for too much of it.

    A cell is in quotes where it holds a line end, a tab, or where its quotes are doubled; what merely begins with a
    quote is what it says.
    """
    rows = list(_rows(text.replace("\r\n", "\n").replace("\r", "\n")))
    while rows and not any(map(str.strip, rows[-1])):
        rows.pop()
    if len(rows) > MOST_ROWS or sum(map(len, rows)) > _MOST_CELLS:
        raise GongkaiError(f"一次最多贴{MOST_ROWS}行。请分几次贴，或者上传文件。")
    return rows


def _rows(text: str) -> Iterator[list[str]]:
    at, row = 0, list[str]()
    while at < len(text):
        cell, at = _quoted(text, at) if text[at] == '"' else _bare(text, at)
        row.append(typed(cell))
        if at >= len(text):
            break
        if text[at] == "\n":
            yield row
            row = []
        elif at + 1 == len(text):
            row.append("")
        at += 1
    if row:
        yield row


def _bare(text: str, at: int) -> tuple[str, int]:
    found = _END.search(text, at)
    end = found.start() if found else len(text)
    return text[at:end], end


def _quoted(text: str, at: int) -> tuple[str, int]:
    end = at + 1
    while (end := text.find('"', end)) >= 0:
        if text[end + 1 : end + 2] == '"':
            end += 2
            continue
        inside = text[at + 1 : end]
        closed = text[end + 1 : end + 2] in ("", "\t", "\n")
        if closed and ("\n" in inside or "\t" in inside or '""' in inside):
            return inside.replace('""', '"'), end + 1
        break
    return _bare(text, at)


def as_block(register: Register, rows: Sequence[Sequence[str]]) -> Block:
    """Return what cells say of a register by their head, or, without one, by their order.

    Raises GongkaiError where it cannot be told which column is which.
    """
    if not rows:
        raise GongkaiError("没有内容。请先在Excel里选中几行复制，再贴到这里。")
    keys = _head(register, rows[0])
    if keys is not None:
        left = tuple(
            text
            for text, key in zip(rows[0], keys, strict=True)
            if not key and text and text not in (SERIAL, ROW_URL)
        )
        return Block(_taken(rows[1:], keys), tuple(filter(None, keys)), left, headed=True)
    width = max(map(len, rows))
    if width != register.present:
        raise GongkaiError(
            f"贴的内容有{width}列，这张表有{register.present}列，对不上。请在Excel里连同表头那一行一起复制，再贴一次。"
        )
    order = [field.key for field in register.fields[: register.present]]
    return Block(_taken(rows, order), tuple(order))


def _head(register: Register, row: Sequence[str]) -> list[str] | None:
    """Return the key of each column where a row is a head: most of its cells are labels of different fields."""
    known = KnownLabels(register.schema)
    by_label = {normal(field.heading): field.key for field in register.fields}
    fields = {field.key for field in register.fields}
    keys: list[str] = []
    for text in row:
        field = known.find_text(text)
        key = by_label.get(normal(text)) or (field.key if field else "")
        keys.append(key if key in fields and key not in keys else "")
    told = [text for text in row if text]
    found = sum(1 for key in keys if key)
    return keys if told and found * 2 > len(told) and found >= min(2, register.present) else None


def _taken(rows: Sequence[Sequence[str]], keys: Sequence[str]) -> tuple[Mapping[str, str], ...]:
    found = []
    for row in rows:
        cells = {key: text for key, text in zip(keys, row, strict=False) if key}
        if any(cells.values()):
            found.append(cells)
    return tuple(found)


def paste_at(
    register: Register, edits: Edits, cells: Sequence[Sequence[str]], row: str, column: int
) -> Edits:
    """Return the changes with a block put down at a cell, as a spreadsheet does; where rows run out, new ones come.

    Raises GongkaiError where it would reach beyond the last column, or the row is not there.
    """
    rows: list[Row] = rows_of(register, edits)
    start = next((n for n, each in enumerate(rows) if each.id == row), None)
    if start is None:
        raise GongkaiError("这一行已经不在了。请刷新页面，再贴一次。")
    width = max(map(len, cells), default=0)
    if column + width > len(register.fields):
        label = register.fields[column].label
        raise GongkaiError(
            f"从“{label}”起只有{len(register.fields) - column}列，贴的内容有{width}列，放不下。"
        )
    last, work = rows[-1].id, Work(register, edits)
    for number, texts in enumerate(cells, start):
        told = {register.fields[column + n].key: text for n, text in enumerate(texts)}
        if number < len(rows):
            work.write(rows[number].id, told)
        else:
            last = work.put(last, told)
    return work.edits()
