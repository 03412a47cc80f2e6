"""Rules on what is said of old addresses; those of which nothing is said are told by the cause (causes/)."""

from __future__ import annotations

from collections.abc import Iterator

from generator.load.old_urls import OLD_URLS
from generator.load.portal import Loaded
from generator.model.addresses.address import column_page
from generator.model.addresses.made import own_page
from generator.model.addresses.old_url import old_address
from generator.model.addresses.trail import Trail, base_path, stated_moves
from generator.model.catalogue import finding
from generator.model.finding import Finding, Written
from generator.model.moments import is_taken_down
from generator.model.portal import Move, Portal


def check_old_addresses(loaded: Loaded) -> Iterator[Finding]:
    """Yield what is wrong with the old addresses of a portal."""
    portal = loaded.portal
    if portal is None:
        return
    yield from _check_withdrawn(loaded, portal)
    yield from _check_written(portal)
    yield from _check_claims(portal)


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
