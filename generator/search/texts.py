"""What a search shows of its results: the text of each document of a shard, and the facts that filters ask for.

    rows.pagefind    facts of all documents, and how many bytes the text of each has
    t<n>.pagefind    the texts of 32 documents, each packed by itself, one after the other

A browser asks for the part of a file that it needs; a server that knows no parts of files sends all of it.
"""

from __future__ import annotations

import gzip
import json
from collections.abc import Sequence
from pathlib import Path

from generator.search.facts import shard_facts
from generator.search.layout import Shown
from generator.search.packing import pack
from generator.search.record import SearchRecord

PER_FILE = 32
SUFFIX = ".pagefind"  # every server that serves a portal knows it already
ROWS = f"rows{SUFFIX}"


def write_texts(
    records: Sequence[SearchRecord], texts: Sequence[Shown], folder: Path, fragments: Sequence[str] = ()
) -> None:
    """Write the texts and facts of a shard's records into a folder that is there.

    ``fragments`` are what Pagefind calls them, where they have an index of Pagefind's as well.
    """
    packed = [pack(_json(vars(text))) for text in texts]
    for number in range(0, len(packed), PER_FILE):
        (folder / _name(number)).write_bytes(b"".join(packed[number : number + PER_FILE]))
    rows = shard_facts(records) | {"sizes": [len(each) for each in packed]}
    if fragments:
        rows["fragments"] = list(fragments)
    (folder / ROWS).write_bytes(pack(_json(rows)))


def read_texts(folder: Path) -> list[Shown]:
    """Return the texts of a shard from its folder. Raises OSError and ValueError where they are not all there."""
    sizes = json.loads(gzip.decompress((folder / ROWS).read_bytes()))["sizes"]
    found = []
    for number in range(0, len(sizes), PER_FILE):
        data, start = (folder / _name(number)).read_bytes(), 0
        for size in sizes[number : number + PER_FILE]:
            told = json.loads(gzip.decompress(data[start : start + size]))
            found.append(Shown(**(told | {"path": tuple(told["path"])})))
            start += size
    return found


def _name(number: int) -> str:
    return f"t{number // PER_FILE}{SUFFIX}"


def _json(value: object) -> bytes:
    return json.dumps(value, ensure_ascii=False, separators=(",", ":")).encode("utf-8", "replace")
