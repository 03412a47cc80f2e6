"""The register that gathered documents stand in: a CSV file that the program writes, and reads back."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable, Mapping
from pathlib import Path

from generator.gather.item import Item
from generator.tables import csv_bytes, unguarded

FILE = "归集.csv"
_LABELS = {
    "标题": "title",
    "来源网站": "source",
    "发布机构": "issuer",
    "文号": "doc_no",
    "发布日期": "published",
    "内容": "content",
    "网址": "url",
}
_CONTENT = "内容"
_NOTE = "注：从各网站归集，内容以原网站为准。"


def table_bytes(items: Iterable[Item], missed: Mapping[str, str]) -> bytes:
    """Return the register of documents, newest first, with a note of who could not be reached, and since when.

    ``missed`` gives the time at which each of those was reached last, where that is known. Nothing else tells a time:
    the same answers make the same file.
    """
    rows = sorted(items, key=lambda each: (each.source, each.title, each.url))
    rows.sort(key=lambda each: each.published, reverse=True)
    # A list of documents has no column of contents: none of them has any.
    told = any(each.content for each in rows)
    labels = [label for label in _LABELS if told or label != _CONTENT]
    lines: list[list[str]] = [labels]
    lines += ([getattr(each, _LABELS[label]) for label in labels] for each in rows)
    lines.append([_NOTE + _missed(missed), *[""] * (len(labels) - 1)])
    return csv_bytes(lines)


def _missed(missed: Mapping[str, str]) -> str:
    if not missed:
        return ""
    said = "；".join(f"{name}{f'（{when}取到）' if when else ''}" for name, when in missed.items())
    return f"这一次没有取到、留着上次的：{said}。"


def read_table(path: Path) -> list[Item]:
    """Return the documents that a register holds already; none where it was not written by the program."""
    try:
        rows = list(csv.reader(io.StringIO(path.read_text(encoding="utf-8-sig"), newline="")))
    except (OSError, ValueError, csv.Error):
        return []
    labels = rows[0] if rows else []
    if [label for label in _LABELS if label != _CONTENT] != [label for label in labels if label != _CONTENT]:
        return []
    names = [_LABELS[label] for label in labels]
    found = (dict(zip(names, map(unguarded, row), strict=True)) for row in rows[1:] if len(row) == len(names))
    return [Item(**cells) for cells in found if cells["url"]]
