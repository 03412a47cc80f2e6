"""Read CSV into rows of cells; an uncertain encoding or separator is a finding.

A long file is read piece by piece, once to know its encoding and once for its rows: neither its bytes nor its text are
ever held as a whole, unless something is wrong with them.
"""

from __future__ import annotations

import csv
import io
import itertools
from collections.abc import Iterator

from generator.load.source.text import find_conflict
from generator.load.tables.csv_text import CsvText, Opener, known_text
from generator.load.tables.sheet import Sheet, SheetRow, holds_words
from generator.model.catalogue import finding
from generator.model.finding import Finding, Place
from generator.packed import packed
from generator.tables import unguarded

_FIRST_LINES = 10
# Cells that say what one before them said share its text: of a long table most columns have few different texts.
_SHARED, _MOST_SHARED = 60, 20_000
_SEPARATORS = {"\t": "制表符", ";": "英文分号", "，": "中文逗号", "；": "中文分号", "|": "竖线"}
# Chinese text holds its own commas, so those part no cells.
_CERTAIN = ("\t", ";")
_SAVE = "在Excel里另存为“CSV UTF-8（逗号分隔）”，或者直接用XLSX。"


def read_csv(raw: bytes, name: str) -> Sheet | Finding:
    """Read a table of text; return a finding when it cannot be read for certain."""
    return read_csv_file(lambda: io.BytesIO(raw), name)


def read_csv_file(opener: Opener, name: str) -> Sheet | Finding:
    """Read a table out of a file, which ``opener`` opens as often as it is read. Raises OSError where that fails."""
    text = known_text(opener, name, _SAVE)
    if not isinstance(text, CsvText):
        return text
    if text.nul:
        return finding("encoding", Place(name, text.nul), "表格里有空字符，像是二进制文件。")
    if text.marked and (conflict := find_conflict(text.whole().replace("\r", ""), name)):
        return conflict
    sheet = _read(text, name, ",")
    if not isinstance(sheet, Sheet) or not sheet.rows:
        return sheet
    with text.lines("\n") as lines:
        head = "".join(itertools.islice(lines, _FIRST_LINES))
    for separator, called in _SEPARATORS.items():
        if separator in head and _parts(sheet, separator):
            alone = sum(map(holds_words, sheet.rows[0].cells)) == 1
            return _other(text, name, separator, called, certain=alone and separator in _CERTAIN)
    return sheet


def _read(text: CsvText, name: str, separator: str) -> Sheet | Finding:
    begins = [1]
    try:
        with text.lines("") as lines:
            return Sheet(name, packed(_rows(lines, separator, begins), _row))
    except csv.Error:
        message = f"第{begins[0]}行起的引号没有成对，后面的内容都被当成了一格。"
        return finding("register-invalid", Place(name, begins[0]), message, "检查这一行的英文双引号。")


def _rows(
    lines: Iterator[str], separator: str, begins: list[int]
) -> Iterator[tuple[int, int, tuple[str, ...]]]:
    """Yield the rows that hold anything: number, line and cells; ``begins`` tells on which line the next one begins."""
    reader = csv.reader(lines, delimiter=separator)
    known: dict[str, str] = {}
    for number, cells in enumerate(reader, 1):
        if any(map(holds_words, cells)):
            yield number, begins[0], tuple([_shared(unguarded(cell), known) for cell in cells])
            if len(known) >= _MOST_SHARED:
                known.clear()
        begins[0] = reader.line_num + 1


def _row(plain: tuple[int, int, tuple[str, ...]]) -> SheetRow:
    return SheetRow(*plain)


def _shared(cell: str, known: dict[str, str]) -> str:
    return cell if len(cell) > _SHARED else known.setdefault(cell, cell)


def _parts(sheet: Sheet, separator: str) -> bool:
    """Tell whether the cells that commas part look like several that something else should have parted.

    Either every row has as many of them, or the head is one cell with them in it and commas part nothing.
    """
    first, others = sheet.rows[0], sheet.rows[1:]
    counts = {sum(str(cell).count(separator) for cell in row.cells) for row in sheet.rows}
    count = next(iter(counts))
    alone = sum(map(holds_words, first.cells)) == 1
    if len(counts) == 1 and others:
        return count > 0 and (alone or len(others) > 1)
    parted = any(sum(map(holds_words, row.cells)) > 1 for row in others)
    return alone and sum(str(cell).count(separator) for cell in first.cells) > 0 and not parted


def _other(text: CsvText, name: str, separator: str, called: str, *, certain: bool) -> Sheet | Finding:
    """Read a table whose cells something else than a comma parts, if that is certain: every row has as many."""
    if certain:
        sheet = _read(text, name, separator)
        if not isinstance(sheet, Sheet):
            return sheet
        if len({len(row.cells) for row in sheet.rows}) == 1:
            return sheet
    message = f"表格像是用{called}分列，不是用英文逗号。"
    return finding("register-invalid", Place(name, 1), message, f"把分列的{called}换成英文逗号；或者{_SAVE}")
