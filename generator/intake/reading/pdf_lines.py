"""Make lines of the characters of a page, and paragraphs of lines."""

from __future__ import annotations

import itertools
import re
from collections import Counter
from collections.abc import Iterable, Sequence

import msgspec

from generator.data import dataclass
from generator.intake.reading.blocks import BOLD, SUB, SUP, Paragraph, Piece
from generator.intake.reading.pdf_page import Char

_GAP = 0.9
_WORD_GAP = 0.15
_WIDE = "\u3000"
_SMALL = 0.9
_NEW = re.compile(
    r"(?:[一二三四五六七八九十百]{1,4}、|（[一二三四五六七八九十]{1,3}）|第[一二三四五六七八九十百〇零\d]{1,5}[编章节条]|附\s?件\s?\d{0,2}\s?[：:]?)"
)
_ENDS = re.compile(r"[。！？；：:”）)]\Z")


@dataclass(frozen=True)
class Line:
    """A line: its characters from the left, its edges, where it stands, the height of most of its letters."""

    chars: tuple[Char, ...]
    page: int

    @property
    def left(self) -> float:
        return self.chars[0].left

    @property
    def right(self) -> float:
        return max(char.right for char in self.chars)

    @property
    def size(self) -> float:
        return Counter(round(char.size * 2) / 2 for char in self.chars).most_common(1)[0][0]

    @property
    def base(self) -> float:
        size = self.size
        usual = [char.base for char in self.chars if char.size >= size * _SMALL]
        return sorted(usual)[len(usual) // 2]

    @property
    def text(self) -> str:
        return "".join(piece.text for piece in self.pieces())

    def pieces(self) -> list[Piece]:
        """Return the text of a line; wide gaps are blanks, small letters set high or low are marked so."""
        found: list[Piece] = []
        size, base = self.size, self.base
        before: Char | None = None
        for char in self.chars:
            marks = _marks(char, size, base)
            text = _blank(before, char, size) + char.text
            if found and found[-1].marks == marks:
                found[-1] = Piece(found[-1].text + text, marks)
            else:
                found.append(Piece(text, marks))
            before = char
        return found


def _marks(char: Char, size: float, base: float) -> tuple[str, ...]:
    marks = [BOLD] if char.bold else []
    if char.size < size * _SMALL and abs(char.base - base) > 0.08 * size:
        marks.append(SUP if char.base > base else SUB)
    return tuple(sorted(marks))


def _blank(before: Char | None, char: Char, size: float) -> str:
    if before is None:
        return ""
    gap = char.left - before.right
    if gap > _GAP * size:
        return _WIDE
    latin = before.text.isascii() and char.text.isascii()
    return " " if latin and gap > _WORD_GAP * size else ""


def make_lines(chars: Iterable[Char], page: int) -> list[Line]:
    """Return the lines of characters from the top; what stands at about one height is one line."""
    rows: list[list[Char]] = []
    heights: list[float] = []
    sizes: list[float] = []
    for char in sorted(chars, key=lambda one: (-one.base, one.left)):
        if rows and heights[-1] - char.base < 0.45 * max(sizes[-1], char.size):
            rows[-1].append(char)
            if char.size > sizes[-1] * 1.2:
                heights[-1], sizes[-1] = char.base, char.size
        else:
            rows.append([char])
            heights.append(char.base)
            sizes.append(char.size)
    return [Line(tuple(sorted(row, key=lambda one: one.left)), page) for row in rows]


@dataclass(frozen=True)
class Column:
    """Between which edges the text of a document stands."""

    left: float
    right: float

    def align(self, line: Line) -> str:
        """Return how a line is set: center, right, empty for the usual."""
        before, behind = line.left - self.left, self.right - line.right
        width = self.right - self.left
        if abs(before - behind) < 0.75 * line.size and before > 0.9 * line.size:
            # A line from edge to edge less an indent at both ends may be the first of a paragraph.
            return "center" if before > 2.6 * line.size or abs(before - behind) < 0.3 * line.size else ""
        if before > 0.42 * width and behind < 0.3 * width:
            return "right"
        return ""


def text_column(lines: Sequence[Line]) -> Column:
    """Return the edges of the text: where most lines begin, and the farthest at which several end."""
    if not lines:
        return Column(0, 0)
    lefts = sorted(line.left for line in lines)
    rights = sorted(line.right for line in lines)
    least = Counter(round(left) for left in lefts).most_common(3)
    left = min((value for value, count in least if count > 1), default=lefts[0])
    return Column(min(left, lefts[len(lefts) // 20]), rights[-1 - len(rights) // 20])


def make_paragraphs(lines: Sequence[Line], column: Column) -> list[Paragraph]:
    """Return paragraphs of lines that follow each other."""
    groups: list[list[Line]] = []
    pitch = _pitch(lines)
    for line in lines:
        if groups and _goes_on(groups[-1], line, column, pitch):
            groups[-1].append(line)
        else:
            groups.append([line])
    return _titles_centred([_paragraph(group, column) for group in groups])


def _titles_centred(found: list[Paragraph]) -> list[Paragraph]:
    """Let lines that fill the page be centred where the next one of their height, taller than the text, is."""
    heights: Counter[int] = Counter()
    for each in found:
        heights[each.size] += len(each.text)
    usual = heights.most_common(1)[0][0] if heights else 0
    for number in range(len(found) - 2, -1, -1):
        each, behind = found[number], found[number + 1]
        if each.size == behind.size > usual and behind.align == "center" and not each.align:
            found[number] = msgspec.structs.replace(each, align="center")
    return found


def _pitch(lines: Sequence[Line]) -> float:
    steps = [
        round(one.base - other.base, 1)
        for one, other in itertools.pairwise(lines)
        if one.page == other.page and one.base > other.base
    ]
    return Counter(steps).most_common(1)[0][0] if steps else 0.0


def _goes_on(group: list[Line], line: Line, column: Column, pitch: float) -> bool:
    last = group[-1]
    if abs(last.size - line.size) > 0.8 or (_NEW.match(line.text) and _ENDS.search(last.text)):
        return False
    side = column.align(group[0])
    if side or column.align(line):
        return False
    if last.page == line.page and pitch and last.base - line.base > 1.6 * max(pitch, line.size):
        return False
    if line.left - column.left > 1.2 * line.size:
        return False
    room = column.right - last.right
    return room < 2.2 * line.size or _first_word(line) > room


def _first_word(line: Line) -> float:
    """Return how wide the Latin word is that a line begins with: an address has no place to be broken."""
    word = list(itertools.takewhile(lambda char: char.text.isascii(), line.chars))
    return word[-1].right - word[0].left if len(word) > 6 else 0.0


def _paragraph(group: list[Line], column: Column) -> Paragraph:
    pieces: list[Piece] = []
    for line in group:
        for piece in line.pieces():
            join = " " if pieces and line is not group[0] and _latin_seam(pieces[-1].text, piece.text) else ""
            if pieces and pieces[-1].marks == piece.marks:
                pieces[-1] = Piece(pieces[-1].text + join + piece.text, piece.marks)
            else:
                pieces.append(piece)
    return Paragraph(
        tuple(pieces),
        align=column.align(group[0]),
        size=round(group[0].size * 2),
        place=f"第{group[0].page}页",
    )


def _latin_seam(before: str, behind: str) -> bool:
    return bool(re.search(r"[A-Za-z,.]\Z", before) and re.match(r"[A-Za-z]", behind))


def cell_paragraphs(lines: Sequence[Line], left: float, right: float) -> list[Paragraph]:
    """Return what stands in a cell: lines that were broken by its edge are one."""
    if not lines:
        return []
    column = Column(left, right)
    groups: list[list[Line]] = []
    for line in lines:
        if groups and not _NEW.match(line.text) and not re.match(r"\d{1,2}[.．、](?!\d)", line.text):
            groups[-1].append(line)
        else:
            groups.append([line])
    return [_paragraph(group, column) for group in groups]
