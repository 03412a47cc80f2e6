"""Take a sheet apart as offices lay it out: titles and units, the head, sections, rows, totals, notes.

Every cell of the sheet goes somewhere: into the rows, into the title or the notes, or among what is left out.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import field, replace

from generator.data import dataclass
from generator.intake.tables.filling import fill_down
from generator.intake.tables.grid import Grid, GridRow, Left, squeezed
from generator.intake.tables.heads import Head, Knows, Label, find_head
from generator.intake.tables.signs import (
    begins_notes,
    counted_name,
    is_annex_mark,
    is_note_above,
    is_number,
    is_total,
    level_of,
    tells_who_filled,
)

_LONG_NOTE = 40


@dataclass(frozen=True)
class Line:
    """One row of the table: its number in the sheet, the section it is in, its cells, whether it is a sum."""

    number: int
    section: str
    cells: tuple[str, ...]
    total: bool = False


@dataclass
class Layout:
    """A sheet taken apart. ``doubts`` are things that a person should look at; nothing is lost by them."""

    title: str = ""
    above: list[str] = field(default_factory=list)
    labels: tuple[Label, ...] = ()
    lines: list[Line] = field(default_factory=list)
    notes: list[str] = field(default_factory=list)
    left: list[Left] = field(default_factory=list)
    doubts: list[Left] = field(default_factory=list)
    sections: bool = False
    filled: int = 0


def lay_out(grid: Grid, knows: Knows | None = None) -> Layout | None:
    """Take a sheet apart; ``knows`` tells the labels of the column's format. None where there is no table."""
    head = find_head(grid, knows)
    if head is None or head.below >= len(grid.rows):
        return None
    layout = Layout(labels=head.labels)
    _take_above(grid.rows[: head.first], head, layout)
    for at in head.passed:
        row = grid.rows[at]
        layout.left.append(Left("表头的代码或栏次", " ".join(_texts(row)), f"第{row.number}行"))
    body = list(grid.rows[head.below :])
    _take_notes(body, layout)
    filled, layout.filled = fill_down(grid, body, len(head.labels))
    _take_body(grid, head, body, filled, layout)
    _drop_empty_columns(layout)
    return layout


def _take_above(rows: Sequence[GridRow], head: Head, layout: Layout) -> None:
    for number, row in enumerate(rows):
        texts = _texts(row)
        if number in head.passed:
            continue
        if tells_who_filled(texts):
            layout.left.append(Left("填报信息", "　".join(texts), f"第{row.number}行"))
        elif len(texts) == 1 and is_annex_mark(texts[0]):
            layout.left.append(Left("附件的编号", texts[0], f"第{row.number}行"))
        elif not layout.title and len(texts) == 1 and not is_note_above(texts):
            layout.title = "".join(texts[0].split("\n")).strip()
        else:
            layout.above.append("　".join(" ".join(text.split()) for text in texts))


def _take_notes(body: list[GridRow], layout: Layout) -> None:
    """Take the notes off the end of the body: the rows from the first 注：, each with one text alone."""
    end = len(body)
    while end and (len(_texts(body[end - 1])) == 1 or tells_who_filled(_texts(body[end - 1]))):
        end -= 1
    for at in range(end, len(body)):
        text = _texts(body[at])[0]
        lone = len(text) >= _LONG_NOTE or begins_notes(text) or tells_who_filled([text])
        if lone and not is_total(text):
            break
    else:
        return
    for row in body[at:]:
        texts = _texts(row)
        if tells_who_filled(texts):
            layout.left.append(Left("填报信息", "　".join(texts), f"第{row.number}行"))
        else:
            layout.notes += [line.strip() for line in texts[0].split("\n") if line.strip()]
    del body[at:]


def _take_body(grid: Grid, head: Head, body: list[GridRow], filled: list[list[str]], layout: Layout) -> None:
    names = {squeezed(label.text) for label in head.labels if label.text}
    sections = _Sections(layout)
    numeric = _has_numbers(body)
    for row, cells in zip(body, filled, strict=True):
        texts = _texts(row)
        if len(texts) > 1 and {squeezed(text) for text in texts} <= names:
            layout.left.append(Left("重复的表头", " ".join(texts), f"第{row.number}行"))
        elif len(texts) == 1 and _is_section(grid, row, texts[0], len(head.labels), numeric):
            sections.begin(row.number, texts[0])
        else:
            first = next((text for text in texts if not is_number(text)), "")
            total = is_total(first)
            kept = _padded(_sum_cells(grid, row) if total else cells, len(head.labels))
            layout.lines.append(Line(row.number, sections.name, kept, total))
            sections.count += 0 if total else 1
    sections.end()
    layout.sections = any(line.section for line in layout.lines)


def _sum_cells(grid: Grid, row: GridRow) -> Sequence[str]:
    """Return the cells of a row of sums. Its name, merged over a number and a name, stands in the second of them."""
    at = row.number - 1
    for top, left, bottom, right in grid.merged:
        if top == bottom == at and left < right < len(row.cells) and is_total(row.cells[left]):
            cells = list(row.cells)
            cells[left], cells[left + 1] = "", cells[left]
            return cells
    return row.cells


def _is_section(grid: Grid, row: GridRow, text: str, width: int, numeric: bool) -> bool:
    """Tell whether a row with one text names what follows it: it is merged across, counted, or numbered.

    Where the other columns hold numbers, a lone name in the first one may be an item without a sum: only what is
    merged or counted is a section there.
    """
    if width < 2 or is_total(text) or is_number(text):
        return False
    column = next(n for n, cell in enumerate(row.cells) if cell.strip())
    at = row.number - 1
    spans = [right - left + 1 for top, left, _, right in grid.merged if top == at and left == column]
    if spans and spans[0] >= max(2, width // 2):
        return True
    if counted_name(text)[1] is not None:
        return True
    return not numeric and column == 0 and width > 2 and level_of(text) in (1, 2)


def _has_numbers(body: Sequence[GridRow]) -> bool:
    cells = [cell for row in body for cell in row.cells[1:] if cell.strip()]
    return sum(map(is_number, cells)) * 2 > len(cells)


class _Sections:
    """The sections that rows stand in, one in another by their numbers: 一、 over （一）."""

    def __init__(self, layout: Layout) -> None:
        self.layout = layout
        self.path: list[tuple[int, str]] = []
        self.count = 0
        self.told: tuple[int, str, int] | None = None

    @property
    def name(self) -> str:
        return "—".join(name for _, name in self.path)

    def begin(self, number: int, text: str) -> None:
        name, told = counted_name(text)
        level = level_of(text)
        if self.count or not self.path or level <= self.path[-1][0]:
            self.end()
        self.told = None
        while self.path and self.path[-1][0] >= level:
            self.path.pop()
        self.path.append((level, " ".join(name.split())))
        self.count = 0
        if told is not None:
            self.told = number, text.strip(), told
            self.layout.left.append(Left("分组行里的数目（名称已成为一列）", text.strip(), f"第{number}行"))

    def end(self) -> None:
        """Compare how many rows a section says to have with how many it has."""
        if self.told and self.told[2] != self.count:
            number, text, _ = self.told
            doubt = Left("分组行写的数目与行数不同", f"{text}，表里有{self.count}行", f"第{number}行")
            self.layout.doubts.append(doubt)
        self.told = None


def _texts(row: GridRow) -> list[str]:
    return [cell.strip() for cell in row.cells if cell.strip()]


def _padded(cells: Sequence[str], width: int) -> tuple[str, ...]:
    return (*cells[:width], *("" for _ in range(width - len(cells))))


def _drop_empty_columns(layout: Layout) -> None:
    """Leave out the columns that have neither a label nor anything below it."""
    kept = [
        n
        for n, label in enumerate(layout.labels)
        if label.text or any(line.cells[n].strip() for line in layout.lines)
    ]
    layout.labels = tuple(layout.labels[n] for n in kept)
    layout.lines = [replace(line, cells=tuple(line.cells[n] for n in kept)) for line in layout.lines]
