"""The words a search knows beside the index: names of columns and institutions, topics, titles, and what means the same.

The search page proposes them while somebody types, and looks through them for what was meant where nothing was found
(theme/assets/search-ladder.js). One small file, whatever the portal's age: of titles it has the newest. What people say
for what is written is a file of its own: only the last step of the search needs it. A third is the columns and
institutions that are results themselves (theme/assets/search-columns.js), as a script that pages without modules run too.
"""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from functools import partial
from itertools import chain
from operator import attrgetter

from generator.model.addresses.address import public_address
from generator.model.addresses.made import (
    SEARCH_COLUMNS,
    SEARCH_EVERYDAY,
    SEARCH_WORDS,
    row_address,
)
from generator.model.column import Column
from generator.model.portal import Portal
from generator.model.words import ColumnType, HomeRole
from generator.render.templates.digest import digest_of
from generator.render.templates.extra import Extra, Studio
from generator.search.titles import script_json
from generator.search.words.synonyms import all_synonyms, everyday_words

_ISSUER, _WORDS = attrgetter("issuer"), attrgetter("topics", "keywords")
# Some 60 KB before compression on a portal with titles of thirty characters.
MOST_TITLES, MOST_WORDS = 1000, 500
_GOVERNMENT = "人民政府"
# How names of institutions end: columns of duties have pages of people and of regulations as well.
_OFFICES = (
    *("局", "委", "委员会", "办公室", "办", "厅", "中心", "所", "队", "院"),
    *("处", "馆", "站", "部", "政府", "公司", "社", "会", "学校"),
)

Row = list[str | int]


def words_extras(portal: Portal, code: str) -> Iterator[Extra]:
    """Yield the three files."""
    words, everyday = search_words(portal), list(everyday_words())
    columns = search_columns(portal)
    yield Extra(SEARCH_WORDS, digest_of(code, words), partial(_written, words))
    yield Extra(SEARCH_EVERYDAY, digest_of(code, everyday), partial(_written, everyday))
    yield Extra(SEARCH_COLUMNS, digest_of(code, columns), partial(_columns_script, columns))


def search_words(portal: Portal) -> dict[str, list[str]]:
    """Return the words by their kind, the more frequent first; those of the first kind that has one count."""
    documents = portal.documents
    issuers = map(_ISSUER, documents)
    units = [column.unit for column in portal.walk()]
    topics = chain.from_iterable(chain.from_iterable(map(_WORDS, documents)))
    registers = (register.title for register in portal.registers)
    titles = (document.title for document in documents[:MOST_TITLES])
    return {
        "columns": _by_number(column.name for column in portal.walk()),
        "units": _by_number((portal.name, portal.organizer, *issuers, *units))[:MOST_WORDS],
        "words": _by_number(topics)[:MOST_WORDS],
        "titles": list(dict.fromkeys((*registers, *titles)))[:MOST_TITLES],
        "same": [" ".join(group) for group in all_synonyms(portal.synonyms)],
    }


def search_columns(portal: Portal) -> dict[str, list[Row]]:
    """Return the columns and the institutions, each a row: name, address, a column, description, further names.

    The column is the place of the parent among the columns, -1 at the top; an address that begins with ``/`` is whole, any
    other goes on from that column's. An institution without a description of its own has none.
    """
    columns = list(portal.walk())
    places = {column.address: place for place, column in enumerate(columns)}
    named = _further_names(portal)
    rows: list[Row] = []
    for column in columns:
        parent = places.get(column.address.rpartition("/")[0], -1)
        above = columns[parent].url if parent >= 0 else ""
        further = dict.fromkeys(
            (*named(column.name), *(each for each in column.keywords if each != column.name))
        )
        rows.append([column.name, _from(above, column.url), parent, column.description, *further])
    offices: dict[str, Row] = {}
    for column in _columns_of_offices(columns):
        for name, url, told in _offices(column, portal):
            row: Row = [name, _from(column.url, url), places[column.address], told, *named(name)]
            offices.setdefault(name, row)
    return {"columns": rows, "offices": list(offices.values())}


def _from(above: str, url: str) -> str:
    return url.removeprefix(above) if above and url.startswith(above) else f"/{url}"


def _further_names(portal: Portal) -> Callable[[str], list[str]]:
    """Return the function that gives what else somebody may call a name: synonyms of all of it, or of all but the region."""
    region = portal.name.removesuffix(_GOVERNMENT)
    groups: dict[str, tuple[str, ...]] = {}
    for group in all_synonyms(portal.synonyms):
        for word in group:
            groups.setdefault(word, group)
    return partial(_names_beside, region, groups)


def _names_beside(region: str, groups: dict[str, tuple[str, ...]], name: str) -> list[str]:
    core = name.removeprefix(region) if region else name
    found = groups.get(name) or groups.get(core) or ()
    return [word for word in found if word not in name]


def _columns_of_offices(columns: Iterable[Column]) -> list[Column]:
    """Return the columns whose documents and rows are institutions: those that the home page shows so come first."""
    shown = [each for column in columns if column.home is HomeRole.OFFICES for each in column.walk()]
    others = [column for column in columns if column.type == ColumnType.DUTIES]
    return list({column.address: column for column in (*shown, *others)}.values())


def _offices(column: Column, portal: Portal) -> Iterator[tuple[str, str, str]]:
    """Yield the name, the address and the description of each institution of a column."""
    for document in portal.lookups.own(column.address):
        if document.title.endswith(_OFFICES):
            yield document.title, public_address(document.address), document.summary
    for register in portal.registers:
        if register.column != column.address:
            continue
        withdrawn = {number for number, _ in register.withdrawn}
        for number, (row, anchor) in enumerate(zip(register.rows, register.anchors, strict=True)):
            name = row[register.row_title]
            if number not in withdrawn and name.endswith(_OFFICES):
                yield name, row_address(register, anchor), ""


def _by_number(words: Iterable[str]) -> list[str]:
    return [word for word, _ in Counter(words).most_common() if word]


def _written(words: object, studio: Studio) -> bytes:  # noqa: ARG001
    return (json.dumps(words, ensure_ascii=False, separators=(",", ":")) + "\n").encode("utf-8", "replace")


def _columns_script(columns: object, studio: Studio) -> bytes:  # noqa: ARG001
    return f"gongkaiColumns({script_json(columns)});\n".encode("utf-8", "replace")
