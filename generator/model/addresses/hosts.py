"""Tell whether an address leads out of the site, and to which host, as browsers decide."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable
from urllib.parse import unquote

from generator.patterns import pattern

# A browser drops these wherever they stand, and blanks and controls at both ends.
_DROPPED = pattern(r"[\t\n\r]")
_AROUND = "".join(map(chr, range(0x21)))
_SCHEME = pattern(r"([a-zA-Z][a-zA-Z0-9+.-]*+):")
_WEB = frozenset({"http", "https", "ws", "wss", "ftp"})
_NO_AUTHORITY = pattern(r"[/\\?#]")
_HOST = pattern(r"[a-z0-9\u0080-\U0010ffff-]++(?:\.[a-z0-9\u0080-\U0010ffff-]++)*+")


def outer_host(target: str) -> str | None:
    """Return the host that a link leads to, None where it stays in the site.

    The host is empty where there is none (mailto:, tel:) or none that can be read. ``target`` is what an
    attribute means, entities resolved; a backslash is a slash, as browsers take it.
    """
    text = target.strip(_AROUND)
    if "\t" in text or "\n" in text or "\r" in text:
        text = _DROPPED.sub("", text)
    scheme = _SCHEME.match(text)
    if scheme:
        if scheme[1].lower() not in _WEB:
            return ""
        return _host(text[scheme.end() :].lstrip("/\\"))
    return _host(text.lstrip("/\\")) if text[:1] in "/\\" and text[1:2] and text[1] in "/\\" else None


def leads_out(target: str) -> bool:
    """Tell whether a link leads out of the site, or is no link to a page at all."""
    return outer_host(target) is not None


def is_fetched_from_host(target: str) -> bool:
    """Tell whether a browser would ask a host for this, be it one of ours or not."""
    scheme = _SCHEME.match(_DROPPED.sub("", target.strip(_AROUND)))
    return leads_out(target) and (scheme is None or scheme[1].lower() in _WEB)


def _host(rest: str) -> str:
    authority = _NO_AUTHORITY.split(rest, maxsplit=1)[0]
    name = unicodedata.normalize("NFKC", unquote(authority.rpartition("@")[2])).lower().replace("。", ".")
    name = re.sub(r":\d*\Z", "", name).rstrip(".")
    return name if _HOST.fullmatch(name) else ""


def is_one_of(host: str, own_hosts: Iterable[str]) -> bool:
    """Tell whether a host is one of ``own_hosts`` or lies below one; an unreadable one is none."""
    names = (own.lower().strip(".") for own in own_hosts)
    return any(host == name or host.endswith(f".{name}") for name in names if name)
