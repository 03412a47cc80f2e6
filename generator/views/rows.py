"""Rows, links and files as templates print them: relative addresses, dates as text."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from pathlib import PurePosixPath

from generator.data import dataclass
from generator.model.addresses.address import public_address
from generator.model.addresses.links import quote_address, relative_root
from generator.model.asset import Asset
from generator.model.column import Column
from generator.model.document import Document
from generator.model.words import CYCLE_LABELS, KIND_LABELS, ColumnKind
from generator.views.pictures import ShownPicture, cut_picture
from generator.views.shelf import Shelf, last_update

_FILE_TYPES = {
    "pdf": "PDF文档", "doc": "Word文档", "docx": "Word文档", "wps": "WPS文档", "xls": "Excel表格",
    "xlsx": "Excel表格", "et": "WPS表格", "csv": "CSV表格", "ppt": "演示文稿", "pptx": "演示文稿",
    "zip": "压缩包", "rar": "压缩包", "jpg": "图片", "jpeg": "图片", "png": "图片", "webp": "图片",
    "gif": "图片", "mp4": "视频", "mp3": "音频", "txt": "文本", "ofd": "OFD文档", "json": "JSON数据",
}  # fmt: skip


@dataclass(frozen=True)
class DocumentRow:
    """A document in a list; ``image`` is the address of its picture."""

    title: str
    href: str
    doc_no: str
    date: str
    column: str
    issuer: str
    summary: str
    invalid: str
    image: str = ""
    picture: ShownPicture | None = None
    notice: str = ""


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
    rows: tuple[DocumentRow, ...] = ()


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


def row(document: Document, shelf: Shelf, root: str) -> DocumentRow:
    """Return a document as a row of a list."""
    picture = cut_picture(document.poster or document.picture, shelf.portal.pictures, root)
    return DocumentRow(
        title=document.title,
        href=document_href(document, root),
        doc_no=document.doc_no,
        date=document.published.date().isoformat(),
        column=shelf.columns[document.column].name,
        issuer=document.issuer,
        summary=document.summary,
        invalid=document.validity.value if document.validity and document.validity.value != "有效" else "",
        image=picture.src if picture else "",
        picture=picture,
        notice=document.notice,
    )


def rows(documents: Iterable[Document], shelf: Shelf, root: str) -> tuple[DocumentRow, ...]:
    """Return documents as rows of a list."""
    return tuple(row(document, shelf, root) for document in documents)


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
