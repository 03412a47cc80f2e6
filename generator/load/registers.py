"""CSV files of register columns -> registers. UTF-8, UTF-8 with BOM and GB18030 are read."""

from __future__ import annotations

import csv
import io

from generator.load.content import CONTENT, ContentFiles
from generator.load.text import MAX_TEXT_BYTES
from generator.model.asset import Asset
from generator.model.catalogue import finding
from generator.model.finding import Finding, Place
from generator.model.portal import Column, Register
from generator.model.words import ColumnKind


def load_registers(
    files: ContentFiles, columns: dict[str, Column], findings: list[Finding]
) -> list[Register]:
    """Read every CSV file that lies in the folder of a register column."""
    registers = []
    for path, size in files.sizes.items():
        folder, _, file_name = path.rpartition("/")
        column = columns.get(folder)
        if column and column.kind is ColumnKind.REGISTER and file_name.lower().endswith(".csv"):
            register = _load(path, size, files, column, findings)
            if register:
                registers.append(register)
    return registers


def _load(
    path: str, size: int, files: ContentFiles, column: Column, findings: list[Finding]
) -> Register | None:
    name = f"{CONTENT}/{path}"
    if size > MAX_TEXT_BYTES:
        findings.append(
            finding("file-too-large", Place(name), f"表格有{size / 1048576:.0f}MB，超过上限8MB。")
        )
        return None
    text = _decode((files.folder / path).read_bytes())
    if text is None:
        findings.append(finding("encoding", Place(name), "表格既不是UTF-8也不是GBK编码。"))
        return None
    if "\x00" in text:
        line = text[: text.index("\x00")].count("\n") + 1
        findings.append(finding("encoding", Place(name, line), "表格里有空字符，像是二进制文件。"))
        return None
    rows = _numbered_rows(text)
    if not rows:
        findings.append(finding("file-empty", Place(name), "表格没有任何内容。"))
        return None
    head = tuple(cell.strip() for cell in rows[0][1])
    for number, row in rows[1:]:
        if len(row) != len(head):
            message = f"第{number}行有{len(row)}列，表头有{len(head)}列。"
            findings.append(finding("register-invalid", Place(name, number), message))
    if len(set(head)) != len(head) or not all(head):
        findings.append(finding("register-invalid", Place(name, rows[0][0]), "表头有空格子或重名的列。"))
    body = tuple(tuple(cell.strip() for cell in row) for _, row in rows[1:])
    title = path.rpartition("/")[2].rpartition(".")[0]
    return Register(path, column.address, title, head, body, Asset(path, size))


def _numbered_rows(text: str) -> list[tuple[int, list[str]]]:
    """Return the rows that hold anything, each with the line of the file on which it begins."""
    reader = csv.reader(io.StringIO(text))
    rows, begins = [], 1
    for row in reader:
        if any(row):
            rows.append((begins, row))
        begins = reader.line_num + 1
    return rows


def _decode(raw: bytes) -> str | None:
    for encoding in ("utf-8-sig", "gb18030"):
        try:
            return raw.decode(encoding)
        except UnicodeDecodeError:
            continue
    return None
