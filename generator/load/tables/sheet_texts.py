"""Texts in a table that stand for something that was lost: results of formulas, characters, digits."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import islice

from generator.load.tables.csv_encoding import garbled, may_be_garbled
from generator.load.tables.sheet import Sheet
from generator.model.catalogue import finding
from generator.model.finding import Finding
from generator.patterns import pattern

_ERROR = pattern(
    r"#(?:REF!|N/A|NAME\?|DIV/0!|VALUE!|NULL!|NUM!|SPILL!|CALC!|FIELD!|BUSY!|GETTING_DATA)|#{4,}"
)
_MOST = 20


def check_texts(sheet: Sheet) -> Iterator[Finding]:
    """Return a finding for each cell that shows an error of a formula, ####, or garbled characters."""
    return islice(_wrong(sheet), _MOST)


def _wrong(sheet: Sheet) -> Iterator[Finding]:
    for row in sheet.rows:
        # One look at the whole row: hardly any has such a cell.
        texts = "\n".join([cell for cell in row.cells if isinstance(cell, str)])
        if "#" not in texts and not may_be_garbled(texts):
            continue
        for column, cell in enumerate(row.cells):
            if not isinstance(cell, str):
                continue
            if "#" in cell and _ERROR.fullmatch(cell.strip()):
                message = f"{sheet.words(row, column)}是{cell.strip()[:20]}，不是内容。"
                hint = "改正公式，或者写上内容；####是列太窄，拉宽以后再保存。"
                yield finding("table-formula", sheet.place(row, column), message, hint)
            elif wrong := garbled(cell):
                message = f"{sheet.words(row, column)}“{cell.strip()[:20]}”{wrong}。"
                hint = "找到没有乱码的原文件，在Excel里另存为“CSV UTF-8（逗号分隔）”，或者直接用XLSX。"
                yield finding("encoding", sheet.place(row, column), message, hint)
