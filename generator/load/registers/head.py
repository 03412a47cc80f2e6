"""Find the header of a table (表头), and the column of each field."""

from __future__ import annotations

import re
from collections.abc import Sequence

from generator.data import dataclass
from generator.load.registers.cells import plain_text
from generator.load.registers.labels import WITH_SUFFIX, KnownLabels, Label, normal
from generator.load.tables.sheet import Sheet
from generator.load.yaml.validate import did_you_mean
from generator.model.catalogue import finding
from generator.model.finding import Finding
from generator.model.register import NUMBERS, ROW_URL, SERIAL, RegisterField, RegisterSchema, Show
from generator.patterns import pattern

_SEARCHED = 10
_NOTE = pattern(r"[^：:]{1,12}[：:]\s*+\S.*+", re.DOTALL)
# Beside such a note may stand of when the table is.
_DAY = pattern(r"\d{4}(?:年(?:度|\d{1,2}月(?:\d{1,2}日)?)?|[-./]\d{1,2}(?:[-./]\d{1,2})?)")
# What the name of a table ends in, perhaps before a note in brackets.
_TITLES = ("表", "册", "名录", "名单", "清单", "目录", "一览", "统计", "情况", "公示", "明细", "汇总", "台账")
_LONG_TITLE = 12


@dataclass(frozen=True)
class TableHeader:
    """The fields of a table with the sheet's column of each, and the rows on which its head and its body begin."""

    fields: tuple[RegisterField, ...]
    columns: tuple[int, ...]
    begins: int
    width: int
    first: int = 0


def find_header(sheet: Sheet, schema: RegisterSchema, findings: list[Finding]) -> TableHeader | None:
    """Look for the head among the first ten rows; what does not fit the format is a finding.

    Rows above it (a title, a unit, a note) are passed over. None when no row looks like a head.
    """
    known = KnownLabels(schema)
    best: tuple[tuple[int, int, int], int, int, list[Label]] | None = None
    for index in range(min(_SEARCHED, len(sheet.rows))):
        for rows in range(1, schema.head_rows + 1):
            labels = _labels(sheet, index, rows)
            # Of equals, two rows if the upper one says what spans columns; else one, below whatever stands there.
            rank = (*known.score(labels), -rows)
            if best is None or rank > best[0]:
                best = (rank, index, rows, labels)
    required = [field for field in schema.fields if field.required]
    if best is None or best[0][0] * 2 < len(required or schema.fields):
        first = sheet.rows[0]
        message = f"前{_SEARCHED}行里找不到“{schema.name}”的表头。"
        hint = f"表头写成：{'、'.join(field.heading for field in required or schema.fields)}。"
        findings.append(finding("register-head", sheet.place(first, 0), message, hint))
        return None
    _, index, rows, labels = best
    taken = _take(sheet, index + rows - 1, labels, known, findings)
    for field in required:
        if field.key not in taken:
            message = f"表头缺少必填的列“{field.heading}”。"
            place = sheet.place(sheet.rows[index], 0)
            findings.append(finding("register-head", place, message, f"补上这一列。{field.description}"))
    present = tuple(field for field in schema.fields if field.key in taken)
    return TableHeader(
        present, tuple(taken[field.key] for field in present), index + rows, len(labels), index
    )


def free_header(sheet: Sheet, findings: list[Finding]) -> TableHeader:
    """Take the head of a table without a format as it is; a title above it is passed over."""
    index = _titles(sheet)
    labels = [label.text for label in _labels(sheet, index, 1)]
    while labels and not labels[-1] and not _has_body(sheet, index, len(labels) - 1):
        labels.pop()
    row = sheet.rows[index]
    if len(set(labels)) != len(labels) or not all(labels):
        first = {label: n for n, label in reversed(list(enumerate(labels)))}
        wrong = next((n for n, label in enumerate(labels) if not label or first[label] < n), 0)
        why = f"{sheet.words(row, wrong)}是空的" if not labels[wrong] else f"“{labels[wrong]}”写了两次"
        message = f"表头有空格子或重名的列：{why}。"
        hint = "这一行如果是大标题就删掉；每一列都要有不同的表头。"
        findings.append(finding("register-invalid", sheet.place(row, 0), message, hint))
    kept = [n for n, label in enumerate(labels) if label and label != ROW_URL]
    fields = tuple(RegisterField(f"c{n + 1}", labels[n]) for n in kept)
    return TableHeader(fields, tuple(kept), index + 1, len(labels), index)


def _titles(sheet: Sheet) -> int:
    """Return how many rows above the head of a table without a format are its title, units and notes.

    One filled cell above three or more is a title; above two it may be a head that lacks a label, so that it
    must look like a title. Nothing is passed over when no such row follows.
    """
    if not sheet.gridded:
        return 0
    for index in range(min(_SEARCHED, len(sheet.rows))):
        if _is_note(sheet, index):
            continue
        filled = _filled(sheet, index)
        if filled > 2 or (filled == 2 and all(_is_title(sheet, above) for above in range(index))):
            return index
        if filled != 1:
            return 0
    return 0


def _is_note(sheet: Sheet, index: int) -> bool:
    """Tell whether all that a row says is said as 单位：万元, or is a day beside that."""
    texts = [text for cell in sheet.rows[index].cells if (text := plain_text(cell))]
    notes = [text for text in texts if _NOTE.fullmatch(text)]
    return len(notes) == len(texts) or (
        bool(notes) and all(_DAY.fullmatch(text) for text in texts if text not in notes)
    )


def _is_title(sheet: Sheet, index: int) -> bool:
    if _is_note(sheet, index):
        return True
    row = sheet.rows[index]
    text = next((text for cell in row.cells if (text := plain_text(cell))), "")
    at = row.number - 1
    spread = any(top == at == bottom and left < right for top, left, bottom, right in sheet.merged)
    return spread or len(text) >= _LONG_TITLE or _is_name(text)


def _is_name(text: str) -> bool:
    bare = re.split(r"[(（]", text, maxsplit=1)[0] if text.endswith((")", "）")) else text
    return bare.endswith(_TITLES) or text.startswith("附件")


def _filled(sheet: Sheet, index: int) -> int:
    return sum(1 for cell in sheet.rows[index].cells if plain_text(cell))


def _has_body(sheet: Sheet, index: int, column: int) -> bool:
    rows = sheet.rows[index + 1 :]
    return any(column < len(row.cells) and plain_text(row.cells[column]) for row in rows)


def _labels(sheet: Sheet, index: int, rows: int) -> list[Label]:
    upper = [plain_text(cell) for cell in sheet.rows[index].cells]
    if rows == 1:
        return [Label(text) for text in upper]
    if index + 1 >= len(sheet.rows):
        return []
    lower = [plain_text(cell) for cell in sheet.rows[index + 1].cells]
    width, over, labels = max(len(upper), len(lower)), "", []
    for column in range(width):
        above = upper[column] if column < len(upper) else ""
        below = lower[column] if column < len(lower) else ""
        over = above or (over if below else "")
        labels.append(Label(below or above, over if below else ""))
    return labels


def _take(
    sheet: Sheet, index: int, labels: Sequence[Label], known: KnownLabels, findings: list[Finding]
) -> dict[str, int]:
    """Return the column of each field; unknown, doubled and wrongly measured columns are findings."""
    row, taken = sheet.rows[index], dict[str, int]()
    for column, label in enumerate(labels):
        field, where = known.find(label), sheet.words(row, column)
        message = hint = ""
        if field is None:
            if label.text in (SERIAL, ROW_URL) or not (label.text or _has_body(sheet, index, column)):
                continue
            name = f"“{label.text}”不是这个名录的列" if label.text else "没有表头，下面却有内容"
            message = f"{where}{name}。" if sheet.gridded else f"{name}。"
            hint = f"{did_you_mean(label.text, known.names)}改正表头，或者删去这一列。"
        elif field.key in taken:
            message = f"“{label.text}”和{sheet.words(row, taken[field.key])}是同一列“{field.label}”。"
            hint = "只保留一列。"
        elif unit := _other_unit(label.text, field):
            message = f"“{label.text}”的单位是{unit}，这一列应以{field.unit}为单位。"
            hint = f"把数换算成{field.unit}，表头写成“{field.heading}”。"
        if message:
            findings.append(finding("register-head", sheet.place(row, column), message, hint))
        if field and field.key not in taken:
            taken[field.key] = column
    return taken


def _other_unit(label: str, field: RegisterField) -> str:
    match = WITH_SUFFIX.fullmatch(normal(label))
    if not match or field.type not in NUMBERS or not field.unit:
        return ""
    same = match[2] in (normal(field.unit), f"单位{normal(field.unit)}")
    return "" if same or normal(label) == normal(field.label) else match[2]


def shown(field: RegisterField) -> bool:
    """Tell whether a field is ever published."""
    return field.show is not Show.HIDDEN
