"""Import tables into a register column: all are made before any is written."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import field
from pathlib import Path
from typing import Any

import msgspec

from generator.data import dataclass
from generator.intake.batch import Talk
from generator.intake.questions import Answers, Question
from generator.intake.reading.blocks import Unreadable
from generator.intake.sources.opening import Opened, open_file
from generator.intake.tables.grid import Grid
from generator.intake.tables.making import Register, make_register
from generator.intake.tables.opening import open_table, table_process
from generator.intake.tables.proposing import fitting_format, propose_format
from generator.load.assets.foreign import Foreign
from generator.model.register import RegisterSchema

ALL = "全部"
ADOPT, LEAVE = "采用", "不采用"
_PLAIN_SHEETS = ("Sheet", "sheet", "工作表")


@dataclass(frozen=True)
class TableOrder:
    """Where tables go and how: the folder of the column, its format, the formats that there are.

    ``sheet`` is a name, 全部 for all visible ones, or empty for the first. ``stem`` is the name of the file to
    write; ``adopts`` tells that the format that is proposed is taken, ``replaces`` that a file is written over.
    """

    column: str
    schema: RegisterSchema | None
    shipped: Sequence[RegisterSchema]
    taken: frozenset[str]
    sheet: str = ""
    stem: str = ""
    adopts: bool = False
    replaces: bool = False


@dataclass(frozen=True)
class MadeTable:
    """A register that was made of a file; ``format_id`` with ``format_text``, which is empty for one that ships."""

    source: Path
    path: str
    register: Register
    asked: tuple[Question, ...]
    format_id: str = ""
    format_text: str = ""
    adopted: bool = False


@dataclass
class TableBatch:
    """What came of an import of tables."""

    made: list[MadeTable] = field(default_factory=list)
    refused: list[tuple[Path, Unreadable]] = field(default_factory=list)


def import_tables(files: Sequence[Path], order: TableOrder, talk: Talk, root: Path) -> TableBatch:
    """Make registers of tables. ``root`` is the portal's: what is there is not written over unasked."""
    batch = TableBatch()
    foreign = table_process()
    try:
        for path in files:
            opened = open_file(path)
            if isinstance(opened, Unreadable):
                batch.refused.append((path, opened))
                continue
            for made in _of_file(opened, order, talk, foreign):
                found = made if isinstance(made, Unreadable) else _free(made, batch, order, root)
                if isinstance(found, Unreadable):
                    batch.refused.append((path, found))
                else:
                    batch.made.append(found)
    finally:
        foreign.end()
    return batch


@dataclass(frozen=True)
class _Sheet:
    """One sheet of a file, where its register goes, and who is asked."""

    source: Path
    grid: Grid
    stem: str
    order: TableOrder
    talk: Talk


def _of_file(opened: Opened, order: TableOrder, talk: Talk, foreign: Foreign) -> list[MadeTable | Unreadable]:
    grid = open_table(opened, "" if order.sheet == ALL else order.sheet, foreign)
    if isinstance(grid, Unreadable):
        return [grid]
    if order.sheet != ALL:
        return [_make(_Sheet(opened.path, grid, opened.path.stem, order, talk))]
    made: list[MadeTable | Unreadable] = []
    for each in (grid, *(open_table(opened, name, foreign) for name in grid.others)):
        if isinstance(each, Unreadable):
            made.append(each)
            continue
        alone = not grid.others or each.sheet.startswith(_PLAIN_SHEETS)
        stem = opened.path.stem if alone else each.sheet
        made.append(_make(_Sheet(opened.path, msgspec.structs.replace(each, others=()), stem, order, talk)))
    return made


def _make(sheet: _Sheet) -> MadeTable | Unreadable:
    made = _answered(sheet, {})
    if isinstance(made, Unreadable) or sheet.talk.ask is None or not made.asked:
        return made
    source, ask = sheet.source.name, sheet.talk.ask
    return _answered(sheet, {f"{source}:{question.key}": ask(source, question) for question in made.asked})


def _answered(sheet: _Sheet, more: Mapping[str, str]) -> MadeTable | Unreadable:
    answers, order = sheet.talk.answers(sheet.source.name, more), sheet.order
    register = make_register(sheet.grid, sheet.stem, order.schema, answers, order.stem)
    if isinstance(register, Unreadable):
        return register
    if order.schema is None:
        return _with_format(sheet, register, answers)
    return MadeTable(sheet.source, f"{order.column}/{register.title}.csv", register, tuple(answers.asked))


def _with_format(sheet: _Sheet, register: Register, answers: Answers) -> MadeTable | Unreadable:
    """Make the register of a column without a format, and propose one."""
    order, talk = sheet.order, sheet.talk
    fits = fitting_format(register, order.shipped)
    name, text = (fits.id, "") if fits else propose_format(register, order.taken)
    wanted = ADOPT if talk.ask is not None or talk.accepting else LEAVE
    words = (
        f"这张表的表头就是自带的名录格式“{fits.name}”（{name}）" if fits else f"可以给这张表定名录格式{name}"
    )
    asked = Question("format", f"{words}，格子照它检查。写“{ADOPT}”或“{LEAVE}”。", wanted)
    adopted = order.adopts or answers.ask(asked) == ADOPT
    if adopted and fits:
        again = make_register(sheet.grid, sheet.stem, fits, answers, order.stem)
        if isinstance(again, Unreadable):
            return again
        register = again
    path = f"{order.column}/{register.title}.csv"
    return MadeTable(sheet.source, path, register, tuple(answers.asked), name, text, adopted)


def _free(made: MadeTable, batch: TableBatch, order: TableOrder, root: Path) -> MadeTable | Unreadable:
    if any(each.path == made.path for each in batch.made):
        return Unreadable(
            f"与这次导入的另一张表都要写成content/{made.path}。", "分开导入，各用--file另起文件名。"
        )
    path = root / "content" / made.path
    if path.is_symlink() or (path.exists() and not (order.replaces and path.is_file())):
        return Unreadable(
            f"content/{made.path}已经存在。", "要换成新的，加上--replace；要另存一份，用--file另起文件名。"
        )
    return made


def table_as_told(made: MadeTable, column: str) -> dict[str, Any]:
    """Return what is told of a register that was made: the contract of ``import``, and what a person may want."""
    register = made.register
    missing = [
        {"text": f"{each.what}：{each.text}" if each.what else each.text, "place": each.place}
        for each in register.missing
    ]
    return {
        "source": str(made.source),
        "path": f"content/{made.path}",
        "title": register.title,
        "column": column,
        "kept": round(register.kept, 6),
        "missing": missing,
        "asked": [{"key": each.key, "question": each.words, "answer": each.proposal} for each in made.asked],
        "left": [{"what": each.what, "text": each.text, "place": each.place} for each in register.left],
        "doubts": [{"what": each.what, "text": each.text, "place": each.place} for each in register.doubts],
        "rows": register.rows,
        "notes": list(register.beside),
        "format": {"id": made.format_id, "yaml": made.format_text, "adopted": made.adopted},
    }
