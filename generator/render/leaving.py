"""Links that lead to sites of others: marked, so that the page can say so before the reader leaves.

That a government site gives notice before a link to a site that is none opens is [from memory] (国办发〔2017〕47号,
links); which hosts need no notice is therefore a setting of the portal.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from html import unescape
from urllib.parse import urlsplit

from generator.model.portal import Column

_LINK = re.compile(r'<a (?=(?:[^"<>h]|"[^"]*+"|h(?!ref="))*+href="(?P<url>https?://[^"]*+)")', re.IGNORECASE)
MARK = "data-leaves"


@dataclass(frozen=True)
class LinkRow:
    """A link of a ``links`` column, and whether it leads to a site of others."""

    title: str
    url: str
    note: str
    leaves: bool


def leads_away(url: str, own_hosts: Iterable[str]) -> bool:
    """Tell whether a full address is on none of the hosts that are opened without notice.

    A host counts as one of ``own_hosts`` when it is that host or lies below it. An address that cannot be
    read leads away.
    """
    try:
        host = urlsplit(url).hostname or ""
    except ValueError:
        return True
    names = (own.lower().lstrip(".") for own in own_hosts)
    return not any(host == name or host.endswith(f".{name}") for name in names if name)


def mark_leaving(html: str, own_hosts: tuple[str, ...]) -> str:
    """Return a text whose links to sites of others are marked."""
    if "://" not in html:
        return html
    return _LINK.sub(
        lambda link: f"<a {MARK} " if leads_away(unescape(link["url"]), own_hosts) else link[0], html
    )


def link_rows(column: Column, own_hosts: tuple[str, ...]) -> list[LinkRow]:
    """Return the links of a column."""
    return [
        LinkRow(link.title, link.url, link.note, leads_away(link.url, own_hosts)) for link in column.links
    ]
