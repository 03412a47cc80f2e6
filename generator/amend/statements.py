"""Put a statement on a mandate into the text of ledger.yml: every character that stood there stays as it was."""

from __future__ import annotations

from typing import Any

from generator.amend.columns_edit import CannotAddError
from generator.amend.insertions import Insertion, after_block, insert, into_flow, lines_at
from generator.data import dataclass
from generator.load.columns.declare_ledger import LedgerFile, StatedState
from generator.load.columns.ledger import LEDGER_FILE
from generator.load.gate.written import read_written
from generator.load.yaml.spans import Span, read_spans
from generator.load.yaml.validate import rename_all_labels
from generator.report.columns_text import scalar

_STATEMENTS = ("statements", "说明")
_STRANGE = f"{LEDGER_FILE}的写法特殊，照原样加不进去"


@dataclass(frozen=True)
class NewStatement:
    """What is stated, each value as the file has it; ``day`` is written as 2026-03-02."""

    mandate: str
    state: StatedState
    day: str
    who: str
    evidence: tuple[str, ...]
    reason: str = ""

    @property
    def said(self) -> dict[str, str | list[str]]:
        """The statement as a mapping of the file."""
        told: dict[str, str | list[str]] = {
            "mandate": self.mandate, "state": self.state.value, "date": self.day, "reason": self.reason,
            "who": self.who, "evidence": list(self.evidence),
        }  # fmt: skip
        return {key: value for key, value in told.items() if value}


def add_statement(text: str, new: NewStatement) -> Insertion:
    """Return what adds a statement behind those of a file; an empty text becomes a file. Raises CannotAddError."""
    made = _insertion(text, new)
    _prove(text, insert(text, [made]), new)
    return made


def _insertion(text: str, new: NewStatement) -> Insertion:
    marked = read_written(text, LEDGER_FILE)
    if not marked.readable:
        raise CannotAddError(f"{LEDGER_FILE}读不出来")
    root = read_spans(text)
    if marked.value is None or root is None:
        return lines_at(text, len(text), ["statements:", *_lines(new, "  ")])
    if not root.is_mapping or root.flow or root.shared:
        raise CannotAddError(_STRANGE)
    listed = root.value(*_STATEMENTS)
    if listed is None:
        at = after_block(text, root.end, root.column)
        return lines_at(text, at, ["statements:", *_lines(new, "  ")])
    if listed.shared or listed.is_mapping:
        raise CannotAddError(_STRANGE)
    return _behind(text, listed, new)


def _behind(text: str, listed: Span, new: NewStatement) -> Insertion:
    if listed.is_list and listed.flow:
        return into_flow(text, listed, [_flow(new)])
    if listed.is_list:
        at = after_block(text, listed.end, listed.column + 1)
        return lines_at(text, at, _lines(new, " " * listed.column))
    if not listed.is_empty or listed.end > listed.start:
        raise CannotAddError(_STRANGE)
    return Insertion(listed.start, f" [{_flow(new)}]")


def _lines(new: NewStatement, indent: str) -> list[str]:
    lines = []
    for number, (key, value) in enumerate(new.said.items()):
        begin = f"{indent}{'  ' if number else '- '}{key}:"
        if isinstance(value, str):
            lines.append(f"{begin} {_written(key, value)}")
        else:
            lines += [begin, *(f"{indent}    - {scalar(each)}" for each in value)]
    return lines


def _flow(new: NewStatement) -> str:
    parts = []
    for key, value in new.said.items():
        told = _written(key, value) if isinstance(value, str) else f"[{', '.join(map(scalar, value))}]"
        parts.append(f"{key}: {told}")
    return "{" + ", ".join(parts) + "}"


def _written(key: str, value: str) -> str:
    return value if key == "date" else scalar(value)


def _prove(old: str, new: str, stated: NewStatement) -> None:
    """Read both texts: the new one says all that the old one does, and the statement behind it, and nothing else."""
    before, after = _said(old), _said(new)
    if after is None:
        raise CannotAddError(_STRANGE)
    listed, there = after.pop("statements", None), (before or {}).pop("statements", None) or []
    if after != (before or {}) or listed != [*there, stated.said]:
        raise CannotAddError(_STRANGE)


def _said(text: str) -> dict[str, Any] | None:
    marked = read_written(text, LEDGER_FILE)
    if not marked.readable or not isinstance(marked.value, dict):
        return None
    rename_all_labels(marked, LedgerFile)
    return marked.value
