"""Write a changed register as YAML: entries that were not changed are the same bytes, and so are comments between them."""

from __future__ import annotations

import json
import re
from collections.abc import Mapping, Sequence

from generator.data import dataclass
from generator.desk.tables.register import Register
from generator.desk.tables.rows import Row
from generator.errors import GongkaiError
from generator.load.source.text import Source, decode
from generator.load.yaml.spans import Span, read_spans

_STRANGE = "这张表的文件写法特别，办公桌面改不了。请站长在文件里改。"
# What is a text, whatever reads it, and nothing else.
_PLAIN = re.compile(r"[\u4e00-\u9fff]{1,40}|\d{4}-\d\d-\d\d")


@dataclass(frozen=True)
class _Change:
    """A stretch of the text and what comes in its place."""

    start: int
    end: int
    text: str


def written_yaml(register: Register, rows: Sequence[Row]) -> bytes:
    """Return the file with the rows as they are now. Raises GongkaiError for one that is not to be understood."""
    source = decode(register.raw, register.path)
    if not isinstance(source, Source):
        raise GongkaiError(_STRANGE)
    text = source.text
    spans = read_spans(text)
    if spans is None or not spans.is_list or spans.flow or len(spans.below) != len(register.rows):
        raise GongkaiError(_STRANGE)
    names = [str(register.whole.rows[0].cells[column]) for column in register.columns]
    names += [field.label for field in register.fields[register.present :]]
    changes: list[_Change] = []
    last, kept = -1, {row.origin for row in rows if row.origin is not None}
    for row in rows:
        if row.origin is None:
            # What every entry has to have is written in any case: the names of a register are those of its entries.
            pairs = [
                (name, cell)
                for name, cell, field in zip(names, row.cells, register.fields, strict=True)
                if cell or field.required
            ]
            changes.append(_put_in(text, spans, last, pairs or [(names[0], "")]))
        else:
            last = row.origin
            told = {names[at]: row.cells[at] for at in sorted(row.changed)}
            changes += _change(text, spans.below[row.origin], told) if told else []
    changes += [_taken_out(text, each) for n, each in enumerate(spans.below) if n not in kept]
    made = _applied(text, changes)
    if b"\r\n" in register.raw:
        made = made.replace("\n", "\r\n")
    return made.encode("utf-8")


def _applied(text: str, changes: list[_Change]) -> str:
    for each in sorted(enumerate(changes), key=lambda one: (one[1].start, one[1].end, one[0]), reverse=True):
        change = each[1]
        text = text[: change.start] + change.text + text[change.end :]
    return text


def _change(text: str, entry: Span, told: Mapping[str, str]) -> list[_Change]:
    if entry.flow or entry.shared or not entry.is_mapping:
        raise GongkaiError(_STRANGE)
    found = []
    for name, value in told.items():
        span = entry.value(name)
        if span is None:
            end = _end(text, entry.end)
            found.append(
                _Change(end, end, f"\n{' ' * entry.column}{_key(name)}: {_value(value, entry.column)}")
            )
        elif span.shared or entry.keys.count(name) > 1:
            raise GongkaiError(_STRANGE)
        else:
            # After a key without a value the text is wherever the colon ends.
            gap = "" if text[span.start - 1 : span.start].isspace() else " "
            found.append(
                _Change(span.start, max(_end(text, span.end), span.start), gap + _value(value, entry.column))
            )
    return found


def _put_in(text: str, spans: Span, last: int, pairs: Sequence[tuple[str, str]]) -> _Change:
    column = spans.below[0].column if spans.below else spans.column + 2
    dash = spans.column
    lines = [f"{_key(name)}: {_value(cell, column)}" for name, cell in pairs]
    entry = " " * dash + "-" + " " * (column - dash - 1) + f"\n{' ' * column}".join(lines)
    if last < 0:
        at = text.rfind("\n", 0, spans.start) + 1
        return _Change(at, at, f"{entry}\n")
    at = _line_end(text, _end(text, spans.below[last].end))
    return _Change(at, at, f"\n{entry}")


def _taken_out(text: str, entry: Span) -> _Change:
    begin = text.rfind("\n", 0, text.rindex("-", 0, entry.start)) + 1
    end = _line_end(text, _end(text, entry.end))
    return _Change(begin, min(end + 1, len(text)), "")


def _end(text: str, end: int) -> int:
    while end > 0 and text[end - 1] in "\n ":
        end -= 1
    return end


def _line_end(text: str, at: int) -> int:
    found = text.find("\n", at)
    return found if found >= 0 else len(text)


def _key(name: str) -> str:
    return name if _PLAIN.fullmatch(name) else json.dumps(name, ensure_ascii=False)


def _value(text: str, column: int) -> str:
    if _PLAIN.fullmatch(text):
        return text
    lines = text.split("\n")
    if len(lines) > 1 and all(line.isprintable() and line == line.strip() for line in lines) and all(lines):
        pad = " " * (column + 2)
        return "|-\n" + "\n".join(pad + line for line in lines)
    # A JSON string is a YAML string, whatever stands in it.
    return json.dumps(text, ensure_ascii=False)
