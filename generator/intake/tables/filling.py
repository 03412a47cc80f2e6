"""Fill merged cells of a body: every cell that one covers says what it says."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Sequence

from generator.intake.tables.grid import Grid, GridRow

_MOST_COVERED = 1_000_000


def fill_down(grid: Grid, body: Sequence[GridRow], width: int) -> tuple[list[list[str]], int]:
    """Return the cells of the body's rows, filled, and how many cells were. One from side to side is not spread."""
    rows = [[*row.cells, *("" for _ in range(width - len(row.cells)))] for row in body]
    numbers = [row.number - 1 for row in body]
    count = covered = 0
    for top, left, bottom, right in grid.merged:
        first, last = bisect_left(numbers, top), bisect_left(numbers, bottom + 1)
        if first >= last or numbers[first] != top or left >= width or not rows[first][left].strip():
            continue
        beyond = min(right, width - 1)
        if top == bottom and left == 0 and beyond == width - 1 and beyond > 0:
            continue
        covered += (last - first) * (beyond - left + 1)
        if covered > _MOST_COVERED:
            break
        for row in rows[first:last]:
            for column in range(left, beyond + 1):
                if not row[column].strip():
                    row[column] = rows[first][left]
                    count += 1
    return rows, count
