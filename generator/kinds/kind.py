"""The interface of a family (一类信息): ``Head`` for reading, ``Rules`` for checking, ``Pages`` for drawing.

``Head`` is for reading, ``Rules`` for checking, ``Pages`` for drawing. The families are listed in heads.py,
rules.py and pages.py; nothing else under generator/ names them one by one.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import field
from datetime import date
from typing import TYPE_CHECKING

from generator.data import dataclass
from generator.load.heads.common import CommonHead
from generator.load.heads.reading import Reading
from generator.load.heads.said import DraftSpec, Group
from generator.load.heads.told import texts
from generator.model.catalogue import CodeEntry
from generator.model.column import Column
from generator.model.document import Document
from generator.model.finding import Finding
from generator.model.moments import Occasion
from generator.model.part import Part
from generator.model.portal import Portal
from generator.model.ties import Tie

__all__ = ["Asked", "DraftSpec", "Head", "Layout", "Pages", "Rule", "Rules", "Start"]

if TYPE_CHECKING:  # checking needs none of what is drawn
    from generator.views.block import Block
    from generator.views.column import ColumnPage, ColumnView
    from generator.views.job import DocumentJob
    from generator.views.listing import ListPage
    from generator.views.shelf import Shelf


@dataclass(frozen=True)
class Start:
    """What a new document starts with: lines of the head, the text, and files beside it, each by its name."""

    head: tuple[str, ...] = ()
    body: str = ""
    beside: tuple[tuple[str, str], ...] = ()


@dataclass(frozen=True)
class Asked:
    """The part that a place asks its documents for, and what cannot be told without it.

    ``form`` is how the key is written where a document without it is not only unchecked, but missing from
    the lists by year. With ``tied``, documents that belong to another need nothing of their own.
    """

    part: type[Part]
    key: str
    label: str = ""
    unknown: str = "要素"
    form: str = ""
    tied: bool = False


def _none(*_: object) -> None:
    return None


@dataclass(frozen=True)
class Head:
    """What documents of a family say, how it is read, and what a new one starts with.

    ``groups`` are the kinds with keys in the head, ``more`` those without. ``layouts`` are values of ``layout``
    in columns.yml with their labels; ``texts`` yields what search reads of a part, ``sources`` the paths of files
    that it is read from and that are not published. ``place`` tells of a column whose documents are of the
    family without a key. ``read`` is given where the fields alone do not say how.
    """

    groups: tuple[Group, ...] = ()
    more: tuple[type[Part], ...] = ()
    read: Callable[[Reading, CommonHead, Column], Iterable[Part]] | None = None
    layouts: Mapping[str, str] = field(default_factory=dict)
    place: Callable[[Column], bool] = lambda _: False
    start: Callable[[DraftSpec], Start | None] = _none
    asked: Callable[[Column, str | None], Asked | None] = _none
    texts: Callable[[Part], Iterable[str]] = texts
    sources: Callable[[Part], Iterable[str]] = lambda _: ()
    ties: Callable[[Document], Iterable[tuple[str, Tie]]] = lambda _: ()
    state: Callable[[Document, Portal], str] = lambda _document, _portal: ""

    @property
    def parts(self) -> tuple[type[Part], ...]:
        """The kinds of parts that documents of the family have."""
        return (*(group.kind for group in self.groups), *self.more)


Rule = Callable[[Portal], Iterator[Finding]]


@dataclass(frozen=True)
class Rules:
    """The codes of a family with their levels and cures, and its rules.

    ``agenda`` yields what is to come by a day, and may yield what is over; whoever asks leaves that out.
    """

    codes: tuple[CodeEntry, ...]
    rules: tuple[Rule, ...]
    agenda: Callable[[Portal, date], Iterable[Occasion]] = lambda _portal, _last: ()


@dataclass(frozen=True)
class Layout:
    """How the page of a column of one layout is drawn, and what it shows besides the column's documents.

    ``state`` is part of its key, so that what is shown from elsewhere redraws it. ``others`` are the documents
    that the layout only lists; where they are many, list pages follow its own. ``lists`` are its own pages as far
    as each shows a part of many documents, and is drawn again for these alone.
    """

    pages: Callable[[ColumnView], Iterable[ColumnPage]]
    addresses: Callable[[Column, Shelf], Iterable[str]] | None = None
    state: Callable[[Column, Shelf], object] = _none
    others: Callable[[Column, Shelf], Sequence[Document]] = lambda _column, _shelf: ()
    lists: Callable[[Column, Shelf], Iterable[ListPage]] = lambda _column, _shelf: ()


@dataclass(frozen=True)
class Pages:
    """What a family adds to the pages of documents, and the layouts of its columns.

    ``states`` are words about a document that hold on a day: part of its page's key.
    """

    blocks: Callable[[DocumentJob, str], Iterable[Block]] = lambda _job, _root: ()
    layouts: Mapping[str, Layout] = field(default_factory=dict)
    states: Callable[[Document, date], Iterable[str]] = lambda _document, _day: ()
