"""All rules find the same over what is kept of the columns as without it, whatever was edited since."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from generator.check.proofs.holdings import Holdings
from generator.check.run import check_portal
from generator.load.cache.by_column import ByColumn
from generator.load.portal import Loaded, load_portal
from tests.helpers import MARKS, PORTAL, document, make_portal

DAY = date(2026, 11, 20)
LONG = "这一段正文足够长，可以与别的文档相比较。" * 20
REVIEW = "{first: 甲, second: 乙, third: 丙}"
HEAD = PORTAL + "policies:\n  important: [示例府规]\nlimits: {website_report_days: 31}\n"
BEFORE = {
    "content/a/1.md": document(
        "一", LONG, index_no="甲1", published="2024-03-03", doc_no="示例府规〔2024〕1号"
    ),
    "content/a/2.md": document("二", review=REVIEW),
    "content/b/1.md": document("三", "另一份。", index_no="甲2", review=REVIEW),
    "content/b/2.md": document("政府网站2025年度报表", "报表。", published="2026-01-20"),
}
EDITS = {
    "the same text": {"content/b/3.md": document("四", LONG)},
    "the same number": {"content/b/1.md": document("三", "另一份。", index_no="甲1")},
    "the same number, hidden": {
        "content/b/9.md": document("九", "后来的。", index_no="甲1", published="2027-01-01")
    },
    "the same address": {
        "content/a/1.markdown.md": document("五"),
        "content/b/4.md": document("六", column="a"),
    },
    "another important one": {"content/b/5.md": document("七", "又一份。", doc_no="示例府规〔2026〕2号")},
    "the report is late": {"content/b/2.md": document("政府网站2025年度报表", published="2026-02-20")},
    "the report is none": {"content/b/2.md": document("别的", published="2026-01-20")},
    "signed": {"content/a/1.md": document("一", LONG, published="2024-03-03", review=REVIEW)},
    "no longer signed": {"content/a/2.md": document("二")},
    "taken down too early": {"content/a/2.md": document("二", withdraw_at="2020-01-01 00:00")},
    "other policies": {"columns.yml": "示例府规]"},
}


def read(root: Path) -> Loaded:
    return load_portal(root, DAY)


@pytest.mark.parametrize("edit", EDITS)
def test_the_same_is_found(edit: str, tmp_path: Path) -> None:
    columns = "".join(
        f"  - {{name: 栏目{name}, slug: {name}, description: 公开事项, unit: 甲, owner: 乙, cycle: monthly}}\n"
        for name in "ab"
    )
    tree = f"{HEAD}columns:\n{columns}"
    root = make_portal(tmp_path, {"columns.yml": tree, "mkdocs.yml": MARKS, **BEFORE})
    kept = ByColumn(tmp_path / "kept")
    before = check_portal(read(root), kept)
    assert before == check_portal(read(root))
    kept.save()
    for path, text in EDITS[edit].items():
        (root / path).write_text(
            tree.replace(text, "示例办规]") if path == "columns.yml" else text, encoding="utf-8"
        )
    loaded = read(root)
    kept = ByColumn(tmp_path / "kept")
    assert check_portal(loaded, kept) == check_portal(read(root))
    assert loaded.portal
    unkept = read(root).portal
    assert unkept
    assert Holdings(loaded.portal).unsigned(()) == Holdings(unkept).unsigned(())


def test_what_is_asked_again_is_not_gone_through_again(tmp_path: Path) -> None:
    columns = "  - {name: 栏目, slug: a, description: 公开事项, unit: 甲, owner: 乙, cycle: monthly}\n"
    root = make_portal(tmp_path, {"columns.yml": f"{HEAD}columns:\n{columns}", "mkdocs.yml": MARKS, **BEFORE})
    kept = ByColumn(tmp_path / "kept")
    check_portal(read(root), kept)
    kept.save()
    assert {"texts", "numbers", "addresses", "important", "reports"} <= kept.made.keys()
    again = ByColumn(tmp_path / "kept")
    check_portal(read(root), again)
    assert again.made == {}
