"""A pack's ledger as a workbook that a clerk can file: the form, its evidence with links, the count by section."""

from __future__ import annotations

import io
from collections import Counter
from collections.abc import Sequence
from datetime import datetime
from itertools import groupby
from typing import Any

from generator.model.calendar.days import chinese_day
from generator.model.mandate import STATE_LABELS, Assessment, MandateState, Pack
from generator.model.portal import Portal
from generator.report.ledger import deadline_words, paths_words, proof_words, statement_words
from generator.report.ledger_sheets import Book, print_setup, write_statements, write_summary
from generator.tables import new_workbook

# Column head and width in characters of Latin; a Han character is two wide.
COLUMNS = (
    ("序号", 5), ("条目", 8), ("贯彻举措", 40), ("牵头单位", 14), ("责任单位", 16), ("完成时限", 13),
    ("公开路径", 26), ("落实情况", 10), ("情况说明", 30), ("书面说明", 14),
    ("证明材料", 36),
)  # fmt: skip
SHOWN_PROOFS = 2
_LINE, _PADDING = 14.0, 6.0
_BLANK = "　" * 9
_COLOURS = {
    MandateState.NOT_MET: "#B3121D",
    MandateState.PARTLY: "#8A5A00",
    MandateState.NEEDS_STATEMENT: "#1A4D8F",
    MandateState.MET: "#1D6B3F",
    MandateState.STATED: "#5F6B73",
    MandateState.UNJUDGED: "#3B5A66",
}


def ledger_xlsx(portal: Portal, pack: Pack, assessments: Sequence[Assessment]) -> bytes:
    """Return the workbook as bytes, the same for the same portal and day."""
    out = io.BytesIO()
    workbook = new_workbook(out)
    day = portal.as_of
    workbook.set_properties(
        {
            "title": f"{pack.short_title}任务落实台账",
            "author": portal.organizer,
            "created": datetime(day.year, day.month, day.day),
        }
    )
    base = {"font_name": "宋体", "font_size": 10, "valign": "vcenter", "text_wrap": True, "border": 1}
    book = Book(workbook, base)
    _form(book, portal, pack, assessments)
    write_statements(book, assessments)
    _proofs(book, portal, assessments)
    write_summary(book, assessments)
    workbook.close()
    return out.getvalue()


def _form(book: Book, portal: Portal, pack: Pack, assessments: Sequence[Assessment]) -> None:
    sheet, last = book.workbook.add_worksheet("任务台账"), len(COLUMNS) - 1
    for number, (_, width) in enumerate(COLUMNS):
        sheet.set_column(number, number, width)
    title = book.style(font_name="黑体", font_size=18, align="center", border=0)
    sheet.merge_range(0, 0, 0, last, f"{portal.name}政务公开任务落实台账", title)
    sheet.set_row(0, 34)
    note = book.style(border=0, font_size=10.5)
    source = (
        f"依据：{pack.title}{f'（{pack.doc_no}）' if pack.doc_no else ''}　　"
        "“贯彻举措”是摘要，不是原文，引用请核对文件；“书面说明”是单位自己的说明，没有由网站内容查实，另列一表。"
    )
    sheet.merge_range(1, 0, 1, last, source, note)
    day = chinese_day(portal.as_of)
    filed = (
        f"填报单位：{portal.organizer}　　情况截至：{day}　　任务{len(assessments)}项：{_counts(assessments)}"
    )
    sheet.merge_range(2, 0, 2, last, filed, note)
    sheet.set_row(1, 34)
    sheet.set_row(2, 20)
    head = book.style(bold=True, align="center", bg_color="#E9F0F9")
    sheet.write_row(3, 0, [name for name, _ in COLUMNS], head)
    sheet.set_row(3, 24)
    end = _rows(book, sheet, assessments)
    sign = book.style(border=0, font_size=10.5)
    sheet.merge_range(
        end,
        0,
        end,
        last,
        "填报人：　　　　　　　　　审核人：　　　　　　　　　负责人：　　　　　　　　　填报日期：　　　　年　　月　　日",
        sign,
    )
    sheet.set_row(end, 34)
    sheet.freeze_panes(4, 2)
    print_setup(sheet, (0, 0, end, last), repeat=3)


def _rows(book: Book, sheet: Any, assessments: Sequence[Assessment]) -> int:
    text, centred = book.style(), book.style(align="center")
    band = book.style(bold=True, font_name="黑体", font_size=11, bg_color="#D5E1F0")
    part = book.style(bold=True, bg_color="#F3F5F8")
    row, last = 4, len(COLUMNS) - 1
    for section, in_section in groupby(assessments, lambda each: each.mandate.section):
        sheet.merge_range(row, 0, row, last, section, band)
        sheet.set_row(row, 22)
        row += 1
        for subsection, members in groupby(in_section, lambda each: each.mandate.subsection):
            sheet.merge_range(row, 0, row, last, subsection, part)
            sheet.set_row(row, 19)
            row += 1
            for each in members:
                cells = _cells(each)
                state = book.style(align="center", bold=True, font_color=_COLOURS.get(each.state, "#1F2329"))
                for number, cell in enumerate(cells):
                    style = state if number == 7 else centred if number in (0, 1, 5) else text
                    sheet.write_string(row, number, cell, style)
                sheet.set_row(row, _height(cells))
                row += 1
    return row


def _cells(each: Assessment) -> list[str]:
    mandate = each.mandate
    proofs = proof_words(each.proofs[:SHOWN_PROOFS], "\n")
    more = f"\n共{len(each.proofs)}项，见“证明材料”表" if len(each.proofs) > SHOWN_PROOFS else ""
    return [
        mandate.id,
        mandate.clause,
        mandate.summary,
        "、".join(mandate.lead),
        "、".join(mandate.responsible) or "—",
        deadline_words(mandate) or "—",
        paths_words(mandate, "\n") or "—",
        STATE_LABELS[each.state],
        each.reason,
        statement_words(each.statement) or "—",
        (proofs + more) or "—",
    ]


def _height(cells: Sequence[str]) -> float:
    """Return the height in points that the fullest cell of a row needs when its text is wrapped."""
    lines = (_lines(cell, width) for cell, (_, width) in zip(cells, COLUMNS, strict=True))
    return min(400.0, max(lines) * _LINE + _PADDING)


def _lines(text: str, width: int) -> int:
    return sum(
        max(1, -(-sum(2 if ord(sign) > 255 else 1 for sign in line) // (width - 1)))
        for line in text.split("\n")
    )


def _proofs(book: Book, portal: Portal, assessments: Sequence[Assessment]) -> None:
    sheet = book.workbook.add_worksheet("证明材料")
    head = book.style(bold=True, align="center", bg_color="#E9F0F9")
    link, text = book.style(font_color="#1A4D8F", underline=1), book.style()
    for number, (name, width) in enumerate(
        (("序号", 6), ("条目", 12), ("证明材料", 60), ("说明", 34), ("地址", 70))
    ):
        sheet.set_column(number, number, width)
        sheet.write_string(0, number, name, head)
    base = (portal.identity.site_url or f"https://{portal.domain}/").rstrip("/") + "/"
    row = 1
    for each in assessments:
        for proof in each.proofs:
            cells = (each.mandate.id, each.mandate.clause, proof.title, proof.note)
            for number, cell in enumerate(cells):
                sheet.write_string(row, number, cell, text)
            inside = bool(proof.url) or proof.title == "首页"
            address = proof.url if proof.url.startswith(("https://", "http://")) else base + proof.url
            if inside:
                sheet.write_url(row, 4, address, link, address)
            else:
                sheet.write_string(row, 4, "线下材料", text)
            row += 1
    sheet.freeze_panes(1, 0)
    print_setup(sheet, (0, 0, max(row - 1, 0), 4), repeat=0)


def _counts(assessments: Sequence[Assessment]) -> str:
    counted = Counter(each.state for each in assessments)
    return "；".join(f"{label}{counted[state]}项" for state, label in STATE_LABELS.items() if counted[state])
