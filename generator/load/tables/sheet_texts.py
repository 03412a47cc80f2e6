"""Texts in a table that stand for something that was lost: results of formulas, characters, digits."""

from __future__ import annotations

import re
from collections.abc import Iterator

from generator.load.tables.csv_encoding import garbled
from generator.load.tables.sheet import Sheet
from generator.model.catalogue import finding
from generator.model.finding import Finding

_ERROR = re.compile(
    r"#(?:REF!|N/A|NAME\?|DIV/0!|VALUE!|NULL!|NUM!|SPILL!|CALC!|FIELD!|BUSY!|GETTING_DATA)|#{4,}"
)
_MOST = 20


def check_texts(sheet: Sheet) -> Iterator[Finding]:
    """Yield a finding for each cell that shows an error of a formula, ####, or garbled characters."""
    left = _MOST
    for row in sheet.rows:
        for column, cell in enumerate(row.cells):
            if not isinstance(cell, str) or left <= 0:
                continue
            where, place = sheet.words(row, column), sheet.place(row, column)
            if "#" in cell and _ERROR.fullmatch(cell.strip()):
                left -= 1
                message = f"{where}是{cell.strip()[:20]}，不是内容。"
                yield finding(
                    "table-formula", place, message, "改正公式，或者写上内容；####是列太窄，拉宽以后再保存。"
                )
            elif not cell.isascii() and (wrong := garbled(cell)):
                left -= 1
                hint = "找到没有乱码的原文件，在Excel里另存为“CSV UTF-8（逗号分隔）”，或者直接用XLSX。"
                yield finding("encoding", place, f"{where}“{cell.strip()[:20]}”{wrong}。", hint)
