"""The column tree (栏目) as data."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import field
from functools import cached_property

from generator.data import dataclass
from generator.model.finding import Place, Written
from generator.model.words import ColumnKind, Cycle, HomeRole


@dataclass(frozen=True)
class Link:
    """One entry of a ``links`` column."""

    title: str
    url: str
    note: str = ""


@dataclass(frozen=True)
class Expected:
    """A unit that is to disclose something in a column every year, and where columns.yml says so."""

    unit: str
    place: Place


@dataclass(frozen=True)
class Due:
    """The last days for reports, budgets and accounts, each as MM-DD."""

    report: str = "05-31"
    budget: str = "03-31"
    accounts: str = "09-30"


@dataclass(frozen=True)
class Column:
    """A node of the column tree (栏目). ``address`` is its folder below content/ and site/."""

    name: str
    path: tuple[str, ...]
    slug: str
    address: str
    kind: ColumnKind
    type: str
    description: str
    keywords: tuple[str, ...]
    unit: str
    owner: str
    cycle: Cycle | None
    basis: tuple[str, ...]
    home: HomeRole | None
    layout: str | None
    links: tuple[Link, ...]
    children: tuple[Column, ...]
    place: Place
    schema: str = ""
    schema_place: Place | None = None
    expected: tuple[Expected, ...] = ()
    since: int | None = None
    due: Due = field(default_factory=Due)
    old_urls: tuple[Written, ...] = ()

    @property
    def url(self) -> str:
        """Site-relative address of the column's page."""
        return f"{self.address}/"

    def walk(self) -> Iterator[Column]:
        """Yield the column and all below it, parents first."""
        return iter(self._branch)

    @cached_property
    def _branch(self) -> tuple[Column, ...]:
        return (self, *(column for child in self.children for column in child._branch))
