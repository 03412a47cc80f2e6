"""What the search reads of an attached file is what its reader sees, piece by piece, and nothing else."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from generator.load.texts.pdf import flowing
from generator.load.texts.told import MOST_CHARACTERS, FileWords, gather
from generator.load.texts.words import checked_words
from tests.load.assets.test_assets import pdf
from tests.load.texts.files import (
    book,
    boxed,
    dated_book,
    hide,
    hide_by_style,
    take_out,
    word_file,
)

WORD = word_file("第一段，写明要求。", "第二段。", cells=("雨露计划", "补助标准"))


def lines(raw: bytes, name: str) -> list[str]:
    words, found = checked_words(raw, name)
    assert not found
    return words.text.split("\n") if words.text else []


def test_a_word_file_is_read_paragraph_by_paragraph_and_cell_by_cell() -> None:
    assert lines(WORD, "a.docx") == ["第一段，写明要求。", "第二段。", "雨露计划", "补助标准"]
    assert lines(boxed("框里的话"), "a.docx") == ["框里的话", "前文后文"]


@pytest.mark.parametrize("change", [hide, hide_by_style, take_out])
def test_what_word_does_not_show_is_not_read(change: object) -> None:
    assert lines(word_file("看得见。", "看不见。", change=change), "a.docx") == ["看得见。"]  # type: ignore[arg-type]


def test_every_sheet_is_read_as_it_is_shown() -> None:
    raw = book(lambda sheet: sheet.write(0, 0, "茶园"), lambda sheet: sheet.write(2, 3, "橘园"))
    assert lines(raw, "a.xlsx") == ["第1张", "茶园", "第2张", "橘园"]
    assert lines(dated_book(), "a.xlsx") == ["拨付", "2026-03-04", "25%", "1,234.50", "12"]


@pytest.mark.parametrize(
    "conceal",
    [
        lambda sheet: sheet.set_row(1, None, None, {"hidden": True}),
        lambda sheet: sheet.set_column(1, 1, None, None, {"hidden": True}),
    ],
)
def test_of_a_workbook_that_hides_anything_nothing_is_read(conceal: object) -> None:
    def fill(sheet: object) -> None:
        for row in range(3):
            for column in range(3):
                sheet.write(row, column, f"格{row}{column}")  # type: ignore[attr-defined]
        conceal(sheet)  # type: ignore[operator]

    assert lines(book(fill), "a.xlsx") == []


def test_texts_are_read_in_the_encodings_of_chinese_programs() -> None:
    for encoding in ("utf-8", "utf-8-sig", "gb18030"):
        assert lines("序号,内容\r\n1,河道清淤\r\n".encode(encoding), "a.csv") == ["序号,内容", "1,河道清淤"]


def test_a_pdf_file_is_one_text_without_its_page_numbers() -> None:
    assert lines(pdf("hello world"), "a.pdf") == ["hello world"]
    assert flowing(["为了规范古树\n名木的巡护，\n- 1 -", "第 2 页\n制定本细则。Tree\ncare\n"]) == (
        "为了规范古树名木的巡护，制定本细则。Tree care"
    )
    # What stands alone on a line in the middle of a page may be a cell of a table.
    assert flowing(["合计\n120\n万元"]) == "合计 120 万元"


@pytest.mark.parametrize("words", ["张某，11010519491231002X", "秘密★1年", "电话13800138000"])
def test_of_what_must_not_be_public_nothing_is_read_and_it_is_told(words: str) -> None:
    for raw, name in (
        (word_file("正文。", words), "a.docx"),
        (book(lambda sheet: sheet.write(0, 0, words)), "a.xlsx"),
        (f"正文。\n{words}\n".encode(), "a.txt"),
    ):
        read, found = checked_words(raw, name)
        assert read == FileWords()
        assert [each.place.path for each in found] == [name]


def test_a_long_file_is_read_up_to_a_bound_and_that_is_told() -> None:
    assert gather(["字" * MOST_CHARACTERS]).whole
    read = gather(["甲乙丙丁" * 10_000, "戊" * 20_000, "己"])
    assert not read.whole
    assert len(read.text.replace("\n", "")) == MOST_CHARACTERS


def test_another_kind_of_file_under_the_name_is_not_read() -> None:
    assert lines(WORD, "a.pdf") == []
    assert lines(b"%PDF-1.4 not really", "a.pdf") == []
    assert lines("文字".encode(), "a.docx") == []


@settings(max_examples=60, deadline=None)
@given(st.sampled_from([(WORD, "a.docx"), (dated_book(), "a.xlsx"), (pdf("hello"), "a.pdf")]), st.data())
def test_broken_files_are_read_as_nothing_or_something_but_never_raise(
    file: tuple[bytes, str], data: st.DataObject
) -> None:
    raw, name = file
    start = data.draw(st.integers(0, len(raw)))
    broken = raw[:start] + data.draw(st.binary(max_size=8)) + raw[start + data.draw(st.integers(0, 40)) :]
    checked_words(broken, name)
