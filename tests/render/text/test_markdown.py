"""Markdown: the dialect, the forms of an official document, and what the sanitiser lets through."""

from __future__ import annotations

import re

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from generator.load.markdown.anchors import find_ids
from generator.render.text.markdown import make_converter, to_html
from tests.markup import Parsed, parse_html

CONVERTER = make_converter()
FORBIDDEN_TAGS = {
    "script",
    "style",
    "iframe",
    "object",
    "embed",
    "form",
    "link",
    "meta",
    "base",
    "svg",
    "math",
}
SCHEMES = {"http", "https", "mailto", "tel"}
ATTACKS = [
    "<script>alert(1)</script>",
    "<scr<script>ipt>alert(1)</scr</script>ipt>",
    '<img src=x onerror="alert(1)">',
    '<a href="javascript:alert(1)">甲</a>',
    '<a href="java&#10;script:alert(1)">甲</a>',
    "[甲](javascript:alert(1))",
    "[甲](JaVaScRiPt:alert(1))",
    "![甲](data:image/svg+xml;base64,PHN2Zz4=)",
    "[甲]: javascript:alert(1)\n\n[甲]",
    "<javascript:alert(1)>",
    '<iframe src="https://www.example.gov.cn/"></iframe>',
    '<object data="x"></object><embed src="x">',
    "<style>body{display:none}</style>",
    '<p style="position:fixed" class="gk-sign" id="main">甲</p>',
    '<form action="/"><input name="q"><button>甲</button></form>',
    "<svg><script>alert(1)</script></svg>",
    "<math><mtext><table><mglyph><style><!--</style><img src=x onerror=alert(1)>",
    "<!--><img src=x onerror=alert(1)>-->",
    '<video src="x.mp4" autoplay onplay="alert(1)"></video>',
    '<a href="x" target="_blank" ping="https://www.example.gov.cn/">甲</a>',
    "<base href=//www.example.gov.cn>",
    '<meta http-equiv="refresh" content="0;url=/">',
    "<template><script>alert(1)</script></template>",
    "`<script>`",
    "| 甲 | <b onclick=alert(1)>乙 |\n|---|---|\n| <script>1</script> | 丙 |",
]
PIECES = st.one_of(
    st.sampled_from(ATTACKS),
    st.sampled_from(
        ["\n\n", "\n", "- ", "> ", "    ", "## ", "|", "[", "](", ")", "<", ">", '"', "'", "*", "`", "[^1]"]
    ),
    st.sampled_from(
        ["<table>", "</table>", "<tr>", "<td>", "</td>", "<div>", "</div>", "<a href=", "<!--", "-->"]
    ),
    st.text(max_size=8),
)


def render(text: str) -> Parsed:
    """Return the parsed HTML of a Markdown text."""
    return parse_html(to_html(text, CONVERTER))


def assert_harmless(parsed: Parsed) -> None:
    """Nothing in the HTML runs, loads a frame, or changes the page around it."""
    for tag, attributes in parsed.tags:
        assert tag not in FORBIDDEN_TAGS, tag
        for name, value in attributes.items():
            assert not name.startswith("on"), name
            assert name not in {"style", "srcdoc", "target", "ping", "formaction", "action", "autoplay"}, name
            if name in {"href", "src", "poster", "cite"}:
                scheme = re.match(r"[\x00-\x20]*([a-zA-Z][a-zA-Z0-9+.\-\s]*):", value)
                assert scheme is None or scheme[1].lower() in SCHEMES, value


@pytest.mark.parametrize("text", ATTACKS)
def test_attacks_do_nothing(text: str) -> None:
    assert_harmless(render(text))


@settings(max_examples=400)
@given(st.lists(PIECES, max_size=12).map("".join))
def test_nothing_harmful_comes_of_any_text(text: str) -> None:
    assert_harmless(render(text))


@settings(max_examples=400)
@given(st.lists(PIECES, max_size=12).map("".join))
def test_what_a_document_opens_it_closes(text: str) -> None:
    assert render(text).unbalanced == []


def test_a_table_within_a_table_stays_whole() -> None:
    assert render("<table><tr><td><table><tr><td>内</td></tr></table></td></tr></table>").unbalanced == []


@settings(max_examples=200)
@given(st.text(max_size=200))
def test_plain_text_survives(text: str) -> None:
    words = re.findall(r"[\u4e00-\u9fff]+", text)
    shown = render(text).text
    assert all(word in shown.replace(" ", "") for word in words)


def test_merged_cells_audio_and_video_stay() -> None:
    parsed = render(
        '<table><tr><td colspan="2" rowspan="3">甲</td></tr></table>\n\n<video controls src="a.mp4"></video>'
    )
    assert {"colspan": "2", "rowspan": "3"} in parsed.named("td")
    assert parsed.named("video")[0]["src"] == "a.mp4"


def test_gfm_tables_have_headers_and_scroll() -> None:
    html = to_html("| 项目 | 金额 |\n|---|--:|\n| 甲 | 1 |\n", CONVERTER)
    parsed = parse_html(html)
    assert [cell.get("scope") for cell in parsed.named("th")] == ["col", "col"]
    assert parsed.tags[0] == (
        "div",
        {"class": "gk-scroll", "tabindex": "0", "role": "group", "aria-label": "表格"},
    )


def test_headings_begin_below_the_title_and_can_be_linked() -> None:
    parsed = render("# 一、总则\n\n## 二、附则\n")
    assert [tag for tag, _ in parsed.tags if re.fullmatch(r"h\d", tag)] == ["h2", "h2"]
    assert parsed.values("id") == ["一总则", "二附则"]


def test_lines_joined_in_the_source_show_no_blank() -> None:
    assert render("各镇人民政府，\n各街道办事处").text == "各镇人民政府，各街道办事处"


def test_code_keeps_its_lines() -> None:
    assert "一\n二" in "".join(render("```\n一\n二\n```").texts)


def test_addressee_and_signature_are_recognised() -> None:
    text = "各镇人民政府：\n\n请照办。\n\n示例区人民政府办公室\n\n2026年3月2日\n"
    parsed = render(text)
    assert [each.get("class") for each in parsed.named("p")] == ["gk-addressee", None, "gk-sign", "gk-sign"]


def test_a_date_in_the_middle_is_no_signature() -> None:
    parsed = render("示例区人民政府办公室\n\n2026年3月2日\n\n后面还有正文。\n")
    assert "gk-sign" not in parsed.values("class")


def test_footnotes_are_linked_both_ways_in_chinese() -> None:
    html = to_html("正文[^1]。\n\n[^1]: 注释。\n", CONVERTER)
    parsed = parse_html(html)
    targets = {value.lstrip("#") for value in parsed.values("href")}
    assert targets <= set(parsed.values("id"))
    assert "Back to" not in html


def test_task_lists_need_no_form() -> None:
    parsed = render("- [x] 已办\n- [ ] 未办\n")
    assert not parsed.named("input")
    assert "☑" in parsed.text
    assert "☐" in parsed.text


def test_emphasis_works_beside_chinese_marks() -> None:
    assert len(render("**“重点”**工作，**注意：**必须落实。").named("strong")) == 2


@pytest.mark.parametrize(
    ("text", "html"),
    [
        ("第一行文字\n**加粗**第二行", "第一行文字<strong>加粗</strong>第二行"),
        ("甲**乙**\n**丙**丁", "甲<strong>乙</strong><strong>丙</strong>丁"),
        ("\U00020bb7野\n\U00020bb7家", "\U00020bb7野\U00020bb7家"),
        ("word\n中文\nword", "word\n中文\nword"),
        ("甲`乙`\n丙", "甲<code>乙</code>丙"),
    ],
)
def test_no_blank_shows_between_chinese_lines(text: str, html: str) -> None:
    assert to_html(text, CONVERTER).strip() == f"<p>{html}</p>"


def test_typed_text_keeps_its_lines_and_the_rest_of_its_document_none() -> None:
    html = to_html("甲\n乙\n\n```\n丙\n丁\n```\n\n戊\n己\n", CONVERTER)
    assert "丙\n丁" in html and "甲乙" in html and "戊己" in html


@given(st.lists(st.sampled_from(["概述", "概述-2", "概述-3", "其他", "标题", "！"]), max_size=12))
def test_heading_ids_are_unique_and_known_beforehand(headings: list[str]) -> None:
    text = "\n\n".join(f"## {heading}" for heading in headings)
    ids = [attributes["id"] for _, attributes in render(text).tags if "id" in attributes]
    assert len(ids) == len(headings) == len(set(ids))
    assert set(ids) == set(find_ids(text))
