"""All that is wrong with a document is told in one run, though a line of its head is broken."""

from __future__ import annotations

from pathlib import Path

import pytest

from generator.load.documents.head import read_any_head
from tests.helpers import build, check, make_portal, run

# A head with faults of its own on the lines below the broken one.
FAULTS = "signed: 2026-02-30\nattachments: [名单.pdf]\nattachmnts: [b.pdf]\npublished: 2026-03-03\n"
BODY = "见[表](丢了.xlsx)。\n"


def told(folder: Path, head: str, body: str = BODY) -> list[tuple[str, int]]:
    root = make_portal(folder, {"content/tzgg/a.md": f"---\n{head}---\n\n{body}"})
    return sorted((each["code"], each["line"]) for each in check(root) if each["path"].endswith("a.md"))


@pytest.mark.parametrize(
    ("broken", "code", "line"),
    [
        ('title: "样例\nissuer: 县政府\n', "yaml-syntax", 2),
        ("title: 样例: 一\nissuer: 县政府\n", "yaml-syntax", 2),
        ("title: 样例\nissuer 县政府\n", "yaml-syntax", 3),
        ("标题：样例\n发布机构: 县政府\n", "yaml-syntax", 2),
        ("title:样例\nissuer: 县政府\n", "yaml-syntax", 2),
        ("title: 样例\nissuer: @县政府\n", "yaml-syntax", 3),
        ("title: *样例*\nissuer: 县政府\n", "yaml-syntax", 2),
        ("title: 样\x02例\nissuer: 县政府\n", "yaml-syntax", 2),
        ("title: [样例\nissuer: 县政府\n", "yaml-syntax", 2),
        ("issuer: 县政府\n- 样例\ntitle: 样例\n", "yaml-syntax", 3),
        ("title: 样例\nissuer: 县政府\n{{\n", "yaml-syntax", 4),
        ("title: 样例\nreview:\n\tfirst: 甲\nissuer: 县政府\n", "yaml-tab", 4),
    ],
)
def test_a_broken_line_hides_nothing(broken: str, code: str, line: int, tmp_path: Path) -> None:
    first = broken.count("\n") + 2
    expected = {
        (code, line), ("date-invalid", first), ("attachment-missing", first + 1), ("key-unknown", first + 2),
        ("link-broken", first + 6),
    }  # fmt: skip
    assert set(told(tmp_path, broken + FAULTS)) == expected


def test_every_broken_line_is_told(tmp_path: Path) -> None:
    head = 'title: "样例\nissuer 县政府\npublished: 2026-03-03\nsource: `县报\n'
    assert told(tmp_path, head, "文。\n") == [("yaml-syntax", 2), ("yaml-syntax", 3), ("yaml-syntax", 5)]


def test_what_a_broken_line_may_hold_is_not_missing(tmp_path: Path) -> None:
    assert told(tmp_path, "title: 样例\nissuer: 甲: 乙\n", "文。\n") == [
        ("key-missing", 2),
        ("yaml-syntax", 3),
    ]
    assert told(tmp_path, "发布机构：县政府\ntitle: 样例\npublished: 2026-03-03\n", "文。\n") == [
        ("yaml-syntax", 2)
    ]
    # The line says not what it was.
    assert told(tmp_path, "title: 样例\n[[[\n", "文。\n") == [("yaml-syntax", 3)]


def test_a_key_is_given_once_though_lines_are_broken(tmp_path: Path) -> None:
    head = "title: 样例\n标题: 又\nissuer: 县政府\nissuer: 县政府\npublished: 2026-03-03\nsource: %\n"
    codes = [("yaml-duplicate-key", 3), ("yaml-duplicate-key", 5), ("yaml-syntax", 7)]
    assert told(tmp_path, head, "文。\n") == codes


def test_wrong_values_do_not_hide_what_is_missing(tmp_path: Path) -> None:
    head = "title: 样例\nissuer: 县政府\npublished: 3月3日\nvalidity: 有笑\nattachments: [a.pdf, b.pdf]\nvideo: c.mp4\n"
    assert told(tmp_path, head, BODY) == [
        ("attachment-missing", 6), ("attachment-missing", 6), ("attachment-missing", 7), ("date-invalid", 4),
        ("link-broken", 10), ("value-invalid", 5),
    ]  # fmt: skip


def test_a_wrong_value_deep_in_a_head_hides_not_what_stands_beside_it(tmp_path: Path) -> None:
    guide = "guide:\n  item: 样例\n  colour: 1\n  materials:\n    - {name: 表, blank: 丢了.docx, formm: 一}\n"
    found = told(tmp_path, f"title: 样例\nissuer: 县政府\npublished: 2026-03-03\n{guide}", "文。\n")
    assert {("key-unknown", 7), ("key-unknown", 9), ("attachment-missing", 9)} <= set(found)


def test_a_wrong_column_hides_nothing(tmp_path: Path) -> None:
    head = "title: 样例\nissuer: 县政府\npublished: 2026-03-03\ncolumn: tzgh\nattachments: [a.pdf]\n"
    codes = [("attachment-missing", 6), ("document-no-column", 5), ("link-broken", 9)]
    assert told(tmp_path, head) == codes


def test_a_document_with_a_broken_head_is_none_and_again_none_from_the_cache(tmp_path: Path) -> None:
    root = make_portal(
        tmp_path, {"content/tzgg/a.md": "---\ntitle: 样例\nissuer: 县政府\npublished: 昨天\n---\n文。\n"}
    )
    first = check(root)
    assert [each["code"] for each in first] == ["date-invalid"]
    assert run("build", "--root", root).code == 1
    assert check(root) == first
    assert not (root / "site").exists()


def test_a_number_of_a_person_is_told_though_the_head_is_broken(tmp_path: Path) -> None:
    head = 'title: "样例\nissuer: 县政府\npublished: 2026-03-03\nauthor: 张某13800138000\n'
    found = told(tmp_path, head, "号码11010519491231002X。\n")
    assert found == [("personal-identity", 8), ("personal-mobile", 5), ("yaml-syntax", 2)]


def test_a_broken_head_of_very_many_lines_is_told_once() -> None:
    head = "".join(f"k{n}: @\n" for n in range(5000))
    assert len(read_any_head(head, "a.md").findings) == 1
    few = read_any_head("title: 样例\n" + "".join(f"k{n}: @\n" for n in range(100)), "a.md")
    assert 10 < len(few.findings) < 30


def test_a_sound_head_makes_its_document(tmp_path: Path) -> None:
    root = make_portal(
        tmp_path,
        {"content/tzgg/a.md": "---\ntitle: '样例: 一'\nissuer: 县\npublished: 2026-03-03\n---\n文。\n"},
    )
    assert "样例: 一" in (build(root) / "tzgg/a.html").read_text("utf-8")
