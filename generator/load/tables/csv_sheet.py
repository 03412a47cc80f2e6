"""Read CSV into rows of cells; an uncertain encoding or separator is a finding."""

from __future__ import annotations

import csv
import io

from generator.load.source.text import find_conflict
from generator.load.tables.csv_encoding import broken_utf8, is_big5, is_gbk_after_all
from generator.load.tables.sheet import Sheet, SheetRow, holds_words
from generator.model.catalogue import finding
from generator.model.finding import Finding, Place
from generator.tables import unguarded

_FIRST_LINES = 10
_SEPARATORS = {"\t": "制表符", ";": "英文分号", "，": "中文逗号", "；": "中文分号", "|": "竖线"}
# Chinese text holds its own commas, so those part no cells.
_CERTAIN = ("\t", ";")
_SAVE = "在Excel里另存为“CSV UTF-8（逗号分隔）”，或者直接用XLSX。"


def read_csv(raw: bytes, name: str) -> Sheet | Finding:
    """Read a table of text; return a finding when it cannot be read for certain."""
    text = _decode(raw, name)
    if not isinstance(text, str):
        return text
    if "\x00" in text:
        line = text[: text.index("\x00")].count("\n") + 1
        return finding("encoding", Place(name, line), "表格里有空字符，像是二进制文件。")
    if conflict := find_conflict(text.replace("\r", ""), name):
        return conflict
    sheet = _read(text, name, ",")
    if not isinstance(sheet, Sheet) or not sheet.rows:
        return sheet
    head = "\n".join(text.split("\n", _FIRST_LINES)[:_FIRST_LINES])
    for separator, called in _SEPARATORS.items():
        if separator in head and _parts(sheet, separator):
            alone = sum(map(holds_words, sheet.rows[0].cells)) == 1
            return _other(text, name, separator, called, certain=alone and separator in _CERTAIN)
    return sheet


def _decode(raw: bytes, name: str) -> str | Finding:
    try:
        text = raw.decode("utf-8-sig")
    except UnicodeDecodeError:
        pass
    else:
        return raw.decode("gb2312") if is_gbk_after_all(raw, text) else text
    if line := broken_utf8(raw):
        message = f"第{line}行有不是UTF-8的字节，文件的其余部分是UTF-8。"
        return finding("encoding", Place(name, line), message, f"重新打开原来的表格，{_SAVE}")
    if is_big5(raw):
        message = "表格像是繁体中文的Big5编码，按GBK读出来是乱码。"
        return finding("encoding", Place(name), message, f"用能读出它的程序打开，{_SAVE}")
    try:
        return raw.decode("gb18030")
    except UnicodeDecodeError:
        utf16 = raw[:2] in (b"\xff\xfe", b"\xfe\xff")
        message = "表格是UTF-16（“Unicode文本”）编码。" if utf16 else "表格既不是UTF-8也不是GBK编码。"
        return finding("encoding", Place(name), message, _SAVE)


def _read(text: str, name: str, separator: str) -> Sheet | Finding:
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=separator)
    rows, begins, number = [], 1, 0
    try:
        for cells in reader:
            number += 1
            if any(map(holds_words, cells)):
                rows.append(SheetRow(number, begins, tuple(map(unguarded, cells))))
            begins = reader.line_num + 1
    except csv.Error:
        message = f"第{begins}行起的引号没有成对，后面的内容都被当成了一格。"
        return finding("register-invalid", Place(name, begins), message, "检查这一行的英文双引号。")
    return Sheet(name, tuple(rows))


def _parts(sheet: Sheet, separator: str) -> bool:
    """Tell whether the cells that commas part look like several that something else should have parted.

    Either every row has as many of them, or the head is one cell with them in it and commas part nothing.
    """
    first, *others = sheet.rows
    counts = [sum(str(cell).count(separator) for cell in row.cells) for row in sheet.rows]
    alone = sum(map(holds_words, first.cells)) == 1
    if len(set(counts)) == 1 and others:
        return counts[0] > 0 and (alone or len(others) > 1)
    parted = any(sum(map(holds_words, row.cells)) > 1 for row in others)
    return alone and counts[0] > 0 and not parted


def _other(text: str, name: str, separator: str, called: str, *, certain: bool) -> Sheet | Finding:
    """Read a table whose cells something else than a comma parts, if that is certain: every row has as many."""
    if certain:
        sheet = _read(text, name, separator)
        if not isinstance(sheet, Sheet):
            return sheet
        if len({len(row.cells) for row in sheet.rows}) == 1:
            return sheet
    message = f"表格像是用{called}分列，不是用英文逗号。"
    return finding("register-invalid", Place(name, 1), message, f"把分列的{called}换成英文逗号；或者{_SAVE}")
