"""What is published of a table that was read: its register, and where each text of it is from."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import date
from operator import itemgetter

from generator.data import dataclass
from generator.load.registers.head import shown
from generator.load.registers.identity import number_position, row_anchors
from generator.load.registers.notes import Beside
from generator.load.registers.rules import Table, TableRow, expired, table_line, withdrawal
from generator.load.registers.texts import Shown
from generator.load.tables.sheet import SheetRow
from generator.model.asset import Asset
from generator.model.register import FieldType, Register, RegisterField, RuleKind
from generator.packed import Packed, packed


@dataclass(frozen=True)
class TableFile:
    """A table file: its path below content/, the address of its column, and the sizes of all files by their paths."""

    path: str
    column: str
    sizes: Mapping[str, int]


def title_of(path: str) -> str:
    """Return what the table of a file is called."""
    return path.rpartition("/")[2].rpartition(".")[0]


def packed_lines(lines: Iterable[TableRow]) -> Sequence[TableRow]:
    """Return the rows of a grid, packed where they are many: they keep their numbers, lines and texts."""
    return packed(((line.row.number, line.row.line, line.cells) for line in lines), table_line)


def publish(source: TableFile, table: Table, head: SheetRow, beside: Beside) -> tuple[Register, Shown]:
    """Return what is published of a table, and the same with where each text of it is from."""
    path, sizes, schema = source.path, source.sizes, table.schema
    kept = [n for n, field in enumerate(table.fields) if shown(field)]
    fields = tuple(table.fields[n] for n in kept)
    lines = _shown_lines(table)
    told = {
        schema.row_title,
        *(key for rule in schema.rules if rule.kind is RuleKind.WITHDRAWN for key in rule.fields),
    }
    withdrawn = _withdrawn(table, lines)
    rows = _rows(table, lines, kept, withdrawn, told)
    keys = [field.key for field in fields]
    dated = keys.index(schema.date) if schema.date in keys else None
    register = Register(
        path=path,
        column=source.column,
        title=title_of(path),
        above=tuple(said.text for said in beside.above),
        notes=tuple(said.text for said in beside.notes),
        fields=fields,
        rows=rows,
        asset=Asset(path, sizes[path]),
        lines=lines.mapped(itemgetter(1))
        if isinstance(lines, Packed)
        else tuple(each.row.line for each in lines),
        row_title=keys.index(schema.row_title) if schema.row_title in keys else 0,
        group=keys.index(schema.group) if schema.group in keys else None,
        head_rows=schema.head_rows,
        withdrawn=tuple(withdrawn.items()),
        assets=tuple(Asset(each, sizes[each]) for each in _paths(fields, rows, FieldType.ASSETS)),
        documents=_paths(fields, rows, FieldType.DOCUMENT),
        updated=_latest((row[dated] for row in rows), table.as_of) if dated is not None else None,
        schema=schema.id,
        dated=dated,
        anchors=row_anchors(table, lines, title_of(path)),
        number=number_position(fields),
    )
    reasons = _reasons(table, [lines[n] for n in withdrawn], kept)
    return register, Shown(table, kept, lines, rows, head, tuple(reasons))


def _shown_lines(table: Table) -> Sequence[TableRow]:
    """Return the lines that are not past their display, those of a group together."""
    rules = {rule.kind for rule in table.schema.rules}
    lines = table.lines
    if RuleKind.TAKE_DOWN in rules:
        lines = (
            packed_lines(line for line in lines if not expired(table, line))
            if table.sheet.gridded
            else [line for line in lines if not expired(table, line)]
        )
    return _grouped(table, lines)


def _withdrawn(table: Table, lines: Sequence[TableRow]) -> dict[int, str]:
    """Return what stands in place of the rows that were withdrawn."""
    if all(rule.kind is not RuleKind.WITHDRAWN for rule in table.schema.rules):
        return {}
    return {n: words for n, line in enumerate(lines) if (words := withdrawal(table, line))}


def _rows(
    table: Table, lines: Sequence[TableRow], kept: list[int], withdrawn: Mapping[int, str], told: set[str]
) -> Sequence[tuple[str, ...]]:
    """Return what is shown of each line; of those that are withdrawn, what the fields with these keys say."""
    if isinstance(lines, Packed) and not withdrawn and len(kept) == len(table.fields):
        return lines.mapped(itemgetter(2))
    return packed(
        tuple([line.cells[n] if number not in withdrawn or table.fields[n].key in told else "" for n in kept])
        for number, line in enumerate(lines)
    )


def _reasons(table: Table, lines: list[TableRow], kept: list[int]) -> Iterator[tuple[TableRow, int]]:
    """Yield why rows were withdrawn, which is said even where the column of the reasons is not shown."""
    keys = (rule.fields[1] for rule in table.schema.rules if rule.kind is RuleKind.WITHDRAWN)
    for position in {table.position(key) for key in keys}:
        if position is not None and position not in kept:
            yield from ((line, position) for line in lines)


def _grouped(table: Table, lines: Sequence[TableRow]) -> Sequence[TableRow]:
    """Bring the rows of a group together; groups come in the order of their first rows."""
    position = table.position(table.schema.group) if table.schema.group else None
    if position is None:
        return lines
    order: dict[str, int] = {}
    for line in lines:
        order.setdefault(line.cells[position], len(order))
    return sorted(lines, key=lambda line: order[line.cells[position]])


def _paths(
    fields: tuple[RegisterField, ...], rows: Sequence[tuple[str, ...]], kind: FieldType
) -> tuple[str, ...]:
    positions = [n for n, field in enumerate(fields) if field.type is kind]
    if not positions:
        return ()
    return tuple(sorted({path for row in rows for n in positions for path in row[n].split("；") if path}))


def _latest(days: Iterable[str], as_of: date) -> date | None:
    last = max((day for day in days if day and day <= as_of.isoformat()), default="")
    try:
        return date.fromisoformat(last) if last else None
    except ValueError:
        return None
