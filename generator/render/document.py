"""The page of one document."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from jinja2 import Environment

from generator.frames.slots import Frame
from generator.frames.view import quote_address
from generator.model.portal import Document, Portal
from generator.model.words import ColumnKind
from generator.render.body import body_html, read_body
from generator.render.environment import draw, safe
from generator.render.markdown import Converter
from generator.render.tags import document_tags, page_title
from generator.render.views import Shelf, document_href, file_link, root_of, row, rows


@dataclass(frozen=True)
class Workshop:
    """What drawing a document page needs besides the document."""

    content: Path
    environment: Environment
    converter: Converter
    shelf: Shelf
    addresses: dict[str, str]


@dataclass(frozen=True)
class DrawnDocument:
    """A finished page, and the HTML of its text for the search index."""

    html: str
    body: str


def make_workshop(content: Path, environment: Environment, converter: Converter, shelf: Shelf) -> Workshop:
    """Return a workshop for the published documents of a shelf."""
    addresses = {document.path: document.address for document in shelf.portal.documents}
    return Workshop(content, environment, converter, shelf, addresses)


def draw_document(document: Document, frame: Frame, workshop: Workshop) -> DrawnDocument:
    """Return the page of a document in the frame of its column."""
    shelf, portal = workshop.shelf, workshop.shelf.portal
    column = shelf.columns[document.column]
    root = root_of(document.address)
    body = body_html(
        read_body(workshop.content, document), document, workshop.addresses, root, workshop.converter
    )
    newer, older = _neighbours(document, shelf)
    is_page = column.kind is ColumnKind.PAGE
    main = draw(
        workshop.environment,
        "document.html",
        document=document,
        is_page=is_page,
        notice=_preview_notice(document, portal),
        fields=_fields(document, column.name),
        invalid=document.validity.value if document.validity and document.validity.value != "有效" else "",
        published=f"{document.published:%Y-%m-%d %H:%M}",
        source=document.source or document.issuer,
        body=safe(body),
        attachments=[file_link(asset, root) for asset in document.attachments],
        media=_media(document, root),
        policies=rows(_policies(document, shelf), shelf, root),
        interpretations=rows(shelf.interpretations.get(document.path, ()), shelf, root),
        newer=row(newer, shelf, root) if newer else None,
        older=row(older, shelf, root) if older else None,
        column_href=root + column.url,
        column_name=column.name,
        url=_public_address(document, portal),
    )
    picture = document.poster or document.picture
    html = frame.fill(
        {
            "title": page_title((document.title, column.name, portal.name)),
            "head": document_tags(document, portal, quote_address(picture.path) if picture else ""),
            "crumb": "" if is_page else '<li aria-current="page">正文</li>',
            "main": main,
        }
    )
    return DrawnDocument(html, body)


def _preview_notice(document: Document, portal: Portal) -> str:
    """Say why a document that a preview shows is not public; empty in a public build."""
    if document.draft:
        return "草稿：只在预览中显示，不会公开。"
    if document.published.date() > portal.as_of:
        return f"定时公开：{document.published:%Y-%m-%d %H:%M}以后构建才会公开。"
    return ""


def _fields(document: Document, column: str) -> list[tuple[str, str]]:
    """Return the metadata table, in the order Chongqing's policy pages use."""
    if not (document.index_no or document.doc_no or document.theme or document.validity):
        return []
    return [
        ("索引号", document.index_no or "无"),
        ("发文字号", document.doc_no or "无"),
        ("主题分类", document.theme or column),
        ("体裁分类", document.genre or "其他"),
        ("发布机构", document.issuer),
        ("有效性", document.validity.value if document.validity else "不涉及"),
        ("成文日期", f"{document.signed:%Y-%m-%d}" if document.signed else "不涉及"),
        ("发布日期", f"{document.published:%Y-%m-%d}"),
    ]


def _media(document: Document, root: str) -> dict[str, str]:
    files = {
        "video": document.video,
        "captions": document.captions,
        "poster": document.poster,
        "picture": document.picture,
    }
    return {name: root + quote_address(asset.path) if asset else "" for name, asset in files.items()}


def _policies(document: Document, shelf: Shelf) -> list[Document]:
    return [shelf.by_path[path] for path in document.interprets if path in shelf.by_path]


def _neighbours(document: Document, shelf: Shelf) -> tuple[Document | None, Document | None]:
    siblings = shelf.by_column[document.column]
    place = shelf.positions[document.path]
    newer = siblings[place - 1] if place else None
    older = siblings[place + 1] if place + 1 < len(siblings) else None
    return newer, older


def _public_address(document: Document, portal: Portal) -> str:
    return f"{portal.domain}/{document_href(document, '')}"
