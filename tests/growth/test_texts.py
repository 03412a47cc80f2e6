"""A text twice as long takes at most 2.2 times as long, whatever marks it repeats.

Each mark that means something to some reader, pattern or renderer is repeated to a long text, which goes the whole
way: read, checked, drawn, searched, written as a Word file. What stays below a twentieth of a second is quick
enough; what does not is held against the same number of marks in two texts, one after the other: at most a tenth more.
So both do the same work and take the same time, and what else runs on the machine meets them alike: of a short and a
long stretch the short one finds a quiet moment sooner.
"""

from __future__ import annotations

import gc
import time
from datetime import datetime
from pathlib import Path

import pytest

from generator.load.assets.captions import check_captions
from generator.load.assets.words import check_words
from generator.load.documents.parse import parse_document
from generator.load.markdown.front_matter import SplitDocument
from generator.load.markdown.headings import find_headings
from generator.load.source.text import Source
from generator.model.document import Document
from generator.model.finding import Place
from generator.render.documents.body import body_html
from generator.render.text.leaving import mark_leaving
from generator.render.text.markdown import make_converter
from generator.render.word.word import word_file
from generator.search.blocks import text_blocks

MOST = 2.2 / 2
QUICK = 0.05
LENGTH = 8_000
# On a busy machine the quickest of few tries is not yet what the work takes.
TRIES = 24
HEAD = "---\ntitle: 标题\nissuer: 区政府\npublished: 2026-11-01\ninterprets: [a.md]\n---\n\n"
# Before the marks: what makes readers look closer at a text (links, headings, marks of secrecy).
OPENING = "# 背景\n\n见[甲](b.md) https://www.gov.cn/ <b>甲</b> 内部密\n\n"
MARKS = (
    '[', '![', '](', '[a](', '[a]', '[]', '[[]]', '[a](b)', '[a](<', '[a][b]', '[^a', '[^a]', '\n[^a]: b\n',
    '\n[a]: b\n', '[a]: ', '<', '</', '<a ', '<a href=', '<a href=//', '<a href="//', "<a href='//x' ",
    '<a href=//>\u3000', '<b style="', "<b style='display:none'>//", '<b hidden>', '<b hidden>//</b>',
    '<td><a href="https://a.b/">\n    ', '<p>', '<td>', '<div>', '</div>', '<h2>', '<table>',
    '<table><tr><td>甲', '<script>', '<style>', '<img src="a.png">', "<video src='a.mp4'>", '<!--', '-->',
    '<!-- -->', '<!', '<?', '<![CDATA[', '`', '``', '`a ', '``` ', '\n```\n', '\n~~~\n', '\n````\n```', '~',
    '~~a', '*', '**', '**甲**乙', '*a', '**a*', '_', '__a', '_a_', '***a', '$', '\\', '\\[', '&', '&amp;',
    '&#', '&#1', '&nbsp;', ' ', '\u3000', '\t', '\xa0', '\u200b', '\ufeff', '\u3000[\u3000', '[\u3000', '[ ]',
    '\n- [ ] ', '(', '((', '（', '（（', '）', '、', '，', '|', '\n|a|b|\n|-|-|\n', '\n|a', '\n>', '\n> ',
    '\n> > a', '\n- ', '\n- a\n\n  ', '\n1. ', '\n* a', '\n    a', '\n\ta', '\n', '\n# ', '\n## \u7532', '# ',
    ' #', '\n\u7532\n==', '\n\u7532\n--', '\n-', '=', '--', "'", '"', 'id=', 'id = "', 'href=', "src = '",
    'style=', '1', '1 ', '1-', '13800138000', '13800138000\n', '138 0013 8000 ', '110105', '62', '2021-01-01',
    '2021年1月1日', '\n2021\u5e741\u67081\u65e5\n', '元', '《', '》', '〔', '〔2021〕', '绝密', '秘密 ',
    '内部资料，', '\n\u5185\u90e8\u8d44\u6599', '注意保存', '★', '\u7532\uff1a\n\n', '日</p>', 'http://a ',
    'https://', '//', 'a@b.c ', 'www.a.b ', '00:00:01.000 --> 00:00:02.000\n', 'WEBVTT', '甲乙丙丁', 'é',
    'é', '\u2028', '①', '𠀀',
)  # fmt: skip


def whole_way(text: str, folder: Path) -> None:
    """Do with a text all that is done with that of a document, of an attachment and of captions."""
    body = OPENING + text
    source = HEAD + body
    parsed = parse_document(Source("a.md", source, source.encode("utf-8", "replace")))
    list(find_headings(SplitDocument("", body, 1), "a.md"))
    list(check_words(text, Place("a.docx")))
    list(check_captions(f"WEBVTT\n{text}", "a.vtt"))
    if any(each.code == "text-nested" for each in parsed.findings):
        return  # refused by the check, and drawn by nobody
    html = body_html(body, DOCUMENT, {}, "../", make_converter())
    mark_leaving(html, ("gov.cn",))
    text_blocks(html)
    word_file(DOCUMENT, html, folder)


DOCUMENT = Document(
    path="a/a.md",
    column="a",
    address="a/a.html",
    title="标题",
    issuer="区政府",
    published=datetime(2026, 11, 1),
    place=Place("content/a/a.md"),
)


def seconds(mark: str, length: int, folder: Path) -> float:
    """Return the seconds of work that a text of a mark over and over takes."""
    text = mark * (length // len(mark) + 1)
    # As in a build, whose objects have no cycles: looking for them takes longer the more there are.
    gc.disable()
    try:
        before = time.process_time()
        whole_way(text, folder)
        return time.process_time() - before
    finally:
        gc.enable()


@pytest.mark.parametrize("mark", MARKS, ids=ascii)
def test_a_text_twice_as_long_takes_twice_as_long(mark: str, tmp_path: Path) -> None:
    parted = whole = float("inf")
    for _ in range(TRIES):
        whole = min(whole, seconds(mark, 2 * LENGTH, tmp_path))
        if whole < QUICK:
            return
        parted = min(parted, sum(seconds(mark, LENGTH, tmp_path) for _ in range(2)))
        if whole <= MOST * parted:
            return
    pytest.fail(f"{mark!r}: {parted:.3f} s in two texts, and in one {whole:.3f} s")
