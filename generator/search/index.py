"""Records -> the search bundle of the portal: one Pagefind index a shard, and what joins them.

    shards.json            the shards, newest first, and the tables of folding, pinyin and layout
    pagefind.js, …         Pagefind's script, worker and WebAssembly, with an index of one empty page:
                           the page starts from it and merges the shards into it
    <shard>/               pagefind-entry.json, index and fragments of a shard; facts.json for filters

A shard whose records, program and Pagefind are the same as before is taken from the cache.
"""

from __future__ import annotations

import hashlib
import json
import os
import shutil
import tempfile
from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from importlib.metadata import version
from pathlib import Path

import pagefind_bin

from generator.search import folding, layout, pinyin
from generator.search.facts import shard_facts
from generator.search.record import SearchRecord
from generator.search.service import Page, make_bundle
from generator.search.shards import Shard, plan_shards

# The page tells shards apart by the language of a result, which begins its id. No language begins so,
# hence no stemming and no segmenting; Pagefind falls back to a bundle's only language, whatever the page's.
LANGUAGE = "gk-"
CORE = "core"
_CODE = ("pagefind.js", "pagefind-worker.js", "wasm.unknown.pagefind")
_DATA = ("pagefind-entry.json", "*.pf_meta", "index", "fragment")


@dataclass(frozen=True)
class IndexStats:
    """What was done, and how large the bundle is."""

    documents: int
    shards: int
    built: int
    reused: int
    bytes: int


@dataclass(frozen=True)
class _Job:
    name: str
    key: str
    records: tuple[SearchRecord, ...]


def write_index(records: Sequence[SearchRecord], bundle_dir: Path, cache_dir: Path, jobs: int) -> IndexStats:
    """Write all that the search page loads to the folder ``bundle_dir``, in place of what is there.

    Needs ``cache_dir`` for itself: what is not used now is removed from it. ``jobs`` shards are built at
    a time. Raises SearchIndexError.
    """
    cache_dir.mkdir(parents=True, exist_ok=True)
    program = _program()
    shards = plan_shards(records)
    todo = [_job(shard, program) for shard in (Shard(CORE, ()), *shards)]
    missing = [job for job in todo if not (cache_dir / job.key).is_dir()]
    _prune(cache_dir, {job.key for job in todo})
    with ThreadPoolExecutor(max_workers=max(1, jobs)) as pool:
        for done in [pool.submit(_build, job, cache_dir) for job in missing]:
            done.result()
    shutil.rmtree(bundle_dir, ignore_errors=True)
    bundle_dir.mkdir(parents=True)
    for job in todo:
        _put(cache_dir / job.key, bundle_dir / job.name if job.name != CORE else bundle_dir)
    _write_json(bundle_dir / "shards.json", _contents(todo))
    built = sum(1 for job in missing if job.name != CORE)
    size = sum(file.stat().st_size for file in bundle_dir.rglob("*") if file.is_file())
    return IndexStats(len(records), len(shards), built, len(shards) - built, size)


def _job(shard: Shard, program: bytes) -> _Job:
    digest = hashlib.sha256(program)
    digest.update(shard.name.encode())
    for record in shard.records:
        line = json.dumps(vars(record), ensure_ascii=False, default=str)
        digest.update(line.encode("utf-8", "surrogatepass"))
    return _Job(shard.name, digest.hexdigest()[:24], shard.records)


def _program() -> bytes:
    """Return a digest of all besides the records that decides what a shard looks like."""
    digest = hashlib.sha256()
    for package in ("pagefind_bin", "pypinyin"):
        digest.update(f"{package} {version(package)}\n".encode())
    for source in sorted(Path(__file__).parent.glob("*.py")):
        digest.update(source.read_bytes())
    return digest.digest()


def _build(job: _Job, cache_dir: Path) -> None:
    """Build a shard into the cache; it is there whole or not at all."""
    work = Path(tempfile.mkdtemp(prefix="tmp-", dir=cache_dir))
    try:
        made, kept = work / "made", work / "kept"
        make_bundle(_pages(job), LANGUAGE + job.name, made, Path(pagefind_bin.get_executable()))
        kept.mkdir()
        for pattern in _DATA if job.name != CORE else _CODE + _DATA:
            for path in made.glob(pattern):
                path.replace(kept / path.name)
        if job.name != CORE:
            _write_json(kept / "facts.json", shard_facts(job.records))
        kept.replace(cache_dir / job.key)
    finally:
        shutil.rmtree(work, ignore_errors=True)


def _pages(job: _Job) -> list[Page]:
    if job.name == CORE:
        return [Page("", folding.BREAK, "", 0)]
    folder = folding.Folder()
    return [
        Page(record.url, layout.content(record, folder), layout.facts(record), rank)
        for rank, record in enumerate(job.records)
    ]


def _contents(jobs: Sequence[_Job]) -> dict[str, object]:
    core, *shards = jobs
    return {
        "language": LANGUAGE,
        "core": core.key,
        "shards": [{"folder": job.name, "key": job.key, "documents": len(job.records)} for job in shards],
        "folding": folding.table(),
        "pinyin": pinyin.table(),
        "layout": layout.table(),
    }


def _write_json(path: Path, value: object) -> None:
    path.write_text(
        json.dumps(value, ensure_ascii=False, separators=(",", ":")) + "\n", encoding="utf-8", newline="\n"
    )


def _put(source: Path, target: Path) -> None:
    """Copy a shard out of the cache; by hard links where the disk has them, files being never edited."""
    shutil.copytree(source, target, copy_function=_link, dirs_exist_ok=True)


def _link(source: str, target: str) -> None:
    try:
        os.link(source, target)
    except OSError:
        shutil.copy(source, target)


def _prune(cache_dir: Path, used: set[str]) -> None:
    """Remove shards that no longer exist and what a killed build left behind."""
    for path in cache_dir.iterdir():
        if path.name not in used:
            shutil.rmtree(path, ignore_errors=True)
