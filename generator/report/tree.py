"""The column tree as plain nodes, for JSON, CSV and text."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from generator.model.portal import Column, Document, Portal


def tree_nodes(portal: Portal) -> list[dict[str, Any]]:
    """Return the top columns as nodes with all columns below them.

    ``documents`` counts the documents of the column itself; a register counts its rows, a links column
    its links. ``updated`` is the day of the newest document, empty when there is none.
    """
    own: dict[str, list[Document]] = {}
    for document in portal.documents:
        own.setdefault(document.column, []).append(document)
    counted = {register.column: 0 for register in portal.registers}
    for register in portal.registers:
        counted[register.column] += len(register.rows)
    return [_node(column, own, counted) for column in portal.columns]


def _node(column: Column, own: dict[str, list[Document]], counted: dict[str, int]) -> dict[str, Any]:
    documents = own.get(column.address, [])
    return {
        "name": column.name,
        "path": list(column.path),
        "slug": column.slug,
        "url": column.url,
        "kind": column.kind.value,
        "type": column.type,
        "unit": column.unit,
        "owner": column.owner,
        "cycle": column.cycle.value if column.cycle else "",
        "basis": list(column.basis),
        "documents": len(documents) + counted.get(column.address, 0) + len(column.links),
        "updated": f"{max(d.published for d in documents):%Y-%m-%d}" if documents else "",
        "children": [_node(child, own, counted) for child in column.children],
    }


def flatten(nodes: list[dict[str, Any]]) -> Iterator[dict[str, Any]]:
    """Yield nodes and all below them, parents first."""
    for node in nodes:
        yield node
        yield from flatten(node["children"])
