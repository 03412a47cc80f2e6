"""The block of a document page: its template, its place and its values."""

from __future__ import annotations

from enum import StrEnum

from generator.data import dataclass


class BlockPlace(StrEnum):
    """Where a block stands on the page of a document."""

    BEFORE_TEXT = "before"
    AFTER_TEXT = "after"


@dataclass(frozen=True)
class Block:
    """One block: the template that draws it, and what the template prints."""

    place: BlockPlace
    template: str
    values: dict[str, object]
