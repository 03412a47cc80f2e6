"""A portal's decisions about its checks: applied to all findings, recorded, and limited."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any
from xml.etree import ElementTree

import pytest

from tests.helpers import AS_OF, COLUMNS, PORTAL, build, check, codes, document, make_portal, run

LATE = document(signed="2026-02-09", published="2026-03-16 09:30")


def setting(code: str, level: str, more: str = "") -> str:
    """Return an entry of ``checks``."""
    return f"  - code: {code}\n    level: {level}\n    reason: 系统迁移\n{more}"


def portal(folder: Path, decisions: str, **files: str) -> Path:
    """A portal with one document that was published late, and with decisions about its checks."""
    whole = {"columns.yml": PORTAL + COLUMNS + decisions, "content/tzgg/20260316-ts.md": LATE}
    return make_portal(folder, whole | files)


def report(root: Path, form: str = "json") -> str:
    """Return what check writes."""
    return run("check", "--root", root, "--as-of", AS_OF, "--format", form).out


@pytest.mark.parametrize("level", ["info", "warning", "error"])
def test_a_setting_levels_a_finding(level: str, tmp_path: Path) -> None:
    root = portal(tmp_path, "checks:\n" + setting("published-late", level))
    (found,) = check(root)
    assert (found["code"], found["level"]) == ("published-late", level)
    assert run("build", "--root", root, "--as-of", AS_OF).code == (1 if level == "error" else 0)


def test_what_is_off_is_counted_with_its_reason(tmp_path: Path) -> None:
    root = portal(tmp_path, "checks:\n" + setting("published-late", "off"))
    whole: dict[str, Any] = json.loads(report(root))
    assert whole["findings"] == []
    assert whole["summary"] == {"error": 0, "warning": 0, "info": 0}
    assert whole["switched_off"] == [{"code": "published-late", "number": 1, "reason": "系统迁移"}]
    assert "系统迁移" in report(root, "text")
    assert "系统迁移" in report(root, "sarif")
    skipped = ElementTree.fromstring(report(root, "junit")).find("testcase/skipped")
    assert skipped is not None and "系统迁移" in skipped.get("message", "")


@pytest.mark.parametrize(
    ("scope", "kept"),
    [
        ("    columns: [tzgg]\n", 0),
        ("    限于栏目: tzgg/\n", 0),
        ("    files: [tzgg/20260316-ts.md]\n", 0),
        ("    files: [tzgg/20260317-ts.md]\n", 1),
        ("    columns: [zcwj]\n", 1),
    ],
)
def test_a_setting_holds_where_it_says(scope: str, kept: int, tmp_path: Path) -> None:
    two = "  - name: 政策文件\n    description: 文件。\n    unit: 区政府办公室\n    owner: 张某\n    cycle: monthly\n"
    root = portal(tmp_path, two + "checks:\n" + setting("published-late", "off", scope))
    assert codes(check(root)).count("published-late") == kept


def test_the_last_of_several_settings_counts(tmp_path: Path) -> None:
    decisions = "checks:\n" + setting("published-late", "error") + setting("published-late", "info")
    assert check(portal(tmp_path, decisions))[0]["level"] == "info"


def test_a_column_of_columns_yml_is_found_by_its_line(tmp_path: Path) -> None:
    bare = PORTAL + "columns:\n  - name: 通知公告\n    description: 事项。\n"
    decisions = "checks:\n" + setting("column-duty", "off", "    columns: [tzgg]\n")
    root = make_portal(tmp_path, {"columns.yml": bare + decisions, "content/tzgg/20260303-a.md": document()})
    assert "column-duty" not in codes(check(root))


@pytest.mark.parametrize(
    ("decisions", "code", "words"),
    [
        (setting("publishd-late", "off"), "check-setting", "published-late"),
        (setting("yaml-syntax", "off"), "check-setting", "不能关闭或降级"),
        (setting("encoding", "warning"), "check-setting", "不能关闭或降级"),
        (setting("draft", "off", "    columns: [tzg]\n"), "check-setting", "tzgg"),
        ("  - code: draft\n    level: off\n", "key-missing", "reason"),
        ("  - code: draft\n    level: off\n    reason:\n", "value-invalid", "没有写值"),
        ("  - code: draft\n    level: silent\n    reason: 有\n", "value-invalid", "silent"),
        ("  - code: draft\n    level: off\n    why: 有\n    reason: 有\n", "key-unknown", "why"),
    ],
)
def test_a_faulty_setting_is_told_and_the_rest_is_read(
    decisions: str, code: str, words: str, tmp_path: Path
) -> None:
    root = portal(tmp_path, "checks:\n" + decisions + setting("published-late", "off"))
    (found,) = check(root)
    assert found["code"] == code
    assert words in found["message"] + found["hint"]
    assert found["path"] == "columns.yml"


@pytest.mark.parametrize("limit", ["publish_workdays: 30", "公开时限: 21"])
def test_a_limit_can_be_set(limit: str, tmp_path: Path) -> None:
    assert (
        check(portal(tmp_path, f"limits:\n  monthly_days: 0\n  home_days: 0\n  national: false\n  {limit}\n"))
        == []
    )


@pytest.mark.parametrize(
    ("limit", "code"), [("publish_workdays: 二十", "value-invalid"), ("publish_day: 3", "key-unknown")]
)
def test_a_faulty_limit_is_told_and_the_default_holds(limit: str, code: str, tmp_path: Path) -> None:
    assert codes(
        check(portal(tmp_path, f"limits:\n  monthly_days: 0\n  home_days: 0\n  national: false\n  {limit}\n"))
    ) == [
        code,
        "published-late",
    ]


def test_a_lowered_error_no_longer_stops_a_build(tmp_path: Path) -> None:
    broken = document(body="见[办法](没有.md)。")
    decisions = "checks:\n" + setting("link-broken", "warning")
    build(portal(tmp_path, decisions, **{"content/tzgg/20260303-ts.md": broken}))
