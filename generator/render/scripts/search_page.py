"""The modules of the search page in a few files: what asks the index, what shows the first result, and what comes when it is
needed, the ladder and answers to questions.

One by one they were a dozen requests before the first result. The files in assets/ stay what they are, and a page that
names them works with them.
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from functools import partial
from itertools import chain
from pathlib import Path

from generator.model.addresses.made import SEARCH_ANSWERS, SEARCH_FIRST, SEARCH_FURTHER, SEARCH_SHOWN
from generator.render.scripts import ladder
from generator.render.scripts.joining import TO_FETCH, joined, read_modules
from generator.render.templates.digest import digest_of
from generator.render.templates.extra import Extra, Studio

# Each after those that it imports. The first two bring all others.
_BEGIN = ("search-fetch.js", "search-later.js")
_INDEX = (
    "search-facts.js",
    "search-grams.js",
    "search-query.js",
    "search-reader.js",
    "search-lists.js",
    "search-index.js",
    "search-ahead.js",
)
_SHOWN = (
    "search-filters.js",
    "search-results.js",
    "search-rank.js",
    "search-columns.js",
    "search-view.js",
    "search-asking.js",
    "search.js",
)
_THERE = (*_BEGIN, *_INDEX, *_SHOWN)
# What a page asks for by its name, in this order, and what is asked for when it is needed.
AT_ONCE = {SEARCH_FIRST: (*_BEGIN, *_INDEX), SEARCH_SHOWN: _SHOWN}
WHEN_NEEDED = {
    SEARCH_FURTHER: ("search-tables.js", *(name for name in ladder.MODULES if name not in _THERE)),
    SEARCH_ANSWERS: ("search-answer.js", "search-questions.js"),
}
# Where a portal's own modules cannot be joined, the browser fetches them one by one.
_ONE_BY_ONE = 'import "../assets/search.js";\n'


def search_page_extras(frame_keys: Mapping[str, str], code: str) -> Iterator[Extra]:
    """Yield the files. The frames' keys tell of the theme, whose files they are made of."""
    key = digest_of(code, *sorted(frame_keys.values()))
    for address in (*AT_ONCE, *WHEN_NEEDED):
        yield Extra(address, key, partial(_written, address))


def _written(address: str, studio: Studio) -> bytes:
    return search_page_scripts(studio.frames.assets)[address].encode("utf-8", "replace")


def search_page_scripts(assets: Path) -> dict[str, str]:
    """Return the files by their addresses, made of the modules in a folder of the theme."""
    try:
        return {SEARCH_FIRST: _first(assets)} | {
            address: _part(assets, names)
            for address, names in chain(AT_ONCE.items(), WHEN_NEEDED.items())
            if address != SEARCH_FIRST
        }
    except (OSError, ValueError):
        return dict.fromkeys((*AT_ONCE, *WHEN_NEEDED), "") | {SEARCH_FIRST: _ONE_BY_ONE}


def _first(assets: Path) -> str:
    """Return the first file: it has what the others are put into."""
    begin, index = read_modules(assets, _BEGIN), read_modules(assets, _INDEX)
    files = {name: address.rpartition("/")[2] for address, names in WHEN_NEEDED.items() for name in names}
    bring = f"modules[{json.dumps(_BEGIN[-1])}]"
    return (
        f"const modules = {{}};\n{joined(begin, (), TO_FETCH)}"
        f"const later = {bring}.makeLater(modules, {json.dumps(files)}, import.meta.url);\n"
        f"{joined(index, begin, TO_FETCH)}{bring}.takeParts(modules, later);\n"
    )


def _part(assets: Path, names: tuple[str, ...]) -> str:
    """Return a file that puts its modules beside those of the first, whichever of the two comes earlier."""
    statements = joined(read_modules(assets, names), _THERE, TO_FETCH)
    return (
        f"(window.gongkaiParts = window.gongkaiParts || []).push((modules, later) => {{\n{statements}}});\n"
    )
