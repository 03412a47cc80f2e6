"""Lists of all titles and document numbers, for the search page, apart from the index.

What is found in a title ranks first, whatever stands in the texts. To know those documents, the search
page would have to merge every shard; on a portal of a hundred thousand documents that takes seconds. The
lists are small enough to be read whole: the page shows the first results from them, in their final order,
and merges shards for the texts after that. It reads the newest list first and the others only where that
gives no ten results. A hundred thousand documents have 1.4 MB of lists, 12 MB unpacked; to unpack and ask
them all costs the browser some 0.2 s of processor time, and to rewrite one costs a build 10 ms a thousand
documents of that list, which is why they are not fewer and larger: eleven in place of twenty-two would save
a search for a rare word about a tenth.

A list holds the documents of some shards, newest first, each a line: the title, folded, then a tab and the
number, folded, if there is one. Folded text is the same as the tokens of the index (folding.py), each
written as the character it stands for, so that a plain search in the line finds what a phrase finds.
"""

from __future__ import annotations

import hashlib
import unicodedata
import zlib
from collections.abc import Iterable, Sequence

from generator.search.folding import Folded
from generator.search.record import SearchRecord


def list_name(shard: str, newest: int) -> str:
    """Return the list that a shard belongs to: a month of the newest year, a year or a longer period.

    It depends on the shard's own period alone, so that a new document changes one list; the same turn of
    the year that enlarges shards (shards.py) makes one list of twelve.
    """
    parts = shard.split("-")
    return "-".join(parts[:2]) if parts[0] == str(newest) else parts[0]


def list_key(shard_keys: Iterable[str]) -> str:
    """Return a digest that changes whenever one of the list's shards does."""
    return hashlib.sha256(" ".join(shard_keys).encode()).hexdigest()[:24]


def title_list(records: Sequence[SearchRecord]) -> bytes:
    """Return the list of these records, compressed: few servers compress a file they do not know."""
    folded = Folded()
    lines = "\n".join(_line(record, folded) for record in records)
    packer = zlib.compressobj(6, zlib.DEFLATED, 31)
    return packer.compress(lines.encode("utf-8")) + packer.flush()


def _line(record: SearchRecord, folded: Folded) -> str:
    # Blanks fold to nothing: neither text can hold a tab or the end of a line.
    title = unicodedata.normalize("NFC", record.title).translate(folded)
    number = unicodedata.normalize("NFC", record.doc_no).translate(folded)
    return f"{title}\t{number}" if number else title
