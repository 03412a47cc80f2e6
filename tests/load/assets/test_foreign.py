"""Foreign files end at worst the process that opens them: each ends as a finding, and the others go on."""

from __future__ import annotations

import io
import json
import random
import struct
import sys
import time
import zipfile
import zlib
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from generator.load.assets.assets import inspect_file
from generator.load.assets.foreign import (
    MOST_DEATHS,
    Foreign,
    ForeignReadError,
    foreign_files,
    known_workbooks,
)
from generator.load.documents.parse_cache import ParseCache
from generator.load.tables.sheet import Sheet
from generator.load.tables.workbook import read_workbook
from generator.model.finding import Finding
from tests.helpers import AS_OF, COLUMNS, PORTAL, document, make_portal, run
from tests.load.assets.test_assets import MP4, OPEN, pdf, picture, sheet, word

REGISTER = COLUMNS.replace("columns:\n", "").replace("通知公告", "名录") + "    kind: register\n"
HEAD = b'<?xml version="1.0"?><worksheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"><sheetData>'
NAMED = '<row r="1"><c r="A1" t="inlineStr"><is><t>名称</t></is></c></row>'.encode()


@pytest.fixture(scope="module")
def foreign() -> Iterator[Foreign]:
    with foreign_files() as started:
        yield started


def workbook(rows: bytes, level: int = zipfile.ZIP_DEFLATED) -> bytes:
    """Return an Excel file whose sheet has these rows, written as XML."""
    whole, out = io.BytesIO(sheet("甲")), io.BytesIO()
    with zipfile.ZipFile(whole) as source, zipfile.ZipFile(out, "w", level) as target:
        for name in source.namelist():
            raw = HEAD + NAMED + rows + b"</sheetData></worksheet>" if "sheet1" in name else source.read(name)
            target.writestr(name, raw)
    return out.getvalue()


FAR = [
    b'<row r="1048576"><c r="XFD1048576"><v>1</v></c></row>',
    b'<row r="1048576"><c t="n" s="0" r="XFD1048576"><v>1</v></c></row>',
    b"<row r='1048576'><c r='XFD1048576' t='n'><v>1</v></c></row>",
    b'<row r="9"><c\n  r="XFD99999"\n><v>1</v></c></row>',
]


def read(foreign: Foreign, raw: bytes) -> Sheet | Finding:
    return known_workbooks(foreign, ParseCache())(raw, "content/ml/a.xlsx")


@pytest.mark.parametrize("rows", FAR)
def test_a_cell_far_out_is_told(rows: bytes, foreign: Foreign) -> None:
    found = read(foreign, workbook(rows))
    assert isinstance(found, Finding)
    assert (found.code, "远处" in found.message) == ("file-too-large", True)


def test_a_sheet_that_unfolds_without_end_is_told(foreign: Foreign) -> None:
    found = read(foreign, workbook(b" " * 70_000_000))
    assert isinstance(found, Finding)
    assert found.code == "file-too-large"


def test_what_is_no_number_is_shown_as_a_spreadsheet_shows_it(foreign: Foreign) -> None:
    found = read(foreign, workbook(b'<row r="2"><c r="A2"><v>1e999</v></c></row>'))
    assert isinstance(found, Sheet)
    assert found.rows[1].cells == ("#NUM!",)


def test_the_process_reads_what_would_be_read_here(foreign: Foreign, sample_root: Path) -> None:
    paths = sorted(sample_root.rglob("content/**/*.xlsx"))
    assert paths
    for path in paths:
        raw = path.read_bytes()
        assert read(foreign, raw) == read_workbook(raw, "content/ml/a.xlsx")


def test_the_same_bytes_are_read_once() -> None:
    cache, raw = ParseCache(), sheet("甲")
    with foreign_files() as first:
        once = known_workbooks(first, cache)(raw, "content/ml/a.xlsx")
    with foreign_files() as second:
        assert known_workbooks(second, cache)(raw, "content/ml/a.xlsx") == once
        assert second._process is None


def chunk(name: bytes, data: bytes) -> bytes:
    """Return a piece of a PNG picture."""
    return struct.pack(">I", len(data)) + name + data + struct.pack(">I", zlib.crc32(name + data))


def shared_pdf(pages: int, size: int) -> bytes:
    """Return a PDF whose pages share one stream, which unpacks to ``size`` bytes."""
    words = b"BT /F1 12 Tf 20 50 Td (hello) Tj ET\n"
    stream = zlib.compress(words * (size // len(words)), 9)
    kids = b" ".join(b"%d 0 R" % number for number in range(5, 5 + pages))
    font = b"<</Type/Font/Subtype/Type1/BaseFont/Helvetica>>"
    page = b"<</Type/Page/Parent 2 0 R/MediaBox[0 0 300 100]/Contents 4 0 R/Resources<</Font<</F1 3 0 R>>>>>>"
    objects = [
        b"<</Type/Catalog/Pages 2 0 R>>",
        b"<</Type/Pages/Kids[%s]/Count %d>>" % (kids, pages),
        font,
        b"<</Filter/FlateDecode/Length %d>>stream\n%s\nendstream" % (len(stream), stream),
        *[page] * pages,
    ]
    out, offsets = b"%PDF-1.4\n", []
    for number, each in enumerate(objects, 1):
        offsets.append(len(out))
        out += b"%d 0 obj%s\nendobj\n" % (number, each)
    table = b"0000000000 65535 f \n" + b"".join(b"%010d 00000 n \n" % offset for offset in offsets)
    count = len(objects) + 1
    end = b"trailer<</Size %d/Root 1 0 R>>\nstartxref\n%d\n%%%%EOF\n" % (count, len(out))
    return out + b"xref\n0 %d\n" % count + table + end


def big_picture() -> bytes:
    """Return a PNG picture of few bytes and 400 million pixels."""
    head = chunk(b"IHDR", struct.pack(">IIBBBBB", 20_000, 20_000, 8, 2, 0, 0, 0))
    return b"\x89PNG\r\n\x1a\n" + head + chunk(b"IDAT", zlib.compress(b"\0" * 100)) + chunk(b"IEND", b"")


def many_parts() -> bytes:
    """Return a Word file of more parts than any has."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as archive:
        for number in range(20_001):
            archive.writestr(f"{number}", b"")
    return out.getvalue()


def lying(size: int) -> bytes:
    """Return a Word file whose text is longer than its directory says."""
    whole = io.BytesIO()
    with zipfile.ZipFile(whole, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("word/document.xml", b"<w:t>13800138000</w:t>" + b" " * size)
    raw = whole.getvalue()
    return raw.replace(struct.pack("<I", 22 + size), struct.pack("<I", 22))


HOSTILE: dict[str, tuple[str, Callable[[], bytes], str]] = {
    "pages that share a stream": ("a.pdf", lambda: shared_pdf(200, 20_000), ""),
    "pages that share a long stream": ("a.pdf", lambda: shared_pdf(200, 5_000_000), "file-unchecked"),
    "a stream without end": ("a.pdf", lambda: shared_pdf(1, 300_000_000), "file-"),
    "more pixels than memory": ("a.png", big_picture, "file-unchecked"),
    "more parts than a directory": ("a.docx", many_parts, "asset-active"),
    "a part longer than it says": ("a.docx", lambda: lying(50_000_000), "file-damaged"),
    "a text of openings": ("a.docx", lambda: word("甲<" * 1000), ""),
    "a number of a million digits": ("a.docx", lambda: word("&#" + "9" * 100_000 + ";"), ""),
    "a film of crumbs": ("a.mp4", lambda: b"\0\0\0\x08ftyp" + b"\0\0\0\x08free" * 30_000, "file-too-complex"),
}


@pytest.mark.parametrize("case", HOSTILE)
def test_a_hostile_file_is_a_finding(case: str, foreign: Foreign, tmp_path: Path) -> None:
    name, make, expected = HOSTILE[case]
    (tmp_path / name).write_bytes(make())
    found = [each.code for each in inspect_file(tmp_path / name, f"content/{name}", foreign)]
    assert len(found) == bool(expected)
    assert not expected or found[0].startswith(expected)
    assert foreign.deaths == 0


def test_who_kills_the_process_is_told_and_the_others_go_on(tmp_path: Path) -> None:
    (tmp_path / "a.pdf").write_bytes(pdf("call 13800138000"))
    with foreign_files() as foreign:
        for task in ("nothing like it", "die"):
            with pytest.raises(ForeignReadError):
                foreign.ask(task)
            found = inspect_file(tmp_path / "a.pdf", "content/a.pdf", foreign)
            assert [each.code for each in found] == ["personal-mobile"]
        assert foreign.deaths == 2


def test_no_more_is_waited_for_who_kills_again_and_again() -> None:
    with foreign_files() as foreign:
        foreign.deaths = MOST_DEATHS
        with pytest.raises(ForeignReadError):
            foreign.ask("inspect", "pdf", "a.pdf", "a.pdf")
        assert foreign._process is None


def test_memory_and_seconds_are_limited() -> None:
    if sys.platform == "win32":
        return  # there the first process alone watches the time
    import resource

    with foreign_files() as foreign:
        foreign.begin()
        assert foreign._process is not None
        assert foreign._pipe is not None
        foreign.ask("workbook", "a.xlsx", raw=b"x")
        memory = resource.prlimit(foreign._process.pid or 0, resource.RLIMIT_AS)
        seconds = resource.prlimit(foreign._process.pid or 0, resource.RLIMIT_CPU)
        assert 0 < memory[0] <= 1 << 30
        assert 0 < seconds[0] <= 20


def test_a_portal_of_hostile_files_has_a_finding_each(tmp_path: Path) -> None:
    files: dict[str, str | bytes] = {
        "columns.yml": PORTAL + COLUMNS + REGISTER + OPEN.replace("{", "{empty_warn: 0, "),
        "content/tzgg/a.md": document(attachments="[a.pdf, b.docx, c.mp4]"),
        "content/tzgg/a.pdf": shared_pdf(200, 5_000_000),
        "content/tzgg/b.docx": word("13800138000"),
        "content/tzgg/c.mp4": b"\0\0\0\x08ftyp" + b"\0\0\0\x08free" * 30_000,
        "content/ml/far.xlsx": workbook(FAR[1]),
        "content/ml/whole.xlsx": sheet("名称"),
    }
    outcome = run("check", "--root", make_portal(tmp_path, files), "--as-of", AS_OF, "--format", "json")
    found = {(each["code"], each["path"].rpartition("/")[2]) for each in json.loads(outcome.out)["findings"]}
    assert found == {
        ("file-unchecked", "a.pdf"), ("personal-mobile", "b.docx"), ("file-too-complex", "c.mp4"),
        ("file-too-large", "far.xlsx"),
    }  # fmt: skip


SOUND: dict[str, Callable[[], bytes]] = {
    "a.pdf": lambda: pdf("hello"),
    "a.docx": lambda: word("办事指南"),
    "a.xlsx": lambda: sheet("办事指南"),
    "a.png": lambda: picture("PNG"),
    "a.jpg": lambda: picture("JPEG"),
    "a.gif": lambda: picture("GIF"),
    "a.webp": lambda: picture("WEBP"),
    "a.mp4": lambda: MP4,
}
MUTATIONS = 300


def spoilt(raw: bytes, chance: random.Random) -> bytes:
    """Return a file with some bits turned, a stretch taken out or doubled, or its end cut off."""
    made = bytearray(raw)
    for _ in range(chance.randint(1, 8)):
        made[chance.randrange(len(made))] ^= 1 << chance.randrange(8)
    at, length = chance.randrange(len(made)), chance.randrange(64)
    match chance.randrange(4):
        case 0:
            del made[at : at + length]
        case 1:
            made[at:at] = made[at : at + length]
        case 2:
            del made[max(at, 1) :]
    return bytes(made)


@pytest.mark.parametrize("name", SOUND)
def test_whatever_is_in_a_file_ends_as_findings(name: str, foreign: Foreign, tmp_path: Path) -> None:
    raw, chance, path = SOUND[name](), random.Random(name), tmp_path / name
    before = time.process_time()
    for _ in range(MUTATIONS):
        made = spoilt(raw, chance)
        path.write_bytes(made)
        try:
            found = list(inspect_file(path, f"content/{name}", foreign))
            assert all(each.place.path == f"content/{name}" for each in found)
            if name == "a.xlsx":
                assert isinstance(read(foreign, made), Sheet | Finding)
        except ForeignReadError:
            foreign.deaths = 0  # killed, told, and started again for the next
    assert time.process_time() - before < 60
