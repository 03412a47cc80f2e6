"""Blocks that a document page shows around its text because of the kind the document is of."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum

from jinja2 import Environment

from generator.render.environment import draw, safe
from generator.render.jobs import DocumentJob, SiteFacts


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


def document_blocks(job: DocumentJob, site: SiteFacts, root: str) -> Iterator[Block]:  # noqa: ARG001
    """Yield the blocks of a document, in the order in which they stand."""
    yield from ()


def drawn_blocks(blocks: list[Block], place: BlockPlace, environment: Environment) -> list[object]:
    """Return the blocks of one place as HTML."""
    return [
        safe(draw(environment, block.template, **block.values)) for block in blocks if block.place is place
    ]
