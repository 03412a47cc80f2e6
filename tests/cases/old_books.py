"""Old workbooks (XLS), written record by record: as small as they can be, and as large as their makers pad them."""

from __future__ import annotations

import struct
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field

Value = str | float
_FREE, _END, _TABLE = 0xFFFFFFFF, 0xFFFFFFFE, 0xFFFFFFFD


@dataclass(frozen=True)
class OldSheet:
    """A sheet: its cells row by row, what of it is not seen, and further records before its cells."""

    rows: Sequence[Sequence[Value]]
    name: str = "表"
    state: int = 0
    hidden_rows: frozenset[int] = frozenset()
    columns: Mapping[int, tuple[int, bool]] = field(default_factory=dict)
    looks: Mapping[tuple[int, int], int] = field(default_factory=dict)
    height: int = 300
    records: bytes = b""


def old_book(*sheets: OldSheet, formats: Sequence[str] = (), pad: int = 4096) -> bytes:
    """Return a workbook (BIFF8); ``formats`` are those of the looks from 1 on. ``pad`` is its least size."""
    formatted = b"".join(
        _record(0x41E, struct.pack("<H", 164 + n) + _text(code, "<HB")) for n, code in enumerate(formats)
    )
    looks = b"".join(
        _record(0xE0, struct.pack("<HH", 0, code) + bytes(16))
        for code in (0, *range(164, 164 + len(formats)))
    )
    before = _record(0x809, struct.pack("<HHHHII", 0x600, 5, 0, 0, 0, 0)) + formatted + looks
    bodies = [_sheet(each) for each in sheets]
    names = [_text(each.name, "<BB") for each in sheets]
    at = len(before) + sum(10 + len(name) for name in names) + 4
    listed = b""
    for sheet, name, body in zip(sheets, names, bodies, strict=True):
        listed += _record(0x85, struct.pack("<IBB", at, sheet.state, 0) + name)
        at += len(body)
    return compound("Workbook", (before + listed + _record(0x0A) + b"".join(bodies)).ljust(pad, b"\x00"))


def _record(kind: int, data: bytes = b"") -> bytes:
    return struct.pack("<HH", kind, len(data)) + data


def _text(words: str, head: str) -> bytes:
    return struct.pack(head, len(words), 1) + words.encode("utf-16-le")


def _sheet(sheet: OldSheet) -> bytes:
    width = max(map(len, sheet.rows), default=0)
    parts = [
        _record(0x809, struct.pack("<HHHHII", 0x600, 0x10, 0, 0, 0, 0)),
        *(
            _record(0x7D, struct.pack("<HHHHHH", n, n, size, 0, hidden, 0))
            for n, (size, hidden) in sheet.columns.items()
        ),
        _record(0x200, struct.pack("<IIHHH", 0, len(sheet.rows), 0, width, 0)),
        sheet.records,
    ]
    for row, cells in enumerate(sheet.rows):
        flags = 0x20 if row in sheet.hidden_rows else 0
        parts.append(
            _record(0x208, struct.pack("<HHHHHHHH", row, 0, len(cells), sheet.height, 0, 0, flags | 0x100, 0))
        )
        for column, cell in enumerate(cells):
            head = struct.pack("<HHH", row, column, sheet.looks.get((row, column), 0))
            if isinstance(cell, str):
                parts.append(_record(0x204, head + _text(cell, "<HB")))
            else:
                parts.append(_record(0x203, head + struct.pack("<d", cell)))
    return b"".join([*parts, _record(0x0A)])


def compound(name: str, stream: bytes) -> bytes:
    """Return a compound file of one stream; a short one stands in the small sectors, as the format wants."""
    small = len(stream) < 4096
    inner = stream.ljust(-(-len(stream) // 64) * 64, b"\x00")
    count = -(-len(inner) // 512)
    # Sectors: table, directory, then the table of small sectors if need be, then the stream.
    begin = 3 if small else 2
    chain = [begin + n + 1 for n in range(count - 1)] + [_END]
    table = [_TABLE, _END, *([_END] if small else []), *chain]
    small_table = [n + 1 for n in range(len(inner) // 64 - 1)] + [_END]
    root = _entry("Root Entry", 5, begin if small else _END, len(inner) if small else 0, child=1)
    directory = root + _entry(name, 2, 0 if small else begin, len(stream))
    head = (
        b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
        + bytes(16)
        + struct.pack("<HHHHH", 0x3E, 3, 0xFFFE, 9, 6)
        + bytes(6)
    )
    head += struct.pack("<IIIIIIIII", 0, 1, 1, 0, 4096, 2 if small else _END, int(small), _END, 0)
    return (
        head
        + _numbers([0], 109)
        + _numbers(table, 128)
        + directory.ljust(512, b"\x00")
        + (_numbers(small_table, 128) if small else b"")
        + inner.ljust(count * 512, b"\x00")
    )


def _numbers(numbers: Iterable[int], size: int) -> bytes:
    given = list(numbers)
    assert len(given) <= size
    return b"".join(struct.pack("<I", each) for each in [*given, *[_FREE] * (size - len(given))])


def _entry(name: str, kind: int, start: int, size: int, child: int = _FREE) -> bytes:
    letters = name.encode("utf-16-le").ljust(64, b"\x00")
    head = letters + struct.pack("<HBBIII", 2 * len(name) + 2, kind, 1, _FREE, _FREE, child)
    return head + bytes(36) + struct.pack("<III", start, size, 0)
