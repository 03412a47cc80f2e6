"""Emphasis next to Chinese punctuation: what a Chinese writer sees is what the parser reads."""

from __future__ import annotations

import re

import pyromark
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from generator.load.markdown.emphasis import mark_emphasis, take_marks_out
from generator.render.text.markdown import make_converter, to_html
from tests.markup import parse_html

CONVERTER = make_converter()
WORDS = st.text(st.sampled_from("注意请带证件。：，“”（）《》、A1 ."), min_size=1, max_size=8)


def html_of(text: str) -> str:
    return to_html(text, CONVERTER).strip()


@pytest.mark.parametrize(
    ("text", "html"),
    [
        (
            "正常`代码`文字。\n\n**注意：**请带",
            "<p>正常<code>代码</code>文字。</p>\n<p><strong>注意：</strong>请带</p>",
        ),
        ("***重要：***请注意", "<p><em><strong>重要：</strong></em>请注意</p>"),
        ("*（斜体）*文字", "<p><em>（斜体）</em>文字</p>"),
        ("文字~~（删去）~~文字", "<p>文字<del>（删去）</del>文字</p>"),
        ("文**(a)**字", "<p>文<strong>(a)</strong>字</p>"),
        ("**“甲”\n乙：**丙", "<p><strong>“甲”乙：</strong>丙</p>"),
        ("*甲：**乙：**丙*丁", "<p><em>甲：<strong>乙：</strong>丙</em>丁</p>"),
        (
            "**一**、**二。**三**四**",
            "<p><strong>一</strong>、<strong>二。</strong>三<strong>四</strong></p>",
        ),
        ("截至**2026年**底", "<p>截至<strong>2026年</strong>底</p>"),
    ],
)
def test_emphasis_beside_chinese(text: str, html: str) -> None:
    assert html_of(text) == html


@pytest.mark.parametrize(
    "text",
    [
        "3*4米，共5*6个",
        "每格3米*4米、5米*6米",
        "约3~5月，4~6月",
        "一 ** 二 ** 三",
        "星号\\**（不是）\\**强调",
        "注释*：见后",
    ],
)
def test_what_is_no_emphasis(text: str) -> None:
    html = html_of(text)
    assert "<em>" not in html and "<strong>" not in html and "<del>" not in html


@pytest.mark.parametrize("code", ["**注意：**请", "*（一）*甲", "3*4米，共5*6个", "~~删：~~后"])
def test_code_and_addresses_stay_as_written(code: str) -> None:
    assert html_of(f"    {code}") == f"<pre><code>{code}</code></pre>"
    assert html_of(f"文字`{code}`文字") == f"<p>文字<code>{code}</code>文字</p>"
    page = parse_html(html_of(f"[甲](<{code}.md>)"))
    assert page.named("a")[0]["href"] == re.search(r'href="([^"]*)"', pyromark.html(f"[甲](<{code}.md>)"))[1]  # type: ignore[index]


def test_a_picture_keeps_its_words() -> None:
    picture = parse_html(html_of("![图**一：**二](a**b：**c.png)")).named("img")[0]
    assert "<" not in picture["alt"] and picture["alt"].replace("*", "") == "图一：二"
    assert picture["src"].startswith("a**b")


@settings(max_examples=300)
@given(
    st.lists(
        st.one_of(WORDS, st.sampled_from(["*", "**", "***", "~~", "`", "[", "](x)", "\n", "\\"])), max_size=14
    )
)
def test_marks_leave_nothing_behind(pieces: list[str]) -> None:
    text = "".join(pieces)
    marked, marks = mark_emphasis(text)
    assert take_marks_out(marked, marks) == text
    html = html_of(text)
    assert not re.search("[\ue000-\uf8ff\u2004-\u200a]|%EE%80", html)


@settings(max_examples=300)
@given(WORDS.filter(lambda words: words.strip() == words), WORDS)
def test_a_pair_of_stars_is_bold_whatever_stands_beside_it(inner: str, after: str) -> None:
    # A blank beside the stars, on the side that faces away, is all that they may have and need not.
    html = html_of(f"文**{inner}**{after}")
    assert "<strong>" in html or not re.search(r"[^\x00-\x7f]", inner[0] + inner[-1] + after[0])


@given(st.text(st.sampled_from("*_ab, .`[]()!\n"), max_size=40))
def test_a_text_without_chinese_is_the_parser_s_alone(text: str) -> None:
    assert mark_emphasis(text) == (text, "")
