"""A directive without a table: 一、（一）1. with the bodies in brackets, at the line's end or on a line of their own."""

from __future__ import annotations

import re
from dataclasses import replace

from generator.intake.directives.duties import Duty, begins_duty, duty_spans, read_duty, tail_of
from generator.intake.directives.headings import follows, heading, section_number, subsection_number
from generator.intake.directives.paragraphs import ITEM, paragraphs, task_part
from generator.intake.directives.said import NOWHERE, Line, Row
from generator.intake.directives.unit_names import is_name_list, strip_duty

_OPENING_WORDS = 16
_GENERAL = re.compile(r"总体(?:要求|思路|目标)|指导思想|基本原则|工作目标|有关要求$")


def outline_rows(lines: tuple[Line, ...]) -> tuple[list[Row], tuple[tuple[Line, str], ...]]:
    """Return the tasks of a directive without a table, in their order, and the paragraphs that are no tasks."""
    reader = _Reader()
    rows = reader.read(paragraphs(task_part(lines)))
    return rows, tuple(reader.unread)


class _Reader:
    """Goes through the paragraphs; a task ends where its bodies are named."""

    def __init__(self) -> None:
        self.unread: list[tuple[Line, str]] = []
        self.section = self.subsection = NOWHERE
        # （一） to （十七） may go on through all sections.
        self.part = 0
        self.open: list[Line] = []
        self.rows: list[Row] = []

    def read(self, paragraphs: list[Line]) -> list[Row]:
        """Return the rows."""
        for line in paragraphs:
            number = section_number(line.text)
            if number and follows(number, section_number(self.section.text)):
                self._close()
                head, rest = _head(line)
                self.section, self.subsection = head, NOWHERE
                if rest.text:
                    self._text(rest)
                continue
            number = subsection_number(line.text)
            if number and follows(number, self.part):
                self._close(before_part=True)
                self.subsection, rest = _head(line)
                self.part = number
                if rest.text:
                    self._text(rest)
                continue
            self._text(line)
        self._close()
        return self.rows

    def _text(self, line: Line) -> None:
        rest = line.text
        whole = begins_duty(rest) or (
            is_name_list(strip_duty(rest)) and rest.endswith(("负责", "牵头", "配合"))
        )
        if whole:
            self._duty(read_duty(line))
            return
        behind = 0
        for start, end in duty_spans(rest):
            before, said = rest[behind:start], rest[start + 1 : end - 1]
            if before.strip("。；;，"):
                self.open.append(Line(before.lstrip("。；;，"), line.at, line.end))
            self._duty(read_duty(Line(said, line.at, line.end)))
            behind = end
        rest = rest[behind:].lstrip("。；;，") if behind else rest
        tail = tail_of(rest)
        if tail:
            before = rest[:tail]
            if before.strip("。；;"):
                self.open.append(Line(before, line.at, line.end))
            self._duty(read_duty(Line(rest[tail:], line.at, line.end)))
        elif rest.strip("。；;"):
            self.open.append(Line(rest, line.at, line.end))

    def _duty(self, duty: Duty) -> None:
        """Give the open paragraphs their bodies; a second line of them belongs to the same task."""
        if self.open:
            row = Row(
                self.section,
                self.subsection,
                tuple(self.open),
                duty.lead,
                duty.responsible,
                duty.deadline,
            )
            doubts = (("lead", duty.doubt), ("responsible", duty.doubt)) if duty.doubt else ()
            self.rows.append(replace(row, doubts=doubts))
            self.open = []
        elif self.rows:
            last = self.rows[-1]
            self.rows[-1] = replace(
                last,
                lead=last.lead or duty.lead,
                responsible=(*last.responsible, *duty.responsible),
                deadline=last.deadline or duty.deadline,
            )

    def _close(self, *, before_part: bool = False) -> None:
        """End a part: paragraphs that no body was named for are tasks a person must look at."""
        lines, self.open = self.open, []
        if not lines or not self.section.text:
            return
        text = "".join(line.text for line in lines)
        numbered = any(ITEM.match(line.text) for line in lines)
        opening = before_part and not self.subsection.text
        general = _GENERAL.search(self.section.text) or _GENERAL.search(self.subsection.text)
        if not numbered and (opening or general or len(text) < _OPENING_WORDS):
            self.unread += [(line, "后面没有责任单位，像是总的要求") for line in lines]
            return
        why = "这一条后面没有写责任单位"
        self.rows.append(
            Row(self.section, self.subsection, tuple(lines), doubts=(("lead", why), ("responsible", why)))
        )


def _head(line: Line) -> tuple[Line, Line]:
    """Return the heading at the beginning of a paragraph, and the text that follows it."""
    end = line.text.find("。")
    if 0 <= end <= 45:
        return Line(heading(line.text[:end]), line.at, line.end), Line(
            line.text[end + 1 :], line.at, line.end
        )
    cut = next(iter(duty_spans(line.text)), None)
    if cut and not line.text[cut[1] :].strip("。"):
        return Line(heading(line.text[: cut[0]]), line.at, line.end), Line(line.text, line.at, line.end)
    if len(line.text) <= 60 and cut is None:
        return Line(heading(line.text), line.at, line.end), Line("", line.at, line.end)
    number = re.match(r"^[^、）)]{1,4}[、）)]", line.text)
    first = re.split(r"[，。；：]", line.text)[0]
    return Line(heading(first), line.at, line.end), Line(
        line.text[number.end() :] if number else line.text, line.at, line.end
    )
