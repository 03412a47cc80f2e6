"""What a field may be filled with: other documents of the portal."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import fields
from functools import cache

from generator.kinds.heads import HEADS
from generator.load.heads.said import Reads, Said


@cache
def document_keys() -> frozenset[str]:
    """Return the keys of heads that name other documents, with a dot before the key inside of a group."""
    return frozenset(("interprets", "replaced_by", *_said_keys()))


def _said_keys() -> Iterator[str]:
    for head in HEADS:
        for group in head.groups:
            for each in fields(group.kind):
                said = each.metadata.get("said")
                if isinstance(said, Said) and said.reads in (Reads.DOCUMENT, Reads.PRINTED):
                    yield f"{group.key}{'.' if group.key else ''}{said.key or each.name}"
