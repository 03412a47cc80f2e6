"""A table that was copied as text: its cells run together, broken over lines, headings repeated on each page."""

from __future__ import annotations

import re
from dataclasses import field

from generator.data import dataclass
from generator.intake.directives.cells import Piece, join_cells
from generator.intake.directives.deadlines import begins_term, is_term
from generator.intake.directives.headings import follows, heading, section_number, subsection_number
from generator.intake.directives.roles import Role, header_roles
from generator.intake.directives.said import NOWHERE, Line, Row, ends_sentence
from generator.intake.directives.unit_names import is_name_list

_END = re.compile(
    r"^(?:抄送|分送|主题词|附件[：:\d]|[（(]此件|[（(]联系人)|.{4,40}(?:19|20)\d\d年\d{1,2}月\d{1,2}日印发$"
)
_PAGE = re.compile(r"^[—－\-–·.\s]*(?:第)?\d{1,3}(?:页|/\d{1,3})?[—－\-–·.\s]*(?:共\d{1,3}页)?$")
_ITEM = re.compile(r"^(?:\d{1,2}\s*+[.．、]|[（(]\d{1,2}[）)]|\d{1,2}[）)])")
_NEVER_UNITS = re.compile(r"[。；：:！？>＞《》“”%％]")
# Of a table's full line of text: what is shorter stands in a narrow cell, or is the end of a paragraph.
_NARROW = 0.62
_BROKEN = 0.15


@dataclass
class _Open:
    """The row that is being read."""

    lines: list[Line] = field(default_factory=list)
    pieces: list[Piece] = field(default_factory=list)
    new_page: bool = False
    early: bool = False


@dataclass(frozen=True)
class FlatRow:
    """A row with its narrow cells in their order, not yet told apart."""

    row: Row
    cells: tuple[tuple[Line, ...], ...]
    terms: tuple[Line, ...]
    new_page: bool


def find_flat(lines: tuple[Line, ...]) -> tuple[int, tuple[Role, ...]] | None:
    """Return where a table copied as text begins, and its columns; None where there is none."""
    for at, line in enumerate(lines):
        roles: list[Role] = []
        end = at
        while end < len(lines) and end < at + 40 and (not lines[end].bare or header_roles(lines[end].text)):
            roles += header_roles(lines[end].text)
            end += 1
        units = {Role.LEAD, Role.RESPONSIBLE, Role.HELPERS} & set(roles)
        if line.bare and units and (len(set(roles)) >= 2) and {Role.GROUP, Role.MEASURE} & set(roles):
            return end, tuple(dict.fromkeys(roles))
    return None


def flat_rows(lines: tuple[Line, ...], roles: tuple[Role, ...]) -> list[FlatRow]:
    """Return the rows of a table copied as text, from the line after its header."""
    return _Reader(_pieces(lines), has_terms=Role.DEADLINE in roles, numbered=Role.NUMBER in roles).read()


def _pieces(lines: tuple[Line, ...]) -> list[tuple[Line, bool]]:
    """Return the lines with something in them; for each, whether a gap stands before it."""
    pieces: list[tuple[Line, bool]] = []
    gap = False
    for line in lines:
        bare = line.bare
        if not bare:
            gap = True
            continue
        if _END.search(bare):
            break
        pieces.append((Line(line.text.strip(), line.at), gap))
        gap = False
    return pieces


def _is_wrapped(lines: list[Line]) -> bool:
    """Tell whether lines are broken anywhere: several end neither a sentence nor a cell, and begin no part."""
    texts = [
        line
        for line in lines
        if not (is_name_list(line.text) or is_term(line.text) or _PAGE.match(line.text))
    ]
    broken = [
        line
        for line in texts
        if not (ends_sentence(line.text) or section_number(line.text) or subsection_number(line.text))
        and not header_roles(line.text)
    ]
    return len(broken) > _BROKEN * len(texts)


class _Reader:
    """Goes through the lines once, knowing the part of the directive it is in."""

    def __init__(self, pieces: list[tuple[Line, bool]], *, has_terms: bool, numbered: bool) -> None:
        self.pieces = pieces
        self.has_terms = has_terms
        self.numbered = numbered
        # The number that stands before the next row, and the last one.
        self.number = 0
        self.next_number = ""
        longest = sorted(len(line.bare) for line, _ in pieces) or [0]
        self.width = longest[int(len(longest) * 0.95)]
        self.wrapped = _is_wrapped([line for line, _ in pieces])
        # Gaps between all lines say nothing; between some they divide cells.
        self.gaps = 0.15 < sum(gap for _, gap in pieces) / max(1, len(pieces)) < 0.95
        self.section = self.subsection = NOWHERE
        # （一） to （十七） may go on through all sections.
        self.part = 0
        self.heading: list[Line] = []
        self.level = 0
        self.open = _Open()
        self.rows: list[FlatRow] = []

    def read(self) -> list[FlatRow]:
        """Return all rows."""
        for line, gap in self.pieces:
            if self._row_number(line):
                continue
            if header_roles(line.text) or (_PAGE.match(line.text) and not self._in_sentence()):
                self.open.new_page = True
            elif not self._heading(line):
                self._body(line, gap)
        self._flush()
        return self.rows

    def _row_number(self, line: Line) -> bool:
        """Take a line that is the number of the next row, where the table has a column of numbers."""
        if not self.numbered or line.bare != str(self.number + 1):
            return False
        self._settle()
        self._flush()
        self.number += 1
        self.next_number = line.bare
        return True

    def _in_sentence(self) -> bool:
        return bool(self.open.lines) and not ends_sentence(self.open.lines[-1].text) and not self.wrapped

    def _heading(self, line: Line) -> bool:
        """Take a line that heads a part, or goes on with one; tell whether it was one."""
        number = section_number(line.text)
        if number and follows(number, section_number(self.section.text)) and self._may_turn():
            self._settle()
            self.heading, self.level = [line], 1
            return True
        number = subsection_number(line.text)
        if number and follows(number, self.part) and self._may_turn():
            self._settle()
            self.heading, self.level = [line], 2
            return True
        if not self.level:
            return False
        so_far = "".join(each.bare for each in self.heading)
        done = ends_sentence(so_far) or not self.wrapped
        if done or _ITEM.match(line.bare) or len(line.bare) > self.width * _NARROW:
            self._settle()
            return False
        self.heading.append(line)
        return True

    def _may_turn(self) -> bool:
        return (
            bool(self.level)
            or not self.open.lines
            or bool(self.open.pieces)
            or ends_sentence(self.open.lines[-1].text)
        )

    def _settle(self) -> None:
        """Make what was read the heading of the part; the same again only tells of a new page."""
        if not self.level:
            return
        text = heading("".join(each.bare for each in self.heading))
        line, level = Line(text, self.heading[0].at, self.heading[-1].at), self.level
        self.heading, self.level = [], 0
        now = self.section if level == 1 else self.subsection
        if text == now.text:
            self.open.new_page = True
            return
        self._flush()
        if level == 1:
            self.section, self.subsection = line, NOWHERE
        else:
            self.subsection = line
            self.part = subsection_number(text)

    def _body(self, line: Line, gap: bool) -> None:
        if self._is_narrow(line):
            self.open.pieces.append(Piece(line, gap and self.gaps and not self.wrapped))
            return
        unfinished = self.wrapped and self.open.lines and not ends_sentence(self.open.lines[-1].text)
        turned = gap and self.gaps and not self.wrapped and self.open.lines and not self.open.new_page
        if (self.open.pieces and not unfinished) or (turned and not self.open.pieces):
            self._flush()
        self.open.lines.append(line)

    def _is_narrow(self, line: Line) -> bool:
        """Tell whether a line stands in one of the narrow cells: names of bodies, or a term."""
        if self.has_terms and self.open.lines and is_term(line.text):
            return True
        if not self.open.lines or _NEVER_UNITS.search(line.bare) or _ITEM.match(line.bare):
            return False
        if not self.wrapped:
            return is_name_list(line.text)
        if self.has_terms and self.open.pieces and begins_term(line.text):
            return True
        if len(line.bare) > self.width * _NARROW:
            return is_name_list(line.text) and ends_sentence(self.open.lines[-1].text)
        return True

    def _flush(self) -> None:
        done, self.open = self.open, _Open()
        if not done.lines:
            return
        cells, terms = join_cells(done.pieces, has_terms=self.has_terms, wrapped=self.wrapped, gaps=self.gaps)
        number, self.next_number = self.next_number, ""
        row = Row(self.section, self.subsection, tuple(done.lines), number=number, wrapped=self.wrapped)
        self.rows.append(FlatRow(row, cells, terms, done.new_page))
