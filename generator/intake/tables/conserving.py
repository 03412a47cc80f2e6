"""Prove that every cell of the sheet is in the result, or named as left out."""

from __future__ import annotations

import csv
import io
from collections import Counter
from collections.abc import Sequence

from generator.data import dataclass
from generator.intake.tables.grid import Grid, Left, squeezed, where
from generator.tables import unguarded

_MOST_TOLD = 200


@dataclass(frozen=True)
class Named:
    """What is named as left out: texts, whole columns, and whole rows by their numbers.

    ``renamed`` are labels of the sheet that stand in the result under the name that the format gives them.
    """

    left: Sequence[Left]
    columns: frozenset[int]
    rows: frozenset[int]
    renamed: frozenset[str] = frozenset()


def conserve(grid: Grid, raw: bytes, title: str, named: Named) -> tuple[float, list[Left]]:
    """Return the share of the sheet's characters that the result has, and the cells that are neither there nor named.

    ``raw`` is the table as it was written, which is read again here by other means than those that wrote it.
    """
    cells = [
        squeezed(unguarded(cell))
        for row in csv.reader(io.StringIO(raw.decode("utf-8-sig"), newline=""))
        for cell in row
    ]
    held = Counter(cells)
    pool = "\n".join({*cells[: 40 * max(1, len(grid.rows[0].cells))], *cells[-400:], squeezed(title)})
    told = "\n".join(squeezed(each.text) for each in named.left)
    found = everything = 0
    missing: list[Left] = []
    for row in grid.rows:
        for column, cell in enumerate(row.cells):
            text = squeezed(cell)
            if not text or column in named.columns or row.number in named.rows:
                continue
            if held[text] > 0:
                held[text] -= 1
            elif text not in named.renamed and not all(squeezed(part) in pool for part in cell.split("\n")):
                if text in told:
                    continue
                everything += len(text)
                if len(missing) < _MOST_TOLD:
                    missing.append(Left("", cell.strip(), where(row.number, column)))
                continue
            everything += len(text)
            found += len(text)
    return (found / everything if everything else 1.0), missing
