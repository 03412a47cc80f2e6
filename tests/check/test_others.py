"""Documents of other bodies owe no days, and versions of a law that name each other are no duplicates."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.helpers import check, codes, document, make_portal

LATE = {"signed": "2026-02-09", "published": "2026-06-16 09:30"}


@pytest.mark.parametrize(
    ("head", "late"),
    [
        ({}, True),
        ({"reprinted": "true"}, False),
        ({"issuer": "国务院办公厅"}, False),
        ({"issuer": "教育部"}, False),
        ({"issuer": "样例市人民政府"}, False),
        ({"source": "国家发展改革委"}, False),
        ({"issuer": "示例区司法局"}, True),
        ({"issuer": "区司法局"}, True),
        ({"issuer": "样例镇人民政府"}, True),
        ({"issuer": "中共示例区委组织部"}, True),
    ],
)
def test_what_is_only_passed_on_owes_no_days(head: dict[str, str], late: bool, tmp_path: Path) -> None:
    root = make_portal(tmp_path, {"content/tzgg/20260303-ts.md": document(**LATE, **head)})
    assert ("published-late" in codes(check(root))) is late


def law(note: str, **head: str) -> str:
    """Return a law with its note under the title."""
    return document(title="示例条例", **head) + f"\n（{note}）\n\n第一条　为了示例，制定本条例。\n"


PASSED = "2009年3月27日示例市第三届人民代表大会常务委员会第九次会议通过"
AMENDED = (
    f"{PASSED}　根据2018年12月29日第五届人民代表大会常务委员会第七次会议《关于修改〈示例条例〉的决定》修正"
)


@pytest.mark.parametrize(
    ("one", "other", "doubled"),
    [
        (law(PASSED), law(AMENDED), False),
        (law(AMENDED), law(AMENDED), True),
        (law("示例"), law("示例"), True),
        (law("甲", validity="已修改", signed="2009-03-27"), law("乙", validity="有效", signed="2018-12-29"), False),
        (law("甲", signed="2009-03-27"), law("乙", signed="2018-12-29"), True),
        (law("甲", replaced_by="tzgg/20260304-b.md", validity="失效"), law("乙"), False),
    ],
)  # fmt: skip
def test_versions_that_name_each_other_are_no_duplicates(
    one: str, other: str, doubled: bool, tmp_path: Path
) -> None:
    files = {"content/tzgg/20260303-a.md": one, "content/tzgg/20260304-b.md": other}
    assert ("title-duplicate" in codes(check(make_portal(tmp_path, files)))) is doubled


def test_two_copies_of_an_old_version_are_told(tmp_path: Path) -> None:
    texts = (law(PASSED), law(PASSED), law(AMENDED))
    files = {f"content/tzgg/2026030{n}-a.md": text for n, text in enumerate(texts, 1)}
    found = check(make_portal(tmp_path, files))
    assert codes(found).count("title-duplicate") == 1
