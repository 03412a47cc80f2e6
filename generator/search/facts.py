"""Facts that filters need of each document, one small table a shard.

The order of results needs the class, the validity, the day and the length of the title, which tells a title that is
what was typed from one that has it.

Most searches show something of the newest shards, of which a large portal has one a day: their tables are joined in one
file as well, so that a page asks for it once, beside the lists of titles and not after them (docs/adr/0086-first-row.md).
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping, Sequence
from itertools import accumulate, chain
from typing import Any

from generator.search.packing import as_json
from generator.search.record import SearchRecord

JOINED = "facts.pagefind"
# Less than the tables of the three newest shards alone on a portal of 10,000.
MOST_JOINED = 1_000

NAMES = ("column", "year", "issuer", "kind", "validity", "day", "size")


def shard_facts(records: Sequence[SearchRecord]) -> dict[str, object]:
    """Return the values of each filter and, a record a row in the order of the index, their numbers."""
    told = [_values(record) for record in records]
    columns = list(zip(*told, strict=True))
    values = [sorted(set(column)) for column in columns]
    numbers = [{value: number for number, value in enumerate(each)} for each in values]
    return {
        "values": dict(zip(NAMES, values, strict=True)),
        "rows": [[number[value] for number, value in zip(numbers, row, strict=True)] for row in told],
    }


def _values(record: SearchRecord) -> tuple[str, ...]:
    day = record.published.date().isoformat() if record.dated else ""
    size = str(len("".join(record.title.split())))
    return "/".join(record.place), day[:4], record.issuer, record.kind, record.validity, day, size


def joined_shards(documents: Iterable[int]) -> int:
    """Return of how many of the newest shards, given by their numbers of documents, the tables are joined; one is not."""
    number = sum(total <= MOST_JOINED for total in accumulate(documents))
    return number if number > 1 else 0


def join_facts(facts: Iterable[bytes]) -> bytes:
    """Return the tables of several shards as one: the values, of each fact the numbers of all documents, and what else is told."""
    tables: list[Mapping[str, Any]] = [json.loads(each) for each in facts]
    values = {name: sorted({value for each in tables for value in each["values"][name]}) for name in NAMES}
    columns: dict[str, list[int]] = {}
    for at, name in enumerate(NAMES):
        numbers = {value: number for number, value in enumerate(values[name])}
        columns[name] = [numbers[each["values"][name][row[at]]] for each in tables for row in each["rows"]]
    told = {
        "values": values,
        "columns": columns,
        "sizes": list(chain.from_iterable(each["sizes"] for each in tables)),
        "attached": {
            str(number): each["attached"] for number, each in enumerate(tables) if "attached" in each
        },
    }
    return as_json(told)
