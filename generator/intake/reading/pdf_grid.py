"""Find tables by their ruled lines: cells where no line parts them are one."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable, Sequence

from generator.data import dataclass
from generator.intake.reading.pdf_page import Segment

_NEAR = 2.5
_SLACK = 3.0
_MOST = 400


@dataclass(frozen=True)
class Box:
    """A cell: its edges on the page, its row and column, over how many rows and columns it reaches."""

    left: float
    bottom: float
    right: float
    top: float
    row: int
    column: int
    rows: int
    columns: int


@dataclass(frozen=True)
class Grid:
    """A table: where it stands, its columns' edges, its cells row by row."""

    left: float
    bottom: float
    right: float
    top: float
    edges: tuple[float, ...]
    boxes: tuple[Box, ...]


def find_grids(across: Sequence[Segment], down: Sequence[Segment]) -> list[Grid]:
    """Return the tables that ruled lines make, from the top of the page."""
    lines, walls = _merged(across), _merged(down)
    found = [grid for group in _groups(lines, walls) if (grid := _grid(*group))]
    return sorted(found, key=lambda grid: -grid.top)


def _merged(segments: Iterable[Segment]) -> list[Segment]:
    """Return lines of which those that go on each other are one."""
    found: list[Segment] = []
    for each in sorted(segments, key=lambda one: (round(one.at / _NEAR), one.start)):
        last = found[-1] if found else None
        if last and abs(last.at - each.at) <= _NEAR and each.start <= last.end + _SLACK:
            found[-1] = Segment(last.at, last.start, max(last.end, each.end))
        else:
            found.append(each)
    return found


def _groups(lines: list[Segment], walls: list[Segment]) -> Iterable[tuple[list[Segment], list[Segment]]]:
    """Yield lines and walls that hang together."""
    owner = list(range(len(lines) + len(walls)))

    def find(at: int) -> int:
        while owner[at] != at:
            owner[at] = owner[owner[at]]
            at = owner[at]
        return at

    for number, line in enumerate(lines):
        for other, wall in enumerate(walls):
            meets = (
                line.start - _SLACK <= wall.at <= line.end + _SLACK
                and wall.start - _SLACK <= line.at <= wall.end + _SLACK
            )
            if meets:
                owner[find(number)] = find(len(lines) + other)
    groups: dict[int, tuple[list[Segment], list[Segment]]] = {}
    for at in range(len(owner)):
        group = groups.setdefault(find(at), ([], []))
        (group[0] if at < len(lines) else group[1]).append(
            lines[at] if at < len(lines) else walls[at - len(lines)]
        )
    return groups.values()


def _places(values: Iterable[float]) -> list[float]:
    found: list[float] = []
    for value in sorted(values):
        if not found or value - found[-1] > 2 * _NEAR:
            found.append(value)
    return found


def _grid(lines: list[Segment], walls: list[Segment]) -> Grid | None:
    rows, columns = _places(line.at for line in lines)[::-1], _places(wall.at for wall in walls)
    if not (2 <= len(rows) <= _MOST and 2 <= len(columns) <= _MOST) or len(rows) + len(columns) < 5:
        return None
    taken: set[tuple[int, int]] = set()
    boxes: list[Box] = []
    for row in range(len(rows) - 1):
        for column in range(len(columns) - 1):
            if (row, column) in taken:
                continue
            wide = 1
            while column + wide < len(columns) - 1 and not _parted(
                walls, columns[column + wide], (rows[row] + rows[row + 1]) / 2
            ):
                wide += 1
            high = 1
            while row + high < len(rows) - 1 and not any(
                _parted(lines, rows[row + high], (columns[at] + columns[at + 1]) / 2)
                for at in range(column, column + wide)
            ):
                high += 1
            taken |= {(r, c) for r in range(row, row + high) for c in range(column, column + wide)}
            boxes.append(
                Box(
                    columns[column],
                    rows[row + high],
                    columns[column + wide],
                    rows[row],
                    row,
                    column,
                    high,
                    wide,
                )
            )
    if len(boxes) < 2:
        return None
    return Grid(columns[0], rows[-1], columns[-1], rows[0], tuple(columns), tuple(boxes))


def _parted(lines: list[Segment], at: float, middle: float) -> bool:
    """Tell whether one of the lines at a place goes by a point."""
    return any(abs(line.at - at) <= 2 * _NEAR and line.start <= middle <= line.end for line in lines)


def box_of(grid: Grid, x: float, y: float) -> Box | None:
    """Return the cell in which a point of the page lies."""
    if not (grid.left <= x <= grid.right and grid.bottom <= y <= grid.top):
        return None
    column = bisect_right(grid.edges, x) - 1
    return next(
        (
            box
            for box in grid.boxes
            if box.column <= column < box.column + box.columns and box.bottom <= y <= box.top
        ),
        None,
    )
