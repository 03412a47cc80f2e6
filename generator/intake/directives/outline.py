"""A directive without a table: 一、（一）1. with the bodies in brackets, at the line's end or on a line of their own."""

from __future__ import annotations

import re
from dataclasses import dataclass, field, replace

from generator.intake.directives.headings import follows, heading, section_number, subsection_number
from generator.intake.directives.said import NOWHERE, Line, Row, ends_sentence
from generator.intake.directives.unit_names import is_name_list, strip_duty

_LABEL = r"(?:牵头(?:责任)?|主要责任|责任|配合|协办|协同|主办|承办|落实|参加|参与)(?:单位|部门|科室|主体)"
_TERM_LABEL = r"(?:完成|办结|落实)?(?:时限|时间)(?:要求|节点)?|完成日期"
_SAID = re.compile(rf"(?P<label>{_LABEL}|{_TERM_LABEL})\s*+[：:]\s*+")
_BRACKET = re.compile(rf"[（(〔\[【]\s*+(?=(?:{_LABEL}|{_TERM_LABEL})\s*+[：:])")
_DUTY = re.compile(
    r"[（(〔【](?P<said>[^（）()〔〕【】。]{2,200}?(?:牵头|负责|落实|配合|参与)[^（）()〔〕【】。]{0,120})[）)〕】]"
)
_CLOSES = {"（": "）", "(": ")", "〔": "〕", "[": "]", "【": "】"}
_ITEM = re.compile(r"^\s*+(?:\d{1,2}\s*+[.．、](?!\d)|[（(]\d{1,2}[）)]|[①-⑳])")
_END = re.compile(r"^(?:抄送|分送|主题词|附件\s*+[：:\d]|[（(]此件|[（(]联系人)")
_OPENING_WORDS = 40


@dataclass
class _Open:
    """The paragraphs whose bodies have not been read yet."""

    lines: list[Line] = field(default_factory=list)
    begun: bool = False


@dataclass(frozen=True)
class _Duty:
    """Who leads, who is responsible, until when, as one bracket or line says."""

    lead: tuple[Line, ...] = ()
    responsible: tuple[Line, ...] = ()
    deadline: tuple[Line, ...] = ()
    doubt: str = ""


def outline_rows(lines: tuple[Line, ...]) -> list[Row]:
    """Return the tasks of a directive without a table, in their order."""
    return _Reader().read(_paragraphs(_part(lines)))


def _part(lines: tuple[Line, ...]) -> tuple[Line, ...]:
    """Return the part with the tasks: a notice's own 一、二、三、 that name no bodies are not tasks."""
    starts = [at for at, line in enumerate(lines) if section_number(line.text) == 1]
    parts = [lines[start:end] for start, end in zip(starts, [*starts[1:], len(lines)], strict=True)]
    return max(parts, key=_weight, default=lines)


def _weight(part: tuple[Line, ...]) -> tuple[int, int]:
    text = "\n".join(line.bare for line in part)
    return len(_SAID.findall(text)) + len(_DUTY.findall(text)), len(text)


def _paragraphs(lines: tuple[Line, ...]) -> list[Line]:
    """Return the paragraphs: lines broken by a page or a narrow window put together again."""
    wide = sorted(len(line.bare) for line in lines if line.bare)
    width = wide[int(len(wide) * 0.9)] if wide else 0
    wrapped = _is_wrapped(lines, width)
    found: list[Line] = []
    for line in lines:
        bare = line.bare
        if _END.match(bare):
            break
        if not bare or re.fullmatch(r"[—－\-\s]*\d{1,3}[—－\-\s]*", line.text.strip()):
            continue
        before = found[-1].text if found else ""
        starts = _starts(bare) or not found
        if wrapped and found and not starts and not (ends_sentence(before) and len(before) % max(1, width) < width * 0.8):
            found[-1] = Line(before + bare, found[-1].at)
        elif found and not starts and _unfinished(before):
            found[-1] = Line(before + bare, found[-1].at)
        else:
            found.append(Line(bare, line.at))
    return found


def _is_wrapped(lines: tuple[Line, ...], width: int) -> bool:
    long = [line for line in lines if len(line.bare) >= max(12, width * 0.8)]
    return bool(long) and sum(not ends_sentence(line.text) for line in long) * 2 > len(long) and width < 60


def _starts(bare: str) -> bool:
    return bool(section_number(bare) or subsection_number(bare) or _ITEM.match(bare) or _SAID.match(bare))


def _unfinished(text: str) -> bool:
    return text.count("（") > text.count("）") and not ends_sentence(text)


class _Reader:
    """Goes through the paragraphs; a task ends where its bodies are named."""

    def __init__(self) -> None:
        self.section = self.subsection = NOWHERE
        self.open = _Open()
        self.rows: list[Row] = []
        self.awaiting = 0

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
            if number and follows(number, subsection_number(self.subsection.text)):
                self._close()
                self.subsection, rest = _head(line)
                if rest.text:
                    self._text(rest)
                continue
            if _ITEM.match(line.text):
                self._item()
            self._text(line)
        self._close()
        return self.rows

    def _item(self) -> None:
        """A new number: the open paragraphs stay waiting for the bodies that are named for all of them."""
        self.open.begun = True

    def _text(self, line: Line) -> None:
        rest = line.text
        whole = _SAID.match(rest) or (is_name_list(strip_duty(rest)) and rest.endswith(("负责", "牵头", "配合")))
        if whole:
            self._duty(_duty([line]))
            return
        while rest:
            cut = _first_bracket(rest)
            if cut is None:
                break
            start, end = cut
            before, said, rest = rest[:start], rest[start + 1 : end - 1], rest[end:].lstrip("。；;，")
            if before.strip("。；;，"):
                self.open.lines.append(Line(before, line.at))
            self._duty(_duty([Line(said, line.at)]))
        tail = _tail(rest)
        if tail:
            before = rest[: tail]
            if before.strip("。；;"):
                self.open.lines.append(Line(before, line.at))
            self._duty(_duty([Line(rest[tail:], line.at)]))
        elif rest.strip("。；;"):
            self.open.lines.append(Line(rest, line.at))

    def _duty(self, duty: _Duty) -> None:
        """Give the open paragraphs their bodies; a second line of them belongs to the same task."""
        if self.open.lines:
            row = Row(self.section, self.subsection, tuple(self.open.lines), duty.lead, duty.responsible, duty.deadline)
            doubts = (("lead", duty.doubt), ("responsible", duty.doubt)) if duty.doubt else ()
            self.rows.append(replace(row, doubts=doubts))
            self.open = _Open()
        elif self.rows:
            last = self.rows[-1]
            self.rows[-1] = replace(
                last,
                lead=last.lead or duty.lead,
                responsible=(*last.responsible, *duty.responsible),
                deadline=last.deadline or duty.deadline,
            )

    def _close(self) -> None:
        """End a part: paragraphs that no body was named for are tasks a person must look at."""
        lines, self.open = self.open.lines, _Open()
        if not lines:
            return
        text = "".join(line.text for line in lines)
        if not any(_ITEM.match(line.text) for line in lines) and len(text) < _OPENING_WORDS:
            return
        why = "这一条后面没有写责任单位"
        self.rows.append(
            Row(self.section, self.subsection, tuple(lines), doubts=(("lead", why), ("responsible", why)))
        )


def _head(line: Line) -> tuple[Line, Line]:
    """Return the heading at the beginning of a paragraph, and the text that follows it."""
    end = line.text.find("。")
    if 0 <= end <= 45:
        return Line(heading(line.text[:end]), line.at), Line(line.text[end + 1 :], line.at)
    cut = _first_bracket(line.text)
    if cut and not line.text[cut[1] :].strip("。"):
        return Line(heading(line.text[: cut[0]]), line.at), Line(line.text, line.at)
    if len(line.text) <= 60 and cut is None:
        return Line(heading(line.text), line.at), Line("", line.at)
    number = re.match(r"^[^、）)]{1,4}[、）)]", line.text)
    first = re.split(r"[，。；：]", line.text)[0]
    return Line(heading(first), line.at), Line(line.text[number.end() :] if number else line.text, line.at)


def _first_bracket(text: str) -> tuple[int, int] | None:
    """Return where the first bracket that names bodies begins and ends."""
    found = _BRACKET.search(text)
    spans = []
    if found:
        spans.append((found.start(), _closing(text, found.start())))
    for duty in _DUTY.finditer(text):
        said = _parts(duty["said"])
        if said:
            spans.append(duty.span())
            break
    return min(spans, default=None)


def _closing(text: str, start: int) -> int:
    depth = 0
    for at in range(start, len(text)):
        if text[at] in _CLOSES:
            depth += 1
        elif text[at] in _CLOSES.values():
            depth -= 1
            if depth == 0:
                return at + 1
    return len(text) + 1


def _tail(text: str) -> int:
    """Return where bodies named at a paragraph's end without brackets begin: 。责任单位：区教委."""
    found = _SAID.search(text)
    return found.start() if found and (found.start() == 0 or ends_sentence(text[: found.start()])) else 0


def _duty(lines: list[Line]) -> _Duty:
    text, at = "".join(line.text for line in lines), lines[0].at
    marks = list(_SAID.finditer(text))
    if not marks:
        return _spoken(text, at)
    lead: list[Line] = []
    responsible: list[Line] = []
    helpers: list[Line] = []
    deadline: list[Line] = []
    for mark, following in zip(marks, [*marks[1:], None], strict=True):
        said = text[mark.end() : following.start() if following else len(text)].strip("。；;，, ")
        label = mark["label"]
        line = Line(strip_duty(said) if "限" not in label and "时" not in label else said, at)
        if "时" in label or "日期" in label:
            deadline.append(line)
        elif label.startswith(("牵头", "主办", "主要")):
            lead.append(line)
        elif label.startswith(("配合", "协", "参")):
            helpers.append(line)
        else:
            responsible.append(line)
    if helpers and responsible and not lead:
        lead, responsible = responsible, []
    return _Duty(tuple(lead), (*responsible, *helpers), tuple(deadline))


def _spoken(text: str, at: int) -> _Duty:
    """Read 区财政局牵头，区政府各部门配合 and 区教委、区民政局按职责分工负责."""
    lead: list[Line] = []
    rest: list[Line] = []
    for part, word in _parts(text):
        (lead if "牵头" in word else rest).append(Line(part, at))
    return _Duty(tuple(lead), tuple(rest))


def _parts(text: str) -> list[tuple[str, str]]:
    """Return the bodies named in a bracket of words, each with what it does; none where they are no bodies."""
    parts: list[tuple[str, str]] = []
    for said in re.split(r"(?<=牵头)[，,、；;]|(?<=负责)[，,；;]|(?<=配合)[，,；;]|[；;]", text):
        names = strip_duty(said)
        if names == said and "牵头" not in said:
            return []
        if not is_name_list(names):
            return []
        parts.append((names, said[len(names) :]))
    return parts
