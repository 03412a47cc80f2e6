"""Inspect the waiting tree and build changed shards in a second process while the first one checks.

It looks whether the waiting tree is as it was left, and builds the shards of what changed, which take longest
of all that a small edit asks for, and joins their lists to those of their segments: none of it depends on the
checks. All is made in the cache and moved into the tree once that is ready for it; should the checks find errors,
it is dropped.
"""

from __future__ import annotations

import shutil
from collections.abc import Callable, Mapping
from dataclasses import field, replace
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from generator.data import dataclass
from generator.frames.draw import Frames, find_frames
from generator.frames.layers import theme_layers
from generator.load.source.content import CONTENT
from generator.load.texts.kept import kept_words
from generator.publish.tree import OutputPlace, holds_all, read_notes
from generator.render.site.batch import Done, Workplace, plan_batches, run_batch
from generator.render.site.jobs import Jobs, site_facts
from generator.render.site.lists import FOLDER, SealedLists
from generator.render.site.plan import BUNDLE, PlanInputs
from generator.search.joining import join_kept, joins_of
from generator.workers import WORTH_A_PROCESS, Workers, hand_over

if TYPE_CHECKING:
    from concurrent.futures import Future


@dataclass(frozen=True)
class Ahead:
    """``whole`` tells whether the waiting tree is as noted, ``shards`` have the folder of each by its key.

    ``joined`` have the folder of joined lists by its key, or None where they could not be joined before their turn.
    All are called when wanted, and wait until it is done. Raises SearchIndexError then. ``frames`` are those
    of the portal, if they were there.
    """

    whole: Callable[[], bool] | None = None
    shards: Mapping[str, Callable[[], Path]] = field(default_factory=dict)
    joined: Mapping[str, Callable[[], Path | None]] = field(default_factory=dict)
    frames: Frames | None = None


def look_ahead(crew: Workers, place: OutputPlace) -> Ahead:
    """Let the process that was begun for little work, if there is one, look through the waiting tree."""
    one = crew.one()
    return Ahead(hand_over(one, holds_all, place.spare, place.spare_notes).result) if one else Ahead()


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
    words = partial(kept_words, root / CONTENT, cache)
    desk = Workplace(root / CONTENT, theme, frames, folder, folder, site_facts(portal), kept, words)
    jobs = Jobs(draft.shelf)
    parts = plan_batches(jobs, set(), shards, {shard.key for shard in shards})
    begun = {
        part.shard.key: partial(
            _built, hand_over(one, run_batch, part.fill(jobs), desk), folder / part.shard.folder
        )
        for part in parts
        if part.shard
    }
    # One process does what it is told in turn: by then the lists of these shards are kept.
    joined = {
        key: partial(
            _joined, hand_over(one, join_kept, job, folder, kept, place.live / BUNDLE), folder / job.folder
        )
        for key, job in joins_of(draft.index).items()
        if known.get(f"{BUNDLE}/{job.folder}/") != key
    }
    return Ahead(ahead.whole, begun, joined, frames)


def _joined(work: Future[bool], folder: Path) -> Path | None:
    return folder if work.result() else None


def _built(work: Future[Done], folder: Path) -> Path:
    work.result()
    return folder
