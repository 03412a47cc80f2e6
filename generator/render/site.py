"""Bring a tree up to the plan: draw what is missing, copy files, lay the search index beside."""

from __future__ import annotations

import shutil
from collections.abc import Callable, Iterator
from concurrent.futures import as_completed
from dataclasses import dataclass
from pathlib import Path

from jinja2 import Environment

from generator.frames.draw import Frames, theme_folder
from generator.frames.view import HOME, MAP, NOT_FOUND, SEARCH
from generator.render.batch import Batch, Workplace, make_batches, run_batch, write_page
from generator.render.desk import Desk, Page
from generator.render.environment import make_environment
from generator.render.extras import Studio
from generator.render.lists import column_pages
from generator.render.plan import BUNDLE, SPECIAL_PAGES, SitePlan
from generator.render.special import home_page, map_page, not_found_page, robots, search_page, sitemap
from generator.render.views import last_update
from generator.search.build import put_index
from generator.workers import Workers

Progress = Callable[[int, int], None]


@dataclass(frozen=True)
class Drawn:
    """What was done: pages drawn, shards built."""

    pages: int
    shards: int


@dataclass(frozen=True)
class Surroundings:
    """Where a portal's sources and caches are, which processes may work, and who is told how far it is."""

    root: Path
    cache: Path
    workers: Workers
    progress: Progress


def draw_site(plan: SitePlan, frames: Frames, missing: list[str], out: Path, near: Surroundings) -> Drawn:
    """Write every file of ``missing`` into the tree ``out``."""
    absent = set(missing)
    absent_outputs = {name.removeprefix(f"{BUNDLE}/") for name in absent if name.startswith(f"{BUNDLE}/")}
    unbuilt = {shard.key for shard in plan.index.shards if f"{shard.name}/" in absent_outputs}
    drawn = draw_files(plan, frames, absent, out, near, unbuilt=unbuilt)
    put_index(plan.index, out / BUNDLE, absent_outputs)
    return Drawn(drawn, len(unbuilt))


def draw_files(
    plan: SitePlan,
    frames: Frames,
    absent: set[str],
    out: Path,
    near: Surroundings,
    *,
    unbuilt: set[str] | None = None,
) -> int:
    """Write the files of ``absent`` that are no part of the search bundle, and build the ``unbuilt`` shards.

    Returns how many pages were drawn.
    """
    theme = theme_folder(near.root)
    place = Workplace(near.root / "content", theme, frames, out, out / BUNDLE, plan.site)
    drawn = _run_all(make_batches(plan.jobs, absent, plan.index.shards, unbuilt or set()), place, near)
    for page in _column_and_special_pages(plan, frames, absent, make_environment(theme)):
        write_page(out / page.address, page.html)
        drawn += 1
    drawn += _make_extras(
        plan, absent, out, Studio(plan.shelf, frames, make_environment(theme), plan.site, place.content)
    )
    _put_files(plan, frames, absent, out, near)
    return drawn


def _run_all(batches: list[Batch], place: Workplace, near: Surroundings) -> int:
    total, done = sum(len(batch.jobs) for batch in batches), 0
    drawn = 0
    pool = near.workers.pool_for(total)
    if pool is None:
        for batch in batches:
            drawn += run_batch(batch, place)
            done += len(batch.jobs)
            near.progress(done, total)
        return drawn
    futures = {pool.submit(run_batch, batch, place): len(batch.jobs) for batch in batches}
    for future in as_completed(futures):
        drawn += future.result()
        done += futures[future]
        near.progress(done, total)
    return drawn


def _column_and_special_pages(
    plan: SitePlan, frames: Frames, absent: set[str], environment: Environment
) -> Iterator[Page]:
    shelf, site = plan.shelf, plan.site
    stale = {column for address, column in plan.columns.items() if address in absent}
    for column in shelf.portal.walk():
        if column.address in stale:
            desk = Desk(column, frames.read(column.address), environment, shelf, site, frozenset(absent))
            for page in column_pages(desk):
                if page.address in absent:
                    yield page
    if SPECIAL_PAGES[HOME] in absent:
        yield home_page(frames.read(HOME), environment, shelf, site)
    if SPECIAL_PAGES[MAP] in absent:
        yield map_page(frames.read(MAP), environment, shelf, site)
    if SPECIAL_PAGES[SEARCH] in absent:
        yield search_page(frames.read(SEARCH), environment, site)
    if SPECIAL_PAGES[NOT_FOUND] in absent:
        yield not_found_page(frames.read(NOT_FOUND), environment, site)


def _make_extras(plan: SitePlan, absent: set[str], out: Path, studio: Studio) -> int:
    """Write the extra files that are missing; returns how many of them are pages."""
    missing = [extra for extra in plan.extras if extra.address in absent]
    for extra in missing:
        target = out / extra.address
        target.parent.mkdir(parents=True, exist_ok=True)
        target.write_bytes(extra.make(studio))
    return sum(1 for extra in missing if extra.address.endswith(".html"))


def _put_files(plan: SitePlan, frames: Frames, absent: set[str], out: Path, near: Surroundings) -> None:
    for asset in plan.assets:
        if asset in absent:
            target = out / asset
            target.parent.mkdir(parents=True, exist_ok=True)
            shutil.copyfile(near.root / "content" / asset, target)
    if "assets/" in absent:
        shutil.copytree(frames.assets, out / "assets")
    if "sitemap.xml" in absent:
        write_page(out / "sitemap.xml", sitemap(plan.site, _dated_pages(plan)))
        write_page(out / "robots.txt", robots(plan.site))


def _dated_pages(plan: SitePlan) -> Iterator[tuple[str, str]]:
    """Yield every page with the day its content last changed, empty where nothing has a date."""
    for address, job in plan.jobs.items():
        yield address, f"{job.document.published:%Y-%m-%d}"
    newest = {column.address: last_update(column, plan.shelf) for column in plan.shelf.portal.walk()}
    for address, column in plan.columns.items():
        yield address, newest.get(column, "")
    latest = max(newest.values(), default="")
    for page, address in SPECIAL_PAGES.items():
        if page != NOT_FOUND:
            yield address, latest if page in (HOME, MAP) else ""
