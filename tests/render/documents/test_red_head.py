"""The red head: whose it is, in which form, and which documents have none."""

from __future__ import annotations

from datetime import datetime
from pathlib import Path

import pytest

from generator.model.document import Document
from generator.model.finding import Place
from generator.render.documents.red_head import red_head
from generator.render.text.markdown import make_converter, to_html
from tests.helpers import build, document, make_portal
from tests.markup import parse_page

SIGNED = to_html("现通知如下。\n\n示例区人民政府办公室\n\n2026年3月3日", make_converter())
JOINT = to_html("现通知如下。\n\n示例区教育委员会\n\n示例区财政局\n\n2026年3月3日", make_converter())


def paper(
    title: str = "关于做好样例工作的通知",
    doc_no: str = "示例府办发〔2026〕18号",
    issuer: str = "区政府办公室",
    interprets: tuple[str, ...] = (),
) -> Document:
    """Return a document with a title, a number and an issuer."""
    published = datetime(2026, 3, 3, 9, 30)
    place = Place("a.md", 1, 1)
    return Document("a.md", "a", "a/a", title, issuer, published, place, doc_no=doc_no, interprets=interprets)


@pytest.mark.parametrize(
    ("title", "body", "names"),
    [
        ("示例区人民政府办公室关于做好样例工作的通知", "", ("示例区人民政府办公室",)),
        ("示例区教育委员会 示例区财政局关于补助的通知", "", ("示例区教育委员会", "示例区财政局")),
        ("示例区教育委员会、示例区财政局关于补助的通知", "", ("示例区教育委员会", "示例区财政局")),
        ("示例区人民政府办公室转发区教委关于补助意见的通知", "", ("示例区人民政府办公室",)),
        # Where the title does not say it, the closing lines do; where neither does, the portal knows a short name.
        ("关于做好样例工作的通知", SIGNED, ("示例区人民政府办公室",)),
        ("示例区停车管理办法", JOINT, ("示例区教育委员会", "示例区财政局")),
        ("示例区停车管理办法", "<p>第一条　为了管理停车。</p>", ("示例区人民政府办公室",)),
        ("《示例区教育委员会关于补助的通知》的说明", "", ("示例区人民政府办公室",)),
        # The leading body alone may stand for many.
        ("示例区教委、示例区财政局、示例区民政局、示例区审计局关于补助的通知", "", ("示例区教委",)),
    ],
)
def test_it_names_the_issuers_in_full(title: str, body: str, names: tuple[str, ...]) -> None:
    found = red_head(paper(title), is_page=False, body=body, portal="示例区人民政府")
    assert found
    assert found.names == names


@pytest.mark.parametrize(
    ("issuer", "doc_no", "name"),
    [
        ("区政府", "示例府规〔2021〕3号", "示例区人民政府"),
        ("示例区人民政府", "示例府规〔2021〕3号", "示例区人民政府"),
        ("区政府办公室", "示例府办规〔2021〕3号", "示例区人民政府办公室"),
        ("市政府", "渝府发〔2021〕3号", "市政府"),
        ("区教委", "示例教规〔2021〕3号", "区教委"),
        ("区司法局", "示例区人民政府令第5号", "示例区人民政府"),
        # Made public by a department, or numbered by another body: whose paper it is cannot be told.
        ("区司法局", "示例府规〔2021〕3号", ""),
        ("区政府办公室", "示例府规〔2021〕3号", ""),
        ("区政府", "示例府办规〔2021〕3号", ""),
    ],
)
def test_who_made_it_public_is_named_where_the_number_agrees(issuer: str, doc_no: str, name: str) -> None:
    found = red_head(paper("示例区停车管理办法", doc_no, issuer), False, "", "示例区人民政府")
    assert (found.names if found else ("",)) == (name,)


@pytest.mark.parametrize(
    ("title", "doc_no", "word"),
    [
        ("示例区财政局关于补助的通知", "示例财发〔2026〕1号", "文件"),
        ("示例区财政局关于补助的通知", "示例财发[2026]1号", "文件"),
        ("示例区财政局关于补助的意见", "示例财发（2026）1号", "文件"),
        ("示例区财政局关于补助的复函", "示例财函〔2026〕1号", ""),
        ("示例区财政局关于补助的通知", "示例财函〔2026〕1号", ""),
        ("示例区停车管理办法", "示例区人民政府令第5号", ""),
        ("示例区财政局关于补助的公告", "2026年第3号", ""),
    ],
)
def test_letters_orders_and_announcements_bear_the_name_alone(title: str, doc_no: str, word: str) -> None:
    found = red_head(paper(title, doc_no), is_page=False, body="", portal="示例区人民政府")
    assert found
    assert found.word == word


@pytest.mark.parametrize(
    ("changed", "is_page"),
    [
        (paper(doc_no=""), False),
        (paper(doc_no="见正文"), False),
        (paper(issuer=""), False),
        (paper(interprets=("b.md",)), False),
        (paper(), True),
    ],
)
def test_what_is_no_official_document_has_none(changed: Document, is_page: bool) -> None:
    assert red_head(changed, is_page, SIGNED, "示例区人民政府") is None


@pytest.mark.parametrize(
    ("name", "length"),
    [
        ("区财政局", "short"),
        ("示例区教育委员会", "short"),
        ("示例区人民政府办公室", "middle"),
        ("示例区人力资源和社会保障局", "long"),
    ],
)
def test_a_longer_line_is_set_smaller(name: str, length: str) -> None:
    found = red_head(paper(f"{name}关于补助的通知"), is_page=False, body="", portal="示例区人民政府")
    assert found
    assert found.length == length


def test_the_page_has_it_above_the_title_and_shows_what_was_written(tmp_path: Path) -> None:
    hostile = document(
        "示例区<b>财政局</b>关于补助的通知", doc_no='"示例财发〔2026〕1号<i>"', issuer='"<s>区财政局</s>"'
    )
    site = build(make_portal(tmp_path, {"content/tzgg/a.md": hostile, "content/tzgg/b.md": document("新闻")}))
    page = parse_page(site / "tzgg/a.html")
    text = page.text
    html = (site / "tzgg/a.html").read_text(encoding="utf-8")
    assert html.index("gk-red__mark") < html.index("gk-doc__no") < html.index("<h1")
    assert "<s>区财政局</s>" in text
    assert "gk-red__mark" in page.values("class")
    assert text.count("示例财发〔2026〕1号<i>") == 2
    assert "gk-red__mark" not in parse_page(site / "tzgg/b.html").values("class")
