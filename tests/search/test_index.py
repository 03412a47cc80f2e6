"""The bundle: the same bytes for the same records, and no more work than a change needs."""

from __future__ import annotations

import json
import re
import sys
from datetime import datetime
from pathlib import Path

import pagefind_bin
import pytest

from generator.errors import BuildError, SearchIndexError
from generator.search.build import build_shard, kept_names, put_index
from generator.search.index import CONTENTS, IndexPlan, plan_index
from generator.search.service import PagefindRecord, make_bundle
from generator.search.shards import Sizes
from generator.search.texts import read_texts
from tests.helpers import contents
from tests.search.bundles import write_index
from tests.search.corpus import PURPOSE, filler

CODE = ("pagefind.js", "pagefind-worker.js", "wasm.unknown.pagefind")
RECORDS = [*PURPOSE, *filler(420)]


def folder_digests(bundle: Path) -> dict[str, dict[str, str]]:
    """Return the digests of the files of each folder."""
    return {path.name: contents(path) for path in bundle.iterdir() if path.is_dir()}


class Kept:
    """Keeps lists in memory, and counts how often they were asked for."""

    def __init__(self) -> None:
        self.held: dict[str, bytes] = {}

    def read(self, name: str) -> bytes:
        return self.held.get(name, b"")

    def write(self, name: str, data: bytes) -> None:
        self.held[name] = data


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, IndexPlan]:
    """A bundle and its plan."""
    bundle = tmp_path_factory.mktemp("index") / "bundle"
    return bundle, write_index(RECORDS, bundle)


def test_every_record_is_in_one_of_several_shards(made: tuple[Path, IndexPlan]) -> None:
    bundle, plan = made
    listed = json.loads((bundle / CONTENTS).read_text(encoding="utf-8"))
    assert sum(len(shard.records) for shard in plan.shards) == len(RECORDS)
    assert [shard.folder for shard in plan.shards] == [shard["folder"] for shard in listed["shards"]]
    assert sum(segment["shards"] for segment in listed["segments"]) == len(plan.shards) > 1
    assert [len(read_texts(bundle / job.folder)) for job in plan.shards] == [
        len(job.records) for job in plan.shards
    ]


def test_same_bytes_whatever_the_order_and_the_place(made: tuple[Path, IndexPlan], tmp_path: Path) -> None:
    write_index(RECORDS[::-1], tmp_path / "bundle")
    assert contents(tmp_path / "bundle") == contents(made[0])


def test_lists_that_were_kept_give_the_same_bytes(made: tuple[Path, IndexPlan], tmp_path: Path) -> None:
    kept = Kept()
    write_index(RECORDS, tmp_path / "bundle", kept)
    assert kept.held.keys() == set(kept_names(made[1]))
    assert contents(tmp_path / "bundle") == contents(made[0])


def test_lists_that_are_damaged_are_made_again(made: tuple[Path, IndexPlan], tmp_path: Path) -> None:
    kept = Kept()
    write_index(RECORDS, tmp_path / "bundle", kept)
    spoilt = Kept()
    spoilt.held = {key: data[:-1] for key, data in kept.held.items()}
    joined = (*made[1].segments, made[1].heads)
    put_index(made[1], tmp_path / "bundle", {f"{job.folder}/" for job in joined}, spoilt)
    assert contents(tmp_path / "bundle") == contents(made[0])
    assert spoilt.held == kept.held


def test_one_new_document_changes_one_shard_and_one_segment() -> None:
    sizes = Sizes(200, 300)
    new = PURPOSE[1]._replace(url="zwgk/tz/new.html", title="新增事项", published=datetime(2026, 11, 20, 8))
    before, after = (plan_index(each, sizes=sizes) for each in (RECORDS, [*RECORDS, new]))
    assert len(before.segments) > 1
    changed = after.outputs().keys() - before.outputs().keys()
    assert len(changed) == 3
    assert after.heads.folder in {name.rstrip("/") for name in changed}


def test_a_shard_takes_the_place_of_what_was_there(made: tuple[Path, IndexPlan], tmp_path: Path) -> None:
    shard = made[1].shards[0]
    (tmp_path / shard.folder).mkdir()
    (tmp_path / shard.folder / "left-over.txt").write_text("旧")
    build_shard(shard, tmp_path)
    assert contents(tmp_path / shard.folder) == contents(made[0] / shard.folder)
    assert [path.name for path in tmp_path.iterdir()] == [shard.folder]


def test_only_what_the_page_loads_is_kept(made: tuple[Path, IndexPlan]) -> None:
    bundle, plan = made
    assert {path.name for path in bundle.iterdir()} == {name.rstrip("/") for name in plan.outputs()}
    theirs = {"pagefind-entry.json", "index", "fragment"}
    assert names_in(bundle / plan.core.folder) == theirs | set(CODE)
    for job in plan.shards:
        own = {"rows.pagefind", "titles.js"}
        kinds = "[at]" if job.marked else "t"
        names = {
            name for name in names_in(bundle / job.folder) if not re.fullmatch(rf"{kinds}\d+\.pagefind", name)
        }
        assert names == own | (theirs if job.pagefind else set())
    assert any(job.pagefind for job in plan.shards)


def names_in(folder: Path) -> set[str]:
    """Return the names in a folder but for Pagefind's table of contents, which is named by a digest."""
    return {path.name for path in folder.iterdir() if path.suffix != ".pf_meta"}


def test_a_title_of_any_length_and_no_text_at_all(tmp_path: Path) -> None:
    records = [PURPOSE[1]._replace(title="长" * 300), PURPOSE[1]._replace(title="——", body_html="")]
    (shard,) = write_index(records, tmp_path / "bundle").shards
    assert [each.title for each in read_texts(tmp_path / "bundle" / shard.folder)] == ["——", "长" * 300]


def test_no_records_make_an_empty_index(tmp_path: Path) -> None:
    plan = write_index([], tmp_path / "bundle")
    assert not plan.shards
    assert not plan.segments
    assert (tmp_path / "bundle" / plan.core.folder / "pagefind.js").is_file()


def failing(folder: Path, program: str) -> Path:
    """Return an executable that is a Python program."""
    path, script = folder / "pagefind", folder / "pagefind.py"
    script.write_text(program, encoding="utf-8")
    # Not named in the first line of the program itself: the path of Python may hold a blank.
    path.write_text(f"#!/bin/sh\nexec '{sys.executable}' '{script}'\n", encoding="utf-8")
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
        put_index(plan_index([]), tmp_path / "bundle", {f"{plan_index([]).core.folder}/"})
    assert not list((tmp_path / "bundle").iterdir())
