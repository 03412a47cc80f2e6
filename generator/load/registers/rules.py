"""Rules of a format on the rows of a table: late, doubled, out of order, expired or withdrawn rows."""

from __future__ import annotations

from array import array
from collections.abc import Callable, Iterator, Sequence
from datetime import date
from functools import cached_property
from itertools import pairwise
from typing import NamedTuple

from generator.data import dataclass
from generator.load.registers.words import unknown_words
from generator.load.tables.sheet import Sheet, SheetRow
from generator.load.yaml.validate import did_you_mean
from generator.model.calendar.workdays import bound_workdays
from generator.model.catalogue import finding
from generator.model.finding import Finding
from generator.model.register import RegisterField, RegisterRule, RegisterSchema, RuleKind

# Of a file full of the same mistake, so many are named one by one.
MOST_FINDINGS = 100


class TableRow(NamedTuple):
    """A row that was read: where it stands, and the text of each field, as it is shown."""

    row: SheetRow
    cells: tuple[str, ...]


def table_line(plain: tuple[int, int, tuple[str, ...]]) -> TableRow:
    """Return a row as it is read out of what many rows are packed as: number, line and texts."""
    number, line, cells = plain
    return TableRow(SheetRow(number, line, ()), cells)


@dataclass(frozen=True)
class Table:
    """A table that was read. ``columns`` are those of the sheet, one a field."""

    sheet: Sheet
    schema: RegisterSchema
    fields: tuple[RegisterField, ...]
    columns: tuple[int, ...]
    lines: Sequence[TableRow]
    as_of: date

    def position(self, key: str) -> int | None:
        """Return where a field stands in the cells; None when the table has no such column."""
        return self._positions.get(key)

    @cached_property
    def _positions(self) -> dict[str, int]:
        return {field.key: n for n, field in enumerate(self.fields)}

    def report(self, code: str, line: TableRow, position: int, message: str, hint: str = "") -> Finding:
        """Return a finding about a cell."""
        column = self.columns[position]
        place, words = self.sheet.place(line.row, column), self.sheet.words(line.row, column)
        return finding(code, place, f"{words}：{message}", hint)


def expired(table: Table, line: TableRow) -> bool:
    """Tell whether a row is past its last day of display (take-down)."""
    for rule in table.schema.rules:
        if rule.kind is RuleKind.TAKE_DOWN:
            position = table.position(rule.fields[0])
            day = _day(line, position)
            if day and day < table.as_of:
                return True
    return False


def withdrawal(table: Table, line: TableRow) -> str:
    """Return the words that stand in place of a withdrawn row: 已撤回 and the reason; empty for others."""
    for rule in table.schema.rules:
        if rule.kind is RuleKind.WITHDRAWN:
            state, reason = (table.position(key) for key in rule.fields)
            if state is not None and line.cells[state] == rule.value:
                why = line.cells[reason] if reason is not None else ""
                return f"{rule.value}。理由：{why or '未写明'}"
    return ""


def check_rules(table: Table) -> Iterator[Finding]:
    """Yield what the rules find; of each rule no more than a hundred."""
    for rule in table.schema.rules:
        for number, each in enumerate(_RULES[rule.kind](table, rule)):
            if number == MOST_FINDINGS:
                place = table.sheet.place(table.sheet.rows[0], 0)
                yield finding(each.code, place, f"同样的问题还有，这里只列出前{MOST_FINDINGS}处。", each.hint)
                break
            yield each


def _day(line: TableRow, position: int | None) -> date | None:
    text = line.cells[position] if position is not None else ""
    try:
        return date.fromisoformat(text) if text else None
    except ValueError:
        return None


def _within(table: Table, rule: RegisterRule) -> Iterator[Finding]:
    """At most so many working days lie between two dates; an empty second one counts as the day of the build."""
    start, end = (table.position(key) for key in rule.fields)
    if start is None or end is None:
        return
    for line in table.lines:
        begins, ends = _day(line, start), _day(line, end)
        if (
            begins is None
            or (ends is None and line.cells[end])
            or withdrawal(table, line)
            or expired(table, line)
        ):
            continue
        days = bound_workdays(begins, ends or table.as_of)
        late = days.beyond(rule.days)
        last = f"到{ends}" if ends else "还没有填"
        words = f"从{table.fields[start].label}{begins}起，{table.fields[end].label}{last}，"
        if late:
            least = "" if days.least == days.most else "至少"
            message = f"{words}{least}已{days.least}个工作日，超过{rule.days}个工作日。"
            yield table.report(rule.code, line, end, message)
        elif late is None:
            message = f"{words}是{days.least}至{days.most}个工作日，放假安排还没有公布，不能确定是否超过{rule.days}个。"
            yield table.report("workdays-unknown", line, end, message)


def _withdrawn(table: Table, rule: RegisterRule) -> Iterator[Finding]:
    state, reason = (table.position(key) for key in rule.fields)
    for line in table.lines:
        if (
            state is not None
            and line.cells[state] == rule.value
            and (reason is None or not line.cells[reason])
        ):
            label = table.schema.field(rule.fields[1]).label
            message = f"{rule.value}的要写明“{label}”。"
            yield table.report(
                "register-cell", line, state if reason is None else reason, message, "补上理由。"
            )


def _unique(table: Table, rule: RegisterRule) -> Iterator[Finding]:
    positions = [position for key in rule.fields if (position := table.position(key)) is not None]
    if len(positions) < len(rule.fields):
        return
    twice = _twice(hash(_at(line, positions)) for line in table.lines)
    first: dict[tuple[str, ...], int] = {}
    for line in table.lines if twice else ():
        cells = _at(line, positions)
        if not all(cells) or hash(cells) not in twice:
            continue
        if cells in first:
            word = "条" if not table.sheet.gridded else "行"
            message = f"“{'、'.join(cells)}”与第{first[cells]}{word}相同。"
            yield table.report("register-duplicate", line, positions[0], message)
        first.setdefault(cells, line.row.number)


def _at(line: TableRow, positions: Sequence[int]) -> tuple[str, ...]:
    return tuple([line.cells[position] for position in positions])


def _twice(hashes: Iterator[int]) -> frozenset[int]:
    """Return what comes twice: of texts that may be doubled, these alone are kept and compared."""
    ordered = sorted(array("q", hashes))
    return frozenset(one for one, two in pairwise(ordered) if one == two)


def _not_after(table: Table, rule: RegisterRule) -> Iterator[Finding]:
    earlier, later = (table.position(key) for key in rule.fields)
    for line in table.lines:
        one, two = _day(line, earlier), _day(line, later)
        if one and two and one > two and later is not None:
            a, b = (table.schema.field(key).label for key in rule.fields)
            yield table.report("register-order", line, later, f"“{b}”{two}早于“{a}”{one}。")


def _any_of(table: Table, rule: RegisterRule) -> Iterator[Finding]:
    """At least one of several fields is filled, such as 主动 and 依申请公开."""
    positions = [position for key in rule.fields if (position := table.position(key)) is not None]
    labels = "、".join(f"“{table.schema.field(key).label}”" for key in rule.fields)
    if not positions:
        place = table.sheet.place(table.sheet.rows[0], 0)
        yield finding("register-unmarked", place, f"表格里没有{labels}这几列。", "补上这几列。")
        return
    for line in table.lines:
        if not any(line.cells[position] for position in positions):
            yield table.report("register-unmarked", line, positions[0], f"{labels}都没有填。")


def _words(table: Table, rule: RegisterRule) -> Iterator[Finding]:
    """A cell holds only words of a list."""
    for position in (table.position(key) for key in rule.fields):
        for line in table.lines if position is not None else ():
            assert position is not None
            unknown = list(dict.fromkeys(unknown_words(line.cells[position], rule.words)))
            if unknown:
                names = "、".join(f"“{word}”" for word in unknown)
                near = did_you_mean(unknown[0], list(rule.words))
                hint = f"{near}词表：{'、'.join(rule.words)}。"
                yield table.report("register-word", line, position, f"词表里没有{names}。", hint)


def _taken_down(table: Table, rule: RegisterRule) -> Iterator[Finding]:
    gone = (line for line in table.lines if expired(table, line))
    first = next(gone, None)
    if first:
        place = table.sheet.place(first.row, 0)
        label = table.schema.field(rule.fields[0]).label
        message = f"有{1 + sum(1 for _ in gone)}行过了“{label}”，网页和下载的表里不再有。"
        yield finding("register-taken-down", place, message)


_RULES: dict[RuleKind, Callable[[Table, RegisterRule], Iterator[Finding]]] = {
    RuleKind.WITHIN_WORKDAYS: _within,
    RuleKind.TAKE_DOWN: _taken_down,
    RuleKind.WITHDRAWN: _withdrawn,
    RuleKind.UNIQUE: _unique,
    RuleKind.NOT_AFTER: _not_after,
    RuleKind.ANY_OF: _any_of,
    RuleKind.WORDS: _words,
}
