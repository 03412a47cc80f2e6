"""The Word version says what the page says: the same words, struck, raised and lowered as there."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any

import pytest
from docx.document import Document as WordDocument
from hypothesis import given, settings
from hypothesis import strategies as st

from generator.render.text.markdown import make_converter, to_html
from generator.render.text.nodes import read_nodes
from generator.render.word.file import new_word_file
from generator.render.word.picture import Album
from generator.render.word.word import WordContext, write_text
from tests.markup import parse_html

CONVERTER = make_converter()
BLOCKS = st.sampled_from(
    [
        "正文**加粗**，~~删去~~。", "H<sub>2</sub>O和m<sup>2</sup>", "## 标题", "- 一\n- 二\n  - 三", "1. 甲\n2. 乙",
        "> 引用\n>\n> 又一段", "| 甲 | 乙 |\n|---|---|\n| 一 | ~~二~~ |", "```\n代码  两格\n```", "<u>下划</u>和[链接](a.md)",
        "<table><tr><td rowspan=2>合并</td><td>一</td></tr><tr><td>二</td></tr></table>",
        "<table><tr><td>外<table><tr><td>内</td></tr></table></td></tr></table>",
        "<table><tr><td><p>一段</p><p>又一段</p><ul><li>项</li></ul></td></tr></table>",
        "<table><caption>表一</caption><tr><td colspan=3>宽</td></tr></table>",
        "<dl><dt>词</dt><dd>义</dd></dl>", "<details><summary>概要</summary>详情</details>", "正文[^1]。\n\n[^1]: 注释。",
        "<figure><figcaption>图注</figcaption></figure>", "<div>散字<p>段落</p>散字</div>", "- [x] 已办\n- [ ] 未办",
    ]
)  # fmt: skip


def word_of(text: str) -> WordDocument:
    file = new_word_file()
    write_text(read_nodes(to_html(text, CONVERTER)), WordContext(file, Album(file, Path()), "a/b.html"))
    return file


def words_of(file: WordDocument) -> str:
    return "".join(node.text or "" for node in file.element.body.iter("{*}t"))


def letters(text: str) -> list[str]:
    """Return the letters of a text in order, without what only sets it: blanks, and marks of list items."""
    return sorted(re.sub(r"\s|•|\d+\. ", "", text))


@settings(max_examples=60)
@given(st.lists(BLOCKS, min_size=1, max_size=4).map("\n\n".join))
def test_page_and_word_file_have_the_same_words(text: str) -> None:
    page = parse_html(to_html(text, CONVERTER))
    assert letters(words_of(word_of(text))) == letters(page.text)


@pytest.mark.parametrize(
    ("text", "words", "look"),
    [
        ("~~删去~~", "删去", "strike"),
        ("<s>作废</s>", "作废", "strike"),
        ("H<sub>2</sub>O", "2", "subscript"),
        ("m<sup>3</sup>", "3", "superscript"),
    ],
)
def test_letters_look_as_on_the_page(text: str, words: str, look: str) -> None:
    runs: list[Any] = [run for paragraph in word_of(text).paragraphs for run in paragraph.runs]
    assert [run.text for run in runs if getattr(run.font, look)] == [words]


def test_a_table_too_large_to_draw_keeps_its_words() -> None:
    rows = "".join(f"<tr><td>甲{n}</td>{'<td></td>' * 59}</tr>" for n in range(350))
    file = word_of(f"<table>{rows}</table>")
    assert words_of(file).startswith("甲0") and words_of(file).count("甲") == 350
