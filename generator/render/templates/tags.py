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
    whole = page_url(site.base_url, document.address)
    url, told = escape(whole), told or document.title
    return "".join(
        (
            meta("ArticleTitle", document.title),
            meta("PubDate", published),
            meta("ContentSource", document.source or document.issuer),
            meta("Keywords", keywords),
            meta("Author", document.author),
            meta("Description", told),
            meta("Image", image),
            f'<meta name="Url" content="{url}">\n',
            f'<link rel="canonical" href="{url}">\n',
            _shared("article", document.title, told, whole, site),
            _property("article:published_time", f"{published.replace(' ', 'T')}:00+08:00"),
            _property("og:image", site.base_url + image if image else ""),
        )
    )


def page_tags(site: SiteFacts, address: str, title: str, description: str) -> str:
    """Return the description of a page that is no document, how others show it, and its canonical link."""
    url = page_url(site.base_url, address)
    return (
        meta("Description", description)
        + f'<link rel="canonical" href="{escape(url)}">\n'
        + _shared("website", title, description, url, site)
    )


def _shared(kind: str, title: str, description: str, url: str, site: SiteFacts) -> str:
    """Return the tags by which a page is shown where its address is shared (Open Graph, https://ogp.me)."""
    values = {
        "type": kind,
        "title": title,
        "description": description,
        "url": url,
        "site_name": site.name,
        "locale": "zh_CN",
    }
    return "".join(_property(f"og:{name}", value) for name, value in values.items())


def _property(name: str, value: str) -> str:
    return f'<meta property="{name}" content="{escape(value)}">\n' if value else ""


def page_url(base_url: str, address: str) -> str:
    """Return the full address of a page; ``base_url`` ends in a slash."""
    return base_url + quote_address(public_address(address))
