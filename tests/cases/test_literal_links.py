"""A picture or link that the page would show as signs is told with how to write it; what is meant as signs is not."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from generator.load.markdown.literal_links import check_literal
from generator.render.text.markdown import make_converter, to_html
from tests.helpers import check, document, make_portal, run

CONVERTER = make_converter()
LOST = {
    "![大门](大门 正面.png)": "![大门](<大门 正面.png>)",
    "![大门](大门 正面.png '一')": "![大门](<大门 正面.png> '一')",
    "![](IMG 01.JPG)": "![](<IMG 01.JPG>)",
    "![大门]（大门.png）": "![大门](大门.png)",
    "![大门](大门.png）": "![大门](大门.png)",
    "![大门] (大门.png)": "![大门](大门.png)",
    "![大门](大门.png 正面拍的)": '![大门](大门.png "正面拍的")',
    "![大门](现场 照片（1）.png)": "![大门](<现场 照片（1）.png>)",
    "![大门[1]](大门 1.png)": "![大门[1]](<大门 1.png>)",
    "[任务表](附件 1.xlsx)": "[任务表](<附件 1.xlsx>)",
    "[任务表]（附件1.xlsx）": "[任务表](附件1.xlsx)",
    "[县政府]（https://www.example.gov.cn/）": "[县政府](https://www.example.gov.cn/)",
    "[上级文件](../zcwj/文 一.md)": "[上级文件](<../zcwj/文 一.md>)",
}
AROUND = ["%s", "# %s", "> %s", "- 项\n\n  %s", "| 甲 | 乙 |\n| --- | --- |\n| %s | 丙 |", "**粗**，%s。"]
MEANT = [
    "`![图](a b.png)`", "    ![图](a b.png)", "```\n![图](a b.png)\n```", "\\![图](a b.png)", "!\\[图](a b.png)",
    "![图](<a b.png>)", "![图](a%20b.png)", '![图](a.png "题")', "[注](见 说明)", "[2026]（1.5倍）", "见[表1]（单位：万元）。",
    "《样例》[2026] 3号（试行）", "![图][甲]\n\n[甲]: <a b.png>", "<!-- ![图](a b.png) -->", "[ ] (待办)",
]  # fmt: skip


@pytest.mark.parametrize("around", AROUND)
@pytest.mark.parametrize("written", LOST)
def test_what_shows_as_signs_is_told_with_its_cure(written: str, around: str) -> None:
    text = around % written
    line = text[: text.index(written)].count("\n") + 1
    column = text.index(written) - text.rfind("\n", 0, text.index(written))
    (found,) = check_literal(text, 1, "a.md")
    assert (found.place.line, found.place.column) == (line, column)
    assert found.code == ("content-lost" if written.startswith("!") else "markup-dropped")
    assert LOST[written] in found.hint


@pytest.mark.parametrize("written", LOST)
def test_the_cure_makes_a_picture_or_link(written: str) -> None:
    assert not re.search("<img|<a ", to_html(written, CONVERTER))
    assert re.search("<img|<a ", to_html(LOST[written], CONVERTER))
    assert not list(check_literal(LOST[written], 1, "a.md"))


@pytest.mark.parametrize("text", MEANT)
def test_what_is_meant_as_signs_or_is_right_is_not_told(text: str) -> None:
    assert not list(check_literal(text, 1, "a.md"))


def test_a_lost_picture_stops_the_build(tmp_path: Path) -> None:
    root = make_portal(tmp_path, {"content/tzgg/a.md": document(body="甲。\n\n![大门](大门 正面.png)")})
    (found,) = check(root)
    assert (found["code"], found["level"], found["line"], found["column"]) == ("content-lost", "error", 9, 1)
    assert run("build", "--root", root).code == 1


def test_a_picture_whose_address_waits_for_a_script_leaves_its_words(tmp_path: Path) -> None:
    """Without words nothing is left of it, and that is an error."""
    for number, (tag, code, level) in enumerate(
        [
            ('<img data-src="late.png" alt="大门">', "markup-dropped", "warning"),
            ('<img data-original="late.png" data-src="late.png" alt="大门">', "markup-dropped", "warning"),
            ('<img class="a" data-src="https://cdn.example.com/1">', "content-lost", "error"),
            ('<img alt="大门">', "content-lost", "error"),
        ]
    ):
        root = make_portal(tmp_path / str(number), {"content/tzgg/a.md": document(body=f"甲。\n\n{tag}")})
        (found,) = check(root)
        assert (found["code"], found["level"], found["line"]) == (code, level, 9)


def test_words_that_stand_for_a_picture_are_something_to_see(tmp_path: Path) -> None:
    root = make_portal(tmp_path, {"content/tzgg/a.md": document(body='<img data-src="late.png" alt="大门">')})
    assert [each["code"] for each in check(root)] == ["markup-dropped"]
    assert run("build", "--root", root, "--as-of", "2026-11-20").code == 0
