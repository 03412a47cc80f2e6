"""The three tables of an annual report as grids of cells, in the shape of the official form."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from html import unescape

from generator.data import dataclass
from generator.kinds.filings.form import (
    APPLICANTS,
    DISCLOSED,
    DISPUTES,
    OUTCOMES,
    PARTS,
    RULINGS,
    AnnualTables,
    FormRow,
    request_rows,
)
from generator.model.headings import is_part
from generator.patterns import pattern
from generator.views.svg import Bar, bar_chart, number

_HEADING = pattern(r"<h([1-6]) id=\"[^\"]*+\">([^<]*+(?:<(?!/?h[1-6][ >])[^<]*+)*+)</h\1>")
_TAG = pattern(r"<[^<>]*+>")
_RULE = "（本列数据的勾稽关系为：第一项加第二项之和，等于第三项加第四项之和）"


@dataclass(frozen=True)
class GridCell:
    """A cell: its text, whether it heads rows or columns (``scope``), and how far it reaches."""

    text: str
    scope: str = ""
    columns: int = 1
    rows: int = 1


@dataclass(frozen=True)
class Grid:
    """A table: caption, head rows, body rows; a wide one scrolls inside its frame."""

    caption: str
    head: tuple[tuple[GridCell, ...], ...]
    body: tuple[tuple[GridCell, ...], ...]
    wide: bool = False


def disclosed_grids(tables: AnnualTables) -> Iterator[Grid]:
    """Yield the four parts of table two."""
    figures = iter(tables.disclosed)
    for item, columns, rows in DISCLOSED:
        head = tuple(GridCell(label, "col") for label in ("信息内容", *columns))
        body = tuple((GridCell(row, "row"), *_figures(next(figures))) for row in rows)
        yield Grid(item, (head,), body)


def request_grids(tables: AnnualTables) -> Iterator[Grid]:
    """Yield table three."""
    natural, *bodies, total = APPLICANTS
    head = (
        (GridCell(_RULE, "col", 3, 3), GridCell("申请人情况", "col", len(APPLICANTS))),
        (
            GridCell(natural, "col", rows=2),
            GridCell("法人或其他组织", "col", len(bodies)),
            GridCell(total, "col", rows=2),
        ),
        tuple(GridCell(label, "col") for label in bodies),
    )
    body = []
    seen: set[tuple[str, ...]] = set()
    for path, row in zip(request_rows(), tables.requests, strict=True):
        labels = [
            cell
            for depth in range(1, len(path) + 1)
            if path[:depth] not in seen and (cell := _row_head(path, depth))
        ]
        seen.update(path[:depth] for depth in range(1, len(path) + 1))
        body.append((*labels, *_figures(row)))
    yield Grid("收到和处理政府信息公开申请情况", head, tuple(body), wide=True)


def _row_head(path: tuple[str, ...], depth: int) -> GridCell:
    """Return the head of a row at one depth; an inner row's head reaches over all rows it groups."""
    text, is_last = path[depth - 1], depth == len(path)
    if is_last:
        return GridCell(text, "row", columns=4 - depth)
    count = sum(1 for each in request_rows() if each[:depth] == path[:depth])
    return GridCell(text, "row", rows=count)


def dispute_grids(tables: AnnualTables) -> Iterator[Grid]:
    """Yield table four, a row for each way to complain."""
    head = tuple(GridCell(label, "col") for label in ("类型", *RULINGS))
    rows = zip(DISPUTES, tables.disputes, strict=True)
    body = tuple((GridCell(label, "row"), *_figures(row)) for label, row in rows)
    yield Grid("政府信息公开行政复议、行政诉讼情况", (head,), body)


def _figures(row: FormRow) -> Iterator[GridCell]:
    yield from (GridCell(number(cell.value)) for cell in row)


def report_charts(tables: AnnualTables, year: int) -> list[tuple[str, str]]:
    """Return the charts of one report with their titles: how requests ended, and who applied."""
    outcomes = [Bar(_short(label), tables.outcome(label)) for label, _ in OUTCOMES]
    received = tables.requests[0]
    applicants = [Bar(label, cell.value) for label, cell in zip(APPLICANTS[:-1], received, strict=False)]
    charts = (
        ("chart-outcomes", f"{year}年政府信息公开申请办理结果", outcomes),
        ("chart-applicants", f"{year}年新收政府信息公开申请的申请人", applicants),
    )
    return [(title, bar_chart(mark, title, "件", bars)) for mark, title, bars in charts]


def _short(label: str) -> str:
    return re.sub(r"（[^（）]*+）", "", label)


def with_tables(html: str, tables: AnnualTables, draw_grid: Callable[[Grid], str]) -> str:
    """Return the text of a report with each table at the end of its part; without the part, at the end."""
    makers = ((1, disclosed_grids), (2, request_grids), (3, dispute_grids))
    for part, grids in makers:
        drawn = "\n".join(draw_grid(grid) for grid in grids(tables))
        place = _end_of_part(html, PARTS[part])
        html = f"{html[:place]}{drawn}\n{html[place:]}"
    return html


def _end_of_part(html: str, names: tuple[str, ...]) -> int:
    level = 0
    for match in _HEADING.finditer(html):
        if level and int(match[1]) <= level:
            return match.start()
        if not level and is_part(unescape(_TAG.sub("", match[2])), names):
            level = int(match[1])
    # A signature closes the text; tables of the last part, or of a missing one, stand before it.
    return _before_signature(html)


def _before_signature(html: str) -> int:
    signature = html.find('<p class="gk-sign">')
    return signature if signature >= 0 else len(html)
