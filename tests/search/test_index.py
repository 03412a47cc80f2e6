"""The bundle: the same bytes for the same records, and no more work than a change needs."""

from __future__ import annotations

import json
import sys
from dataclasses import replace
from datetime import datetime
from pathlib import Path

import pagefind_bin
import pytest

from generator.errors import BuildError
from generator.search.errors import SearchIndexError
from generator.search.index import CORE, IndexStats, write_index
from generator.search.service import Page, make_bundle
from tests.helpers import contents
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
def made(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, Path, IndexStats]:
    """A bundle, the cache it filled, and what was said."""
    folder = tmp_path_factory.mktemp("index")
    return folder / "bundle", folder / "cache", write_index(RECORDS, folder / "bundle", folder / "cache", 2)


def test_says_what_it_did(made: tuple[Path, Path, IndexStats]) -> None:
    bundle, _, stats = made
    assert (stats.documents, stats.reused) == (len(RECORDS), 0)
    assert stats.built == stats.shards == len(shard_digests(bundle)) > 1
    assert stats.bytes == sum(path.stat().st_size for path in bundle.rglob("*") if path.is_file())


def test_same_bytes_whatever_the_order_and_the_place(
    made: tuple[Path, Path, IndexStats], tmp_path: Path
) -> None:
    write_index(RECORDS[::-1], tmp_path / "bundle", tmp_path / "cache", 1)
    assert contents(tmp_path / "bundle") == contents(made[0])


def test_nothing_is_built_twice(made: tuple[Path, Path, IndexStats], tmp_path: Path) -> None:
    bundle, cache, first = made
    again = write_index(RECORDS, tmp_path / "bundle", cache, 2)
    assert again == replace(first, built=0, reused=first.shards)
    assert contents(tmp_path / "bundle") == contents(bundle)


def test_one_new_document_builds_one_shard(tmp_path: Path) -> None:
    write_index(RECORDS, tmp_path / "before", tmp_path / "cache", 2)
    new = replace(PURPOSE[1], url="zwgk/tz/new.html", title="新增事项", published=datetime(2026, 11, 20, 8))
    stats = write_index([*RECORDS, new], tmp_path / "after", tmp_path / "cache", 2)
    assert (stats.built, stats.reused) == (1, stats.shards - 1)
    before, after = shard_digests(tmp_path / "before"), shard_digests(tmp_path / "after")
    assert sum(before[name] != after[name] for name in before) == 1
    # What no shard uses any more has left the cache: the shards and the core remain.
    assert len(list((tmp_path / "cache").iterdir())) == stats.shards + 1


def test_a_second_run_replaces_the_bundle_and_spares_the_cache(tmp_path: Path) -> None:
    first = RECORDS[:30]
    write_index(first, tmp_path / "bundle", tmp_path / "cache", 1)
    (tmp_path / "bundle" / "left-over.txt").write_text("旧")
    write_index(first, tmp_path / "bundle", tmp_path / "cache", 1)
    assert not (tmp_path / "bundle" / "left-over.txt").exists()


def test_only_what_the_page_loads_is_kept(made: tuple[Path, Path, IndexStats]) -> None:
    bundle, _, _ = made
    shards = set(shard_digests(bundle))
    assert {path.name for path in bundle.iterdir()} == {*shards, CORE, "shards.json"}
    data = {"pagefind-entry.json", "index", "fragment"}
    assert names_in(bundle / CORE) == data | {"pagefind.js", "pagefind-worker.js", "wasm.unknown.pagefind"}
    for shard in shards:
        assert names_in(bundle / shard) == data | {"facts.json"}


def test_a_title_of_any_length_and_no_text_at_all(tmp_path: Path) -> None:
    records = [replace(PURPOSE[1], title="长" * 300), replace(PURPOSE[1], title="——", body_html="")]
    assert write_index(records, tmp_path / "bundle", tmp_path / "cache", 1).documents == 2


def test_no_records_make_an_empty_index(tmp_path: Path) -> None:
    stats = write_index([], tmp_path / "bundle", tmp_path / "cache", 1)
    assert (stats.documents, stats.shards) == (0, 0)
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
    pages = [Page(f"{number}.html", "政 策 " * 500, "zf", number) for number in range(200)]
    with pytest.raises(SearchIndexError, match=words):
        make_bundle(pages, "gk-x", tmp_path / "out", failing(tmp_path, program))


def test_a_missing_program_is_told(tmp_path: Path) -> None:
    with pytest.raises(BuildError, match="无法运行"):
        make_bundle([], "gk-x", tmp_path / "out", tmp_path / "none")


def test_a_failure_leaves_nothing_in_the_cache(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    program = failing(tmp_path, "import sys; sys.exit(1)")
    monkeypatch.setattr(pagefind_bin, "get_executable", lambda: program)
    with pytest.raises(SearchIndexError):
        write_index(RECORDS[:5], tmp_path / "bundle", tmp_path / "cache", 2)
    assert not list((tmp_path / "cache").glob("tmp-*"))
    assert not (tmp_path / "bundle").exists()
