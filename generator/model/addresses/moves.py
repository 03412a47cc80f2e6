"""Which recorded addresses were left without a word of where to, and where they most likely went."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import replace
from typing import TypeVar

from generator.data import dataclass
from generator.model.addresses.address import column_page
from generator.model.addresses.trail import Trail
from generator.model.addresses.url_lock import DocumentEntry, LockEntry, UrlLock, find_drift
from generator.model.column import Column
from generator.model.finding import Place
from generator.model.portal import Move, Portal

Item = TypeVar("Item")
Other = TypeVar("Other")
_RECORDED = Place("urls.lock")


@dataclass(frozen=True)
class Lost:
    """Recorded addresses that lead nowhere: columns with another written slug, columns, documents."""

    renamed: tuple[tuple[Column, LockEntry], ...]
    columns: tuple[LockEntry, ...]
    documents: tuple[DocumentEntry, ...]


def with_left(portal: Portal, lock: UrlLock, moves: Iterable[Move] = ()) -> Portal:
    """Return a portal that knows which moves are recorded, and which recorded pages nothing stands at."""
    living = {column.address for column in portal.walk()}
    recorded = (portal.documents, portal.withdrawn) if lock.documents else ()
    standing = {each.address for group in recorded for each in group}
    left = [column_page(each.address) for each in lock.entries if each.address not in living]
    left += [each.address for each in lock.documents if each.address not in standing]
    return portal.with_facts(moves=(*lock.moves, *moves), left=tuple(left))


def find_lost(portal: Portal, lock: UrlLock, waiting: Iterable[str] = ()) -> Lost:
    """Return what is lost; of the files ``waiting`` (faulty or to be published later) nothing is missed."""
    trail, drift = Trail(portal), find_drift(lock, portal.walk())
    excused = set(waiting)
    gone = tuple(each for each in drift.gone if trail.end(column_page(each.address)) is None)
    renamed = tuple(each for each in drift.moved if trail.end(column_page(each[1].address)) is None)
    tops = tuple(f"{each.address}/" for each in (*gone, *(old for _, old in renamed)))
    left = set(portal.left)
    documents = (
        each
        for each in lock.documents
        if each.address in left
        and each.file not in excused
        and not each.address.startswith(tops)
        and trail.end(each.address) is None
    )
    return Lost(renamed, gone, tuple(documents))


def settled(portal: Portal, lock: UrlLock) -> Iterator[Move]:
    """Yield as moves what people have said of columns whose written slug is not the recorded one."""
    trail = Trail(portal)
    for column, old in find_drift(lock, portal.walk()).moved:
        if trail.end(column_page(old.address)) == column_page(column.address):
            yield Move(old.address, column.address, _RECORDED, whole=True)


def guess_moves(portal: Portal, lock: UrlLock, waiting: Iterable[str] = ()) -> list[Move]:
    """Return where lost addresses went, where that is beyond doubt: one alone was lost, one alone is new."""
    excused = set(waiting)
    known = {each.address for each in lock.entries}
    columns = [each for each in portal.walk() if each.address not in known]
    lost = find_lost(portal, lock, excused).columns
    pairs = _pairs(lost, columns, lambda each: each.name, lambda each: each.name)
    found = [Move(old.address, new.address, _RECORDED, whole=True) for old, new in pairs]
    if found:
        portal = replace(portal, moves=(*portal.moves, *found))
    written = {each.address for each in lock.documents}
    everything = (*portal.documents, *portal.withdrawn)
    documents = [each for each in everything if each.address not in written and not each.draft]
    gone = _last(find_lost(portal, lock, excused).documents, Trail(portal))
    same = _pairs(gone, documents, lambda each: each.file, lambda each: each.path)
    rest = [each for each in gone if each not in {old for old, _ in same}]
    same += _pairs(rest, documents, lambda each: _name(each.file), lambda each: _name(each.path))
    return found + [Move(old.address, new.address, _RECORDED) for old, new in same]


def _last(lost: Iterable[DocumentEntry], trail: Trail) -> list[DocumentEntry]:
    """Return of addresses that one document had after another only that which it had last."""
    entries = {each.address: each for each in lost}
    return [each for each in entries.values() if trail.step(each.address) not in entries]


def _name(path: str) -> str:
    return path.rpartition("/")[2]


def _pairs(
    lost: Iterable[Item], new: Iterable[Other], of_lost: Callable[[Item], str], of_new: Callable[[Other], str]
) -> list[tuple[Item, Other]]:
    """Return what is lost with what is new of the same name, where either has the name alone."""
    gone, come = _alone(lost, of_lost), _alone(new, of_new)
    return [(item, come[name]) for name, item in gone.items() if name in come]


def _alone(items: Iterable[Item], name_of: Callable[[Item], str]) -> dict[str, Item]:
    found: dict[str, list[Item]] = {}
    for item in items:
        found.setdefault(name_of(item), []).append(item)
    return {name: same[0] for name, same in found.items() if len(same) == 1}
