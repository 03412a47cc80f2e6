"""Gather: ask all sources, sift what they give, and write each register anew where it changed.

A source that cannot be reached, or says what cannot be understood, keeps what it gave before.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import suppress
from dataclasses import field
from datetime import datetime
from pathlib import Path

from generator.data import dataclass
from generator.gather.errors import SourceError
from generator.gather.follow import columns_of, home_of, items_of, matching
from generator.gather.item import Item
from generator.gather.listing.read import GatherList, Origin, Taken
from generator.gather.reach import Reader, reader_of_folder, reader_of_site
from generator.gather.sieve import sift
from generator.gather.table import FILE, read_table, table_bytes

# When each source was last reached. The first file goes with the registers, and is written when one of them changes; the
# second is written at each run, and stays on the machine.
STATE, LATEST = "gathered.json", ".cache/gathered.bin"
_AT_ONCE = 8


@dataclass(frozen=True)
class Asked:
    """What a source gave: its documents by column of ours, or why it gave nothing."""

    origin: Origin
    items: dict[str, tuple[Item, ...]] = field(default_factory=dict)
    why: str = ""


@dataclass(frozen=True)
class Gathered:
    """What came of a run. ``files`` are the registers by their paths below the portal, as they are to stand.

    ``failed`` tells why a source gave nothing, ``reached`` when each gave something last, ``refused`` what of its
    documents cannot be published, and why; ``empty`` are sources that have no such column, by column of ours.
    """

    files: dict[str, bytes]
    counts: dict[str, int]
    reached: dict[str, str]
    failed: dict[str, str]
    refused: tuple[tuple[Item, str], ...]
    empty: tuple[tuple[str, str], ...]


def gather(
    root: Path, wanted: GatherList, now: datetime, told: Callable[[str, str], None] = lambda _name, _why: None
) -> Gathered:
    """Ask all sources; return what is to be written. ``told`` hears of each source as it is done, and why it failed."""
    with ThreadPoolExecutor(_AT_ONCE) as pool:
        asked = []
        for each in pool.map(lambda origin: _ask(origin, wanted.taken), wanted.origins):
            told(each.origin.name, each.why)
            asked.append(each)
    reached = read_state(root / STATE)
    for name, when in read_state(root / LATEST).items():
        reached[name] = max(when, reached.get(name, ""))
    reached |= {each.origin.name: f"{now:%Y-%m-%d %H:%M}" for each in asked if not each.why}
    files, counts, refused, empty = {}, {}, list[tuple[Item, str]](), list[tuple[str, str]]()
    for taken in wanted.taken:
        path = f"content/{taken.column.address}/{FILE}"
        found, missing = _of_column(root / path, taken, asked)
        sifted = sift(found)
        refused += sifted.refused
        empty += [(name, taken.column.name) for name in missing]
        files[path] = table_bytes(sifted.kept, _missed(asked, sifted.kept, reached))
        counts[">".join(taken.column.path)] = len(sifted.kept)
    known = {origin.name for origin in wanted.origins}
    return Gathered(
        files,
        counts,
        {name: when for name, when in reached.items() if name in known},
        {each.origin.name: each.why for each in asked if each.why},
        tuple(refused),
        tuple(empty),
    )


def _of_column(path: Path, taken: Taken, asked: list[Asked]) -> tuple[list[Item], list[str]]:
    """Return the documents of a column of ours, and the sources that were reached and have no such column."""
    before = read_table(path)
    found: list[Item] = []
    missing: list[str] = []
    for each in asked:
        name = each.origin.name
        if name not in taken.origins:
            continue
        if each.why:
            found += [item for item in before if item.source == name]
        elif taken.column.address in each.items:
            found += each.items[taken.column.address]
        else:
            missing.append(name)
    return found, missing


def _missed(asked: list[Asked], kept: tuple[Item, ...], reached: dict[str, str]) -> dict[str, str]:
    """Return the sources of what is kept that gave nothing this time, with the time at which each did last."""
    sources = {item.source for item in kept}
    names = [each.origin.name for each in asked if each.why and each.origin.name in sources]
    return {name: reached.get(name, "") for name in names}


def _ask(origin: Origin, taken: tuple[Taken, ...]) -> Asked:
    try:
        reader = (
            reader_of_site(origin.url, home_of)
            if origin.url
            else reader_of_folder(Path(origin.folder), home_of)
        )
        return Asked(origin, dict(_given(origin, reader, taken)))
    except SourceError as error:
        return Asked(origin, why=str(error))


def _given(
    origin: Origin, reader: Reader, taken: tuple[Taken, ...]
) -> Iterator[tuple[str, tuple[Item, ...]]]:
    host, columns = columns_of(reader)
    for each in taken:
        if origin.name not in each.origins:
            continue
        found = matching(columns, each.names)
        if found:
            items = [
                item for column in found for item in items_of(reader, host, origin.name, column, each.since)
            ]
            yield each.column.address, tuple(items)


def read_state(path: Path) -> dict[str, str]:
    """Return when each source was last reached, by its name."""
    with suppress(OSError, ValueError, AttributeError):
        told = json.loads(path.read_text(encoding="utf-8"))
        return {str(name): str(when) for name, when in told.items()}
    return {}


def state_bytes(reached: dict[str, str]) -> bytes:
    """Return what is kept of when each source was last reached."""
    return (json.dumps(reached, ensure_ascii=False, indent=2, sort_keys=True) + "\n").encode()
