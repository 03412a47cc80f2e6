"""Join the lists of shards: those of a segment, or the titles of all.

A job says what is joined without the records, so that a process which works ahead of its turn can be told of it
in a few bytes (publish/ahead.py).
"""

from __future__ import annotations

import shutil
import tempfile
from collections.abc import Callable
from contextlib import suppress
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from generator.data import dataclass
from generator.search.facts import joined_shards
from generator.search.index import IndexPlan, SegmentJob
from generator.search.packing import NOTE_PART, KeptLists, joined_before
from generator.search.spread import files_for

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

    What the folder has in common with that of the ``live`` bundle is taken from there.
    """

    def take(shard: JoinedShard) -> Cells:
        return _kept_lists(shard.key, job.part, kept) or made_anew(shard, job.part).cells

    def titles(shard: JoinedShard) -> bytes:
        return bytes(kept.read(shard.key + NAMES_PART)) or made_anew(shard, job.part).titles

    def facts(shard: JoinedShard) -> bytes:
        return bytes(kept.read(shard.key + FACTS_PART)) or made_anew(shard, job.part).facts

    whole(bundle_dir, job.folder, partial(_write, job, _Shards(take, titles, facts), kept, live))


class _Shards(NamedTuple):
    """What gives the lists of a shard, its titles and its facts."""

    take: Callable[[JoinedShard], Cells]
    titles: Callable[[JoinedShard], bytes]
    facts: Callable[[JoinedShard], bytes]


class _NotKeptError(Exception):
    """Lists of a shard are not kept."""


def join_kept(job: JoinJob, bundle_dir: Path, kept: KeptLists, live: Path | None = None) -> bool:
    """Write a folder of a bundle if the lists that it needs of its shards are kept; tell whether they were."""

    def not_kept(shard: JoinedShard, part: str) -> Kept:
        raise _NotKeptError(shard, part)

    try:
        join_lists(job, bundle_dir, kept, not_kept, live)
    except _NotKeptError:
        return False
    return True


def _kept_lists(key: str, part: str, kept: KeptLists) -> Cells | None:
    """Return the lists of a shard; None if they were not kept."""
    from generator.search.sections import Cells

    data = kept.read(key + part)
    if data:
        with suppress(ValueError):
            return Cells.unpacked(data)
    return None


def _write(job: JoinJob, shards: _Shards, kept: KeptLists, live: Path | None, made: Path) -> None:
    from generator.search.segments import write_body, write_heads
    from generator.search.splicing import Source

    heads, files = job.part == HEADS_PART, files_for(job.documents)
    source = Source(
        tuple(shard.key for shard in job.shards),
        lambda number: shards.take(job.shards[number]),
        lambda key: _kept_lists(key, job.part, kept),
        joined_before(live, job.name, kept),
    )
    if heads:
        titles = [shards.titles(shard) for shard in job.shards]
        facts = [shards.facts(shard) for shard in job.shards[: job.facts]]
        noted = write_heads(source, titles, facts, files.heads, made)
    else:
        noted = write_body(source, files.body, made)
    kept.write(job.folder + NOTE_PART, noted.packed())


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
