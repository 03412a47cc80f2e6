"""The text of a CSV file: its encoding, found out piece by piece, and its lines as often as they are read."""

from __future__ import annotations

import io
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import BinaryIO

from generator.data import dataclass
from generator.load.tables.csv_encoding import broken_utf8, holds_chinese, is_big5, is_gbk_after_all
from generator.model.catalogue import finding
from generator.model.finding import Finding, Place

Opener = Callable[[], BinaryIO]
_PIECE = 1 << 20
_CONFLICT = "<<<<<<<"


@dataclass(frozen=True)
class CsvText:
    """A text that can be decoded. ``nul`` is the line of the first null character, 0 without any.

    ``marked`` tells whether there may be a conflict of a merge in it.
    """

    opener: Opener
    encoding: str
    nul: int = 0
    marked: bool = False

    @contextmanager
    def lines(self, newline: str) -> Iterator[Iterator[str]]:
        """Give the lines of the text with their ends: at all three of them for the empty ``newline``."""
        with io.TextIOWrapper(self.opener(), self.encoding, newline=newline) as text:
            yield text

    def whole(self) -> str:
        """Return all of the text."""
        with self.lines("") as text:
            return "".join(text)


@dataclass(frozen=True)
class _Look:
    """What a first reading tells of a text."""

    nul: int
    marked: bool
    ascii: bool
    chinese: bool


def known_text(opener: Opener, name: str, cure: str) -> CsvText | Finding:
    """Return a text with its encoding, or what keeps it from being read for certain, with its ``cure``."""
    seen = _look(opener, "utf-8-sig")
    if seen is None:
        return _no_utf8(opener, name, cure)
    if not seen.ascii and not seen.chinese:
        raw = _bytes(opener)
        if is_gbk_after_all(raw, raw.decode("utf-8-sig")):
            return _as(opener, "gb2312", _look(opener, "gb2312") or seen)
    return _as(opener, "utf-8-sig", seen)


def _no_utf8(opener: Opener, name: str, cure: str) -> CsvText | Finding:
    raw = _bytes(opener)
    if line := broken_utf8(raw):
        message = f"第{line}行有不是UTF-8的字节，文件的其余部分是UTF-8。"
        return finding("encoding", Place(name, line), message, f"重新打开原来的表格，{cure}")
    if is_big5(raw):
        message = "表格像是繁体中文的Big5编码，按GBK读出来是乱码。"
        return finding("encoding", Place(name), message, f"用能读出它的程序打开，{cure}")
    seen = _look(opener, "gb18030")
    if seen is None:
        utf16 = raw[:2] in (b"\xff\xfe", b"\xfe\xff")
        message = "表格是UTF-16（“Unicode文本”）编码。" if utf16 else "表格既不是UTF-8也不是GBK编码。"
        return finding("encoding", Place(name), message, cure)
    return _as(opener, "gb18030", seen)


def _as(opener: Opener, encoding: str, seen: _Look) -> CsvText:
    return CsvText(opener, encoding, seen.nul, seen.marked)


def _bytes(opener: Opener) -> bytes:
    with opener() as file:
        return file.read()


def _look(opener: Opener, encoding: str) -> _Look | None:
    """Read a text through; None where it is not of this encoding."""
    nul, lines, marked, plain, chinese, last = 0, 1, False, True, False, ""
    with io.TextIOWrapper(opener(), encoding, newline="") as text:
        try:
            while piece := text.read(_PIECE):
                if not nul and "\x00" in piece:
                    nul = lines + piece[: piece.index("\x00")].count("\n")
                lines += piece.count("\n")
                # The mark may be cut in two by the end of a piece.
                marked = marked or _CONFLICT in last + piece
                last = piece[1 - len(_CONFLICT) :]
                plain = plain and piece.isascii()
                chinese = chinese or holds_chinese(piece)
        except UnicodeDecodeError:
            return None
    return _Look(nul, marked, plain, chinese)
