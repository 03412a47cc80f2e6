"""Mark links that leave for other sites, so that the page can say so first.

That a government site gives notice before a link to a site that is none opens is [from memory] (国办发〔2017〕47号,
links); which hosts need no notice is therefore a setting of the portal.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from html import unescape

from generator.data import dataclass
from generator.model.addresses.hosts import is_one_of, outer_host
from generator.model.column import Column
from generator.patterns import pattern

# As the sanitiser writes a link: the attributes in double quotes. Mail and telephone open no site.
_LINK = pattern(r'<a (?P<rest>(?:[^"<>]++|"[^"]*+")*+)>')
_TARGET = pattern(r'(?:^|\s)href="([^"]*+)"')
_NO_SITE = ("mailto:", "tel:")
MARK = "data-leaves"


@dataclass(frozen=True)
class LinkRow:
    """A link of a ``links`` column, and whether it leads to a site of others."""

    title: str
    url: str
    note: str
    leaves: bool


def leads_away(url: str, own_hosts: Iterable[str]) -> bool:
    """Tell whether an address leads out of the site, to none of the hosts that are opened without notice.

    A host counts as one of ``own_hosts`` when it is that host or lies below it. An address that cannot be
    read leads away.
    """
    host = outer_host(url)
    return host is not None and not is_one_of(host, own_hosts)


def mark_leaving(html: str, own_hosts: tuple[str, ...]) -> str:
    """Return a text whose links to sites of others are marked."""
    if "<a " not in html:
        return html

    def marked(link: re.Match[str]) -> str:
        target = _TARGET.search(link["rest"])
        url = unescape(target[1]) if target else ""
        if url.lower().startswith(_NO_SITE) or not leads_away(url, own_hosts):
            return link[0]
        # On paper the address stands behind the words of a link, unless they are the address.
        said = f"{target[1]}</a>" if target else ""
        shown = '="shown"' if said and html.startswith(said, link.end()) else ""
        return f"<a {MARK}{shown} {link['rest']}>"

    return _LINK.sub(marked, html)


def link_rows(column: Column, own_hosts: tuple[str, ...]) -> list[LinkRow]:
    """Return the links of a column."""
    return [
        LinkRow(link.title, link.url, link.note, leads_away(link.url, own_hosts)) for link in column.links
    ]
