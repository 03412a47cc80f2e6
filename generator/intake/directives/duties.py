"""Who must do a task of a directive without a table: what its brackets and lines for bodies say."""

from __future__ import annotations

import re

from generator.data import dataclass
from generator.intake.directives.deadlines import is_term
from generator.intake.directives.said import OPENING, Line, closings, ends_sentence
from generator.intake.directives.unit_names import is_name_list, strip_duty

# 牵头： alone is said in narrow cells.
_LABEL = (
    r"(?:牵头(?:责任)?|主要责任|责任|配合|协办|协同|主办|承办|落实|参加|参与|负责)(?:单位|部门|科室|主体)"
    r"(?:及(?:责任单位|分工))?|牵头|配合"
)
_TERM_LABEL = r"(?:完成|办结|落实)?(?:时限|时间)(?:要求|节点)?|完成日期"
_SAID = re.compile(rf"(?P<label>{_LABEL}|{_TERM_LABEL})\s*+[：:]\s*+")
_BRACKET = re.compile(rf"[（(〔\[【]\s*+(?=(?:{_LABEL}|{_TERM_LABEL})\s*+[：:])")
# （区财政局牵头，区政府各部门配合）
_ACTS = re.compile(r"牵头|负责|落实|配合|参与|承担")
_DUTY = re.compile(r"[（(〔【][^。]{2,120}?(?:牵头|负责|落实|配合|参与)[）)〕】]")
_ENDING = 24
_PHRASES = re.compile(r"(?<=牵头)[，,、；;\s]|(?<=负责)[，,；;]|(?<=配合)[，,；;]|[；;]")
_LONGEST = 600
# 区教委（牵头）
_LEADS = re.compile(r"([^，、；\s（(]{2,24})[（(]牵头(?:单位)?[）)]")


def names_bodies(text: str) -> int:
    """Return how often a text says who is in charge of something."""
    return len(_SAID.findall(text)) + len(_DUTY.findall(text))


def says_duty(text: str) -> bool:
    """Tell whether the words of a cell say which of its bodies leads."""
    return bool(_SAID.search(text)) or bool("牵头" in text and _parts(_LEADS.sub(r"\1牵头", text)))


def begins_duty(text: str) -> bool:
    """Tell whether a line begins with 责任单位： or another such word."""
    return bool(_SAID.match(text))


@dataclass(frozen=True)
class Duty:
    """Who leads, who is responsible, until when, as one bracket or line says."""

    lead: tuple[Line, ...] = ()
    responsible: tuple[Line, ...] = ()
    deadline: tuple[Line, ...] = ()
    doubt: str = ""


def duty_spans(text: str) -> list[tuple[int, int]]:
    """Return where the brackets that name bodies begin and end, from the left; one not closed ends with the text."""
    spans: list[tuple[int, int]] = []
    ends = closings(text)
    behind = 0
    for start, sign in enumerate(text):
        if start < behind or sign not in OPENING:
            continue
        end = ends.get(start, len(text) + 1 if len(text) - start < _LONGEST else 0)
        if not end or end - start > _LONGEST:
            continue
        said = text[start + 1 : end - 1]
        acts = end <= len(text) and ("牵头" in said or _ACTS.search(said[-_ENDING:]))
        if _BRACKET.match(text, start) or (acts and _parts(said)):
            spans.append((start, end))
            behind = end
    return spans


def tail_of(text: str) -> int:
    """Return where bodies named at a paragraph's end without brackets begin: 。责任单位：区教委."""
    found = _SAID.search(text)
    return found.start() if found and (found.start() == 0 or ends_sentence(text[: found.start()])) else 0


def read_duty(line: Line) -> Duty:
    """Return who must do a task, from a bracket or a line."""
    text, at, end = line.text, line.at, line.end
    marks = list(_SAID.finditer(text))
    if not marks:
        return _spoken(_LEADS.sub(r"\1牵头", text), at, end)
    lead: list[Line] = []
    responsible: list[Line] = []
    helpers: list[Line] = []
    deadline: list[Line] = []
    for mark, following in zip(marks, [*marks[1:], None], strict=True):
        said = text[mark.end() : following.start() if following else len(text)].strip("。；;，, ")
        label = mark["label"]
        said_line = Line(strip_duty(said) if "限" not in label and "时" not in label else said, at, end)
        if "时" in label or "日期" in label:
            deadline.append(said_line)
        elif label.startswith(("牵头", "主办", "主要")):
            lead.append(said_line)
        elif label.startswith(("配合", "协", "参")):
            helpers.append(said_line)
        else:
            responsible.append(said_line)
    if helpers and responsible and not lead:
        lead, responsible = responsible, []
    return Duty(tuple(lead), (*responsible, *helpers), tuple(deadline))


def _spoken(text: str, at: int, end: int) -> Duty:
    """Read 区财政局牵头，区政府各部门配合 and 区教委、区民政局按职责分工负责."""
    lead: list[Line] = []
    rest: list[Line] = []
    for part, word in _parts(text):
        (lead if "牵头" in word else rest).append(Line(part, at, end))
    terms = tuple(Line(said, at, end) for said in _PHRASES.split(text) if is_term(said))
    return Duty(tuple(lead), tuple(rest), terms)


def _parts(text: str) -> list[tuple[str, str]]:
    """Return the bodies named in a bracket of words, each with what it does; none where they are no bodies."""
    parts: list[tuple[str, str]] = []
    for said in _PHRASES.split(text):
        names = strip_duty(said)
        if is_term(said):
            continue
        if names == said and "牵头" not in text:
            return []
        if not is_name_list(names):
            return []
        parts.append((names, said[len(names) :]))
    return parts
