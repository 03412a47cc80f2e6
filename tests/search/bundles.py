"""Whole search bundles for tests."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from generator.search.build import build_shard, put_index
from generator.search.index import IndexPlan, plan_index
from generator.search.record import SearchRecord


def write_index(records: Sequence[SearchRecord], bundle_dir: Path) -> IndexPlan:
    """Write all that the search page loads to the folder ``bundle_dir``; returns what it consists of."""
    plan = plan_index(records)
    for job in plan.shards:
        build_shard(job, bundle_dir)
    put_index(plan, bundle_dir, set(plan.outputs()))
    return plan
