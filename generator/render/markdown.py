"""Markdown to safe HTML: one dialect (CommonMark, GFM tables, footnotes, heading ids) for every page."""

from __future__ import annotations

import re
from dataclasses import dataclass

import comrak
import nh3

_HAN = r"\u3000-\u303f\u3400-\u4dbf\u4e00-\u9fff\uff00-\uffef“”‘’…—"
# A line break in the source between two Chinese characters would show as a blank.
_SOFT_BREAK = re.compile(rf"(?<=[{_HAN}])\n(?=[{_HAN}])")
# A text with none of these can hold no HTML, link, image, footnote or checkbox: what the renderer makes
# of it has nothing to sanitise. That is most documents, and the sanitiser is the dearest step.
_RISKY = ("<", "&", "[", "://", "www.", "@")
_ANCHOR = re.compile(r'<a href="#[^"]*"[^>]*class="anchor"[^>]*></a>')
_CHECKBOX = re.compile(r'<input type="checkbox"( checked="")? disabled="">')
_SIGNATURE = re.compile(
    r"<p>([^<>]{2,40})</p>\s*<p>(\d{4}年\d{1,2}月\d{1,2}日)</p>\s*(?=(?:<section class=\"footnotes\"|$))"
)
_ADDRESSEE = re.compile(r"\A\s*<p>([^<>]{2,120}：)</p>")
_TABLE = re.compile(r"<table>(.*?)</table>", re.DOTALL)

_MEDIA_ATTRIBUTES = {"src", "controls", "preload", "poster", "width", "height", "title"}


@dataclass(frozen=True)
class Converter:
    """The renderer's options, made once a process: building them costs more than a short text."""

    extension: comrak.ExtensionOptions
    parse: comrak.ParseOptions
    render: comrak.RenderOptions
    cleaner: nh3.Cleaner


def make_converter() -> Converter:
    """Return the converter of the one dialect."""
    extension = comrak.ExtensionOptions()
    for name in ("table", "strikethrough", "autolink", "footnotes", "tasklist", "cjk_friendly_emphasis"):
        setattr(extension, name, True)
    extension.header_id_prefix = ""
    render = comrak.RenderOptions()
    # Raw HTML passes the renderer because the sanitiser comes after it.
    render.unsafe_ = True
    return Converter(extension, comrak.ParseOptions(), render, _make_cleaner())


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
    attributes["a"] = {"href", "title", "id", "aria-label", "class"}
    attributes["section"] = {"class"}
    attributes["li"] = {"id"}
    for tag in ("td", "th"):
        attributes[tag] = {"colspan", "rowspan", "scope"}
    for tag in ("h1", "h2", "h3", "h4", "h5", "h6", "sup"):
        attributes[tag] = {"id", "class"}
    return nh3.Cleaner(
        tags=tags,
        clean_content_tags={"script", "style", "iframe", "object", "embed", "template", "noscript"},
        attributes=attributes,
        attribute_filter=_filter_attribute,
        url_schemes={"http", "https", "mailto", "tel"},
        link_rel="noopener",
    )


def _filter_attribute(tag: str, name: str, value: str) -> str | None:
    if name == "class" and value not in ("footnotes", "footnote-ref", "footnote-backref", "anchor"):
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
    html = comrak.render_markdown(
        text,
        extension_options=converter.extension,
        parse_options=converter.parse,
        render_options=converter.render,
    )
    html = _ANCHOR.sub("", html)
    if not plain:
        html = converter.cleaner.clean(html)
        html = _CHECKBOX.sub(lambda box: "☑" if box[1] else "☐", html)
        html = html.replace('aria-label="Back to reference ', 'aria-label="返回正文注释')
    if "<pre" not in html:
        html = _SOFT_BREAK.sub("", html)
    if "<h1" in html:
        html = re.sub(r"<(/?)h1\b", r"<\1h2", html)
    html = _ADDRESSEE.sub(r'<p class="gk-addressee">\1</p>', html)
    html = _SIGNATURE.sub(r'<p class="gk-sign">\1</p>\n<p class="gk-sign">\2</p>\n', html)
    return _TABLE.sub(_scrolling_table, html)


def _scrolling_table(match: re.Match[str]) -> str:
    inner = re.sub(r"<th>\s*</th>", "<td></td>", match[1]).replace("<th>", '<th scope="col">')
    return f'<div class="gk-scroll" tabindex="0" role="group" aria-label="表格"><table>{inner}</table></div>'
