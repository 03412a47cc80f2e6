"""Open a directive's file, whatever it is. What cannot be read is told in Chinese (UsageError)."""

from __future__ import annotations

import codecs
import io
import os
import re
import stat
import zipfile
from collections.abc import Iterator
from pathlib import Path

from generator.errors import UsageError, reason_of
from generator.intake.directives.blocks import read_blocks
from generator.intake.directives.imported import read_imported
from generator.intake.directives.said import Line, Reading
from generator.intake.reading.blocks import Unreadable
from generator.intake.sources.opening import Opened, kind_of, read_opened, reading_process

MOST_BYTES = 32 * 1024 * 1024
MOST_UNPACKED = 12 * 1024 * 1024
MOST_TEXT = 4 * 1024 * 1024
# The longest of the directives at hand has 20 000 signs.
MOST_SIGNS = 300_000
_LAID_OUT = re.compile(r"[^\s|] {3,8}[^\s|]|[^\s|]\u3000{2,8}[^\s|]| {9}")
_FEWEST_LAID = 12
_PAGE_MARKS = (b"<html", b"<!doctype html", b"<body", b"<table")
_BOMS = ((codecs.BOM_UTF8, "utf-8"), (codecs.BOM_UTF16_LE, "utf-16-le"), (codecs.BOM_UTF16_BE, "utf-16-be"))
_COPY = "请打开原文，全选、复制，粘贴到记事本里存成.txt，再起草。"


def open_directive(path: Path) -> Reading:
    """Return a file's lines and tables. Raises UsageError for what is no document or text, or too large."""
    reading = _read(path, _bytes(path))
    if sum(len(line.text) for line in _all_lines(reading)) > MOST_SIGNS:
        raise UsageError(f"{path.name}的文字太长（超过{MOST_SIGNS // 10000}万字），不像是一份要点。{_COPY}")
    return reading


def _all_lines(reading: Reading) -> Iterator[Line]:
    yield from reading.lines
    for table in reading.tables:
        yield from (line for row in table.rows for cell in row if not cell.again for line in cell.lines)


def _read(path: Path, raw: bytes) -> Reading:
    if raw[:2] == b"PK" and _unpacked(raw) > MOST_UNPACKED:
        raise UsageError(f"{path.name}展开以后超过{MOST_UNPACKED // 1048576}MB，不像是一份要点。{_COPY}")
    is_page = any(mark in raw[:4096].lower() for mark in _PAGE_MARKS)
    if kind_of(raw, path.name) or is_page or raw[:2] == b"PK":
        return _foreign(path.with_suffix(".html") if is_page else path, raw)
    if len(raw) > MOST_TEXT:
        raise UsageError(
            f"{path.name}有{len(raw) // 1048576}MB，超过文字文件的上限{MOST_TEXT // 1048576}MB。{_COPY}"
        )
    text = _text(path, raw)
    if _is_side_by_side(text):
        raise UsageError(
            f"{path.name}的文字是几列并排的（中间用空格隔开），分不清哪些字是一格。"
            "请从PDF里选中表格复制，或者复制到Word、Excel里存成表格，再起草。"
        )
    return read_blocks(text)


def _is_side_by_side(text: str) -> bool:
    """Tell whether a table was laid out with blanks, its columns side by side: then no line is of one cell."""
    lines = [line for line in text.split("\n") if line.strip() and "\t" not in line]
    laid = sum(bool(_LAID_OUT.search(line)) for line in lines)
    return laid >= _FEWEST_LAID and laid * 5 > len(lines) * 2


def _unpacked(raw: bytes) -> int:
    """Return how long the longest XML part of an Office file says it is."""
    try:
        with zipfile.ZipFile(io.BytesIO(raw)) as archive:
            return max(
                (each.file_size for each in archive.infolist() if each.filename.endswith(".xml")), default=0
            )
    except (zipfile.BadZipFile, ValueError, NotImplementedError, OSError):
        return 0


def _foreign(path: Path, raw: bytes) -> Reading:
    """Read a document in the process for such, which a bad one may end without harm."""
    process = reading_process()
    try:
        read = read_opened(Opened(path, raw), process, accept=True)
    finally:
        process.end()
    if isinstance(read, Unreadable):
        raise UsageError(f"{path.name}读不出来：{read.message}{_COPY}")
    return read_imported(read.imported)


def _bytes(path: Path) -> bytes:
    """Read the file without waiting for whoever writes into a pipe, and no more than the limit."""
    try:
        file = os.open(path, os.O_RDONLY | getattr(os, "O_BINARY", 0) | getattr(os, "O_NONBLOCK", 0))
        with os.fdopen(file, "rb") as opened:
            status = os.fstat(opened.fileno())
            if not stat.S_ISREG(status.st_mode):
                raise UsageError(f"{path}不是普通文件。")
            if status.st_size > MOST_BYTES:
                raise UsageError(
                    f"{path.name}有{status.st_size // 1048576}MB，超过{MOST_BYTES // 1048576}MB，"
                    f"不像是一份要点。{_COPY}"
                )
            raw = opened.read(MOST_BYTES + 1)
    except FileNotFoundError:
        raise UsageError(f"找不到文件{path}。") from None
    except (OSError, ValueError) as error:
        raise UsageError(f"{path}无法读取：{reason_of(error)}。") from None
    if not raw.strip():
        raise UsageError(f"{path.name}没有任何内容。")
    return raw


def _text(path: Path, raw: bytes) -> str:
    """Return the text: UTF-8, or what Windows writes (UTF-16 with its mark, GBK)."""
    for mark, encoding in _BOMS:
        if raw.startswith(mark):
            return _lines(raw[len(mark) :].decode(encoding, "replace"))
    for encoding in ("utf-8", "gb18030"):
        try:
            text = raw.decode(encoding)
        except UnicodeDecodeError:
            continue
        if sum(not sign.isprintable() and not sign.isspace() for sign in text) * 50 <= len(text):
            return _lines(text)
        break
    raise UsageError(f"{path.name}不是文字文件，或者编码认不出来。{_COPY}")


def _lines(text: str) -> str:
    return text.replace("\r\n", "\n").replace("\r", "\n")
