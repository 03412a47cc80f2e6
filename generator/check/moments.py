"""Rules on documents by the moments they state, and on those that are not public: time alone makes them so."""

from __future__ import annotations

from collections.abc import Iterator

from generator.check.duplicates import find_repeats
from generator.load.portal import Loaded
from generator.model.catalogue import finding
from generator.model.document import Document
from generator.model.finding import Finding


def check_moments(loaded: Loaded) -> Iterator[Finding]:
    """A document appears, its notice ends, and it is taken down, in this order: else it is never seen, or too short."""
    timed = loaded.portal.lookups.timed if loaded.portal else ()
    for document in (*timed, *loaded.hidden):
        stated = (document.withdraw_at or document.notice_until) and not document.draft
        if stated and (message := _fault(document)):
            yield finding("moment-order", document.place, message)


def _fault(document: Document) -> str:
    published, notice, gone = document.published, document.notice_until, document.withdraw_at
    if gone and gone <= published:
        return (
            f"撤下时间{gone:%Y-%m-%d %H:%M}不晚于发布日期{published:%Y-%m-%d %H:%M}，这份文档永远不会公开。"
        )
    if notice and notice <= published:
        return f"公示截止{notice:%Y-%m-%d %H:%M}不晚于发布日期{published:%Y-%m-%d %H:%M}。"
    if notice and gone and gone < notice:
        return f"撤下时间{gone:%Y-%m-%d %H:%M}早于公示截止{notice:%Y-%m-%d %H:%M}，公示期没有满就看不到了。"
    return ""


def check_hidden_numbers(loaded: Loaded) -> Iterator[Finding]:
    """What is not public yet has an index number of its own, before it becomes an error by appearing."""
    hidden = {each.path for each in loaded.hidden if each.index_no}
    if not hidden:
        return
    documents = _all(loaded)
    for document, other in find_repeats(documents, [each.index_no for each in documents]):
        if document.path in hidden:
            message = f"索引号“{document.index_no}”与{other.place.path}相同。"
            yield finding("index-no-clash", document.place, message)


def _all(loaded: Loaded) -> tuple[Document, ...]:
    """Return the public documents and then those that are not: of a number that two have, the public one is the first."""
    return (*(loaded.portal.documents if loaded.portal else ()), *loaded.hidden)
