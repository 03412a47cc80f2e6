"""The list of HTML tags whose words stay on a page; any other name is no tag."""

from __future__ import annotations

import re

from generator.load.markdown.tags import Tag

KNOWN = frozenset({
    "a", "abbr", "acronym", "address", "applet", "area", "article", "aside", "audio", "b", "base",
    "basefont", "bdi", "bdo", "bgsound", "big", "blink", "blockquote", "body", "br", "button", "canvas",
    "caption", "center", "cite", "code", "col", "colgroup", "data", "datalist", "dd", "del", "details",
    "dfn", "dialog", "dir", "div", "dl", "dt", "em", "embed", "fieldset", "figcaption", "figure", "font",
    "footer", "form", "frame", "frameset", "h1", "h2", "h3", "h4", "h5", "h6", "head", "header", "hgroup",
    "hr", "html", "i", "iframe", "image", "img", "input", "ins", "kbd", "label", "legend", "li", "link",
    "main", "map", "mark", "marquee", "math", "menu", "meta", "meter", "multicol", "nav", "nobr",
    "noscript", "object", "ol", "optgroup", "option", "output", "p", "param", "picture", "pre",
    "progress", "q", "rb", "rp", "rt", "rtc", "ruby", "s", "samp", "script", "search", "section",
    "select", "slot", "small", "source", "spacer", "span", "strike", "strong", "style", "sub", "summary",
    "sup", "svg", "table", "tbody", "td", "template", "textarea", "tfoot", "th", "thead", "time", "tr",
    "track", "tt", "u", "ul", "var", "video", "wbr",
})  # fmt: skip

_SAID = frozenset({"alt", "title", "value", "placeholder", "label", "style", "summary"})
# What no attribute is called: a quote or a bracket is missing before it.
_NO_NAME = re.compile(r"[\"'<]|[^\x00-\x7f]")


def is_unfinished(tag: Tag) -> bool:
    """Tell whether a quote or a bracket is missing in a tag, so that it goes on into the text behind it."""
    return _NO_NAME.search(tag.name) is not None or any(
        _NO_NAME.search(key) or (">" in given.value and key not in _SAID)
        for key, given in tag.attributes.items()
    )
