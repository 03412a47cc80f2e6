"""The paragraph of a page that is being read: its text as a browser shows it, blanks made one."""

from __future__ import annotations

import re
from dataclasses import field

from generator.data import dataclass
from generator.intake.reading.blocks import Paragraph, Piece, visible_text

_SPACES = re.compile(r"[ \t\r\n\f\v\u00a0\u200b\ufeff]++")


@dataclass(frozen=True)
class Look:
    """How text looks where it stands, what it leads to, how its paragraph is set."""

    marks: frozenset[str] = frozenset()
    address: str = ""
    align: str = ""
    level: int = 0
    size: int = 0
    typed: bool = False


@dataclass
class OpenParagraph:
    """The paragraph that is being read."""

    look: Look = field(default_factory=Look)
    pieces: list[Piece] = field(default_factory=list)
    sizes: dict[int, int] = field(default_factory=dict)
    line: int = 0

    def add(self, text: str, look: Look, line: int) -> None:
        """Add text; what looks as the text before it joins it."""
        last = self.pieces[-1] if self.pieces else None
        text = visible_text(text)
        if look.typed:
            text = text.replace("\r", "")
        else:
            text = _SPACES.sub(" ", text)
            if text.startswith(" ") and (last is None or last.text.endswith(("\n", " "))):
                text = text[1:]
        if not text:
            return
        self.line = self.line or line
        self.sizes[look.size] = self.sizes.get(look.size, 0) + len(text.strip())
        marks = tuple(sorted(look.marks))
        if last and last.text and not last.ruby and (last.marks, last.address) == (marks, look.address):
            self.pieces[-1] = Piece(last.text + text, marks, look.address)
        else:
            self.pieces.append(Piece(text, marks, look.address))

    def ends_line(self) -> bool:
        """Tell whether a line has just been ended by hand."""
        return bool(self.pieces) and self.pieces[-1].text.endswith("\n")

    def end_line(self, address: str) -> None:
        """End a line by hand; before the first word that means nothing."""
        if not self.pieces:
            return
        last = self.pieces[-1]
        if last.text and not last.ruby:
            self.pieces[-1] = Piece(last.text.rstrip(" ") + "\n", last.marks, last.address)
        else:
            self.pieces.append(Piece("\n", (), address))

    def paragraph(self) -> Paragraph | None:
        """Return the paragraph; None where nothing is said or shown."""
        pieces = trimmed(self.pieces)
        if not pieces:
            return None
        size = max(self.sizes, key=lambda each: self.sizes[each]) if self.sizes else 0
        place = f"第{self.line}行" if self.line else ""
        return Paragraph(tuple(pieces), level=self.look.level, align=self.look.align, size=size, place=place)


def trimmed(pieces: list[Piece]) -> list[Piece]:
    """Return pieces without the blanks and line breaks at both ends; none where nothing is said or shown."""
    if not any(piece.text.strip() or piece.picture >= 0 or piece.note for piece in pieces):
        return []
    found = list(pieces)
    while found and found[0].picture < 0 and not found[0].note and not found[0].text.strip():
        found.pop(0)
    while found and found[-1].picture < 0 and not found[-1].note and not found[-1].text.strip():
        found.pop()
    if found and found[0].text:
        found[0] = Piece(found[0].text.lstrip(), found[0].marks, found[0].address, ruby=found[0].ruby)
    if found and found[-1].text:
        found[-1] = Piece(found[-1].text.rstrip(), found[-1].marks, found[-1].address, ruby=found[-1].ruby)
    return found
