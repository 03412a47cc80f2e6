"""Lookups of documents by path, column and part, gathered in one pass for rules and pages.

Most rules concern few documents: those of one kind, those with files. Going through all of them once for
each rule is what a check of a large portal would spend its time on.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from functools import cached_property, partial
from typing import Protocol, TypeVar

from generator.data import dataclass
from generator.model.document import NO_REVIEW, Document, Kind, mark_of, newest_first
from generator.model.part import Part

Value = TypeVar("Value")


class Keeper(Protocol):
    """Keeps from build to build what was worked out of a column: what it is, the column, the key, its type, how it is made."""

    def __call__(
        self, what: str, column: str, key: str, kind: type[Value], make: Callable[[], Value], /
    ) -> Value: ...


@dataclass(frozen=True)
class Lookups:
    """Documents by path, by the address of their column, and by what they have. Newest first everywhere.

    ``parts`` has those that are of a kind, by the class of the part; ``stated`` all of
    these. ``listed`` is ``by_column`` with the documents of other columns that stand in the lists of one too.
    ``interpreting`` are those that interpret another, ``with_files`` those that show or offer files,
    ``with_anchors`` those with links to places in pages, ``with_media`` those that show what lies elsewhere,
    ``reviewed`` those that all three reviewers signed, ``linking`` those that link to others, ``passing`` drafts and
    notices, which do not stay what they are, ``timed`` those that state when a notice ends or they are taken down,
    ``moved`` those that state addresses they once had.
    """

    by_path: dict[str, Document]
    by_column: dict[str, tuple[Document, ...]]
    listed: dict[str, tuple[Document, ...]]
    parts: dict[type[Part], tuple[Document, ...]]
    stated: tuple[Document, ...]
    interpreting: tuple[Document, ...]
    with_files: tuple[Document, ...]
    with_anchors: tuple[Document, ...]
    with_media: tuple[Document, ...]
    reviewed: tuple[Document, ...]
    linking: tuple[Document, ...]
    passing: tuple[Document, ...]
    timed: tuple[Document, ...]
    moved: tuple[Document, ...]

    def own(self, address: str) -> tuple[Document, ...]:
        """Return the documents of one column, without those below it."""
        return self.by_column.get(address, ())

    def mark(self, address: str) -> str:
        """Return a digest of all that the documents of one column say, and of their order."""
        known = self._marks.get(address)
        if known is None:
            known = self._marks[address] = mark_of(self.own(address))
        return known

    def kept_by(self, keep: Keeper) -> None:
        """Let ``told`` ask ``keep`` first, which knows what the columns came to before."""
        vars(self)["_keeper"] = keep

    @property
    def is_kept(self) -> bool:
        """Whether anything is known of the columns from before."""
        return "_keeper" in vars(self)

    def told(
        self, what: str, kind: type[Value], make: Callable[[tuple[Document, ...]], Value], more: object = ""
    ) -> Iterator[tuple[tuple[Document, ...], Value]]:
        """Yield the documents of each column with what they come to: documents are gone through where a column changed.

        It is a function of these documents and of ``more``, and of a type that can be kept.
        """
        for address, own in self.by_column.items():
            key = f"{self.mark(address)} {more}" if self.is_kept else ""
            yield own, self._keep(what, address, key, kind, partial(make, own))

    @property
    def _keep(self) -> Keeper:
        keep: Keeper = vars(self).get("_keeper", _made_anew)
        return keep

    @cached_property
    def _marks(self) -> dict[str, str]:
        """The marks that were asked for so far."""
        return {}

    def having(self, *parts: type[Part]) -> tuple[Document, ...]:
        """Return the documents that have any of these parts, each once, the parts one after another."""
        found = {document.path: document for part in parts for document in self.parts.get(part, ())}
        return tuple(found.values())

    def stating(self, kind: type[Kind]) -> Iterator[tuple[Document, Kind]]:
        """Yield the documents of a kind, each with what it says as one of it."""
        for document in self.parts.get(kind, ()):
            if part := document.part(kind):
                yield document, part


def _made_anew(
    _what: str, _column: str, _key: str, _kind: type[Value], make: Callable[[], Value], /
) -> Value:
    return make()


# Which of these a document says nothing of, it has not even an attribute for (Document.__getstate__).
_FURTHER = frozenset(
    {
        *(
            "also",
            "parts",
            "interprets",
            "links",
            "draft",
            "notice",
            "notice_until",
            "withdraw_at",
            "old_urls",
        ),
        *("attachments", "assets", "video", "picture", "poster", "captions"),
    }
)


def make_lookups(documents: Iterable[Document]) -> Lookups:
    """Gather the lookups over documents, which come newest first."""
    every = tuple(documents)
    by_path: dict[str, Document] = {}
    by_column: dict[str, list[Document]] = {}
    with_anchors, with_media, reviewed, further = (
        list[Document](),
        list[Document](),
        list[Document](),
        list[Document](),
    )
    # Once through all of them: of a large portal that is what an edit costs.
    for each in every:
        by_path[each.path] = each
        by_column.setdefault(each.column, []).append(each)
        text, review = each.text, each.review
        if text.anchors:
            with_anchors.append(each)
        if text.media:
            with_media.append(each)
        if review is not NO_REVIEW and review.first and review.second and review.third:
            reviewed.append(each)
        if not _FURTHER.isdisjoint(vars(each)):
            further.append(each)
    elsewhere: dict[str, list[Document]] = {}
    parts: dict[type[Part], list[Document]] = {}
    for each in further:
        for address in each.also:
            elsewhere.setdefault(address, []).append(each)
        for part in each.parts:
            parts.setdefault(type(part), []).append(each)
    own = {address: tuple(found) for address, found in by_column.items()}
    return Lookups(
        by_path=by_path,
        by_column=own,
        listed=_listed(own, elsewhere),
        parts={kind: tuple(found) for kind, found in parts.items()},
        stated=tuple(each for each in further if each.parts),
        interpreting=tuple(each for each in further if each.interprets),
        with_files=tuple(each for each in further if _has_files(each)),
        with_anchors=tuple(with_anchors),
        with_media=tuple(with_media),
        reviewed=tuple(reviewed),
        linking=tuple(each for each in further if each.links),
        passing=tuple(each for each in further if each.draft or each.notice),
        timed=tuple(each for each in further if each.notice_until or each.withdraw_at),
        moved=tuple(each for each in further if each.old_urls),
    )


def _has_files(each: Document) -> bool:
    shown = each.attachments or each.assets or each.video or each.picture or each.poster or each.captions
    return bool(each.parts or shown)


def _listed(
    own: dict[str, tuple[Document, ...]], elsewhere: dict[str, list[Document]]
) -> dict[str, tuple[Document, ...]]:
    """Return what each column lists, newest first, each once; the very mapping of their own where that is all."""
    if not elsewhere:
        return own
    return own | {
        address: newest_first(list({each.path: each for each in (*own.get(address, ()), *others)}.values()))
        for address, others in elsewhere.items()
    }
