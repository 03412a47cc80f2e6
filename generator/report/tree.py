"""The column tree as plain nodes, for JSON, CSV and text."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from generator.model.column import Column
from generator.model.document import Document
from generator.model.portal import Portal
from generator.model.register import Register


def tree_nodes(portal: Portal) -> list[dict[str, Any]]:
    """Return the top columns as nodes with all columns below them.

    ``documents`` counts the documents of the column itself; a register counts its rows, a links column
    its links. ``updated`` is the day of the newest document or dated row, empty when there is none.
    """
    own: dict[str, list[Document]] = {}
    for document in portal.documents:
        own.setdefault(document.column, []).append(document)
    tables: dict[str, list[Register]] = {}
    for register in portal.registers:
        tables.setdefault(register.column, []).append(register)
    return [_node(column, own, tables) for column in portal.columns]


def _node(
    column: Column, own: dict[str, list[Document]], tables: dict[str, list[Register]]
) -> dict[str, Any]:
    documents, registers = own.get(column.address, []), tables.get(column.address, [])
    days = [document.published.date() for document in documents]
    days += [register.updated for register in registers if register.updated]
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
        "documents": len(documents) + sum(len(each.rows) for each in registers) + len(column.links),
        "updated": f"{max(days):%Y-%m-%d}" if days else "",
        "children": [_node(child, own, tables) for child in column.children],
    }


def flatten(nodes: list[dict[str, Any]]) -> Iterator[dict[str, Any]]:
    """Yield nodes and all below them, parents first."""
    for node in nodes:
        yield node
        yield from flatten(node["children"])
