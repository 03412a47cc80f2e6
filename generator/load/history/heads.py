"""The heads of documents as they were: read out of git, by the reader of today's."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import replace
from typing import IO

from generator.load.documents.head import read_head
from generator.load.heads.common import CommonHead
from generator.load.history.asking import Git, NoHistoryError
from generator.load.history.commits import DELETED, Change, Commit, Head
from generator.load.markdown.front_matter import SplitDocument, split_document
from generator.load.source.text import MAX_TEXT_BYTES, Source, decode

TEXT = ".md"
_PIECE = 1 << 20
# With these no document was made of it. What else is wrong by today's rules may have been right then.
_NO_HEAD = ("yaml-syntax", "yaml-tab", "yaml-duplicate-key", "front-matter", "key-missing")


def with_heads(git: Git, commits: list[Commit]) -> list[Commit]:
    """Return commits with the heads of the documents they made. Raises NoHistoryError."""
    wanted = dict.fromkeys(
        change.blob for commit in commits for change in commit.changes if _has_head(change)
    )
    if not wanted:
        return commits
    with git.stream(("cat-file", "--batch"), wanted) as answer:
        heads = {blob: _head(raw) if raw else None for blob, raw in _texts(answer, wanted)}
    return [
        replace(commit, changes=tuple(_with_head(change, heads) for change in commit.changes))
        for commit in commits
    ]


def _has_head(change: Change) -> bool:
    return change.status != DELETED and change.path.endswith(TEXT)


def _with_head(change: Change, heads: dict[str, Head | None]) -> Change:
    return replace(change, head=heads.get(change.blob)) if _has_head(change) else change


def _texts(answer: IO[bytes], blobs: Iterable[str]) -> Iterator[tuple[str, bytes]]:
    """Yield each blob with its bytes, none for one that is missing or longer than any text may be."""
    for blob in blobs:
        words = answer.readline().split()
        if len(words) != 3:  # missing, or a link to another repository
            yield blob, b""
            continue
        size = int(words[2])
        raw = answer.read(min(size, MAX_TEXT_BYTES + 1))
        left = size - len(raw)
        while left:
            piece = answer.read(min(left, _PIECE))
            if not piece:
                raise NoHistoryError("git读不出它的历史，版本库可能不完整")
            left -= len(piece)
        answer.read(1)
        yield blob, raw if size <= MAX_TEXT_BYTES else b""


def _head(raw: bytes) -> Head | None:
    """Return what the head of a document says; None where it could not be read: no site was made of that."""
    source = decode(raw, "")
    if not isinstance(source, Source):
        return None
    parts = split_document(source.text, "")
    if not isinstance(parts, SplitDocument):
        return None
    read = read_head(parts.head, "")
    if read.declared is None or any(each.code in _NO_HEAD for each in read.findings):
        return None
    return _said(read.declared)


def _said(declared: CommonHead) -> Head:
    review = declared.review
    return Head(
        title=declared.title,
        index_no=declared.index_no,
        published=declared.published,
        draft=declared.draft,
        withdrawn=declared.withdrawn is not None,
        reviewers=(review.first, review.second, review.third),
        corrected=tuple(sorted(each.date for each in declared.corrected)),
    )
