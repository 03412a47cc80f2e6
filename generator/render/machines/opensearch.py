"""The description by which a browser or program searches the portal (OpenSearch 1.1)."""

from __future__ import annotations

from collections.abc import Iterator
from functools import partial

from generator.model.addresses.address import column_page
from generator.model.addresses.made import ATOM, OPENSEARCH, feed_address
from generator.render.machines.feeds import xml_text
from generator.render.machines.reach import Reach
from generator.render.templates.digest import digest_of
from generator.render.templates.extra import Extra, Studio

# The most that the standard allows.
_SHORT, _LONG = 16, 48
_ROWS = (
    '<Url type="text/html" method="get" template="{search}?q={{searchTerms}}"/>',
    '<Url type="application/opensearchdescription+xml" rel="self" template="{own}"/>',
    '<Url type="application/atom+xml" rel="collection" template="{feed}"/>',
)


def opensearch_extras(reach: Reach, code: str) -> Iterator[Extra]:
    """Yield the one description."""
    yield Extra(OPENSEARCH, digest_of(code, reach.facts), partial(_description, reach))


def _description(reach: Reach, studio: Studio) -> bytes:  # noqa: ARG001
    name = reach.portal.name
    places = {
        "search": xml_text(reach.url(column_page("search"))),
        "own": xml_text(reach.url(OPENSEARCH)),
        "feed": xml_text(reach.url(feed_address("", ATOM))),
    }
    lines = (
        '<?xml version="1.0" encoding="UTF-8"?>',
        '<OpenSearchDescription xmlns="http://a9.com/-/spec/opensearch/1.1/">',
        f"<ShortName>{xml_text(name[:_SHORT])}</ShortName>",
        f"<Description>{xml_text(f'在{name}网站上查找公开的政府信息'[:1024])}</Description>",
        f"<LongName>{xml_text(name[:_LONG])}</LongName>",
        *(row.format(**places) for row in _ROWS),
        "<Language>zh-CN</Language>",
        "<InputEncoding>UTF-8</InputEncoding>",
        "<OutputEncoding>UTF-8</OutputEncoding>",
        "</OpenSearchDescription>\n",
    )
    return "\n".join(lines).encode()
