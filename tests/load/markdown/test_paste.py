"""What pasting does to a text is told with its place, and mended where it is certain."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from generator.load.markdown.front_matter import SplitDocument
from generator.load.markdown.mend import mend_documents
from generator.load.markdown.paste import check_paste, find_damage, mend_body, mend_head, mend_text
from generator.model.radicals import character_of
from generator.render.text.markdown import make_converter, to_html
from tests.helpers import AS_OF, document, make_portal, run
from tests.markup import parse_html

CONVERTER = make_converter()
PIECES = st.lists(
    st.sampled_from(
        ["　　为做好工作，现通知如下。", "\n", "\n\n", "    一、总体要求", "##标题", "2026. 是年份", "1. 甲", "3. 丙", "- 1 -", "```",
         "\u00a0\u00a0乙", "| 甲 | 乙 |", "|---|---|", "> 引", "- 项", "　", "全⺠健身", "\u2028", "[甲](a.md)", "    代码"]
    ),
    max_size=14,
).map("".join)  # fmt: skip


def codes(body: str) -> list[str]:
    return [each.code for each in check_paste(body, SplitDocument("", body, 1), "a.md")]


def visible(body: str) -> str:
    """Return the words of a text's page, without blanks, marks of lists and what escapes a character."""
    return re.sub(r"[\s\u00a0\u3000]", "", parse_html(to_html(body, CONVERTER)).text)


@settings(max_examples=400)
@given(PIECES)
def test_mending_is_done_once_and_loses_no_word(body: str) -> None:
    mended = mend_body(mend_text(body))
    assert mend_body(mend_text(mended)) == mended
    assert not [each for each in find_damage(mended) if each.mended is not None]
    letters = re.sub(
        r"[\s\u00a0\u3000\\]|^[ \u3000]*[-—–－].*?\d.*?[-—–－][ \u3000]*$", "", mend_text(body), flags=re.M
    )
    assert letters == re.sub(
        r"[\s\u00a0\u3000\\]|^[ \u3000]*[-—–－].*?\d.*?[-—–－][ \u3000]*$", "", mended, flags=re.M
    )


def test_a_paste_from_word_becomes_paragraphs() -> None:
    body = "各学校：\n　　现通知如下。\n　　一、要求\n　　附件：1.任务分工表\n　　　　　2.统计表\n"
    body += "　　　　　　　　区教委\n　　　　　　2026年11月18日\n"
    assert codes(body) == ["paste-paragraphs"]
    assert to_html(body, CONVERTER).count("<p") < 3
    html = to_html(mend_body(body), CONVERTER)
    assert html.count("<p") == 7
    assert html.count("gk-sign") == 2


@pytest.mark.parametrize(
    "body",
    [
        "正文。\n\n    print(1)\n",
        "示例：\n\n    [文字](meiyou.md)\n",
        "- 项目\n\n    续写的一段，属于这一项。\n",
        "```\n　　代码里的空格，照原样。\n```\n",
        "1. 甲\n1. 乙\n1. 丙\n",
        "5. 接着编号\n6. 再接着\n",
        "正文里有2026. 这样的数。",
        "#2026年# 话题",
        "C#语言",
        "今年\n2026年",
        "一、总体要求\n\n（一）原则",
    ],
)
def test_what_is_meant_is_no_damage(body: str) -> None:
    assert codes(body) == []


@pytest.mark.parametrize(("radical", "character"), [("⺠", "民"), ("⻓", "长"), ("⼀", "一"), ("⿕", "龠")])
def test_radicals_become_characters(radical: str, character: str) -> None:
    assert character_of(radical) == character
    assert mend_text(f"全{radical}") == f"全{character}"
    assert character_of(character) is None


def test_a_file_keeps_its_line_ends_its_mark_and_its_mode(tmp_path: Path) -> None:
    path = tmp_path / "a.md"
    path.write_bytes(b"\xef\xbb\xbf" + "---\r\ntitle: a\r\n---\r\n\r\n##标题\r\n".encode())
    path.chmod(0o640)
    assert mend_documents(tmp_path, ["a.md"]) == ["a.md"]
    assert path.read_bytes() == b"\xef\xbb\xbf" + "---\r\ntitle: a\r\n---\r\n\r\n## 标题\r\n".encode()
    assert path.stat().st_mode & 0o777 == 0o640
    assert mend_documents(tmp_path, ["a.md"]) == []
    assert [each.name for each in tmp_path.iterdir()] == ["a.md"]


def test_fix_mends_and_then_checks(tmp_path: Path) -> None:
    body = "##标题\n\n　　全⺠健身\u000b活动。\n\n34. 项\n"
    root = make_portal(
        tmp_path,
        {"content/tzgg/20260303-a.md": document(body=body), "content/tzgg/20260304-b.md": document("另一份")},
    )
    untouched = (root / "content/tzgg/20260304-b.md").read_bytes()
    outcome = run("check", "--root", root, "--as-of", AS_OF, "--fix")
    assert "已改：content/tzgg/20260303-a.md" in outcome.err
    assert "paste-number" in outcome.out
    assert "paste-radical" not in outcome.out
    text = (root / "content/tzgg/20260303-a.md").read_text(encoding="utf-8")
    assert text.rstrip().endswith("## 标题\n\n全民健身\n活动。\n\n34. 项")
    assert (root / "content/tzgg/20260304-b.md").read_bytes() == untouched


@given(
    st.lists(st.sampled_from(["甲", " ", "\u2028", "\x85", "\x0b", "⺠"]), min_size=1, max_size=5).map(
        "".join
    )
)
def test_mending_leaves_each_value_of_a_head_on_its_line(title: str) -> None:
    mended = mend_head(f"---\ntitle: 甲{title}乙\n---\n")
    assert mended.count("\n") == 3
    assert mend_head(mended) == mended


@given(st.text(st.sampled_from("甲乙，。\x01\x07\x08\x0e\x1b\x1f\x7f\x0b\x0c a1"), max_size=30))
def test_no_control_character_is_left_or_untold(words: str) -> None:
    controls = [sign for sign in words if (sign < " " or sign == "\x7f") and sign not in "\x0b\x0c"]
    assert ("paste-control" in codes(words)) == bool(controls)
    assert not any((sign < " " and sign != "\n") or sign == "\x7f" for sign in mend_text(words))
