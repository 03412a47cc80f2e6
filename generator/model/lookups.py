"""The documents of a portal by what rules and pages look them up by, gathered in one pass.

Most rules concern few documents: those of one kind, those with files. Going through all of them once for
each rule is what a check of a large portal would spend its time on.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from generator.model.details import NO_DETAILS
from generator.model.document import Document

# What few documents say. A document read from the cache holds only what it says (Document.__getstate__), so one
# look tells of most that they say none of this.
_RARE = frozenset(
    {
        *("details", "interprets", "review"),
        *("attachments", "assets", "video", "captions", "poster", "picture"),
    }
)


@dataclass(frozen=True)
class Lookups:
    """Documents by path, by the address of their column, and by what they have. Newest first everywhere.

    ``parts`` has those with a part of their kind, by the part's name in ``Details``; ``stated`` all of
    these. ``interpreting`` are those that interpret another, ``with_files`` those that show or offer files,
    ``with_anchors`` those with links to places in pages, ``with_media`` those that show what lies elsewhere,
    ``reviewed`` those that all three reviewers signed.
    """

    by_path: dict[str, Document]
    by_column: dict[str, tuple[Document, ...]]
    parts: dict[str, tuple[Document, ...]]
    stated: tuple[Document, ...]
    interpreting: tuple[Document, ...]
    with_files: tuple[Document, ...]
    with_anchors: tuple[Document, ...]
    with_media: tuple[Document, ...]
    reviewed: tuple[Document, ...]

    def own(self, address: str) -> tuple[Document, ...]:
        """Return the documents of one column, without those below it."""
        return self.by_column.get(address, ())

    def having(self, *parts: str) -> tuple[Document, ...]:
        """Return the documents that have any of these parts, each once, the parts one after another."""
        found = {document.path: document for part in parts for document in self.parts.get(part, ())}
        return tuple(found.values())


def make_lookups(documents: Iterable[Document]) -> Lookups:
    """Gather the lookups over documents, which come newest first."""
    by_path: dict[str, Document] = {}
    by_column: dict[str, list[Document]] = {}
    parts: dict[str, list[Document]] = {}
    stated: list[Document] = []
    interpreting: list[Document] = []
    with_files: list[Document] = []
    with_anchors: list[Document] = []
    with_media: list[Document] = []
    reviewed: list[Document] = []
    for each in documents:
        by_path[each.path] = each
        by_column.setdefault(each.column, []).append(each)
        if each.text.anchors:
            with_anchors.append(each)
        if each.text.media:
            with_media.append(each)
        if _RARE.isdisjoint(vars(each)):
            continue
        # Nearly all documents are of no kind, and all of these have the same object for it.
        named = each.details.stated() if each.details is not NO_DETAILS else ()
        if named:
            stated.append(each)
            for name in named:
                parts.setdefault(name, []).append(each)
        if each.interprets:
            interpreting.append(each)
        if (
            named
            or each.attachments
            or each.assets
            or each.video
            or each.picture
            or each.poster
            or each.captions
        ):
            with_files.append(each)
        review = each.review
        if review.first and review.second and review.third:
            reviewed.append(each)
    return Lookups(
        by_path,
        {address: tuple(found) for address, found in by_column.items()},
        {name: tuple(found) for name, found in parts.items()},
        tuple(stated),
        tuple(interpreting),
        tuple(with_files),
        tuple(with_anchors),
        tuple(with_media),
        tuple(reviewed),
    )
