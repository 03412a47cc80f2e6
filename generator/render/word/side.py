"""The alignment of paragraphs in a Word file, as on the page."""

from __future__ import annotations

from typing import Any

from generator.render.text.nodes import Node

CENTER, RIGHT = "center", "right"
_SIDES = {"gk-center": CENTER, "gk-right": RIGHT, "gk-sign": RIGHT}


def side_of(node: Node, around: str = "") -> str:
    """Return on which side an element sets its lines; what it does not say, the one around it says."""
    return next((side for name, side in _SIDES.items() if node.is_a(name)), around)


def side_in_cell(cell: Node) -> str:
    """Return on which side the lines of a cell stand: it says so, or its only paragraph does."""
    inner = [child for child in cell.children if not isinstance(child, str) or child.strip()]
    lone = inner[0] if len(inner) == 1 else None
    around = side_of(cell, CENTER if cell.tag == "th" else "")
    return side_of(lone, around) if isinstance(lone, Node) and lone.tag in ("p", "div") else around


def set_side(paragraph: Any, side: str) -> None:
    """Set the lines of a paragraph on a side."""
    from docx.enum.text import WD_ALIGN_PARAGRAPH

    paragraph.alignment = WD_ALIGN_PARAGRAPH.RIGHT if side == RIGHT else WD_ALIGN_PARAGRAPH.CENTER
