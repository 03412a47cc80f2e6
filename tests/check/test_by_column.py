"""Rules that are asked column by column find what they find in the whole portal, and again where something changed."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from generator.check.by_column import COLUMN_RULES, check_by_column
from generator.load.cache.by_column import ByColumn
from generator.load.portal import load_portal
from generator.model.finding import Finding, sort_findings
from generator.model.portal import Portal
from tests.helpers import PORTAL, document, make_portal

DAY = date(2026, 11, 20)
FAULTY = {
    "content/a/1.md": document("同名", doc_no="示例府发〔2020〕1号", signed="2026-01-04"),
    "content/a/2.md": document("同名", signed="2026-03-04"),
    "content/b/1.md": document("同名", "另一份。", signed="2025-12-30"),
    "content/b/2.md": document("异名", "又一份。", issuer="财政部", signed="2025-12-30"),
}


def read(folder: Path, files: dict[str, str] | None = None, more: str = "", unit: str = "甲") -> Portal:
    columns = "".join(
        f"  - {{name: 栏目{name}, slug: {name}, description: 公开事项, unit: {unit}, owner: 乙, cycle: monthly}}\n"
        for name in "ab"
    )
    root = make_portal(
        folder, {"columns.yml": f"{PORTAL}columns:\n{columns}{more}", **FAULTY, **(files or {})}
    )
    portal = load_portal(root, DAY).portal
    assert portal
    return portal


def found(portal: Portal, kept: ByColumn | None = None) -> list[Finding]:
    return sort_findings(list(check_by_column(portal, kept or ByColumn())))


def test_find_the_same_as_over_all(tmp_path: Path) -> None:
    portal = read(tmp_path)
    everything = sort_findings([each for rule in COLUMN_RULES for each in rule(portal)])
    assert found(portal) == everything
    codes = {each.code for each in everything}
    assert codes >= {"date-order", "doc-no-year", "published-late", "title-duplicate"}


@pytest.mark.parametrize(
    ("files", "more", "unit"),
    [
        ({"content/a/2.md": document("异名", signed="2026-03-04")}, "", "甲"),
        ({"content/b/3.md": document("异名", "第三份。")}, "", "甲"),
        ({}, "limits: {publish_workdays: 200}\n", "甲"),
        # A body of the portal is no body of the state, whose documents are only passed on.
        ({}, "", "财政部"),
    ],
    ids=["a document", "one more", "the limit", "the unit of columns"],
)
def test_what_is_kept_is_what_is_found_now(
    files: dict[str, str], more: str, unit: str, tmp_path: Path
) -> None:
    kept = ByColumn(tmp_path / "kept")
    before = found(read(tmp_path / "one"), kept)
    kept.save()
    portal = read(tmp_path / "two", files, more, unit)
    after = found(portal, ByColumn(tmp_path / "kept"))
    assert after == found(portal)
    assert after != before
