"""What a file of a mirror is: by its name where that tells, else by how it begins."""

from __future__ import annotations

import re
from enum import Enum

from generator.load.gate.published_types import USES, extension_of

_PAGES = frozenset(
    [
        ".html",
        ".htm",
        ".shtml",
        ".shtm",
        ".xhtml",
        ".asp",
        ".aspx",
        ".jsp",
        ".jspx",
        ".php",
        ".php3",
        ".do",
        ".action",
        ".jhtml",
        ".cfm",
        ".cgi",
        ".ashx",
    ]
)
# What belongs to the dress of the old pages, which is not taken along.
_DRESS = frozenset(
    [
        ".css",
        ".js",
        ".ico",
        ".swf",
        ".ttf",
        ".woff",
        ".woff2",
        ".eot",
        ".map",
        ".htc",
        ".cur",
        ".less",
        ".scss",
    ]
)
_LISTS = frozenset((".rss", ".xsl", ".xslt"))
PICTURES = frozenset([".jpg", ".jpeg", ".png", ".gif", ".webp", ".bmp", ".svg"])
_MARKUP = re.compile(
    rb"\s*+(?:<!--.{0,2000}?-->\s*+)?<(?:!doctype|html|head|body|meta|title|div|p|table|script|br|span)\b",
    re.IGNORECASE | re.DOTALL,
)
_MAGIC = (
    (b"%PDF-", ".pdf"),
    (b"\x89PNG\r\n", ".png"),
    (b"\xff\xd8\xff", ".jpg"),
    (b"GIF8", ".gif"),
    (b"Rar!\x1a\x07", ".rar"),
    (b"7z\xbc\xaf\x27\x1c", ".7z"),
    (b"{\\rtf", ".rtf"),
)
_OLE, _ZIP = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", b"PK\x03\x04"
_OLE_PARTS = (
    ("WordDocument", ".doc"),
    ("Workbook", ".xls"),
    ("Book", ".xls"),
    ("PowerPoint Document", ".ppt"),
)
_ZIP_PARTS = ((b"word/", ".docx"), (b"xl/", ".xlsx"), (b"ppt/", ".pptx"), (b"OFD.xml", ".ofd"))


class What(Enum):
    """What a file of the mirror is to a migration."""

    PAGE = "page"
    FILE = "file"
    DRESS = "dress"
    EMPTY = "empty"


def what_is(address: str, raw: bytes) -> What:
    """Return what a file is; ``raw`` is how it begins."""
    suffix = extension_of(address.partition("?")[0])
    if suffix in _DRESS or suffix in _LISTS:
        return What.DRESS
    if not raw.strip():
        return What.EMPTY
    if suffix in USES and suffix not in (".xml", ".txt"):
        # A server that finds nothing sends a page that says so, under the name of the file.
        return What.FILE
    if magic_suffix(raw):
        return What.FILE
    if suffix in _PAGES or _MARKUP.match(raw.removeprefix(b"\xef\xbb\xbf")):
        return What.PAGE
    return What.FILE


def is_page_in_disguise(address: str, raw: bytes) -> bool:
    """Tell whether what is called a document or a picture is a page: what a server sends that has lost the file."""
    suffix = extension_of(address.partition("?")[0])
    return suffix in USES and suffix not in (".xml", ".svg", ".txt") and _MARKUP.match(raw) is not None


def magic_suffix(raw: bytes) -> str:
    """Return the extension that the beginning of a file tells; empty where it tells none."""
    for magic, suffix in _MAGIC:
        if raw.startswith(magic):
            return suffix
    if raw.startswith(_ZIP):
        return next((suffix for part, suffix in _ZIP_PARTS if part in raw), ".zip")
    if raw.startswith(_OLE):
        return next((suffix for part, suffix in _OLE_PARTS if part.encode("utf-16-le") in raw), "")
    return ""
