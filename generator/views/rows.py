"""What page templates print, made from the model: addresses relative to the page, dates as text."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import cached_property
from pathlib import PurePosixPath

from generator.frames.view import quote_address, relative_root
from generator.model.address import public_address
from generator.model.asset import Asset
from generator.model.column import Column
from generator.model.document import Document, newest_first
from generator.model.portal import Portal
from generator.model.register import Register
from generator.model.related import Ties, make_ties
from generator.model.words import CYCLE_LABELS, KIND_LABELS, ColumnKind

_FILE_TYPES = {
    "pdf": "PDF文档", "doc": "Word文档", "docx": "Word文档", "wps": "WPS文档", "xls": "Excel表格",
    "xlsx": "Excel表格", "et": "WPS表格", "csv": "CSV表格", "ppt": "演示文稿", "pptx": "演示文稿",
    "zip": "压缩包", "rar": "压缩包", "jpg": "图片", "jpeg": "图片", "png": "图片", "webp": "图片",
    "gif": "图片", "mp4": "视频", "mp3": "音频", "txt": "文本", "ofd": "OFD文档", "json": "JSON数据",
}  # fmt: skip


@dataclass(frozen=True)
class Row:
    """A document in a list."""

    title: str
    href: str
    doc_no: str
    date: str
    column: str
    issuer: str
    summary: str
    invalid: str
    image: str = ""


@dataclass(frozen=True)
class FileLink:
    """A file to open or download, with its type and size in words."""

    name: str
    href: str
    kind: str
    size: str


@dataclass(frozen=True)
class ColumnLink:
    """A column in a grid, list or map."""

    name: str
    href: str
    description: str
    unit: str
    owner: str
    cycle: str
    kind: str
    count: int
    updated: str
    children: tuple[ColumnLink, ...] = ()
    rows: tuple[Row, ...] = ()


def size_words(size: int) -> str:
    """Return a size in bytes as people read it: 512B, 36KB, 1.4MB."""
    if size < 1024:
        return f"{size}B"
    if size < 1024 * 1024:
        return f"{size / 1024:.0f}KB"
    return f"{size / 1048576:.1f}MB"


def file_link(asset: Asset, root: str) -> FileLink:
    """Return the link to a file of content/."""
    suffix = PurePosixPath(asset.name).suffix.lstrip(".").lower()
    kind = _FILE_TYPES.get(suffix, f"{suffix.upper()}文件" if suffix else "文件")
    return FileLink(asset.name, root + quote_address(asset.path), kind, size_words(asset.size))


def document_href(document: Document, root: str) -> str:
    """Return the link to a document's page."""
    return root + quote_address(public_address(document.address))


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

    def below(self, column: Column) -> tuple[Document, ...]:
        """Documents of the column and of all columns below it."""
        known = self._branches.get(column.address)
        if known is None:
            known = self._branches[column.address] = self._gather(column)
        return known

    @cached_property
    def _branches(self) -> dict[str, tuple[Document, ...]]:
        """The branches that were asked for so far: most pages need none, or few."""
        return {}

    def _gather(self, column: Column) -> tuple[Document, ...]:
        parts = [own for each in column.walk() if (own := self.own(each))]
        return parts[0] if len(parts) == 1 else newest_first([each for own in parts for each in own])

    @cached_property
    def positions(self) -> dict[str, int]:
        """The place of each document, by path, among those of its column."""
        parts = self.portal.lookups.by_column.values()
        return {each.path: place for own in parts for place, each in enumerate(own)}

    def count(self, column: Column) -> int:
        """Number of documents, and of register rows and links, in the column and below it."""
        return sum(
            len(self.own(each)) + self.registers.get(each.address, 0) + len(each.links)
            for each in column.walk()
        )


def make_shelf(portal: Portal) -> Shelf:
    """Return the lookups over a portal's documents."""
    interpretations: dict[str, list[Document]] = {}
    replaced: dict[str, list[Document]] = {}
    for document in portal.lookups.interpreting:
        for policy in document.interprets:
            interpretations.setdefault(policy, []).append(document)
    for document in portal.lookups.having("policy"):
        if document.details.policy and document.details.policy.replaced_by:
            replaced.setdefault(document.details.policy.replaced_by, []).append(document)
    tables: dict[str, list[Register]] = {}
    for register in portal.registers:
        tables.setdefault(register.column, []).append(register)
    return Shelf(
        portal=portal,
        columns={column.address: column for column in portal.walk()},
        interpretations={path: tuple(documents) for path, documents in interpretations.items()},
        replaced={path: tuple(documents) for path, documents in replaced.items()},
        registers={column: sum(len(each.rows) for each in found) for column, found in tables.items()},
        tables={column: tuple(found) for column, found in tables.items()},
        ties=make_ties(portal),
    )


def row(document: Document, shelf: Shelf, root: str) -> Row:
    """Return a document as a row of a list."""
    picture = document.poster or document.picture
    return Row(
        title=document.title,
        href=document_href(document, root),
        doc_no=document.doc_no,
        date=document.published.date().isoformat(),
        column=shelf.columns[document.column].name,
        issuer=document.issuer,
        summary=document.summary,
        invalid=document.validity.value if document.validity and document.validity.value != "有效" else "",
        image=root + quote_address(picture.path) if picture else "",
    )


def rows(documents: Iterable[Document], shelf: Shelf, root: str) -> tuple[Row, ...]:
    """Return documents as rows of a list."""
    return tuple(row(document, shelf, root) for document in documents)


def last_update(column: Column, shelf: Shelf) -> str:
    """Return the day of the newest document or register row of a column and all below; empty without any."""
    days = [own[0].published.date() for each in column.walk() if (own := shelf.own(each))]
    days += [
        table.updated
        for each in column.walk()
        for table in shelf.tables.get(each.address, ())
        if table.updated
    ]
    return f"{max(days):%Y-%m-%d}" if days else ""


def column_link(column: Column, shelf: Shelf, root: str, latest: int = 0, deep: bool = False) -> ColumnLink:
    """Return a column as an entry; with its ``latest`` documents, with all columns below if ``deep``."""
    needs_documents = latest or deep
    documents: Sequence[Document] = shelf.below(column) if needs_documents else ()
    return ColumnLink(
        name=column.name,
        href=root + column.url,
        description=column.description,
        unit=column.unit,
        owner=column.owner,
        cycle=CYCLE_LABELS[column.cycle] if column.cycle else "",
        kind=KIND_LABELS[ColumnKind(column.kind)],
        count=shelf.count(column),
        updated=last_update(column, shelf) if needs_documents else "",
        children=tuple(column_link(child, shelf, root, deep=deep) for child in column.children)
        if deep or latest
        else (),
        rows=rows(documents[:latest], shelf, root) if latest else (),
    )


def root_of(address: str) -> str:
    """Return the way from a page to the site's root."""
    return relative_root(address)
