"""Split a document into its head (YAML between two --- lines) and its body."""

from __future__ import annotations

import re

from generator.data import dataclass
from generator.model.catalogue import finding
from generator.model.finding import Finding, Place

_END = re.compile(r"\n(?:---|\.\.\.)[^\S\n]*(?:\n|\Z)")


@dataclass(frozen=True)
class SplitDocument:
    """Head and body of a document; ``body_line`` is the line on which the body begins.

    Where nothing follows the head, not even an end of line, it is the last line: no finding names one that is not there.
    """

    head: str
    body: str
    body_line: int


def split_document(text: str, name: str) -> SplitDocument | Finding:
    """Split at the --- lines; a missing or unclosed head is a finding."""
    first = text[: text.find("\n")] if "\n" in text else text
    if first.strip() != "---":
        return finding("front-matter", Place(name), "文档没有头部：第一行应是---。")
    end = _END.search(text, len(first))
    if end is None:
        return finding("front-matter", Place(name), "文档头部没有结束：缺少第二行---。")
    head = text[len(first) + 1 : end.start()]
    return SplitDocument(head, text[end.end() :], text.count("\n", 0, end.end()) + 1)
