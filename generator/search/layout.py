"""Lay out a record as one line of words, in sections whose places the search page knows.

    title   number without marks   number   body   extra   initials   syllables

The order of results is decided here. A phrase search of Pagefind tells, for each document and without
loading it, where the phrase first stands. The title comes first and is padded to a fixed width, so that
"stands before TITLE_WIDTH" means "the title contains it": titles first costs no second search and no
second index. (Weights cannot do it: a phrase search does not score. A field of metadata cannot either:
Pagefind looks there only where the text has no match.) The document number stands at a fixed place,
with its marks and without, for the same reason: who types a whole number wants that document before
those that cite it.

A title longer than the width is found like any other; only a match beyond the width ranks as one of
the body.
"""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

from generator.search.blocks import BLOCK_END, text_blocks
from generator.search.folding import BREAK, SECTION, FoldingTable, fold, spell, tidy
from generator.search.pinyin import title_pinyin
from generator.search.record import SearchRecord

if TYPE_CHECKING:  # numpy comes with it, and who only asks for the table needs none
    from generator.search.wording import Liner

TITLE_WIDTH = 80
PLAIN_NUMBER_WIDTH = 24
SECTIONS = ("title", "plainNumber", "number", "body", "extra", "initials", "syllables")

# Metadata is indexed word by word as well; a value that is this one token and punctuation adds nothing.
FACTS_WORD = "zf"


def line(record: SearchRecord, folder: FoldingTable, liner: Liner) -> bytes:
    """Return the text of a record, section by section, as the words of a shard are made of it."""
    title = fold(record.title, folder)
    initials, syllables = title_pinyin(title)
    plain_number = [token for token in fold(record.doc_no, folder) if len(token) == 1]
    sections = (
        _padded(liner.text(tidy(record.title)), len(title), TITLE_WIDTH, liner),
        _padded(liner.text("".join(plain_number)), len(plain_number), PLAIN_NUMBER_WIDTH, liner),
        liner.text(tidy(record.doc_no)),
        liner.text(tidy(text_blocks(record.body_html))),
        liner.text(tidy(BLOCK_END.join(record.extra))),
        liner.line(initials),
        liner.line(syllables),
    )
    return liner.token(SECTION).join(sections) + liner.token(BREAK)


def _padded(text: bytes, tokens: int, width: int, liner: Liner) -> bytes:
    return text + liner.token(BREAK) * (width - tokens)


def facts(record: SearchRecord) -> str:
    """Return what a result shows besides its text, as metadata that adds no word to the index."""
    shown = {
        "url": record.url,
        "date": record.published.strftime("%Y-%m-%d") if record.dated else "",
        "path": list(record.column_path),
        "kind": record.kind,
        "validity": record.validity,
    }
    return FACTS_WORD + spell(json.dumps(shown, ensure_ascii=False, separators=(",", ":")))


def table() -> dict[str, object]:
    """Return the places of the sections, for the search page."""
    plain = TITLE_WIDTH + 1
    return {
        "sections": list(SECTIONS),
        "titleWidth": TITLE_WIDTH,
        "numberAt": [plain, plain + PLAIN_NUMBER_WIDTH + 1],
    }
