"""The page of 重大行政决策: the items of each year's catalogue, and the columns below."""

from __future__ import annotations

from collections.abc import Iterator

from generator.data import dataclass
from generator.kinds.consultation.decisions import DecisionRow, Known, decision_rows
from generator.kinds.consultation.model import ITEM, DecisionCatalogue
from generator.model.addresses.address import column_page
from generator.model.document import Document
from generator.views.cards import level_cards
from generator.views.column import DIGEST_SIZE, ColumnPage, ColumnView
from generator.views.rows import column_link, document_href, root_of


@dataclass(frozen=True)
class DecisionYear:
    """The catalogue of one year."""

    year: int
    title: str
    href: str
    rows: list[DecisionRow]


def decisions_page(view: ColumnView) -> Iterator[ColumnPage]:
    """Yield the one page, newest year first."""
    root, shelf = root_of(column_page(view.column.address)), view.shelf
    ties = shelf.ties

    def known(document: Document) -> dict[str, Known]:
        return {
            tie.path: Known(shelf.by_path[tie.path].address, ties.state(tie.path))
            for tie in ties.of.get(document.path, ())
            if tie.role == ITEM
        }

    years = [
        DecisionYear(
            catalogue.year,
            each.title,
            document_href(each, root),
            decision_rows(catalogue.items, known(each), root),
        )
        for each in shelf.below(view.column)
        if (catalogue := each.part(DecisionCatalogue))
    ]
    children = [column_link(child, shelf, root, latest=DIGEST_SIZE) for child in view.column.children]
    values: dict[str, object] = {
        "years": sorted(years, key=lambda each: -each.year),
        "cards": level_cards(children),
    }
    yield ColumnPage("consultation/decisions.html", values)
