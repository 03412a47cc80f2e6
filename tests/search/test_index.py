"""The bundle: the same bytes for the same records, and no more work than a change needs."""

from __future__ import annotations

import json
import sys
from datetime import datetime
from pathlib import Path

import pagefind_bin
import pytest

from generator.errors import BuildError
from generator.search.build import build_shard
from generator.search.errors import SearchIndexError
from generator.search.index import CONTENTS, CORE, TITLES, IndexPlan, plan_index
from generator.search.service import PagefindRecord, make_bundle
from tests.helpers import contents
from tests.search.bundles import write_index
from tests.search.corpus import PURPOSE, filler

RECORDS = [*PURPOSE, *filler(420)]


def shard_digests(bundle: Path) -> dict[str, dict[str, str]]:
    """Return the digests of the files of each shard."""
    listed = json.loads((bundle / "shards.json").read_text(encoding="utf-8"))
    return {shard["folder"]: contents(bundle / shard["folder"]) for shard in listed["shards"]}


def names_in(folder: Path) -> set[str]:
    """Return the names in a folder but for Pagefind's table of contents, which is named by a digest."""
    return {path.name for path in folder.iterdir() if path.suffix != ".pf_meta"}


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, IndexPlan]:
    """A bundle and its plan."""
    bundle = tmp_path_factory.mktemp("index") / "bundle"
    return bundle, write_index(RECORDS, bundle)


def test_every_record_is_in_one_of_several_shards(made: tuple[Path, IndexPlan]) -> None:
    bundle, plan = made
    assert sum(len(shard.records) for shard in plan.shards) == len(RECORDS)
    assert [shard.name for shard in plan.shards] == list(shard_digests(bundle))
    assert len(plan.shards) > 1


def test_same_bytes_whatever_the_order_and_the_place(made: tuple[Path, IndexPlan], tmp_path: Path) -> None:
    write_index(RECORDS[::-1], tmp_path / "bundle")
    assert contents(tmp_path / "bundle") == contents(made[0])


def test_one_new_document_changes_the_key_of_one_shard_and_its_files(
    made: tuple[Path, IndexPlan], tmp_path: Path
) -> None:
    new = PURPOSE[1]._replace(url="zwgk/tz/new.html", title="新增事项", published=datetime(2026, 11, 20, 8))
    plan = write_index([*RECORDS, new], tmp_path / "after")
    keys = [dict(each.outputs()) for each in (made[1], plan)]
    both = {name for name in keys[0] if keys[0][name] != keys[1][name]} - {CONTENTS}
    (changed,) = (name for name in both if not name.startswith(TITLES))
    before, after = shard_digests(made[0]), shard_digests(tmp_path / "after")
    assert [name for name in before if before[name] != after[name]] == [changed.rstrip("/")]


def test_a_shard_takes_the_place_of_what_was_there(made: tuple[Path, IndexPlan], tmp_path: Path) -> None:
    shard = made[1].shards[0]
    (tmp_path / shard.name).mkdir()
    (tmp_path / shard.name / "left-over.txt").write_text("旧")
    build_shard(shard, tmp_path)
    assert contents(tmp_path / shard.name) == contents(made[0] / shard.name)
    assert [path.name for path in tmp_path.iterdir()] == [shard.name]


def test_shards_of_several_states_lie_side_by_side(made: tuple[Path, IndexPlan], tmp_path: Path) -> None:
    shard = made[1].by_key().shards[0]
    build_shard(shard, tmp_path)
    assert contents(tmp_path / shard.key) == contents(made[0] / shard.name)


def test_only_what_the_page_loads_is_kept(made: tuple[Path, IndexPlan]) -> None:
    bundle, _ = made
    shards = set(shard_digests(bundle))
    assert {path.name for path in bundle.iterdir()} == {*shards, CORE, TITLES, "shards.json"}
    data = {"pagefind-entry.json", "index", "fragment"}
    assert names_in(bundle / CORE) == data | {"pagefind.js", "pagefind-worker.js", "wasm.unknown.pagefind"}
    for shard in shards:
        assert names_in(bundle / shard) == data | {"facts.json"}


def test_a_title_of_any_length_and_no_text_at_all(tmp_path: Path) -> None:
    records = [PURPOSE[1]._replace(title="长" * 300), PURPOSE[1]._replace(title="——", body_html="")]
    (shard,) = write_index(records, tmp_path / "bundle").shards
    assert len(list((tmp_path / "bundle" / shard.name / "fragment").iterdir())) == 2


def test_no_records_make_an_empty_index(tmp_path: Path) -> None:
    assert write_index([], tmp_path / "bundle").shards == ()
    assert (tmp_path / "bundle" / CORE / "pagefind.js").is_file()


def failing(folder: Path, program: str) -> Path:
    """Return an executable that is a Python program."""
    path = folder / "pagefind"
    path.write_text(f"#!{sys.executable}\n{program}\n", encoding="utf-8")
    path.chmod(0o755)
    return path


ANSWER = "import base64, json; print(base64.b64encode(json.dumps({}).encode()).decode(), end=',', flush=True)"


@pytest.mark.parametrize(
    ("program", "words"),
    [
        ("import sys; sys.stdin.read(5); sys.stderr.write('磁盘已满'); sys.exit(3)", "磁盘已满"),
        ("import sys; sys.exit(0)", "提前结束"),
        (ANSWER.format('{"message_id": 0, "payload": {"type": "Error", "message": "坏了"}}'), "坏了"),
    ],
)
def test_a_failure_is_told_with_what_pagefind_said(program: str, words: str, tmp_path: Path) -> None:
    pages = [PagefindRecord(f"{number}.html", "政 策 " * 500, "zf", number) for number in range(200)]
    with pytest.raises(SearchIndexError, match=words):
        make_bundle(pages, "gk-x", tmp_path / "out", failing(tmp_path, program))


def test_a_missing_program_is_told(tmp_path: Path) -> None:
    with pytest.raises(BuildError, match="无法运行"):
        make_bundle([], "gk-x", tmp_path / "out", tmp_path / "none")


def test_a_failure_leaves_nothing(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    program = failing(tmp_path, "import sys; sys.exit(1)")
    monkeypatch.setattr(pagefind_bin, "get_executable", lambda: program)
    with pytest.raises(SearchIndexError):
        build_shard(plan_index([]).core, tmp_path / "bundle")
    assert not list((tmp_path / "bundle").iterdir())
