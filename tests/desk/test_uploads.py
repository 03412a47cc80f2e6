"""Files that editors bring: read in a bounded process, refused in words, never under a name of their own making."""

from __future__ import annotations

import io
from pathlib import Path

import pytest
from docx import Document
from PIL import Image

from generator.desk.copy.state import key_of
from tests.desk.conftest import Visitor, form_of, git


def word_file() -> bytes:
    """Return an official document as Word has it."""
    made = Document()
    for text in (
        "示例区人民政府办公室文件",
        "示例府办发〔2026〕88号",
        "关于做好供水保障工作的通知",
        "各镇街：",
        "现将有关事项通知如下。",
        "一、加强巡查",
        "每周巡查管网一次。",
    ):
        made.add_paragraph(text)
    table = made.add_table(2, 2)
    for number, text in enumerate(("单位", "电话", "自来水公司", "023-00000000")):
        table.cell(number // 2, number % 2).text = text
    made.add_paragraph("示例区人民政府办公室")
    made.add_paragraph("2026年11月18日")
    raw = io.BytesIO()
    made.save(raw)
    return raw.getvalue()


def png() -> bytes:
    """Return a picture."""
    raw = io.BytesIO()
    Image.new("RGB", (40, 30), "navy").save(raw, "PNG")
    return raw.getvalue()


def bring(visitor: Visitor, name: str, raw: bytes) -> str:
    """Bring a Word file; return the answer's page."""
    answer = visitor.post(f"/new/{key_of('tzgg')}/file", files={"file": (name, raw)})
    return visitor.get(answer.headers["location"]).text if answer.status_code == 303 else answer.text


def attach(visitor: Visitor, draft: str, name: str, raw: bytes, **told: str) -> str:
    """Attach a file to a draft; return the answer's page."""
    kept = visitor.desk.drafts.get(draft, visitor.desk.owner.account if visitor.desk.owner else "")
    assert kept
    data = {"revision": str(kept.revision), **told}
    return visitor.post(f"/drafts/{draft}/files", data, files={"upload": (name, raw)}).text


def test_a_word_file_becomes_a_document_and_is_live(own: Visitor, root: Path) -> None:
    page = bring(own, "供水通知.docx", word_file())
    told = form_of(page)
    assert (
        told["head.title"] == "关于做好供水保障工作的通知" and told["head.doc_no"] == "示例府办发〔2026〕88号"
    )
    assert told["head.signed"] == "2026-11-18" and "保留100%" in page
    draft = own.desk.drafts.of("own")[0]
    assert "成功</h1>" in own.publish(draft.id).text
    shown = git(root, "show", "HEAD")
    assert "+| 自来水公司 | 023-00000000 |" in shown and "+## 一、加强巡查" in shown


@pytest.mark.parametrize(
    ("name", "raw", "words"),
    [
        ("a.docx", b"PK\x03\x04broken", "没有读出来"),
        ("a.docx", b"", "是空的"),
        ("a.exe", b"MZ\x90\x00", "没有读出来"),
        ("表.xlsx", b"PK\x03\x04", "这是表格"),
        ("../../../etc/passwd", b"root:x:0:0", "没有读出来"),
        ("a.pdf", b"%PDF-1.4 broken", "没有读出来"),
        ("a.html", b"<script>while(1);</script>", "没有读出来"),
    ],
)
def test_what_cannot_be_read_is_told_in_words(own: Visitor, name: str, raw: bytes, words: str) -> None:
    page = bring(own, name, raw)
    assert words in page
    assert own.desk.drafts.of("own") == []


def test_an_attachment_has_the_name_that_readers_see(own: Visitor, root: Path) -> None:
    draft = own.begin()
    own.fill(draft, title="关于附件的通知", body="见附件。")
    assert "任务分工表.docx" in attach(
        own, draft, "C:\\Users\\x\\未命名1.docx", word_file(), label="任务 分工表"
    )
    assert (
        own.get(f"/show/{draft}/tzgg/任务分工表.docx").content == word_file()
        or own.get(f"/show/{draft}/tzgg/任务分工表.docx").status_code == 200
    )
    assert "成功</h1>" in own.publish(draft).text
    assert "content/tzgg/任务分工表.docx" in git(
        root, "-c", "core.quotepath=off", "show", "--name-only", "--format=", "HEAD"
    )


@pytest.mark.parametrize(
    ("name", "raw", "words"),
    [
        ("a.html", b"<script>alert(1)</script>", "网页"),
        ("a.php.jpg", png(), "当程序运行"),
        ("a.svg", b"<svg onload='alert(1)'/>", "不能用"),
        ("a.exe", b"MZ", "不在可以发布的类型里"),
        ("a", b"x", "没有扩展名"),
        ("a.docm", b"PK", "另存为"),
        ("a.png", b"", "是空的"),
        ("a.png", b"<html><script>alert(1)</script></html>", "不能用"),
    ],
)
def test_what_the_portal_does_not_publish_is_not_taken(
    own: Visitor, name: str, raw: bytes, words: str
) -> None:
    draft = own.begin()
    assert words in attach(own, draft, name, raw)
    kept = own.desk.drafts.get(draft, "own")
    assert kept and kept.files == ()
    assert [each for each in own.desk.drafts.content(kept).rglob("*") if each.is_file()] == []


@pytest.mark.parametrize(
    "name",
    [
        "../../../x.png",
        "..\\..\\x.png",
        "/etc/x.png",
        "con.png",
        "a\x00b.png",
        ".hidden.png",
        "x" * 300 + ".png",
        "甲/乙.png",
    ],
)
def test_no_name_leads_out_of_the_draft(own: Visitor, name: str) -> None:
    draft = own.begin()
    attach(own, draft, name, png())
    kept = own.desk.drafts.get(draft, "own")
    assert kept
    inside = own.desk.drafts.beside(kept)
    files = list(own.desk.drafts.folder.rglob("*.png"))
    assert all(each.parent == inside for each in files) and len(files) == len(kept.files)


def test_a_picture_of_the_text_is_no_attachment(own: Visitor, root: Path) -> None:
    draft = own.begin()
    own.fill(draft, title="关于图片的通知", body="见图。")
    answer = own.post(
        f"/drafts/{draft}/files",
        {"revision": "2", "as": "picture"},
        files={"upload": ("图 1.png", png())},
        headers={"Accept": "application/json"},
    )
    name = answer.json()["names"][0]
    own.fill(draft, body=f'<p>见图。</p><p><img src="{name}" alt="流程图"></p>', mode="rich")
    assert own.get(f"/show/{draft}/tzgg/{name}").headers["content-type"] == "image/png"
    assert "成功</h1>" in own.publish(draft).text
    text = git(root, "show", "HEAD:content/tzgg/20261120-gytpdtz.md")
    assert "![流程图](" in text and "attachments" not in text


def test_an_attachment_is_taken_off(own: Visitor) -> None:
    draft = own.begin()
    attach(own, draft, "甲.png", png())
    kept = own.desk.drafts.get(draft, "own")
    assert kept and kept.files
    page = own.post(f"/drafts/{draft}/files/remove", {"number": "0", "revision": str(kept.revision)}).text
    assert "已去掉附件" in page and "没有附件" in page
    assert not list(own.desk.drafts.folder.rglob("*.png"))


def test_the_preview_is_the_page_that_it_will_be(own: Visitor) -> None:
    draft = own.begin()
    own.fill(
        draft,
        title="关于预览的通知",
        body="一、标题\n正文<script>alert(1)</script>。",
        doc_no="示例府办发〔2026〕9号",
    )
    page = own.get(f"/drafts/{draft}/preview").text
    address = page.partition('src="/show/')[2].partition('"')[0]
    shown = own.get(f"/show/{address}")
    assert (
        shown.status_code == 200 and "关于预览的通知" in shown.text and "示例府办发〔2026〕9号" in shown.text
    )
    assert "sandbox allow-same-origin" in shown.headers["content-security-policy"]
    assert "<script>alert" not in shown.text
    sheet = shown.text.partition("assets/frame.css?v=")[2].partition('"')[0]
    assert own.get(f"/show/{draft}/assets/frame.css?v={sheet}").headers["content-type"].startswith("text/css")
