"""Addresses that were published once, as people write them: brought into the one form that is compared."""

from __future__ import annotations

import re
from urllib.parse import quote, unquote

from generator.model.addresses.address import column_page
from generator.model.addresses.slug import SLUG
from generator.patterns import pattern

_HOST = pattern(r"(?:https?:)?//[^/?#]*+", re.IGNORECASE)
_UNFIT = pattern(r"[\x00-\x1f\x7f\\#\ufffd]")
_UNPLAIN = pattern(r'[<>:"|?*]')
_INDEX = "index.html"
_LONGEST = 500


def old_address(text: str, base: str = "/") -> str | None:
    """Return an old address below the site: decoded, a folder by its page, with the question it may end in.

    ``text`` is a whole address, of which the host does not matter (an old site may have had another), or its
    path, or the path below ``base``, where the portal begins. None where it is no address of a page.
    """
    written = text.strip()
    host = _HOST.match(written)
    path, mark, question = written[host.end() if host else 0 :].partition("?")
    if path.startswith("/"):
        if not f"{path}/".startswith(base):
            return None
        path = path.removeprefix(base).lstrip("/") if base != "/" else path[1:]
    path = unquote(path)
    parts = path.removesuffix("/").split("/")
    if (not path and not question) or _UNFIT.search(written) or _UNFIT.search(path) or len(path) > _LONGEST:
        return None
    if any(part.startswith(".") or part != part.strip() for part in parts) or (path and "" in parts):
        return None
    page = path if mark else _page(path)
    return f"{page}?{question}" if mark else page


def _page(path: str) -> str:
    """Return the page of a folder, however it is written; another address as it is."""
    if path.endswith("/"):
        return path + _INDEX
    return path if "." in path.rpartition("/")[2] else column_page(path)


def old_column(page: str) -> str:
    """Return the folder whose page this is; empty for the page of none that a column could have had."""
    folder = page.removesuffix(f"/{_INDEX}")
    return folder if folder != page and all(map(SLUG.fullmatch, folder.split("/"))) else ""


def ways_to(page: str) -> tuple[str, ...]:
    """Return the addresses at which a server is asked for a page: that of a folder has three."""
    folder = page.removesuffix(f"/{_INDEX}")
    return (page,) if folder == page else (page, f"{folder}/", folder)


def can_be_file(page: str) -> bool:
    """Tell whether a page of this address can be laid as a file that is sent as a page, on any system."""
    return (
        page.endswith(".html")
        and not _UNPLAIN.search(page)
        and all(not part.endswith((" ", ".")) for part in page.split("/"))
    )


def encoded(address: str) -> str:
    """Return an address, maybe with a question, percent-encoded: nothing in it means anything to a server."""
    path, mark, question = address.partition("?")
    return quote(path, safe="/-._~") + mark + quote(question, safe="/-._~=&%+,;:@")
