"""The outline of a site: enough to draw any page, without the keys that tell what changed.

A plan has a digest of all that decides each page. A preview draws the page that is open and needs none,
so that a changed column shows in a fraction of the time.
"""

from __future__ import annotations

from collections.abc import Mapping

from generator.data import dataclass
from generator.frames.draw import Frames
from generator.frames.view import AUDIT_FRAMES
from generator.load.cache.by_column import ByColumn
from generator.model.portal import Portal, used_assets
from generator.render.columns.lists import column_addresses
from generator.render.site.extras import Extra, site_extras
from generator.render.site.jobs import Jobs, site_facts
from generator.render.site.redirects import redirect_extras
from generator.render.site.shelf import make_shelf
from generator.render.site.special import SPECIAL_PAGES
from generator.views.job import SiteFacts
from generator.views.shelf import Shelf


@dataclass(frozen=True)
class Outline:
    """The parts of a site: ``jobs`` by the address of the page, ``columns`` by that of each of its pages.

    ``assets`` are files of content/, ``root_files`` those of public/, which go to the site as they are.
    ``pictures`` are smaller copies by their names, each with the path of its picture in content/.
    """

    site: SiteFacts
    shelf: Shelf
    jobs: Jobs
    columns: dict[str, str]
    extras: tuple[Extra, ...]
    assets: tuple[str, ...]
    root_files: tuple[str, ...]
    pictures: Mapping[str, str]


def make_outline(portal: Portal, frames: Frames, kept: ByColumn | None = None) -> Outline:
    """Return the outline of a portal's site; ``kept`` is what is known of its columns."""
    shelf, site = make_shelf(portal), site_facts(portal)
    audit = AUDIT_FRAMES if portal.audit else ()
    frame_keys = frames.digests([*(column.address for column in portal.walk()), *audit])
    columns = column_of_pages(shelf)
    extras = tuple(site_extras(shelf, columns, site, frame_keys, "", findings=(), kept=kept))
    jobs, assets = Jobs(shelf), asset_paths(portal)
    files = {
        *jobs.documents,
        *columns,
        *(extra.address for extra in extras),
        *assets,
        *portal.own_root_files,
        *SPECIAL_PAGES.values(),
    }
    extras += tuple(redirect_extras(shelf, site, files, ""))
    return Outline(site, shelf, jobs, columns, extras, assets, portal.own_root_files, picture_copies(portal))


def picture_copies(portal: Portal) -> dict[str, str]:
    """Return the name of every smaller copy that pages show, with the path of its picture; only cards show the cut."""
    cards = {asset.path for each in portal.lookups.with_files if (asset := each.poster or each.picture)}
    return {
        made.name: path
        for path, picture in portal.pictures.items()
        for made in picture.made
        if made is not picture.cut or path in cards
    }


def column_of_pages(shelf: Shelf) -> dict[str, str]:
    """Return, by the address of every column page, the address of its column."""
    return {
        address: column.address
        for column in shelf.portal.walk()
        for address in column_addresses(column, shelf)
    }


def asset_paths(portal: Portal) -> tuple[str, ...]:
    """Return the paths of the files of content/ that the site shows or offers, as far as the gate lets them."""
    named = {asset.path for asset in used_assets(portal.lookups.with_files, portal.registers)}
    return tuple(sorted(path for path in named if not portal.gate.refusal(path)))
