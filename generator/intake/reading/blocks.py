"""What a reader of foreign documents finds: blocks of text in their order, as the source shows them.

All readers (DOCX, HTML, PDF) hand out an ``Imported``; what makes a Markdown document of it knows none of them.
The structs go through a pipe as JSON, for files are read in a process of their own.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator

import msgspec

BOLD, ITALIC, UNDERLINE, STRIKE, SUB, SUP = "bold", "italic", "underline", "strike", "sub", "sup"


class Piece(msgspec.Struct, frozen=True):
    """A run of characters of one look. A line break is the text ``\\n``.

    ``note`` is the label of a footnote that is referred to here, ``picture`` the number of a picture shown here;
    such pieces have no text. ``ruby`` are the small words above the text. ``address`` is where a link leads.
    """

    text: str = ""
    marks: tuple[str, ...] = ()
    address: str = ""
    note: str = ""
    picture: int = -1
    ruby: str = ""


class Paragraph(msgspec.Struct, frozen=True, tag="p"):
    """A paragraph with how it is set.

    ``number`` is its automatic number as the source shows it, which no character of the source says; ``bullet``
    tells that a sign stands in its place, at ``depth``. ``level`` is 1 to 6 for what the source marks as a heading
    (0 for text), ``size`` the height of its letters in half points (0 if unknown), ``place`` where it stands in words.
    """

    pieces: tuple[Piece, ...] = ()
    level: int = 0
    align: str = ""
    number: str = ""
    bullet: bool = False
    depth: int = 0
    size: int = 0
    title: bool = False
    place: str = ""

    @property
    def text(self) -> str:
        """Return what it says, without its number; line breaks are blanks."""
        return "".join(piece.text for piece in self.pieces).replace("\n", " ").strip()

    @property
    def shown(self) -> str:
        """Return what it says with its number."""
        return f"{self.number}{self.text}"


class Cell(msgspec.Struct, frozen=True):
    """A cell of a table, over so many columns and rows."""

    blocks: tuple[Block, ...] = ()
    columns: int = 1
    rows: int = 1
    header: bool = False


class Table(msgspec.Struct, frozen=True, tag="t"):
    """A table: rows of the cells that begin in them, from the left; how many rows on top are its head."""

    rows: tuple[tuple[Cell, ...], ...] = ()
    place: str = ""
    caption: str = ""


class Rule(msgspec.Struct, frozen=True, tag="r"):
    """A line across the page that parts a text."""

    place: str = ""


class Quote(msgspec.Struct, frozen=True, tag="q"):
    """Blocks that are quoted."""

    blocks: tuple[Block, ...] = ()
    place: str = ""


Block = Paragraph | Table | Rule | Quote


class Note(msgspec.Struct, frozen=True):
    """A footnote or an endnote."""

    label: str
    blocks: tuple[Block, ...] = ()


class Picture(msgspec.Struct, frozen=True):
    """A picture: its bytes, its ending (.png), the words that the source has for it."""

    raw: bytes
    suffix: str
    words: str = ""
    place: str = ""
    address: str = ""


class Enclosed(msgspec.Struct, frozen=True):
    """A file that the source holds or leads to: an embedded workbook, a link to an attachment."""

    name: str
    raw: bytes = b""
    label: str = ""
    address: str = ""
    place: str = ""


class Left(msgspec.Struct, frozen=True):
    """Something of the source that is left out on purpose: what it is, its words, where it stands.

    ``counted`` tells that its characters are among those of the text; deleted words and comments stand beside it.
    """

    what: str
    text: str = ""
    place: str = ""
    counted: bool = True


class Lost(msgspec.Struct, frozen=True):
    """Something of the source that could not be read and that a person has to look after."""

    what: str
    text: str = ""
    place: str = ""


class Imported(msgspec.Struct, frozen=True):
    """A document as it was read. ``head`` holds what the source says of itself by the keys of a document's head.

    ``drawn`` is text that no character of the source says: signs drawn by a field or a font, words of a drawing.
    ``turned`` are characters of the source that were turned into such signs. ``changes`` counts tracked changes.
    """

    blocks: tuple[Block, ...] = ()
    notes: tuple[Note, ...] = ()
    pictures: tuple[Picture, ...] = ()
    enclosed: tuple[Enclosed, ...] = ()
    left: tuple[Left, ...] = ()
    lost: tuple[Lost, ...] = ()
    head: dict[str, str] = {}
    changes: int = 0
    drawn: tuple[str, ...] = ()
    turned: tuple[str, ...] = ()


class Unreadable(msgspec.Struct, frozen=True, tag=True):
    """Why a file cannot be read, in words for its editor, and what to do."""

    message: str
    hint: str = ""


def paragraphs(blocks: Iterable[Block]) -> Iterator[Paragraph]:
    """Yield all paragraphs, those in tables and quotations too, in their order."""
    for block in blocks:
        if isinstance(block, Paragraph):
            yield block
        elif isinstance(block, Table):
            for row in block.rows:
                for cell in row:
                    yield from paragraphs(cell.blocks)
        elif isinstance(block, Quote):
            yield from paragraphs(block.blocks)


def generated(imported: Imported) -> list[str]:
    """Return what the result has and no character of the source: numbers written out, and what is drawn."""
    whole = [*imported.blocks, *(block for note in imported.notes for block in note.blocks)]
    return [*imported.drawn, *(each.number for each in paragraphs(whole) if each.number)]


_CONTROLS = re.compile("[\x00-\x08\x0e-\x1f\x7f\u200b-\u200f\u202a-\u202e\u2060-\u2069\ufeff\ufff9-\ufffb]+")
_BREAKS = str.maketrans({"\x0b": "\n", "\x0c": "\n", "\x85": "\n", "\u2028": "\n", "\u2029": "\n"})


def visible_text(text: str) -> str:
    """Return a text without the characters that nobody sees; breaks of other systems are line breaks."""
    return (
        _CONTROLS.sub("", text).translate(_BREAKS) if not text.isascii() or not text.isprintable() else text
    )


def plain(pieces: Iterable[Piece]) -> str:
    """Return what pieces say."""
    return "".join(piece.text for piece in pieces)


def with_pieces(blocks: Iterable[Block], change: Callable[[Piece], Piece | None]) -> tuple[Block, ...]:
    """Return blocks of which each piece is changed; None takes it out."""
    return tuple(_with_pieces(block, change) for block in blocks)


def _with_pieces(block: Block, change: Callable[[Piece], Piece | None]) -> Block:
    if isinstance(block, Paragraph):
        pieces = tuple(made for piece in block.pieces if (made := change(piece)) is not None)
        return msgspec.structs.replace(block, pieces=pieces)
    if isinstance(block, Table):
        rows = tuple(
            tuple(msgspec.structs.replace(cell, blocks=with_pieces(cell.blocks, change)) for cell in row)
            for row in block.rows
        )
        return msgspec.structs.replace(block, rows=rows)
    if isinstance(block, Quote):
        return msgspec.structs.replace(block, blocks=with_pieces(block.blocks, change))
    return block


def whole_rows(rows: tuple[tuple[Cell, ...], ...]) -> tuple[tuple[Cell, ...], ...]:
    """Return the rows of a table: cells reach over no more rows than there are, rows without cells are none.

    Where cells reach over rows, one without cells of its own is needed.
    """
    kept = rows if any(cell.rows > 1 for row in rows for cell in row) else tuple(row for row in rows if row)
    return tuple(
        tuple(msgspec.structs.replace(cell, rows=min(cell.rows, len(kept) - number)) for cell in row)
        for number, row in enumerate(kept)
    )
