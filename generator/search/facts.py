"""Facts that filters need of each document, one small table a shard.

The order of results needs the class, the validity, the day and the length of the title, which tells a title that is
what was typed from one that has it.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from generator.search.record import SearchRecord

NAMES = ("column", "year", "issuer", "kind", "validity", "day", "size")


def shard_facts(records: Sequence[SearchRecord]) -> dict[str, object]:
    """Return the values of each filter and, a record a row in the order of the index, their numbers."""
    columns = list(zip(*(_values(record) for record in records), strict=True))
    values = [sorted(set(column)) for column in columns]
    numbers = [{value: number for number, value in enumerate(each)} for each in values]
    return {
        "values": dict(zip(NAMES, values, strict=True)),
        "rows": [_row(record, numbers) for record in records],
    }


def _row(record: SearchRecord, numbers: Iterable[dict[str, int]]) -> list[int]:
    return [number[value] for number, value in zip(numbers, _values(record), strict=True)]


def _values(record: SearchRecord) -> tuple[str, ...]:
    day = record.published.date().isoformat() if record.dated else ""
    size = str(len("".join(record.title.split())))
    return "/".join(record.place), day[:4], record.issuer, record.kind, record.validity, day, size
