"""Inspect the waiting tree and build changed shards in a second process while the first one checks.

It looks whether the waiting tree is as it was left, and builds the shards of what changed, which take longest
of all that a small edit asks for: neither depends on the checks. Shards are built in the cache and moved into
the tree once that is ready for them; should the checks find errors, they are dropped.
"""

from __future__ import annotations

import shutil
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, replace
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from generator.frames.draw import Frames, find_frames
from generator.frames.layers import theme_layers
from generator.publish.tree import OutputPlace, holds_all, read_notes
from generator.render.site.batch import Done, Workplace, plan_batches, run_batch
from generator.render.site.jobs import Jobs, site_facts
from generator.render.site.lists import FOLDER, SealedLists
from generator.render.site.plan import BUNDLE, PlanInputs
from generator.workers import WORTH_A_PROCESS, Workers

if TYPE_CHECKING:
    from concurrent.futures import Future


@dataclass(frozen=True)
class Ahead:
    """``whole`` tells whether the waiting tree is as noted, ``shards`` have the folder of each by its key.

    Both are called when wanted, and wait until it is done. Raises SearchIndexError then. ``frames`` are those
    of the portal, if they were there.
    """

    whole: Callable[[], bool] | None = None
    shards: Mapping[str, Callable[[], Path]] = field(default_factory=dict)
    frames: Frames | None = None


def look_ahead(crew: Workers, place: OutputPlace) -> Ahead:
    """Let the process that was begun for little work, if there is one, look through the waiting tree."""
    one = crew.one()
    return Ahead(one.submit(holds_all, place.spare, place.spare_notes).result) if one else Ahead()


def build_ahead(
    ahead: Ahead, draft: PlanInputs, root: Path, cache: Path, *, crew: Workers, place: OutputPlace
) -> Ahead:
    """Let it build the shards that the live tree has not, if they are few and the look of pages is the same."""
    one, portal = crew.one(), draft.shelf.portal
    frames = find_frames(portal, root, cache) if one else None
    if one is None or frames is None:
        return ahead
    known = read_notes(place.live_notes).keys
    shards = [shard for shard in draft.index.shards if known.get(f"{BUNDLE}/{shard.folder}/") != shard.key]
    if sum(len(shard.records) for shard in shards) >= WORTH_A_PROCESS:
        return replace(ahead, frames=frames)
    folder = cache / "ahead"
    shutil.rmtree(folder, ignore_errors=True)
    theme, kept = theme_layers(root), SealedLists(cache / FOLDER)
    desk = Workplace(root / "content", theme, frames, folder, folder, site_facts(portal), kept)
    jobs = Jobs(draft.shelf)
    parts = plan_batches(jobs, set(), shards, {shard.key for shard in shards})
    begun = {
        part.shard.key: partial(
            _built, one.submit(run_batch, part.fill(jobs), desk), folder / part.shard.folder
        )
        for part in parts
        if part.shard
    }
    return Ahead(ahead.whole, begun, frames)


def _built(work: Future[Done], folder: Path) -> Path:
    work.result()
    return folder
