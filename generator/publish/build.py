"""The whole flow: load, check, frames, render, search, swap. Nothing reaches site/ unless all is good."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterator
from contextlib import nullcontext
from dataclasses import asdict, replace
from datetime import date
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from generator.check.run import check_portal
from generator.errors import reason_of
from generator.frames.draw import Frames, draw_frames
from generator.load.cache.by_column import ByColumn
from generator.load.cache.folder import cache_folder
from generator.load.documents.parse_cache import read_cache, write_cache
from generator.load.history.trail import read_trail
from generator.load.pictures import size_pictures
from generator.load.portal import Loaded, load_portal
from generator.model.finding import Finding, count_levels, has_errors, sort_findings
from generator.model.moments import same_between
from generator.model.portal import Portal
from generator.model.trail.acts import Trail
from generator.publish.ahead import Ahead, build_ahead, look_ahead
from generator.publish.alive import told_if_live, tree_inode
from generator.publish.bring import Outcome, bring_up_to_date, unless_changed
from generator.publish.collector import no_collector
from generator.publish.crew import PAGE_DRAWERS, crew_for
from generator.publish.lock import only_build
from generator.publish.result import BuildResult, BuildStats
from generator.publish.run import Read, Run
from generator.publish.stages import Listener, StageTimes
from generator.publish.swap import recover
from generator.publish.tree import output_place
from generator.publish.unchanged import (
    BuildRecord,
    Inputs,
    record_file,
    survey_inputs,
    write_record,
)
from generator.render.site.plan import PlanInputs, plan_inputs, plan_site
from generator.workers import Workers, hand_over

if TYPE_CHECKING:
    from concurrent.futures import Future

SITE = "site"


def build(
    root: Path,
    as_of: date,
    listener: Listener,
    *,
    drafts: bool = False,
    site: str = SITE,
    processes: int = 1,
    audit: bool | None = None,
    inputs: Inputs | None = None,
    crew: Workers | None = None,
) -> BuildResult:
    """Build the portal at ``root`` into ``site``, in up to ``processes`` processes.

    ``audit`` overrides whether the site has audit pages. ``inputs`` are the sources as the caller has just
    surveyed them, and ``crew`` the processes it has begun.
    Raises BuildError when a stage fails on sound input or another build is running.
    """
    # Surveyed before anything is read: what changes meanwhile is seen by the next build.
    inputs = inputs or survey_inputs(root, drafts, audit)
    cache = cache_folder(root)
    with (
        told_if_live(root / site),
        no_collector(),
        nullcontext(crew)
        if crew
        else crew_for(inputs.texts, processes, first=not record_file(cache, site).is_file()) as hands,
        only_build(cache),
    ):
        place, stage = output_place(root, site, cache), StageTimes(listener)
        kept = ByColumn(cache / "columns")
        return _build(Run(root, as_of, drafts, site, audit, inputs, hands, cache, place, stage, kept))


def _build(run: Run) -> BuildResult:
    """The flow: what comes later is a function of what came before it."""
    recover(run.place.live)
    ahead = look_ahead(run.crew, run.place)
    read = _read(run)
    draft: PlanInputs | None = None
    if read.portal and not has_errors(read.loaded.findings):
        draft = _plan_inputs(run, read.portal)
        ahead = build_ahead(ahead, draft, run.root, run.cache, crew=run.crew, place=run.place)
    with run.stage("check"):
        findings = check_portal(read.loaded, run.kept)
    if read.portal is None or has_errors(findings):
        return BuildResult(findings, None, read.loaded.portal)
    # What was wrong when all was read, the portal may have decided not to be stopped by.
    draft = draft or _plan_inputs(run, read.portal)
    read = replace(read, trail=_trail(run, read.portal))
    bring = partial(_bring, run, read, draft, tuple(findings), ahead)
    stats, faults = unless_changed(run, read.loaded, bring)
    findings = sort_findings([*findings, *faults])
    if stats is None:
        return BuildResult(findings, None, read.portal)
    return BuildResult(findings, stats, read.portal, _note(run, read, findings, stats))


def _read(run: Run) -> Read:
    with run.stage("load"):
        parsed = read_cache(run.cache)
        begun: list[Future[Frames]] = []

        def begin_frames(tree: Portal) -> None:
            begun.extend(_begin_frames(run.asked(tree), run))

        loaded = load_portal(
            run.root,
            run.as_of,
            run.drafts,
            parsed,
            run.crew,
            on_tree=begin_frames,
            entries=run.inputs.content,
        )
        portal = run.asked(loaded.portal) if loaded.portal else None
        if portal and not begun:
            begin_frames(replace(portal, documents=(), registers=()))
        run.crew.prepare(PAGE_DRAWERS)
        if portal and loaded.content and not has_errors(loaded.findings):
            pictures = size_pictures(portal, loaded.content, run.cache, processes=run.crew.count)
            portal = portal.with_facts(pictures=pictures)
        write_cache(run.cache, parsed)
    return Read(loaded, portal, tuple(begun))


def _plan_inputs(run: Run, portal: Portal) -> PlanInputs:
    with run.stage("plan"):
        return plan_inputs(portal, run.kept)


def _trail(run: Run, portal: Portal) -> Trail | None:
    """Return the trail where it is shown: what stands in no audit page is not read, and no draft has any."""
    if not portal.audit or run.drafts:
        return None
    with run.stage("plan"):
        return read_trail(run.root, run.cache, portal)


def _bring(run: Run, read: Read, draft: PlanInputs, findings: tuple[Finding, ...], ahead: Ahead) -> Outcome:
    with run.stage("frames"):
        drawn = read.frames[0].result() if read.frames else ahead.frames
        frames = drawn or draw_frames(draft.shelf.portal, run.root, run.cache)
    with run.stage("plan"):
        stamps = read.loaded.content.stamps if read.loaded.content else None
        plan = plan_site(draft, run.root, frames, findings, stamps=stamps, trail=read.trail)
        run.kept.save()
        run.kept.let_go()
    return bring_up_to_date(run, read.loaded, plan, frames, ahead)


def _note(run: Run, read: Read, findings: list[Finding], stats: BuildStats) -> str:
    """Note a build for the next one; return why that could not be done, nothing if it could."""
    assert read.portal
    record = BuildRecord(
        run.inputs.digest,
        read.portal.as_of.isoformat(),
        tree_inode(run.place.live),
        count_levels(findings),
        asdict(stats),
        *_same_between(read.loaded, read.portal),
        read.trail.key if read.trail else "",
    )
    try:
        write_record(run.cache, run.site, record)
    except OSError as error:
        return reason_of(error)
    return ""


def _same_between(loaded: Loaded, portal: Portal) -> tuple[str, str]:
    """Return from which moment on, and up to which, the same documents are public and bear the same words."""
    shown, lookups = portal.documents, portal.lookups
    if not any(each.draft for each in lookups.passing):
        # They come newest first: of those that only appear, the two next to the moment tell.
        at = bisect_left(shown, True, key=lambda each: each.published <= loaded.moment)
        shown = (*shown[max(0, at - 1) : at + 1], *lookups.timed)
    since, until = same_between((*shown, *portal.withdrawn, *loaded.hidden), loaded.moment)
    return since.isoformat() if since else "", until.isoformat() if until else ""


def _begin_frames(tree: Portal, run: Run) -> Iterator[Future[Frames]]:
    """Let another process, if any runs, draw the frames, which show columns alone, while this one goes on."""
    pool = run.crew.running()
    if pool:
        yield hand_over(pool, draw_frames, tree, run.root, run.cache)
