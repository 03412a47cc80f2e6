"""What a portal holds as evidence on its day: documents, rows and links by column, each with the day it came out.

Nothing later than the day of the portal is here, so that no state can rest on it.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterable, Iterator, Sequence
from datetime import date
from functools import cached_property
from operator import attrgetter

from generator.check.proofs.places import Places
from generator.check.proofs.told import Unsigned, count_unsigned, find, in_order, makers
from generator.data import dataclass
from generator.model.addresses.address import is_within, public_address
from generator.model.column import Column
from generator.model.document import Document
from generator.model.finding import Finding
from generator.model.mandate import Mandate, Proof
from generator.model.portal import Portal
from generator.model.proof import Fact, Names
from generator.model.register import Register
from generator.model.words import ColumnKind

SHOWN = 20
_IN_TIME = attrgetter("published", "path")


@dataclass(frozen=True)
class Row:
    """One row of a register: its values by the keys and by the labels of the fields, and the day it bears.

    ``codes`` are those of what was found wrong with it.
    """

    register: Register
    title: str
    values: dict[str, str]
    day: date | None
    codes: frozenset[str] = frozenset()


@dataclass(frozen=True)
class Holdings:
    """Lookups over a portal's content."""

    portal: Portal

    @cached_property
    def places(self) -> Places:
        """Where the columns are."""
        return Places(self.portal)

    @cached_property
    def columns(self) -> dict[str, Column]:
        """Columns by their addresses."""
        return {column.address: column for column in self.portal.walk()}

    def unsigned(self, columns: Iterable[Column]) -> Unsigned | None:
        """Return the documents of columns and all below them (of all, for none) without the three reviews.

        Counted by columns: where nobody signs they are all there are, and no finding is made of each.
        """
        tops = [column.address for column in columns]
        found = [
            each
            for address, each in self._unsigned.items()
            if not tops or any(is_within(address, top) for top in tops)
        ]
        if not found:
            return None
        first = min(found, key=lambda each: each.place)
        return Unsigned(sum(each.number for each in found), first.place, first.why)

    @cached_property
    def _unsigned(self) -> dict[str, Unsigned]:
        found = self.portal.lookups.told("unsigned", tuple[int, int, str], count_unsigned)
        return {
            own[0].column: Unsigned(number, in_order(own[first]), why)
            for own, (number, first, why) in found
            if number
        }

    def told(self, codes: Iterable[str]) -> tuple[Finding, ...]:
        """Return the findings of these codes: the same that check tells, made by the same rules."""
        wanted = frozenset(codes)
        for name in sorted(makers(wanted) - self._findings.keys()):
            self._findings[name] = tuple(find(self.portal, name))
        made = (finding for name in sorted(makers(wanted)) for finding in self._findings[name])
        return tuple(finding for finding in made if finding.code in wanted)

    @cached_property
    def _findings(self) -> dict[str, tuple[Finding, ...]]:
        return {}

    @cached_property
    def _registers(self) -> dict[str, list[Register]]:
        found: dict[str, list[Register]] = {}
        for register in self.portal.registers:
            found.setdefault(register.column, []).append(register)
        return found

    @cached_property
    def _rows(self) -> dict[str, tuple[Row, ...]]:
        return {
            address: tuple(row for register in registers for row in _rows_of(register, self.portal.as_of))
            for address, registers in self._registers.items()
        }

    def paths_of(self, fact: Fact, mandate: Mandate) -> tuple[Names, ...]:
        """Return the paths in which a fact looks: its own, else those the mandate names."""
        return fact.columns or mandate.paths

    def found(self, fact: Fact, mandate: Mandate) -> dict[Names, tuple[Column, ...]]:
        """Return the columns of each path in which a fact looks."""
        places = self.places.of(mandate)
        return {path: places.get(path, ()) for path in self.paths_of(fact, mandate)}

    def documents(self, columns: Iterable[Column] | None) -> tuple[Document, ...]:
        """Return the documents of columns and of all below them, newest first, each once; None for all there are."""
        if columns is None:
            return self._all
        tops = tuple(column.address for column in columns)
        known = self._documents.get(tops)
        if known is None:
            known = self._documents[tops] = self._gathered([self.columns[address] for address in tops])
        return known

    def pages(self, columns: Iterable[Column] | None) -> list[Document]:
        """Return those of the documents of columns that are single pages, newest first; None for all there are."""
        if columns is None:
            return list(self._pages)
        addresses = {each.address for column in columns for each in column.walk()}
        return [each for each in self._pages if not addresses.isdisjoint((each.column, *each.also))]

    @cached_property
    def _pages(self) -> tuple[Document, ...]:
        own = self.portal.lookups.by_column
        found = [
            each
            for column in self.portal.walk()
            if column.kind is ColumnKind.PAGE
            for each in own.get(column.address, ())
            if each.published.date() <= self.portal.as_of
        ]
        return tuple(sorted(found, key=_IN_TIME, reverse=True))

    @cached_property
    def _documents(self) -> dict[tuple[str, ...], tuple[Document, ...]]:
        return {}

    def _gathered(self, columns: Iterable[Column]) -> tuple[Document, ...]:
        addresses = dict.fromkeys(each.address for column in columns for each in column.walk())
        listed = self.portal.lookups.listed
        found = [each for address in addresses for each in self._in_time(listed.get(address, ()))]
        if listed is not self.portal.lookups.by_column:
            found = list({each.path: each for each in found}.values())
        return tuple(sorted(found, key=_IN_TIME, reverse=True))

    def _in_time(self, documents: tuple[Document, ...]) -> tuple[Document, ...]:
        """Return those of some documents, newest first, that were out by the day; looked for by where they begin."""
        begin = bisect_left(documents, True, key=lambda each: each.published.date() <= self.portal.as_of)
        return documents[begin:]

    @cached_property
    def _all(self) -> tuple[Document, ...]:
        return self._in_time(self.portal.documents)

    def registers(self, columns: Iterable[Column] | None) -> tuple[Register, ...]:
        """Return the registers of columns and of all below them; None for all there are."""
        if columns is None:
            return self.portal.registers
        addresses = dict.fromkeys(each.address for column in columns for each in column.walk())
        return tuple(register for address in addresses for register in self._registers.get(address, ()))

    def rows(self, columns: Iterable[Column] | None) -> tuple[Row, ...]:
        """Return the rows of the registers of columns and of all below them; None for all there are."""
        if columns is None:
            return tuple(row for rows in self._rows.values() for row in rows)
        addresses = dict.fromkeys(each.address for column in columns for each in column.walk())
        return tuple(row for address in addresses for row in self._rows.get(address, ()))


def _rows_of(register: Register, last: date) -> Iterator[Row]:
    withdrawn = {number for number, _ in register.withdrawn}
    told: dict[int, set[str]] = {}
    for line, code in register.told:
        told.setdefault(line, set()).add(code)
    for number, cells in enumerate(register.rows):
        day = _day(cells[register.dated]) if register.dated is not None else None
        if number in withdrawn or (day and day > last):
            continue
        values = {field.key: cell for field, cell in zip(register.fields, cells, strict=True)}
        values |= {
            field.label: cell
            for field, cell in zip(register.fields, cells, strict=True)
            if field.label not in values
        }
        codes = frozenset(told.get(register.lines[number], ())) if register.lines else frozenset()
        yield Row(register, cells[register.row_title].strip("　"), values, day, codes)


def _day(text: str) -> date | None:
    try:
        return date.fromisoformat(text)
    except ValueError:
        return None


def column_proof(column: Column, note: str = "") -> Proof:
    """Return a column as evidence."""
    return Proof(">".join(column.path), column.url, note)


def document_proof(document: Document) -> Proof:
    """Return a document as evidence."""
    return Proof(document.title, public_address(document.address), f"{document.published:%Y-%m-%d}")


def document_proofs(documents: Sequence[Document]) -> tuple[Proof, ...]:
    """Return documents as evidence, as many as a page can show."""
    return tuple(document_proof(document) for document in documents[:SHOWN])


def row_proofs(rows: Sequence[Row], columns: dict[str, Column]) -> tuple[Proof, ...]:
    """Return the registers of rows as evidence, each once, with how many of their rows count."""
    counted: dict[str, list[Row]] = {}
    for row in rows:
        counted.setdefault(row.register.column, []).append(row)
    proofs = []
    for address, group in counted.items():
        days = [row.day for row in group if row.day]
        note = f"{len(group)}行" + (f"，最近{max(days)}" if days else "，没有日期，按现在的内容算")
        column = columns.get(address)
        proofs.append(column_proof(column, note) if column else Proof(group[0].register.title, "", note))
    return tuple(proofs)
