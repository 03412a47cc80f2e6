"""The <head> of a page: title and content tags (国办发〔2017〕47号, page tags)."""

from __future__ import annotations

from collections.abc import Iterable

from markupsafe import escape

from generator.model.addresses.address import public_address
from generator.model.addresses.links import quote_address
from generator.model.document import Document


def page_title(parts: Iterable[str]) -> str:
    """Return an escaped title, from the page to the site: 标题-栏目-网站."""
    return str(escape("-".join(part for part in parts if part)))


def meta(name: str, value: str) -> str:
    """Return one meta tag; none when the value is empty. The name is ours and needs no escaping."""
    return f'<meta name="{name}" content="{escape(value)}">\n' if value else ""


def document_tags(document: Document, published: str, base_url: str, image: str) -> str:
    """Return the content tags of a document.

    ArticleTitle, PubDate (``published``, YYYY-MM-DD HH:MM) and ContentSource are required, the rest is optional.
    """
    keywords = ",".join(document.keywords or document.topics)
    url = escape(page_url(base_url, document.address))
    return "".join(
        (
            meta("ArticleTitle", document.title),
            meta("PubDate", published),
            meta("ContentSource", document.source or document.issuer),
            meta("Keywords", keywords),
            meta("Author", document.author),
            meta("Description", document.summary),
            meta("Image", image),
            f'<meta name="Url" content="{url}">\n',
            f'<link rel="canonical" href="{url}">\n',
        )
    )


def canonical(base_url: str, address: str) -> str:
    """Return the canonical link of a page that is no document."""
    return f'<link rel="canonical" href="{escape(page_url(base_url, address))}">\n'


def page_url(base_url: str, address: str) -> str:
    """Return the full address of a page; ``base_url`` ends in a slash."""
    return base_url + quote_address(public_address(address))
