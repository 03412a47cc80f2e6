"""Bring a site up to date: draw what is missing, inspect it, and swap; nothing faulty goes live."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from functools import partial

from generator.check.settings import apply_settings
from generator.errors import SourceChangedError
from generator.files import remove
from generator.frames.draw import Frames, hold_frames
from generator.load.pictures import copy_bytes
from generator.load.portal import Loaded
from generator.load.source.content import CONTENT
from generator.load.texts.kept import kept_words
from generator.model.addresses.made import PICTURES
from generator.model.finding import Finding, has_errors
from generator.publish.ahead import Ahead
from generator.publish.alive import tree_inode
from generator.publish.output import Output, check_output
from generator.publish.reframe import NOT_FRAMED, Framing, Move, Moving, find_framed, put_into_frames
from generator.publish.result import BuildStats
from generator.publish.run import Run
from generator.publish.steady import file_changed
from generator.publish.tree import TreeContents, finish_tree, prepare_tree, read_state
from generator.publish.unchanged import peak_memory, record_file
from generator.render.site.inspection import page_requirements
from generator.render.site.plan import BUNDLE, SitePlan
from generator.render.site.site import DrawContext, Drawn, draw_files, draw_site

Outcome = tuple[BuildStats | None, list[Finding]]


def unless_changed(run: Run, loaded: Loaded, bring: Callable[[], Outcome]) -> Outcome:
    """Bring a site up to date; whatever comes of it, that a source changed meanwhile is what is wrong."""
    before = tree_inode(run.place.live)
    try:
        return bring()
    except Exception as error:
        faults = run.changed(loaded, ())
        if isinstance(error, SourceChangedError):
            faults.append(file_changed(error.path))
        if not faults or tree_inode(run.place.live) != before:
            raise
        return None, faults


def bring_up_to_date(run: Run, loaded: Loaded, plan: SitePlan, frames: Frames, ahead: Ahead) -> Outcome:
    """Return the figures and what is wrong with the pages drawn; without figures nothing went live."""
    with run.stage("plan"):
        state = read_state(run.place, ahead.whole)
        changed = plan.files != state.live.keys
        framed = find_framed(plan, frames, run.cache, state) if changed else NOT_FRAMED
        missing = prepare_tree(run.place, state, plan.files, framed.addresses) if changed else []
    drawn, faults = Drawn(0, 0), list[Finding]()
    if changed:
        drawn, faults = _draw(run, plan, frames, missing, ahead=ahead, live=state.live, framed=framed)
        faults = apply_settings(faults, loaded).findings + run.changed(loaded, plan.assets)
        if has_errors(faults):
            return None, faults
        with run.stage("swap"):
            # Should this be the last that can be written, the next build must not believe an older record.
            record_file(run.cache, _name(run)).unlink(missing_ok=True)
            finish_tree(run.place, state, plan.files)
            hold_frames(run.cache, run.site, frames.key)
            # What the site has need not lie in the cache as well.
            remove(run.cache / PICTURES)
    return _figures(run, plan, drawn), faults


def _draw(
    run: Run,
    plan: SitePlan,
    frames: Frames,
    missing: list[str],
    *,
    ahead: Ahead,
    live: TreeContents,
    framed: Framing,
) -> tuple[Drawn, list[Finding]]:
    """Draw what is missing, or put it into its new frame, and return what is wrong with it."""
    place, stage = run.place, run.stage
    with stage("render"):
        copies = partial(copy_bytes, run.root / CONTENT, run.cache)
        words = partial(kept_words, run.root / CONTENT, run.cache)
        told = stage.listener.progress
        kept = place.live / BUNDLE
        near = DrawContext(
            run.root, run.cache, run.crew, told, ahead.shards, ahead.joined, copies, words, kept
        )
        wanted = page_requirements(plan.shelf.portal, _name(run), plan.own_pages(missing), plan.jobs)
        moving = None
        if framed.before:
            move = Move(place.live, place.work, framed.before, frames, wanted)
            moving = put_into_frames(plan, framed, move, live, run.crew)
        left = [address for address in missing if address not in framed.addresses]
        drawn = draw_site(plan, frames, left, place.work, near, wanted=wanted)
        if moving:
            draw = partial(draw_files, plan, frames, out=place.work, near=near, wanted=wanted)
            drawn = _with_moved(drawn, moving, plan, lambda absent: draw(absent=absent))
    with stage("output"):
        output = Output(place.work, plan.files)
        return drawn, check_output(output, wanted, drawn.seen, missing)


def _with_moved(drawn: Drawn, moving: Moving, plan: SitePlan, draw: Callable[[set[str]], Drawn]) -> Drawn:
    """Return what was done once pages were put into new frames, and those drawn of which anything was doubtful."""
    done, seen = moving.finish(plan.files)
    drawn.seen.add(seen, plan.files)
    doubtful = set(moving.pages - done)
    more = draw(doubtful) if doubtful else Drawn(0, 0)
    drawn.seen.add(more.seen, plan.files)
    return replace(drawn, pages=drawn.pages + len(done) + more.pages)


def _name(run: Run) -> str:
    return run.place.live.relative_to(run.root).as_posix()


def _figures(run: Run, plan: SitePlan, drawn: Drawn) -> BuildStats:
    return BuildStats(
        documents=len(plan.shelf.portal.documents),
        pages=plan.pages,
        rendered=drawn.pages,
        reused=plan.pages - drawn.pages,
        shards=len(plan.index.shards),
        shards_built=drawn.shards,
        seconds={name: round(seconds, 3) for name, seconds in run.stage.seconds.items()},
        peak_memory=peak_memory(),
    )
