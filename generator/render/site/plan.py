"""The plan of a site: every file, with the key that decides whether it is drawn anew."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import field
from pathlib import Path

from generator.data import dataclass
from generator.errors import BuildError
from generator.frames.draw import Frames
from generator.frames.layers import Layers, add_files, layered_files, theme_layers
from generator.frames.view import AUDIT_FRAMES, HOME, MAP
from generator.load.cache.by_column import ByColumn
from generator.load.source.stamp import Stamp, stamp_of
from generator.model.addresses.made import picture_address
from generator.model.document import Document
from generator.model.finding import Finding
from generator.model.look import PUBLIC
from generator.model.portal import Portal
from generator.model.trail.acts import Trail
from generator.program import program_digest
from generator.render.columns.layouts import layout_states
from generator.render.columns.lists import column_addresses
from generator.render.site.extras import site_extras
from generator.render.site.holdings import document_marks, holdings
from generator.render.site.jobs import Jobs, site_facts
from generator.render.site.keys import Held, column_keys, document_keys, download_keys, list_keys
from generator.render.site.outline import Outline, asset_paths, picture_copies
from generator.render.site.records import search_index
from generator.render.site.redirects import redirect_extras
from generator.render.site.shelf import make_shelf
from generator.render.site.special import SPECIAL_PAGES
from generator.render.templates.digest import digest_of
from generator.render.templates.extra import Extra
from generator.render.templates.tags import page_title
from generator.search.index import IndexPlan
from generator.views.job import SiteFacts
from generator.views.listing import is_list
from generator.views.shelf import Shelf

BUNDLE = "pagefind"


@dataclass(frozen=True)
class SitePlan(Outline):
    """What is to stand in the site. ``files`` maps each file (a folder ends in a slash) to its key."""

    index: IndexPlan
    files: dict[str, str]
    pages: int

    def title_of(self, document: Document) -> str:
        """Return what the title of a document's page says."""
        return page_title((document.title, self.shelf.columns[document.column].name, self.site.name))

    def own_pages(self, addresses: Iterable[str]) -> list[str]:
        """Return those of some files that are the portal's own, without the pages that only lead on."""
        bare = {*self.root_files, *(extra.address for extra in self.extras if extra.bare)}
        return [address for address in addresses if address not in bare]


@dataclass(frozen=True)
class PlanInputs:
    """What a plan begins with: nothing of it depends on frames or on what the checks find."""

    shelf: Shelf
    index: IndexPlan
    kept: ByColumn = field(default_factory=ByColumn)


def plan_inputs(portal: Portal, kept: ByColumn | None = None) -> PlanInputs:
    """Return the draft of a portal's site; ``kept`` is what is known of its columns, which is brought up to date."""
    shelf, kept = make_shelf(portal), kept or ByColumn()
    return PlanInputs(shelf, search_index(shelf, kept), kept)


def plan_site(
    draft: PlanInputs,
    root: Path,
    frames: Frames,
    findings: tuple[Finding, ...] = (),
    *,
    stamps: Mapping[str, Stamp] | None = None,
    trail: Trail | None = None,
) -> SitePlan:
    """Return the plan of a portal's site; ``findings`` and ``trail`` are shown where there are audit pages.

    ``stamps`` are those of the files of content/ as they were listed, where somebody did. Raises BuildError
    where two files would have one address.
    """
    shelf, portal = draft.shelf, draft.shelf.portal
    site = site_facts(portal)
    code = _code_of(site, root)
    special = [*SPECIAL_PAGES, *(AUDIT_FRAMES if portal.audit else ())]
    frame_keys = frames.digests([*(column.address for column in portal.walk()), *special])
    files = document_keys(shelf, frame_keys, code, draft.kept)
    _lay(files, dict(download_keys(shelf, code)))
    held = Held(holdings(shelf), document_marks(shelf), draft.kept)
    columns = _lay_columns(files, shelf, frame_keys, code, held)
    extras = tuple(
        site_extras(shelf, columns, site, frame_keys, code, findings=findings, held=held, trail=trail)
    )
    _lay_extras(files, extras)
    _lay(files, {"assets/": frames.key})
    assets, copies = asset_paths(portal), picture_copies(portal)
    _lay(files, dict(_asset_keys(root / "content", assets, stamps)))
    _lay(files, {f"{BUNDLE}/{name}": key for name, key in draft.index.outputs().items()})
    pages = sum(1 for address in files if address.endswith(".html"))
    # A name tells the picture and the size; how it is made is the program's.
    _lay(files, {picture_address(name): digest_of(program_digest(), name) for name in copies})
    root_files = portal.own_root_files
    _lay(files, {name: _stamp_key(stamp_of((root / PUBLIC / name).stat())) for name in root_files})
    further = tuple(redirect_extras(shelf, site, files, code))
    _lay_extras(files, further)
    return SitePlan(
        site,
        shelf,
        Jobs(shelf),
        columns,
        (*extras, *further),
        assets,
        root_files,
        copies,
        draft.index,
        files,
        pages,
    )


def _code_of(site: SiteFacts, root: Path) -> str:
    """Return a digest of what draws pages, and of what all of them print of the portal."""
    # Every page names the site's address (canonical link) and tells its own hosts from others.
    facts = (site.own_hosts, site.name, site.domain, site.base_url, site.subjects)
    return digest_of(drawing_code(theme_layers(root)), *facts)


def _lay_columns(
    files: dict[str, str], shelf: Shelf, frame_keys: dict[str, str], code: str, held: Held
) -> dict[str, str]:
    """Add the pages of columns, and those that show what is new in all; return of which column each of the former is."""
    of_columns = column_keys(shelf, frame_keys, code, layout_states(shelf), held.columns)
    columns: dict[str, str] = {}
    for column in shelf.portal.walk():
        addresses = () if is_list(column) else column_addresses(column, shelf)
        found = dict.fromkeys(addresses, of_columns[column.address])
        found.update(list_keys(column, shelf, frame_keys[column.address], code, held))
        columns.update(dict.fromkeys(found, column.address))
        _lay(files, found)
    site = site_facts(shelf.portal)
    whole = digest_of([of_columns[column.address] for column in shelf.portal.columns], site)
    for page, address in SPECIAL_PAGES.items():
        changing = whole if page in (HOME, MAP) else site
        _lay(files, {address: digest_of(frame_keys[page], code, changing)})
    return columns


def _lay_extras(files: dict[str, str], extras: Iterable[Extra]) -> None:
    for extra in extras:
        _lay(files, {extra.address: extra.key})


def _lay(files: dict[str, str], more: Mapping[str, str]) -> None:
    """Add files to a plan. Raises BuildError for an address that has one: the checks have told it, or should have."""
    taken = files.keys() & more.keys()
    if taken:
        raise BuildError(f"两个文件要用同一个网址“{min(taken)}”。给其中一个换名字。")
    files.update(more)


def _asset_keys(
    content: Path, assets: tuple[str, ...], stamps: Mapping[str, Stamp] | None
) -> Iterator[tuple[str, str]]:
    for path in assets:
        stamp = stamps[path] if stamps else stamp_of((content / path).stat())
        yield path, _stamp_key(stamp)


def _stamp_key(stamp: Stamp) -> str:
    """Return the key of a file that is copied: with the change time, which moves even where the others were kept."""
    return " ".join(map(str, stamp))


def drawing_code(layers: Layers) -> str:
    """Return a digest of the program and the templates that draw pages inside their frames."""
    digest = hashlib.sha256(program_digest().encode())
    add_files(digest, layered_files(layers, "pages"))
    return digest.hexdigest()
