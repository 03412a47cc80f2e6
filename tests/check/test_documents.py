"""Documents beside each other: titles, texts, numbers and signatures."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.helpers import CALM, COLUMNS, PORTAL, check, codes, document, make_portal

LONG = "因供水管网改造，三月五日八时至十八时，样例街道沿线停止供水。" * 4


def test_the_same_title_in_another_column_is_no_finding(tmp_path: Path) -> None:
    other = COLUMNS.removeprefix("columns:\n").replace("通知公告", "政策文件")
    files: dict[str, str | bytes] = {
        "columns.yml": PORTAL + COLUMNS + other,
        "content/tzgg/a.md": document(),
        "content/zcwj/a.md": document(),
    }
    assert check(make_portal(tmp_path, files)) == []


def test_texts_are_compared_by_their_words(tmp_path: Path) -> None:
    files: dict[str, str | bytes] = {
        "content/tzgg/a.md": document(title="甲", body=LONG),
        "content/tzgg/b.md": document(title="乙", body=LONG.replace("，", "，\n")),
        "content/tzgg/c.md": document(title="丙", body=LONG + "又。"),
        "content/tzgg/d.md": document(title="丁", body="停水。"),
        "content/tzgg/e.md": document(title="戊", body="停水。"),
    }
    assert codes(check(make_portal(tmp_path, files))) == ["text-duplicate"]


@pytest.mark.parametrize(
    ("review", "words"),
    [
        ("{first: 张某, second: 李某某, third: 王某}", None),
        ("{first: 张某, second: 李某某}", "终审"),
        ("{first: 张某, second: 张某, third: 王某}", "三个人"),
        ("", "初审、复审、终审"),
    ],
)
def test_three_persons_sign(review: str, words: str | None, tmp_path: Path) -> None:
    asked = CALM.replace("{", "{review: true, ")
    files: dict[str, str | bytes] = {
        "columns.yml": PORTAL + COLUMNS + asked,
        "content/tzgg/a.md": document(review=review),
    }
    found = check(make_portal(tmp_path, files))
    assert codes(found) == (["review-unsigned"] if words else [])
    assert not words or words in found[0]["message"]
    files["columns.yml"] = PORTAL + COLUMNS
    assert check(make_portal(tmp_path, files)) == []


@pytest.mark.parametrize(
    ("number", "found"),
    [
        ("示例府发〔2026〕3号", []),
        ("示例府发[2025]3号", ["doc-no-year"]),
        ("公告第3号", []),
        ("第2025号", []),
    ],
)
def test_the_year_of_a_number_is_that_of_the_signature(number: str, found: list[str], tmp_path: Path) -> None:
    text = document(doc_no=f'"{number}"', signed="2026-03-02")
    assert codes(check(make_portal(tmp_path, {"content/tzgg/a.md": text}))) == found
