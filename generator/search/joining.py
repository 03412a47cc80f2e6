"""Join the lists of shards: those of a segment, or the titles of all.

A job says what is joined without the records, so that a process which works ahead of its turn can be told of it
in a few bytes (publish/ahead.py).
"""

from __future__ import annotations

import shutil
import tempfile
from collections.abc import Callable, Sequence
from contextlib import suppress
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from generator.data import dataclass
from generator.search.facts import JOINED, join_facts, joined_shards
from generator.search.index import IndexPlan, SegmentJob
from generator.search.kept import KeptLists
from generator.search.packing import CLOSER, NOTE_PART, packing_after
from generator.search.spread import files_for
from generator.search.titles import TITLE_LINES, title_list

if TYPE_CHECKING:  # with numpy: loaded by who joins alone
    from generator.search.sections import Cells

HEADS_PART, BODY_PART, NAMES_PART, FACTS_PART = PARTS = "h", "b", "n", "f"


@dataclass(frozen=True)
class JoinedShard:
    """A shard as who joins it sees it; ``marked`` tells whether its lists know attached files (see sections.py)."""

    key: str
    folder: str
    marked: bool


@dataclass(frozen=True)
class JoinJob:
    """A folder of lists to be: its name without and with its key, its shards, and their documents in all.

    ``part`` tells whether it is of titles or of all text. With titles go the facts of so many of the newest shards.
    """

    name: str
    folder: str
    shards: tuple[JoinedShard, ...]
    documents: int
    part: str
    facts: int = 0


@dataclass(frozen=True)
class Kept:
    """What a folder of joined lists has of a shard: its cells, and with those of titles the titles and facts."""

    cells: Cells
    titles: bytes = b""
    facts: bytes = b""


def joins_of(plan: IndexPlan) -> dict[str, JoinJob]:
    """Return the folders of joined lists that a plan has, by the key of each."""
    bodies = {job.key: _join(job, BODY_PART) for job in plan.segments}
    return bodies | {plan.heads.key: _join(plan.heads, HEADS_PART)}


def _join(job: SegmentJob, part: str) -> JoinJob:
    shards = tuple(JoinedShard(shard.key, shard.folder, shard.marked) for shard in job.shards)
    facts = joined_shards(len(shard.records) for shard in job.shards) if part == HEADS_PART else 0
    return JoinJob(job.name, job.folder, shards, job.documents, part, facts)


def join_lists(
    job: JoinJob,
    bundle_dir: Path,
    kept: KeptLists,
    made_anew: Callable[[JoinedShard, str], Kept],
    live: Path | None = None,
) -> None:
    """Write a folder of a bundle; ``made_anew`` gives what a shard has of a part if that was not kept.

    What the folder has in common with that of the ``live`` bundle is not packed again.
    """
    parts = [_kept_part(shard.key, job.part, kept) or made_anew(shard, job.part) for shard in job.shards]
    whole(bundle_dir, job.folder, partial(_write, job, parts, kept, live))


def join_kept(job: JoinJob, bundle_dir: Path, kept: KeptLists, live: Path | None = None) -> bool:
    """Write a folder of a bundle if the lists of all its shards are kept; tell whether they were."""
    parts = []
    for shard in job.shards:
        each = _kept_part(shard.key, job.part, kept)
        if each is None:
            return False
        parts.append(each)
    whole(bundle_dir, job.folder, partial(_write, job, parts, kept, live))
    return True


def _kept_part(key: str, part: str, kept: KeptLists) -> Kept | None:
    """Return what was kept of a shard; None if anything of it was not."""
    from generator.search.sections import Cells

    others = [bytes(kept.read(key + each)) for each in (NAMES_PART, FACTS_PART)] if part == HEADS_PART else []
    data = kept.read(key + part)
    if data and all(others):
        with suppress(ValueError):
            return Kept(Cells.unpacked(data), *others)
    return None


def _write(job: JoinJob, parts: Sequence[Kept], kept: KeptLists, live: Path | None, made: Path) -> None:
    from generator.search.segments import write_body, write_heads

    files, cells = files_for(job.documents), [each.cells for each in parts]
    packing = packing_after(live, job.name, kept)
    if job.part == HEADS_PART:
        write_heads(cells, files.heads, made, packing)
        titles = title_list([each.titles for each in parts])
        packing.write(made, TITLE_LINES, packing.pack(titles, CLOSER))
        if job.facts:
            facts = join_facts([each.facts for each in parts[: job.facts]])
            packing.write(made, JOINED, packing.pack(facts, CLOSER))
    else:
        write_body(cells, files.body, made, packing)
    kept.write(job.folder + NOTE_PART, packing.note())


def whole(bundle_dir: Path, name: str, write: Callable[[Path], None]) -> None:
    """Make a folder of a bundle, whole or not at all."""
    bundle_dir.mkdir(parents=True, exist_ok=True)
    work = Path(tempfile.mkdtemp(prefix="tmp-", dir=bundle_dir))
    try:
        made = work / name
        made.mkdir()
        write(made)
        target = bundle_dir / name
        shutil.rmtree(target, ignore_errors=True)
        made.replace(target)
    finally:
        shutil.rmtree(work, ignore_errors=True)
