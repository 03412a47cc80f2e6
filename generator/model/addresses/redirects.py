"""The redirects and notices of a site: every address below it that was left or withdrawn, and what it gives now."""

from __future__ import annotations

from collections.abc import Collection, Iterator

from generator.data import dataclass
from generator.model.addresses.made import download_address
from generator.model.addresses.trail import Trail
from generator.model.portal import Portal, used_assets


@dataclass(frozen=True)
class Redirects:
    """``moved`` gives the page to which an address leads, ``gone`` the notice of what was withdrawn, in order."""

    moved: dict[str, str]
    gone: dict[str, str]


def find_redirects(portal: Portal, files: Collection[str]) -> Redirects:
    """Return the redirects of a portal whose site holds ``files``: what stands there is never redirected."""
    trail = Trail(portal)
    moved: dict[str, str] = {}
    for old in (*trail.pages, *portal.left):
        end = None if old in files else trail.end(old)
        if end and end != old:
            moved.setdefault(old, end)
    for old, new in _along(trail, files):
        moved.setdefault(old, new)
    gone = {page: page for page in trail.notices}
    for document in trail.notices.values():
        lost = (download_address(document), *(asset.path for asset in used_assets([document], ())))
        gone |= {path: document.address for path in lost if path not in files and path not in moved}
    return Redirects(dict(sorted(moved.items())), dict(sorted(gone.items())))


def _along(trail: Trail, files: Collection[str]) -> Iterator[tuple[str, str]]:
    """Yield for all that lies below a column that moved where it would have been before."""
    branches = {old: new for old in trail.branches if (new := _living(old, trail))}
    if not branches:
        return
    for file in sorted(files):
        for old, new in branches.items():
            if file.startswith(f"{new}/") and (before := old + file[len(new) :]) not in files:
                yield before, file


def _living(old: str, trail: Trail) -> str:
    """Return the column that one which moved is today, however often it moved; empty for none."""
    seen, address = {old}, trail.branches[old]
    while address not in trail.columns:
        further = trail.branches.get(address, "")
        if not further or further in seen:
            return ""
        seen.add(further)
        address = further
    return address
