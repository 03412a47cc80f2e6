"""Rules on the files of content/."""

from __future__ import annotations

from collections.abc import Iterator

from generator.kinds.heads import sources_of
from generator.load.gate.published_types import why_refused
from generator.load.portal import Loaded
from generator.model.asset import Asset
from generator.model.catalogue import finding
from generator.model.finding import Finding, Place
from generator.model.gate import TABLES, is_misnamed_text
from generator.model.portal import Portal, used_assets
from generator.model.words import ColumnKind
from generator.patterns import pattern

# What people write disclosures in, and put into a column's folder as if it were a document.
_OFFICE = (
    ".doc", ".docx", ".docm", ".dot", ".dotx", ".wps", ".wpt", ".rtf", ".odt", ".uof", ".uot", ".htm", ".html",
    ".xhtml", ".mht", ".mhtml",
)  # fmt: skip
_FOR_DOCUMENTS = (ColumnKind.DOCUMENTS, ColumnKind.PAGE)
_HEAD = pattern(rb"(?:\xef\xbb\xbf)?---[ \t]*\r?\n")
_LOOKED_AT = 64
# What a name ends in that was meant to end in .md, behind a full stop of whatever kind.
_ENDINGS = frozenset({"md", "markdown", "mdown", "mkd", "mkdn", "mdx", "txt", "text"})
_STOP = pattern("[.．。]")


def check_unused_files(loaded: Loaded) -> Iterator[Finding]:
    """A file that no document names is not published; its owner may have forgotten to."""
    if loaded.portal is None:
        return
    documents = (*loaded.portal.lookups.with_files, *loaded.hidden, *loaded.portal.withdrawn)
    used = {asset.path for asset in used_assets(documents, loaded.portal.registers)}
    used |= {path for document in documents for path in sources_of(document.parts)}
    kinds = {column.address: column.kind for column in loaded.portal.walk()}
    for path in loaded.files:
        if path.endswith(".md") or path in used:
            continue
        kind = kinds.get(path.rpartition("/")[0])
        # A table that could not be read has a finding of its own.
        if kind is ColumnKind.REGISTER and path.lower().endswith(TABLES):
            continue
        meant = _meant_as_document(path, loaded, kind in _FOR_DOCUMENTS)
        place = Place(f"content/{path}")
        yield meant or finding("asset-unused", place, "没有文档引用这个文件，它不会发布。")


def _meant_as_document(path: str, loaded: Loaded, among_documents: bool) -> Finding | None:
    """Return what to do with a file that nobody names and that looks like a disclosure of its own."""
    place, name = Place(f"content/{path}"), path.rpartition("/")[2]
    if is_misnamed_text(path) or (among_documents and _has_head(path, loaded)):
        message = f"“{name}”看来是一份文档，但文件名不以小写的.md结尾，它不会发布。"
        hint = f"把文件名改成“{_right_name(name)}”；Windows上先打开“显示扩展名”。"
        return finding("document-name", place, message, hint)
    if among_documents and name.lower().endswith(_OFFICE):
        message = f"“{name}”放在栏目里，但没有文档引用它，它不会发布。"
        hint = "写一份.md文档，把它写进attachments；或者把文字转成.md文档。不公开的，移走。"
        return finding("document-name", place, message, hint)
    return None


def _right_name(name: str) -> str:
    parts = _STOP.split(name.rstrip(" ."))
    while len(parts) > 1 and parts[-1].lower() in _ENDINGS:
        parts.pop()
    return f"{'.'.join(parts)}.md"


def _has_head(path: str, loaded: Loaded) -> bool:
    """Tell whether a text file begins as documents do; only files that nobody names are opened for it."""
    name = path.rpartition("/")[2].lower()
    if loaded.content is None or not (name.endswith((".txt", ".text")) or "." not in name):
        return False
    try:
        with (loaded.content.folder / path).open("rb") as file:
            return _HEAD.match(file.read(_LOOKED_AT)) is not None
    except OSError:
        return False


def check_register_files(portal: Portal) -> Iterator[Finding]:
    """A file that a register publishes is nothing that runs."""
    for register in portal.registers:
        for asset in register.assets:
            yield from _check_name(portal, asset, Place(f"content/{register.path}"))


def check_document_files(portal: Portal) -> Iterator[Finding]:
    """A file that a document publishes is nothing that runs."""
    for document in portal.lookups.with_files:
        for asset in used_assets([document], []):
            yield from _check_name(portal, asset, document.place)


def _check_name(portal: Portal, asset: Asset, place: Place) -> Iterator[Finding]:
    why, cure = why_refused(asset.path)
    # What may not be published for what it is has been told as such.
    if why and not portal.gate.refusal(asset.path):
        yield finding("asset-forbidden", place, f"“{asset.name}”{why}，不能作为附件发布。", cure)
