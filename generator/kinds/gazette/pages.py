"""The page of 政府公报: a library of issues by year, newest first."""

from __future__ import annotations

from collections.abc import Iterator

from generator.data import dataclass
from generator.kinds.gazette.blocks import gazette_blocks
from generator.kinds.gazette.issue import issue_name
from generator.kinds.gazette.model import GAZETTE, GazetteIssue
from generator.kinds.kind import Layout, Pages
from generator.model.addresses.address import column_page
from generator.model.column import Column
from generator.model.document import Document
from generator.views.column import ColumnPage, ColumnView
from generator.views.others import first_others, without_part
from generator.views.pictures import COVER_WIDTH, ShownPicture, shown_picture
from generator.views.rows import DocumentRow, document_href, root_of, row
from generator.views.shelf import Shelf


@dataclass(frozen=True)
class IssueLink:
    """One issue on the shelf; ``contents`` are the titles it prints."""

    name: str
    href: str
    cover: ShownPicture | None
    date: str
    contents: tuple[DocumentRow, ...]


def gazette_pages(view: ColumnView) -> Iterator[ColumnPage]:
    """Yield the page of a gazette."""
    shelf, root = view.shelf, root_of(column_page(view.column.address))
    issues = _issues(shelf)
    years = sorted({issue.year for _, issue in issues}, reverse=True)
    groups = [
        (year, [_link(document, issue, shelf, root) for document, issue in issues if issue.year == year])
        for year in years
    ]
    others = first_others(view.column, shelf, gazette_others(view.column, shelf))
    yield ColumnPage("gazette/gazette.html", {"years": groups, **others})


def gazette_others(column: Column, shelf: Shelf) -> list[Document]:
    """Return the documents that are no issues."""
    return without_part(GazetteIssue, column, shelf)


def gazette_state(column: Column, shelf: Shelf) -> object:  # noqa: ARG001
    """Return what decides the page besides the column's own documents: the issues and what they print."""
    return [
        (
            document.address,
            document.digest,
            issue,
            _seen(issue, shelf),
            [_mark(path, shelf) for path in issue.contents],
        )
        for document, issue in _issues(shelf)
    ]


def _seen(issue: GazetteIssue, shelf: Shelf) -> object:
    return shelf.portal.pictures.get(issue.cover.path) if issue.cover else None


def _mark(path: str, shelf: Shelf) -> object:
    document = shelf.by_path.get(path)
    return document and (document.title, document.address, document.doc_no, document.validity)


def _issues(shelf: Shelf) -> list[tuple[Document, GazetteIssue]]:
    return sorted(
        shelf.portal.lookups.stating(GazetteIssue),
        key=lambda pair: (pair[1].year, pair[1].issue, pair[0].path),
        reverse=True,
    )


def _link(document: Document, issue: GazetteIssue, shelf: Shelf, root: str) -> IssueLink:
    printed = [shelf.by_path[path] for path in issue.contents if path in shelf.by_path]
    return IssueLink(
        name=issue_name(issue),
        href=document_href(document, root),
        cover=shown_picture(issue.cover, shelf.portal.pictures, root, COVER_WIDTH),
        date=f"{document.published:%Y-%m-%d}",
        contents=tuple(row(each, shelf, root) for each in printed),
    )


PAGES = Pages(
    blocks=gazette_blocks,
    layouts={GAZETTE: Layout(gazette_pages, state=gazette_state, others=gazette_others)},
)
