"""Ties of a column's documents as layouts show them: part of the page's key."""

from __future__ import annotations

from generator.model.column import Column
from generator.views.shelf import Shelf


def ties_state(column: Column, shelf: Shelf) -> object:
    """Return, for each document of the column and below, how far it and those it belongs to have come."""
    ties = shelf.ties
    return [
        (
            ties.state(document.path),
            [
                (tie, ties.state(tie.path), _heading(shelf, tie.path))
                for tie in ties.of.get(document.path, ())
            ],
        )
        for document in shelf.below(column)
    ]


def _heading(shelf: Shelf, path: str) -> tuple[str, str, str]:
    document = shelf.by_path[path]
    return document.title, document.address, f"{document.published:%Y-%m-%d}"
