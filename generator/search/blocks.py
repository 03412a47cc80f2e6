"""The text of sanitised HTML, block by block: a paragraph, a heading, a list item, a table cell."""

from __future__ import annotations

import re
from html import unescape

_BLOCKS = (
    "address|article|aside|blockquote|caption|center|dd|details|dialog|div|dl|dt|fieldset|figcaption|figure|"
    "footer|form|h[1-6]|header|hgroup|hr|legend|li|main|nav|ol|option|p|pre|search|section|select|summary|"
    "table|tbody|td|tfoot|th|thead|tr|ul"
)
_ATTRIBUTES = r"""(?:[\s/](?:[^>"']|"[^"]*"|'[^']*')*)?"""
_UNSEEN = re.compile(r"<!--.*?-->|<(script|style|template|noscript)\b.*?</\1\s*>", re.DOTALL | re.IGNORECASE)
_BLOCK_TAG = re.compile(rf"</?(?:{_BLOCKS}){_ATTRIBUTES}>", re.IGNORECASE)
_LINE_BREAK = re.compile(rf"<br{_ATTRIBUTES}>", re.IGNORECASE)
_OTHER_TAG = re.compile(rf"</?[a-z][^\s<>/]*{_ATTRIBUTES}>", re.IGNORECASE)


# Stands between two blocks; Markdown and HTML cannot contain it.
BLOCK_END = "\0"


def text_blocks(html: str) -> str:
    """Return the text of each block that has any, in order, with ``BLOCK_END`` between them.

    The input has passed the sanitiser, so that its tags are well formed and four regular expressions
    read it; a parser in Python would cost more than all the rest of the tokenising.
    """
    html = _UNSEEN.sub("", html)
    html = _OTHER_TAG.sub("", _LINE_BREAK.sub(" ", _BLOCK_TAG.sub(BLOCK_END, html)))
    blocks = (block.strip() for block in unescape(html).split(BLOCK_END))
    return BLOCK_END.join(filter(None, blocks))
