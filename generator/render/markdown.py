"""Markdown to safe HTML: one dialect (CommonMark, GFM tables, footnotes, heading ids) for every page."""

from __future__ import annotations

import re
from dataclasses import dataclass

import nh3
import pyromark

_HAN = r"\u3000-\u303f\u3400-\u4dbf\u4e00-\u9fff\uff00-\uffef“”‘’…—"
# A line break in the source between two Chinese characters would show as a blank.
# The break comes first in the pattern: a search that begins with a fixed character is a search for it.
_SOFT_BREAK = re.compile(rf"\n(?<=[{_HAN}]\n)(?=[{_HAN}])")
# CommonMark closes no emphasis between Chinese punctuation and a Chinese character (**“六稳”**工作), because
# there is no blank to tell which way the stars face. In our texts a pair of stars on a line is a pair.
_BOLD = re.compile(r"\*\*(?=[^\s*])([^*\n]+?)(?<=[^\s*])\*\*")
# A text with none of these can hold no HTML, link, image, footnote or checkbox: what the renderer makes
# of it has nothing to sanitise. That is most documents, and the sanitiser is the dearest step.
_RISKY = ("<", "&", "[", "://", "@")
_ALIGNED = re.compile(r' style="text-align: (left|center|right)"')
_CHECKBOX = re.compile(r'<input(?: disabled="")? type="checkbox"( checked="")?(?: disabled="")? ?/?>')
# Innermost headings only, as with tables below: what is left open is not followed to the end each time.
_HEADING = re.compile(r"<h([1-6])>([^<]*+(?:<(?!/?h[1-6]>)[^<]*+)*+)</h\1>")
_NOTE_LINK = re.compile(r'<sup class="footnote-reference"><a href="#')
_NOTE = re.compile(r'<div class="footnote-definition" id="')
# The + behind the braces: what cannot be followed by the next character is not tried shorter, paragraph by paragraph.
_SIGNATURE = re.compile(
    r"<p>([^<>]{2,40}+)</p>\s*+<p>(\d{4}年\d{1,2}月\d{1,2}日)</p>\s*+(?=(?:<div class=\"footnote-definition\"|$))"
)
_SIGNED = r'<p class="gk-sign">\1</p>\n<p class="gk-sign">\2</p>\n'
_ADDRESSEE = re.compile(r"\s*+<p>([^<>]{2,120}：)</p>")
# Innermost tables only: one inside another is scrolled by itself.
_TABLE = re.compile(r"<table>([^<]*+(?:<(?!/?table>)[^<]*+)*+)</table>")
_EMPTY_HEAD = re.compile(r"<th(?: class=\"[\w-]+\")?>\s*+</th>")
_HEAD = re.compile(r"<th(?=[ >])(?![^<>]*scope=)")
_MARKUP = re.compile(r"<[^<>]*+>|&\w++;")
_NO_WORD = re.compile(r"[^\w-]+")
_CLASSES = ("footnote-reference", "footnote-definition", "footnote-definition-label", "gk-center", "gk-right")

_MEDIA_ATTRIBUTES = {"src", "controls", "preload", "poster", "width", "height", "title"}


@dataclass(frozen=True)
class Converter:
    """The renderer's options and the sanitiser, made once a batch: making them costs more than a text."""

    options: pyromark.Options
    cleaner: nh3.Cleaner


def make_converter() -> Converter:
    """Return the converter of the one dialect."""
    wanted = pyromark.Options
    options = wanted.ENABLE_TABLES | wanted.ENABLE_FOOTNOTES | wanted.ENABLE_STRIKETHROUGH
    return Converter(options | wanted.ENABLE_TASKLISTS, _make_cleaner())


def _make_cleaner() -> nh3.Cleaner:
    tags = (nh3.ALLOWED_TAGS - {"map", "area", "data", "center", "strike", "tt"}) | {
        "audio", "video", "source", "track", "figure", "figcaption", "section", "input", "u",
    }  # fmt: skip
    attributes = {tag: set(names) for tag, names in nh3.ALLOWED_ATTRIBUTES.items()}
    attributes["audio"] = _MEDIA_ATTRIBUTES
    attributes["video"] = _MEDIA_ATTRIBUTES
    attributes["source"] = {"src", "type"}
    attributes["track"] = {"src", "kind", "srclang", "label", "default"}
    attributes["img"] = {"src", "alt", "title", "width", "height"}
    attributes["input"] = {"type", "checked", "disabled"}
    attributes["a"] = {"href", "title", "id"}
    attributes["div"] = {"id", "class"}
    attributes["sup"] = {"class"}
    for tag in ("td", "th"):
        attributes[tag] = {"colspan", "rowspan", "scope", "class"}
    return nh3.Cleaner(
        tags=tags,
        clean_content_tags={"script", "style", "iframe", "object", "embed", "template", "noscript"},
        attributes=attributes,
        attribute_filter=_filter_attribute,
        url_schemes={"http", "https", "mailto", "tel"},
        link_rel="noopener",
    )


def _filter_attribute(tag: str, name: str, value: str) -> str | None:
    if name == "class" and value not in _CLASSES:
        return None
    if tag == "input":
        return value if name != "type" or value == "checkbox" else None
    if name == "id" and not re.fullmatch(r"[\w\-.]{1,120}", value):
        return None
    return value


def to_html(text: str, converter: Converter) -> str:
    """Return the sanitised HTML of a Markdown text.

    Headings start at h2 (the page's title is h1); the closing lines of an official document (body and
    date) and its addressee get classes of their own; tables can be scrolled sideways.
    """
    plain = not any(sign in text for sign in _RISKY)
    if "**" in text and "`" not in text:
        text = _BOLD.sub(r"<strong>\1</strong>", text)
    html = pyromark.html(text, options=converter.options)
    if "text-align" in html:
        html = _ALIGNED.sub(_alignment, html)
    if not plain:
        html = _NOTE.sub('<div class="footnote-definition" id="fn-', html)
        html = _NOTE_LINK.sub('<sup class="footnote-reference"><a href="#fn-', html)
        html = converter.cleaner.clean(html)
        html = _CHECKBOX.sub(lambda box: "☑" if box[1] else "☐", html)
    if "<pre" not in html:
        html = _SOFT_BREAK.sub("", html)
    if "<h" in html:
        html = _with_heading_ids(html)
    if addressee := _ADDRESSEE.match(html):
        html = f'<p class="gk-addressee">{addressee[1]}</p>{html[addressee.end() :]}'
    if "日</p>" in html:
        html = _with_signature(html)
    return _TABLE.sub(_scrolling_table, html) if "<table>" in html else html


def _with_signature(html: str) -> str:
    """Give the closing lines, body and date, a class. Without footnotes they are the last two paragraphs."""
    start = 0 if "footnote-definition" in html else html.rfind("<p>", 0, max(html.rfind("<p>"), 0))
    if start < 0:
        return html
    return html[:start] + _SIGNATURE.sub(_SIGNED, html[start:])


def _alignment(match: re.Match[str]) -> str:
    return "" if match[1] == "left" else f' class="gk-{match[1]}"'


def _with_heading_ids(html: str) -> str:
    """Give headings ids made of their words; the page's title is h1, so that a text begins at h2."""
    used: dict[str, int] = {}

    def heading(match: re.Match[str]) -> str:
        level, shown = match.groups()
        words = _MARKUP.sub("", shown) if "<" in shown or "&" in shown else shown
        name = words if words.isalnum() else _NO_WORD.sub("", words.replace(" ", "-"))
        name = name.lower() or "标题"
        used[name] = count = used.get(name, 0) + 1
        mark = f"{name}-{count}" if count > 1 else name
        level = "2" if level == "1" else level
        return f'<h{level} id="{mark}">{shown}</h{level}>'

    return _HEADING.sub(heading, html)


def _scrolling_table(match: re.Match[str]) -> str:
    inner = _EMPTY_HEAD.sub("<td></td>", match[1])
    inner = _HEAD.sub('<th scope="col"', inner)
    return f'<div class="gk-scroll" tabindex="0" role="group" aria-label="表格"><table>{inner}</table></div>'
