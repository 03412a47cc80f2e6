"""The lists of titles: what they hold, and that a change touches one."""

from __future__ import annotations

import gzip
import json
from datetime import datetime
from pathlib import Path

import pytest

from generator.search.index import plan_index
from generator.search.titles import list_name, title_list
from tests.search.bundles import write_index
from tests.search.corpus import PURPOSE, filler, record

RECORDS = [*PURPOSE, *filler(900)]


def lines(data: bytes) -> list[str]:
    return gzip.decompress(data).decode("utf-8").split("\n")


def test_a_line_is_the_folded_title_and_number() -> None:
    records = [
        record("关于《公共 车位》的\t通知", doc_no="示例府办发［2021］46号"),
        record("ＡＢ…㎡"),
        record("——"),
    ]
    assert lines(title_list(records)) == ["关于(公共车位)的通知\t示例府办发(2021)46号", "ab...m2", "--"]


@pytest.mark.parametrize(
    ("shard", "name"),
    [
        ("all", "all"),
        ("2000-2015", "2000"),
        ("2024-h1", "2024"),
        ("2026", "2026"),
        ("2026-03", "2026-03"),
        ("2026-11-03-01", "2026-11"),
    ],
)
def test_a_shard_belongs_to_the_list_of_its_period(shard: str, name: str) -> None:
    assert list_name(shard, 2026) == name


def test_lists_hold_the_records_in_the_order_of_the_shards(tmp_path: Path) -> None:
    plan = write_index(RECORDS, tmp_path / "bundle")
    listed = json.loads((tmp_path / "bundle" / "shards.json").read_text(encoding="utf-8"))
    held = {
        name: lines((tmp_path / "bundle" / "titles" / f"{name}.pagefind").read_bytes())
        for name in listed["titles"]
    }
    for job, shard in zip(plan.shards, listed["shards"], strict=True):
        mine = [held[shard["titles"]].pop(0) for _ in range(shard["documents"])]
        assert mine == lines(title_list(job.records))
    assert not any(held.values())


def test_one_new_document_changes_one_list() -> None:
    new = PURPOSE[1]._replace(url="zwgk/tz/new.html", title="新增事项", published=datetime(2026, 5, 20, 8))
    before, after = plan_index(RECORDS).outputs(), plan_index([*RECORDS, new]).outputs()
    changed = {name for name in after if after[name] != before.get(name)}
    assert sorted(changed - {"shards.json"}) == ["2026-h1/", "titles/2026-h1.pagefind"]
