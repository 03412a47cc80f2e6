"""A table of tasks, cell by cell: which column holds what, merged cells filled, rows that a page divided."""

from __future__ import annotations

from dataclasses import replace

from generator.data import dataclass
from generator.intake.directives.deadlines import is_term
from generator.intake.directives.headings import heading, section_number, subsection_number
from generator.intake.directives.roles import Role, is_header
from generator.intake.directives.said import NOWHERE, Cell, Line, Row, Table, ends_sentence
from generator.intake.directives.unit_names import is_name_list, is_nothing

_MERGED = "这一格在原文中空着，按合并单元格取了上一行的"
_FILLED = (Role.LEAD, Role.RESPONSIBLE, Role.DEADLINE)
_FIELDS = {Role.LEAD: "lead", Role.RESPONSIBLE: "responsible", Role.DEADLINE: "deadline"}


@dataclass(frozen=True)
class _Known:
    """What the rows above said, for cells that are merged with them."""

    section: Line = NOWHERE
    subsection: Line = NOWHERE
    cells: tuple[tuple[Role, tuple[Line, ...]], ...] = ()

    def of(self, role: Role) -> tuple[Line, ...]:
        return dict(self.cells).get(role, ())


def grid_rows(table: Table, start: int, roles: list[Role], before: Row | None = None) -> list[Row]:
    """Return the rows of a table of tasks. ``before`` is the last row of the table before, which this goes on."""
    known = _Known()
    if before:
        cells = (
            (Role.LEAD, before.lead),
            (Role.RESPONSIBLE, before.responsible),
            (Role.DEADLINE, before.deadline),
        )
        known = _Known(before.section, before.subsection, cells)
    rows: list[Row] = []
    new_page = before is not None
    for row in table.rows[start:]:
        if is_header([cell.bare for cell in row]):
            new_page = True
            continue
        title = _title(row)
        if title:
            known = _titled(known, title)
            continue
        made, known, headed = _row(row, roles, known, exact=table.exact)
        if made is None:
            continue
        if rows and _goes_on(rows[-1], row, roles):
            rows[-1] = replace(rows[-1], lines=(*rows[-1].lines, *made.lines))
        else:
            rows.append(_below(rows, made, new_page=new_page or headed))
        new_page = False
    return _from_below(rows)


def left_out(table: Table, start: int, roles: list[Role], rows: list[Row]) -> list[tuple[Line, str]]:
    """Return the words that went nowhere: columns without a known use (once each), and rows without a task."""
    taken = {line.at for row in rows for line in row.lines}
    head = table.rows[start - 1] if start else ()
    found = [
        (Line(head[column].bare, head[column].lines[0].at), "这一列没有读")
        for column, role in enumerate(roles)
        if role is Role.OTHER and column < len(head) and head[column].lines and not head[column].again
    ]
    for row in table.rows[start:]:
        if is_header([cell.bare for cell in row]) or _title(row):
            continue
        known = list(zip(row, roles, strict=False))
        own = {line.at for cell, role in known if role is Role.MEASURE for line in cell.lines}
        if own & taken:
            continue
        found += [
            (Line(cell.bare, cell.lines[0].at), "这一行没有任务")
            for cell, role in known
            if cell.lines
            and not cell.again
            and role not in (Role.GROUP, Role.OTHER)
            and not is_nothing(cell.bare)
        ]
    return found


def _title(row: tuple[Cell, ...]) -> Line | None:
    """Return the heading of a part that has the whole row to itself."""
    said = [cell for cell in row if cell.lines and not cell.again]
    texts = {cell.bare for cell in said}
    if len(texts) != 1 or len(said[0].bare) > 60:
        return None
    text = said[0].bare
    if section_number(text) or subsection_number(text):
        return Line(heading(text), said[0].lines[0].at)
    return None


def _titled(known: _Known, title: Line) -> _Known:
    if section_number(title.text):
        return replace(known, section=title, subsection=NOWHERE)
    return replace(known, subsection=title)


def _row(
    row: tuple[Cell, ...], roles: list[Role], known: _Known, *, exact: bool
) -> tuple[Row | None, _Known, bool]:
    """Return the row that the cells make, what is known after it, and whether a heading above was repeated."""
    row, shifted = _shifted(row, roles)
    section, subsection = _headings(row, roles, known)
    cells: dict[Role, tuple[Line, ...]] = {}
    doubts: list[tuple[str, str]] = list(shifted)
    for role in _FILLED:
        lines, doubt = _filled(
            [c for c, r in zip(row, roles, strict=False) if r is role], known.of(role), exact=exact
        )
        cells[role] = lines
        if doubt and role in roles:
            doubts.append((_FIELDS[role], doubt))
    measure = next((cell for cell, role in zip(row, roles, strict=False) if role is Role.MEASURE), Cell())
    paths = tuple(
        line for cell, role in zip(row, roles, strict=False) if role is Role.PATHS for line in cell.lines
    )
    number = next((cell.bare for cell, role in zip(row, roles, strict=False) if role is Role.NUMBER), "")
    headed = any(cell.lines for cell, role in zip(row, roles, strict=False) if role is Role.GROUP)
    after = _Known(section, subsection, tuple(cells.items()))
    if not measure.lines or measure.again:
        return None, known if not measure.lines and not headed else after, headed
    made = Row(
        section,
        subsection,
        measure.lines,
        cells[Role.LEAD],
        cells[Role.RESPONSIBLE],
        cells[Role.DEADLINE],
        paths,
        number if number.isdigit() else "",
        doubts=tuple(doubts),
    )
    return made, after, headed


def _shifted(
    row: tuple[Cell, ...], roles: list[Role]
) -> tuple[tuple[Cell, ...], tuple[tuple[str, str], ...]]:
    """Move cells back by one where a dash stands for a deadline and no body for the lead: a cell slipped in."""
    places = [roles.index(role) for role in _FILLED if role in roles]
    if len(places) < 3 or max(places) >= len(row):
        return row, ()
    lead, responsible, deadline = (row[at] for at in places)
    if (
        lead.lines
        or not deadline.lines
        or not is_nothing(deadline.bare)
        or not is_name_list(responsible.bare)
    ):
        return row, ()
    moved = list(row)
    moved[places[0]], moved[places[1]], moved[places[2]] = responsible, deadline, Cell()
    why = "原文这一行的格子像是错开了一格，已移回"
    return tuple(moved), tuple((field, why) for field in _FIELDS.values())


def _headings(row: tuple[Cell, ...], roles: list[Role], known: _Known) -> tuple[Line, Line]:
    """Return the section and subsection of a row: told apart by 一、 and （一）, else by their order."""
    section, subsection = known.section, known.subsection
    groups = [cell for cell, role in zip(row, roles, strict=False) if role is Role.GROUP]
    for at, cell in enumerate(groups):
        if not cell.lines:
            continue
        for each in cell.lines if len(cell.lines) > 1 and section_number(cell.lines[0].text) else ():
            # Section and part may stand in one cell, one below the other.
            line = Line(heading(each.text), each.at)
            if subsection_number(line.text):
                subsection = line
            elif section_number(line.text) and line.text != section.text:
                section, subsection = line, NOWHERE
        if any(subsection_number(each.text) for each in cell.lines[1:]):
            continue
        line = Line(heading(cell.bare), cell.lines[0].at)
        below = at > 0 or section_number(section.text)
        if subsection_number(line.text) or (below and not section_number(line.text)):
            subsection = line
        elif line.text != section.text:
            section, subsection = line, NOWHERE
    return section, subsection


def _filled(cells: list[Cell], above: tuple[Line, ...], *, exact: bool) -> tuple[tuple[Line, ...], str]:
    lines = tuple(line for cell in cells for line in cell.lines)
    if lines:
        return (() if is_nothing("".join(line.bare for line in lines)) else lines), ""
    if exact and cells:
        return (), "这一格在原文中空着"
    return above, _MERGED if above and cells else ""


def _goes_on(before: Row, row: tuple[Cell, ...], roles: list[Role]) -> bool:
    """Tell whether a row is the rest of the one before: its text broke off, and it names no bodies."""
    named = any(
        cell.lines for cell, role in zip(row, roles, strict=False) if role in _FILLED and not cell.again
    )
    return not ends_sentence(before.bare) and not named and not is_term(before.bare) and len(before.bare) > 20


def _below(rows: list[Row], made: Row, *, new_page: bool) -> Row:
    """Mark a row that begins a new page, so that one without bodies before it may take them from here."""
    return replace(made, doubts=(*made.doubts, ("page", ""))) if new_page and rows else made


def _from_below(rows: list[Row]) -> list[Row]:
    """Give a row that a page's end cut off the bodies of its rest, and take the marks off."""
    done = list(rows)
    for at in range(len(done) - 1):
        row, after = done[at], done[at + 1]
        empty = {field for field, why in row.doubts if why == _MERGED} >= {"lead", "responsible"}
        if empty and ("page", "") in after.doubts and _numbered_on(row, after):
            why = "这一格在原文中空着，分页以后的下一行接着写，取了下一行的"
            doubts = tuple((field, why if told == _MERGED else told) for field, told in row.doubts)
            done[at] = replace(row, lead=after.lead, responsible=after.responsible, doubts=doubts)
    return [replace(row, doubts=tuple(each for each in row.doubts if each[0] != "page")) for row in done]


def _numbered_on(row: Row, after: Row) -> bool:
    first = after.bare[:2].rstrip(".．、")
    return (row.section.text, row.subsection.text) == (after.section.text, after.subsection.text) and (
        first.isdigit() and int(first) > 1
    )
