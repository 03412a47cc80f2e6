"""What was written is what is shown: the words and targets of a text, as another parser sees them, are its page's."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from generator.load.markdown.front_matter import SplitDocument, split_document
from generator.model.finding import Finding
from generator.render.text.markdown import make_converter, to_html
from tests.conservation.reading import Shown, read_html, read_markdown, told
from tests.conservation.texts import Text
from tests.conservation.thrown import lost_words, throw
from tests.helpers import REPOSITORY

CONVERTER = make_converter()
WRITTEN = 2_000
THROWN = 3_000


def _shown(texts: list[str]) -> list[Shown]:
    return read_html([to_html(text, CONVERTER) for text in texts])


def _bodies() -> Iterator[tuple[str, str]]:
    for path in sorted((REPOSITORY / "content").rglob("*.md")):
        parts = split_document(path.read_text(encoding="utf-8"), path.name)
        if isinstance(parts, SplitDocument):
            yield str(path.relative_to(REPOSITORY / "content")), parts.body


def test_the_sample_shows_what_it_says() -> None:
    texts = dict(_bodies())
    assert len(texts) > 300
    pages = _shown(list(texts.values()))
    meant = read_markdown(list(texts.values()))
    differing = {
        name: way for name, text, page in zip(texts, meant, pages, strict=True) if (way := text.differs(page))
    }
    assert not differing


def test_the_pages_of_the_sample_hold_their_texts(sample_site: Path) -> None:
    """What stands around a text on its page takes nothing away from it."""
    texts = {name: text for name, text in _bodies() if (sample_site / name).with_suffix(".html").is_file()}
    assert len(texts) > 200
    pages = read_html([(sample_site / name).with_suffix(".html").read_text("utf-8") for name in texts])
    for name, meant, page in zip(texts, _shown(list(texts.values())), pages, strict=True):
        # The tables of an annual report stand between the paragraphs of its text.
        blocks = iter(page.text)
        assert all(block in blocks for block in meant.text), name
        assert set(meant.notes) <= set(page.notes), name


def test_texts_of_many_pieces_show_what_they_say() -> None:
    """None of these has anything that a page leaves out: nothing is told, and everything is shown."""
    texts = [Text(f"1/{number}").write() for number in range(WRITTEN)]
    for text, meant, page in zip(texts, read_markdown(texts), _shown(texts), strict=True):
        assert not meant.differs(page), text
        assert not told(text), text


def test_no_word_is_lost_untold() -> None:
    """However marks and tags meet: a word that the page lacks is told of, in its line or above."""
    texts = [throw(f"1/{number}") for number in range(THROWN)]
    losing = 0
    for text, page in zip(texts, _shown(texts), strict=True):
        lost = lost_words(text, page)
        losing += bool(lost)
        lines = [each.place.line or 0 for each in told(text)] if lost else []
        assert all(any(line <= place for line in lines) for place in lost.values()), (text, lost)
    assert losing > THROWN // 10


def _codes(found: list[Finding]) -> list[tuple[str, int | None]]:
    return [(each.code, each.place.line) for each in found]


@pytest.mark.parametrize(
    ("text", "code", "line"),
    [
        ("正文。\n\n[注]: 本表为快报数。", "content-lost", 3),
        ("正文[甲]。\n\n[甲]: a.md\n[甲]: 见附表", "content-lost", 4),
        ("正文。\n\n[1]: https://www.example.gov.cn/", "markup-dropped", 3),
        ("| a | b |\n|---|---|\n| 1 | 2 |\n| 3 | 4 | 五 |", "content-lost", 4),
        ("| a |\n|---|\n| `甲|乙` |", "content-lost", 3),
        ("正文。\n\n- [x] | a |\n  | - |\n  | b |", "content-lost", 3),
        ("```注意事项\n甲\n```", "content-lost", 1),
        ("正文<url>。", "markup-dropped", 1),
        ("正文。\n\n<![CDATA[甲]]>", "content-lost", 3),
        ("正文。\n\n<?甲 ?>", "content-lost", 3),
        ("<irc://www.example.gov.cn/>", "markup-dropped", 1),
        ("正文[](附件.pdf)。", "content-lost", 1),
        ("正文[ ](<甲 乙.pdf>)。", "content-lost", 1),
        ("正文。\n\n<map><area href=a.pdf></map>", "markup-dropped", 3),
        ("正文。\n\n<video data-src=a.mp4></video>", "content-lost", 3),
        (
            '<table><tr><td align="center>甲</td></tr>\n\n<tr><td class="a">乙</td></tr></table>',
            "content-lost",
            1,
        ),
        ("正文。\n\n<div>\n甲\n<b 乙", "content-lost", 5),
        ("正文。\n\n<div>\n甲</b 乙>丙</div>", "content-lost", 4),
        ("正文。\n\n<div>\n<b乙<i:>甲</div>", "content-lost", 4),
    ],
)
def test_what_is_read_over_is_told(text: str, code: str, line: int) -> None:
    assert _codes(told(text)) == [(code, line)]


@pytest.mark.parametrize(
    "text",
    [
        "正文[甲]、[乙 丙][]。\n\n[甲]: a.md\n[乙\n丙]: b.md",
        "```\n[注]: 甲\n```",
        "正文[^1]。\n\n[^1]: 见附表。",
        "| a | b |\n|---|---|\n| 1 \\| 2 | 3 |\n| 4 |",
        "```python\nx = 1 | 2\n```",
        "- [x] 甲 | 乙",
        "<p><o:p></o:p>甲</p>",
        "<!DOCTYPE html>\n<p>甲</p>",
        '正文<a title="a > b" href="a.md">甲</a>',
        "1 < 2，<甲>乙</甲>",
        "[注]：本表为快报数。",
        "[![图](a.png)](a.md)、[`甲`](b.md)和![](c.png)",
        "正文[](https://www.example.gov.cn/)。",
    ],
)
def test_what_is_shown_is_not_told_of(text: str) -> None:
    assert told(text) == []


@pytest.mark.parametrize(
    ("text", "html"),
    [
        ("（~3月，5~）和A~B~C", "<p>（~3月，5~）和A~B~C</p>"),
        ("中文\\~甲\\~，~~删去~~", "<p>中文~甲~，<del>删去</del></p>"),
        ("_甲_*乙*", "<p><em>甲</em><em>乙</em></p>"),
        ("<strike>甲</strike>", "<p><s>甲</s></p>"),
        (
            '<ol type="a" reversed><li value="3">甲</ol>',
            '<ol type="a" reversed=""><li value="3">甲</li></ol>',
        ),
        (
            "<details open><summary>甲</summary>乙</details>",
            '<details open=""><summary>甲</summary>乙</details>',
        ),
        ("[甲](a.md)[^1][乙](b.md)\n\n[^1]: 注", '</sup><a href="b.md"'),
    ],
)
def test_what_is_written_stays(text: str, html: str) -> None:
    assert html in to_html(text, CONVERTER)


@given(st.lists(st.sampled_from(["甲", "~", "5", "，", "（", "）", " ", "A", "*乙*", "`~`"]), max_size=14))
def test_a_single_tilde_is_never_lost(pieces: list[str]) -> None:
    text = re.sub("~{2,}", "~", "文" + "".join(pieces))
    page = to_html(text, CONVERTER)
    assert page.count("~") == text.count("~") and "<del>" not in page


@given(st.lists(st.lists(st.sampled_from(["甲", "", "乙\\|丙", "`丁`"]), min_size=1, max_size=4), max_size=5))
def test_a_cell_is_shown_or_told_of(rows: list[list[str]]) -> None:
    lines = ["| 子 | 丑 |", "|---|---|", *(f"| {' | '.join(row)} |" for row in rows)]
    text = "\n".join(lines)
    long = [number for number, row in enumerate(rows, 3) if any(row[2:])]
    assert [each.place.line for each in told(text)] == long


def test_two_notes_of_one_name_are_both_shown_each_with_its_own_id() -> None:
    html = to_html("甲[^1]\n\n[^1]: 一\n\n[^1]: 二", CONVERTER)
    assert "一" in html and "二" in html
    assert html.count('id="fn-1"') == 1
