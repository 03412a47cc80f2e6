"""How deep a text nests. Whoever draws it goes down level by level, and what is left open is opened again and
again: a few kilobytes of tags that nobody closes become gigabytes of page."""

from __future__ import annotations

import re
from collections import Counter

from generator.load.source_marks import blank_code_spans, blank_comments, blank_fences

# Levels; honest texts, pasted ones included, stay below thirty.
DEEPEST = 100
# Whether and where a tag ends is not asked: what a text says of that may differ from what its page makes of it.
_TAG = re.compile(r"<(/?)([a-z][a-z0-9:-]*+)(?=[\s/>])", re.IGNORECASE)
# Tags that nothing stands in, and those that the next of their kind closes.
_FLAT = frozenset(
    {
        "area", "base", "br", "col", "embed", "hr", "img", "input", "link", "meta", "param", "source", "track", "wbr",
        "p", "li", "dt", "dd", "td", "th", "tr", "tbody", "thead", "tfoot", "colgroup", "option", "optgroup", "rp", "rt",
    }
)  # fmt: skip
_MARKS = re.compile(r"(?:[ \t]*+(?:>|[-*+](?=[ \t])|\d{1,9}[.)](?=[ \t])))++")
_MARK = re.compile(r">|[-*+]|\d{1,9}[.)]")


def too_deep(body: str) -> tuple[int, str] | None:
    """Return the line of a text, from 0, on which it nests too deep, and what nests there; None if nowhere."""
    return _deep_marks(body) or (_deep_tags(body) if body.count("<") > DEEPEST else None)


def _deep_marks(body: str) -> tuple[int, str] | None:
    if len(body) <= DEEPEST:
        return None
    for number, line in enumerate(body.split("\n")):
        if len(line) <= DEEPEST or not (found := _MARKS.match(line)):
            continue
        marks = _MARK.findall(found[0])
        # A line of one mark alone, over and over, is drawn as a rule.
        if len(marks) > DEEPEST and (">" in marks or len(set(line.split())) > 1):
            return number, "引用或列表的记号"
    return None


def _deep_tags(body: str) -> tuple[int, str] | None:
    shown = blank_comments(blank_fences(body))
    if "`" in shown:
        shown = "\n".join(map(blank_code_spans, shown.split("\n")))
    opened: Counter[str] = Counter()
    depth = 0
    for match in _TAG.finditer(shown):
        name = match[2].lower()
        if name in _FLAT:
            continue
        if not match[1]:
            opened[name] += 1
            depth += 1
            if depth > DEEPEST:
                worst = opened.most_common(1)[0][0]
                return shown.count("\n", 0, match.start()), f"HTML标签<{worst}>"
        elif opened[name]:
            opened[name] -= 1
            depth -= 1
    return None
