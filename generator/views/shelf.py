"""The documents and registers of a portal, looked up in the ways pages need them."""

from __future__ import annotations

from functools import cached_property

from generator.data import dataclass
from generator.model.column import Column
from generator.model.document import Document, newest_first
from generator.model.portal import Portal
from generator.model.register import Register
from generator.model.ties import Ties


@dataclass(frozen=True)
class Shelf:
    """The documents of a portal, looked up in the ways pages need them. Newest first everywhere."""

    portal: Portal
    columns: dict[str, Column]
    interpretations: dict[str, tuple[Document, ...]]
    replaced: dict[str, tuple[Document, ...]]
    registers: dict[str, int]
    tables: dict[str, tuple[Register, ...]]
    ties: Ties

    @property
    def by_path(self) -> dict[str, Document]:
        """Documents by their files below content/."""
        return self.portal.lookups.by_path

    def own(self, column: Column) -> tuple[Document, ...]:
        """Documents of the column itself."""
        return self.portal.lookups.own(column.address)

    def listed(self, column: Column) -> tuple[Document, ...]:
        """Documents in the list of the column: its own, and those of others that stand in it too."""
        return self.portal.lookups.listed.get(column.address, ())

    def has_guests(self, column: Column) -> bool:
        """Tell whether documents of other columns stand in the list of one."""
        lookups = self.portal.lookups
        return lookups.listed.get(column.address) is not lookups.by_column.get(column.address)

    def mark(self, column: Column) -> str:
        """Return a digest of all that the documents of the column itself say, and of their order."""
        return self.portal.lookups.mark(column.address)

    def below(self, column: Column) -> tuple[Document, ...]:
        """Documents in the lists of the column and of all columns below it, each once."""
        known = self._branches.get(column.address)
        if known is None:
            known = self._branches[column.address] = self._gather(column)
        return known

    @cached_property
    def _branches(self) -> dict[str, tuple[Document, ...]]:
        """The branches that were asked for so far: most pages need none, or few."""
        return {}

    def _gather(self, column: Column) -> tuple[Document, ...]:
        parts = [listed for each in column.walk() if (listed := self.listed(each))]
        if len(parts) == 1:
            return parts[0]
        documents = [each for listed in parts for each in listed]
        if self._shared:
            documents = list({each.path: each for each in documents}.values())
        return newest_first(documents)

    @property
    def _shared(self) -> bool:
        """Whether any document stands in the lists of more than one column."""
        return self.portal.lookups.listed is not self.portal.lookups.by_column

    @cached_property
    def positions(self) -> dict[str, int]:
        """The place of each document, by path, among those of its column."""
        parts = self.portal.lookups.by_column.values()
        return {each.path: place for own in parts for place, each in enumerate(own)}

    def count(self, column: Column) -> int:
        """Number of documents, and of register rows and links, in the column and below it."""
        others = sum(self.registers.get(each.address, 0) + len(each.links) for each in column.walk())
        parts = [listed for each in column.walk() if (listed := self.listed(each))]
        if self._shared:
            return others + len({each.path for listed in parts for each in listed})
        return others + sum(map(len, parts))


def last_update(column: Column, shelf: Shelf) -> str:
    """Return the day of the newest document or register row of a column and all below; empty without any."""
    days = [listed[0].published.date() for each in column.walk() if (listed := shelf.listed(each))]
    days += [
        table.updated
        for each in column.walk()
        for table in shelf.tables.get(each.address, ())
        if table.updated
    ]
    return f"{max(days):%Y-%m-%d}" if days else ""
