"""Titles end their lines between words, and lose nothing by it."""

from __future__ import annotations

import re
from html import unescape

import pytest
from hypothesis import given
from hypothesis import strategies as st

from generator.views.titles import broken_title, title_pieces


@pytest.mark.parametrize(
    "pieces",
    [
        "示例区|人民政府|办公室|关于|印发|《示例区|优化|营商环境|若干措施》|的|通知",
        "示例区|公安局|2025年|部门预算",
        "示例区|卫生健康|委员会|2025年度|部门决算",
        "关于|《示例区|养老服务|设施布局|专项规划|（2026—|2030年）|（草案）》|公开征求意见的|公告",
    ],
)
def test_lines_end_between_words(pieces: str) -> None:
    assert title_pieces(pieces.replace("|", "")) == pieces.split("|")


@given(st.text(max_size=60))
def test_the_pieces_are_the_title(title: str) -> None:
    assert "".join(title_pieces(title)) == title
    assert all(title_pieces(title))


@given(st.text(alphabet="<>&\"'《》的通知关于x1 ", max_size=40))
def test_nothing_of_a_title_becomes_html(title: str) -> None:
    html = str(broken_title(title))
    assert re.sub(r"<wbr>", "", html).count("<") == 0
    assert unescape(html.replace("<wbr>", "")) == title


@given(st.text(alphabet="示例区关于的通知《》（），。2025年", min_size=1, max_size=30))
def test_no_line_begins_with_a_closing_mark_or_ends_with_an_opening_one(title: str) -> None:
    pieces = title_pieces(title)
    assert not any(piece[0] in "》），。" for piece in pieces[1:])
    assert not any(piece[-1] in "《（" for piece in pieces[:-1])
