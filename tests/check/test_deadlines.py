"""Twenty working days from signature to publication, and not one more."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from tests.helpers import PORTAL, check, codes, document, make_portal, run


def portal(folder: Path, signed: str, published: str) -> Path:
    """A portal with one document."""
    text = document(signed=signed, published=f"{published} 09:30")
    return make_portal(folder, {"content/tzgg/20260303-ts.md": text})


@pytest.mark.parametrize(
    ("signed", "published", "late"),
    [
        ("2026-02-09", "2026-03-13", False),
        ("2026-02-09", "2026-03-16", True),
        ("2026-06-01", "2026-06-30", False),
        ("2026-06-01", "2026-07-01", True),
        ("2026-03-02", "2026-03-02", False),
        ("2007-01-04", "2026-03-02", False),
    ],
)
def test_the_twenty_first_working_day_is_late(
    signed: str, published: str, late: bool, tmp_path: Path
) -> None:
    found = check(portal(tmp_path, signed, published))
    assert ("published-late" in codes(found)) is late


def test_the_finding_names_the_clause(tmp_path: Path) -> None:
    (found,) = [
        each
        for each in check(portal(tmp_path, "2026-02-09", "2026-03-16"))
        if each["code"] == "published-late"
    ]
    assert "第21个工作日" in found["message"]
    assert "第二十六条" in found["basis"][0]


def told(root: Path, as_of: str) -> list[tuple[str, str, str]]:
    """Return code, path and message of what check tells of the terms of documents."""
    found = json.loads(run("check", "--root", root, "--as-of", as_of, "--format", "json").out)["findings"]
    wanted = ("workdays-unknown", "published-late")
    return [(each["code"], each["path"], each["message"]) for each in found if each["code"] in wanted]


def test_beyond_the_announced_calendar_what_is_certain_is_said_and_what_is_not_is_listed(
    tmp_path: Path,
) -> None:
    spans = {
        "a": ("2089-03-01", "2089-06-30"),  # late, whatever the holidays
        "b": ("2089-06-28", "2089-07-15"),  # in time, whatever the holidays
        "c": ("2089-09-20", "2089-10-24"),  # 24 weekdays, with the National Day in between
        "d": ("2089-01-10", "2089-02-14"),  # 25 weekdays, with the Spring Festival in between
    }
    files: dict[str, str | bytes] = {
        f"content/tzgg/20890303-{name}.md": document(signed=signed, published=f"{published} 09:30")
        for name, (signed, published) in spans.items()
    }
    late, *unknown = sorted(told(make_portal(tmp_path, files), "2090-02-01"), key=lambda each: each[1])
    assert late[:2] == ("published-late", "content/tzgg/20890303-a.md")
    assert "至少" in late[2]
    assert [each[:2] for each in unknown] == [
        ("workdays-unknown", "content/tzgg/20890303-c.md"),
        ("workdays-unknown", "content/tzgg/20890303-d.md"),
    ]
    assert "不能确定" in unknown[0][2]


def test_rows_beyond_the_announced_calendar_are_judged_alike(tmp_path: Path) -> None:
    tree = PORTAL + (
        "columns:\n  - {name: 留言, slug: ly, kind: register, schema: messages, description: 留言。,"
        " unit: 区政府办公室, owner: 张某, cycle: monthly}\n"
    )
    head = "标题,留言摘要,受理日期,答复日期,答复部门,答复内容\n"
    rows = "甲,问,2089-07-04,2089-08-04,区教委,答\n乙,问,2089-07-04,2089-07-08,区教委,答\n丙,问,2089-09-28,2089-10-07,区教委,答\n"
    root = make_portal(tmp_path, {"columns.yml": tree, "content/ly/a.csv": head + rows})
    found = json.loads(run("check", "--root", root, "--as-of", "2090-02-01", "--format", "json").out)[
        "findings"
    ]
    assert [(each["code"], each["line"]) for each in found if each["code"] != "address-unrecorded"] == [
        ("reply-late", 2),
        ("workdays-unknown", 4),
    ]
