"""Propose a format for a table that has none: its fields, their types, what names a row, what no two rows share."""

from __future__ import annotations

import json
import re
from collections.abc import Collection, Iterator, Sequence

from generator.data import dataclass
from generator.intake.tables.guessing import Guess, guess_column
from generator.intake.tables.making import Register
from generator.intake.tables.matching import Column, known_labels
from generator.model.addresses.slug import initials
from generator.model.register import FieldType, RegisterSchema

_NAMES = re.compile(r"名称|姓名|项目|标题|事项|单位|学校|机构|医院|企业|地点|内容")
_PLAIN = re.compile(r"[\u4e00-\u9fff（）][\u4e00-\u9fffA-Za-z0-9（）]*")
_MOST_SHOWN = 8
_SHARE = 0.8
_FEWEST_LABELS = 4


def fitting_format(register: Register, formats: Sequence[RegisterSchema]) -> RegisterSchema | None:
    """Return the format that comes with the program and has nearly all labels of a table, if one has."""
    best: tuple[float, RegisterSchema] | None = None
    for schema in formats:
        knows = known_labels(schema)
        labels = [label for label in register.layout.labels if label.text != "序号"]
        found = {key for label in labels if (key := knows(label.over, label.text))}
        needed = {field.key for field in schema.fields if field.required}
        if len(found) < _FEWEST_LABELS or len(found) < _SHARE * len(labels) or not needed <= found:
            continue
        share = len(found) / len(schema.fields)
        if best is None or share > best[0]:
            best = share, schema
    return best[1] if best else None


def propose_format(register: Register, taken: Collection[str]) -> tuple[str, str]:
    """Return the id and the YAML of a format for a table; ``taken`` are ids of formats that there are."""
    columns = register.matched.columns
    lines = [line for line in register.layout.lines if not line.total]
    guesses = [
        guess_column(
            column.label.text if column.label else column.heading,
            [column.take(line) for line in register.layout.lines],
        )
        for column in columns
    ]
    cells = [[column.take(line) for line in lines] for column in columns]
    group = next((n for n, column in enumerate(columns) if column.label is None), None)
    name = _id(register.title, taken)
    at = _title(guesses, cells)
    full = all(columns[at].take(line).strip() for line in register.layout.lines)
    proposal = _Proposal(columns, guesses, _keys(guesses), cells, at, group, full)
    title = register.title
    basis = _quoted(f"由表格“{title}”的表头得出，默认，可改")
    head = f"id: {name}\nname: {_quoted(title)}\nbasis: {basis}\nfields:\n"
    return name, head + "".join((*_fields(proposal), *_rest(proposal)))


@dataclass(frozen=True)
class _Proposal:
    """The columns of a format that is proposed: their guesses, keys and cells; what names a row, what groups rows.

    ``full`` tells that every row, a sum too, has what names it.
    """

    columns: Sequence[Column]
    guesses: Sequence[Guess]
    keys: Sequence[str]
    cells: Sequence[Sequence[str]]
    title: int
    group: int | None
    full: bool

    @property
    def spanned(self) -> bool:
        return any(column.label and column.label.over for column in self.columns)


def _keys(guesses: Sequence[Guess]) -> list[str]:
    keys: list[str] = []
    for n, guess in enumerate(guesses):
        key = re.sub(r"[^a-z0-9]", "", initials(guess.label))[:20]
        key = key if re.match(r"[a-z]", key) else f"c{n + 1}"
        number, free = 2, key
        while free in keys:
            number, free = number + 1, f"{key}{number}"
        keys.append(free)
    return keys


def _title(guesses: Sequence[Guess], cells: Sequence[Sequence[str]]) -> int:
    """Return the column that names a row: by its label and that no two are alike, else the first of texts."""
    texts = [n for n, guess in enumerate(guesses) if guess.type in (FieldType.TEXT, FieldType.LONG)]
    full = [n for n in texts if all(cell.strip() for cell in cells[n])]
    for rank in (
        [n for n in full if _NAMES.search(guesses[n].label) and _unique(cells[n])],
        [n for n in full if _unique(cells[n])],
        [n for n in full if _NAMES.search(guesses[n].label)],
        [n for n in texts if _NAMES.search(guesses[n].label)],
        texts,
    ):
        if rank:
            return rank[0]
    return 0


def _unique(values: Sequence[str]) -> bool:
    return len(set(values)) == len(values)


def _id(name: str, taken: Collection[str]) -> str:
    stem = re.sub(r"[^a-z0-9]", "", initials(re.sub(r"^\d{4}年(?:度)?", "", name)))[:24]
    stem = stem if re.match(r"[a-z]", stem) else f"table{stem}"
    number, free = 2, stem
    while free in taken:
        number, free = number + 1, f"{stem}-{number}"
    return free


def _fields(proposal: _Proposal) -> Iterator[str]:
    for n, (column, guess) in enumerate(zip(proposal.columns, proposal.guesses, strict=True)):
        yield f"  - key: {proposal.keys[n]}\n    label: {_quoted(guess.label)}\n    type: {guess.type.value}\n"
        if column.label and column.label.over:
            yield f"    over: {_quoted(column.label.over)}\n"
        if guess.unit:
            yield f"    unit: {_quoted(guess.unit)}\n"
        if guess.choices:
            yield f"    choices: [{', '.join(map(_quoted, guess.choices))}]\n"
        if n == proposal.title and proposal.full:
            yield "    required: true\n"
        if not proposal.spanned and n >= _MOST_SHOWN and n not in (proposal.title, proposal.group):
            yield "    show: detail\n"


def _rest(proposal: _Proposal) -> Iterator[str]:
    keys, group = proposal.keys, proposal.group
    yield f"row_title: {keys[proposal.title]}\n"
    dates = [keys[n] for n, guess in enumerate(proposal.guesses) if guess.type is FieldType.DATE]
    yield f"date: {dates[0]}\n" if dates else ""
    yield f"group: {keys[group]}\n" if group is not None else ""
    yield "head_rows: 2\n" if proposal.spanned else ""
    unique = _unique_keys(proposal)
    yield f"rules:\n  - {{kind: unique, fields: [{', '.join(unique)}]}}\n" if unique else ""


def _unique_keys(proposal: _Proposal) -> list[str]:
    """Return the key of a row: its name, or its name within its section; none where rows are alike."""
    cells, keys, title, group = proposal.cells, proposal.keys, proposal.title, proposal.group
    if _unique(cells[title]):
        return [keys[title]]
    if group is not None and len(set(zip(cells[group], cells[title], strict=True))) == len(cells[title]):
        return [keys[group], keys[title]]
    return []


def _quoted(text: str) -> str:
    return (
        text if _PLAIN.fullmatch(text) and text not in ("是", "否") else json.dumps(text, ensure_ascii=False)
    )
