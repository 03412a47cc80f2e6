"""A text file taken apart: tables that came with tabs or bars between their cells, and lines."""

from __future__ import annotations

import re
from collections import Counter

from generator.intake.directives.headings import section_number, subsection_number
from generator.intake.directives.said import Cell, Line, Reading, Table

# What a converter leaves in a cell; other words in angle brackets are words.
_TAG = re.compile(r"</?(?:ol|ul|li|br|p|div|span|strong|em|font|b|i|u)(?:\s[^<>]{0,200})?/?>")
_RULE = re.compile(r"^[|:\-\s]+$")
_MARK = re.compile(r"^(?:#{1,6}\s+|>\s+)|\*\*|__")
_FEWEST_ROWS = 2
_MOST_COLUMNS = 64
_HEADING = 60


def read_blocks(text: str) -> Reading:
    """Return the tables and lines of a text, each with the number of its line."""
    lines = [Line(line, at) for at, line in enumerate(text.replace("\f", "\n ").split("\n"), 1)]
    if _is_cell_list(lines):
        return _cell_list(lines)
    blocks: list[Line | Table] = []
    table: list[list[Cell]] = []
    waiting: list[Line] = []
    for line in lines:
        cells = _cells(line)
        if not cells:
            continue
        if len(cells) > 1:
            table.append(cells)
            waiting = []
        elif table and not line.text.strip():
            waiting.append(line)
        elif (
            table
            and (section_number(line.text) or subsection_number(line.text))
            and len(line.bare) <= _HEADING
        ):
            # A heading over the whole row, in a table whose other rows have tabs.
            table.append([Cell((_plain(line),))])
            waiting = []
        elif table and _is_rest(table):
            _append(table[-1], line)
        else:
            _close(blocks, table)
            blocks += [*waiting, _plain(line)]
            table, waiting = [], []
    _close(blocks, table)
    return Reading(tuple(blocks))


def _cells(line: Line) -> list[Cell]:
    """Return the cells of a line with tabs, or of a row of a Markdown table; one where it is neither, none for its rule."""
    text = line.text
    if text.strip().startswith("|") and text.strip().endswith("|") and text.count("|") > 2:
        if _RULE.match(text):
            return []
        parts = text.strip()[1:-1].split("|")
    elif "\t" in text.strip("\n"):
        parts = text.split("\t")
    else:
        return [Cell((line,))]
    return [Cell(_split_cell(part, line.at)) for part in parts[:_MOST_COLUMNS]]


def _split_cell(text: str, at: int) -> tuple[Line, ...]:
    """Return the paragraphs of a cell: where tags stand in it, they divide it."""
    parts = _TAG.split(text) if "<" in text else [text]
    return tuple(Line(part.strip(' "'), at) for part in parts if part.strip(' "'))


def _is_rest(table: list[list[Cell]]) -> bool:
    """Tell whether a line without tabs belongs to the cell before: one in quotation marks that is still open."""
    last = table[-1][-1].lines
    return bool(last) and last[-1].text.count('"') % 2 == 1


def _append(row: list[Cell], line: Line) -> None:
    row[-1] = Cell((*row[-1].lines, Line(line.text.strip('" '), line.at)))


def _close(blocks: list[Line | Table], table: list[list[Cell]]) -> None:
    """Take over the rows read so far as a table, or as lines where they are too few for one."""
    rows = [row for row in table if row]
    if len(rows) >= _FEWEST_ROWS:
        width = max(map(len, rows))
        blocks.append(Table(tuple((*row, *[Cell()] * (width - len(row))) for row in rows), exact=False))
    else:
        blocks += [line for row in rows for cell in row for line in cell.lines]


def _plain(line: Line) -> Line:
    return Line(_MARK.sub("", line.text), line.at)


def _is_cell_list(lines: list[Line]) -> bool:
    """Tell whether each cell of a table stands on a line of its own behind a tab, as word processors save it."""
    single = sum(line.text.startswith("\t") and "\t" not in line.text[1:] for line in lines)
    several = sum("\t" in line.text[1:] for line in lines)
    return single > 20 and single > 3 * several


def _cell_list(lines: list[Line]) -> Reading:
    """Read a table whose cells stand one below the other: a blank line ends a row that is full."""
    blocks: list[Line | Table] = []
    groups: list[list[list[Line]]] = []
    begun = blank = False
    for line in lines:
        if line.text.startswith("\t"):
            if blank or not groups:
                groups.append([])
            groups[-1].append([Line(line.text.strip(), line.at)] if line.text.strip() else [])
            begun = True
        elif begun and line.text.strip() and groups:
            groups[-1][-1].append(Line(line.text.strip(), line.at))
        elif not begun:
            blocks.append(_plain(line))
        blank = not line.text.strip() and "\t" not in line.text
    width = Counter(len(group) for group in groups if len(group) > 1).most_common(1)[0][0]
    rows = [_wide(group, width) for group in _full(groups, width)]
    blocks.append(Table(tuple(rows), exact=False))
    return Reading(tuple(blocks))


def _full(groups: list[list[list[Line]]], width: int) -> list[list[list[Line]]]:
    """Return the groups of cells as rows: what a blank line inside a cell divided is put together again."""
    rows: list[list[list[Line]]] = []
    for group in groups:
        if rows and len(rows[-1]) < width and len(rows[-1]) + len(group) <= width and len(rows) > 1:
            rows[-1] = rows[-1] + group
        else:
            rows.append(group)
    return rows


def _wide(group: list[list[Line]], width: int) -> tuple[Cell, ...]:
    cells = [Cell(tuple(lines)) for lines in group[:width]]
    return (*cells, *[Cell()] * (width - len(cells)))
