"""Invented tasks, and the manners in which authorities send them round: tables, copies of tables, outlines."""

from __future__ import annotations

import html
import textwrap
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from io import BytesIO
from itertools import groupby
from pathlib import Path

import docx

HEAD = ("示例区人民政府办公室", "关于印发示例区2026年政务公开工作要点任务分工的通知", "示例府办发〔2026〕9号")
TAIL = ("示例区人民政府办公室", "2026年3月20日")


@dataclass(frozen=True)
class Task:
    """One task as the pack should hold it. ``term`` is the deadline in words, ``day`` the date it means."""

    section: str
    subsection: str
    number: str
    text: str
    lead: tuple[str, ...]
    responsible: tuple[str, ...]
    term: str = ""
    day: str = ""
    path: tuple[str, ...] = ()

    @property
    def said(self) -> str:
        """The task's sentence, with its path in brackets."""
        path = f"（公开路径：政府网站>{'>'.join(self.path)}）" if self.path else ""
        return f"{self.text}{path}。"


def cells(tasks: Sequence[Task]) -> Iterator[tuple[tuple[str, str], list[tuple[str, list[str], Task]]]]:
    """Yield the parts of a table, each with its rows: the text of the measure's cell as paragraphs, and a task."""
    for part, group in groupby(tasks, key=lambda task: (task.section, task.subsection)):
        rows: list[tuple[str, list[str], Task]] = []
        for task in group:
            same = rows and (rows[-1][2].lead, rows[-1][2].responsible, rows[-1][2].term) == (
                task.lead,
                task.responsible,
                task.term,
            )
            numbered = f"{task.number}．{task.said}" if task.number else task.said
            if same and task.number not in ("", "1") and rows[-1][2].number:
                rows[-1][1].append(numbered)
            else:
                rows.append(("", [numbered], task))
        yield part, rows


def as_tabs(tasks: Sequence[Task]) -> str:
    """Return a table copied with tabs: merged cells are blank below their first row."""
    lines = [*HEAD, "", "工作任务\t\t贯彻举措\t牵头单位\t责任单位\t完成时限"]
    for (section, subsection), rows in cells(tasks):
        for at, (_, texts, task) in enumerate(rows):
            first = (section, subsection) if at == 0 else ("", "")
            lines.append(
                "\t".join(
                    (
                        *first,
                        " ".join(texts),
                        "、".join(task.lead) or "—",
                        "、".join(task.responsible) or "—",
                        task.term,
                    )
                )
            )
    return "\n".join([*lines, "", *TAIL])


def as_copy(tasks: Sequence[Task], *, wide: int = 30, narrow: int = 7) -> str:
    """Return a table copied out of a PDF: every cell broken over lines, one below the other."""
    lines = [*HEAD, *TAIL, "工作任务 贯 彻 举 措 牵头单位 责任单位"]
    seen = ""
    for (section, subsection), rows in cells(tasks):
        if section != seen:
            lines += textwrap.wrap(section, narrow)
            seen = section
        lines += textwrap.wrap(subsection + "。", narrow) if subsection else []
        for _, texts, task in rows:
            for text in texts:
                lines += textwrap.wrap(text, wide)
            lines += textwrap.wrap("、".join(task.lead), narrow) + textwrap.wrap(
                "、".join(task.responsible), narrow
            )
    return "\n".join([*lines, "抄送：区委办公室。"])


def as_full_copy(tasks: Sequence[Task], *, wide: int = 26, narrow: int = 6) -> str:
    """Return a table copied out of a PDF that has numbers, and the term before the bodies."""
    lines = [*HEAD, *TAIL, "序号 重点任务 工作举措", "完成时限 牵头单位 责任单位"]
    seen = ""
    number = 0
    for (section, subsection), rows in cells(tasks):
        if section != seen:
            lines += textwrap.wrap(section, narrow)
            seen = section
        lines += textwrap.wrap(subsection, narrow) if subsection else []
        for _, texts, task in rows:
            number += 1
            lines.append(str(number))
            for text in texts:
                lines += textwrap.wrap(text, wide)
            lines += textwrap.wrap(task.term, narrow)
            lines += textwrap.wrap("、".join(task.lead), narrow) + textwrap.wrap(
                "、".join(task.responsible), narrow
            )
    return "\n".join([*lines, "抄送：区委办公室。"])


def as_lines(tasks: Sequence[Task], *, gap: bool = False) -> str:
    """Return a table copied from a web page: every cell a line (with ``gap``, blank lines between cells)."""
    lines = [*HEAD, *TAIL]
    body = ["工作任务", "具体举措", "牵头单位", "责任单位", "完成时限"]
    seen = ""
    for (section, subsection), rows in cells(tasks):
        if section != seen:
            body.append(section)
            seen = section
        body += [subsection] if subsection else []
        for _, texts, task in rows:
            body += ["\n".join(texts), "、".join(task.lead), "、".join(task.responsible), task.term]
    return "\n".join([*lines, ("\n\n" if gap else "\n").join(body)])


def as_markdown(tasks: Sequence[Task]) -> str:
    """Return a Markdown table with the columns in another order; sections and parts in one column."""
    lines = [
        *HEAD,
        "",
        "| 任务类别 | 责任单位 | 完成时间 | 具体任务 | 牵头部门 |",
        "| --- | --- | --- | --- | --- |",
    ]
    for (section, subsection), rows in cells(tasks):
        for _, texts, task in rows:
            first = f"{section}<br>{subsection}" if subsection else section
            cells_ = (first, "，".join(task.responsible), task.term, "<br>".join(texts), "；".join(task.lead))
            lines.append(f"| {' | '.join(cells_)} |")
    return "\n".join(lines)


def as_spoken(tasks: Sequence[Task]) -> str:
    """Return an outline whose brackets say in words who does what."""
    lines: list[str] = [*HEAD, *TAIL]
    number = 0
    for section, group in groupby(tasks, key=lambda task: task.section):
        lines.append(section)
        for task in group:
            number += 1
            lead = f"{'、'.join(task.lead)}牵头，" if task.lead else ""
            lines.append(f"{number}.{task.said}（{lead}{'、'.join(task.responsible)}按职责分工负责）")
    return "\n".join(lines)


def as_labels(tasks: Sequence[Task]) -> str:
    """Return an outline with a line for each of lead, helpers and term."""
    lines: list[str] = [*HEAD, *TAIL]
    number = 0
    for (section, subsection), group in groupby(tasks, key=lambda task: (task.section, task.subsection)):
        if section not in lines:
            lines.append(section)
        lines += [subsection] if subsection else []
        for task in group:
            number += 1
            lines += [f"{number}、{task.said}", f"牵头单位：{'、'.join(task.lead)}"]
            lines += [f"配合单位：{'，'.join(task.responsible)}"] if task.responsible else []
            lines += [f"完成时限：{task.term}"] if task.term else []
    return "\n".join(lines)


def as_outline(tasks: Sequence[Task], *, width: int = 0) -> str:
    """Return an outline without a table, the bodies in brackets; with ``width`` its lines are broken."""
    lines: list[str] = [*HEAD, *TAIL]
    for (section, subsection), group in groupby(tasks, key=lambda task: (task.section, task.subsection)):
        if section not in lines:
            lines.append(section)
        if subsection:
            lines.append(subsection)
        for at, task in enumerate(group, 1):
            said = [f"牵头单位：{'、'.join(task.lead)}"] if task.lead else []
            said += [f"责任单位：{'、'.join(task.responsible)}"] if task.responsible else []
            said += [f"完成时限：{task.term}"] if task.term else []
            lines.append(f"{task.number or at}．{task.said}（{'；'.join(said)}）")
    if width:
        lines = [piece for line in lines for piece in textwrap.wrap(line, width)]
    return "\n".join([*lines, "", "抄送：区委办公室。"])


def as_html(tasks: Sequence[Task]) -> str:
    """Return a page with a table whose first two columns are merged over rows."""
    rows = []
    parts = list(cells(tasks))
    spans = {section: sum(len(r) for (s, _), r in parts if s == section) for (section, _), _ in parts}
    for (section, subsection), group in parts:
        for at, (_, texts, task) in enumerate(group):
            row = []
            if at == 0 and section in spans:
                row.append(f'<td rowspan="{spans.pop(section)}">{section}</td>')
            if at == 0:
                row.append(f'<td rowspan="{len(group)}">{subsection}</td>')
            row.append("<td>" + "".join(f"<p>{html.escape(text)}</p>" for text in texts) + "</td>")
            row += [
                f"<td>{'<br>'.join(task.lead)}</td>",
                f"<td>{'<br>'.join(task.responsible)}</td>",
                f"<td>{task.term}</td>",
            ]
            rows.append(f"<tr>{''.join(row)}</tr>")
    head = "<tr><th colspan='2'>重点任务</th><th>工作举措</th><th>牵头单位</th><th>责任单位</th><th>完成时限</th></tr>"
    words = "".join(f"<p>{line}</p>" for line in (*HEAD, *TAIL))
    return f"<!DOCTYPE html><html><body>{words}<table>{head}{''.join(rows)}</table></body></html>"


def write_docx(tasks: Sequence[Task], path: Path) -> None:
    """Write a Word file: sections as rows of their own, the term before the bodies, units one a line."""
    document = docx.Document()
    for line in (*HEAD, *TAIL):
        document.add_paragraph(line)
    table = document.add_table(rows=1, cols=5)
    for cell, word in zip(
        table.rows[0].cells, ("序号", "任务内容", "完成时间", "责任单位", "配合单位"), strict=True
    ):
        cell.text = word
    seen = ""
    for number, task in enumerate(tasks, 1):
        if task.section != seen:
            row = table.add_row().cells
            row[0].merge(row[4]).text = task.section
            seen = task.section
        row = table.add_row().cells
        for cell, text in zip(
            row,
            (str(number), task.said, task.term, "\n".join(task.lead), " ".join(task.responsible)),
            strict=True,
        ):
            cell.text = text
    buffer = BytesIO()
    document.save(buffer)
    path.write_bytes(buffer.getvalue())


TEXTS: dict[str, Callable[[Sequence[Task]], str]] = {
    "tabs": as_tabs,
    "copy": as_copy,
    "full-copy": as_full_copy,
    "lines": as_lines,
    "markdown": as_markdown,
    "outline": as_outline,
    "spoken": as_spoken,
    "labels": as_labels,
}
