"""The rows of another portal's registers (名录), each as an item with what its cells say."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from generator.gather.errors import SourceError
from generator.gather.item import Item, check_host, decode, one_line
from generator.model.register import SERIAL
from generator.render.machines.pieces import ROW_KEY, ColumnItem, RegisterData

MOST_ROWS = 200_000
# What is longer is cut: the whole row stands where the link leads.
_LONGEST = 1_900


def rows_of(raw: bytes, host: str, source: str, column: ColumnItem, since: str) -> Iterator[Item]:
    """Yield the rows of a register; those that say when they came out, as far back as a day. Raises SourceError."""
    data = decode(raw, RegisterData, f"栏目{column.name}的名录")
    if len(data.rows) > MOST_ROWS:
        raise SourceError(f"名录{data.register.title}有{len(data.rows)}行，太多了")
    labels = {each.key: f"{each.label}（{each.unit}）" if each.unit else each.label for each in data.fields}
    counted = [key for key, label in labels.items() if label == SERIAL]
    named = data.title or next((key for key in labels if key not in counted), "")
    told = [key for key in labels if key not in (named, data.number, data.dated, *counted)]
    for row in data.rows:
        url = row.get(ROW_KEY, "")
        check_host(url, host, data.register.title)
        day = _day(row.get(data.dated or "", ""))
        if day and day < since:
            continue
        said = {labels[key]: text for key in told if (text := one_line(row.get(key, "")))}
        yield Item(
            one_line(row.get(named, "")) or next(iter(said.values()), ""),
            source,
            one_line(column.unit or "") or source,
            one_line(row.get(data.number or "", "")),
            day,
            url,
            _cut("；".join(f"{label}：{text}" for label, text in said.items())),
        )


def _day(text: str) -> str:
    """Return a date; of a row whose date is none, or a word in place of one, the empty text."""
    try:
        return date.fromisoformat(text).isoformat()
    except ValueError:
        return ""


def _cut(text: str) -> str:
    return text if len(text) <= _LONGEST else f"{text[:_LONGEST]}……"
