"""Make paragraphs of lines that were ended by hand, and one of those that a reader's eye takes for one."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

import msgspec

from generator.intake.documents.dates import date_line
from generator.intake.documents.parts import ends_sentence, is_annex_mark, rank
from generator.intake.reading.blocks import Block, Paragraph, Piece, plain

_INDENT = re.compile(r"[ \u00a0]{2,}|[\u3000\t]")
_BLANKS = re.compile(r"[ \u00a0]{2,}")


def settle_lines(blocks: Iterable[Block]) -> list[Block]:
    """Return blocks with paragraphs parted where a line was ended by hand, and blanks at their ends taken away."""
    found: list[Block] = []
    for block in blocks:
        found += _parted(block) if isinstance(block, Paragraph) else [block]
    return found


def _parted(paragraph: Paragraph) -> Iterator[Paragraph]:
    """Yield a paragraph, or those that are written in it one a line: each indented, numbered, or behind a sentence."""
    lines = list(_lines(paragraph.pieces))
    kept: list[list[Piece]] = []
    for line in lines:
        text = plain(line)
        before = plain(kept[-1]) if kept else ""
        new = (
            _INDENT.match(text) or ends_sentence(before) or rank(text) or date_line(text) or date_line(before)
        )
        if not kept or new or is_annex_mark(text):
            kept.append(line)
        else:
            kept[-1] = [*kept[-1], Piece("\n"), *line]
    made = [trim(line) for line in kept]
    for number, pieces in enumerate(line for line in made if line):
        first = number == 0
        yield msgspec.structs.replace(
            paragraph,
            pieces=tuple(pieces),
            number=paragraph.number if first else "",
            bullet=paragraph.bullet and first,
        )


def _lines(pieces: Iterable[Piece]) -> Iterator[list[Piece]]:
    line: list[Piece] = []
    for piece in pieces:
        first, *others = piece.text.split("\n") if piece.text else [""]
        if first or not piece.text:
            line.append(msgspec.structs.replace(piece, text=first))
        for other in others:
            yield line
            line = [msgspec.structs.replace(piece, text=other)] if other else []
    yield line


def trim(pieces: Iterable[Piece]) -> list[Piece]:
    """Return pieces without blanks at both ends; none where nothing is said or shown."""
    found = [piece for piece in pieces if piece.text or piece.note or piece.picture >= 0]
    while found and _is_blank(found[0]):
        found.pop(0)
    while found and _is_blank(found[-1]):
        found.pop()
    if found and found[0].text:
        found[0] = msgspec.structs.replace(found[0], text=found[0].text.lstrip())
    if found and found[-1].text:
        found[-1] = msgspec.structs.replace(found[-1], text=found[-1].text.rstrip())
    return [piece if _is_line(piece) else _narrow(piece) for piece in found]


def _is_line(piece: Piece) -> bool:
    """Tell whether underlined blanks are a line to write on."""
    return "underline" in piece.marks and not piece.text.strip()


def _narrow(piece: Piece) -> Piece:
    return msgspec.structs.replace(piece, text=_BLANKS.sub("\u3000", piece.text))


def _is_blank(piece: Piece) -> bool:
    return not piece.text.strip() and not piece.note and piece.picture < 0 and "underline" not in piece.marks


def joined(paragraphs: Iterable[Paragraph]) -> str:
    """Return the words of the lines of one title."""
    return " ".join("".join(each.shown.split("\n")) for each in paragraphs).replace("\u3000", " ").strip()
