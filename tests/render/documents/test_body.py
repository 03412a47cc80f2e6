"""Links of a document's text: made to fit the page, and never a way to what is not published."""

from __future__ import annotations

from datetime import datetime

import pytest

from generator.model.document import Document
from generator.model.finding import Place
from generator.render.documents.body import body_html
from generator.render.text.markdown import make_converter
from tests.markup import parse_html

CONVERTER = make_converter()
ADDRESSES = {"zwgk/zcwj/a.md": "zwgk/zcwj/a.html", "zfxxgk/zn/index.md": "zfxxgk/zn/index.html"}
PAGE = Document(
    path="zwgk/zcjd/b.md",
    column="zwgk/zcjd",
    address="zwgk/zcjd/b.html",
    title="解读",
    issuer="区司法局",
    published=datetime(2026, 3, 3, 9, 30),
    place=Place("content/zwgk/zcjd/b.md"),
)


@pytest.mark.parametrize(
    ("written", "shown"),
    [
        ("../zcwj/a.md", "../../zwgk/zcwj/a.html"),
        ("../zcwj/a.md#一总则", "../../zwgk/zcwj/a.html#一总则"),
        ("/zwgk/zcwj/a.md", "../../zwgk/zcwj/a.html"),
        ("/zfxxgk/zn/index.md", "../../zfxxgk/zn/"),
        ("表.xlsx", "../../zwgk/zcjd/%E8%A1%A8.xlsx"),
        ("图%201.png", "../../zwgk/zcjd/%E5%9B%BE%201.png"),
        ("#一总则", "#一总则"),
        ("https://www.gov.cn/?a=1&amp;b=2#c", "https://www.gov.cn/?a=1&b=2#c"),
        ("mailto:a@example.gov.cn", "mailto:a@example.gov.cn"),
    ],
)
def test_links_fit_the_page(written: str, shown: str) -> None:
    html = body_html(f"## 一、总则\n\n[链接](<{written}>)", PAGE, ADDRESSES, "../../", CONVERTER)
    (link,) = parse_html(html).named("a")
    assert link["href"].replace("%E4%B8%80%E6%80%BB%E5%88%99", "一总则") == shown


@pytest.mark.parametrize("written", ["../zcwj/draft.md", "../../../etc/passwd", "/zwgk/zcwj/draft.md#一"])
def test_links_to_what_is_not_published_lose_their_address(written: str) -> None:
    html = body_html(f"[草稿]({written})", PAGE, ADDRESSES, "../../", CONVERTER)
    assert "草稿" in html
    assert "draft" not in html
    assert "passwd" not in html


def test_pictures_and_media_are_retargeted() -> None:
    text = '![图](图.png)\n\n<video src="a.mp4" poster="a.jpg"><track src="a.vtt"></video>'
    parsed = parse_html(body_html(text, PAGE, ADDRESSES, "../../", CONVERTER))
    assert all(
        value.startswith("../../zwgk/zcjd/") for value in parsed.values("src") + parsed.values("poster")
    )
    assert len(parsed.values("src")) == 3
