"""The page of 办事指南: guides by whom they serve, with unit, limit and fee at a glance."""

from __future__ import annotations

from collections.abc import Iterator

from generator.data import dataclass
from generator.kinds.guide.blocks import guide_blocks
from generator.kinds.guide.model import GUIDES, Guide
from generator.kinds.kind import Layout, Pages
from generator.model.addresses.address import column_page
from generator.model.column import Column
from generator.model.document import Document
from generator.views.column import ColumnPage, ColumnView
from generator.views.others import first_others, without_part
from generator.views.rows import document_href, root_of
from generator.views.shelf import Shelf

_OTHER = "未写明服务对象"


@dataclass(frozen=True)
class GuideRow:
    """An office guide in its list."""

    item: str
    href: str
    unit: str
    limit: str
    fee: str
    date: str


def guides_page(view: ColumnView) -> Iterator[ColumnPage]:
    """Yield the one page; a document that is no guide stands below."""
    root = root_of(column_page(view.column.address))
    documents = view.shelf.below(view.column)
    groups: dict[str, list[GuideRow]] = {}
    for document in documents:
        guide = document.part(Guide)
        if guide:
            groups.setdefault(guide.audience or _OTHER, []).append(_row(document, guide, root))
    values: dict[str, object] = {
        "groups": sorted(groups.items(), key=lambda group: _place(group[0])),
        **first_others(view.column, view.shelf, guides_others(view.column, view.shelf)),
        "total": len(documents),
    }
    yield ColumnPage("guide/guides.html", values)


def guides_others(column: Column, shelf: Shelf) -> list[Document]:
    """Return the documents that are no guides."""
    return without_part(Guide, column, shelf)


def _place(audience: str) -> tuple[int, str]:
    """Persons first, bodies next, what says nothing last."""
    return (2 if audience == _OTHER else 0 if audience.startswith("自然人") else 1), audience


def _row(document: Document, guide: Guide, root: str) -> GuideRow:
    return GuideRow(
        item=guide.item or document.title,
        href=document_href(document, root),
        unit=guide.unit or document.issuer,
        limit=guide.promised_limit or guide.legal_limit or "未写明",
        fee=guide.fee[0].text if guide.fee else "未写明",
        date=f"{document.published:%Y-%m-%d}",
    )


PAGES = Pages(blocks=guide_blocks, layouts={GUIDES: Layout(guides_page, others=guides_others)})
