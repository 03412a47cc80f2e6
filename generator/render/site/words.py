"""The words a search knows beside the index: names of columns and institutions, topics, titles, and what means the same.

The search page proposes them while somebody types, and looks through them for what was meant where nothing was found
(theme/assets/search-ladder.js). One small file, whatever the portal's age: of titles it has the newest.
"""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Iterable, Iterator
from functools import partial

from generator.model.addresses.made import SEARCH_WORDS, search_days
from generator.model.document import Document
from generator.model.portal import Portal
from generator.render.templates.digest import digest_of
from generator.render.templates.extra import Extra, Studio
from generator.search.words.synonyms import all_synonyms

# Some 60 KB before compression on a portal with titles of thirty characters.
MOST_TITLES, MOST_WORDS = 1000, 500


def words_extras(portal: Portal, code: str) -> Iterator[Extra]:
    """Yield the one file."""
    words = search_words(portal)
    yield Extra(SEARCH_WORDS, digest_of(code, words), partial(_written, words))


def days_extras(portal: Portal, code: str) -> Iterator[Extra]:
    """Yield a list a year of what was published when: month, day and title, the newest first.

    The index knows no dates; the search page fetches the list of a year when somebody asks for a date of it.
    """
    years: dict[int, list[Document]] = {}
    for document in portal.documents:
        years.setdefault(document.published.year, []).append(document)
    for year, found in years.items():
        # Every build asks for the key: what a document says is in its digest, and no line need be made for it.
        said = "".join([f"{each.digest}{each.published.toordinal()}" for each in found])
        yield Extra(search_days(year), digest_of(code, said), partial(_days, found))


def _days(documents: list[Document], studio: Studio) -> bytes:
    lines = (f"{each.published.month:02}{each.published.day:02}{each.title}" for each in documents)
    return _written(list(lines), studio)


def search_words(portal: Portal) -> dict[str, list[str]]:
    """Return the words by their kind, the more frequent first; those of the first kind that has one count."""
    documents = portal.documents
    issuers = [document.issuer for document in documents]
    units = [column.unit for column in portal.walk()]
    told = [document for document in documents if document.topics or document.keywords]
    topics = [word for document in told for word in (*document.topics, *document.keywords)]
    registers = (register.title for register in portal.registers)
    titles = (document.title for document in documents[:MOST_TITLES])
    return {
        "columns": _by_number(column.name for column in portal.walk()),
        "units": _by_number((portal.name, portal.organizer, *issuers, *units))[:MOST_WORDS],
        "words": _by_number(topics)[:MOST_WORDS],
        "titles": list(dict.fromkeys((*registers, *titles)))[:MOST_TITLES],
        "same": [" ".join(group) for group in all_synonyms(portal.synonyms)],
    }


def _by_number(words: Iterable[str]) -> list[str]:
    return [word for word, _ in Counter(words).most_common() if word]


def _written(words: object, studio: Studio) -> bytes:  # noqa: ARG001
    return (json.dumps(words, ensure_ascii=False, separators=(",", ":")) + "\n").encode("utf-8", "replace")
