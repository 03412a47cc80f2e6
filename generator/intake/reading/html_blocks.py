"""Turn an element of HTML into blocks: paragraphs, tables, lists, pictures."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass, field, replace

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
from generator.intake.reading.html_inline import align_of, is_unseen, marks_of, picture_address, size_of
from generator.intake.reading.html_lists import numbers_of
from generator.intake.reading.html_page import SILENT, HtmlElement, words
from generator.intake.reading.html_tables import read_table
from generator.intake.reading.pictures import picture_words

_BLOCKS = frozenset({
    "address", "article", "aside", "blockquote", "body", "center", "dd", "details", "div", "dl", "dt", "fieldset", "figcaption",
    "figure", "footer", "form", "h1", "h2", "h3", "h4", "h5", "h6", "header", "hr", "html", "li", "main", "menu", "ol", "p", "pre",
    "section", "summary", "table", "ul", "tbody", "tr", "td", "th", "thead", "tfoot", "caption", "legend",
})  # fmt: skip
_FORMS = frozenset({"button", "select", "textarea", "input", "label"})
# Names of what a system puts around and into an article: sharing, printing, the way to the next one.
_FURNITURE = re.compile(
    r"(?:^|[\s_-])(?:bd)?(?:share|bshare|bdsharebuttonbox|jiathis|print|toolbar|fontsize|font-size|prevnext|pre_?next|breadcrumb|crumbs?"
    r"|navbar|qrcode|ewm|erweima|sidebar|pagination|copyright|hits|xgxw|related-news)(?:[\s_-]|$)",
    re.IGNORECASE,
)
_BUTTONS = re.compile(
    r"(?:[【\[]?\s*(?:打印(?:本页|文章)?|关闭(?:窗口|本页)?|收藏(?:本页)?|分享(?:到)?|字体|字号|大|中|小|返回顶部|纠错)\s*[】\]]?[\s|：:]*)+"
    r"|(?:上一[篇条]|下一[篇条])[：:].{0,80}|扫一扫在手机打开当前页|【?字体[：:].{0,20}"
)
FILES = re.compile(
    r"\.(?:pdf|ofd|docx?|wps|rtf|odt|xlsx?|et|csv|ods|pptx?|dps|odp|zip|rar|7z|txt|mp4|mp3|m4a|wav)(?:[?#].*)?$",
    re.IGNORECASE,
)
_SPACES = re.compile(r"[ \t\r\n\f\v\u00a0\u200b\ufeff]+")
_INDENT = re.compile(r"[\s\u00a0\u3000]{2,}")
_OPEN = re.compile(r"(?:https?|mailto|tel):", re.IGNORECASE)
_SCRIPTED = re.compile(r"\s*(?:javascript|vbscript|data):|#", re.IGNORECASE)
_DEEPEST = 200


@dataclass(frozen=True)
class Look:
    """How text looks where it stands, what it leads to, how its paragraph is set."""

    marks: frozenset[str] = frozenset()
    address: str = ""
    align: str = ""
    level: int = 0
    size: int = 0
    typed: bool = False


@dataclass
class _Open:
    """The paragraph that is being read."""

    pieces: list[Piece] = field(default_factory=list)
    look: Look = field(default_factory=Look)
    sizes: dict[int, int] = field(default_factory=dict)
    line: int = 0


@dataclass
class Blocks:
    """Reads elements; ``rewrite`` makes addresses whole."""

    rewrite: Callable[[str], str]
    pictures: list[Picture] = field(default_factory=list)
    enclosed: list[Enclosed] = field(default_factory=list)
    left: list[Left] = field(default_factory=list)
    lost: list[Lost] = field(default_factory=list)
    _out: list[Block] = field(default_factory=list)
    _open: _Open = field(default_factory=_Open)
    _depth: int = 0

    def read(self, element: HtmlElement, look: Look) -> list[Block]:
        """Return the blocks of an element."""
        outer, self._out = self._out, []
        waiting, self._open = self._open, _Open(look=look)
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
        if self._is_furniture(element):
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
            address = "" if _SCRIPTED.match(target) else self.rewrite(target)
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
        self._open = _Open(look=inner, line=element.sourceline or 0)
        self._inside(element, inner)
        self._flush(look)

    def _flush(self, look: Look) -> None:
        """End the paragraph that is being read; the next one is set as ``look`` says."""
        done, self._open = self._open, _Open(look=look)
        pieces = trimmed(done.pieces)
        if not pieces:
            return
        size = max(done.sizes, key=lambda each: done.sizes[each]) if done.sizes else 0
        self._out.append(
            Paragraph(
                tuple(pieces),
                level=done.look.level,
                align=done.look.align,
                size=size,
                place=f"第{done.line}行" if done.line else "",
            )
        )

    def _text(self, text: str | None, look: Look, element: HtmlElement) -> None:
        if not text:
            return
        if look.typed:
            words_ = text.replace("\r", "")
        else:
            last = self._open.pieces[-1].text if self._open.pieces else ""
            # A new line with an indent is a paragraph, as old editors wrote them.
            if last.endswith("\n") and _INDENT.match(text):
                self._flush(look)
            words_ = _SPACES.sub(" ", text)
            if (not self._open.pieces or last.endswith(("\n", " "))) and words_.startswith(" "):
                words_ = words_[1:]
        if not words_:
            return
        self._open.line = self._open.line or element.sourceline or 0
        self._open.sizes[look.size] = self._open.sizes.get(look.size, 0) + len(words_.strip())
        marks = tuple(sorted(look.marks))
        if (
            self._open.pieces
            and (last_ := self._open.pieces[-1]).text
            and (last_.marks, last_.address) == (marks, look.address)
        ):
            self._open.pieces[-1] = Piece(last_.text + words_, marks, look.address)
        else:
            self._open.pieces.append(Piece(words_, marks, look.address))

    def _break(self, look: Look) -> None:
        if self._open.pieces and self._open.pieces[-1].text.endswith("\n"):
            self._flush(look)
        elif self._open.pieces:
            self._text_break(look)

    def _text_break(self, look: Look) -> None:
        last = self._open.pieces[-1]
        if last.text and not last.ruby:
            self._open.pieces[-1] = Piece(last.text.rstrip(" ") + "\n", last.marks, last.address)
        else:
            self._open.pieces.append(Piece("\n", (), look.address))

    def _list(self, element: HtmlElement, look: Look) -> None:
        self._flush(look)
        depth = sum(1 for each in element.iterancestors("ul", "ol", "menu"))
        for number, item in numbers_of(element):
            made = self.read(item, replace(look, level=0, align=""))
            first = next((at for at, block in enumerate(made) if isinstance(block, Paragraph)), None)
            if first is not None and isinstance(paragraph := made[first], Paragraph) and not paragraph.number:
                made[first] = _numbered(paragraph, number, min(depth, 5))
            self._out += made

    def _picture(self, element: HtmlElement) -> None:
        address = picture_address(element)
        if not address:
            return
        said = picture_words(element.get("alt"), element.get("title"))
        self._open.pieces.append(Piece(picture=len(self.pictures)))
        target = address if address.startswith("data:") else self.rewrite(address)
        self.pictures.append(Picture(b"", "", said, self._place(element), target))

    def _film(self, element: HtmlElement) -> None:
        source = element.get("src") or next((each.get("src") or "" for each in element.iter("source")), "")
        if source:
            self.enclosed.append(
                Enclosed("", b"", words(element), self.rewrite(source), self._place(element))
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

    def _is_furniture(self, element: HtmlElement) -> bool:
        if element.tag == "nav":
            return True
        names = f"{element.get('id') or ''} {element.get('class') or ''}".strip()
        if names and _FURNITURE.search(names) and len(words(element)) < 200:
            return True
        return element.tag in ("div", "p", "a", "span", "li") and _is_buttons(element)

    def _leave(self, what: str, element: HtmlElement) -> None:
        if text := words(element):
            self.left.append(Left(what, text, self._place(element)))

    def _place(self, element: HtmlElement) -> str:
        return f"第{element.sourceline}行" if element.sourceline else ""


def _is_buttons(element: HtmlElement) -> bool:
    text = words(element)
    return 2 < len(text) < 100 and _BUTTONS.fullmatch(text) is not None


def _numbered(paragraph: Paragraph, number: str, depth: int) -> Paragraph:
    return Paragraph(
        paragraph.pieces,
        0,
        paragraph.align,
        number,
        not number,
        depth,
        paragraph.size,
        paragraph.title,
        paragraph.place,
    )


def trimmed(pieces: list[Piece]) -> list[Piece]:
    """Return pieces without the blanks and line breaks at both ends; none where nothing is said or shown."""
    if not any(piece.text.strip() or piece.picture >= 0 or piece.note for piece in pieces):
        return []
    found = list(pieces)
    while found and found[0].picture < 0 and not found[0].note and not found[0].text.strip():
        found.pop(0)
    while found and found[-1].picture < 0 and not found[-1].note and not found[-1].text.strip():
        found.pop()
    if found and found[0].text:
        found[0] = Piece(found[0].text.lstrip(), found[0].marks, found[0].address, ruby=found[0].ruby)
    if found and found[-1].text:
        found[-1] = Piece(found[-1].text.rstrip(), found[-1].marks, found[-1].address, ruby=found[-1].ruby)
    return found
