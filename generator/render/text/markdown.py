"""Markdown to safe HTML: one dialect (CommonMark, GFM tables, footnotes, heading ids) for every page."""

from __future__ import annotations

import re
from functools import lru_cache
from html import escape, unescape

import nh3
import pyromark

from generator.data import dataclass
from generator.load.markdown.dialect import note_id, options, text_id
from generator.load.markdown.dropped import ALIGNED_TAGS, SCHEMES, alignment_of
from generator.load.markdown.emphasis import mark_emphasis, take_marks_out
from generator.load.markdown.heading_ids import unused_id
from generator.load.markdown.page_html import TAKEN_WHOLE
from generator.load.markdown.tags import find_tags
from generator.patterns import pattern
from generator.render.text.official_form import split_signature, with_official_form

_HAN = r"\u2e80-\u303f\u3105-\u312f\u31a0-\u4dbf\u4e00-\u9fff\uf900-\ufaff\ufe30-\ufe4f\uff00-\uffef\U00020000-\U0003ffff“”‘’…—"
_INLINE = r"</?(?:a|abbr|b|code|del|em|i|ins|mark|q|s|small|span|strong|sub|sup|u)(?: [^<>]*+)?>"
# A line break in the source between two Chinese characters would show as a blank.
# The break comes first in the pattern: a search that begins with a fixed character is a search for it.
_SOFT_BREAK = pattern(rf"\n(?<=[{_HAN}]\n)(?=[{_HAN}])")
# The same with emphasis, a link or a note that ends or begins there.
_MARKED_BREAK = pattern(rf"(?<=[{_HAN}])((?:{_INLINE})*+)\n((?:{_INLINE})*+)(?=[{_HAN}])")
# A text with none of these can hold no HTML, link, image, footnote or checkbox: what the renderer makes
# of it has nothing to sanitise. That is most documents, and the sanitiser is the dearest step.
_RISKY = ("<", "&", "[", "://", "@")
# A text with none of these, and none of those above, has no mark within a line.
_INLINE_SIGNS = ("*", "`", "_", "~")
_ALIGNED = pattern(r' style="text-align: (left|center|right)"')
_STRIKE = pattern(r"(?<=<)(/?)strike(?=[\s/>])", re.IGNORECASE)
_NUMBERING = pattern(r"-?\d{1,9}|[1aAiI]")
_CENTER_END = pattern(r"</center(?=[\s>])", re.IGNORECASE)
_CHECKBOX = pattern(r'<input(?: disabled="")? type="checkbox"( checked="")?(?: disabled="")? ?/?>')
# Innermost headings only, as with tables below: what is left open is not followed to the end each time.
_HEADING = pattern(r"<h([1-6])>([^<]*+(?:<(?!/?h[1-6]>)[^<]*+)*+)</h\1>")
_NOTE_LINK = pattern(r'(?<=<sup class="footnote-reference"><a href="#)([^"]*+)(?=">(\d++)</a>)')
_NOTE = pattern(
    r'(?<=<div class="footnote-definition" id=")([^"]*+)(?="><sup class="footnote-definition-label">(\d++)</sup>)'
)
# Innermost tables only: one inside another is scrolled by itself.
_TABLE = pattern(r"<table>([^<]*+(?:<(?!/?table>)[^<]*+)*+)</table>")
_EMPTY_HEAD = pattern(r"<th(?: class=\"[\w-]+\")?>\s*+</th>")
_HEAD = pattern(r"<th(?=[ >])(?![^<>]*scope=)")
_MARKUP = pattern(r"<[^<>]*+>|&\w++;")
_NO_WORD = pattern(r"[^\w-]+")
_CLASSES = ("footnote-reference", "footnote-definition", "footnote-definition-label", "gk-center", "gk-right")

_MEDIA_ATTRIBUTES = {"src", "controls", "preload", "poster", "width", "height", "title"}


@dataclass(frozen=True)
class Converter:
    """The renderer's options and the sanitiser, made once a batch: making them costs more than a text."""

    options: pyromark.Options
    cleaner: nh3.Cleaner


def make_converter() -> Converter:
    """Return the converter of the one dialect."""
    return Converter(options(), _make_cleaner())


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
    attributes["p"] = {"class"}
    attributes["sup"] = {"class"}
    # How a list is numbered is part of what it says.
    attributes["ol"] = {"start", "type", "reversed"}
    attributes["li"] = {"value"}
    attributes["details"] = {"open"}
    for tag in ("td", "th"):
        attributes[tag] = {"colspan", "rowspan", "scope", "class"}
    return nh3.Cleaner(
        tags=tags,
        clean_content_tags=set(TAKEN_WHOLE),
        attributes=attributes,
        attribute_filter=_filter_attribute,
        url_schemes=set(SCHEMES),
        link_rel="noopener",
    )


def _filter_attribute(tag: str, name: str, value: str) -> str | None:
    if name == "class" and value not in _CLASSES:
        return None
    if tag in ("ol", "li") and name != "reversed":
        return value if _NUMBERING.fullmatch(value) else None
    if tag == "input":
        return value if name != "type" or value == "checkbox" else None
    if name == "id":
        return text_id(value) if re.fullmatch(r"[\w\-.]{1,120}", value) else None
    return value


def to_html(text: str, converter: Converter) -> str:
    """Return the sanitised HTML of a Markdown text.

    Headings start at h2 (the page's title is h1); the closing lines of an official document (body and
    date) and its addressee get classes of their own; tables can be scrolled sideways.
    """
    plain = not any(sign in text for sign in _RISKY)
    unmarked = plain and not any(sign in text for sign in _INLINE_SIGNS)
    text, marks = mark_emphasis(text)
    html = pyromark.html(text, options=converter.options)
    if marks:
        html = take_marks_out(html, marks)
    if "text-align" in html:
        html = _ALIGNED.sub(_alignment, html)
    if not plain:
        html = _with_notes(html)
        # Editors of old wrote tags, attributes and styles in capitals.
        low = html.lower()
        if "align" in low or "<center" in low:
            html = _with_alignment(html)
        if "strike" in low:
            html = _STRIKE.sub(r"\1s", html)
        html = converter.cleaner.clean(html)
        html = _CHECKBOX.sub(lambda box: "☑" if box[1] else "☐", html)
    if "日</p>" in html:
        html = split_signature(html)
    if "\n" in html:
        html = _without_soft_breaks(html, unmarked)
    if "<h" in html:
        html = _with_heading_ids(html)
    html = with_official_form(html)
    return _TABLE.sub(_scrolling_table, html) if "<table>" in html else html


def _with_notes(html: str) -> str:
    """Give notes their ids; of two that are written with one name, both are shown, and the first is led to."""
    used: dict[str, int] = {}
    html = _NOTE_LINK.sub(_note, html)
    return _NOTE.sub(lambda note: unused_id(_note(note), used), html)


def _note(match: re.Match[str]) -> str:
    return escape(note_id(unescape(match[1]), int(match[2])))


def _without_soft_breaks(html: str, unmarked: bool) -> str:
    """Take out the line breaks between Chinese characters, but for those of text that is shown as typed.

    In an ``unmarked`` text no emphasis, code or link begins or ends at a line's end.
    """
    if unmarked and "<pre" not in html:
        return _SOFT_BREAK.sub("", html)
    parts: list[str] = []
    start = 0
    while (typed := html.find("<pre", start)) >= 0:
        end = html.find("</pre>", typed)
        end = len(html) if end < 0 else end
        parts += (_join_lines(html[start:typed]), html[typed:end])
        start = end
    parts.append(_join_lines(html[start:]))
    return "".join(parts)


def _join_lines(html: str) -> str:
    html = _SOFT_BREAK.sub("", html)
    return _MARKED_BREAK.sub(r"\1\2", html)


def _alignment(match: re.Match[str]) -> str:
    return "" if match[1] == "left" else f' class="gk-{match[1]}"'


def _with_alignment(html: str) -> str:
    """Keep how tags set their text (style, align, center) as a class: the sanitiser takes away styles."""
    parts: list[str] = []
    at = 0
    for tag in find_tags(html):
        side = alignment_of(tag)
        if not side or tag.name not in ALIGNED_TAGS:
            continue
        # Of two attributes of a name the first counts.
        name = "div" if tag.name == "center" else tag.name
        behind = tag.start + 1 + len(tag.name)
        parts += (html[at : tag.start], f'<{name} class="gk-{side}"')
        at = behind
    return _CENTER_END.sub("</div", "".join([*parts, html[at:]]))


def _with_heading_ids(html: str) -> str:
    """Give headings ids made of their words; the page's title is h1, so that a text begins at h2."""
    used: dict[str, int] = {}

    def heading(match: re.Match[str]) -> str:
        level, shown = match.groups()
        mark = unused_id(_id_of(shown), used)
        level = "2" if level == "1" else level
        return f'<h{level} id="{mark}">{shown}</h{level}>'

    return _HEADING.sub(heading, html)


# Documents of a kind have the same headings.
@lru_cache(maxsize=4096)
def _id_of(shown: str) -> str:
    """Return the id that the words of a heading make."""
    words = _MARKUP.sub("", shown) if "<" in shown or "&" in shown else shown
    name = words if words.isalnum() else _NO_WORD.sub("", words.replace(" ", "-"))
    return text_id(name.lower() or "标题")


def _scrolling_table(match: re.Match[str]) -> str:
    inner = _EMPTY_HEAD.sub("<td></td>", match[1])
    inner = _HEAD.sub('<th scope="col"', inner)
    return f'<div class="gk-scroll" tabindex="0" role="group" aria-label="表格"><table>{inner}</table></div>'
