"""A table of HTML as a table of a Word file, merged cells merged."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Any

from generator.data import dataclass
from generator.render.text.nodes import Node
from generator.render.word.file import add_grid
from generator.render.word.side import set_side, side_in_cell

_MOST = 60
_LARGEST = 20_000


@dataclass(frozen=True)
class SpannedCell:
    """A cell with its place in the grid and its spans."""

    node: Node
    row: int
    column: int
    down: int
    across: int


def table_cells(table: Node) -> list[SpannedCell]:
    """Return the cells of a table by their places; where spans overlap, the first cell has the place."""
    taken: set[tuple[int, int]] = set()
    cells = []
    rows = list(_rows(table))
    for number, row in enumerate(rows):
        column = 0
        for node in row.children:
            if not isinstance(node, Node) or node.tag not in ("td", "th"):
                continue
            while (number, column) in taken:
                column += 1
            down = min(_span(node, "rowspan"), len(rows) - number)
            across = 1
            while across < _span(node, "colspan") and (number, column + across) not in taken:
                across += 1
            taken.update((number + y, column + x) for y in range(down) for x in range(across))
            cells.append(SpannedCell(node, number, column, down, across))
            column += across
    return cells


def add_table(file: Any, table: Node, write: Callable[[Node, Any], None]) -> None:
    """Add a table; ``write`` writes the content of a cell into its paragraph."""
    from docx.enum.text import WD_ALIGN_PARAGRAPH, WD_LINE_SPACING
    from docx.shared import Pt
    from docx.table import _Cell

    cells = table_cells(table)
    if not cells:
        return
    height = max(cell.row + cell.down for cell in cells)
    width = max(cell.column + cell.across for cell in cells)
    if height * width > _LARGEST:
        _add_as_lines(file, cells, write)
        return
    made = add_grid(file, height, width)
    made._tbl.tblStyle_val = "TableGrid"
    # A new table is a plain grid; asking the library for its cells would look for merged ones each time.
    grid = [[_Cell(cell, made) for cell in row.tc_lst] for row in made._tbl.tr_lst]
    for cell in cells:
        place = grid[cell.row][cell.column]
        if cell.down > 1 or cell.across > 1:
            place = place.merge(grid[cell.row + cell.down - 1][cell.column + cell.across - 1])
        paragraph = place.paragraphs[0]
        paragraph.paragraph_format.line_spacing_rule = WD_LINE_SPACING.SINGLE
        paragraph.alignment = WD_ALIGN_PARAGRAPH.LEFT
        if side := side_in_cell(cell.node):
            set_side(paragraph, side)
        write(cell.node, paragraph)
        for run in paragraph.runs:
            run.font.size = Pt(12)
            run.bold = run.bold or cell.node.tag == "th" or None


def _add_as_lines(file: Any, cells: list[SpannedCell], write: Callable[[Node, Any], None]) -> None:
    """Add a table that is too large for a grid row by row, a line each, its cells apart by tabs."""
    row, paragraph = -1, None
    for cell in cells:
        if cell.row != row or paragraph is None:
            row, paragraph = cell.row, file.add_paragraph()
        else:
            paragraph.add_run().add_tab()
        write(cell.node, paragraph)


def _rows(node: Node) -> Iterator[Node]:
    for child in node.children:
        if isinstance(child, Node):
            if child.tag == "tr":
                yield child
            elif child.tag != "table":
                yield from _rows(child)


def _span(node: Node, name: str) -> int:
    text = node.attributes.get(name, "")
    return min(max(int(text), 1), _MOST) if text.isascii() and text.isdigit() and len(text) < 6 else 1
