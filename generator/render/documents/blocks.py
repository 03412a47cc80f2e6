"""Blocks that a document page shows around its text because of the kind the document is of."""

from __future__ import annotations

from collections.abc import Iterator

from jinja2 import Environment

from generator.kinds.consultation.blocks import consultation_blocks
from generator.kinds.filings.blocks import filing_blocks
from generator.kinds.guide.blocks import guide_blocks
from generator.kinds.request.blocks import service_blocks
from generator.model.details import NO_DETAILS
from generator.render.site.jobs import DocumentJob, SiteFacts
from generator.render.templates.environment import draw, safe
from generator.views.block import Block, BlockPlace

__all__ = ["Block", "BlockPlace", "document_blocks", "drawn_blocks"]


def document_blocks(job: DocumentJob, site: SiteFacts, root: str) -> Iterator[Block]:  # noqa: ARG001
    """Yield the blocks of a document, in the order in which they stand."""
    if job.document.details is NO_DETAILS and not job.related:
        return
    yield from filing_blocks(job, root)
    yield from consultation_blocks(job, root)
    yield from guide_blocks(job, root)
    yield from service_blocks(job, root)


def drawn_blocks(blocks: list[Block], place: BlockPlace, environment: Environment) -> list[object]:
    """Return the blocks of one place as HTML."""
    return [
        safe(draw(environment, block.template, **block.values)) for block in blocks if block.place is place
    ]
