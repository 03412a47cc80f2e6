"""Build what a plan of the search bundle lacks, straight into the folder where it is served from."""

from __future__ import annotations

import json
import shutil
import tempfile
from dataclasses import replace
from pathlib import Path

from generator.libraries import version
from generator.search import folding, layout
from generator.search.facts import shard_facts
from generator.search.index import CONTENTS, CORE, LANGUAGE, IndexPlan, ShardJob, contents
from generator.search.service import PagefindRecord, make_bundle, page_names
from generator.search.titles import title_list

_CODE = ("pagefind.js", "pagefind-worker.js", "wasm.unknown.pagefind")
_DATA = ("pagefind-entry.json", "*.pf_meta", "index", "fragment")


def build_shard(job: ShardJob, bundle_dir: Path) -> None:
    """Build a shard, whose records have their texts now, into its folder of a bundle, whole or not at all.

    Raises SearchIndexError.
    """
    bundle_dir.mkdir(parents=True, exist_ok=True)
    work = Path(tempfile.mkdtemp(prefix="tmp-", dir=bundle_dir))
    try:
        made = work / job.folder
        if job.name == CORE:
            _ask_pagefind(
                [PagefindRecord("", folding.BREAK, "", 0)], LANGUAGE + job.name, made, (*_CODE, *_DATA)
            )
        else:
            _write_shard(job, made)
        target = bundle_dir / job.folder
        shutil.rmtree(target, ignore_errors=True)
        made.replace(target)
    finally:
        shutil.rmtree(work, ignore_errors=True)


def _write_shard(job: ShardJob, made: Path) -> None:
    # With numpy: loaded by the builder of a shard alone.
    from generator.search.bundle import FORMAT, write_bundle
    from generator.search.wording import Liner, word_lines

    folder, liner = folding.FoldingTable(), Liner()
    texts = word_lines([layout.line(record, folder, liner) for record in job.records], liner, folder)
    pages = [
        PagefindRecord(record.url, "", layout.facts(record), rank) for rank, record in enumerate(job.records)
    ]
    if version("pagefind_bin") == FORMAT:
        write_bundle(pages, texts, LANGUAGE + job.name, made, layout.FACTS_WORD)
    else:
        worded = [
            replace(page, content=content.decode())
            for page, content in zip(pages, texts.contents, strict=True)
        ]
        _ask_pagefind(worded, LANGUAGE + job.name, made, _DATA)
    (made / "facts.json").write_bytes(_json(shard_facts(job.records, page_names(made))))


def _ask_pagefind(pages: list[PagefindRecord], language: str, made: Path, patterns: tuple[str, ...]) -> None:
    """Let the binary index these pages; of what it makes, keep what the search page loads."""
    import pagefind_bin

    whole = made.with_name(f"{made.name}-whole")
    make_bundle(pages, language, whole, Path(pagefind_bin.get_executable()))
    made.mkdir()
    for pattern in patterns:
        for path in whole.glob(pattern):
            path.replace(made / path.name)


def put_index(plan: IndexPlan, bundle_dir: Path, missing: set[str]) -> None:
    """Make those of the ``missing`` outputs that are no shards: the core, titles and the list of the shards."""
    bundle_dir.mkdir(parents=True, exist_ok=True)
    if f"{CORE}/" in missing:
        build_shard(plan.core, bundle_dir)
    for titles in plan.titles:
        if titles.output in missing:
            listed = title_list([record for shard in titles.shards for record in shard.records])
            _write_whole(bundle_dir / titles.file, listed)
    if CONTENTS in missing:
        _write_whole(bundle_dir / CONTENTS, _json(contents(plan)))


def _write_whole(path: Path, data: bytes) -> None:
    """Write a file in one step: a preview serves it while it changes."""
    path.parent.mkdir(exist_ok=True)
    new = path.with_name(f"{path.name}.new")
    new.write_bytes(data)
    new.replace(path)


def _json(value: object) -> bytes:
    return (json.dumps(value, ensure_ascii=False, separators=(",", ":")) + "\n").encode()
