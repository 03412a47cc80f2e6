"""The bundles we write are those that Pagefind itself would write for the same pages."""

from __future__ import annotations

import gzip
import json
from importlib.metadata import version
from pathlib import Path
from typing import Any

import cbor2
import pagefind_bin
from hypothesis import given, settings
from hypothesis import strategies as st

from generator.search.bundle import FORMAT, write_bundle
from generator.search.folding import BREAK, SECTION, FoldingTable, tidy
from generator.search.service import PagefindRecord, make_bundle
from generator.search.wording import Liner, word_lines

LANGUAGE = "gk-test"
# Han, letters of both cases, digits, marks with and without a folded form, marks that become many, and
# characters beyond the first plane; few of each, so that words repeat within and across pages.
_CHARACTERS = st.sampled_from("中华人民共和国政务公开〔2026〕（）。，“”—…%ABcz90é①㎡𠀀 ½")
_TEXTS = st.lists(st.text(_CHARACTERS, min_size=1, max_size=60), min_size=1, max_size=8)


def decoded(path: Path) -> Any:
    """Return what a file of a bundle holds."""
    data = gzip.decompress(path.read_bytes())
    assert data.startswith(b"pagefind_dcd")
    data = data.removeprefix(b"pagefind_dcd")
    return json.loads(data) if path.suffix == ".pf_fragment" else cbor2.loads(data)


def bundle(folder: Path) -> dict[str, Any]:
    """Return all that a bundle says, without the names of its files."""
    (meta,) = folder.glob("*.pf_meta")
    said, pages, chunks, filters, sorts, fields = decoded(meta)
    entry = json.loads((folder / "pagefind-entry.json").read_text(encoding="utf-8"))
    (language,) = entry["languages"].values()
    assert meta.name == f"pagefind.{language.pop('hash')}.pf_meta"
    return {
        "entry": entry,
        "version": said,
        "pages": [(decoded(folder / "fragment" / f"{name}.pf_fragment"), count) for name, count in pages],
        "chunks": [
            (first, last, decoded(folder / "index" / f"{name}.pf_index")) for first, last, name in chunks
        ],
        "rest": (filters, sorts, fields),
    }


def both(lines: list[bytes], liner: Liner, folder: Path) -> tuple[dict[str, Any], dict[str, Any]]:
    """Return the bundle that we write of these texts, and the one that Pagefind writes."""
    texts = word_lines(lines, liner, FoldingTable())
    pages = [
        PagefindRecord(f"a/{number}.html", content.decode(), "zf!#" + "$" * number, number)
        for number, content in enumerate(texts.contents)
    ]
    write_bundle(pages, texts, LANGUAGE, folder / "ours", "zf")
    make_bundle(pages, LANGUAGE, folder / "theirs", Path(pagefind_bin.get_executable()))
    return bundle(folder / "ours"), bundle(folder / "theirs")


def test_the_format_is_that_of_the_pagefind_we_pin() -> None:
    assert version("pagefind_bin") == FORMAT


@settings(max_examples=60)
@given(texts=_TEXTS)
def test_any_pages_give_what_pagefind_gives(texts: list[str], tmp_path_factory: Any) -> None:
    liner = Liner()
    end = liner.token(SECTION) + liner.token("yzheng") + liner.token(BREAK)
    ours, theirs = both(
        [liner.text(tidy(text)) + end for text in texts], liner, tmp_path_factory.mktemp("bundle")
    )
    assert ours == theirs


def test_many_long_pages_give_the_same_chunks(tmp_path: Path) -> None:
    liner = Liner()
    texts = [
        "".join(chr(0x4E00 + (number * 37 + place * place) % 700) for place in range(900)) + "A1，"
        for number in range(120)
    ]
    ours, theirs = both([liner.text(text) + liner.token(BREAK) for text in texts], liner, tmp_path)
    assert len(ours["chunks"]) > 2
    assert ours == theirs


def test_places_far_apart_give_the_same_chunks(tmp_path: Path) -> None:
    liner = Liner()
    texts = ["甲" + "乙" * gap + "甲" for gap in (22, 23, 24, 254, 255, 256, 65534, 65535, 65536)]
    ours, theirs = both([liner.text(text) + liner.token(BREAK) for text in texts], liner, tmp_path)
    assert ours == theirs


@given(texts=_TEXTS)
def test_words_made_by_tables_are_those_made_one_by_one(texts: list[str]) -> None:
    liner, folder = Liner(), FoldingTable()
    made = word_lines([liner.text(tidy(text)) + liner.token(BREAK) for text in texts], liner, FoldingTable())
    assert [content.decode() for content in made.contents] == [folder.words(text) + BREAK for text in texts]
