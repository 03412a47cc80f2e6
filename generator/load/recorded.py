"""What urls.lock and old_urls.csv record of a portal's addresses, put together with what stands there now."""

from __future__ import annotations

from collections.abc import Iterable

from generator.load.columns.url_lock import LOCK_FILE, parse_lock
from generator.load.old_urls import OldRow, moves_of
from generator.load.source.text import Source
from generator.model.addresses.moves import with_left
from generator.model.addresses.url_lock import UrlLock
from generator.model.document import Document
from generator.model.finding import Finding
from generator.model.portal import Portal


def whole_lock(columns: UrlLock | None, documents: Source | None, findings: list[Finding]) -> UrlLock | None:
    """Return the lock of columns, read with them, with what its lines of documents say; None without a lock."""
    if columns is None or documents is None:
        return columns
    read = parse_lock(documents, findings)
    known = (*columns.documents, *read.documents)
    return UrlLock(columns.entries, known, (*columns.moves, *read.moves))


def is_sound(findings: Iterable[Finding]) -> bool:
    """Tell whether nothing is wrong with the lock: of a broken one it cannot be said what is missing in it."""
    return not any(each.place.path == LOCK_FILE and each.code != "address-unrecorded" for each in findings)


def with_records(
    portal: Portal, lock: UrlLock | None, rows: Iterable[OldRow], findings: list[Finding]
) -> Portal:
    """Return a portal that knows its old addresses."""
    return with_left(portal, lock or UrlLock(), tuple(moves_of(rows, portal, findings)))


def part_withdrawn(portal: Portal, documents: list[Document]) -> tuple[list[Document], list[Document]]:
    """Return the documents that are public on the portal's day, and those that are withdrawn by then."""
    last = portal.as_of
    withdrawn = [each for each in documents if each.withdrawn is not None and each.withdrawn.day <= last]
    if not withdrawn:
        return documents, withdrawn
    gone = {each.path for each in withdrawn}
    return [each for each in documents if each.path not in gone], withdrawn
