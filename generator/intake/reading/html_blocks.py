"""Turn an element of HTML into blocks: paragraphs, tables, lists, pictures."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass, field, replace

import msgspec

from generator.intake.reading.blocks import (
    Block,
    Enclosed,
    Left,
    Lost,
    Paragraph,
    Picture,
    Piece,
    Quote,
    Rule,
)
from generator.intake.reading.html_inline import (
    align_of,
    is_furniture,
    is_unseen,
    marks_of,
    picture_address,
    size_of,
)
from generator.intake.reading.html_line import Look, OpenParagraph
from generator.intake.reading.html_page import SILENT, HtmlElement, words
from generator.intake.reading.html_tables import numbers_of, read_table
from generator.intake.reading.pictures import picture_words

_BLOCKS = frozenset({
    "address", "article", "aside", "blockquote", "body", "center", "dd", "details", "div", "dl", "dt", "fieldset", "figcaption",
    "figure", "footer", "form", "h1", "h2", "h3", "h4", "h5", "h6", "header", "hr", "html", "li", "main", "menu", "ol", "p", "pre",
    "section", "summary", "table", "ul", "tbody", "tr", "td", "th", "thead", "tfoot", "caption", "legend",
})  # fmt: skip
_FORMS = frozenset({"button", "select", "textarea", "input", "label"})
FILES = re.compile(
    r"\.(?:pdf|ofd|docx?|wps|rtf|odt|xlsx?|et|csv|ods|pptx?|dps|odp|zip|rar|7z|txt|mp4|mp3|m4a|wav)(?:[?#].*)?$",
    re.IGNORECASE,
)
_INDENT = re.compile(r"[\s\u00a0\u3000]{2,}")
_OPEN = re.compile(r"(?:https?|mailto|tel):", re.IGNORECASE)
_SCRIPTED = re.compile(r"\s*(?:javascript|vbscript|data):|#", re.IGNORECASE)
_DEEPEST = 200


@dataclass
class Blocks:
    """Reads elements; ``rewrite`` makes addresses whole, told whether one is of a file that may lie beside the page."""

    rewrite: Callable[[str, bool], str]
    pictures: list[Picture] = field(default_factory=list)
    enclosed: list[Enclosed] = field(default_factory=list)
    left: list[Left] = field(default_factory=list)
    lost: list[Lost] = field(default_factory=list)
    _out: list[Block] = field(default_factory=list)
    _open: OpenParagraph = field(default_factory=OpenParagraph)
    _depth: int = 0

    def read(self, element: HtmlElement, look: Look) -> list[Block]:
        """Return the blocks of an element."""
        outer, self._out = self._out, []
        waiting, self._open = self._open, OpenParagraph(look)
        self._inside(element, look)
        self._flush(look)
        blocks, self._out, self._open = self._out, outer, waiting
        return blocks

    def _inside(self, element: HtmlElement, look: Look) -> None:
        if self._depth > _DEEPEST:
            self.lost.append(Lost("套得太深、没有读的内容", words(element), self._place(element)))
            return
        self._depth += 1
        self._text(element.text, look, element)
        for child in element:
            if isinstance(child.tag, str):
                self._element(child, look)
            self._text(child.tail, look, element)
        self._depth -= 1

    def _element(self, element: HtmlElement, look: Look) -> None:
        if not self._passed_over(element):
            self._kept(element, look)

    def _passed_over(self, element: HtmlElement) -> bool:
        """Note what is no text for readers; tell whether an element is such."""
        tag = element.tag
        if tag in SILENT:
            if tag in ("iframe", "object", "embed", "svg", "canvas"):
                self.lost.append(Lost(f"嵌入的内容（{tag}）", element.get("src") or "", self._place(element)))
            return True
        if is_unseen(element):
            self._leave("网页上看不见的文字", element)
            return True
        if is_furniture(element):
            self._leave("网页的导航和按钮", element)
            return True
        if tag in _FORMS and tag != "label":
            self._leave("表单", element)
            return True
        return False

    def _kept(self, element: HtmlElement, look: Look) -> None:
        tag = element.tag
        if tag == "br":
            self._break(look)
        elif tag == "img":
            self._picture(element)
        elif tag == "table":
            self._flush(look)
            self._out += read_table(
                element, lambda cell: self.read(cell, Look(look.marks)), self._place(element)
            )
        elif tag in ("ul", "ol", "menu"):
            self._list(element, look)
        elif tag == "hr":
            self._flush(look)
            self._out.append(Rule(self._place(element)))
        elif tag == "blockquote":
            self._flush(look)
            inner = self.read(element, Look(look.marks))
            self._out.append(Quote(tuple(inner), self._place(element)))
        elif tag in _BLOCKS:
            self._block(element, look)
        elif tag in ("video", "audio"):
            self._film(element)
        elif tag == "ruby":
            self._ruby(element, look)
        else:
            self._span(element, look)

    def _span(self, element: HtmlElement, look: Look) -> None:
        address = look.address
        if element.tag == "a" and (target := (element.get("href") or "").strip()):
            address = (
                "" if _SCRIPTED.match(target) else self.rewrite(target, FILES.search(target) is not None)
            )
            if address and FILES.search(address):
                self.enclosed.append(Enclosed("", b"", words(element), address, self._place(element)))
            elif address and not _OPEN.match(address) and ":" in address.split("/")[0]:
                address = ""
        size = size_of(element) or look.size
        self._inside(element, replace(look, marks=marks_of(element, look.marks), address=address, size=size))

    def _block(self, element: HtmlElement, look: Look) -> None:
        self._flush(look)
        tag = element.tag
        align = align_of(element)
        level = int(tag[1]) if re.fullmatch(r"h[1-6]", tag) else look.level
        inner = replace(
            look,
            marks=marks_of(element, look.marks) if level == look.level else frozenset(),
            align=look.align if align is None else align,
            level=level,
            size=size_of(element) or look.size,
            typed=look.typed or tag == "pre",
        )
        self._open = OpenParagraph(inner, line=element.sourceline or 0)
        self._inside(element, inner)
        self._flush(look)

    def _flush(self, look: Look) -> None:
        """End the paragraph that is being read; the next one is set as ``look`` says."""
        done, self._open = self._open, OpenParagraph(look)
        if made := done.paragraph():
            self._out.append(made)

    def _text(self, text: str | None, look: Look, element: HtmlElement) -> None:
        if not text:
            return
        # A new line with an indent is a paragraph, as old editors wrote them.
        if not look.typed and self._open.ends_line() and _INDENT.match(text):
            self._flush(look)
        self._open.add(text, look, element.sourceline or 0)

    def _break(self, look: Look) -> None:
        if self._open.ends_line():
            self._flush(look)
        else:
            self._open.end_line(look.address)

    def _list(self, element: HtmlElement, look: Look) -> None:
        self._flush(look)
        depth = sum(1 for each in element.iterancestors("ul", "ol", "menu"))
        self._stray(element.text, look, element)
        for number, item in numbers_of(element):
            made = self.read(item, replace(look, level=0, align=""))
            first = next((at for at, block in enumerate(made) if isinstance(block, Paragraph)), None)
            if first is not None and isinstance(paragraph := made[first], Paragraph) and not paragraph.number:
                made[first] = msgspec.structs.replace(
                    paragraph, number=number, bullet=not number, depth=min(depth, 5)
                )
            self._out += made
            self._stray(item.tail, look, element)

    def _stray(self, text: str | None, look: Look, element: HtmlElement) -> None:
        """Read text that stands in a list and in none of its entries."""
        self._text(text, look, element)
        self._flush(look)

    def _picture(self, element: HtmlElement) -> None:
        address = picture_address(element)
        if not address:
            return
        said = picture_words(element.get("alt"), element.get("title"))
        self._open.pieces.append(Piece(picture=len(self.pictures)))
        target = address if address.startswith("data:") else self.rewrite(address, True)
        self.pictures.append(Picture(b"", "", said, self._place(element), target))

    def _film(self, element: HtmlElement) -> None:
        source = element.get("src") or next((each.get("src") or "" for each in element.iter("source")), "")
        self._leave("播放器里的说明", element)
        if source:
            self.enclosed.append(
                Enclosed("", b"", words(element), self.rewrite(source, True), self._place(element))
            )

    def _ruby(self, element: HtmlElement, look: Look) -> None:
        small = "".join(words(each) for each in element.iter("rt"))
        base = "".join(
            [
                element.text or "",
                *((each.tail or "") + ("" if each.tag in ("rt", "rp") else words(each)) for each in element),
            ]
        )
        self._open.pieces.append(Piece("".join(base.split()), tuple(sorted(look.marks)), ruby=small))

    def _leave(self, what: str, element: HtmlElement) -> None:
        if text := words(element):
            self.left.append(Left(what, text, self._place(element)))

    def _place(self, element: HtmlElement) -> str:
        return f"第{element.sourceline}行" if element.sourceline else ""
