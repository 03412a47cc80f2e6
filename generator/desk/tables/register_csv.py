"""Write a changed register as CSV: in the encoding, with the separator and the line ends that it had.

Rows that were not changed are the same bytes: each record is kept as it stands in the file, and only those that
changed are written anew. A workbook becomes a CSV with all that its table shows.
"""

from __future__ import annotations

import codecs
import csv
import io
from collections.abc import Iterator, Sequence

from generator.data import dataclass
from generator.desk.tables.register import Register
from generator.desk.tables.rows import Row
from generator.errors import GongkaiError
from generator.load.registers.cells import plain_text
from generator.tables import csv_bytes, guarded, unguarded

_SEPARATORS = (",", "\t", ";")
_ENCODINGS = ("utf-8", "gb18030")
_STRANGE = "这个CSV文件的写法办公桌面认不出。请用“上传新的文件”换成一份新的。"


@dataclass(frozen=True)
class _Records:
    """The records of a file, each with its text and its cells as they are written there."""

    texts: list[str]
    cells: list[list[str]]
    encoding: str
    mark: bytes
    separator: str
    end: str


def written_csv(register: Register, rows: Sequence[Row]) -> bytes:
    """Return the file with the rows as they are now. Raises GongkaiError for one that is not to be understood."""
    records = _records(register)
    added = _added_columns(register, rows)
    columns = [*register.columns, *range(register.head.width, register.head.width + len(added))]
    positions = [*range(register.present), *added]
    parts: list[str] = []

    def put(text: str) -> None:
        if parts and not parts[-1].endswith(("\n", "\r")):
            parts.append(records.end)
        parts.append(text)

    kept, behind = _arranged(rows)
    body = {row.number - 1: n for n, row in enumerate(register.body)}
    # An empty table may have nothing below its head: what is put in then stands right behind it.
    head = register.sheet.rows[register.head.begins - 1].number - 1
    for number, text in enumerate(records.texts):
        n = body.get(number)
        if n is None:
            labels = dict(
                zip(columns[register.present :], (register.fields[p].heading for p in added), strict=True)
            )
            put(_with(records, number, labels) if number == head and labels else text)
        elif n in kept:
            told = {
                column: kept[n].cells[at]
                for column, at in zip(columns, positions, strict=True)
                if at in kept[n].changed
            }
            put(_with(records, number, told) if told else text)
        new = behind.get(-1 if number == head else n if n is not None else -2, ())
        for row in new:
            put(
                _fresh(records, {c: row.cells[at] for c, at in zip(columns, positions, strict=True)}, columns)
            )
    return records.mark + "".join(parts).encode(records.encoding, "strict")


def _arranged(rows: Sequence[Row]) -> tuple[dict[int, Row], dict[int, list[Row]]]:
    """Return the rows of the file by their place, and the new ones by the place of the row that they stand behind."""
    kept: dict[int, Row] = {}
    behind: dict[int, list[Row]] = {}
    last = -1
    for row in rows:
        if row.origin is None:
            behind.setdefault(last, []).append(row)
        else:
            kept[row.origin] = row
            last = row.origin
    return kept, behind


def _added_columns(register: Register, rows: Sequence[Row]) -> list[int]:
    """Return the positions of fields that the head does not have and some row has a text for."""
    return [at for at in range(register.present, len(register.fields)) if any(row.cells[at] for row in rows)]


def _records(register: Register) -> _Records:
    mark = codecs.BOM_UTF8 if register.raw.startswith(codecs.BOM_UTF8) else b""
    wanted = [row.cells for row in register.whole.rows]
    numbers = [row.number - 1 for row in register.whole.rows]
    for encoding in _ENCODINGS:
        try:
            text = register.raw[len(mark) :].decode(encoding)
        except UnicodeDecodeError:
            continue
        for separator in _SEPARATORS:
            texts, cells = _split(text, separator)
            if numbers and numbers[-1] >= len(cells):
                continue
            if [tuple(map(unguarded, cells[n])) for n in numbers] == wanted:
                first = texts[0]
                end = "\r\n" if first.endswith("\r\n") else "\r" if first.endswith("\r") else "\n"
                return _Records(texts, cells, encoding, mark, separator, end)
    raise GongkaiError(_STRANGE)


def _split(text: str, separator: str) -> tuple[list[str], list[list[str]]]:
    """Return the records of a text, each as it stands there and as its cells."""
    lines = list(io.StringIO(text, newline=""))
    reader = csv.reader(iter(lines), delimiter=separator)
    texts, cells, begins = [], [], 0
    try:
        for record in reader:
            texts.append("".join(lines[begins : reader.line_num]))
            cells.append(record)
            begins = reader.line_num
    except csv.Error:
        return [], []
    return texts, cells


def _with(records: _Records, number: int, told: dict[int, str]) -> str:
    """Return a record with other texts in some of its columns; the rest of its cells are what they were."""
    cells = list(records.cells[number])
    for column, text in told.items():
        cells += [""] * (column + 1 - len(cells))
        cells[column] = guarded(text)
    old = records.texts[number]
    end = "\r\n" if old.endswith("\r\n") else old[-1:] if old.endswith(("\n", "\r")) else ""
    return _line(cells, records.separator) + end


def _fresh(records: _Records, told: dict[int, str], columns: Sequence[int]) -> str:
    cells = [""] * (max(columns) + 1)
    for column, text in told.items():
        cells[column] = guarded(text)
    # A row in which nothing is filled is an empty line, and that is no row.
    return _line(cells, records.separator) + records.end


def _line(cells: Sequence[str], separator: str) -> str:
    out = io.StringIO(newline="")
    # Signs of the line end are what the writer puts cells into quotes for.
    csv.writer(out, delimiter=separator, lineterminator="\r\n").writerow(cells)
    return out.getvalue().removesuffix("\r\n")


def csv_of_workbook(register: Register, rows: Sequence[Row]) -> bytes:
    """Return what a workbook's table shows, with the rows as they are now, as a CSV that spreadsheets open."""
    added = _added_columns(register, rows)
    width = max((len(row.cells) for row in register.whole.rows), default=1)
    last = register.sheet.rows[-1].number if register.sheet.rows else 0
    above = [_shown(row.cells, width) for row in register.sheet.rows[: register.head.begins]]
    if above:
        above[-1] += [register.fields[at].heading for at in added]
    below = [_shown(row.cells, width) for row in register.whole.rows if row.number > last]
    return csv_bytes([*above, *_body(register, rows, added, width), *below])


def _shown(cells: Sequence[object], width: int) -> list[str]:
    texts = [plain_text(cell) for cell in cells]  # type: ignore[arg-type]
    return [*texts, *("" for _ in range(width - len(texts)))]


def _body(register: Register, rows: Sequence[Row], added: Sequence[int], width: int) -> Iterator[list[str]]:
    for row in rows:
        old = register.body[row.origin].cells if row.origin is not None else ()
        cells = _shown(old, width)
        for at, column in enumerate(register.columns):
            cells[column] = row.cells[at]
        yield [*cells, *(row.cells[at] for at in added)]
