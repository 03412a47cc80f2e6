"""A workbook attached to a document is published whole: what it hides is told."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
import xlsxwriter

from generator.load.assets.assets import inspect_file
from generator.load.assets.foreign import foreign_files
from tests.cases.old_books import OldSheet, old_book
from tests.helpers import CALM, COLUMNS, PORTAL, check, codes, document, make_portal

ROWS = [["名称", "号码", "地址"], ["甲校", "一号", "样例路"], ["乙校", "二号", "样例街"]]
NAMES = " ".join(f'xmlns:{name}="urn:{name}"' for name in ("office", "table", "text", "style"))


def told(folder: Path, name: str, raw: bytes) -> list[str]:
    path = folder / name
    path.write_bytes(raw)
    with foreign_files() as foreign:
        found = list(inspect_file(path, f"content/tzgg/{name}", foreign))
    assert {each.code for each in found} <= {"asset-hidden", "file-unchecked"}
    return [each.message for each in found if each.code == "asset-hidden"]


def xlsx(fill: Callable[[Any], object]) -> bytes:
    out = io.BytesIO()
    book = xlsxwriter.Workbook(out, {"in_memory": True})
    sheet = book.add_worksheet("名单")
    for number, row in enumerate(ROWS):
        sheet.write_row(number, 0, row)
    fill(book)
    book.close()
    return out.getvalue()


def other(book: Any, state: str, words: str = "底稿") -> None:
    sheet = book.add_worksheet("底稿")
    sheet.write(0, 0, words)
    getattr(sheet, state)()


def first(book: Any) -> Any:
    return book.worksheets()[0]


HIDE = {"hidden": True}
XLSX: dict[str, tuple[Callable[[Any], object], str]] = {
    "nothing": (lambda _: None, ""),
    "row": (lambda book: first(book).set_row(2, None, None, HIDE), "第3行"),
    "rows": (lambda book: [first(book).set_row(n, None, None, HIDE) for n in (1, 2)], "第2行至第3行"),
    "flat row": (lambda book: first(book).set_row(1, 0), "第2行"),
    "column": (lambda book: first(book).set_column(1, 1, None, None, HIDE), "B列"),
    "narrow column": (lambda book: first(book).set_column(2, 2, 0), "C列"),
    "filtered": (lambda book: [first(book).autofilter("A1:C3"), first(book).set_row(1, None, None, HIDE)], "第2行"),
    "sheet": (lambda book: other(book, "hide"), "“底稿”"),
    "very hidden sheet": (lambda book: other(book, "very_hidden"), "“底稿”"),
    "empty sheet": (lambda book: book.add_worksheet("空").hide(), ""),
    "columns to the end": (lambda book: first(book).set_column(3, 16383, None, None, HIDE), ""),
    "row without words": (lambda book: first(book).set_row(9, None, None, HIDE), ""),
    "visible sheet": (lambda book: book.add_worksheet("又").write(0, 0, "见"), ""),
}  # fmt: skip


@pytest.mark.parametrize("name", XLSX)
def test_what_a_new_workbook_hides_is_told(name: str, tmp_path: Path) -> None:
    fill, words = XLSX[name]
    messages = told(tmp_path, "a.xlsx", xlsx(fill))
    assert len(messages) == bool(words), messages
    assert words in "".join(messages)


def cell(words: str, repeated: int = 1) -> str:
    inner = f"<text:p>{words}</text:p>" if words else ""
    return f'<table:table-cell table:number-columns-repeated="{repeated}">{inner}</table:table-cell>'


def row(*cells: str, more: str = "") -> str:
    return f"<table:table-row{more}>{''.join(cells)}</table:table-row>"


def ods(*tables: str, styles: str = "") -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as archive:
        archive.writestr("mimetype", "application/vnd.oasis.opendocument.spreadsheet")
        body = f"<office:spreadsheet>{''.join(tables)}</office:spreadsheet>"
        automatic = f"<office:automatic-styles>{styles}</office:automatic-styles>"
        text = f"<office:document-content {NAMES}>{automatic}<office:body>{body}</office:body></office:document-content>"
        archive.writestr("content.xml", text)
    return out.getvalue()


def table(*parts: str, style: str = "", name: str = "名单") -> str:
    return f'<table:table table:name="{name}" table:style-name="{style}">{"".join(parts)}</table:table>'


COLUMN, UNSEEN, FILTERED = (
    "<table:table-column/>", ' table:visibility="collapse"', ' table:visibility="filter"',
)  # fmt: skip
HIDDEN_COLUMN = '<table:table-column table:visibility="collapse" table:number-columns-repeated="2"/>'
NO_DISPLAY = '<style:style style:name="ta9"><style:table-properties table:display="false"/></style:style>'
ODS = {
    "nothing": (ods(table(COLUMN, row(cell("甲"), cell("乙")))), ""),
    "row": (ods(table(row(cell("甲")), row(cell("乙"), more=UNSEEN))), "第2行"),
    "filtered": (ods(table(row(cell("甲")), row(cell("乙"), more=FILTERED), row(cell("丙"), more=FILTERED))), "第2行至第3行"),
    "after repeated": (
        ods(table(row(cell("甲"), more=' table:number-rows-repeated="3"'), row(cell("乙"), more=UNSEEN))), "第4行",
    ),
    "column": (ods(table(COLUMN, HIDDEN_COLUMN, row(cell("甲"), cell("乙"), cell("丙")))), "B列至C列"),
    "column of a number": (
        ods(table(HIDDEN_COLUMN, row('<table:table-cell office:value="7"/>', cell("", 9), cell("丙")))), "A列",
    ),
    "sheet": (ods(table(row(cell("甲"))), table(row(cell("乙")), style="ta9", name="底稿"), styles=NO_DISPLAY), "“底稿”"),
    "empty parts": (ods(table(COLUMN, HIDDEN_COLUMN, row(cell("甲"), cell("", 16383)), row(cell(""), more=UNSEEN))), ""),
    "empty sheet": (ods(table(row(cell("")), style="ta9", name="空"), styles=NO_DISPLAY), ""),
}  # fmt: skip


@pytest.mark.parametrize("name", ODS)
def test_what_a_sheet_of_opendocument_hides_is_told(name: str, tmp_path: Path) -> None:
    raw, words = ODS[name]
    messages = told(tmp_path, "a.ods", raw)
    assert len(messages) == bool(words), messages
    assert words in "".join(messages)


@pytest.mark.parametrize("pad", [0, 4096])
@pytest.mark.parametrize(
    ("sheets", "words"),
    [
        ([OldSheet(ROWS)], ""),
        ([OldSheet(ROWS, hidden_rows=frozenset({1}))], "第2行"),
        ([OldSheet(ROWS, columns={1: (0, False)})], "B列"),
        ([OldSheet(ROWS), OldSheet(ROWS, "底稿", 1)], "“底稿”"),
        ([OldSheet(ROWS), OldSheet([], "空", 1)], ""),
    ],
)
def test_what_an_old_workbook_hides_is_told(
    sheets: list[OldSheet], words: str, pad: int, tmp_path: Path
) -> None:
    messages = told(tmp_path, "a.xls", old_book(*sheets, pad=pad))
    assert len(messages) == bool(words), messages
    assert words in "".join(messages)


def test_every_sheet_is_looked_at(tmp_path: Path) -> None:
    def fill(book: Any) -> None:
        for name in ("二", "三"):
            sheet = book.add_worksheet(name)
            sheet.write_row(0, 0, ["甲", "乙"])
            sheet.set_column(1, 1, None, None, HIDE)

    assert ["“二”" in each or "“三”" in each for each in told(tmp_path, "a.xlsx", xlsx(fill))] == [True, True]


def test_a_workbook_that_cannot_be_followed_is_told_as_unchecked(tmp_path: Path) -> None:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as archive:
        archive.writestr("xl/worksheets/sheet1.xml", "<worksheet/>")
    assert told(tmp_path, "a.xlsx", out.getvalue()) == []


def test_it_is_a_warning_of_the_file_that_a_portal_may_turn_off(tmp_path: Path) -> None:
    raw = xlsx(lambda book: other(book, "hide"))
    columns = PORTAL + COLUMNS + CALM.replace("inspect_files: false", "inspect_files: true")
    files: dict[str, str | bytes] = {
        "content/tzgg/a.md": document(attachments="[b.xlsx]"),
        "content/tzgg/b.xlsx": raw,
    }
    found = check(make_portal(tmp_path / "a", {"columns.yml": columns, **files}))
    assert [(each["code"], each["level"], each["path"]) for each in found] == [
        ("asset-hidden", "warning", "content/tzgg/b.xlsx")
    ]
    off = "checks:\n  - {code: asset-hidden, level: 'off', files: [tzgg/b.xlsx], reason: 下拉选项。}\n"
    assert codes(check(make_portal(tmp_path / "b", {"columns.yml": columns + off, **files}))) == []
