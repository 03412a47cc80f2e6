"""The text of a document as HTML, with its links made to fit the page it stands on."""

from __future__ import annotations

import re
from collections.abc import Mapping
from html import escape, unescape
from pathlib import Path
from types import MappingProxyType
from urllib.parse import unquote

from generator.errors import SourceChangedError
from generator.load.gate.published_types import is_downloaded
from generator.load.markdown.front_matter import SplitDocument, split_document
from generator.load.markdown.links import resolve
from generator.load.source.digest import digest_of_file
from generator.load.source.text import Source, read_source
from generator.model.addresses.address import public_address
from generator.model.addresses.hosts import leads_out
from generator.model.addresses.links import EVERYWHERE, quote_address
from generator.model.asset import Picture
from generator.model.document import Document
from generator.patterns import pattern
from generator.render.text.markdown import Converter, to_html
from generator.views.pictures import TEXT_WIDTH, sizes_of, srcset_of

_TAG = pattern(r'<(?:a|img|video|audio|source|track)\s(?:[^"<>]|"[^"]*+")*+>')
_ID = pattern(r'\sid="([^"]*+)"')
# Who wrote a picture's size wants it so.
_STATED = pattern(r'\s(?:width|height)="')
_TARGET = pattern(r'(?P<name>href|src|poster)="(?P<value>[^"]*)"')


def read_body(content: Path, document: Document) -> str:
    """Return the Markdown text of a document.

    Raises SourceChangedError when its file is not the one any more that was checked.
    """
    source = read_source(f"{content}/{document.path}", document.path)
    if isinstance(source, Source) and digest_of_file(source.raw) == document.digest:
        parts = split_document(source.text, document.path)
        if isinstance(parts, SplitDocument):
            return parts.body
    raise SourceChangedError(f"content/{document.path}")


def body_html(
    text: str,
    document: Document,
    addresses: dict[str, str],
    root: str,
    converter: Converter,
    *,
    pictures: Mapping[str, Picture] = MappingProxyType({}),
) -> str:
    """Return the HTML of a document's text; ``pictures`` are those of it whose size is known, by their paths.

    ``addresses`` gives the page of every published document by its path below content/; a link to a
    document that is not published loses its address, so that a draft's place stays unknown.
    """
    html = to_html(text, converter)
    if "<a " not in html and "src=" not in html:
        return html
    folder = document.path.rpartition("/")[0]
    ids = frozenset((*_ID.findall(html), *EVERYWHERE)) if 'href="#' in html else frozenset()
    return _TAG.sub(
        lambda tag: _with_sizes(_fit(tag[0], folder, addresses, root, ids), tag[0], folder, root, pictures),
        html,
    )


def _fit(tag: str, folder: str, addresses: dict[str, str], root: str, ids: frozenset[str]) -> str:
    """Return a tag whose addresses fit the page; a link to what browsers must not open as a page saves it."""
    fitted = _TARGET.sub(lambda target: _retarget(target, folder, addresses, root, ids), tag)
    target = _TARGET.search(tag) if tag.startswith("<a ") else None
    path = resolve(unescape(target["value"]), folder) if target else None
    return f"<a download {fitted[3:]}" if path and is_downloaded(path) else fitted


def _with_sizes(fitted: str, tag: str, folder: str, root: str, pictures: Mapping[str, Picture]) -> str:
    """Return a picture's tag with its copies to choose from and its size; it is loaded when it comes into sight."""
    if not tag.startswith("<img "):
        return fitted
    source = _TARGET.search(tag)
    known = pictures.get(resolve(unescape(source["value"]), folder) or "") if source else None
    more = ' loading="lazy" decoding="async"'
    if known and not _STATED.search(tag):
        more += f' width="{known.width}" height="{known.height}"'
    if known and known.copies and source:
        whole = root + quote_address(resolve(unescape(source["value"]), folder) or "")
        more += f' srcset="{escape(srcset_of(known, whole, root))}" sizes="{sizes_of(known, TEXT_WIDTH)}"'
    end = " />" if fitted.endswith("/>") else ">"
    return fitted.removesuffix(">").removesuffix("/").rstrip() + more + end


def _retarget(
    match: re.Match[str], folder: str, addresses: dict[str, str], root: str, ids: frozenset[str]
) -> str:
    value = unescape(match["value"])
    path = resolve(value, folder)
    if path is None:
        # A place that is not there is told of by the check; the page has no link to nowhere.
        within = value.startswith("#") and unquote(value[1:]) in ids
        return match[0] if leads_out(value) or within else ""
    anchor = "#" + value.split("#", 1)[1] if "#" in value else ""
    if path.endswith(".md"):
        if path not in addresses:
            return ""
        target = public_address(addresses[path])
    else:
        target = path + "/" if value.split("#")[0].endswith("/") else path
    return f'{match["name"]}="{escape(root + quote_address(target) + anchor)}"'
