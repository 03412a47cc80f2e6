"""The page of a column of consultations: by state, and by year of publication."""

from __future__ import annotations

from collections.abc import Iterator

from generator.data import dataclass
from generator.kinds.consultation.blocks import consultation_blocks, day_words, period_words
from generator.kinds.consultation.decisions_page import decisions_page
from generator.kinds.consultation.model import CONSULTATIONS, DECISIONS, Consultation, ConsultationState
from generator.kinds.kind import Layout, Pages
from generator.model.addresses.address import column_page, is_folder_page
from generator.model.column import Column
from generator.model.document import Document
from generator.model.ties import Ties
from generator.views.column import ColumnPage, ColumnView
from generator.views.rows import DocumentRow, document_href, root_of, rows
from generator.views.shelf import Shelf
from generator.views.ties import ties_state

_ORDER = (
    ConsultationState.OPEN,
    ConsultationState.COMING,
    ConsultationState.UNKNOWN,
    ConsultationState.CLOSED,
    ConsultationState.ANSWERED,
)
_LIVE = (ConsultationState.OPEN.value, ConsultationState.COMING.value)


@dataclass(frozen=True)
class ConsultationRow:
    """A consultation in its list."""

    title: str
    href: str
    issuer: str
    period: str
    closes: str
    received: int | None
    accepted: int | None
    result: DocumentRow | None
    date: str


@dataclass(frozen=True)
class StateGroup:
    """The consultations of one state."""

    state: str
    rows: tuple[ConsultationRow, ...]


@dataclass(frozen=True)
class YearLink:
    """One step of the year filter."""

    label: str
    href: str
    current: bool


def consultation_addresses(column: Column, shelf: Shelf) -> Iterator[str]:
    """Yield the page of the newest year, and one page for each year before."""
    yield column_page(column.address)
    yield from (column_page(column.address, str(year)) for year in _years(column, shelf)[1:])


def consultation_pages(view: ColumnView) -> Iterator[ColumnPage]:
    """Yield the pages; what is open or coming stands on the first, whatever its year."""
    years = _years(view.column, view.shelf)
    ties = view.shelf.ties
    for address, year in zip(
        consultation_addresses(view.column, view.shelf), years or [view.site.as_of.year], strict=True
    ):
        first = is_folder_page(address)
        documents = [
            each
            for each in view.shelf.below(view.column)
            if each.published.year == year or (first and ties.state(each.path) in _LIVE)
        ]
        root = root_of(address)
        values: dict[str, object] = {
            "groups": list(_groups(documents, ties, view.shelf, root)),
            "others": rows(_others(documents, ties), view.shelf, root),
            "years": _year_links(years, year),
            "year": year,
            "total": len(documents),
        }
        yield ColumnPage("consultation/consultations.html", values, address, "" if first else f"{year}年")


def _years(column: Column, shelf: Shelf) -> list[int]:
    return sorted({document.published.year for document in shelf.below(column)}, reverse=True)


def _year_links(years: list[int], current: int) -> list[YearLink]:
    if len(years) < 2:
        return []
    return [
        YearLink(f"{year}年", f"_{year}.html" if number else "./", year == current)
        for number, year in enumerate(years)
    ]


def _groups(documents: list[Document], ties: Ties, shelf: Shelf, root: str) -> Iterator[StateGroup]:
    for state in _ORDER:
        chosen = [each for each in documents if ties.state(each.path) == state.value]
        if chosen:
            yield StateGroup(state.value, tuple(_row(each, shelf, root) for each in chosen))


def _row(document: Document, shelf: Shelf, root: str) -> ConsultationRow:
    consultation = document.part(Consultation)
    if consultation is None:
        raise ValueError(document.path)
    result = shelf.by_path.get(consultation.result)
    return ConsultationRow(
        title=document.title,
        href=document_href(document, root),
        issuer=document.issuer,
        period=period_words(consultation),
        closes=day_words(consultation.closes),
        received=consultation.received,
        accepted=consultation.accepted,
        result=rows([result], shelf, root)[0] if result else None,
        date=f"{document.published:%Y-%m-%d}",
    )


def _others(documents: list[Document], ties: Ties) -> list[Document]:
    """Documents of the column that are no consultations: results, explanations, notes."""
    return [each for each in documents if not ties.state(each.path)]


PAGES = Pages(
    blocks=consultation_blocks,
    layouts={
        CONSULTATIONS: Layout(consultation_pages, consultation_addresses, ties_state),
        DECISIONS: Layout(decisions_page, state=ties_state),
    },
)
