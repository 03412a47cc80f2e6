"""Attached files, pictures and videos: what cannot be opened or must not be in them is told."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Callable
from pathlib import Path

import pytest
from docx import Document
from hypothesis import given, settings
from hypothesis import strategies as st
from PIL import Image
from xlsxwriter import Workbook

from generator.load.assets.assets import inspect_file
from generator.load.assets.captions import check_captions
from tests.helpers import AS_OF, COLUMNS, PORTAL, check, codes, document, make_portal, run

SITES = Path(__file__).parents[2] / "sites_invalid"
MP4 = (SITES / "captions-invalid/content/tzgg/jiedu.mp4").read_bytes()
OPEN = "limits: {monthly_days: 0, inspect_files: true, national: false, home_days: 0}\n"


def pdf(words: str, more: bytes = b"") -> bytes:
    """Return a PDF of one page with a line of ASCII words."""
    stream = f"BT /F1 12 Tf 20 50 Td ({words}) Tj ET".encode()
    objects = [
        b"<</Type/Catalog/Pages 2 0 R>>",
        b"<</Type/Pages/Kids[3 0 R]/Count 1>>",
        b"<</Type/Page/Parent 2 0 R/MediaBox[0 0 300 100]/Contents 4 0 R/Resources<</Font<</F1 5 0 R>>>>>>",
        b"<</Length %d>>stream\n%s\nendstream" % (len(stream), stream),
        b"<</Type/Font/Subtype/Type1/BaseFont/Helvetica>>",
        b"<<%s>>" % more,
    ]
    out, offsets = b"%PDF-1.4\n", []
    for number, each in enumerate(objects, 1):
        offsets.append(len(out))
        out += b"%d 0 obj%s\nendobj\n" % (number, each)
    table = b"".join(b"%010d 00000 n \n" % offset for offset in offsets)
    end = b"trailer<</Size 7/Root 1 0 R/Info 6 0 R>>\nstartxref\n%d\n%%%%EOF\n" % len(out)
    return out + b"xref\n0 7\n0000000000 65535 f \n" + table + end


def word(words: str, author: str = "区政府办公室") -> bytes:
    """Return a Word file with a paragraph, which is made of two runs, and an author."""
    made, out = Document(), io.BytesIO()
    paragraph = made.add_paragraph(words[:5])
    paragraph.add_run(words[5:]).bold = True
    made.core_properties.author = author
    made.save(out)
    return out.getvalue()


def sheet(value: str | int) -> bytes:
    """Return an Excel file with one cell."""
    out = io.BytesIO()
    with Workbook(out, {"in_memory": True}) as book:
        book.add_worksheet().write(0, 0, value)
    return out.getvalue()


def picture(form: str) -> bytes:
    """Return a picture."""
    out = io.BytesIO()
    Image.effect_noise((48, 48), 60).save(out, form)
    return out.getvalue()


def found(folder: Path, name: str, data: bytes) -> list[str]:
    """Return the codes of what is wrong with a file."""
    path = folder / name
    path.write_bytes(data)
    return [each.code for each in inspect_file(path, f"content/{name}")]


@pytest.mark.parametrize(
    ("name", "data", "expected"),
    [
        ("a.pdf", b"", ["file-empty"]),
        ("a.pdf", pdf("hello"), []),
        ("a.pdf", pdf("call 13800138000"), ["personal-mobile"]),
        ("a.pdf", pdf("hello", b"/Subject(13800138000)"), ["personal-mobile"]),
        ("a.pdf", pdf("hello", b"/Author<FEFF5F2067D067D0>"), ["file-author"]),
        ("a.pdf", pdf(""), ["file-unchecked"]),
        ("a.pdf", b"hello", ["file-mismatch"]),
        ("a.docx", word("办事指南"), []),
        ("a.docx", word("张某，13800138000"), ["personal-mobile"]),
        ("a.docx", word("1380013800"), []),
        ("a.docx", word("办事指南", "张某某"), ["file-author"]),
        ("a.docx", word("办事指南", "13800138000"), ["personal-mobile"]),
        ("a.docx", word("机密★3年"), ["secret-mark"]),
        ("a.xlsx", sheet("11010519491231002X"), ["personal-identity"]),
        ("a.xlsx", sheet(13800138000), ["personal-mobile"]),
        ("a.xlsx", sheet("示例大道1号"), []),
        ("a.csv", "姓名,电话\n张某,13800138000\n".encode("gb18030"), ["personal-mobile"]),
        ("a.csv", "姓名,电话\n张某,138****8000\n".encode(), []),
        ("a.jpg", picture("JPEG"), []),
        ("a.jpeg", picture("PNG"), ["file-mismatch"]),
        ("a.png", b"\x89PNG\r\n\x1a\n" + b"x" * 50, ["file-damaged"]),
        ("a.jpg", "这不是图片。".encode(), ["file-mismatch"]),
        ("a.mp4", MP4, []),
        ("a.mp4", b"<html></html>", ["asset-active"]),
        ("a.zip", b"PK\x05\x06" + b"\x00" * 18, ["file-unchecked"]),
        ("a.xyz", b"13800138000", []),
    ],
)
def test_what_is_wrong_with_a_file_is_told(
    name: str, data: bytes, expected: list[str], tmp_path: Path
) -> None:
    assert found(tmp_path, name, data) == expected


WHOLE: dict[str, Callable[[], bytes]] = {
    "a.mp4": lambda: MP4,
    "a.jpg": lambda: picture("JPEG"),
    "a.png": lambda: picture("PNG"),
    "a.docx": lambda: word("办事指南"),
    "a.xlsx": lambda: sheet("办事指南"),
}


@pytest.mark.parametrize("name", WHOLE)
@settings(max_examples=20)
@given(part=st.floats(0, 0.98))
def test_a_file_cut_short_is_never_taken_for_whole(name: str, part: float) -> None:
    import tempfile

    data = WHOLE[name]()
    with tempfile.TemporaryDirectory() as folder:
        told = found(Path(folder), name, data[: int(len(data) * part)])
        assert set(told) & {"file-damaged", "file-mismatch", "file-empty"}


@pytest.mark.parametrize("name", [*WHOLE, "a.pdf", "a.vtt", "a.csv"])
@settings(max_examples=25)
@given(noise=st.binary(min_size=1, max_size=200), place=st.integers(0, 3000))
def test_nothing_in_a_file_gives_a_traceback(name: str, noise: bytes, place: int) -> None:
    import tempfile

    made = {"a.pdf": lambda: pdf("hello"), "a.vtt": lambda: b"WEBVTT\n", "a.csv": lambda: b"a,b\n"}
    data = (WHOLE | made)[name]()
    with tempfile.TemporaryDirectory() as folder:
        found(Path(folder), name, data[:place] + noise + data[place + len(noise) :])


def test_a_part_that_unfolds_without_end_is_not_read(tmp_path: Path) -> None:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("word/document.xml", b" " * 70_000_000)
    assert found(tmp_path, "a.docx", out.getvalue()) == ["file-unchecked"]


GOOD = "00:00:01.000 --> 00:00:02.000\n字幕\n"


@pytest.mark.parametrize(
    ("text", "lines"),
    [
        (f"WEBVTT\n\n{GOOD}", []),
        (f"WEBVTT 中文\n\n1\n00:00.500 --> 00:01.000 line:90%\n字幕\n\n{GOOD}", []),
        (GOOD, [1]),
        ("WEBVTT\n", [1]),
        (f"WEBVTT\n\n{GOOD.replace('.', ',')}", [3, 1]),
        ("WEBVTT\n\n00:00:05.000 --> 00:00:04.000\n字幕\n", [3]),
        (f"WEBVTT\n\n00:00:05.000 --> 00:00:06.000\n字幕\n\n{GOOD}", [6]),
    ],
)
def test_captions_are_read_line_by_line(text: str, lines: list[int]) -> None:
    assert [each.place.line for each in check_captions(text, "a.vtt")] == lines


def test_a_file_is_looked_at_again_when_it_changed(tmp_path: Path) -> None:
    files: dict[str, str | bytes] = {
        "columns.yml": PORTAL + COLUMNS + OPEN,
        "content/tzgg/a.md": document(attachments="[表.docx]"),
        "content/tzgg/表.docx": word("办事指南"),
    }
    root = make_portal(tmp_path, files)
    assert run("build", "--root", root, "--as-of", AS_OF).code == 0
    (root / "content/tzgg/表.docx").write_bytes(word("办事指南")[:500])
    outcome = run("build", "--root", root, "--as-of", AS_OF)
    assert (outcome.code, "file-damaged" in outcome.out) == (1, True)


def test_whether_files_are_opened_is_for_the_portal_to_say(tmp_path: Path) -> None:
    files: dict[str, str | bytes] = {
        "columns.yml": PORTAL + COLUMNS + OPEN,
        "content/tzgg/a.md": document(attachments="[表.docx]"),
        "content/tzgg/表.docx": b"x",
    }
    assert codes(check(make_portal(tmp_path, files))) == ["file-mismatch"]
    files["columns.yml"] = PORTAL + COLUMNS + OPEN.replace("true", "false")
    assert check(make_portal(tmp_path, files)) == []
