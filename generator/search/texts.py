"""What a search shows of its results: the text of each document of a shard, and the facts that filters ask for.

    rows.pagefind    facts of all documents, and how many bytes the text of each has
    t<n>.pagefind    the texts of 32 documents, each packed by itself, one after the other
    a<n>.pagefind    the words of the files attached to them, likewise, where there are any

A browser asks for the part of a file that it needs; a server that knows no parts of files sends all of it. What stands
in an attached file is asked for only where a document was found by it.
"""

from __future__ import annotations

import gzip
import json
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any

from generator.search.facts import shard_facts
from generator.search.layout import Shown
from generator.search.packing import as_json, pack
from generator.search.record import SearchRecord
from generator.search.spread import SUFFIX

PER_FILE = 32
ROWS = f"rows{SUFFIX}"
_ATTACHED = "attached"


def write_texts(
    records: Sequence[SearchRecord],
    texts: Sequence[Shown],
    folder: Path,
    fragments: Sequence[str] = (),
    begins: Mapping[int, int] | None = None,
) -> bytes:
    """Write the texts and facts of a shard's records into a folder that is there; return the facts.

    ``fragments`` are what Pagefind calls them, where they have an index of Pagefind's as well, and ``begins`` tells
    where in it the words of attached files begin, by the ranks of the records that have any.
    """
    packed = [pack(as_json(_own(text))) for text in texts]
    for number in range(0, len(packed), PER_FILE):
        (folder / _name("t", number)).write_bytes(b"".join(packed[number : number + PER_FILE]))
    rows = shard_facts(records) | {"sizes": [len(each) for each in packed]}
    attached = _write_attached(texts, folder)
    if attached:
        rows[_ATTACHED] = attached
    theirs: dict[str, object] = {}
    if fragments:
        theirs["fragments"] = list(fragments)
        if begins:
            theirs["begins"] = {str(rank): place for rank, place in begins.items()}
    (folder / ROWS).write_bytes(pack(as_json(rows | theirs)))
    return as_json(rows)


def _own(text: Shown) -> dict[str, Any]:
    return {name: value for name, value in vars(text).items() if name != _ATTACHED}


def _write_attached(texts: Sequence[Shown], folder: Path) -> dict[str, list[int]]:
    """Write the words of attached files; return how many bytes each has, by the rank of its document."""
    sizes: dict[str, list[int]] = {}
    for number in range(0, len(texts), PER_FILE):
        packed: list[bytes] = []
        for rank, text in enumerate(texts[number : number + PER_FILE], number):
            made = [pack(as_json(each)) for each in text.attached]
            if made:
                sizes[str(rank)] = [len(each) for each in made]
                packed += made
        if packed:
            (folder / _name("a", number)).write_bytes(b"".join(packed))
    return sizes


def read_facts(folder: Path) -> bytes:
    """Return the facts of a shard from its folder, as they were when it was written. Raises OSError and ValueError."""
    rows = json.loads(gzip.decompress((folder / ROWS).read_bytes()))
    return as_json({name: value for name, value in rows.items() if name not in {"fragments", "begins"}})


def read_texts(folder: Path) -> list[Shown]:
    """Return the texts of a shard from its folder. Raises OSError and ValueError where they are not all there."""
    rows = json.loads(gzip.decompress((folder / ROWS).read_bytes()))
    sizes, attached = rows["sizes"], rows.get(_ATTACHED, {})
    found = []
    for number in range(0, len(sizes), PER_FILE):
        ranks = range(number, min(number + PER_FILE, len(sizes)))
        texts = _unpacked(folder / _name("t", number), sizes[number : number + PER_FILE])
        of_file = [attached.get(str(rank), []) for rank in ranks]
        words = _unpacked(folder / _name("a", number), [size for each in of_file for size in each])
        for told, each in zip(texts, of_file, strict=True):
            files = tuple(tuple(next(words)) for _ in each)
            found.append(Shown(**(told | {"path": tuple(told["path"]), _ATTACHED: files})))
    return found


def _unpacked(file: Path, sizes: Sequence[int]) -> Iterator[Any]:
    """Yield what was packed into a file, one after the other; a file with nothing in it is not there."""
    data, start = file.read_bytes() if sizes else b"", 0
    for size in sizes:
        yield json.loads(gzip.decompress(data[start : start + size]))
        start += size


def _name(kind: str, number: int) -> str:
    return f"{kind}{number // PER_FILE}{SUFFIX}"
