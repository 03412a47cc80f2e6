"""Facts that filters need of each document, one small table a shard."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from generator.search.record import SearchRecord

NAMES = ("column", "year", "issuer", "kind", "validity")


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


def _values(record: SearchRecord) -> tuple[str, str, str, str, str]:
    year = str(record.published.year) if record.dated else ""
    return "/".join(record.column_path), year, record.issuer, record.kind, record.validity
