"""The text of a document as a Word file (文字版), made of the HTML that its page shows.

Source: 渝府办发〔2020〕89号 (normative documents can be downloaded); that libraries of rules offer the text as
.docx is common practice.
"""

from __future__ import annotations

import re
from dataclasses import replace
from pathlib import Path
from typing import Any
from urllib.parse import unquote

from generator.data import dataclass
from generator.kinds.policy.blocks import note_under_title
from generator.model.document import Document
from generator.render.text.nodes import Node, read_nodes
from generator.render.word.file import (
    SUBHEADING,
    add_paragraph,
    indent_first_line,
    new_word_file,
    set_font,
    word_bytes,
)
from generator.render.word.parts import SILENT, pictures, texts
from generator.render.word.picture import Album
from generator.render.word.side import CENTER, set_side, side_of
from generator.render.word.table import add_table

_BLANKS = re.compile(r"[ \t\r\n]+")
# XML has no place for most control characters.
_CONTROL = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff]")
_BLOCKS = frozenset(
    {"p", "h2", "h3", "h4", "h5", "h6", "ul", "ol", "table", "div", "blockquote", "pre", "hr", "figure", "section"}
)  # fmt: skip
# What begins a line of its own where blocks have no place, as in a cell.
_LINES = frozenset({"li", "tr", "dt", "dd", "caption"})
_LEVELS = {"h2": "Heading1", "h3": "Heading2"}


@dataclass(frozen=True)
class RunStyle:
    """How a stretch of text is set."""

    bold: bool = False
    italic: bool = False
    underline: bool = False
    raised: bool = False
    lowered: bool = False
    struck: bool = False


@dataclass(frozen=True)
class WordContext:
    """Where a text and its pictures are written to, and on which ``side``.

    ``page`` is the address their paths start from.
    """

    file: Any
    album: Album
    page: str
    side: str = ""


def word_file(document: Document, body: str, content: Path) -> bytes:
    """Return the Word file of a document whose page shows ``body``."""
    file = new_word_file()
    _styled(file, "Title").add_run(_clean(document.title))
    note = note_under_title(document)
    for line in (note or document.doc_no,):
        if line:
            _centred(file, line)
    add_paragraph(file)
    desk = WordContext(file, Album(file, content), document.address)
    write_text(read_nodes(body), desk)
    if document.attachments:
        add_paragraph(file)
        for number, asset in enumerate(document.attachments, 1):
            lead = "附件：" if number == 1 else "　　　"
            _indented(add_paragraph(file, _clean(f"{lead}{number}. {asset.name}")))
    return word_bytes(file, _clean(document.title), _clean(document.issuer), document.published)


def write_text(body: Node, desk: WordContext) -> None:
    """Write the text of a page below what the file holds already."""
    _write_blocks(body, desk, 0)


def _styled(file: Any, style: str) -> Any:
    """Add a paragraph of a style by the style's id; by its name, the library would search all styles."""
    paragraph = add_paragraph(file)
    paragraph._p.style = style
    return paragraph


def _centred(file: Any, line: str) -> None:
    paragraph = add_paragraph(file)
    set_side(paragraph, CENTER)
    set_font(paragraph.add_run(_clean(line))._r.get_or_add_rPr(), SUBHEADING)


def _write_blocks(node: Node, desk: WordContext, depth: int) -> None:
    """Write what stands in an element; text beside blocks makes paragraphs of its own."""
    loose: list[Node | str] = []
    for child in node.children:
        if isinstance(child, Node) and child.tag in _BLOCKS:
            _write_paragraph(loose, desk, depth)
            loose = []
            _write_block(child, desk, depth)
        else:
            loose.append(child)
    _write_paragraph(loose, desk, depth)


def _write_block(node: Node, desk: WordContext, depth: int) -> None:
    if node.tag in ("ul", "ol"):
        _write_list(node, desk, depth)
    elif node.tag == "table":
        for caption in (each for each in node.children if isinstance(each, Node) and each.tag == "caption"):
            _write_paragraph(caption.children, desk, depth)
        add_table(desk.file, node, lambda cell, paragraph: write_runs(cell.children, paragraph))
    elif node.tag == "p":
        addressee = node.is_a("gk-addressee")
        _write_paragraph(node.children, _beside(desk, node), depth, addressee=addressee)
    elif node.tag in ("h2", "h3", "h4", "h5", "h6"):
        write_runs(node.children, _styled(desk.file, _LEVELS.get(node.tag, "Heading3")))
    elif node.tag == "pre":
        for line in node.text().rstrip("\n").split("\n"):
            add_paragraph(desk.file, _CONTROL.sub("", line))
    elif node.tag != "hr":
        _write_blocks(node, _beside(desk, node), depth)


def _beside(desk: WordContext, node: Node) -> WordContext:
    side = side_of(node, desk.side)
    return desk if side == desk.side else replace(desk, side=side)


def _write_list(node: Node, desk: WordContext, depth: int) -> None:
    start = node.attributes.get("start", "")
    number = int(start) if start.isascii() and start.isdigit() and len(start) < 9 else 1
    for item in (child for child in node.children if isinstance(child, Node) and child.tag == "li"):
        mark = f"{number}. " if node.tag == "ol" else "• "
        number += 1
        first = True
        lead: list[Node | str] = [mark]
        for child in item.children:
            if isinstance(child, Node) and child.tag in _BLOCKS and not (first and child.tag == "p"):
                _write_paragraph(lead, desk, depth)
                lead, first = [], False
                _write_block(child, desk, depth + 1)
            elif isinstance(child, Node) and child.tag == "p":
                lead.extend(child.children)
                first = False
            else:
                lead.append(child)
        _write_paragraph(lead, desk, depth)


def _write_paragraph(
    parts: list[Node | str], desk: WordContext, depth: int, *, addressee: bool = False
) -> None:
    if any(text.strip() for text in texts(parts)):
        paragraph = add_paragraph(desk.file)
        if desk.side:
            set_side(paragraph, desk.side)
        elif not addressee:
            _indented(paragraph, 2 + 2 * depth)
        write_runs(parts, paragraph)
    for picture in pictures(parts):
        _write_picture(picture, desk)


def _indented(paragraph: Any, characters: int = 2) -> None:
    indent_first_line(paragraph._p.get_or_add_pPr(), characters)


def write_runs(parts: list[Node | str], paragraph: Any, look: RunStyle | None = None) -> None:
    """Write inline content into a paragraph."""
    _write_parts(parts, paragraph, look or RunStyle(), begun=False)


def _write_parts(parts: list[Node | str], paragraph: Any, look: RunStyle, *, begun: bool) -> bool:
    """Write inline content; ``begun`` and the result tell whether the paragraph holds anything yet.

    Asking the paragraph would make a list of all its runs for each run.
    """
    for part in parts:
        if isinstance(part, str):
            begun = _write_run(part, paragraph, look, begun=begun) or begun
        elif part.tag == "br":
            paragraph.add_run().add_break()
            begun = True
        elif part.tag not in SILENT:
            if begun and (part.tag in _BLOCKS or part.tag in _LINES):
                paragraph.add_run().add_break()
            begun = _write_parts(part.children, paragraph, _look_in(part.tag, look), begun=begun)
    return begun


def _write_run(text: str, paragraph: Any, look: RunStyle, *, begun: bool) -> bool:
    """Write a stretch of text; tell whether there was anything to write."""
    words = _BLANKS.sub(" ", _CONTROL.sub("", text))
    if not words or (words == " " and not begun):
        return False
    run = paragraph.add_run(words if begun else words.lstrip(" "))
    if look != RunStyle():
        run.bold, run.italic, run.underline = look.bold or None, look.italic or None, look.underline or None
        run.font.strike = look.struck or None
        # The two share one setting: taking one back would take the other.
        if look.raised:
            run.font.superscript = True
        elif look.lowered:
            run.font.subscript = True
    return True


def _look_in(tag: str, look: RunStyle) -> RunStyle:
    return RunStyle(
        bold=look.bold or tag in ("strong", "b", "th"),
        italic=look.italic or tag in ("em", "i"),
        underline=look.underline or tag in ("u", "ins"),
        raised=look.raised or tag == "sup",
        lowered=look.lowered or tag == "sub",
        struck=look.struck or tag in ("del", "s"),
    )


def _write_picture(node: Node, desk: WordContext) -> None:
    """Write a picture of the site; where that cannot be, its words."""
    path = unquote(node.attributes.get("src", "")).removeprefix("../" * desk.page.count("/"))
    words = node.attributes.get("alt", "")
    if not desk.album.show(path, desk.side) and words:
        paragraph = add_paragraph(desk.file, _clean(f"［图片：{words}］"))
        set_side(paragraph, desk.side) if desk.side else _indented(paragraph)


def _clean(text: str) -> str:
    return _CONTROL.sub("", text)
