"""Give every column of a table a label of its own, and put tables that stand side by side under each other."""

from __future__ import annotations

from dataclasses import replace

from generator.intake.tables.grid import Left, squeezed
from generator.intake.tables.heads import Label
from generator.intake.tables.layout import Layout, Line
from generator.load.tables.sheet import column_letters

_MOST_SIDES = 4


def shape(layout: Layout) -> None:
    """Unfold what stands side by side; then name the columns that have no label, or that of another."""
    _unfold(layout)
    used: dict[str, int] = {}
    labels = []
    for label in layout.labels:
        text = label.text
        if not text:
            text = f"{column_letters(label.column)}列"
            doubt = Left("没有表头的列", f"列名写成“{text}”", f"{column_letters(label.column)}列")
            layout.doubts.append(doubt)
        whole = squeezed(replace(label, text=text).whole)
        used[whole] = used.get(whole, 0) + 1
        if used[whole] > 1:
            text = f"{text}（{used[whole]}）"
            doubt = Left("重名的列", f"列名写成“{text}”", f"{column_letters(label.column)}列")
            layout.doubts.append(doubt)
        labels.append(replace(label, text=text))
    layout.labels = tuple(labels)


def _unfold(layout: Layout) -> None:
    """Where a head is the same labels twice or more, side by side, the parts follow each other, left to right."""
    wholes = [squeezed(label.whole) for label in layout.labels]
    for sides in range(_MOST_SIDES, 1, -1):
        width, rest = divmod(len(wholes), sides)
        if rest or width < 2 or "" in wholes or wholes != wholes[:width] * sides:
            continue
        lines = [
            replace(line, cells=line.cells[width * side : width * (side + 1)])
            for side in range(sides)
            for line in layout.lines
        ]
        layout.labels = _first(layout.labels, width)
        layout.lines = [line for line in lines if _holds(line)]
        layout.doubts.append(Left("左右并排的表", f"{sides}部分已上下接成一张", "表头"))
        return


def _first(labels: tuple[Label, ...], width: int) -> tuple[Label, ...]:
    return labels[:width]


def _holds(line: Line) -> bool:
    return any(cell.strip() for cell in line.cells)
