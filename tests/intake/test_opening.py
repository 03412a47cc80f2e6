"""What a file is, is told by its bytes; older formats go through LibreOffice where it is installed."""

from __future__ import annotations

import base64
import io
import sys
import zipfile
from pathlib import Path

import pytest

from generator.intake.reading.blocks import Imported, Unreadable
from generator.intake.reading.docx import read_docx
from generator.intake.reading.html import read_html
from generator.intake.sources.office import convert
from generator.intake.sources.opening import (
    Opened,
    is_table,
    kind_of,
    open_file,
    read_opened,
    reading_process,
)
from generator.intake.sources.saved_page import page_of
from generator.intake.sources.units import Read
from tests.intake.docx import W, make_docx, p
from tests.intake.making import make
from tests.intake.pictures import PNG

_OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 600


@pytest.mark.parametrize(
    ("raw", "name", "kind"),
    [
        (make_docx(p("文")), "a.docx", "docx"),
        (make_docx(p("文")), "a.doc", "docx"),
        (_OLE, "a.doc", "office"),
        (_OLE, "a.wps", "office"),
        (_OLE, "a.xls", ""),
        (b"{\\rtf1 x}", "a.rtf", "office"),
        (b"%PDF-1.7", "a.docx", "pdf"),
        (b"<!DOCTYPE html><p>x", "a", "html"),
        (b"<div>part of a page</div>", "a.txt", "html"),
        (b"\x89PNG\r\n\x1a\n", "a.docx", ""),
        ("纯文字".encode(), "a.txt", ""),
    ],
)
def test_a_kind_is_told_by_the_bytes(raw: bytes, name: str, kind: str) -> None:
    assert kind_of(raw, name) == kind


def test_tables_are_no_documents() -> None:
    assert is_table(Path("表.XLSX")) and is_table(Path("a.csv")) and not is_table(Path("a.docx"))


@pytest.mark.skipif(sys.platform == "win32", reason="the stand-in for LibreOffice is a shell script")
def test_older_formats_go_through_libreoffice(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "made.docx").write_bytes(make_docx(p("转换来的文字。")))
    program = tmp_path / "bin" / "soffice"
    program.parent.mkdir()
    program.write_text(
        f'#!/bin/sh\nfor last; do :; done\nout="$(dirname "$last")/out"\nmkdir -p "$out"\ncp {tmp_path}/made.docx "$out/source.docx"\n'
    )
    program.chmod(0o755)
    monkeypatch.setenv("PATH", f"{program.parent}:/usr/bin:/bin")
    made = convert(_OLE, ".doc")
    assert isinstance(made, bytes) and isinstance(read_docx(made), Imported)
    program.write_text("#!/bin/sh\nexit 1\n")
    failed = convert(_OLE, ".doc")
    assert isinstance(failed, Unreadable) and "打不开" in failed.message


def test_without_libreoffice_it_is_told(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setenv("PATH", str(tmp_path))
    missing = convert(_OLE, ".wps")
    assert isinstance(missing, Unreadable)
    assert "LibreOffice" in missing.message and "WPS" in missing.message and "另存为DOCX" in missing.hint


def test_a_web_archive_gives_its_page_and_its_pictures(tmp_path: Path) -> None:
    page = "<html><body><p>关于样例的通知</p><p>正文，如图。</p>"
    page += '<p><img src=3D"https://www.example.gov.cn/a.png" alt=3D"示意"></p></body></html>'
    picture = base64.b64encode(PNG).decode()
    raw = (
        'MIME-Version: 1.0\r\nContent-Type: multipart/related; boundary="x"\r\n\r\n--x\r\nContent-Type: text/html; charset="utf-8"\r\n'
        f"Content-Transfer-Encoding: quoted-printable\r\n\r\n{page}\r\n--x\r\nContent-Type: image/png\r\n"
        f"Content-Location: https://www.example.gov.cn/a.png\r\nContent-Transfer-Encoding: base64\r\n\r\n{picture}\r\n--x--\r\n"
    ).encode()
    made = make(page_of(raw), "通知.html", folder=tmp_path)
    assert made.title == "关于样例的通知" and [each.raw for each in made.files] == [PNG]
    assert page_of(b"<html>") == b"<html>"


def test_what_unfolds_to_too_much_is_refused_and_what_breaks_a_reader_told(tmp_path: Path) -> None:
    bomb = io.BytesIO()
    with zipfile.ZipFile(bomb, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("word/document.xml", b" " * (257 * 1024 * 1024))
    entities = io.BytesIO()
    with zipfile.ZipFile(entities, "w") as archive:
        text = (
            f'<!DOCTYPE x [<!ENTITY a "aaaa">]><w:document xmlns:w="{W}"><w:body><w:p/></w:body></w:document>'
        )
        archive.writestr("word/document.xml", text)
    foreign = reading_process()
    try:
        for raw, words in (
            (bomb.getvalue(), "太大"),
            (entities.getvalue(), "文档类型声明"),
            (make_docx(""), "没有文字"),
        ):
            read = read_opened(Opened(tmp_path / "a.docx", raw), foreign, accept=True)
            assert isinstance(read, Unreadable) and words in read.message and read.hint
        good = read_opened(Opened(tmp_path / "a.docx", make_docx(p("好的。"))), foreign, accept=True)
        assert isinstance(good, Read)
    finally:
        foreign.end()


def test_a_large_file_is_not_read(tmp_path: Path) -> None:
    path = tmp_path / "大.docx"
    with path.open("wb") as file:
        file.truncate(201 * 1024 * 1024)
    told = open_file(path)
    assert isinstance(told, Unreadable) and "201MB" in told.message


@pytest.mark.parametrize(
    "address",
    ["../secret.pdf", "/etc/passwd.pdf", "file:///etc/passwd.pdf", "..\\secret.pdf", "sub/../../secret.pdf"],
)
def test_an_address_leads_to_nothing_outside_the_folder(address: str, tmp_path: Path) -> None:
    (tmp_path / "secret.pdf").write_bytes(b"%PDF-1.4")
    folder = tmp_path / "office"
    folder.mkdir()
    page = f"<html><body><div id=zoom><p>关于样例的通知</p><p>正文，见<a href='{address}'>附件1</a>。</p></div></body></html>"
    made = make(page.encode(), "通知.html", folder=folder)
    assert made.files == () and "secret" not in made.text.split("---")[2] and made.draft


def test_an_attachment_of_a_page_is_taken_from_beside_it(tmp_path: Path) -> None:
    (tmp_path / "W020260310.xlsx").write_bytes(b"PK table")
    page = "<html><body><div id=zoom><p>关于样例的通知</p><p>正文。</p></div>"
    page += "<div class=fujian><a href='./W020260310.xlsx'>附件1：任务表.xlsx</a></div></body></html>"
    made = make(page.encode(), "通知.html", folder=tmp_path)
    assert [each.name for each in made.files] == ["附件1：任务表.xlsx"]
    inner = page.replace("正文。", "见<a href='W020260310.xlsx'>任务表</a>。")
    made = make(inner.encode(), "通知.html", folder=tmp_path)
    assert "[任务表](任务表.xlsx)" in made.text and not made.draft


def test_a_page_for_scripts_only_is_told() -> None:
    assert isinstance(read_html("<html><body><script>x</script></body></html>"), Unreadable)


def test_signs_that_nobody_sees_are_taken_out() -> None:
    made = make(make_docx(p("关于样例的通知") + p("正\u200b文\u202e有\ufeff看不见的\u2028　　第二段。")))
    assert made.text.endswith("\n正文有看不见的\n\n第二段。\n") and made.proof.kept == 1


def test_a_page_saved_with_its_files_finds_them(tmp_path: Path) -> None:
    (tmp_path / "通知_files").mkdir()
    (tmp_path / "通知_files" / "a.png").write_bytes(PNG)
    page = (
        "<!-- saved from url=(0040)https://www.example.gov.cn/zwgk/a.html -->\n<html><head><title>示例区人民政府门户网站</title>"
        "</head><body>"
        "<div id=zoom><p align=center>示例区2026年部门预算公开</p><p>正文，"
        "见<a href='../b.html'>另一页</a>和<a href='http://[x'>坏地址</a>。</p>"
        "<p><img src='./通知_files/a.png' alt='示意'></p></div></body></html>"
    )
    made = make(page.encode(), "通知.html", folder=tmp_path)
    assert (
        made.title == "示例区2026年部门预算公开"
        and [each.raw for each in made.files] == [PNG]
        and not made.draft
    )
    assert "[另一页](https://www.example.gov.cn/b.html)" in made.text and made.lost == ()
