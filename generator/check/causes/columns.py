"""Recorded columns that are gone from columns.yml, each told once with all documents that still lie in its folder."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import NamedTuple

from generator.check.causes.cause import Cause, count_files, is_below, said
from generator.load.source.content import CONTENT
from generator.model.addresses.moves import Lost
from generator.model.addresses.url_lock import LockEntry, UrlLock
from generator.model.catalogue import finding
from generator.model.column import Column
from generator.model.finding import Finding, Place
from generator.model.portal import Portal

NO_COLUMN = "document-no-column"
_ALSO = "also-column"
_LOCK = "urls.lock"


class _Words(NamedTuple):
    """What is said of a column: that its address is ``lost``, what was found beside that, and how to mend it."""

    lost: str
    aside: str
    hint: str


def lost_columns(lost: Lost, portal: Portal, lock: UrlLock, found: Sequence[Finding]) -> Iterator[Cause]:
    """Yield each column that lost its recorded address, with what was ``found`` on documents because of that."""
    for column, old in lost.renamed:
        yield from _causes(old.address, column.place, _other_slug(column, old), found)
    known = {entry.address for entry in lock.entries} | {column.address for column, _ in lost.renamed}
    fresh = [column for column in portal.walk() if column.address not in known]
    for entry in lost.columns:
        namesakes = [column for column in fresh if column.name == entry.name]
        beside = [column for column in fresh if column.address.rpartition("/")[0] == entry.parent]
        others = [each for each in lost.columns if each.parent == entry.parent]
        if len(namesakes) == 1:
            words, place = _moved(namesakes[0], entry), namesakes[0].place
        elif len(beside) == len(others) == 1:
            words, place = _renamed(beside[0], entry), beside[0].place
        else:
            words, place = _gone(entry), Place(_LOCK, entry.line)
        yield from _causes(entry.address, place, words, found)


def _causes(address: str, place: Place, words: _Words, found: Sequence[Finding]) -> Iterator[Cause]:
    """Yield the address that is lost, and all the documents it meets: an error that no portal may lower, as it may the
    former.
    """
    lost = finding("address-gone", place, f"{words.lost}，旧网址打不开{words.aside}。", words.hint)
    yield Cause(lost, ())
    met = [one for one in found if one.code in (NO_COLUMN, _ALSO) and is_below(said(one).strip("/"), address)]
    stuck = count_files(met, NO_COLUMN)
    if stuck:
        message = f"“{address}”现在不是任何栏目的地址，{CONTENT}/{address}里的{stuck}份文档因此没有栏目。"
        yield Cause(finding(NO_COLUMN, place, message, words.hint), tuple(met), address)


def _other_slug(column: Column, old: LockEntry) -> _Words:
    return _Words(
        f"栏目“{column.name}”登记的地址是“{old.address}”，写的slug却是“{column.slug}”",
        "",
        f"要保留旧网址，把slug改成{old.slug}，或删去slug；"
        f"确实要换，在这个栏目上写old_urls: [{old.address}]，旧网址就转到新网址，"
        f"文件夹是{CONTENT}/{column.address}。",
    )


def _renamed(column: Column, entry: LockEntry) -> _Words:
    return _Words(
        f"公开过的栏目“{entry.address}”（{'>'.join(entry.path)}）现在没有了",
        f"；同一处新写的“{column.name}”没有登记过，地址是“{column.address}”",
        f"是改了名的，在这个栏目上写slug: {entry.slug}，网址和文件夹{CONTENT}/{entry.address}都不变；"
        f"确实要换网址的，写old_urls: [{entry.address}]，文件夹是{CONTENT}/{column.address}，"
        "再运行gongkai check --fix urls；撤下了的，把文档移到别的栏目，在接替它的栏目上写old_urls。",
    )


def _moved(column: Column, entry: LockEntry) -> _Words:
    return _Words(
        f"公开过的栏目“{entry.address}”（{'>'.join(entry.path)}）现在没有了",
        f"；同名的栏目现在的地址是“{column.address}”",
        f"把文件夹{CONTENT}/{entry.address}移到{CONTENT}/{column.address}，再运行gongkai check --fix urls，"
        f"旧网址就转到新网址；不是移动的，在接替它的栏目上写old_urls: [{entry.address}]。",
    )


def _gone(entry: LockEntry) -> _Words:
    return _Words(
        f"公开过的栏目“{entry.address}”（{'>'.join(entry.path)}）现在没有了",
        "",
        f"改了名的，在现在的栏目上写slug: {entry.slug}，网址不变；移动或合并了的，"
        f"在现在的栏目上写old_urls: [{entry.address}]，或运行gongkai check --fix urls；"
        "里面的文档移到别的栏目，不再公开的，写withdrawn。",
    )
