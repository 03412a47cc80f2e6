"""Whole search bundles for tests."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from generator.search.build import build_shard, put_index
from generator.search.index import PAGEFIND_NEWEST, IndexPlan, plan_index
from generator.search.packing import KeptLists, NothingKept
from generator.search.record import SearchRecord
from generator.search.shards import Sizes
from tests.search.corpus import COLUMNS


def write_index(
    records: Sequence[SearchRecord],
    bundle_dir: Path,
    kept: KeptLists | None = None,
    *,
    newest: int = PAGEFIND_NEWEST,
    sizes: Sizes | None = None,
) -> IndexPlan:
    """Write all that the search page loads to the folder ``bundle_dir``; returns what it consists of."""
    kept = kept or NothingKept()
    plan = plan_index(records, newest, sizes or Sizes(), COLUMNS)
    for job in plan.shards:
        build_shard(job, bundle_dir, kept)
    put_index(plan, bundle_dir, set(plan.outputs()), kept)
    return plan
