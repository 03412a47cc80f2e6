"""Set the number of a paragraph before its words."""

from __future__ import annotations

from generator.intake.reading.blocks import Paragraph, Piece


def numbered(paragraph: Paragraph) -> list[Piece]:
    """Return the pieces of a paragraph with its number written out before them.

    A blank stands between 1. and 2026, which would be another number together, before Latin letters, and behind a
    number without a sign.
    """
    pieces = list(paragraph.pieces)
    if not paragraph.number:
        return pieces
    number = paragraph.number
    first = paragraph.text[:1]
    bare = number[-1].isascii() and number[-1].isalnum()
    if bare or (first.isascii() and first.isalnum() and not number.endswith((" ", "\u3000", "、", "）"))):
        number += " "
    if pieces and pieces[0].text and not (pieces[0].ruby or pieces[0].address or pieces[0].note):
        pieces[0] = Piece(number + pieces[0].text.lstrip(), pieces[0].marks)
    else:
        pieces.insert(0, Piece(number))
    return pieces
