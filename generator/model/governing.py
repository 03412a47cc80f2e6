"""The layout that governs a column: its own, else that of the nearest column above that has one."""

from __future__ import annotations

from generator.model.column import Column
from generator.model.portal import Portal


def governing_layouts(portal: Portal) -> dict[str, str]:
    """Return the layout that governs each column, by its address; columns that none governs are left out."""
    found: dict[str, str] = {}

    def visit(column: Column, above: str | None) -> None:
        layout = column.layout or above
        if layout:
            found[column.address] = layout
        for child in column.children:
            visit(child, layout)

    for column in portal.columns:
        visit(column, None)
    return found
