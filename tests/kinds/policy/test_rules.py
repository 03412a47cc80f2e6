"""Interpretations: what counts as explained, and when one merely repeats its policy."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from generator.load.documents.repeats import shared_part
from generator.load.markdown.elements import find_elements
from generator.model.interpretation import Element
from tests.helpers import COLUMNS, PORTAL, check, codes, document, make_portal

HAN = st.text(st.characters(min_codepoint=0x4E00, max_codepoint=0x4E80), max_size=60)
TREE = PORTAL + COLUMNS + (
    "  - name: 政策解读\n    type: 政策解读\n    description: 解读。\n    unit: 区司法局\n    owner: 陈某\n    cycle: as-needed\n"
)  # fmt: skip


@pytest.mark.parametrize(
    ("heading", "element"),
    [
        ("## 一、制定背景和依据", Element.BACKGROUND),
        ("## 为什么要出台这份文件？", Element.BACKGROUND),
        ("### （二）工作目标", Element.PURPOSE),
        ("**主要内容**", Element.MEASURES),
        ("## 适用范围", Element.TARGETS),
        ("- **补贴标准**：每月100元。", Element.STANDARDS),
        ("## 关键词", Element.KEYWORDS),
        ("## 名词解释", Element.TERMS),
        ("## 与旧办法有什么不同", Element.CHANGES),
    ],
)
def test_usual_headings_name_their_element(heading: str, element: Element) -> None:
    assert find_elements(f"开头。\n\n{heading}\n\n说明。\n") == (element,)


def test_words_inside_a_sentence_are_no_heading() -> None:
    assert find_elements("本文说明背景、目的、标准和对象。\n\n这里**强调**一下名词。\n") == ()


@given(HAN, HAN)
def test_the_shared_part_is_a_share(text: str, source: str) -> None:
    share = shared_part(text, source)
    assert 0 <= share <= 1
    assert shared_part(text, f"{source}{text}") == (1.0 if len(text) >= 8 else 0.0)


def test_marks_and_layout_do_not_hide_a_copy() -> None:
    policy = "第一条 供水单位应当保证水质和水压符合规定。"
    assert shared_part("**第一条**　供水单位，应当保证水质\n和水压符合规定！", policy) == 1.0


def test_the_portal_decides_what_is_asked(tmp_path: Path) -> None:
    files: dict[str, str | bytes] = {
        "columns.yml": TREE,
        "content/tzgg/20260301-a.md": document(
            title="供水办法", validity="有效", published="2026-11-02 09:00"
        ),
        "content/zcjd/20260303-a.md": document(
            title="解读",
            interprets="[tzgg/20260301-a.md]",
            body="## 背景\n\n说明。",
            published="2026-11-03 09:00",
        ),
    }
    assert "interpretation-elements" in codes(check(make_portal(tmp_path / "all", files)))
    files["columns.yml"] = TREE + "policies:\n  elements: [背景]\n"
    assert "interpretation-elements" not in codes(check(make_portal(tmp_path / "one", files)))
    files["columns.yml"] = TREE + "policies:\n  element_forms: [图片]\n  repeat_share: 两成\n"
    assert "value-invalid" in codes(check(make_portal(tmp_path / "bad", files)))
