"""The sheets of a ledger's workbook beside the form: what units state of themselves, and the count by section."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from itertools import groupby
from typing import Any

from generator.data import dataclass
from generator.model.mandate import STATE_LABELS, Assessment, MandateState
from generator.report.ledger import statement_words


@dataclass(frozen=True)
class Book:
    """The workbook and its cell formats."""

    workbook: Any
    base: dict[str, Any]

    def style(self, **more: Any) -> Any:
        return self.workbook.add_format(self.base | more)


def write_statements(book: Book, assessments: Sequence[Assessment]) -> None:
    """Write what units state of themselves on a sheet of its own: it is not what the site proves."""
    sheet = book.workbook.add_worksheet("书面说明")
    head, text = book.style(bold=True, align="center", bg_color="#E9F0F9"), book.style()
    columns = (
        ("序号", 6),
        ("条目", 12),
        ("贯彻举措", 44),
        ("说明人", 18),
        ("日期", 12),
        ("说明的情况", 12),
        ("证明", 60),
    )
    for number, (name, width) in enumerate(columns):
        sheet.set_column(number, number, width)
        sheet.write_string(0, number, name, head)
    row = 1
    for each in assessments:
        if stated := each.statement:
            told = "；".join(filter(None, (stated.reason, *stated.evidence)))
            state = statement_words(stated).rpartition("，")[2]
            cells = (
                each.mandate.id,
                each.mandate.clause,
                each.mandate.summary,
                stated.who,
                f"{stated.day}",
                state,
                told,
            )
            for number, cell in enumerate(cells):
                sheet.write_string(row, number, cell, text)
            row += 1
    sheet.freeze_panes(1, 0)
    print_setup(sheet, (0, 0, max(row - 1, 0), len(columns) - 1), repeat=0)


def write_summary(book: Book, assessments: Sequence[Assessment]) -> None:
    """Write how many tasks of each section have each state."""
    sheet = book.workbook.add_worksheet("分项汇总")
    head = book.style(bold=True, align="center", bg_color="#E9F0F9")
    text, figure = book.style(), book.style(align="center")
    sheet.set_column(0, 0, 52)
    sheet.set_column(1, len(STATE_LABELS) + 1, 10)
    sheet.write_row(0, 0, ["工作任务", *STATE_LABELS.values(), "合计"], head)
    row = 0
    for row, (section, states) in enumerate(_by_section(assessments), start=1):
        sheet.write_string(row, 0, section, text)
        counts = [states[state] for state in STATE_LABELS]
        for number, count in enumerate([*counts, sum(counts)], start=1):
            sheet.write_number(row, number, count, figure)
    sheet.freeze_panes(1, 1)
    print_setup(sheet, (0, 0, row, len(STATE_LABELS) + 1), repeat=0)


def _by_section(assessments: Sequence[Assessment]) -> Iterator[tuple[str, Counter[MandateState]]]:
    for section, members in groupby(assessments, lambda each: each.mandate.section):
        yield section, Counter(each.state for each in members)
    yield "合计", Counter(each.state for each in assessments)


def print_setup(sheet: Any, area: tuple[int, int, int, int], repeat: int) -> None:
    """Set a sheet up to be printed on A4 across, its head on every page."""
    sheet.set_landscape()
    sheet.set_paper(9)
    sheet.set_margins(left=0.5, right=0.5, top=0.6, bottom=0.6)
    sheet.fit_to_pages(1, 0)
    sheet.repeat_rows(repeat)
    sheet.print_area(*area)
    sheet.center_horizontally()
    sheet.set_footer("&C第&P页，共&N页")
