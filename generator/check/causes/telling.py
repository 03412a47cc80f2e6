"""Tell once what has one cause in columns.yml or in a folder, however many documents it meets.

A column renamed leaves every document in its folder without a column. Five hundred findings that say so hide the one
line that mends them all.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator

from generator.check.causes.cause import Cause, folder_of, is_below
from generator.check.causes.columns import NO_COLUMN, lost_columns
from generator.check.causes.folders import Gone, emptied, misplaced, moved_folders, stray_folders
from generator.load.portal import Loaded
from generator.model.addresses.moves import Lost, find_lost
from generator.model.addresses.url_lock import DocumentEntry
from generator.model.catalogue import finding
from generator.model.finding import Finding, Place
from generator.model.portal import Portal

_ON_DOCUMENTS = frozenset({NO_COLUMN, "document-kind", "also-column"})
_UNUSED = "asset-unused"
_NOTHING = Lost((), (), ())


def tell_once(loaded: Loaded, findings: list[Finding], waiting: Iterable[str]) -> list[Finding]:
    """Return the findings with the lost addresses among them, and one in the place of all that have its cause.

    Of the files ``waiting`` (faulty or to be published later) nothing is missed.
    """
    portal = loaded.portal
    if portal is None:
        return findings
    lost = find_lost(portal, loaded.lock, waiting) if loaded.guarded else _NOTHING
    found = [one for one in findings if one.code in _ON_DOCUMENTS]
    if not found and lost == _NOTHING:
        return findings
    gone = {_missed(entry): entry for entry in lost.documents}
    causes = list(_causes(loaded, portal, lost, gone, found))
    met = {one for cause in causes for one in cause.met}
    folders = {cause.folder for cause in causes if cause.folder}
    rest = [one for one in (*findings, *gone) if one not in met and not _is_left_over(one, folders)]
    return [*rest, *(cause.told for cause in causes)]


def _causes(loaded: Loaded, portal: Portal, lost: Lost, gone: Gone, found: list[Finding]) -> Iterator[Cause]:
    """Yield the causes; what one of them explains, the next is not asked of."""
    columns = {column.address: column for column in portal.walk()}
    rest = dict.fromkeys((*found, *gone))
    steps: tuple[Callable[[], Iterable[Cause]], ...] = (
        lambda: lost_columns(lost, portal, loaded.lock, list(rest)),
        lambda: moved_folders(gone, rest, columns),
        lambda: stray_folders(rest, portal, columns),
        lambda: misplaced(rest, columns),
    )
    for step in steps:
        for cause in list(step()):
            for one in cause.met:
                rest.pop(one, None)
            yield cause
    missed = {one: entry for one, entry in gone.items() if one in rest}
    entries = set(lost.documents)
    yield from emptied(missed, (each for each in loaded.lock.documents if each not in entries), columns)


def _is_left_over(one: Finding, folders: set[str]) -> bool:
    """Tell whether a file is named by nobody only because the documents around it were not read."""
    return one.code == _UNUSED and any(is_below(folder_of(one), folder) for folder in folders)


def _missed(each: DocumentEntry) -> Finding:
    return finding(
        "address-gone",
        Place("urls.lock", each.line),
        f"公开过的网址“{each.address}”（{each.file}）现在没有网页。",
        f"移动或改名的，在现在的文档头部写old_urls: [{each.address}]，或运行gongkai check --fix urls；"
        "撤回的，放回这份文档，在头部写withdrawn: {date: 日期, reason: 原因}。",
    )
