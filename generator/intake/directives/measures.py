"""The tasks of a directive, each with what was read for it, where, and what a person must look at."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import field, replace
from datetime import date

from generator.data import dataclass
from generator.intake.directives.columns import (
    Named,
    complete,
    find_columns,
    path_list,
    slash_doubt,
    without_paths,
)
from generator.intake.directives.deadlines import Term, find_term, read_term
from generator.intake.directives.duties import read_duty, says_duty
from generator.intake.directives.items import Counter, Item, split_row
from generator.intake.directives.said import NOWHERE, Line, Row, places, squash
from generator.intake.directives.unit_names import is_name, is_nothing, run_together, split_names, strip_duty

Names = tuple[str, ...]


@dataclass(frozen=True)
class Measure:
    """One task as it was read. ``at`` holds the places of each field; ``doubts`` what to look at, by field."""

    section: str
    subsection: str
    item_no: str
    text: str
    lead: Names
    responsible: Names
    term: Term
    columns: Named
    at: tuple[tuple[str, tuple[int, ...]], ...]
    doubts: tuple[tuple[str, str], ...] = field(default=())

    @property
    def deadline(self) -> date | None:
        """The day until which it must be done."""
        return self.term.day


def measures_of(rows: Sequence[Row], year: int) -> tuple[Measure, ...]:
    """Return the tasks of all rows in their order. ``year`` is the directive's, for dates that name none."""
    counter = Counter()
    part: tuple[str, str] | None = None
    groups: list[tuple[Row, list[Item]]] = []
    for row in rows:
        if (row.section.text, row.subsection.text) != part:
            part, counter.sub = (row.section.text, row.subsection.text), 0
        items = split_row(row, counter)
        if items:
            groups.append((row, items))
    _share_paths(groups)
    columns = [(row, item, *_columns(row, item)) for row, items in groups for item in items]
    written = [path for _, _, named, _ in columns for path in named.paths]
    return tuple(
        _measure(row, item, year, complete(named, written), lines) for row, item, named, lines in columns
    )


def _share_paths(groups: list[tuple[Row, list[Item]]]) -> None:
    """Give columns that are named once after all tasks of a cell to each of them, also before a new page."""
    for at, (row, items) in enumerate(groups):
        shared = items[0].shared
        first = items[0].number.partition("（")[0]
        back = at
        while shared and first.isdigit() and int(first) > 1 and back:
            back -= 1
            before_row, before = groups[back]
            if (
                before_row.section.text != row.section.text
                or before[0].shared
                or not before[-1].number.isdigit()
            ):
                break
            if int(before[-1].number) != int(first) - 1:
                break
            for item in before:
                item.shared = shared
            first = before[0].number


def _measure(row: Row, item: Item, year: int, columns: Named, path_lines: Iterable[Line]) -> Measure:
    term = _term(row, item, year)
    row = _with_duties(row)
    lead, lead_doubt = _names(row.lead)
    responsible, responsible_doubt = _names(row.responsible)
    doubts = [*row.doubts, *item.doubts]
    for name, why in (
        ("lead", lead_doubt),
        ("responsible", responsible_doubt),
        ("deadline", term.doubt),
        ("paths", columns.doubt),
    ):
        if why:
            doubts.append((name, why))
    if not lead and not responsible and not any(name in ("lead", "responsible") for name, _ in doubts):
        doubts.append(("responsible", "没有读到牵头单位和责任单位"))
    number = f"{row.number}（{item.number}）" if row.number and item.number else item.number or row.number
    return Measure(
        row.section.text,
        row.subsection.text,
        number,
        _clean(item.text),
        lead,
        responsible,
        term,
        columns,
        at=tuple(
            (name, found)
            for name, found in (
                ("text", places(item.lines)),
                ("lead", places(row.lead)),
                ("responsible", places(row.responsible)),
                ("deadline", places(row.deadline)),
                ("paths", places(path_lines)),
                ("section", places([row.section])),
                ("subsection", places([row.subsection])),
            )
            if found
        ),
        doubts=tuple(dict.fromkeys(doubts)),
    )


def _with_duties(row: Row) -> Row:
    """Return the row with its bodies told apart where one cell says 牵头：区教委 配合：各镇街, or 区教委牵头."""
    if row.lead and row.responsible:
        return row
    cell = row.lead or row.responsible
    said = Line("，".join(line.text.strip() for line in cell), cell[0].at, cell[-1].end) if cell else NOWHERE
    if not says_duty(said.text):
        return row
    duty = read_duty(said)
    if not duty.lead:
        return row
    return replace(row, lead=duty.lead, responsible=duty.responsible, deadline=row.deadline or duty.deadline)


def _columns(row: Row, item: Item) -> tuple[Named, Iterable[Line]]:
    if row.paths:
        paths = tuple(dict.fromkeys(path for line in row.paths for path in path_list(line.text)))
        if paths:
            return Named(paths, slash_doubt([line.text for line in row.paths], paths)), row.paths
        said = "".join(line.bare for line in row.paths)
        if said and not is_nothing(said):
            return Named((), f"“{said[:30]}”里没有读出栏目的路径"), row.paths
    own = find_columns(item.text)
    if item.shared:
        common = find_columns("".join(line.bare for line in item.shared))
        if not own.paths or own.doubt:
            return Named(common.paths, common.doubt, asks=own.asks), item.shared
    return own, ()


def _term(row: Row, item: Item, year: int) -> Term:
    """Return the deadline: of the cell for it, made more exact by a day that the text itself names."""
    cell = read_term("".join(line.bare for line in row.deadline), year)
    said = find_term(without_paths(item.text), year)
    if cell.day or not cell.text:
        if cell.day and said.day and said.day != cell.day:
            return Term(cell.day, cell.text, f"正文又写了{said.text}")
        return cell if cell.day else said
    if said.day:
        return Term(said.day, f"{cell.text}（{said.text}）", f"时限一栏是“{cell.text}”，日期取自正文")
    return cell


def _names(lines: tuple[Line, ...]) -> tuple[Names, str]:
    """Return the bodies in a cell, and why a person must look where one does not look like a body."""
    names = tuple(
        dict.fromkeys(name for line in _whole(lines) for name in split_names(strip_duty(line.text)))
    )
    parted = tuple(dict.fromkeys(part for name in names for part in run_together(name)))
    if parted != names:
        return parted, "原文的几个单位连在一起，是按名称分开的"
    strange = [name for name in names if not is_name(name)]
    if strange:
        return names, f"“{'、'.join(strange)[:40]}”不像单位名称"
    if lines and lines[0].bare[:1] in "、，,；":
        return names, "原文以顿号开头，前面像是缺了字"
    return names, ""


def _whole(lines: tuple[Line, ...]) -> tuple[Line, ...]:
    """Return a cell's paragraphs; one whose last name is cut off is put together with the next."""
    whole: list[Line] = []
    for line in lines:
        if whole and not is_name(split_names(whole[-1].text)[-1] if split_names(whole[-1].text) else ""):
            whole[-1] = Line(whole[-1].text + line.text.strip(), whole[-1].at)
        else:
            whole.append(line)
    return tuple(whole)


def _clean(text: str) -> str:
    return squash(text)
