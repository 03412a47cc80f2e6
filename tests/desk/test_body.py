"""Texts for people who know Word: there and back without a loss, and with the headings of official documents."""

from __future__ import annotations

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from generator.desk.editing.body import as_plain, as_rich, from_plain, from_rich, written
from generator.desk.keeping.drafts import Mode
from generator.errors import GongkaiError
from generator.intake.writing.markdown import shown_words
from generator.load.markdown.front_matter import SplitDocument, split_document
from generator.render.text.markdown import make_converter, to_html
from tests.helpers import REPOSITORY

CONVERTER = make_converter()
SAMPLES = sorted((REPOSITORY / "content").rglob("*.md"))
LINES = st.text(
    st.sampled_from("甲乙一二、（）.1*_[]()<>&#|`~!-+=> \\$%^{}:：。，a"), min_size=1, max_size=40
)


def test_numbered_lines_become_headings_and_sentences_do_not() -> None:
    text = from_plain(
        "各镇街：\n一、总体要求\n（一）加强领导\n一、这是一句很长的话，它不是标题，因为它有标点。\n\n示例区人民政府\n2026年3月2日"
    )
    assert "## 一、总体要求\n" in text and "### （一）加强领导\n" in text
    assert "\n一、这是一句很长的话" in text
    assert to_html(text, CONVERTER).count('class="gk-sign"') >= 1


@settings(max_examples=150, deadline=None)
@given(st.lists(LINES, max_size=6).map("\n".join))
@example("# 甲\n> 乙\n- 丙\n1. 丁\n***\n| 甲 | 乙 |\n[甲](乙)<b>&amp;\n    代码")
def test_lines_are_shown_as_they_were_typed(text: str) -> None:
    page = to_html(from_plain(text), CONVERTER)
    assert "".join(shown_words(page).split()) == "".join(text.split())


@pytest.mark.parametrize("path", SAMPLES, ids=lambda path: path.stem)
def test_the_editor_shows_every_document_of_the_sample_and_loses_nothing(path: object) -> None:
    parts = split_document(path.read_text(encoding="utf-8"), "x")  # type: ignore[attr-defined]
    assert isinstance(parts, SplitDocument)
    rich = as_rich(parts.body, CONVERTER)
    assert rich is not None
    assert shown_words(to_html(from_rich(rich), CONVERTER)) == shown_words(to_html(parts.body, CONVERTER))


@pytest.mark.parametrize(
    "text",
    [
        "脚注[^1]。\n\n[^1]: 注。\n", '<video src="a.mp4" controls></video>\n', "```\n代码\n```\n", "- [x] 做完\n",
        "<details><summary>甲</summary>乙</details>\n", '<p><span lang="en">x</span></p>\n',
    ],
)  # fmt: skip
def test_what_the_editor_cannot_show_is_offered_as_it_stands(text: str) -> None:
    assert as_rich(text, CONVERTER) is None and as_plain(text, CONVERTER) is None


@pytest.mark.parametrize(
    "html",
    [
        "<p onclick=alert(1)>甲<script>alert(1)</script></p>", '<p><a href="javascript:alert(1)">甲</a></p>',
        '<img src="x" onerror="alert(1)"><p>甲</p>', '<p style="position:fixed">甲</p><iframe src="//x"></iframe>',
        "<svg><script>alert(1)</script></svg><p>甲</p>",
    ],
)  # fmt: skip
def test_nothing_that_runs_comes_through_the_editor(html: str) -> None:
    page = to_html(from_rich(html), CONVERTER)
    assert "甲" in page
    assert not [word for word in ("script", "onerror", "onclick", "style=", "iframe") if word in page]


@pytest.mark.parametrize(
    "html", ["<blockquote>" * 3000 + "甲", "<ul><li>" * 2000 + "甲", "<table><tr><td>" * 500 + "甲"]
)
def test_a_text_that_nests_beyond_measure_is_refused_in_words(html: str) -> None:
    try:
        assert "甲" in from_rich(html)
    except GongkaiError as error:
        assert "正文" in str(error)


def test_a_text_beyond_measure_is_refused() -> None:
    with pytest.raises(GongkaiError, match="太长"):
        written(Mode.PLAIN, "甲" * 3_000_000)
    assert as_plain("甲" * 700_000) is None and as_rich("甲" * 700_000) is None


def test_tables_keep_the_sides_of_their_columns_and_lists_their_numbers() -> None:
    html = '<ol start="3"><li><p>甲</p><ul><li><p>乙</p></li></ul></li><li><p>丙</p></li></ol>'
    html += '<table><tbody><tr><th>名</th><th align="right">数</th></tr><tr><td>丁</td><td align="right">1</td></tr></tbody></table>'
    text = from_rich(html)
    assert text == "3. 甲\n   - 乙\n4. 丙\n\n| 名 | 数 |\n| --- | ---: |\n| 丁 | 1 |\n"
    assert as_rich(text) is not None
