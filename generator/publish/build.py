"""The whole flow: load, check, frames, render, search, swap. Nothing reaches site/ unless all is good."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from contextlib import nullcontext
from dataclasses import asdict, dataclass, field, replace
from datetime import date
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from generator.check.run import check_portal
from generator.check.settings import apply_settings
from generator.errors import SourceChangedError, reason_of
from generator.frames.draw import Frames, draw_frames
from generator.load.cache.folder import cache_folder
from generator.load.documents.parse_cache import read_cache, write_cache
from generator.load.portal import Loaded, load_portal
from generator.model.finding import Finding, count_levels, has_errors, sort_findings
from generator.model.portal import Portal
from generator.publish.ahead import Ahead, build_ahead, look_ahead
from generator.publish.alive import told_if_live, tree_inode
from generator.publish.collector import no_collector
from generator.publish.crew import PAGE_DRAWERS, crew_for
from generator.publish.lock import only_build
from generator.publish.output import Output, check_output
from generator.publish.stages import Listener, StageTimes
from generator.publish.steady import changed_sources, file_changed
from generator.publish.swap import recover
from generator.publish.tree import OutputPlace, finish_tree, output_place, prepare_tree, read_state
from generator.publish.unchanged import (
    BuildRecord,
    Inputs,
    peak_memory,
    record_file,
    survey_inputs,
    write_record,
)
from generator.render.site.inspection import what_is_wanted
from generator.render.site.plan import Draft, draft_site, plan_site
from generator.render.site.site import Drawn, Surroundings, draw_site
from generator.workers import Workers, hand_over

if TYPE_CHECKING:
    from concurrent.futures import Future

SITE = "site"


@dataclass(frozen=True)
class BuildStats:
    """What a build did. Seconds by stage, memory in bytes."""

    documents: int = 0
    pages: int = 0
    rendered: int = 0
    reused: int = 0
    shards: int = 0
    shards_built: int = 0
    seconds: dict[str, float] = field(default_factory=dict)
    peak_memory: int = 0


@dataclass(frozen=True)
class BuildResult:
    """The findings of a build and, when it went through, its figures.

    ``unkept`` says in Chinese why what it did could not be noted for the next build, which will take longer.
    """

    findings: list[Finding]
    stats: BuildStats | None
    portal: Portal | None
    unkept: str = ""


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
    with (
        told_if_live(root / site),
        no_collector(),
        nullcontext(crew)
        if crew
        else crew_for(
            inputs.texts, processes, first=not record_file(cache_folder(root), site).is_file()
        ) as hands,
    ):
        return _build(root, as_of, listener, inputs, hands, drafts=drafts, site=site, audit=audit)


def _build(
    root: Path,
    as_of: date,
    listener: Listener,
    inputs: Inputs,
    crew: Workers,
    *,
    drafts: bool,
    site: str,
    audit: bool | None,
) -> BuildResult:
    cache = cache_folder(root)
    stage = StageTimes(listener)
    with only_build(cache):
        place = output_place(root, site, cache)
        recover(place.live)
        ahead = look_ahead(crew, place)
        with stage("load"):
            parsed = read_cache(cache)
            begun: list[Future[Frames]] = []

            def begin_frames(tree: Portal) -> None:
                begun.extend(_begin_frames(tree if audit is None else replace(tree, audit=audit), root, crew))

            loaded = load_portal(
                root, as_of, drafts, parsed, crew, on_tree=begin_frames, entries=inputs.content
            )
            portal = loaded.portal
            if portal and audit is not None:
                portal = replace(portal, audit=audit)
            if portal and not begun:
                begin_frames(replace(portal, documents=(), registers=()))
            crew.prepare(PAGE_DRAWERS)
            write_cache(cache, parsed)
        draft: Draft | None = None
        if portal and not has_errors(loaded.findings):
            with stage("plan"):
                draft = draft_site(portal)
                ahead = build_ahead(ahead, draft, root, cache, crew=crew, place=place)
        with stage("check"):
            findings = check_portal(loaded)
        if portal is None or has_errors(findings):
            return BuildResult(findings, None, loaded.portal)
        if draft is None:
            # What was wrong when all was read, the portal has decided not to be stopped by.
            with stage("plan"):
                draft = draft_site(portal)
        steady = partial(changed_sources, root, inputs, loaded)
        bring = partial(
            _bring_up_to_date,
            loaded,
            draft,
            root,
            place,
            stage,
            drawing=begun,
            crew=crew,
            findings=tuple(findings),
            ahead=ahead,
            steady=steady,
        )
        stats, faults = _unless_changed(bring, steady, place.live)
        findings = sort_findings([*findings, *faults])
        if stats is None:
            return BuildResult(findings, None, portal)
        unkept = _note_build(loaded, portal, inputs, findings, stats, cache=cache, site=site, live=place.live)
    return BuildResult(findings, stats, portal, unkept)


def _unless_changed(
    bring: Callable[[], tuple[BuildStats | None, list[Finding]]],
    steady: Callable[[Iterable[str]], list[Finding]],
    live: Path,
) -> tuple[BuildStats | None, list[Finding]]:
    """Bring a site up to date; whatever comes of it, that a source changed meanwhile is what is wrong."""
    before = tree_inode(live)
    try:
        return bring()
    except Exception as error:
        faults = steady(())
        if isinstance(error, SourceChangedError):
            faults.append(file_changed(error.path))
        if not faults or tree_inode(live) != before:
            raise
        return None, faults


def _note_build(
    loaded: Loaded,
    portal: Portal,
    inputs: Inputs,
    findings: list[Finding],
    stats: BuildStats,
    *,
    cache: Path,
    site: str,
    live: Path,
) -> str:
    """Note a build for the next one; return why that could not be done, nothing if it could."""
    record = BuildRecord(
        inputs.digest,
        portal.as_of.isoformat(),
        tree_inode(live),
        count_levels(findings),
        asdict(stats),
        *_same_between(loaded, portal),
    )
    try:
        write_record(cache, site, record)
    except OSError as error:
        return reason_of(error)
    return ""


def _same_between(loaded: Loaded, portal: Portal) -> tuple[str, str]:
    """Return from which moment on, and up to which, the documents that are public are the same."""
    # The newest come first.
    since = portal.documents[0].published.isoformat() if portal.documents else ""
    waiting = [each.published for each in loaded.hidden if not each.draft]
    return since, min(waiting).isoformat() if waiting else ""


def _begin_frames(tree: Portal, root: Path, crew: Workers) -> Iterator[Future[Frames]]:
    """Let another process, if any runs, draw the frames, which show columns alone, while this one goes on."""
    pool = crew.running()
    if pool:
        yield hand_over(pool, draw_frames, tree, root, cache_folder(root))


def _bring_up_to_date(
    loaded: Loaded,
    draft: Draft,
    root: Path,
    place: OutputPlace,
    stage: StageTimes,
    *,
    drawing: list[Future[Frames]],
    crew: Workers,
    findings: tuple[Finding, ...],
    ahead: Ahead,
    steady: Callable[[Iterable[str]], list[Finding]],
) -> tuple[BuildStats | None, list[Finding]]:
    """Return the figures and what is wrong with the pages drawn; without figures nothing went live.

    ``steady`` returns what changed meanwhile of the sources, and of the given files of content/.
    """
    cache, portal = cache_folder(root), draft.shelf.portal
    with stage("frames"):
        frames = drawing[0].result() if drawing else ahead.frames or draw_frames(portal, root, cache)
    with stage("plan"):
        stamps = loaded.content.stamps if loaded.content else None
        plan = plan_site(draft, root, frames, findings, stamps)
        state = read_state(place, ahead.whole)
        changed = plan.files != state.live.keys
        missing = prepare_tree(place, state, plan.files) if changed else []
    drawn = Drawn(0, 0)
    faults: list[Finding] = []
    if changed:
        with stage("render"):
            near = Surroundings(root, cache, crew, stage.listener.progress, ahead.shards)
            live = place.live.relative_to(root).as_posix()
            wanted = what_is_wanted(portal, live, missing, plan.jobs)
            drawn = draw_site(plan, frames, missing, place.work, near, wanted=wanted)
        with stage("output"):
            output = Output(place.work, plan.files)
            faults = apply_settings(check_output(output, wanted, drawn.seen, missing), loaded).findings
            faults += steady(plan.assets)
            if has_errors(faults):
                return None, faults
        with stage("swap"):
            # Should this be the last that can be written, the next build must not believe an older record.
            record_file(cache, place.live.relative_to(root).as_posix()).unlink(missing_ok=True)
            finish_tree(place, state, plan.files)
    stats = BuildStats(
        documents=len(portal.documents),
        pages=plan.pages,
        rendered=drawn.pages,
        reused=plan.pages - drawn.pages,
        shards=len(plan.index.shards),
        shards_built=drawn.shards,
        seconds={name: round(seconds, 3) for name, seconds in stage.seconds.items()},
        peak_memory=peak_memory(),
    )
    return stats, faults
