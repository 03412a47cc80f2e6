"""The metadata table: what is known, and nothing that tells a reader nothing."""

from __future__ import annotations

from pathlib import Path

import pytest
from lxml import html as pages

from tests.helpers import CALM, COLUMNS, PORTAL, build, check, codes, document, make_portal

OWN = CALM.replace("{", "{subjects: [粮食、物资储备, 综合政务/督查], ")


def _fields(page: Path) -> dict[str, str]:
    table = pages.fromstring(page.read_text(encoding="utf-8")).xpath(
        "//table[@class='gk-fields']//*[self::th or self::td]"
    )
    cells = ["".join(cell.itertext()).strip() for cell in table]
    return dict(zip(cells[::2], cells[1::2], strict=True))


@pytest.mark.parametrize(
    ("written", "limits", "shown"),
    [
        ("综合政务/政务公开", CALM, "综合政务/政务公开"),
        ("综合政务＼政务公开", CALM, "综合政务/政务公开"),
        ("综合政务 / 政务公开", CALM, "综合政务/政务公开"),
        ("农业、林业、水利/农业、畜牧业、渔业", CALM, "农业、林业、水利/农业、畜牧业、渔业"),
        ("卫生、体育", CALM, "卫生、体育"),
        ("通知公告", CALM, ""),
        ("政务公开/综合政务", CALM, ""),
        ("综合政务/督查", CALM, ""),
        ("综合政务/督查", OWN, "综合政务/督查"),
        ("粮食、物资储备/储备粮", OWN, "粮食、物资储备/储备粮"),
    ],
)
def test_subjects_are_the_official_ones_and_the_portal_s_own(
    written: str, limits: str, shown: str, tmp_path: Path
) -> None:
    files: dict[str, str | bytes] = {
        "columns.yml": PORTAL + COLUMNS + limits,
        "content/tzgg/a.md": document(theme=written, doc_no="示例府发〔2026〕3号"),
    }
    root = make_portal(tmp_path, files)
    assert codes(check(root)) == ([] if shown else ["subject-unknown"])
    build(root)
    assert _fields(root / "site" / "tzgg" / "a.html").get("主题分类", "") == shown


def test_what_says_nothing_takes_no_row(tmp_path: Path) -> None:
    paper = document(doc_no="示例府发〔2026〕3号", index_no="无", genre="不涉及", theme="其他")
    root = make_portal(tmp_path, {"content/tzgg/a.md": paper})
    build(root)
    assert sorted(_fields(root / "site" / "tzgg" / "a.html")) == ["发布日期", "发布机构", "发文字号"]


def test_a_class_that_the_portal_adds_redraws_its_documents(tmp_path: Path) -> None:
    files: dict[str, str | bytes] = {
        "columns.yml": PORTAL + COLUMNS + CALM,
        "content/tzgg/a.md": document(theme="综合政务/督查", doc_no="示例府发〔2026〕3号"),
    }
    root = make_portal(tmp_path, files)
    build(root)
    (root / "columns.yml").write_text(PORTAL + COLUMNS + OWN, encoding="utf-8")
    build(root)
    assert _fields(root / "site" / "tzgg" / "a.html")["主题分类"] == "综合政务/督查"
