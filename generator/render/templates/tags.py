"""The <head> of a page: title and content tags (国办发〔2017〕47号, page tags)."""

from __future__ import annotations

from collections.abc import Iterable

from markupsafe import escape

from generator.model.addresses.address import public_address
from generator.model.addresses.links import quote_address
from generator.model.document import Document
from generator.views.job import SiteFacts


def page_title(parts: Iterable[str]) -> str:
    """Return an escaped title, from the page to the site: 标题-栏目-网站."""
    return str(escape("-".join(part for part in parts if part)))


def meta(name: str, value: str) -> str:
    """Return one meta tag; none when the value is empty. The name is ours and needs no escaping."""
    return f'<meta name="{name}" content="{escape(value)}">\n' if value else ""


def document_tags(document: Document, published: str, site: SiteFacts, image: str, told: str) -> str:
    """Return the content tags of a document, and those by which others show it.

    ArticleTitle, PubDate (``published``, YYYY-MM-DD HH:MM) and ContentSource are required, the rest is optional.
    ``told`` is the description; without any the title has to do.
    """
    keywords = ",".join(document.keywords or document.topics)
    url, title = escape(page_url(site.base_url, document.address)), escape(document.title)
    told = escape(told) if told else title
    return "".join(
        (
            f'<meta name="ArticleTitle" content="{title}">\n' if title else "",
            meta("PubDate", published),
            meta("ContentSource", document.source or document.issuer),
            meta("Keywords", keywords),
            meta("Author", document.author),
            f'<meta name="Description" content="{told}">\n' if told else "",
            meta("Image", image),
            f'<meta name="Url" content="{url}">\n',
            f'<link rel="canonical" href="{url}">\n',
            _shared("article", title, told, url, escape(site.name)),
            _property("article:published_time", f"{published.replace(' ', 'T')}:00+08:00"),
            _property("og:image", escape(site.base_url + image)) if image else "",
        )
    )


def page_tags(site: SiteFacts, address: str, title: str, description: str) -> str:
    """Return the description of a page that is no document, how others show it, and its canonical link."""
    url, told = escape(page_url(site.base_url, address)), escape(description)
    return (
        (f'<meta name="Description" content="{told}">\n' if told else "")
        + f'<link rel="canonical" href="{url}">\n'
        + _shared("website", escape(title), told, url, escape(site.name))
    )


def _shared(kind: str, title: str, description: str, url: str, name: str) -> str:
    """Return the tags by which a page is shown where its address is shared (Open Graph, https://ogp.me).

    All is escaped already: titles and descriptions stand in other tags too.
    """
    return "".join(
        (
            _property("og:type", kind),
            _property("og:title", title),
            _property("og:description", description),
            _property("og:url", url),
            _property("og:site_name", name),
            _property("og:locale", "zh_CN"),
        )
    )


def _property(name: str, escaped: str) -> str:
    return f'<meta property="{name}" content="{escaped}">\n' if escaped else ""


def page_url(base_url: str, address: str) -> str:
    """Return the full address of a page; ``base_url`` ends in a slash."""
    return base_url + quote_address(public_address(address))
