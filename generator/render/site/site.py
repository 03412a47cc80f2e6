"""Draw a site by its plan: missing files, copied files, and the search index."""

from __future__ import annotations

import shutil
from collections.abc import Callable, Iterator, Mapping
from dataclasses import field
from pathlib import Path

from jinja2 import Environment

from generator.data import dataclass
from generator.errors import BuildError, SourceChangedError
from generator.frames.draw import Frames
from generator.frames.layers import theme_layers
from generator.frames.view import HOME, MAP, NOT_FOUND, SEARCH
from generator.handfuls import handfuls
from generator.model.addresses.made import picture_address
from generator.model.look import PUBLIC
from generator.render.columns.lists import column_pages
from generator.render.site.batch import BatchPlan, Done, Workplace, plan_batches, run_batch, run_batches
from generator.render.site.extras import Studio
from generator.render.site.inspection import InspectionResult, PageRequirements
from generator.render.site.jobs import Jobs
from generator.render.site.lists import FOLDER, SealedLists, join_in_others, take_joined
from generator.render.site.outline import Outline
from generator.render.site.plan import BUNDLE, SitePlan
from generator.render.site.special import SPECIAL_PAGES, home_page, map_page, not_found_page, search_page
from generator.render.site.writer import PageWriter
from generator.render.templates.desk import ColumnContext, Page
from generator.render.templates.environment import make_environment
from generator.search.build import kept_names, put_index
from generator.workers import HandedOver, Workers

Progress = Callable[[int, int], None]
_HANDFUL = 100


@dataclass(frozen=True)
class Drawn:
    """What was done: pages drawn, shards built, and what was seen on the pages."""

    pages: int
    shards: int
    seen: InspectionResult = field(default_factory=InspectionResult)


def no_pictures(path: str, name: str) -> bytes:
    """Stand for the maker of copies where nobody measured any pictures."""
    raise BuildError(f"content/{path}没有缩小的图片{name}。")


def no_words(path: str, digest: str) -> str:
    """Stand for what gives the words of files where nobody read any."""
    raise BuildError(f"content/{path}的文字（{digest}）没有读过。")


@dataclass(frozen=True)
class DrawContext:
    """Where a portal's sources and caches are, which processes may work, and who is told how far it is.

    ``picture`` gives the bytes of a smaller copy of a picture by the path of that, and its own name.
    ``words`` gives those of a file by its path and digest, for the search.
    ``begun`` are the shards that are being built already: by its key what waits for one and returns its folder.
    ``joined`` are likewise the lists that are being joined, None where that is left to be done.
    ``live`` is the search bundle that is served now, if there is one.
    """

    root: Path
    cache: Path
    workers: Workers
    progress: Progress
    begun: Mapping[str, Callable[[], Path]] = field(default_factory=dict)
    joined: Mapping[str, Callable[[], Path | None]] = field(default_factory=dict)
    picture: Callable[[str, str], bytes] = no_pictures
    words: Callable[[str, str], str] = no_words
    live: Path | None = None


def draw_site(
    plan: SitePlan,
    frames: Frames,
    missing: list[str],
    out: Path,
    near: DrawContext,
    *,
    wanted: PageRequirements | None = None,
) -> Drawn:
    """Write every file of ``missing`` into the tree ``out``; pages are looked at for what is ``wanted``."""
    absent = set(missing)
    absent_outputs = {name.removeprefix(f"{BUNDLE}/") for name in absent if name.startswith(f"{BUNDLE}/")}
    unbuilt = {shard.key: shard.folder for shard in plan.index.shards if f"{shard.folder}/" in absent_outputs}
    left = unbuilt.keys() - near.begun.keys()
    drawn = draw_files(plan, frames, absent, out, near, unbuilt=left, wanted=wanted)
    (out / BUNDLE).mkdir(parents=True, exist_ok=True)
    for key in unbuilt.keys() - left:
        near.begun[key]().replace(out / BUNDLE / unbuilt[key])
    kept = SealedLists(near.cache / FOLDER)
    done = take_joined(plan.index, absent_outputs, out / BUNDLE, near.joined)
    pool = near.workers.running()
    done |= join_in_others(plan.index, absent_outputs - done, out / BUNDLE, pool, kept=kept, live=near.live)
    put_index(plan.index, out / BUNDLE, absent_outputs - done, kept, near.live)
    if absent_outputs:
        kept.drop_others(kept_names(plan.index))
    return Drawn(drawn.pages, len(unbuilt), drawn.seen)


def draw_files(
    plan: SitePlan,
    frames: Frames,
    absent: set[str],
    out: Path,
    near: DrawContext,
    *,
    unbuilt: set[str] | None = None,
    wanted: PageRequirements | None = None,
) -> Drawn:
    """Write the files of ``absent`` that are no part of the search bundle, and build the ``unbuilt`` shards."""
    unbuilt = unbuilt or set()
    theme = theme_layers(near.root)
    place = Workplace(
        near.root / "content",
        theme,
        frames,
        out,
        out / BUNDLE,
        plan.site,
        SealedLists(near.cache / FOLDER),
        near.words,
        wanted,
    )
    parts = plan_batches(plan.jobs, absent, plan.index.shards, unbuilt)
    others = sum(1 for address in absent if address.endswith(".html") and address not in plan.jobs)
    total, gone, pages, seen = sum(len(part.addresses) for part in parts) + others, 0, 0, InspectionResult()
    for done in _work(parts, plan.jobs, _other_files(plan, absent, place, near), place, near=near):
        gone, pages = gone + done.gone, pages + done.drawn
        seen.add(done.seen, plan.files)
        near.progress(gone, total)
    return Drawn(pages, len(unbuilt), seen)


def _work(
    parts: list[BatchPlan], jobs: Jobs, others: Iterator[Done], place: Workplace, *, near: DrawContext
) -> Iterator[Done]:
    """Yield all that is done, batch by batch and, of what belongs to none, page by page.

    While other processes go through the batches, this one draws the rest, so that none idles to the end.
    """
    pool = near.workers.pool_for(sum(len(part.addresses) for part in parts))
    # A handful of pages is drawn before another process has been told of them.
    much = any(part.shard for part in parts) or sum(len(part.addresses) for part in parts) > _HANDFUL
    one = near.workers.one() if much else None
    if pool:
        # The largest first: so that no process has much left when the others are done.
        ordered = sorted(parts, key=lambda part: len(part.addresses), reverse=True)
        handed = HandedOver(pool, run_batch, ((part.fill(jobs), place) for part in ordered))
    elif one:
        handed = HandedOver(one, run_batches, [([part.fill(jobs) for part in parts], place)])
    else:
        yield from (run_batch(part.fill(jobs), place) for part in parts)
        yield from others
        return
    for done in others:
        yield done
        # What is done meanwhile is taken at once: of a large portal it would be much to hold.
        yield from handed.done()
    yield from handed.rest()


def _other_files(plan: SitePlan, absent: set[str], place: Workplace, near: DrawContext) -> Iterator[Done]:
    """Write the files of ``absent`` that no document makes, yielding page by page, and what was seen last."""
    writer = PageWriter(place.out, place.wanted, plan.files)
    environment = make_environment(place.theme)
    pages = column_and_special_pages(plan, place.frames, absent, environment)
    for few in handfuls(pages, lambda page: len(page.html)):
        for page in few:
            writer.write(page.address, page.html, is_document=False)
            yield Done(1, 1)
    studio = Studio(plan.shelf, place.frames, environment, plan.site, place.content)
    made = ((extra, extra.make(studio)) for extra in plan.extras if extra.address in absent)
    for some in handfuls(made, lambda each: len(each[1])):
        for extra, data in some:
            if extra.address.endswith(".html") and not extra.bare:
                writer.write(extra.address, data.decode("utf-8"), is_document=False)
                yield Done(1, 1)
            else:
                writer.put(extra.address, data)
    _put_files(plan, place.frames, absent, writer, near)
    yield Done(0, 0, writer.seen)


def column_and_special_pages(
    plan: Outline, frames: Frames, absent: set[str], environment: Environment
) -> Iterator[Page]:
    """Yield those of the ``absent`` pages that are a column's or the portal's own."""
    shelf, site = plan.shelf, plan.site
    wanted = frozenset(absent)
    stale = {column for address, column in plan.columns.items() if address in absent}
    for column in shelf.portal.walk():
        if column.address in stale:
            desk = ColumnContext(column, frames.read(column.address), environment, shelf, site, wanted)
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


def _copy(source: str, target: str, path: str) -> None:
    try:
        shutil.copyfile(source, target)
    except (FileNotFoundError, PermissionError, IsADirectoryError, shutil.SpecialFileError) as error:
        if error.filename in (source, None):
            # It was there, and could be read, when it was looked at.
            raise SourceChangedError(path) from error
        raise


def _put_files(
    plan: SitePlan, frames: Frames, absent: set[str], writer: PageWriter, near: DrawContext
) -> None:
    for asset in plan.assets:
        if asset in absent:
            _copy(f"{near.root}/content/{asset}", writer.place(asset), f"content/{asset}")
    for name, path in plan.pictures.items():
        if picture_address(name) in absent:
            writer.put(picture_address(name), near.picture(path, name))
    for name in plan.root_files:
        if name in absent:
            _copy(f"{near.root}/{PUBLIC}/{name}", writer.place(name), f"{PUBLIC}/{name}")
    if "assets/" in absent:
        shutil.copytree(frames.assets, writer.place("assets"))
