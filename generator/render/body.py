"""The text of a document as HTML, with its links made to fit the page it stands on."""

from __future__ import annotations

import re
from html import escape, unescape
from pathlib import Path

from generator.frames.view import quote_address
from generator.load.front_matter import Parts, split_document
from generator.load.links import EXTERNAL, resolve
from generator.load.text import Source, read_source
from generator.model.portal import Document
from generator.render.markdown import Converter, to_html

_TAG = re.compile(r'<(?:a|img|video|audio|source|track)\s(?:[^"<>]|"[^"]*+")*+>')
_TARGET = re.compile(r'(?P<name>href|src|poster)="(?P<value>[^"]*)"')


def read_body(content: Path, document: Document) -> str:
    """Return the Markdown text of a document; empty when it vanished since it was checked."""
    source = read_source(f"{content}/{document.path}", document.path)
    parts = split_document(source.text, document.path) if isinstance(source, Source) else None
    return parts.body if isinstance(parts, Parts) else ""


def body_html(
    text: str, document: Document, addresses: dict[str, str], root: str, converter: Converter
) -> str:
    """Return the HTML of a document's text.

    ``addresses`` gives the page of every published document by its path below content/; a link to a
    document that is not published loses its address, so that a draft's place stays unknown.
    """
    html = to_html(text, converter)
    if "<a " not in html and "src=" not in html:
        return html
    folder = document.path.rpartition("/")[0]
    return _TAG.sub(lambda tag: _TARGET.sub(lambda t: _retarget(t, folder, addresses, root), tag[0]), html)


def _retarget(match: re.Match[str], folder: str, addresses: dict[str, str], root: str) -> str:
    value = unescape(match["value"])
    path = resolve(value, folder)
    if path is None:
        return match[0] if EXTERNAL.match(value) or value.startswith("#") else ""
    anchor = "#" + value.split("#", 1)[1] if "#" in value else ""
    if path.endswith(".md"):
        if path not in addresses:
            return ""
        target = addresses[path].removesuffix("index.html")
    else:
        target = path + "/" if value.split("#")[0].endswith("/") else path
    return f'{match["name"]}="{escape(root + quote_address(target) + anchor)}"'
