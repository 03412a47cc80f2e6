"""Fill the frames: every page of the portal, and the files beside them, into an empty folder."""

from __future__ import annotations

import shutil
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path

from generator.frames.draw import Frames, theme_folder
from generator.frames.view import HOME, MAP, NOT_FOUND, SEARCH
from generator.model.portal import Column, Portal, used_assets
from generator.model.words import ColumnKind
from generator.render.document import Workshop, draw_document, make_workshop
from generator.render.environment import make_environment
from generator.render.lists import Desk, Page, column_pages
from generator.render.markdown import make_converter
from generator.render.records import document_record, register_record
from generator.render.special import home_page, map_page, not_found_page, robots, search_page, sitemap
from generator.render.views import Shelf, make_shelf
from generator.search.record import SearchRecord

Progress = Callable[[int, int], None]


@dataclass(frozen=True)
class Rendered:
    """What was written: number of pages, and what the search index is made of."""

    pages: int
    records: tuple[SearchRecord, ...]


def render_site(portal: Portal, root: Path, frames: Frames, out: Path, progress: Progress) -> Rendered:
    """Write all pages, assets, sitemap.xml and robots.txt of a portal into ``out``."""
    environment = make_environment(theme_folder(root))
    shelf = make_shelf(portal)
    workshop = make_workshop(root / "content", environment, make_converter(), shelf)
    records: list[SearchRecord] = []
    dated: list[tuple[str, str]] = []
    for page in _all_pages(workshop, frames, records, progress):
        _write(out / page.address, page.html)
        if page.address != "404.html":
            dated.append((page.address, page.updated))
    for asset in sorted({asset.path for asset in used_assets(portal.documents, portal.registers)}):
        _copy(root / "content" / asset, out / asset)
    shutil.copytree(frames.assets, out / "assets")
    _write(out / "sitemap.xml", sitemap(portal, dated))
    _write(out / "robots.txt", robots(portal))
    return Rendered(len(dated) + 1, tuple(records))


def _all_pages(
    workshop: Workshop, frames: Frames, records: list[SearchRecord], progress: Progress
) -> Iterator[Page]:
    shelf, environment, portal = workshop.shelf, workshop.environment, workshop.shelf.portal
    done, total = 0, len(portal.documents)
    for column in portal.walk():
        frame = frames.read(column.address)
        for document in shelf.own(column):
            drawn = draw_document(document, frame, workshop)
            records.append(document_record(document, column, drawn.body))
            yield Page(document.address, drawn.html, f"{document.published:%Y-%m-%d}")
            done += 1
            progress(done, total)
        records.extend(_register_records(column, portal))
        if not _is_filled_page(column, shelf):
            yield from column_pages(Desk(column, frame, environment, shelf), portal.registers)
    yield home_page(frames.read(HOME), environment, shelf)
    yield map_page(frames.read(MAP), environment, shelf)
    yield search_page(frames.read(SEARCH), environment, portal)
    yield not_found_page(frames.read(NOT_FOUND), environment, portal)


def _is_filled_page(column: Column, shelf: Shelf) -> bool:
    return column.kind is ColumnKind.PAGE and bool(shelf.own(column))


def _register_records(column: Column, portal: Portal) -> Iterator[SearchRecord]:
    for register in portal.registers:
        if register.column == column.address:
            yield register_record(register, column, portal)


def _write(path: Path, text: str) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, encoding="utf-8", newline="\n")


def _copy(source: Path, target: Path) -> None:
    target.parent.mkdir(parents=True, exist_ok=True)
    shutil.copyfile(source, target)
