"""The scripts of titles: what a browser that cannot read the index finds titles by."""

from __future__ import annotations

import json
from datetime import datetime
from pathlib import Path
from typing import Any

import pytest

from generator.search.folding import FoldingTable
from generator.search.index import plan_index, titles_text
from generator.search.layout import shown
from generator.search.titles import title_script
from tests.search.bundles import write_index
from tests.search.corpus import PURPOSE, filler, record

RECORDS = [*PURPOSE, *filler(900)]


def told(script: str) -> Any:
    """Return what a script hands over."""
    return json.loads(script[script.index("(") + 1 : script.rindex(")")])


def test_a_title_is_told_with_what_a_result_shows() -> None:
    made = record("关于《公共 车位》的\t通知", doc_no="示例府办发［2021］46号", validity="废止")
    (row,) = told(title_script([shown(made, FoldingTable())]))
    assert row[:3] == ["关于《公共 车位》的 通知", made.url, "2026-03-03"]
    assert row[3:6] == ["示例府办发［2021］46号", "zwgk › tzgg › tz", "废止"]
    assert row[6:] == ["g y g g c w d t z", "guan yu gong gong che wei de tong zhi"]


@pytest.mark.parametrize("title", ["</script><script>alert(1)</script>", "行尾\u2028与\u2029", '引号"与\\'])
def test_no_title_ends_its_script(title: str) -> None:
    script = title_script([shown(record(title), FoldingTable())])
    assert script.count("\n") == 1
    assert "\u2028" not in script
    assert told(script)


def test_every_record_is_in_one_script_that_is_named(tmp_path: Path) -> None:
    plan = write_index(RECORDS, tmp_path / "bundle")
    listed = told((tmp_path / "bundle" / "titles.js").read_text(encoding="utf-8"))
    rows = [
        row
        for name in listed["files"]
        for row in told((tmp_path / "bundle" / name).read_text(encoding="utf-8"))
    ]
    assert [row[1] for row in rows] == [each.url for job in plan.shards for each in job.records]


def test_the_names_follow_the_records() -> None:
    new = PURPOSE[1]._replace(url="zwgk/tz/new.html", title="新增事项", published=datetime(2026, 5, 20, 8))
    before, after = titles_text(plan_index(RECORDS)), titles_text(plan_index([*RECORDS, new]))
    assert before != after
