"""What tells the rows of a register apart, and the anchors made of it: the second half of a row's address.

An anchor is a digest of the file's name and of cells that are public, never of the row's place: rows that come, go
or change order around it leave it alone. Which cells count is decided by the head alone, and never by the other rows:

1. what the format says (``identity``, or its first rule that a field or fields are unique);
2. a column of numbers of documents or certificates (文号、编号……), together with the row's name;
3. all cells of the row.

A row takes the first of these that its format has and in which all its cells are filled. Serial numbers (序号)
count in none: they are places, and hidden fields neither, for a digest of few possible texts can be guessed.
Rows that are alike in what counts have a digest of all their cells behind it, and those that are alike in all
are numbered: which of them is meant makes no difference to a reader.
"""

from __future__ import annotations

import hashlib
import unicodedata
from array import array
from collections import Counter
from collections.abc import Iterator, Sequence, Set
from itertools import pairwise

from generator.load.registers.head import shown
from generator.load.registers.rules import Table, TableRow
from generator.model.register import RegisterField, RuleKind, is_serial
from generator.packed import packed
from generator.patterns import pattern

_NUMBERED = ("文号", "文书号", "书号", "证号", "备案号", "案号", "受理号", "批准号", "注册号", "编号")
_CITED = "依据"  # 依据文号 is the number of what a row rests on, not its own
_NOTE = pattern(r"[（(][^（()）]*[）)]")
_BRACKETS = str.maketrans("〔〕[]【】", "()()()")
_MARK = "r-"
_FIRST, _FURTHER = (
    6,
    4,
)  # bytes of a digest: of a hundred thousand rows, two are alike by chance once in 50,000


def row_anchors(table: Table, lines: Sequence[TableRow], stem: str) -> Sequence[str]:
    """Return the anchors of the rows of a table, all different. ``stem`` is the name of its file, without suffix."""
    choices = [_named(table, positions) for positions in _choices(table)]
    public = [n for n, field in enumerate(table.fields) if shown(field)]
    whole = [n for n in public if not is_serial(table.fields[n])] or public
    anchors: Sequence[str] = packed(_anchor(line, choices, whole, stem) for line in lines)
    ordered = sorted(array("Q", (int(anchor[len(_MARK) :], 16) for anchor in anchors)))
    twice = {one for one, two in pairwise(ordered) if one == two}
    if not twice:
        return anchors
    return packed(_told_apart(anchors, lines, {f"{_MARK}{each:0{2 * _FIRST}x}" for each in twice}, whole))


def _told_apart(
    anchors: Sequence[str], lines: Sequence[TableRow], twice: Set[str], whole: Sequence[int]
) -> Iterator[str]:
    """Yield the anchors; those that several rows have, with more behind them."""
    met: Counter[str] = Counter()
    for anchor, line in zip(anchors, lines, strict=True):
        if anchor not in twice:
            yield anchor
            continue
        longer = f"{anchor}-{_digest([line.cells[n] for n in whole], _FURTHER)}"
        met[longer] += 1
        yield f"{longer}-{met[longer]}" if met[longer] > 1 else longer


def number_position(fields: Sequence[RegisterField]) -> int | None:
    """Return the position of the first column of numbers of documents or certificates."""
    return next((n for n, field in enumerate(fields) if shown(field) and _is_numbered(field)), None)


def _is_numbered(field: RegisterField) -> bool:
    label = _NOTE.sub("", field.label).strip()
    return label.endswith(_NUMBERED) and _CITED not in label


def _choices(table: Table) -> Iterator[list[int]]:
    """Yield the positions of the fields that tell rows apart, the best first."""
    schema = table.schema
    unique = next((rule.fields for rule in schema.rules if rule.kind is RuleKind.UNIQUE), ())
    for keys in filter(None, (schema.identity, unique)):
        found = [n for key in keys if (n := table.position(key)) is not None]
        fields = [table.fields[n] for n in found]
        if len(found) == len(keys) and all(map(shown, fields)) and not all(map(is_serial, fields)):
            yield found
    number = number_position(table.fields)
    if number is not None:
        title = table.position(schema.row_title)
        yield [number] if title is None or title == number else [number, title]


def _named(table: Table, positions: list[int]) -> list[tuple[int, str]]:
    """Return positions with what each field is called for good: a column without a format only has its label."""
    fields = table.fields
    return [(n, fields[n].key if table.schema.id else fields[n].label) for n in positions]


def _anchor(
    line: TableRow, choices: Sequence[Sequence[tuple[int, str]]], whole: Sequence[int], stem: str
) -> str:
    cells = line.cells
    for choice in choices:
        if all(cells[n] for n, _ in choice):
            return f"{_MARK}{_digest([stem, *(text for n, name in choice for text in (name, _fold(cells[n])))], _FIRST)}"
    return f"{_MARK}{_digest([stem, *(cells[n] for n in whole)], _FIRST)}"


def _fold(text: str) -> str:
    """Return a cell without what a correction of its typing changes: widths, blanks, kinds of brackets."""
    plain = text if text.isascii() else unicodedata.normalize("NFKC", text).translate(_BRACKETS)
    return "".join(plain.split())


def _digest(texts: Sequence[str], size: int) -> str:
    written = repr(texts).encode("utf-8", "surrogatepass")
    return hashlib.blake2b(written, digest_size=size).hexdigest()
