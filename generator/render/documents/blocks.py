"""Blocks that a document page shows around its text because of the kind the document is of."""

from __future__ import annotations

from collections.abc import Iterator

from jinja2 import Environment

from generator.kinds.pages import PAGES
from generator.render.templates.environment import draw
from generator.views.block import Block, BlockPlace
from generator.views.job import DocumentJob
from generator.views.markup import safe


def document_blocks(job: DocumentJob, root: str) -> Iterator[Block]:
    """Yield the blocks of a document, in the order in which they stand."""
    if job.document.parts or job.around.related:
        for pages in PAGES:
            yield from pages.blocks(job, root)


def drawn_blocks(blocks: list[Block], place: BlockPlace, environment: Environment) -> list[object]:
    """Return the blocks of one place as HTML."""
    return [
        safe(draw(environment, block.template, **block.values)) for block in blocks if block.place is place
    ]
