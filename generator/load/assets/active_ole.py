"""Old Office files (OLE2: doc, xls, ppt, wps, et, dps): macros, programs packed inside, and rich text (RTF)."""

from __future__ import annotations

import re
from collections.abc import Iterator

OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
# Names in the directory of a compound file, and what they tell. Found wherever an entry may stand, so that no
# chain of sectors, broken on purpose, hides one.
_NAMES = {
    "_vba_project": "宏", "_vba_project_cur": "宏", "macros": "宏", "vba": "宏", "projectwm": "宏",
    "\x01ole10native": "嵌入的文件或程序", "\x03ocxname": "ActiveX控件",
}  # fmt: skip
_ENTRY, _NAME_BYTES = 128, 64
_BOUND_SHEET, _MACRO_SHEETS = 0x85, (1, 6)
# A field of Word that starts another program: 0x13 begins a field, in letters of one byte or of two.
_DDE = re.compile(
    rb"\x13[ ]{0,16}DDE(?:AUTO)?[ \"]|\x13\x00(?: \x00){0,16}D\x00D\x00E\x00(?:A\x00U\x00T\x00O\x00)?[ \"]\x00",
    re.IGNORECASE,
)
_RTF = re.compile(
    rb"\\(objdata|objocx|objlink|objautlink|objupdate|objhtml|objemb|objclass)(?![a-z])"
    rb"|\\template[^}]{0,200}?(?:https?:|\\\\\\\\|file:)"
    rb"|(?:DDEAUTO|DDE)[ \"]"
    rb"|INCLUDE(?:PICTURE|TEXT)[ \"]{1,8}(?:https?:|\\\\\\\\|file:)",
    re.IGNORECASE,
)
# PowerPoint: the note that the presentation has a project of macros.
_SLIDE_MACROS = b"\x1f\x00\xff\x03\x14\x00\x00\x00\x02\x00\x00\x04\x0c\x00\x00\x00"


def ole_faults(raw: bytes) -> list[str]:
    """Return what a compound file holds that runs, in words; each kind once."""
    found = dict.fromkeys(_named(raw))
    if _DDE.search(raw):
        found["启动别的程序的域（DDE）"] = None
    if _SLIDE_MACROS in raw or _SLIDE_MACROS in _read_stream(raw, "PowerPoint Document"):
        found["宏"] = None
    if any(kind in _MACRO_SHEETS for kind in _sheet_kinds(raw)):
        found["宏表（XLM）"] = None
    return list(found)


def rtf_faults(raw: bytes) -> list[str]:
    """Return what a rich text holds beside text, in words."""
    return ["嵌入的对象、外部模板或外部图片"] if _RTF.search(raw) else []


def _named(raw: bytes) -> Iterator[str]:
    for name, what in _NAMES.items():
        letters = name.encode("utf-16-le")
        for match in re.finditer(re.escape(letters) + rb"\x00\x00", raw, re.IGNORECASE):
            entry = raw[match.start() : match.start() + _ENTRY]
            length = int.from_bytes(entry[_NAME_BYTES : _NAME_BYTES + 2], "little")
            if (
                match.start() % _ENTRY == 0
                and length == len(letters) + 2
                and entry[66:67] in (b"\x01", b"\x02", b"\x05")
            ):
                yield what
                break


def _sheet_kinds(raw: bytes) -> Iterator[int]:
    """Yield the kind of every sheet that a workbook (BIFF8) lists."""
    for name in ("Workbook", "Book"):
        stream = _read_stream(raw, name)
        position, records = 0, 0
        while position + 4 <= len(stream) and records < 200_000:
            number, length = (
                int.from_bytes(stream[position + at : position + at + 2], "little") for at in (0, 2)
            )
            if number == _BOUND_SHEET and length >= 6:
                yield stream[position + 9]
            position, records = position + 4 + length, records + 1


def _read_stream(raw: bytes, name: str) -> bytes:
    """Return a large stream of a compound file by its name; what cannot be followed is left out."""
    shift = int.from_bytes(raw[30:32], "little")
    if shift not in (9, 12):
        return b""
    size = 1 << shift
    sectors = _sector_table(raw, size)
    directory = _chain(raw, sectors, int.from_bytes(raw[48:52], "little"), size)
    for at in range(0, len(directory), _ENTRY):
        entry = directory[at : at + _ENTRY]
        length = int.from_bytes(entry[64:66], "little")
        if (
            entry[66:67] == b"\x02"
            and entry[: max(length - 2, 0)].decode("utf-16-le", "ignore").lower() == name.lower()
        ):
            return _chain(raw, sectors, int.from_bytes(entry[116:120], "little"), size)
    return b""


def _sector_table(raw: bytes, size: int) -> list[int]:
    """Return the file allocation table: for each sector the one that follows it."""
    places = [int.from_bytes(raw[76 + 4 * n : 80 + 4 * n], "little") for n in range(109)]
    more, limit = int.from_bytes(raw[68:72], "little"), len(raw) // size + 1
    for _ in range(limit):
        if more >= limit:
            break
        sector = _sector(raw, more, size)
        numbers = [int.from_bytes(sector[n : n + 4], "little") for n in range(0, len(sector), 4)]
        if not numbers or len(places) > limit:
            break
        places += numbers[:-1]
        more = numbers[-1]
    table: list[int] = []
    for place in (each for each in places if each < limit):
        if len(table) >= limit:
            break
        sector = _sector(raw, place, size)
        table += [int.from_bytes(sector[n : n + 4], "little") for n in range(0, len(sector), 4)]
    return table


def _chain(raw: bytes, table: list[int], start: int, size: int) -> bytes:
    parts: list[bytes] = []
    here = start
    while here < len(table) and len(parts) <= len(table):
        parts.append(_sector(raw, here, size))
        here = table[here]
    return b"".join(parts)


def _sector(raw: bytes, number: int, size: int) -> bytes:
    return raw[(number + 1) * size : (number + 2) * size]
