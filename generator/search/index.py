"""Records -> the search bundle of the portal: one Pagefind index a shard, and what joins them.

    shards.json            the shards, newest first, and the tables of folding, pinyin and layout
    core/                  Pagefind's script, worker and WebAssembly, with an index of one empty page:
                           the page starts from it and merges the shards into it
    <shard>/               pagefind-entry.json, index and fragments of a shard; facts.json for filters

A shard whose records, program and Pagefind are the same as before is taken from the cache.
"""

from __future__ import annotations

import hashlib
import json
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
CONTENTS = "shards.json"
_SEAL = "files.txt"
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
class ShardJob:
    """A shard to be: its folder's name, a digest of all that decides it, and its records, newest first."""

    name: str
    key: str
    records: tuple[SearchRecord, ...]


@dataclass(frozen=True)
class IndexPlan:
    """The shards a bundle consists of. The core is Pagefind's own code with an index of one empty page."""

    core: ShardJob
    shards: tuple[ShardJob, ...]

    def outputs(self) -> dict[str, str]:
        """Return each output of the bundle, a folder with a slash behind it, with its digest."""
        contents = hashlib.sha256(json.dumps(_contents(self), ensure_ascii=False).encode()).hexdigest()[:24]
        return {f"{shard.name}/": shard.key for shard in (self.core, *self.shards)} | {CONTENTS: contents}


def plan_index(records: Sequence[SearchRecord]) -> IndexPlan:
    """Divide records into shards and give each its digest; their texts are not needed yet."""
    program = _program()
    core, *shards = (_job(shard, program) for shard in (Shard(CORE, ()), *plan_shards(records)))
    return IndexPlan(core, tuple(shards))


def unbuilt_shards(plan: IndexPlan, cache_dir: Path, missing: set[str]) -> set[str]:
    """Return the keys of the shards among the ``missing`` outputs that the cache lacks or has damaged.

    A shard that stands in the site already is not looked at: reading the cache costs more than the plan.
    """
    wanted = [shard for shard in plan.shards if f"{shard.name}/" in missing]
    return {shard.key for shard in wanted if not _is_whole(cache_dir / shard.key)}


def build_shard(job: ShardJob, cache_dir: Path) -> None:
    """Build a shard, whose records have their texts now, into the cache; there it is whole or not at all.

    Raises SearchIndexError.
    """
    cache_dir.mkdir(parents=True, exist_ok=True)
    work = Path(tempfile.mkdtemp(prefix="tmp-", dir=cache_dir))
    try:
        made, kept = work / "made", work / "kept"
        _bundle(job, made)
        kept.mkdir()
        for pattern in _DATA if job.name != CORE else _CODE + _DATA:
            for path in made.glob(pattern):
                path.replace(kept / path.name)
        if job.name != CORE:
            _write_json(kept / "facts.json", shard_facts(job.records))
        (kept / _SEAL).write_text(_inventory(kept), encoding="utf-8")
        shutil.rmtree(cache_dir / job.key, ignore_errors=True)
        kept.replace(cache_dir / job.key)
    finally:
        shutil.rmtree(work, ignore_errors=True)


def _bundle(job: ShardJob, out: Path) -> None:
    language, program = LANGUAGE + job.name, Path(pagefind_bin.get_executable())
    if job.name == CORE:
        make_bundle([Page("", folding.BREAK, "", 0)], language, out, program)
        return
    # With numpy: loaded by the builder of a shard alone.
    from generator.search.bundle import FORMAT, write_bundle
    from generator.search.wording import Liner, word_lines

    folder, liner = folding.Folder(), Liner()
    texts = word_lines([layout.line(record, folder, liner) for record in job.records], liner, folder)
    pages = [
        Page(record.url, content, layout.facts(record), rank)
        for rank, (record, content) in enumerate(zip(job.records, texts.contents, strict=True))
    ]
    if version("pagefind_bin") == FORMAT:
        write_bundle(pages, texts, language, out, layout.FACTS_WORD)
    else:
        make_bundle(pages, language, out, program)


def put_index(plan: IndexPlan, cache_dir: Path, bundle_dir: Path, missing: set[str]) -> None:
    """Lay the ``missing`` outputs of a plan, whose shards are in the cache, into ``bundle_dir``."""
    bundle_dir.mkdir(parents=True, exist_ok=True)
    if f"{CORE}/" in missing:
        _build_core(plan, cache_dir)
    for shard in (plan.core, *plan.shards):
        if f"{shard.name}/" in missing:
            _put(cache_dir / shard.key, bundle_dir / shard.name)
    if CONTENTS in missing:
        _write_json(bundle_dir / CONTENTS, _contents(plan))
    _prune(cache_dir, {job.key for job in (plan.core, *plan.shards)})


def _build_core(plan: IndexPlan, cache_dir: Path) -> None:
    if not _is_whole(cache_dir / plan.core.key):
        build_shard(plan.core, cache_dir)


def write_index(records: Sequence[SearchRecord], bundle_dir: Path, cache_dir: Path, jobs: int) -> IndexStats:
    """Write all that the search page loads to the folder ``bundle_dir``, in place of what is there.

    Needs ``cache_dir`` for itself: what is not used now is removed from it. ``jobs`` shards are built at
    a time. Raises SearchIndexError.
    """
    plan = plan_index(records)
    unbuilt = unbuilt_shards(plan, cache_dir, set(plan.outputs()))
    with ThreadPoolExecutor(max_workers=max(1, jobs)) as pool:
        for done in [pool.submit(build_shard, job, cache_dir) for job in plan.shards if job.key in unbuilt]:
            done.result()
    _build_core(plan, cache_dir)
    shutil.rmtree(bundle_dir, ignore_errors=True)
    put_index(plan, cache_dir, bundle_dir, set(plan.outputs()))
    size = sum(file.stat().st_size for file in bundle_dir.rglob("*") if file.is_file())
    return IndexStats(len(records), len(plan.shards), len(unbuilt), len(plan.shards) - len(unbuilt), size)


def _job(shard: Shard, program: bytes) -> ShardJob:
    digest = hashlib.sha256(program)
    digest.update(shard.name.encode())
    for record in shard.records:
        body = record.body_key or record.body_html
        line = repr((record.url, record.title, record.doc_no, record.issuer, str(record.published), body))
        digest.update(line.encode("utf-8", "surrogatepass"))
        line = repr((record.column_path, record.kind, record.validity, record.extra))
        digest.update(line.encode("utf-8", "surrogatepass"))
    return ShardJob(shard.name, digest.hexdigest()[:24], shard.records)


def _inventory(folder: Path) -> str:
    """Return the names and digests of a shard's files, to tell a damaged shard from a whole one."""
    files = sorted(path for path in folder.rglob("*") if path.is_file() and path.name != _SEAL)
    return "\n".join(f"{path.relative_to(folder).as_posix()} {_digest(path)}" for path in files)


def _digest(path: Path) -> str:
    return hashlib.blake2b(path.read_bytes(), digest_size=12).hexdigest()


def _is_whole(folder: Path) -> bool:
    try:
        return (folder / _SEAL).read_text(encoding="utf-8") == _inventory(folder)
    except (OSError, ValueError):
        return False


def _program() -> bytes:
    """Return a digest of all besides the records that decides what a shard looks like."""
    digest = hashlib.sha256()
    for package in ("pagefind_bin", "pypinyin"):
        digest.update(f"{package} {version(package)}\n".encode())
    for source in sorted(Path(__file__).parent.glob("*.py")):
        digest.update(source.read_bytes())
    return digest.digest()


def _contents(plan: IndexPlan) -> dict[str, object]:
    return {
        "language": LANGUAGE,
        "core": plan.core.key,
        "shards": [
            {"folder": job.name, "key": job.key, "documents": len(job.records)} for job in plan.shards
        ],
        "folding": folding.table(),
        "pinyin": pinyin.table(),
        "layout": layout.table(),
    }


def _write_json(path: Path, value: object) -> None:
    path.write_text(
        json.dumps(value, ensure_ascii=False, separators=(",", ":")) + "\n", encoding="utf-8", newline="\n"
    )


def _put(source: Path, target: Path) -> None:
    """Copy a shard out of the cache. No hard links: what befalls the cache must not befall the site."""
    ignored = shutil.ignore_patterns(_SEAL)
    shutil.copytree(source, target, copy_function=shutil.copyfile, dirs_exist_ok=True, ignore=ignored)


def _prune(cache_dir: Path, used: set[str]) -> None:
    """Remove shards that no longer exist and what a killed build left behind."""
    for path in cache_dir.iterdir() if cache_dir.is_dir() else ():
        if path.name not in used:
            shutil.rmtree(path, ignore_errors=True)
