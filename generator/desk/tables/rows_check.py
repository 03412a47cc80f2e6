"""What is wrong with rows of a register, told at the cell: by the functions that read and check registers."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from pathlib import Path

from generator.check.settings import apply_settings
from generator.data import dataclass
from generator.desk.copy.state import Known
from generator.desk.tables.register import Register
from generator.desk.tables.rows import Row
from generator.load.registers.head import TableHeader, shown
from generator.load.registers.rows import RowReader
from generator.load.registers.rules import Table, check_rules, expired
from generator.load.registers.texts import Shown, check_shown
from generator.load.source.content import ContentFiles
from generator.load.tables.sheet import Sheet, SheetRow
from generator.load.tables.sheet_texts import check_texts
from generator.model.finding import Finding, Level, sort_findings
from generator.model.register import RegisterRule, RuleKind

_PLACE = re.compile(r"第\d{1,9}条：?")


@dataclass(frozen=True)
class CellTold:
    """A finding for a row: the position of its field (None for the whole row), its level and its words."""

    position: int | None
    level: str
    words: str


Told = dict[str, list[CellTold]]


def check_rows(known: Known, register: Register, rows: Sequence[Row], everything: Sequence[Row]) -> Told:
    """Return what is wrong with some rows by their names; ``everything`` are all rows, which may be like one of them."""
    sheet = Sheet(
        f"content/{register.path}",
        tuple(SheetRow(row.number, n, row.cells) for n, row in enumerate(rows)),
        gridded=False,
    )
    head = TableHeader(register.fields, tuple(range(len(register.fields))), 0, len(register.fields))
    folder = register.path.rpartition("/")[0]
    files = known.loaded.content or ContentFiles(Path(), {}, {})
    reader = RowReader(sheet, head, register.position(register.schema.row_title) or 0, files, folder)
    lines = tuple(reader.lines())
    schema = replace(register.schema, rules=tuple(filter(_is_own, register.schema.rules)))
    table = Table(sheet, schema, register.fields, head.columns, lines, known.portal.as_of)
    found = [*check_texts(sheet), *reader.findings, *check_rules(table)]
    kept = [n for n, field in enumerate(register.fields) if shown(field)]
    public = [line for line in lines if not expired(replace(table, schema=register.schema), line)]
    texts = [tuple(line.cells[n] for n in kept) for line in public]
    found += check_shown(Shown(table, kept, public, texts, SheetRow(0, -1, ())))
    settled = apply_settings(
        sort_findings(found), replace(known.loaded, portal=replace(known.portal, documents=()))
    )
    told: Told = {}
    for each in settled.findings:
        if 0 <= each.place.line < len(rows) and each.level is not Level.INFO:
            told.setdefault(rows[each.place.line].id, []).append(_cell(register, each))
    for name, one in _doubled(register, rows, everything):
        told.setdefault(name, []).append(one)
    return told


def _is_own(rule: RegisterRule) -> bool:
    """Tell whether a rule looks at one row alone."""
    return rule.kind not in (RuleKind.UNIQUE, RuleKind.TAKE_DOWN)


def _cell(register: Register, each: Finding) -> CellTold:
    column = each.place.column - 1
    at = column if 0 <= column < len(register.fields) else None
    words = _PLACE.sub("", each.message, count=1)
    label = register.fields[at].label if at is not None else ""
    return CellTold(at, each.level.value, words.removeprefix(f"“{label}”").lstrip("：") + each.hint)


def _doubled(
    register: Register, rows: Sequence[Row], everything: Sequence[Row]
) -> Iterator[tuple[str, CellTold]]:
    """Yield the rows that say the same as another where all have to differ."""
    for rule in register.schema.rules:
        if rule.kind is not RuleKind.UNIQUE:
            continue
        places = [at for key in rule.fields if (at := register.position(key)) is not None]
        if len(places) < len(rule.fields) or any(at >= register.present for at in places):
            continue
        first: dict[tuple[str, ...], Row] = {}
        other: dict[str, Row] = {}
        for row in everything:
            cells = tuple(row.cells[at].strip() for at in places)
            if not all(cells):
                continue
            one = first.setdefault(cells, row)
            if one is not row:
                other[row.id] = one
                other.setdefault(one.id, row)
        for row in rows:
            if row.id in other:
                words = "、".join(row.cells[at] for at in places)
                message = f"“{words[:60]}”与第{other[row.id].number}行相同，不能重复。"
                yield row.id, CellTold(places[0], Level.ERROR.value, message)


def counts(told: Told) -> tuple[int, int]:
    """Return how many things have to be mended, and how many are to be looked at."""
    levels = [each.level for cells in told.values() for each in cells]
    return levels.count(Level.ERROR.value), levels.count(Level.WARNING.value)
