"""What a page does not show of its text is told, with its line; what it shows is not told of."""

from __future__ import annotations

import re
from html import unescape
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from generator.load.markdown.dropped import check_dropped
from generator.load.markdown.links import find_references
from generator.model.finding import Level
from generator.render.text.markdown import make_converter, to_html
from tests.helpers import build, check, codes, document, make_portal

CONVERTER = make_converter()


def _told(body: str) -> list[tuple[str, int]]:
    found = check_dropped(body, tuple(find_references(body, 1)), 1, "a.md", True)
    return [(each.code, each.place.line) for each in found]


@pytest.mark.parametrize(
    "lost",
    [
        "![图](D:/照片/图.png)",
        "![图](file:///C:/a.png)",
        "![图](data:image/png;base64,AAAA)",
        "![图]()",
        '<img src="C:\\图.png">',
        '<img data-src="a.png">',
        "<IMG alt=图>",
        "[表](file:///D:/表.xls)",
        '<iframe src="a.html"></iframe>',
        "<object data='a.pdf'>请下载</object>",
        "<embed src=a.pdf>",
        "<svg><text>文字</text></svg>",
        "<noscript>请看这里</noscript>",
        '<input type="text" value="姓名">',
        "<!-- 没有写完",
        "<script>a\n\n后面的文字",
    ],
)
def test_what_is_lost_is_an_error_at_its_line(lost: str) -> None:
    assert _told(f"正文。\n\n{lost}") == [("content-lost", 3)]


@pytest.mark.parametrize(
    "dropped",
    [
        "[详情](javascript:void(0))",
        "<a href='weixin://dl/chat'>微信</a>",
        "<script>var a = 1;</script>",
        "<style>.a{}</style>",
        "<button>提交</button>",
        '<h2 align="center">标题</h2>',
    ],
)
def test_what_does_nothing_is_a_warning_at_its_line(dropped: str) -> None:
    assert _told(f"正文。\n\n{dropped}") == [("markup-dropped", 3)]


@pytest.mark.parametrize(
    "kept",
    [
        "[站](https://a.example/)",
        "[信](mailto:a@b.example)",
        "<tel:02300000000>",
        "[电话](tel:023-1)",
        "    <iframe src=x></iframe>",
        "`<script>`",
        "```\n![图](C:\\a.png)\n```",
        '<p style="text-align:center">居中</p>',
        "<font color=red>字</font>",
        "<center>字</center>",
        "<!-- 注释 <iframe> -->",
        "- [ ] 待办",
        '<video controls><source src="a.mp4"></video>',
        '网页里写 href="index.htm" 就能打开。',
    ],
)
def test_what_is_shown_is_not_told_of(kept: str) -> None:
    assert _told(f"正文。\n\n{kept}") == []


@pytest.mark.parametrize(
    "body",
    ["<!-- 待写 -->", "<script>a</script>", "&nbsp;", "[a]: b.md", "<p>&#8203;</p>", "***", "\u3000", ""],
)
def test_a_text_of_which_nothing_is_seen_is_an_error(body: str) -> None:
    assert "document-empty" in [code for code, _ in _told(body)]


@pytest.mark.parametrize(
    "body", ["1", "![图](a.png)", "<img src=a.png>", "`a`", "> 引", "<td>表", "《", "[^1]\n\n[^1]: 注"]
)
def test_a_text_of_which_something_is_seen_is_none(body: str) -> None:
    assert _told(body) == []


def test_a_head_that_shows_something_needs_no_text(tmp_path: Path) -> None:
    files = {"content/tzgg/a.md": document(body="", attachments="[表.docx]"), "content/tzgg/表.docx": "x"}
    assert codes(check(make_portal(tmp_path, files))) == []


def test_alignment_is_kept(tmp_path: Path) -> None:
    body = (
        '<p style="text-indent:0;TEXT-ALIGN: center ;">甲</p><p align=right class="x">乙</p><center>丙</center>\n\n'
        '<table><tr><td style="border:0;text-align:right">丁</td></tr></table>\n\n`<p align="center">`'
    )
    root = make_portal(tmp_path, {"content/tzgg/a.md": document(body=body)})
    assert codes(check(root)) == []
    page = (build(root) / "tzgg/a.html").read_text(encoding="utf-8")
    for piece in (
        '<p class="gk-center">甲</p>',
        '<p class="gk-right">乙</p>',
        '<div class="gk-center">丙</div>',
        '<td class="gk-right">丁</td>',
        '<code>&lt;p align="center"&gt;</code>',
    ):
        assert piece in page or piece.replace('"', "&quot;") in page, piece


_PIECES = st.sampled_from(
    ["<script>", "</script>", "<style>", "</style>", "<iframe>", "</iframe>", "<noscript>", "</noscript>", "<!--", "-->",
     "<b>", "</b>", "<p>", "</p>", "<template>", "</template>", "\n\n", " ", "<object>", "</object>"]
)  # fmt: skip


@given(st.lists(_PIECES, max_size=12))
def test_no_word_vanishes_without_a_word(pieces: list[str]) -> None:
    """Between any tags, a word that the page lacks is told of."""
    body = "字0。" + "".join(f"{piece}字{number}。" for number, piece in enumerate(pieces, 1))
    shown = unescape(re.sub(r"<[^<>]*>", "", to_html(body, CONVERTER)))
    in_comments = "".join(re.findall(r"<!--.*?-->", body, re.DOTALL))
    lost = [n for n in range(len(pieces) + 1) if f"字{n}。" not in shown and f"字{n}。" not in in_comments]
    found = list(check_dropped(body, (), 1, "a.md", True))
    # A script's own words are none of the text: it is enough to say that it does nothing.
    scripts = "".join(re.findall(r"<(script|style)>.*?</\1>", body, re.DOTALL))
    assert not lost or scripts or any(each.level is Level.ERROR for each in found)


def test_a_document_that_ends_with_its_head_is_told_of_where_it_ends(tmp_path: Path) -> None:
    text = document("空的", body="").rstrip("\n")
    make_portal(tmp_path, {"content/tzgg/2026-03-03-k.md": text})
    (found,) = [each for each in check(tmp_path) if each["code"] == "document-empty"]
    assert found["line"] == len(text.split("\n"))
