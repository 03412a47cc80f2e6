"""Texts and pictures of a stretch of inline content."""

from __future__ import annotations

from collections.abc import Iterator

from generator.render.text.nodes import Node

# What says something to a browser alone.
SILENT = frozenset({"video", "audio", "source", "track"})


def texts(parts: list[Node | str]) -> Iterator[str]:
    """Yield the texts of a stretch."""
    for part in parts:
        if isinstance(part, str):
            yield part
        elif part.tag not in SILENT:
            yield part.text()


def pictures(parts: list[Node | str]) -> Iterator[Node]:
    """Yield the pictures of a stretch, however deep they stand."""
    for part in parts:
        if isinstance(part, Node):
            if part.tag == "img":
                yield part
            yield from pictures(part.children)
