"""What is known of the newest documents in one file: the same as of each shard by itself, and asked for once."""

from __future__ import annotations

import gzip
import json
from pathlib import Path

import pytest

from generator.search.facts import JOINED, MOST_JOINED, NAMES, joined_shards
from generator.search.index import CONTENTS
from generator.search.texts import read_facts
from tests.search.bundles import write_index
from tests.search.conftest import Desk
from tests.search.corpus import PURPOSE, filler


@pytest.mark.parametrize(
    ("documents", "number"),
    [([], 0), ([MOST_JOINED], 0), ([300, 700], 2), ([300, 300, 500], 2), ([300, 701], 0), ([1, 2, 3], 3)],
)
def test_the_newest_shards_are_joined_as_far_as_there_is_room(documents: list[int], number: int) -> None:
    assert joined_shards(documents) == number


def test_joined_facts_are_those_of_each_shard(tmp_path: Path) -> None:
    records = [*PURPOSE, *filler(MOST_JOINED)]
    plan = write_index(records, tmp_path)
    told = json.loads((tmp_path / CONTENTS).read_text(encoding="utf-8"))
    number = told["heads"]["facts"]
    assert 1 < number < len(plan.shards)
    joined = json.loads(gzip.decompress((tmp_path / plan.heads.folder / JOINED).read_bytes()))
    start = 0
    for place, job in enumerate(plan.shards[:number]):
        own = json.loads(read_facts(tmp_path / job.folder))
        assert "fragments" not in own
        end = start + len(job.records)
        assert joined["sizes"][start:end] == own["sizes"]
        assert joined["attached"].get(str(place)) == own.get("attached")
        for at, name in enumerate(NAMES):
            values = [joined["values"][name][each] for each in joined["columns"][name][start:end]]
            assert values == [own["values"][name][row[at]] for row in own["rows"]]
        start = end
    assert start == len(joined["sizes"]) <= MOST_JOINED


def test_a_shard_alone_has_no_second_file(tmp_path: Path) -> None:
    plan = write_index(PURPOSE[:1], tmp_path)
    assert not (tmp_path / plan.heads.folder / JOINED).exists()
    assert "facts" not in json.loads((tmp_path / CONTENTS).read_text(encoding="utf-8"))["heads"]


@pytest.mark.parametrize("query", ["公告", "公告 医保", "星火工作"])
def test_a_page_that_reads_each_shard_by_itself_shows_the_same(desk: Desk, query: str) -> None:
    def ask() -> tuple[int, int, list[str], str]:
        desk.requests.clear()
        desk.go(query)
        asked = [url.rpartition("/")[2] for url in desk.requests]
        choices = desk.page.locator("[data-search-classes]").inner_text()
        return asked.count(JOINED), asked.count("rows.pagefind"), desk.titles, choices

    joined = ask()
    assert joined[0] == 1
    desk.page.route(f"**/{JOINED}", lambda route: route.fulfill(status=404, body="没有"))
    alone = ask()
    desk.problems.clear()  # that the file is not there
    assert alone[1] > joined[1]
    assert alone[2:] == joined[2:]


def test_texts_side_by_side_come_together_but_for_the_first(desk: Desk) -> None:
    parts: list[str] = []
    desk.page.on("request", lambda request: parts.append(request.headers.get("range", "")))
    desk.go("公告")
    spans = [part for part in parts if part]
    assert 1 < len(spans) < len(desk.titles)
