"""Plan the search bundle from all records: one Pagefind index a shard, and what joins them.

    shards.json            the shards, newest first, and the tables of folding, pinyin and layout
    core/                  Pagefind's script, worker and WebAssembly, with an index of one empty page:
                           the page starts from it and merges the shards into it
    <shard>/               pagefind-entry.json, index and fragments of a shard; facts.json for filters
    titles/                titles and document numbers, from which the page draws its first results

Each has a key, a digest of all that decides it. Whoever has an output with that key need not make it again
(publish/tree.py for a site, publish/previewing/snapshot.py for a preview); build.py makes the rest.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from generator.program import program_digest
from generator.search import folding, layout, pinyin
from generator.search.record import SearchRecord
from generator.search.shards import Shard, plan_shards
from generator.search.titles import list_key, list_name

# The page tells shards apart by the language of a result, which begins its id. No language begins so,
# hence no stemming and no segmenting; Pagefind falls back to a bundle's only language, whatever the page's.
LANGUAGE = "gk-"
CORE = "core"
TITLES = "titles"
CONTENTS = "shards.json"


@dataclass(frozen=True)
class ShardJob:
    """A shard to be: its name, a digest of all that decides it, and its records, newest first.

    ``folder`` is where in a bundle it is built: by its name in a site, by its key where shards of several
    states lie side by side.
    """

    name: str
    key: str
    records: tuple[SearchRecord, ...]
    folder: str


@dataclass(frozen=True)
class TitleJob:
    """A list of titles to be: its name, a digest of all that decides it, and the shards it is of.

    ``file`` is where in a bundle it is written, by its name or by its key, like the folder of a shard.
    """

    name: str
    key: str
    shards: tuple[ShardJob, ...]
    file: str

    @property
    def output(self) -> str:
        """Where it is in a site."""
        return _title_file(self.name)


@dataclass(frozen=True)
class IndexPlan:
    """The shards a bundle consists of. The core is Pagefind's own code with an index of one empty page."""

    core: ShardJob
    shards: tuple[ShardJob, ...]
    titles: tuple[TitleJob, ...]

    def outputs(self) -> dict[str, str]:
        """Return each output of the bundle, a folder with a slash behind it, with its digest."""
        written = json.dumps(contents(self), ensure_ascii=False).encode()
        shards = {f"{shard.name}/": shard.key for shard in (self.core, *self.shards)}
        titles = {titles.output: titles.key for titles in self.titles}
        return shards | titles | {CONTENTS: hashlib.sha256(written).hexdigest()[:24]}

    def by_key(self) -> IndexPlan:
        """Return the same plan with every shard and list of titles in a place named by its key."""
        core, *shards = (replace(job, folder=job.key) for job in (self.core, *self.shards))
        titles = (replace(job, file=_title_file(job.key)) for job in self.titles)
        return IndexPlan(core, tuple(shards), tuple(titles))


def plan_index(records: Sequence[SearchRecord]) -> IndexPlan:
    """Divide records into shards and give each its digest; their texts are not needed yet."""
    program = program_digest().encode()
    core, *shards = (_job(shard, program) for shard in (Shard(CORE, ()), *plan_shards(records)))
    return IndexPlan(core, tuple(shards), tuple(_title_jobs(shards)))


def _title_jobs(shards: Sequence[ShardJob]) -> Iterator[TitleJob]:
    """Yield the lists of titles: each shard, newest first, belongs to one."""
    newest = shards[0].records[0].published.year if shards else 0
    lists: dict[str, list[ShardJob]] = {}
    for job in shards:
        lists.setdefault(list_name(job.name, newest), []).append(job)
    for name, jobs in lists.items():
        yield TitleJob(name, list_key(job.key for job in jobs), tuple(jobs), _title_file(name))


def _title_file(stem: str) -> str:
    # The extension is that of Pagefind's own packed file: a server that must be told of types knows it.
    return f"{TITLES}/{stem}.pagefind"


def _job(shard: Shard, program: bytes) -> ShardJob:
    digest = hashlib.sha256(program)
    digest.update(shard.name.encode())
    told = "\0".join([record.key or repr(record) for record in shard.records])
    digest.update(told.encode("utf-8", "surrogatepass"))
    return ShardJob(shard.name, digest.hexdigest()[:24], shard.records, shard.name)


def contents(plan: IndexPlan) -> dict[str, object]:
    """Return what the search page reads first: the shards, newest first, and the tables it folds queries by."""
    list_of = {job.name: titles.name for titles in plan.titles for job in titles.shards}
    return {
        "language": LANGUAGE,
        "core": plan.core.key,
        "shards": [
            {"folder": job.name, "key": job.key, "documents": len(job.records), "titles": list_of[job.name]}
            for job in plan.shards
        ],
        "titles": {titles.name: titles.key for titles in plan.titles},
        "folding": folding.table(),
        "pinyin": pinyin.table(),
        "layout": layout.table(),
    }
