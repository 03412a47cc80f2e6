"""Frames (页面框架): drawn pages cut at their slots; filling one joins texts, so content is never a slot."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass

_BLANK_LINES = re.compile(r"\n(?:[^\S\n]*+\n)++")
_MARK = re.compile(r"<!--slot:(\w+)-->")


@dataclass(frozen=True)
class Frame:
    """A drawn page, cut at its slots: texts and slot names by turns."""

    parts: tuple[str, ...]

    def fill(self, values: Mapping[str, str]) -> str:
        """Return the page with ``values`` in its slots; a slot without a value stays empty."""
        parts = list(self.parts)
        parts[1::2] = [values.get(name, "") for name in parts[1::2]]
        return "".join(parts)


def cut_frame(html: str) -> Frame:
    """Cut a drawn page at its slot marks."""
    # A title holds text alone: its mark is written without the comment, which would show.
    marked = html.replace("[[slot:title]]", "<!--slot:title-->")
    return Frame(tuple(_MARK.split(_BLANK_LINES.sub("\n", marked).lstrip())))
