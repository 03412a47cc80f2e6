"""Read text files that people wrote: every way this can fail becomes a finding, never an exception."""

from __future__ import annotations

import os
import stat
from codecs import BOM_UTF8
from pathlib import Path

from generator.data import dataclass
from generator.errors import reason_of
from generator.model.catalogue import finding
from generator.model.finding import Finding, Place

MAX_TEXT_BYTES = 8 * 1024 * 1024
MAX_ASSET_BYTES = 200 * 1024 * 1024
# What is asked for beyond a file's size, in case it has grown: asking for much makes room for much.
_REST = 4096
# A pipe in place of a file must not keep us waiting for whoever writes into it.
_READING = os.O_RDONLY | getattr(os, "O_BINARY", 0) | getattr(os, "O_NONBLOCK", 0)


@dataclass(frozen=True)
class Source:
    """A file that was read: its text with LF line ends, and its name for findings."""

    name: str
    text: str
    raw: bytes


def read_source(path: Path | str, name: str) -> Source | Finding:
    """Read a UTF-8 text file (a BOM is allowed); return a finding instead of raising.

    ``name`` is the path to show, relative to the portal's root. At most 8 MB are read.
    """
    place = Place(name)
    try:
        # Without the layers of open(), which take as long again as the system does. Every document passes here.
        file = os.open(path, _READING)
        try:
            status = os.fstat(file)
            size = status.st_size
            if not stat.S_ISREG(status.st_mode):
                return finding("file-unreadable", place, "这不是普通文件。")
            if size > MAX_TEXT_BYTES:
                return finding(
                    "file-too-large", place, f"文件有{size / 1048576:.0f}MB，超过文本文件上限8MB。"
                )
            raw = os.read(file, size)
            while more := os.read(file, _REST):
                raw += more
        finally:
            os.close(file)
    except FileNotFoundError:
        return finding("file-missing", place, f"找不到文件{name}。")
    except OSError as error:
        # Windows refuses to open a folder.
        why = "这不是普通文件" if os.path.isdir(path) else f"无法读取：{reason_of(error)}"  # noqa: PTH112
        return finding("file-unreadable", place, f"{why}。")
    if not raw or raw.isspace():
        return finding("file-empty", place, "文件没有任何内容。")
    return decode(raw, name)


def decode(raw: bytes, name: str) -> Source | Finding:
    """Decode bytes as UTF-8; a failure names the line and column and guesses the true encoding."""
    try:
        text = raw.removeprefix(BOM_UTF8).decode("utf-8")
    except UnicodeDecodeError as error:
        before = raw[: error.start]
        line = before.count(b"\n") + 1
        column = error.start - (before.rfind(b"\n") + 1) + 1
        return finding("encoding", Place(name, line, column), _encoding_message(raw))
    # Looked for among the bytes, where a search is one call of C, not one step a character.
    if b"\x00" in raw:
        line = text[: text.index("\x00")].count("\n") + 1
        return finding("encoding", Place(name, line), "文件里有空字符，像是二进制文件或UTF-16编码。")
    if b"\r" in raw:
        text = text.replace("\r\n", "\n").replace("\r", "\n")
    if b"<<<<<<<" in raw and (conflict := find_conflict(text, name)):
        return conflict
    return Source(name, text, raw)


def find_conflict(text: str, name: str) -> Finding | None:
    """Return what git left behind where two people changed the same lines; None when it left nothing.

    All three marks have to stand there in their order: a row of = alone underlines a heading.
    """
    lines = text.split("\n")
    for begins in (number for number, line in enumerate(lines) if line.startswith("<<<<<<<")):
        rest = lines[begins + 1 :]
        middle = next((n for n, line in enumerate(rest) if line.startswith("=======")), None)
        if middle is not None and any(line.startswith(">>>>>>>") for line in rest[middle + 1 :]):
            message = f"第{begins + 1}行起是git没有合并好的两种写法。"
            return finding("merge-conflict", Place(name, begins + 1), message)
        return None
    return None


def _encoding_message(raw: bytes) -> str:
    if raw[:2] in (b"\xff\xfe", b"\xfe\xff"):
        return "文件不是UTF-8编码，看来是UTF-16（“Unicode”）编码。"
    try:
        raw.decode("gb18030")
    except UnicodeDecodeError:
        return "文件不是UTF-8编码，可能是二进制文件。"
    return "文件不是UTF-8编码，看来是GBK（ANSI）编码。"
