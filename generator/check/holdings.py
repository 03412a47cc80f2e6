"""The content of each column as evidence for mandates: documents by date, living content by number."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from functools import cached_property
from heapq import nlargest
from operator import attrgetter

from generator.model.addresses.address import public_address
from generator.model.column import Column
from generator.model.document import Document
from generator.model.mandate import Counting, Evidence, Names, Proof
from generator.model.portal import Portal
from generator.model.register import Register
from generator.model.words import ColumnKind

SHOWN_DOCUMENTS = 20
_IN_TIME = attrgetter("published", "path")


@dataclass(frozen=True)
class Found:
    """What one column holds. Living content (single pages, registers, links) stands as it was last renewed.

    ``newest`` is when the newest of ``timely`` was published.
    """

    column: Column
    timely: tuple[Document, ...]
    outside: tuple[Document, ...]
    living: int
    living_pages: tuple[Document, ...]
    newest: datetime | None

    @property
    def items(self) -> int:
        """How many items count: documents of the time asked for, pages, rows and links."""
        return len(self.timely) + self.living

    @property
    def empty(self) -> bool:
        """Whether the column and those below it hold nothing at all."""
        return not (self.items or self.outside)


@dataclass(frozen=True)
class Holdings:
    """Lookups over a portal's columns and content."""

    portal: Portal

    @cached_property
    def columns(self) -> dict[Names, Column]:
        """Columns by their names from the top."""
        return {column.path: column for column in self.portal.walk()}

    @cached_property
    def by_basis(self) -> dict[str, tuple[Column, ...]]:
        """Columns by each basis they state."""
        found: dict[str, list[Column]] = {}
        for column in self.portal.walk():
            for basis in column.basis:
                found.setdefault(basis, []).append(column)
        return {basis: tuple(columns) for basis, columns in found.items()}

    @cached_property
    def by_path(self) -> dict[str, Document]:
        """Documents by their files below content/."""
        return self.portal.lookups.by_path

    @cached_property
    def _rows(self) -> dict[str, int]:
        rows: dict[str, int] = {}
        for register in self.portal.registers:
            rows[register.column] = rows.get(register.column, 0) + len(register.rows)
        return rows

    def documents(self, columns: Iterable[Column]) -> tuple[Document, ...]:
        """Return the documents of columns and of all below them, newest first, each once."""
        addresses = {each.address: each for column in columns for each in column.walk()}
        found = [document for address in addresses for document in self.portal.lookups.own(address)]
        return tuple(sorted(found, key=_IN_TIME, reverse=True))

    def registers(self, columns: Iterable[Column]) -> tuple[Register, ...]:
        """Return the registers of columns and of all below them."""
        addresses = {each.address for column in columns for each in column.walk()}
        return tuple(register for register in self.portal.registers if register.column in addresses)

    def find(self, column: Column, evidence: Evidence | None) -> Found:
        """Return what a column and those below it hold, seen from the time that ``evidence`` asks for."""
        span = (evidence.since, evidence.until) if evidence else (None, None)
        known = self._found.get((column.address, *span))
        if known is None:
            known = self._found[column.address, *span] = self._look(column, evidence)
        return known

    @cached_property
    def _found(self) -> dict[tuple[str, date | None, date | None], Found]:
        return {}

    def _look(self, column: Column, evidence: Evidence | None) -> Found:
        timely: list[Document] = []
        outside: list[Document] = []
        pages: list[Document] = []
        newest: list[datetime] = []
        living = 0
        for each in column.walk():
            living += self._rows.get(each.address, 0) + len(each.links)
            later, within, earlier = _parted(self.portal.lookups.own(each.address), evidence)
            outside += earlier
            if each.kind is ColumnKind.PAGE:
                pages += (*later, *within)
            else:
                timely += within
                # Newest first, as all documents of a column.
                newest += [document.published for document in within[:1]]
                outside += later
        return Found(
            column,
            tuple(timely),
            tuple(outside),
            living + len(pages),
            tuple(pages),
            max(newest, default=None),
        )


def _parted(own: Sequence[Document], evidence: Evidence | None) -> tuple[Sequence[Document], ...]:
    """Part documents, newest first, by the time asked for: those after it, those of it, those before it."""
    since, until = (evidence.since, evidence.until) if evidence else (None, None)
    first = bisect_left(own, True, key=lambda each: each.published.date() <= until) if until else 0
    end = bisect_left(own, True, key=lambda each: each.published.date() < since) if since else len(own)
    return own[: min(first, end)], own[first:end], own[end:]


def amount(found: Iterable[Found], evidence: Evidence) -> int:
    """Return how much counts towards ``at_least``: items, or the months in which anything came out."""
    if evidence.count is Counting.MONTHS:
        days = (document.published for each in found for document in each.timely)
        return len({(day.year, day.month) for day in days})
    return sum(each.items for each in found)


def column_proof(found: Found, evidence: Evidence | None) -> Proof:
    """Return a column as evidence, with what it holds in words."""
    parts = []
    if found.newest:
        when = "期限内" if evidence and evidence.since else ""
        parts.append(f"{when}文档{len(found.timely)}份，最近{found.newest:%Y-%m-%d}")
    if found.living:
        parts.append(f"长期公开{found.living}条")
    if found.outside:
        parts.append(f"期限外文档{len(found.outside)}份")
    return Proof(">".join(found.column.path), found.column.url, "；".join(parts) or "没有内容")


def document_proof(document: Document) -> Proof:
    """Return a document as evidence."""
    url = public_address(document.address)
    return Proof(document.title, url, f"{document.published:%Y-%m-%d}")


def proofs_of(found: Iterable[Found], evidence: Evidence | None) -> tuple[Proof, ...]:
    """Return columns and the documents in them: those of the time asked for, or where there are none, the others."""
    several = list(found)
    timely = [document for each in several for document in (*each.timely, *each.living_pages)]
    others = [document for each in several for document in each.outside]
    chosen = nlargest(SHOWN_DOCUMENTS, timely or others, key=_IN_TIME)
    return (
        *(column_proof(each, evidence) for each in several),
        *(document_proof(document) for document in chosen),
    )
