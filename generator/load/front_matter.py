"""Split a document into its head (YAML between two --- lines) and its text."""

from __future__ import annotations

from dataclasses import dataclass

from generator.model.catalogue import finding
from generator.model.finding import Finding, Place


@dataclass(frozen=True)
class Parts:
    """Head and body of a document; ``body_line`` is the line on which the body begins."""

    head: str
    body: str
    body_line: int


def split_document(text: str, name: str) -> Parts | Finding:
    """Split at the --- lines; a missing or unclosed head is a finding."""
    lines = text.split("\n")
    if lines[0].strip() != "---":
        return finding("front-matter", Place(name), "文档没有头部：第一行应是---。")
    for number, line in enumerate(lines[1:], 2):
        if line.rstrip() in ("---", "..."):
            return Parts("\n".join(lines[1 : number - 1]), "\n".join(lines[number:]), number + 1)
    return finding("front-matter", Place(name), "文档头部没有结束：缺少第二行---。")
