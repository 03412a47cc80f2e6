"""Lines of a page that stand in the middle or at the right stand so in its Word version."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from generator.render.text.markdown import make_converter, to_html
from generator.render.text.nodes import read_nodes
from generator.render.word.file import new_word_file
from generator.render.word.picture import Album
from generator.render.word.word import WordContext, write_text

CENTER, RIGHT = 1, 2
PICTURE = bytes.fromhex(
    "89504e470d0a1a0a0000000d4948445200000001000000010802000000907753de0000000c4944415408d763f8cfc0000003010100"
    "18dd8db00000000049454e44ae426082"
)


def word_of(text: str, folder: Path) -> Any:
    file = new_word_file()
    write_text(
        read_nodes(to_html(text, make_converter())), WordContext(file, Album(file, folder), "tz/b.html")
    )
    return file


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ('<p align="center">公示名单</p>\n\n如下。', {"公示名单": CENTER, "如下。": None}),
        ('<P style="TEXT-ALIGN: center">公示名单</P>', {"公示名单": CENTER}),
        ("<p style='color:red;text-align:right'>县教育局</p>", {"县教育局": RIGHT}),
        ('<div align="right">\n\n县教育局\n\n三月一日\n\n</div>', {"县教育局": RIGHT, "三月一日": RIGHT}),
        ("<center>样例<b>标志</b></center>", {"样例标志": CENTER}),
        ('<div align="center"><p style="text-align:right">县教育局</p></div>', {"县教育局": RIGHT}),
        ('<div align="center"><ul><li>甲</li></ul></div>', {"• 甲": CENTER}),
        ('<p style="text-align:left">靠左</p>', {"靠左": None}),
        ("各学校：\n\n请照办。\n\n县教育局\n\n2026年3月1日", {"各学校：": None, "县教育局": RIGHT}),
    ],
)
def test_lines_stand_as_on_the_page(text: str, expected: dict[str, int | None], tmp_path: Path) -> None:
    sides = {paragraph.text: paragraph.alignment for paragraph in word_of(text, tmp_path).paragraphs}
    assert {words: sides[words] for words in expected} == expected


@pytest.mark.parametrize("words", ["居中", "靠左"])
def test_only_lines_that_say_no_side_are_indented(words: str, tmp_path: Path) -> None:
    (line,) = word_of(f"<p{' align=center' if words == '居中' else ''}>{words}</p>", tmp_path).paragraphs
    assert bool(line._p.xpath("./w:pPr/w:ind")) == (words == "靠左")


@pytest.mark.parametrize(
    ("cell", "side"),
    [
        ("<td align='right'>12</td>", RIGHT),
        ("<td><p style='text-align:center'>12</p></td>", CENTER),
        ("<td><p style='text-align:center'>12</p>元</td>", 0),
        ("<th>12</th>", CENTER),
        ("<td>12</td>", 0),
    ],
)
def test_cells_stand_as_on_the_page(cell: str, side: int, tmp_path: Path) -> None:
    (table,) = word_of(f"<table><tr>{cell}</tr></table>", tmp_path).tables
    assert table.rows[0].cells[0].paragraphs[0].alignment == side


def test_a_picture_stands_where_its_paragraph_does(tmp_path: Path) -> None:
    (tmp_path / "tz").mkdir()
    (tmp_path / "tz/p.png").write_bytes(PICTURE)
    file = word_of('<p align="center"><img src="../tz/p.png" alt="图"></p>\n\n![图](../tz/p.png)', tmp_path)
    assert [paragraph.alignment for paragraph in file.paragraphs] == [CENTER, None]
