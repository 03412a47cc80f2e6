"""A shard's bundle in Pagefind's own format, written without Pagefind.

Indexing is most of the time of a full build, and Pagefind spends a third of it on the strongest
compression and most of the rest on words it must first take apart; ours come apart already. The
format is that of one version: with any other, search/build.py asks the binary (service.py) instead.

A file of a bundle is gzip around ``pagefind_dcd`` and CBOR or JSON, named by a digest of its content.
"""

from __future__ import annotations

import hashlib
import json
import os
from collections.abc import Sequence
from pathlib import Path

import cbor2

from generator.files import write_file
from generator.search.packing import pack
from generator.search.postings import make_chunks
from generator.search.service import SIGNATURE, PagefindRecord
from generator.search.wording import Worded

FORMAT = "1.5.2"
# What Pagefind counts as part of a word besides letters and digits; its page script asks for the list.
_INCLUDED = ("_", "‿", "⁀", "⁔", "︳", "︴", "﹍", "﹎", "﹏", "＿")


def write_bundle(
    pages: Sequence[PagefindRecord], texts: Worded, language: str, out: Path, meta_word: str
) -> None:
    """Write index, fragments, metadata and entry of these pages, in this order, into the folder ``out``.

    ``texts`` are the contents of the pages as words and tokens, ``meta_word`` is the one word that the
    metadata of each page holds.
    """
    for folder in (out, out / "fragment", out / "index"):
        folder.mkdir(parents=True, exist_ok=True)
    counts = texts.counts.tolist()
    # Paths as text: there is one a page, and taking it apart costs as much as writing the file.
    ends = (f"{out / 'fragment'}{os.sep}", ".pf_fragment")
    fragments = [
        _put(ends, language, _fragment(page, content, count))
        for page, content, count in zip(pages, texts.contents, counts, strict=True)
    ]
    ends = (f"{out / 'index'}{os.sep}", ".pf_index")
    chunks = [
        [chunk.first, chunk.last, _put(ends, language, chunk.data)] for chunk in make_chunks(texts, meta_word)
    ]
    by_rank = sorted(range(len(pages)), key=lambda number: pages[number].rank)
    numbered = [[name, count] for name, count in zip(fragments, counts, strict=True)]
    meta = cbor2.dumps([FORMAT, numbered, chunks, [], [["order", by_rank]], ["facts"]])
    name = _put((f"{out}{os.sep}pagefind.", ".pf_meta"), language, meta)
    entry = {
        "version": FORMAT,
        "languages": {language: {"hash": name, "wasm": None, "page_count": len(pages)}},
        "include_characters": _INCLUDED,
    }
    text = json.dumps(entry, ensure_ascii=False, separators=(",", ":"))
    (out / "pagefind-entry.json").write_text(text, encoding="utf-8", newline="\n")


def _fragment(page: PagefindRecord, content: bytes, count: int) -> bytes:
    # No word has a character that JSON would write in another way (folding.ALPHABET), and content is nearly all.
    return b'{"url":%b,"content":"%b","word_count":%d,"filters":{},"meta":{"facts":%b},"anchors":[]}' % (
        _json(page.url), content, count, _json(page.meta)
    )  # fmt: skip


def _json(text: str) -> bytes:
    return json.dumps(text, ensure_ascii=False).encode("utf-8", "replace")


def _put(ends: tuple[str, str], language: str, data: bytes) -> str:
    """Write one file between these ends of its path; returns the name by which the bundle knows it."""
    name = f"{language}_{hashlib.blake2b(data, digest_size=6).hexdigest()}"
    write_file(f"{ends[0]}{name}{ends[1]}", pack(SIGNATURE + data))
    return name
