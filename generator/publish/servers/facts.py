"""Facts that every server's configuration states; headers and types are those of the preview (answer.py)."""

from __future__ import annotations

import re

from generator.data import dataclass
from generator.errors import UsageError
from generator.load.gate.published_types import USES, Use
from generator.publish.previewing.answer import TYPES

_DOMAIN = re.compile(
    r"(?:[A-Za-z0-9](?:[A-Za-z0-9-]*[A-Za-z0-9])?\.)*[A-Za-z0-9](?:[A-Za-z0-9-]*[A-Za-z0-9])?"
)
_PATH = re.compile(r"/|/(?:[A-Za-z0-9_-][A-Za-z0-9_.-]*/)+")
# Blanks and all letters are fine; quotes, braces and the like mean something to one server or another.
_FOLDER = re.compile(r"(?:[A-Za-z]:[\\/]|/)[\w./\\ -]+")
BYTES = "application/octet-stream"
FOREVER, ASK = "public, max-age=31536000, immutable", "no-cache"

# Files of a site that a page, the search or a program asks for, which no person opens.
_PARTS = (
    "html",
    "css",
    "js",
    "wasm",
    "ico",
    "atom",
    "jsonfeed",
    "osdx",
    "pagefind",
    "pf_meta",
    "pf_index",
    "pf_fragment",
)
# Files whose name, or whose ?v=, holds a digest of what is in them. Of pagefind/ the folder's name holds that of all
# that is in it.
NAMED = r"assets/stylesheets/[^/]+\.[0-9a-f]{8}\.min\.(?:css|js)|pagefind/[^/]+_[0-9a-f]{12}/.+"
ASKED = r"assets/.+"
VERSION = r"[0-9a-f]{8,}"
MAPS = r"(?:[^/]+/)?sitemap[\w-]*\.xml"
HIDDEN = r"/\.(?!well-known(?:/|$))"


@dataclass(frozen=True)
class ServedSite:
    """Where a portal is: its domain, the folder that is served, and the path below the domain, with a slash at both ends."""

    domain: str
    folder: str
    path: str = "/"


def served_site(domain: str, folder: str, path: str) -> ServedSite:
    """Return a site whose words can stand in a configuration. Raises UsageError for others."""
    if not _DOMAIN.fullmatch(domain) or len(domain) > 253:
        raise UsageError(f"“{domain}”不是域名，应写成www.example.gov.cn。")
    if not _FOLDER.fullmatch(folder) or ".." in re.split(r"[\\/]", folder):
        raise UsageError(
            f"“{folder}”不能写进配置：写完整的路径，不带引号、括号和别的符号，例如/srv/gongkai/current。"
        )
    whole = f"/{path.strip('/')}/" if path.strip("/") else "/"
    if not _PATH.fullmatch(whole):
        raise UsageError(f"子路径“{path}”不能用：只写字母、数字、“-”“_”，例如/zwgk/。")
    return ServedSite(domain, folder.rstrip("/\\"), whole)


def shown_extensions() -> list[str]:
    """Return the extensions, without dots, of what a browser shows or a page needs; all else is saved."""
    return [*_PARTS, *(name[1:] for name, use in USES.items() if use is Use.SHOWN)]


def types() -> dict[str, list[str]]:
    """Return the extensions, without dots, of each content type: of every file that a site may have."""
    known: dict[str, list[str]] = {}
    for extension, kind in TYPES.items():
        known.setdefault(kind, []).append(extension[1:])
    every = (*_PARTS, *(name[1:] for name in USES))
    known[BYTES] = [name for name in every if f".{name}" not in TYPES]
    return known
