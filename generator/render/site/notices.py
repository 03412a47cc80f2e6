"""The notices of withdrawn documents: at the address of each what became of it, when and why."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from functools import partial

from generator.model.addresses.address import public_address
from generator.model.document import Document
from generator.render.templates.digest import digest_of
from generator.render.templates.environment import draw
from generator.render.templates.extra import Extra, Studio
from generator.render.templates.tags import page_tags, page_title
from generator.views.named_link import NamedLink
from generator.views.rows import root_of
from generator.views.shelf import Shelf

NO_INDEX = '<meta name="robots" content="noindex">\n'


def notice_extras(shelf: Shelf, frame_keys: Mapping[str, str], code: str) -> Iterator[Extra]:
    """Yield the notices of a site."""
    for document in shelf.portal.withdrawn:
        column = shelf.columns[document.column]
        said = (document.title, document.withdrawn, document.address, column.name, shelf.portal.name)
        key = digest_of(code, frame_keys[document.column], said)
        yield Extra(document.address, key, partial(_notice, document))


def _notice(document: Document, studio: Studio) -> bytes:
    site, root = studio.site, root_of(document.address)
    column, said = studio.shelf.columns[document.column], document.withdrawn
    main = draw(
        studio.environment,
        "notice.html",
        title=document.title,
        day=said.day.isoformat() if said else "",
        reason=said.reason if said else "",
        column=NamedLink(column.name, root + public_address(column.url)),
        root=root,
    )
    values = {
        "title": page_title((f"已撤回：{document.title}", column.name, site.name)),
        "head": NO_INDEX
        + page_tags(site, document.address, f"已撤回：{document.title}", "这份文档已经撤回，不再公开。"),
        "crumb": '<li aria-current="page">已撤回</li>',
        "main": main,
    }
    return studio.frames.read(document.column).fill(values).encode("utf-8")
