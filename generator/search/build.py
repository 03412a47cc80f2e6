"""Build what a plan of the search bundle lacks, straight into the folder where it is served from."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from generator.libraries import version
from generator.search import folding, layout
from generator.search.index import (
    CONTENTS,
    LANGUAGE,
    IndexPlan,
    ShardJob,
    contents_text,
    titles_text,
)
from generator.search.joining import (
    BODY_PART,
    FACTS_PART,
    HEADS_PART,
    NAMES_PART,
    PARTS,
    JoinedShard,
    Kept,
    join_lists,
    joins_of,
    whole,
)
from generator.search.layout import Shown
from generator.search.packing import NOTE_PART, KeptLists, NothingKept
from generator.search.service import PagefindRecord, make_bundle, page_names
from generator.search.titles import TITLES, title_lines, title_script

if TYPE_CHECKING:  # with numpy: loaded by the builder of a shard alone
    from generator.search.sections import Sections
    from generator.search.wording import Worded

_CODE = ("pagefind.js", "pagefind-worker.js", "wasm.unknown.pagefind")
_DATA = ("pagefind-entry.json", "*.pf_meta", "index", "fragment")
_NOTHING = NothingKept()


def build_shard(job: ShardJob, bundle_dir: Path, kept: KeptLists = _NOTHING) -> None:
    """Build a shard, whose records have their texts now, into its folder of a bundle, whole or not at all.

    Its lists are ``kept`` for the segments that join them. Raises SearchIndexError.
    """
    from generator.search.sections import attached_begins, make_sections
    from generator.search.texts import write_texts

    def write(made: Path) -> None:
        folder = folding.FoldingTable()
        texts = [layout.shown(record, folder) for record in job.records]
        words = _words(texts, folder, with_contents=job.pagefind)
        if job.pagefind:
            _write_theirs(texts, words, job, made)
        begins = attached_begins(words) if job.pagefind and job.marked else None
        names = page_names(made) if job.pagefind else ()
        facts = write_texts(job.records, texts, made, names, begins)
        (made / TITLES).write_text(title_script(texts), encoding="utf-8", newline="\n")
        _keep(job.key, texts, facts, make_sections(words, marked=job.marked), kept)

    whole(bundle_dir, job.folder, write)


def _keep(key: str, texts: Sequence[Shown], facts: bytes, sections: Sections, kept: KeptLists) -> None:
    """Keep the lists of a shard: those of titles by themselves, since they are wanted far more often."""
    for part, cells in ((HEADS_PART, sections.heads), (BODY_PART, sections.body)):
        kept.write(key + part, cells.packed())
    kept.write(key + NAMES_PART, title_lines(texts))
    kept.write(key + FACTS_PART, facts)


def kept_names(plan: IndexPlan) -> Iterator[str]:
    """Yield the names by which lists of a plan's shards are kept, and notes of what was joined."""
    for shard in plan.shards:
        yield from (shard.key + part for part in PARTS)
    yield from (job.folder + NOTE_PART for job in joins_of(plan).values())


def _words(texts: Sequence[Shown], folder: folding.FoldingTable, *, with_contents: bool) -> Worded:
    from generator.search.wording import Liner, word_lines

    liner = Liner()
    lines = [layout.line(text, folder, liner) for text in texts]
    return word_lines(lines, liner, folder, with_contents=with_contents)


def _write_theirs(texts: Sequence[Shown], words: Worded, job: ShardJob, made: Path) -> None:
    """Write Pagefind's index of a shard beside its texts."""
    from generator.search.bundle import FORMAT, write_bundle

    pages = [PagefindRecord(text.url, "", layout.facts(text), rank) for rank, text in enumerate(texts)]
    if version("pagefind_bin") == FORMAT:
        write_bundle(pages, words, LANGUAGE + job.name, made, layout.FACTS_WORD)
    else:
        worded = [
            replace(page, content=content.decode())
            for page, content in zip(pages, words.contents, strict=True)
        ]
        _ask_pagefind(worded, LANGUAGE + job.name, made, _DATA)


def _ask_pagefind(pages: list[PagefindRecord], language: str, made: Path, patterns: tuple[str, ...]) -> None:
    """Let the binary index these pages; of what it makes, keep what the search page loads."""
    import pagefind_bin

    whole = made.with_name(f"{made.name}-whole")
    make_bundle(pages, language, whole, Path(pagefind_bin.get_executable()))
    for pattern in patterns:
        for path in whole.glob(pattern):
            path.replace(made / path.name)


def put_index(
    plan: IndexPlan,
    bundle_dir: Path,
    missing: set[str],
    kept: KeptLists = _NOTHING,
    live: Path | None = None,
) -> None:
    """Make those of the ``missing`` outputs that are no shards, which lie in the bundle already.

    What they have in common with the ``live`` bundle is not packed again.
    """
    bundle_dir.mkdir(parents=True, exist_ok=True)
    if f"{plan.core.folder}/" in missing:
        whole(bundle_dir, plan.core.folder, _write_core)
    anew = partial(_made_anew, bundle_dir, kept)
    for job in joins_of(plan).values():
        if f"{job.folder}/" in missing:
            join_lists(job, bundle_dir, kept, anew, live)
    for name, text in ((CONTENTS, contents_text), (TITLES, titles_text)):
        if name in missing:
            _write_whole(bundle_dir / name, text(plan).encode())


def _made_anew(bundle_dir: Path, kept: KeptLists, shard: JoinedShard, part: str) -> Kept:
    """Return what is joined of a shard, made of its texts."""
    from generator.search.sections import make_sections
    from generator.search.texts import read_facts, read_texts

    texts, facts = read_texts(bundle_dir / shard.folder), read_facts(bundle_dir / shard.folder)
    made = make_sections(_words(texts, folding.FoldingTable(), with_contents=False), marked=shard.marked)
    _keep(shard.key, texts, facts, made, kept)
    return Kept(made.heads, title_lines(texts), facts) if part == HEADS_PART else Kept(made.body)


def _write_core(made: Path) -> None:
    _ask_pagefind([PagefindRecord("", folding.BREAK, "", 0)], f"{LANGUAGE}core", made, (*_CODE, *_DATA))


def _write_whole(path: Path, data: bytes) -> None:
    """Write a file in one step: a preview serves it while it changes."""
    new = path.with_name(f"{path.name}.new")
    new.write_bytes(data)
    new.replace(path)
