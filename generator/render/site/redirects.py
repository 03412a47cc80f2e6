"""What leads from old addresses to new ones: a small page at each, and rules for servers, which answer sooner."""

from __future__ import annotations

from collections.abc import Collection, Iterator
from functools import partial

from markupsafe import escape

from generator.data import dataclass
from generator.model.addresses.address import column_page, public_address
from generator.model.addresses.links import quote_address, relative_root
from generator.model.addresses.made import fold
from generator.model.addresses.old_url import can_be_file
from generator.model.addresses.redirects import Redirects, find_redirects
from generator.model.addresses.trail import base_path
from generator.render.site.notices import NO_INDEX
from generator.render.site.server_rules import rule_files
from generator.render.templates.digest import digest_of
from generator.render.templates.extra import Extra, Studio
from generator.render.templates.tags import page_url
from generator.views.job import SiteFacts
from generator.views.shelf import Shelf


@dataclass(frozen=True)
class _Stub:
    """A page that leads on, in words and by itself."""

    old: str
    new: str
    title: str


def redirect_extras(shelf: Shelf, site: SiteFacts, files: Collection[str], code: str) -> Iterator[Extra]:
    """Yield what leads on from old addresses of a site that holds ``files``."""
    found = _without_twins(find_redirects(shelf.portal, files), files)
    titles: dict[str, str] = {}
    if found.moved:
        titles = {each.address: each.title for each in (*shelf.portal.documents, *shelf.portal.withdrawn)}
        titles |= {column_page(each.address): each.name for each in shelf.portal.walk()}
    for old, new in found.moved.items():
        if _has_room(old, files):
            stub = _Stub(old, new, titles.get(new, ""))
            yield Extra(old, digest_of(code, stub), partial(_page, stub, site), bare=True)
    for name, text in rule_files(found, base_path(shelf.portal)).items():
        yield Extra(name, digest_of(code, text), partial(_bytes, text))


def _without_twins(found: Redirects, files: Collection[str]) -> Redirects:
    """Return the redirects without those that some system or server takes for a file, or for one another."""
    if not found.moved:
        return found
    taken = {fold(file) for file in (*files, *found.gone)}
    moved: dict[str, str] = {}
    for old, new in found.moved.items():
        folded = fold(old)
        if folded not in taken:
            taken.add(folded)
            moved[old] = new
    return Redirects(moved, found.gone)


def _has_room(old: str, files: Collection[str]) -> bool:
    """Tell whether a page can be laid at an old address: it is one, and no folder of it is a file."""
    ways = (old[:end] for end, mark in enumerate(old) if mark == "/")
    return can_be_file(old) and not any(way in files for way in ways)


def _page(stub: _Stub, site: SiteFacts, studio: Studio) -> bytes:  # noqa: ARG001
    way = escape(relative_root(stub.old) + quote_address(public_address(stub.new)))
    words = escape(stub.title or "新的网址")
    whole = escape(page_url(site.base_url, stub.new))
    return (
        '<!doctype html>\n<html lang="zh-CN">\n<head>\n<meta charset="utf-8">\n'
        f"<title>网址已变更-{escape(site.name)}</title>\n"
        f'{NO_INDEX}<link rel="canonical" href="{whole}">\n'
        f'<meta http-equiv="refresh" content="0; url={way}">\n</head>\n'
        f'<body>\n<p>这个网页已移到：<a href="{way}">{words}</a></p>\n</body>\n</html>\n'
    ).encode()


def _bytes(text: str, studio: Studio) -> bytes:  # noqa: ARG001
    return text.encode("utf-8")
