"""Anchors: what the check knows of a page is what the page has."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from generator.load.markdown.anchors import find_ids
from generator.render.text.markdown import make_converter, to_html
from tests.helpers import check, codes, document, make_portal

CONVERTER = make_converter()
WORDS = st.text(st.sampled_from(list("一二三、（）()《》“”，ABCz 09-_·#")), min_size=1, max_size=12)


def drawn_ids(text: str) -> set[str]:
    """Return the ids of the page that is drawn."""
    return set(re.findall(r'\bid="([^"]+)"', to_html(text, CONVERTER)))


@given(st.lists(st.tuples(st.integers(1, 6), WORDS), min_size=1, max_size=5))
def test_headings_have_the_ids_of_the_page(headings: list[tuple[int, str]]) -> None:
    text = "\n\n".join(f"{'#' * level} {words}" for level, words in headings)
    assert drawn_ids(text) <= set(find_ids(text))


@pytest.mark.parametrize(
    "text",
    [
        "## 一、**总体**要求",
        "## 关于[办法](a.md)的说明",
        "## `gongkai check`的用法 ##",
        "总体要求\n====\n\n二、分工\n---",
        "## 同名\n\n## 同名",
        "正文[^1]。\n\n[^1]: 脚注。",
        '<div id="fujian">附件</div>',
        "## A&amp;B",
        "```\n# 注释\n```\n\n## 真标题",
        "## snake_case 与 _斜体_",
    ],
)
def test_ids_of_every_form(text: str) -> None:
    assert drawn_ids(text) <= set(find_ids(text))
    assert "注释" not in find_ids(text)


@pytest.mark.parametrize(
    ("target", "found"),
    [
        ("#一总体要求", []),
        ("#gk-main", []),
        ("#", []),
        ("#二分工", ["anchor-missing"]),
        ("b.md#三要点", []),
        ("/tzgg/b.md#%E4%B8%89%E8%A6%81%E7%82%B9", []),
        ("b.md#一总体要求", ["anchor-missing"]),
        ("https://www.gov.cn/#x", []),
    ],
)
def test_links_to_anchors_are_followed(target: str, found: list[str], tmp_path: Path) -> None:
    files: dict[str, str | bytes] = {
        "content/tzgg/a.md": document(body=f"## 一、总体要求\n\n见[那里]({target})。"),
        "content/tzgg/b.md": document(title="另一份", body="## 三、要点\n\n正文。"),
    }
    assert codes(check(make_portal(tmp_path, files))) == found
