"""What of a register is published holds no personal number and no mark of secrecy.

Only what is shown is looked at: a hidden column, a row past its display and the blanks of a withdrawn row are
not published. A table is looked through as one text, however many rows it has.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from generator.load.register_head import Head
from generator.load.register_rules import MOST_FINDINGS
from generator.load.sensitive import find_in_pieces
from generator.load.sheets import Sheet, SheetRow
from generator.model.catalogue import finding
from generator.model.finding import Finding
from generator.model.register import NUMBERS, RegisterField

_MOBILE = "personal-mobile"


@dataclass(frozen=True)
class Shown:
    """A text that is published: the row it is from, the column of the sheet, and its field."""

    text: str
    row: SheetRow
    column: int
    field: RegisterField


def check_shown(sheet: Sheet, head: Head, texts: Sequence[Shown]) -> Iterator[Finding]:
    """Yield what must not be public in a table; of each kind no more than a hundred, and how many more.

    Eleven digits in a column of amounts are an amount; a mobile number is told wherever else it stands, in a
    column of telephones as well.
    """
    texts = [*_labels(sheet, head), *texts]
    told: dict[str, int] = {}
    last: dict[str, Finding] = {}
    for number, suspect in find_in_pieces([each.text for each in texts]):
        each = texts[number]
        if suspect.code == _MOBILE and each.field.type in NUMBERS:
            continue
        told[suspect.code] = told.get(suspect.code, 0) + 1
        if told[suspect.code] <= MOST_FINDINGS:
            where = f"{sheet.words(each.row, each.column)}“{each.field.label[:20]}”"
            last[suspect.code] = finding(
                suspect.code, sheet.place(each.row, each.column), f"{where}有{suspect.words}。"
            )
            yield last[suspect.code]
    for code, count in told.items():
        if count > MOST_FINDINGS:
            more = f"后面还有{count - MOST_FINDINGS}处，这里只列出前{MOST_FINDINGS}处。"
            yield finding(code, last[code].place, more)


def _labels(sheet: Sheet, head: Head) -> Iterator[Shown]:
    """Yield the labels, which are the file's own words where no format gives them."""
    row = sheet.rows[max(head.begins - 1, 0)]
    for field, column in zip(head.fields, head.columns, strict=True):
        yield Shown(field.label, row, column, field)
