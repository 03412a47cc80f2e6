"""What an old page turns out to be: an article with its facts, a list, a way to another page, or nothing known."""

from __future__ import annotations

from dataclasses import field
from datetime import date, datetime

from generator.data import dataclass

# Of an article that comes without a page.
NO_TEMPLATE = -1


@dataclass(frozen=True)
class Facts:
    """What an old page says of its article, as far as it says it."""

    title: str = ""
    published: datetime | None = None
    source: str = ""
    issuer: str = ""
    number: str = ""
    signed: date | None = None
    index_no: str = ""
    theme: str = ""
    genre: str = ""
    validity: str = ""
    channels: tuple[str, ...] = ()


@dataclass(frozen=True)
class Article:
    """A page with an article: ``parts`` are the addresses of all its pages in their order, its own first.

    ``digest`` is that of its words and of what it shows, the same for the same article at another address;
    ``marks`` are the ids in it, to which links may lead.
    """

    address: str
    template: int
    facts: Facts
    digest: str
    marks: frozenset[str] = frozenset()
    parts: tuple[str, ...] = ()


@dataclass(frozen=True)
class Survey:
    """All that was found: articles, the pages that forward to another, those of lists, and what is none of these.

    ``lists`` are addresses of pages that only list others, ``left`` gives why a page is no article.
    """

    articles: dict[str, Article] = field(default_factory=dict)
    forwards: dict[str, str] = field(default_factory=dict)
    lists: tuple[str, ...] = ()
    homes: tuple[str, ...] = ()
    skipped: tuple[str, ...] = ()
    left: dict[str, str] = field(default_factory=dict)
