"""A shard's titles as a script, for browsers and places that cannot read the index.

A browser without modules, or with a site opened from a disk, can still run a script that is no module: each names
titles with what a result shows, and titles.js asks them by the same rules. ``titles.js`` of the bundle lists them.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence

from generator.search import folding, pinyin
from generator.search.layout import Shown
from generator.search.packing import as_json

TITLES = "titles.js"
_TITLES_TOGETHER = 64_000  # bytes: less would be packed much worse
TITLE_LINES = "titles.pagefind"  # beside the lists of titles, see segments.py


def title_script(texts: Sequence[Shown]) -> str:
    """Return the script of some records: title, address, date, number, place, validity, initials and syllables."""
    return f"gongkaiTitles.add({script_json([_row(text) for text in texts])});\n"


def _row(text: Shown) -> list[str]:
    shown = (text.title, text.url, text.date, text.number, " › ".join(text.path), text.validity)
    # Without the letter that tells them from other tokens; what parts two readings stays.
    return [
        *shown,
        *(" ".join(each[1:] for each in read.split()) for read in (text.initials, text.syllables)),
    ]


def title_lines(texts: Sequence[Shown]) -> bytes:
    """Return the titles of some records as JSON strings with a comma between, each with a tab and its number if it has one.

    The page looks through those of all shards for what was meant (theme/assets/search-typed.js).
    """
    lines = [f"{text.title}\t{text.number}" if text.number else text.title for text in texts]
    return as_json(lines)[1:-1]


def title_list(shards: Sequence[bytes]) -> list[bytes]:
    """Return the titles of all shards, newest first, as a list in JSON: in parts, so that few of them change with a title.

    They are closed from the oldest shard on.
    """
    parts: list[bytes] = []
    held: list[bytes] = []
    for each in reversed(shards):
        if each and held and sum(map(len, held)) >= _TITLES_TOGETHER:
            parts.append(b",".join(reversed(held)))
            held = []
        if each:
            held.append(each)
    parts.append(b",".join(reversed(held)))
    ordered = [b",%b" % part for part in reversed(parts)]
    return [b"[%b" % ordered[0][1:], *ordered[1:-1], *([ordered[-1] + b"]"] if len(ordered) > 1 else [b"]"])]


def title_contents(scripts: Iterable[str], columns: Mapping[str, str]) -> str:
    """Return the script that names the others, newest first, and the columns, and gives the tables that queries are folded by."""
    tables = folding.table()
    told = {
        "files": list(scripts),
        "columns": dict(columns),
        "folds": tables["folds"],
        "dropped": tables["dropped"],
        "han": tables["han"],
        "syllables": pinyin.SYLLABLES.split(),
        "respelt": pinyin.RESPELT,
    }
    return f"gongkaiTitles.open({script_json(told)});\n"


def script_json(value: object) -> str:
    """Return JSON that any script may hold: two characters end a line in old ones."""
    return as_json(value).decode().replace("\u2028", "\\u2028").replace("\u2029", "\\u2029")
