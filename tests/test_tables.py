"""Tables for spreadsheets: no cell is run, and what was written is read again as it was."""

from __future__ import annotations

import csv
import io
import re
import zipfile

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from generator.tables import csv_text, guarded, new_workbook, unguarded
from tests.helpers import REPOSITORY

CELLS = st.text(st.sampled_from(list("=+-@＝＋－＠'\"“ \t\r\n　\ufeff1,.a甲")), max_size=6)


@given(CELLS)
@example("'=1")
@example("''")
@example('"=1"')
def test_a_cell_comes_back_as_it_was(cell: str) -> None:
    assert unguarded(guarded(cell)) == cell
    assert next(csv.reader(io.StringIO(csv_text([[cell, "x"]]), newline=""))) == [guarded(cell), "x"]


@given(CELLS)
def test_no_spreadsheet_takes_a_cell_for_a_formula(cell: str) -> None:
    written = guarded(cell)
    number = re.fullmatch(r"-[\d,.]+", written)
    assert number or not written.lstrip(' \u3000\ufeff"“').startswith(tuple("=+-@＝＋－＠"))
    assert not written.startswith(("\t", "\r", "\n"))


@pytest.mark.parametrize("cell", ["-3.5", "-1,234.50", "甲", "a=1", "1+1", "", "2026-03-02", "023-00000000"])
def test_plain_words_and_numbers_stay(cell: str) -> None:
    assert guarded(cell) == cell


def test_a_workbook_takes_texts_for_texts() -> None:
    out = io.BytesIO()
    book = new_workbook(out)
    sheet = book.add_worksheet()
    sheet.write(0, 0, "=1+1")
    sheet.merge_range(1, 0, 1, 2, "=HYPERLINK(1)", book.add_format({}))
    sheet.write(2, 0, "https://evil.example/")
    book.close()
    parts = zipfile.ZipFile(out)
    sheet_xml = parts.read("xl/worksheets/sheet1.xml").decode()
    assert "<f>" not in sheet_xml
    assert "hyperlink" not in sheet_xml


def test_csv_and_workbooks_are_written_in_one_place() -> None:
    writing = re.compile(r"csv\.(?:writer|DictWriter)|xlsxwriter\.Workbook")
    found = {
        path.relative_to(REPOSITORY).as_posix()
        for path in (REPOSITORY / "generator").rglob("*.py")
        if writing.search(path.read_text(encoding="utf-8"))
    }
    # The other writes a row back into the file of an editor, as that file has its rows: nothing that is published.
    assert found == {"generator/tables.py", "generator/desk/tables/register_csv.py"}


def test_only_one_file_writes_to_the_screen() -> None:
    found = {
        path.name
        for path in (REPOSITORY / "generator" / "cli").rglob("*.py")
        if "click.echo" in path.read_text(encoding="utf-8")
    }
    assert found == {"say.py"}
