"""Make tables of ruled cells, and one table of those that go on over pages."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import msgspec

from generator.intake.reading.blocks import Cell, Left, Table, paragraphs
from generator.intake.reading.pdf_grid import Grid
from generator.intake.reading.pdf_lines import cell_paragraphs, make_lines
from generator.intake.reading.pdf_page import Char

_MOST_HEAD = 4
Rows = list[list[Cell]]


def make_table(grid: Grid, chars: Mapping[tuple[int, int], Sequence[Char]], page: int) -> Table:
    """Return the table of a grid; ``chars`` are the characters in its cells by row and column."""
    rows: dict[int, list[Cell]] = {}
    for box in grid.boxes:
        lines = make_lines(chars.get((box.row, box.column), ()), page)
        blocks = tuple(cell_paragraphs(lines, box.left, box.right))
        rows.setdefault(box.row, []).append(Cell(blocks, box.columns, box.rows))
    return Table(tuple(tuple(rows.get(row, ())) for row in range(max(rows) + 1)), f"第{page}页的表格")


def join_tables(first: Table, second: Table) -> tuple[Table, list[Left]]:
    """Return a table with the one that goes on with it on the next page, without the head that is set again there.

    A cell that the end of the page cut in two is one: below it is empty, and one of both parts has several rows.
    """
    again: list[Left] = []
    rows = [list(row) for row in second.rows]
    while (
        rows
        and len(again) < min(len(first.rows), _MOST_HEAD)
        and _says(rows[0]) == _says(first.rows[len(again)])
    ):
        again.append(Left("每页重复的表头", _says(rows.pop(0)), second.place))
    above = [list(row) for row in first.rows]
    _mend_cut(above, rows)
    return Table(tuple(tuple(row) for row in (*above, *rows)), first.place), again


def _says(row: Sequence[Cell]) -> str:
    return "\0".join("".join(each.text for each in paragraphs(cell.blocks)) for cell in row).replace("\0", "")


def _mend_cut(above: Rows, below: Rows) -> None:
    """Let the empty cells at the top of the lower part be those above them."""
    if not (above and below):
        return
    ends = {column: place for column, place in _places(above).items() if _reaches_end(above, place)}
    tops = _places(below[:1])
    gone: list[Cell] = []
    for column, (row, at) in tops.items():
        cell = below[row][at]
        if column not in ends or any(True for _ in paragraphs(cell.blocks)):
            continue
        upper_row, upper_at = ends[column]
        upper = above[upper_row][upper_at]
        if upper.columns == cell.columns and max(upper.rows, cell.rows) > 1:
            above[upper_row][upper_at] = msgspec.structs.replace(upper, rows=upper.rows + cell.rows)
            gone.append(cell)
    below[0] = [cell for cell in below[0] if not any(cell is each for each in gone)]


def _reaches_end(rows: Rows, place: tuple[int, int]) -> bool:
    return place[0] + rows[place[0]][place[1]].rows == len(rows)


def _places(rows: Rows) -> dict[int, tuple[int, int]]:
    """Return by column the last cell that begins in it: its row, and which cell of the row it is."""
    taken: set[tuple[int, int]] = set()
    found: dict[int, tuple[int, int]] = {}
    for number, row in enumerate(rows):
        column = 0
        for at, cell in enumerate(row):
            while (number, column) in taken:
                column += 1
            taken |= {(number + r, column + c) for r in range(cell.rows) for c in range(cell.columns)}
            found[column] = (number, at)
            column += cell.columns
    return found
