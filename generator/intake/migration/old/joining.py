"""Articles that the old site cut into several pages: one document again, where the map says how the pages are called."""

from __future__ import annotations

import hashlib
from dataclasses import replace

from generator.intake.migration.old.articles import Article


def join_pages(articles: dict[str, Article], pages: str) -> dict[str, Article]:
    """Return articles by their addresses, further pages joined to the first one; without ``pages`` as they are.

    ``pages`` is how a further page is called: ``{page}_{n}``, where ``{page}`` is the name of the first without its
    ending, and ``{n}`` counts up.
    """
    if not pages:
        return articles
    further: dict[str, dict[int, str]] = {}
    for address in articles:
        first, number = _first_of(address, pages)
        if first in articles and first != address:
            further.setdefault(first, {})[number] = address
    taken = {each for numbers in further.values() for each in numbers.values()}
    joined = {}
    for address, article in articles.items():
        if address in taken:
            continue
        numbers = further.get(address, {})
        rest = [numbers[number] for number in sorted(numbers)]
        joined[address] = _joined(article, [articles[each] for each in rest]) if rest else article
    return joined


def _joined(article: Article, rest: list[Article]) -> Article:
    whole = [article, *rest]
    digest = hashlib.sha256("".join(each.digest for each in whole).encode()).hexdigest()
    marks = frozenset(mark for each in whole for mark in each.marks)
    return replace(article, parts=tuple(each.address for each in whole), digest=digest, marks=marks)


def _first_of(address: str, pages: str) -> tuple[str, int]:
    """Return the address of the first page of an article, and which page this is; the address itself if none."""
    folder, slash, name = address.rpartition("/")
    stem, dot, suffix = name.rpartition(".")
    before, _, rest = pages.partition("{page}")
    between, _, after = rest.partition("{n}")
    if not (stem.startswith(before) and stem.endswith(after)):
        return address, 0
    inner = stem[len(before) : len(stem) - len(after)]
    page, found, number = inner.rpartition(between) if between else ("", "", "")
    if not (found and page and number.isascii() and number.isdecimal() and len(number) <= 3):
        return address, 0
    return f"{folder}{slash}{page}{dot}{suffix}", int(number)
