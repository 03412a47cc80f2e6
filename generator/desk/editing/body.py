"""The text of a document for people who know Word: as lines, or as what an editor in the browser shows.

Which way a text is offered is decided by trying: it is turned there and back, and where the page would not be the
same to the last character, the text is offered as it stands in the file. So nothing is lost by opening it.
"""

from __future__ import annotations

import re
from html import unescape

import nh3
from lxml import html as lxml_html

from generator.desk.editing.rich import rich_markdown
from generator.desk.keeping.drafts import Mode
from generator.errors import GongkaiError
from generator.intake.documents.headings import settle_headings
from generator.intake.reading.blocks import Block, Imported, Paragraph, Piece
from generator.intake.writing.markdown import shown_words, write_markdown
from generator.render.text.markdown import Converter, make_converter, to_html

# In characters: the longest text that the editor takes over; a longer one is a book, and stays as it is.
LONGEST = 600_000
_MOST_RICH = 4 * LONGEST
_TAGS = {
    "p", "h2", "h3", "h4", "h5", "h6", "ul", "ol", "li", "table", "thead", "tbody", "tr", "th", "td", "strong", "em", "u", "s", "sub",
    "sup", "a", "img", "br", "blockquote", "hr",
}  # fmt: skip
_ATTRIBUTES = {
    "a": {"href"}, "img": {"src", "alt"}, "p": {"align"}, "ol": {"start"},
    "td": {"colspan", "rowspan", "align"}, "th": {"colspan", "rowspan", "align"},
}  # fmt: skip
_SCHEMES = {"http", "https", "mailto", "tel"}
_IN_PLAIN = re.compile(r"<(h[2-6]|p)(?: [^<>]*+)?>([^<]*+)</\1>")
_PICTURE = re.compile(r"【图片：([^【】｜]{1,120})｜([^【】]{0,300})】")
_SCROLL = re.compile(r'<div class="gk-scroll"[^<>]*+>|</div>')
_BETWEEN = re.compile(r">\s+<")
_SIDE = re.compile(r'(<(?:p|td|th)(?: (?:col|row)span="\d+")*+) class="gk-(center|right)"')
_LINE_END = re.compile(r"</(?:p|h[1-6]|li|tr|table|blockquote|div)>|<br ?/?>")
_CELL_END = re.compile(r"</t[dh]>")
_TAG = re.compile(r"<[^<>]*+>")
_POINTING = re.compile(r"<(a|img|video|audio|source|h[2-6])(?: [^<>]*+)?>")
_ADDRESS = re.compile(r'\b(?:href|src)="([^"<>]*+)"')
_WORDS_OF = re.compile(r'\balt="([^"<>]*+)"')
_LOOSE = re.compile(r"<li><p>|</p></li>")
_HEADING_ID = re.compile(r"<(h[2-6]) id=\"[^\"]*+\">")
_SCOPE = re.compile(r' scope="col"')
_FORM = re.compile(r"<p class=\"gk-[\w-]+\">")


def from_plain(text: str) -> str:
    """Return lines as Markdown: each a paragraph, numbered ones headings where official documents have them."""
    blocks: list[Block] = []
    pictures: list[tuple[str, str]] = []
    for line in text.splitlines():
        words = line.strip(" \t\u3000\xa0")
        picture = _PICTURE.fullmatch(words)
        if picture:
            blocks.append(Paragraph((Piece(picture=len(pictures)),)))
            pictures.append((picture[1], picture[2]))
        elif words:
            blocks.append(Paragraph((Piece(words),)))
    settled = tuple(settle_headings(blocks, (-1, -1)))
    if not settled:
        return ""
    return write_markdown(Imported(settled), [each[0] for each in pictures], [each[1] for each in pictures])


def from_rich(html: str) -> str:
    """Return what the editor shows as Markdown. Raises GongkaiError for what is no text of the editor."""
    if len(html) > _MOST_RICH:
        raise GongkaiError("正文太长了，请分成几份，或作为附件。")
    clean = nh3.clean(html, tags=_TAGS, attributes=_ATTRIBUTES, url_schemes=_SCHEMES, link_rel=None)
    try:
        body = lxml_html.document_fromstring(f"<html><body>{clean or '<p></p>'}</body></html>").find("body")
        text = rich_markdown(body)
    except (RecursionError, ValueError) as error:
        raise GongkaiError("正文一层套一层太深，读不了。请把表格或列表改得简单些。") from error
    shown = shown_words(to_html(text, make_converter()))
    if shown != (wanted := shown_words(clean)):
        at = next(
            (n for n, (a, b) in enumerate(zip(shown, wanted, strict=False)) if a != b),
            min(len(shown), len(wanted)),
        )
        raise GongkaiError(f"正文里“{wanted[at : at + 20]}”这一处没能照样写下来，请删去这一段重新输入。")
    return text


def written(mode: Mode, body: str) -> str:
    """Return the text of a draft as Markdown. Raises GongkaiError."""
    if len(body) > _MOST_RICH:
        raise GongkaiError("正文太长了，请分成几份，或作为附件。")
    if mode is Mode.RICH:
        return from_rich(body)
    return from_plain(body) if mode is Mode.PLAIN else body.replace("\r\n", "\n").replace("\r", "\n")


def as_plain(markdown: str, converter: Converter | None = None) -> str | None:
    """Return a text as lines; None where lines cannot say all of it."""
    if len(markdown) > LONGEST:
        return None
    drawn = converter or make_converter()
    html = to_html(markdown, drawn)
    lines: list[str] = []
    at = 0
    for found in _IN_PLAIN.finditer(html):
        if html[at : found.start()].strip():
            return None
        lines.append(unescape(found[2]).strip())
        at = found.end()
    if html[at:].strip() or any("\n" in line for line in lines):
        return None
    plain = "\n".join(lines)
    return plain if to_html(from_plain(plain), drawn) == html else None


def as_rich(markdown: str, converter: Converter | None = None) -> str | None:
    """Return a text as the editor shows it; None where the editor cannot show all of it."""
    if len(markdown) > LONGEST:
        return None
    drawn = converter or make_converter()
    page = to_html(markdown, drawn)
    shown = _SCOPE.sub("", _HEADING_ID.sub(r"<\1>", _SCROLL.sub("", page)))
    shown = _FORM.sub("<p>", _SIDE.sub(r'\1 align="\2"', shown))
    clean = nh3.clean(shown, tags=_TAGS, attributes=_ATTRIBUTES, link_rel=None)
    if _flat(clean) != _flat(shown.replace(' rel="noopener"', "")):
        return None
    try:
        again = to_html(from_rich(clean), drawn)
    except GongkaiError:
        return None
    return clean if _flat(again) == _flat(page) else None


def read_lines(markdown: str, *, targets: bool = False) -> list[str]:
    """Return a text as it is read on its page, a line each paragraph, heading, entry of a list and row of a table.

    With ``targets`` it is told where links lead and which pictures are shown, and what is a heading.
    """
    html = to_html(markdown, make_converter())
    if targets:
        html = _POINTING.sub(_told_target, html)
    text = unescape(_TAG.sub("", _LINE_END.sub("\n", _CELL_END.sub("　", html))))
    return [line.strip() for line in text.split("\n") if line.strip()]


def _told_target(tag: re.Match[str]) -> str:
    """Return the words for a tag of which a reader sees the effect alone."""
    if tag[1].startswith("h"):
        return f"【标题{int(tag[1][1]) - 1}】"
    address = _ADDRESS.search(tag[0])
    words = _WORDS_OF.search(tag[0])
    told = f"{address[1] if address else ''}{f'，{words[1]}' if words else ''}"
    return f"【{'链接' if tag[1] == 'a' else '图片或视频'}：{told}】"


def _flat(html: str) -> str:
    """Return HTML without what the writer may set in another way and nobody sees: blanks between tags, void tags."""
    flat = _BETWEEN.sub("><", html.replace(" />", ">")).strip()
    return _LOOSE.sub(lambda found: "<li>" if found[0][1] == "l" else "</li>", flat)
