"""Feeds of the newest documents, of each column and of the whole portal: Atom (RFC 4287) and JSON Feed 1.1."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator
from functools import partial
from html import escape

from generator.model.addresses.address import column_page
from generator.model.addresses.made import ATOM, JSON_FEED, feed_address, has_feed
from generator.model.column import Column
from generator.model.document import Document
from generator.patterns import pattern
from generator.render.machines.reach import Reach, changed, last_change, moment
from generator.render.templates.digest import digest_of
from generator.render.templates.extra import Extra, Studio

NEWEST = 30
# What no XML document may hold (XML 1.0, Char).
_NO_CHAR = pattern("[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")


def feed_extras(reach: Reach, code: str) -> Iterator[Extra]:
    """Yield the feeds of the portal and of every column that holds documents, or columns that do."""
    columns: list[Column | None] = [None, *(each for each in reach.portal.walk() if has_feed(each))]
    makers: dict[str, Callable[..., bytes]] = {ATOM: _atom, JSON_FEED: _json_feed}
    for column in columns:
        documents = reach.newest(column, NEWEST)
        said = column and (column.path, column.address, column.description)
        names = [reach.shelf.columns[each.column].name for each in documents]
        key = digest_of(code, reach.facts, said, names, [reach.key_of(each) for each in documents])
        for name, make in makers.items():
            address = feed_address(column.address if column else "", name)
            yield Extra(address, f"{key} {name}", partial(make, reach, column, documents))


def xml_text(text: str) -> str:
    """Return a text as it may stand in an XML document, in an element or in quotes."""
    return escape(_NO_CHAR.sub("", text))


def _title(reach: Reach, column: Column | None) -> str:
    return f"{column.name}-{reach.portal.name}" if column else reach.portal.name


def _home(column: Column | None) -> str:
    return column_page(column.address) if column else "index.html"


def _atom(reach: Reach, column: Column | None, documents: tuple[Document, ...], studio: Studio) -> bytes:  # noqa: ARG001
    own = reach.url(feed_address(column.address if column else "", ATOM))
    lines = [
        '<?xml version="1.0" encoding="UTF-8"?>',
        '<feed xmlns="http://www.w3.org/2005/Atom" xml:lang="zh-CN">',
        f"<id>{xml_text(own)}</id>",
        f"<title>{xml_text(_title(reach, column))}</title>",
        *([f"<subtitle>{xml_text(column.description)}</subtitle>"] if column and column.description else []),
        f'<link rel="self" type="application/atom+xml" href="{xml_text(own)}"/>',
        f'<link rel="alternate" type="text/html" href="{xml_text(reach.url(_home(column)))}"/>',
        f"<updated>{last_change(documents)}</updated>",
        f"<author><name>{xml_text(reach.portal.organizer or reach.portal.name)}</name></author>",
        *(_atom_entry(each, reach) for each in documents),
        "</feed>\n",
    ]
    return "\n".join(lines).encode()


def _atom_entry(document: Document, reach: Reach) -> str:
    column = reach.shelf.columns[document.column].name
    summary = f"<summary>{xml_text(document.summary)}</summary>" if document.summary else ""
    issuer = f"<author><name>{xml_text(document.issuer)}</name></author>" if document.issuer.strip() else ""
    return (
        f"<entry><id>{reach.name_of(document)}</id><title>{xml_text(document.title)}</title>"
        f'<link rel="alternate" type="text/html" href="{xml_text(reach.url(document.address))}"/>'
        f"<published>{moment(document.published)}</published><updated>{changed(document)}</updated>"
        f'{issuer}<category term="{xml_text(document.column)}" label="{xml_text(column)}"/>{summary}</entry>'
    )


def _json_feed(reach: Reach, column: Column | None, documents: tuple[Document, ...], studio: Studio) -> bytes:  # noqa: ARG001
    feed: dict[str, object] = {
        "version": "https://jsonfeed.org/version/1.1",
        "title": _title(reach, column),
        "home_page_url": reach.url(_home(column)),
        "feed_url": reach.url(feed_address(column.address if column else "", JSON_FEED)),
        "language": "zh-CN",
        "authors": [{"name": reach.portal.organizer or reach.portal.name}],
        "items": [_json_item(each, reach) for each in documents],
    }
    if column and column.description:
        feed["description"] = column.description
    return (json.dumps(feed, ensure_ascii=False, separators=(",", ":")) + "\n").encode("utf-8", "replace")


def _json_item(document: Document, reach: Reach) -> dict[str, object]:
    item: dict[str, object] = {
        "id": reach.name_of(document),
        "url": reach.url(document.address),
        "title": document.title,
        # An item without any text is none; the text itself stands on the page.
        "content_text": document.summary or document.title,
        "date_published": moment(document.published),
        "date_modified": changed(document),
        "tags": [reach.shelf.columns[document.column].name],
    }
    if document.issuer.strip():
        item["authors"] = [{"name": document.issuer}]
    return item
