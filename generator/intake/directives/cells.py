"""The narrow cells of a table copied as text: which lines belong to one cell, and which begin the next."""

from __future__ import annotations

from generator.data import dataclass
from generator.intake.directives.deadlines import begins_term, is_term
from generator.intake.directives.said import Line
from generator.intake.directives.unit_names import begins_name, continues_name, is_whole


@dataclass(frozen=True)
class Piece:
    """A line of a narrow cell; ``apart`` tells that a gap before it divides it from the cell before."""

    line: Line
    apart: bool


def join_cells(
    pieces: list[Piece], *, has_terms: bool, wrapped: bool, gaps: bool
) -> tuple[tuple[tuple[Line, ...], ...], tuple[Line, ...]]:
    """Return the cells with names of bodies in their order, and the lines that say until when.

    A cell ends where a name is whole and the next line begins one.
    """
    cells: list[list[Line]] = []
    terms: list[Line] = []
    in_term = False
    for piece in pieces:
        in_term = has_terms and _in_term(piece.line, in_term=in_term, wrapped=wrapped)
        if in_term:
            terms.append(piece.line)
            continue
        for at, word in enumerate(piece.line.text.split()):
            line = Line(word, piece.line.at)
            if _begins_cell(cells, line, apart=piece.apart or at > 0, wrapped=wrapped, gaps=gaps):
                cells.append([line])
            else:
                cells[-1].append(line)
    return tuple(tuple(_merged(cell, wrapped=wrapped)) for cell in cells), tuple(terms)


def _in_term(line: Line, *, in_term: bool, wrapped: bool) -> bool:
    """Tell whether a line is a term, begins one, or goes on with one that is broken over lines."""
    if is_term(line.text) or (wrapped and begins_term(line.text)):
        return True
    return in_term and wrapped and not begins_name(line.text)


def _begins_cell(cells: list[list[Line]], line: Line, *, apart: bool, wrapped: bool, gaps: bool) -> bool:
    if not cells:
        return True
    if not wrapped:
        # With gaps between cells, lines without one belong together; without any, a line is a cell.
        return apart or not gaps
    before = "".join(each.bare for each in cells[-1])
    if not is_whole(before) or continues_name(before, line.text):
        return False
    return apart or begins_name(line.text)


def _merged(cell: list[Line], *, wrapped: bool) -> list[Line]:
    """Return a cell whose names were broken over lines with each in one piece again."""
    if not wrapped:
        return cell
    return [Line("".join(line.bare for line in cell), cell[0].at, cell[-1].at)]
