"""Make a register of a table that was handed in: a CSV file as spreadsheets open it, and what is to be said of it."""

from __future__ import annotations

from collections.abc import Iterator

from generator.data import dataclass
from generator.intake.files import file_name
from generator.intake.questions import Answers, Question
from generator.intake.reading.blocks import Unreadable
from generator.intake.tables.conserving import Named, conserve
from generator.intake.tables.grid import Grid, Left, squeezed
from generator.intake.tables.layout import Layout, Line, lay_out
from generator.intake.tables.matching import Matched, known_labels, match
from generator.intake.tables.shaping import shape
from generator.intake.tables.signs import begins_notes
from generator.load.registers.head import find_header, free_header
from generator.load.registers.labels import normal
from generator.load.tables.csv_sheet import read_csv
from generator.load.tables.sheet import Sheet
from generator.model.register import RegisterSchema
from generator.tables import csv_bytes

_STOP = "停下"
_LEAVE = "不公开"


@dataclass(frozen=True)
class Register:
    """A register that was made: its title, its bytes, the proof, and its parts for who proposes a format."""

    title: str
    raw: bytes
    rows: int
    kept: float
    missing: tuple[Left, ...]
    left: tuple[Left, ...]
    doubts: tuple[Left, ...]
    layout: Layout
    matched: Matched
    beside: tuple[str, ...] = ()
    filled: int = 0

    @property
    def whole(self) -> bool:
        """Tell whether nothing was lost."""
        return not self.missing and self.kept == 1.0


def make_register(
    grid: Grid, stem: str, schema: RegisterSchema | None, answers: Answers, title: str = ""
) -> Register | Unreadable:
    """Make a register of a sheet; ``stem`` is its title where the sheet has none."""
    layout = lay_out(grid, known_labels(schema) if schema else None)
    if layout is None or not layout.lines:
        return Unreadable(
            f"工作表“{grid.sheet}”里没有表格。" if grid.sheet else "文件里没有表格。",
            "核对是不是这个文件；有几张工作表的，用--sheet写明名称。",
        )
    shape(layout)
    matched = match(layout, schema)
    if matched.unknown and schema:
        words = "、".join(matched.unknown)
        asked = Question(
            "columns",
            f"名录格式“{schema.name}”没有这些列：{words}。写“{_LEAVE}”就去掉它们，写“{_STOP}”就不导入。",
            _LEAVE,
        )
        if answers.ask(asked) != _LEAVE:
            return Unreadable(
                f"名录格式“{schema.name}”没有这些列：{words}。",
                "给格式加上这些字段或别名，或者在表里改列名，再导入。",
            )
    lines, dropped = _fitting(layout, matched, schema)
    name = file_name(title or layout.title or stem, "table.csv", ())[: -len(".csv")]
    written = _write(name, layout, matched, lines, schema)
    left = [*grid.hidden, *layout.left, *matched.left, *dropped]
    if grid.others:
        names = "、".join(f"“{each}”" for each in grid.others)
        left.append(Left("没有导入的工作表", names, "用--sheet写名称，或--sheet 全部"))
    gone = {label.column for label in layout.labels} - {
        each.label.column for each in matched.columns if each.label
    }
    numbers = {int(each.place[1:-1]) for each in dropped}
    named = Named(left, frozenset(gone), frozenset(numbers), frozenset(_renamed(matched)))
    kept, missing = conserve(grid, written, f"{name}{layout.title}", named)
    return Register(
        name, written, len(lines), kept, (*missing, *grid.wrong), tuple(left), tuple(layout.doubts), layout,
        matched, (*layout.above, *layout.notes), layout.filled,
    )  # fmt: skip


def _renamed(matched: Matched) -> Iterator[str]:
    """Yield the labels of the sheet that the format calls otherwise."""
    for column in matched.columns:
        if column.field and column.label:
            yield from map(squeezed, (column.label.text, *column.label.over.split("—")))


def _fitting(
    layout: Layout, matched: Matched, schema: RegisterSchema | None
) -> tuple[list[Line], list[Left]]:
    """Return the rows that go into the register. A sum is none of a format's rows if it lacks what each must have."""
    if schema is None:
        return layout.lines, []
    needed = [each for each in matched.columns if each.field and each.field.required]
    lines: list[Line] = []
    dropped: list[Left] = []
    for line in layout.lines:
        if line.total and not all(each.take(line).strip() for each in needed):
            texts = " ".join(cell.strip() for cell in line.cells if cell.strip())
            dropped.append(Left("合计行", texts, f"第{line.number}行"))
        else:
            lines.append(line)
    return lines, dropped


def _write(
    name: str, layout: Layout, matched: Matched, lines: list[Line], schema: RegisterSchema | None
) -> bytes:
    above = [text for text in (layout.title, *layout.above) if text and normal(text) != normal(name)]
    rows = [[column.heading for column in matched.columns]]
    rows += [[_written(column.take(line)) for column in matched.columns] for line in lines]
    raw = csv_bytes(_sheet(above, rows, layout.notes))
    if above and not _reads_back(raw, len(above), schema):
        # The reader takes these texts for something else: they stand below the table.
        raw = csv_bytes(_sheet([], rows, [*above, *layout.notes]))
    return raw


def _written(cell: str) -> str:
    return cell.rstrip()


def _sheet(above: list[str], rows: list[list[str]], notes: list[str]) -> list[list[str]]:
    width = len(rows[0])
    below = list(notes)
    if below and not begins_notes(below[0]):
        below[0] = f"注：{below[0]}"
    return [_alone(text, width) for text in above] + rows + [_alone(text, width) for text in below]


def _alone(text: str, width: int) -> list[str]:
    return [text, *("" for _ in range(width - 1))]


def _reads_back(raw: bytes, above: int, schema: RegisterSchema | None) -> bool:
    """Tell whether the reader of registers finds the head below the texts that stand above it."""
    sheet = read_csv(raw, "")
    if not isinstance(sheet, Sheet) or not sheet.rows:
        return False
    head = find_header(sheet, schema, []) if schema else free_header(sheet, [])
    return head is not None and head.first == above


def sums_of(register: Register) -> dict[str, int]:
    """Return how many rows of sums, sections and filled cells a register has, by what they are called."""
    lines = register.layout.lines
    return {
        "合计行": sum(1 for line in lines if line.total),
        "分组": len({line.section for line in lines if line.section}),
        "补上的合并格": register.filled,
    }
