"""Lay out a record as one line of words, in sections whose places the search page knows.

    title   number without marks   number   body   extra   initials   syllables   attached

The order of results is decided here. A phrase search of Pagefind tells, for each document and without
loading it, where the phrase first stands. The title comes first and is padded to a fixed width, so that
"stands before TITLE_WIDTH" means "the title contains it": titles first costs no second search and no
second index. (Weights cannot do it: a phrase search does not score. A field of metadata cannot either:
Pagefind looks there only where the text has no match.) The document number stands at a fixed place,
with its marks and without, for the same reason: who types a whole number wants that document before
those that cite it.

What stands in attached files comes last: who types words that a page has wants that page before those that only offer
a file with them. A page without such files has no section of theirs.

A title longer than the width is found like any other; only a match beyond the width ranks as one of
the body.
"""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

from generator.data import dataclass
from generator.search.blocks import BLOCK_END, picture_words, text_blocks
from generator.search.folding import BREAK, SECTION, FoldingTable, fold, spell, tidy
from generator.search.pinyin import title_pinyin
from generator.search.record import SearchRecord

if TYPE_CHECKING:  # numpy comes with it, and who only asks for the table needs none
    from generator.search.wording import Liner

TITLE_WIDTH = 80
PLAIN_NUMBER_WIDTH = 24
SECTIONS = ("title", "plainNumber", "number", "body", "extra", "initials", "syllables", "attached")
# The sections, by their places, that the two indexes of a segment are of (sections.py).
HEAD_SECTIONS = (0, 1, 2, 5, 6)
ATTACHED_SECTION = 7
# Places in attached files are counted on from here, further than any page goes: a place tells which of the two it is in.
ATTACHED_AT = 1 << 24
BODY_SECTIONS = (0, 1, 2, 3, 4, ATTACHED_SECTION)

# Metadata is indexed word by word as well; a value that is this one token and punctuation adds nothing.
FACTS_WORD = "zf"


@dataclass(frozen=True)
class Shown:
    """What a search shows of a record and finds it by: all texts tidy, blocks with an end of line between them."""

    url: str
    title: str
    number: str
    date: str
    path: tuple[str, ...]  # as the record has it, without names of columns
    kind: str
    validity: str
    body: str
    extra: str
    initials: str
    syllables: str
    attached: tuple[tuple[str, str, str], ...] = ()  # label, address, words


def shown(record: SearchRecord, folder: FoldingTable) -> Shown:
    """Return what is shown of a record."""
    initials, syllables = title_pinyin(fold(record.title, folder))
    return Shown(
        record.url,
        tidy(record.title),
        tidy(record.doc_no),
        record.published.date().isoformat() if record.dated else "",
        record.place,
        record.kind,
        record.validity,
        # No text has an end of line of its own: runs of blanks are one blank.
        _lines(text_blocks(record.body_html)),
        _lines(BLOCK_END.join((*record.extra, *picture_words(record.body_html)))),
        " ".join(initials),
        " ".join(syllables),
        tuple(
            (each.label, each.url, _lines(each.words.replace("\n", BLOCK_END))) for each in record.attached
        ),
    )


def _lines(blocks: str) -> str:
    return tidy(blocks).replace(BLOCK_END, "\n")


def line(record: Shown, folder: FoldingTable, liner: Liner) -> bytes:
    """Return the text of a record, section by section, as the words of a shard are made of it."""
    plain_number = [token for token in fold(record.number, folder) if len(token) == 1]
    sections = [
        _padded(liner.text(record.title), len(fold(record.title, folder)), TITLE_WIDTH, liner),
        _padded(liner.text("".join(plain_number)), len(plain_number), PLAIN_NUMBER_WIDTH, liner),
        liner.text(record.number),
        liner.text(record.body.replace("\n", BLOCK_END)),
        liner.text(record.extra.replace("\n", BLOCK_END)),
        liner.line(record.initials.split()),
        liner.line(record.syllables.split()),
    ]
    if record.attached:
        words = BLOCK_END.join(text.replace("\n", BLOCK_END) for _, _, text in record.attached)
        sections.append(liner.text(words))
    return liner.token(SECTION).join(sections) + liner.token(BREAK)


def _padded(text: bytes, tokens: int, width: int, liner: Liner) -> bytes:
    return text + liner.token(BREAK) * (width - tokens)


def facts(record: Shown) -> str:
    """Return what a result shows besides its text, as metadata that adds no word to the index."""
    told = {
        "url": record.url,
        "date": record.date,
        "path": list(record.path),
        "kind": record.kind,
        "validity": record.validity,
    }
    return FACTS_WORD + spell(json.dumps(told, ensure_ascii=False, separators=(",", ":")))


def table() -> dict[str, object]:
    """Return the places of the sections, for the search page."""
    plain = TITLE_WIDTH + 1
    return {
        "sections": list(SECTIONS),
        "titleWidth": TITLE_WIDTH,
        "numberAt": [plain, plain + PLAIN_NUMBER_WIDTH + 1],
        "attachedAt": ATTACHED_AT,
    }
