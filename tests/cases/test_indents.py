"""Paragraphs that were indented by hand, with whatever blank, are told and mended."""

from __future__ import annotations

import pytest

from generator.load.markdown.paste import find_damage, mend_body

INDENTS = [
    "\u3000\u3000", "\u00a0\u00a0\u00a0\u00a0", " \u3000", "\u2003\u2003", "\u2002\u2002\u2002\u2002", "\u202f\u202f",
    "&emsp;&emsp;", "&nbsp;&nbsp;&nbsp;&nbsp;", "&nbsp; &nbsp; ", "&ensp;&ensp;", "&#12288;&#12288;", "&#x3000;", "  &emsp;",
]  # fmt: skip


@pytest.mark.parametrize("indent", INDENTS)
def test_an_indent_by_hand_is_told_and_mended(indent: str) -> None:
    body = f"各学校：\n\n{indent}现通知如下，请照办。\n\n{indent}一、开展排查。\n"
    assert [(each.code, each.line) for each in find_damage(body)] == [
        ("paste-indent", 2),
        ("paste-indent", 4),
    ]
    assert mend_body(body) == body.replace(indent, "")


@pytest.mark.parametrize("indent", INDENTS)
def test_paragraphs_that_only_an_indent_parts_are_parted(indent: str) -> None:
    body = f"现通知如下。\n{indent}一、开展排查。\n"
    assert [each.code for each in find_damage(body)] == ["paste-paragraphs"]
    assert mend_body(body) == "现通知如下。\n\n一、开展排查。\n"


@pytest.mark.parametrize(
    "body",
    [
        "甲。\n\n&nbsp;\n\n乙。", "甲。\n\n\u3000\n\n乙。", "R&D 投入", "&amp;甲", "```\n\u2003\u2003甲\n```", "甲\u3000乙，&emsp;丙。",
        "<div>\n&emsp;甲\n</div>", "| 甲 |\n| --- |\n| &emsp;乙 |",
    ],
)  # fmt: skip
def test_other_blanks_are_left_alone(body: str) -> None:
    assert find_damage(body) == []
    assert mend_body(body) == body
