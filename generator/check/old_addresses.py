"""Rules on the addresses that were published once: each gives a page, leads to one, or says why it is gone."""

from __future__ import annotations

from collections.abc import Iterator

from generator.load.old_urls import OLD_URLS
from generator.load.portal import Loaded
from generator.model.addresses.address import column_page
from generator.model.addresses.made import own_page
from generator.model.addresses.moves import Lost, find_lost
from generator.model.addresses.old_url import old_address
from generator.model.addresses.trail import Trail, base_path, stated_moves
from generator.model.catalogue import finding
from generator.model.finding import Finding, Place, Written
from generator.model.moments import is_taken_down
from generator.model.portal import Move, Portal

_LOCK = "urls.lock"


def check_old_addresses(loaded: Loaded) -> Iterator[Finding]:
    """Yield what is wrong with the old addresses of a portal."""
    portal = loaded.portal
    if portal is None:
        return
    yield from _check_withdrawn(loaded, portal)
    yield from _check_written(portal)
    yield from _check_claims(portal)
    if loaded.guarded:
        yield from _check_lost(find_lost(portal, loaded.lock, waiting_files(loaded)))


def waiting_files(loaded: Loaded) -> Iterator[str]:
    """Yield the texts of which no page is missed: to be published later, or faulty, which is told."""
    portal = loaded.portal
    shown = (*portal.documents, *portal.withdrawn, *loaded.hidden) if portal else ()
    made = {each.path for each in shown}
    yield from (path for path in loaded.files if path.endswith(".md") and path not in made)
    yield from (each.path for each in loaded.hidden if not each.draft)


def _check_withdrawn(loaded: Loaded, portal: Portal) -> Iterator[Finding]:
    for document in portal.withdrawn:
        said = document.withdrawn
        # Of what was taken down by time it is said already (taken-down).
        if said and not is_taken_down(document, loaded.moment):
            message = f"“{document.title}”已于{said.day}撤回：{said.reason}"
            yield finding("withdrawn", document.place, message)


def _check_written(portal: Portal) -> Iterator[Finding]:
    base = base_path(portal)
    for said in _written(portal):
        if old_address(said.text, base) is None:
            yield finding("old-url-invalid", said.place, f"“{said.text}”不能作旧网址。")


def _written(portal: Portal) -> Iterator[Written]:
    for document in (*portal.lookups.moved, *portal.withdrawn):
        yield from document.old_urls
    for column in portal.walk():
        yield from column.old_urls


def _check_claims(portal: Portal) -> Iterator[Finding]:
    """An old address is no page of today, and leads to one page alone."""
    trail = Trail(portal)
    claimed: dict[str, Move] = {}
    recorded = [move for move in portal.moves if move.place.path == OLD_URLS]
    for move in (*stated_moves(portal), *recorded):
        page = column_page(move.old) if move.whole else move.old
        first = claimed.setdefault(page, move)
        taken = own_page(page, trail.columns)
        if trail.stands(page) or (taken and taken != "栏目页面"):
            message = f"旧网址“{move.old}”现在是本站的网页，不会跳转。"
            yield finding("old-url-conflict", move.place, message)
        elif first.new != move.new:
            where = f"{first.place.path}第{first.place.line}行"
            message = f"旧网址“{move.old}”在{where}已经转到“{first.new}”。"
            yield finding("old-url-conflict", move.place, message)
        elif move.place.path == OLD_URLS and trail.end(move.new) is None:
            yield finding("old-url-target", move.place, f"没有“{move.new}”这个网页或文档。")


def _check_lost(lost: Lost) -> Iterator[Finding]:
    for column, old in lost.renamed:
        message = (
            f"栏目“{column.name}”登记的地址是“{old.address}”，写的slug却是“{column.slug}”，旧网址打不开。"
        )
        hint = (
            f"要保留旧网址，把slug改成{old.slug}，或删去slug；"
            f"确实要换，在这个栏目上写old_urls: [{old.address}]，旧网址就转到新网址。"
        )
        yield finding("address-gone", column.place, message, hint)
    for entry in lost.columns:
        message = f"公开过的栏目“{entry.address}”（{'>'.join(entry.path)}）现在没有了，旧网址打不开。"
        hint = (
            f"改了名的，在现在的栏目上写slug: {entry.slug}，网址不变；移动或合并了的，"
            f"在现在的栏目上写old_urls: [{entry.address}]，或运行gongkai check --fix urls；"
            "里面的文档不再公开的，放回来写withdrawn。"
        )
        yield finding("address-gone", Place(_LOCK, entry.line), message, hint)
    for each in lost.documents:
        message = f"公开过的网址“{each.address}”（{each.file}）现在没有网页。"
        hint = (
            f"移动或改名的，在现在的文档头部写old_urls: [{each.address}]，或运行gongkai check --fix urls；"
            "撤回的，放回这份文档，在头部写withdrawn: {date: 日期, reason: 原因}。"
        )
        yield finding("address-gone", Place(_LOCK, each.line), message, hint)
