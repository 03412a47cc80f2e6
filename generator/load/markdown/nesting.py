"""Find texts nested by the hundred: quotations, lists or tags in each other."""

from __future__ import annotations

import re
from collections.abc import Iterator

from generator.load.markdown.dialect import ParsedMarkdown
from generator.model.catalogue import finding
from generator.model.finding import Finding, Place

_DEEPEST = 60
_TAG = re.compile(r"<(/?)([a-zA-Z][^\s/>]*+)")
# These end by themselves, or hold nothing.
_NO_DEPTH = frozenset({
    "p", "li", "dd", "dt", "tr", "td", "th", "thead", "tbody", "tfoot", "option", "br", "hr", "img", "input",
    "source", "track", "wbr", "area", "base", "col", "embed", "link", "meta",
})  # fmt: skip
# A block is nested by what stands before the first word of a line, words by pairs of signs. Signs are counted
# among the bytes, where that takes a tenth of the time; most are not there at all, which takes no counting.
_PREFIX = re.compile(r"\n[ \t>*+.)\d-]{60}")
_SIGNS = (b"*", b"_", b"~", b"[", b"<")


def check_nesting(body: str, raw: bytes, first_line: int, name: str) -> Iterator[Finding]:
    """Yield where a text is nested too deep to be drawn; nearly every text is let pass by counting signs.

    ``raw`` are the bytes of its file.
    """
    many = any(sign in raw and raw.count(sign) > _DEEPEST for sign in _SIGNS)
    if not many and not _PREFIX.search(f"\n{body}"):
        return
    reading = ParsedMarkdown(body, first_line)
    depth = tags = 0
    for event, start, _ in reading.events():
        if not isinstance(event, dict):
            continue
        if "Start" in event:
            depth += 1
        elif "End" in event:
            depth -= 1
        else:
            for closing, tag in _TAG.findall(event.get("Html") or event.get("InlineHtml") or ""):
                if tag.lower() not in _NO_DEPTH:
                    tags = max(tags - 1, 0) if closing else tags + 1
        if max(depth, tags) > _DEEPEST:
            message = f"从这里起，引用、列表、强调或标签套了{_DEEPEST}层以上，画不出来。"
            yield finding("text-nested", Place(name, *reading.place(start)), message)
            return
