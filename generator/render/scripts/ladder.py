"""The rules of the search as one plain script, for pages that cannot load modules: opened from a disk, or with a lost index.

The modules of the theme stay the only source: each becomes a function that returns what it exports. The tables that they
would fetch are in the script itself, since a page opened from a disk may not read a file either.
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from functools import partial
from pathlib import Path

from generator.model.addresses.made import SEARCH_LADDER
from generator.model.portal import Portal
from generator.render.scripts.joining import AT_HAND, joined, read_modules
from generator.render.scripts.words import search_words
from generator.render.templates.digest import digest_of
from generator.render.templates.extra import Extra, Studio
from generator.search.titles import script_json
from generator.search.words.synonyms import everyday_words

# Each after those that it imports; search-tables.js, which fetches, is left out for the tables themselves.
MODULES = (
    "search-query.js",
    "search-forms.js",
    "search-typed.js",
    "search-spelt.js",
    "search-lore.js",
    "search-best.js",
    "search-ladder.js",
    "search-rank.js",
    "search-columns.js",
    "search-memory.js",
)
_TABLE_MODULE = "search-tables.js"
_TABLES = {"pinyin": "search-pinyin.json", "traditional": "search-traditional.json"}


def ladder_extras(portal: Portal, frame_keys: Mapping[str, str], code: str) -> Iterator[Extra]:
    """Yield the one file. The frames' keys tell of the theme, whose files it is made of."""
    tables = {"words": search_words(portal), "everyday": list(everyday_words())}
    yield Extra(
        SEARCH_LADDER, digest_of(code, tables, *sorted(frame_keys.values())), partial(_written, tables)
    )


def _written(tables: Mapping[str, object], studio: Studio) -> bytes:
    try:
        return ladder_script(studio.frames.assets, tables).encode("utf-8", "replace")
    except (OSError, ValueError):
        return b""  # A portal's own theme may have older modules: titles are then found by the plain rules.


def ladder_script(assets: Path, tables: Mapping[str, object]) -> str:
    """Return the script of the modules and tables in a folder of the theme, with the portal's own ``tables``."""
    texts = read_modules(assets, _TABLES.values())
    shared = {name: json.loads(texts[file]) for name, file in _TABLES.items()}
    return plain_script(read_modules(assets, MODULES), shared | dict(tables))


def plain_script(modules: Mapping[str, str], tables: Mapping[str, object]) -> str:
    """Return modules, each after those that it imports, as one script that gives the last one's exports to titles.js.

    Raises ValueError for a module that cannot be joined.
    """
    last = json.dumps(list(modules)[-1])
    return (
        '(function () {\n"use strict";\nconst modules = {};\n'
        f"const tables = {script_json(tables)};\n"
        f"modules[{json.dumps(_TABLE_MODULE)}] = {{ readTable: (name) => Promise.resolve(tables[name]) }};\n"
        f"{joined(modules, (_TABLE_MODULE,), AT_HAND)}gongkaiTitles.rules(modules[{last}]);\n}})();\n"
    )
