"""The register that gathered documents stand in: a CSV file that the program writes, and reads back."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable, Mapping
from pathlib import Path

from generator.gather.follow import Item
from generator.tables import csv_bytes, unguarded

FILE = "归集.csv"
HEAD = ("标题", "来源网站", "发布机构", "文号", "发布日期", "网址")


def table_bytes(items: Iterable[Item], fetched: Mapping[str, str]) -> bytes:
    """Return the register of documents, newest first, with a note of when each source was last reached."""
    rows = sorted(items, key=lambda each: (each.source, each.title, each.url))
    rows.sort(key=lambda each: each.published, reverse=True)
    lines: list[tuple[str, ...]] = [HEAD, *map(_cells, rows)]
    if fetched:
        said = "；".join(f"{name}{when}" for name, when in fetched.items())
        lines.append((f"注：从各网站归集，内容以原网站为准。取到的时间：{said}。", *[""] * (len(HEAD) - 1)))
    return csv_bytes(lines)


def _cells(item: Item) -> tuple[str, ...]:
    return (item.title, item.source, item.issuer, item.doc_no, item.published, item.url)


def read_table(path: Path) -> list[Item]:
    """Return the documents that a register holds already; none where it was not written by the program."""
    try:
        rows = list(csv.reader(io.StringIO(path.read_text(encoding="utf-8-sig"), newline="")))
    except (OSError, ValueError, csv.Error):
        return []
    if not rows or tuple(rows[0]) != HEAD:
        return []
    cells = [[unguarded(cell) for cell in row] for row in rows[1:] if len(row) == len(HEAD)]
    return [
        Item(title, source, issuer, number, day, url)
        for title, source, issuer, number, day, url in cells
        if url
    ]
