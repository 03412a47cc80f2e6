"""Tables that spreadsheets open: the one way to write CSV, and workbooks that take no text for more than a text.

What a spreadsheet takes for a formula, it runs: a cell that begins like one is guarded by an apostrophe, as
OWASP advises, and read back without it. A negative number is none; +86… and a lone hyphen are guarded.
"""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable, Sequence
from typing import Any, TextIO

from generator.patterns import pattern

_MARK = "'"
# Blanks and quotes may be dropped on the way into a cell, and full-width signs be made narrow.
_FORMULA = pattern(r"[\s\u200b\ufeff\"'“”‘’]*+[=+\-@＝＋－＠]|[\t\r\n]")
_NUMBER = pattern(r"-(?:\d++|\d{1,3}(?:,\d{3})++)(?:\.\d++)?")


def guarded(text: str) -> str:
    """Return a text that no spreadsheet takes for a formula; ``unguarded`` gives it back."""
    return _MARK + text if text.startswith(_MARK) or _is_formula(text) else text


def unguarded(cell: str) -> str:
    """Take away the apostrophe that ``guarded`` put, or a spreadsheet; one that stands there as a word stays."""
    rest = cell[1:]
    return rest if cell.startswith(_MARK) and (rest.startswith(_MARK) or _is_formula(rest)) else cell


def _is_formula(text: str) -> bool:
    return _FORMULA.match(text) is not None and _NUMBER.fullmatch(text) is None


def csv_text(rows: Iterable[Sequence[object]]) -> str:
    """Return rows as CSV with CRLF line ends, every cell guarded."""
    out = io.StringIO(newline="")
    _write_csv(rows, out)
    return out.getvalue()


def _write_csv(rows: Iterable[Sequence[object]], out: TextIO) -> None:
    writer = csv.writer(out, lineterminator="\r\n")
    writer.writerows([guarded(str(cell)) for cell in row] for row in rows)


def csv_bytes(rows: Iterable[Sequence[object]]) -> bytes:
    """Return rows as a CSV file for a Chinese Excel, which takes UTF-8 only with its mark."""
    out = io.BytesIO()
    with io.TextIOWrapper(out, encoding="utf-8-sig", newline="", write_through=True) as text:
        _write_csv(rows, text)
        text.flush()
        return out.getvalue()


def new_workbook(out: io.BytesIO, *, row_by_row: bool = False) -> Any:
    """Return an empty workbook in which texts are texts, never formulas, numbers or links.

    One that is written ``row_by_row`` from the first to the last keeps none of them in memory.
    """
    import xlsxwriter

    options = {"strings_to_formulas": False, "strings_to_urls": False, "strings_to_numbers": False}
    kept = {"constant_memory": True} if row_by_row else {"in_memory": True}
    return xlsxwriter.Workbook(out, {**kept, **options})
