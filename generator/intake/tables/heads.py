"""Find the head of a sheet: the rows above it, its one to four rows, and the label of each column."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from generator.data import dataclass
from generator.intake.tables.grid import Grid, GridRow, filled, squeezed
from generator.intake.tables.signs import (
    are_codes,
    clean_label,
    is_note_above,
    is_number,
    numbers_columns,
)

_SEARCHED = 15
_MOST_ROWS = 4
# What a format knows of a label: the key of its field, None where it has none such.
Knows = Callable[[str, str], str | None]


@dataclass(frozen=True)
class Label:
    """The head of a column: its text, what stands above that, and its column in the sheet."""

    text: str
    over: str
    column: int

    @property
    def whole(self) -> str:
        """The label with what stands above it."""
        return f"{self.over}—{self.text}" if self.over else self.text


@dataclass(frozen=True)
class Head:
    """Where the head is: positions of its first row and of the first row below it, and its labels.

    ``passed`` are positions of rows that belong to the head and are no labels: codes, numbers of columns.
    """

    first: int
    below: int
    labels: tuple[Label, ...]
    passed: tuple[int, ...] = ()


def find_head(grid: Grid, knows: Knows | None) -> Head | None:
    """Return the head of a sheet; with a format, the rows that have most of its labels. None for an empty sheet."""
    if not grid.rows:
        return None
    start = _by_format(grid, knows) if knows else None
    return _head(grid, _by_shape(grid) if start is None else start)


def _by_format(grid: Grid, knows: Knows) -> int | None:
    best, found = 1, None
    for index in range(min(_SEARCHED, len(grid.rows))):
        head = _head(grid, index)
        score = len({key for label in head.labels if (key := knows(label.over, label.text))})
        if score > best:
            best, found = score, index
    return found


def _by_shape(grid: Grid) -> int:
    """Return the first row that is neither a title nor a note: one that has more than one label."""
    rows = grid.rows[:_SEARCHED]
    for index, row in enumerate(rows):
        texts = [cell for cell in row.cells if cell.strip()]
        if len(texts) > 1 and not is_note_above(texts):
            return index
    return 0


def _head(grid: Grid, first: int) -> Head:
    last, passed = first, list[int]()
    if _coded_above(grid, first):
        passed.append(first)
        first = last = first + 1
    while last + 1 < len(grid.rows) and last - first + 1 < _MOST_ROWS and _goes_on(grid, first, last):
        last += 1
    below = last + 1
    while below < len(grid.rows) and _is_passed(grid.rows[below]):
        passed.append(below)
        below += 1
    return Head(first, below, _labels(grid, first, last), tuple(passed))


def _coded_above(grid: Grid, first: int) -> bool:
    """Tell whether a row of codes stands above the row of their Chinese labels."""
    if first + 1 >= len(grid.rows) or not are_codes(_texts(grid.rows[first])):
        return False
    below = _texts(grid.rows[first + 1])
    return len(below) >= len(_texts(grid.rows[first])) and all(
        not text.isascii() and not is_number(text) and len(text) < 40 for text in below
    )


def _is_passed(row: GridRow) -> bool:
    texts = _texts(row)
    return numbers_columns(texts) or are_codes(texts)


def _texts(row: GridRow) -> list[str]:
    return [cell.strip() for cell in row.cells if cell.strip()]


def _goes_on(grid: Grid, first: int, last: int) -> bool:
    """Tell whether the row below the last of a head belongs to it too."""
    upper, lower = grid.rows[last], grid.rows[last + 1]
    top, bottom = grid.rows[first].number - 1, upper.number - 1
    below = _texts(lower)
    if _is_passed(lower) or not below or any(map(is_number, below)):
        return False
    for above, left, under, right in grid.merged:
        if not top <= above <= bottom:
            continue
        if under > bottom and _at(grid.rows[first : last + 1], above, left):
            return True
        spans = left < right and under == bottom and not _is_across(grid, above, left, right)
        if spans and any(cell.strip() for cell in lower.cells[left : right + 1]):
            return True
    return not grid.merged and _fills_gaps(upper.cells, lower.cells)


def _at(rows: Sequence[GridRow], number: int, column: int) -> bool:
    return any(
        row.number - 1 == number and column < len(row.cells) and bool(row.cells[column].strip())
        for row in rows
    )


def _is_across(grid: Grid, number: int, left: int, right: int) -> bool:
    """Tell whether a merged cell is all that its row holds: a title, not a label."""
    row = next((each for each in grid.rows if each.number - 1 == number), None)
    return row is not None and right > left and filled(row.cells) == 1


def _fills_gaps(upper: Sequence[str], lower: Sequence[str]) -> bool:
    """Tell whether a row has labels where the one above has none, and none where that has: two rows, unmerged."""
    width = max(len(upper), len(lower))
    above = [n < len(upper) and bool(upper[n].strip()) for n in range(width)]
    below = [n < len(lower) and bool(lower[n].strip()) for n in range(width)]
    gaps = [n for n in range(width) if below[n] and not above[n] and any(above[:n])]
    return bool(gaps) and any(above[n] and not below[n] for n in range(width)) and above[0] and not below[0]


def _labels(grid: Grid, first: int, last: int) -> tuple[Label, ...]:
    rows = grid.rows[first : last + 1]
    width = max((len(row.cells) for row in grid.rows[first:]), default=0)
    spread = [_spread(grid, row, width, n + 1 < len(rows)) for n, row in enumerate(rows)]
    labels = []
    for column in range(width):
        path: list[str] = []
        for cells in spread:
            text = clean_label(cells[column])
            if text and (not path or squeezed(path[-1]) != squeezed(text)):
                path.append(text)
        labels.append(Label(path[-1] if path else "", "—".join(path[:-1]), column))
    return tuple(labels)


def _spread(grid: Grid, row: GridRow, width: int, upper: bool) -> list[str]:
    """Return the labels of a row, each over all columns that it spans."""
    cells = [row.cells[n] if n < len(row.cells) else "" for n in range(width)]
    at = row.number - 1
    spans = [
        (left, right) for top, left, bottom, right in grid.merged if top <= at <= bottom and left < right
    ]
    for left, right in spans:
        for column in range(left + 1, min(right + 1, width)):
            cells[column] = cells[column] or cells[left]
    if upper and not grid.merged:
        below = next((each for each in grid.rows if each.number > row.number), row)
        for column in range(1, width):
            under = below.cells[column] if column < len(below.cells) else ""
            if not cells[column].strip() and under.strip():
                cells[column] = cells[column - 1]
    return cells
