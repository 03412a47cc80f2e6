"""The workbook of a ledger says on its face what its words are and what they are not."""

from __future__ import annotations

from pathlib import Path

from python_calamine import CalamineWorkbook

from tests.helpers import AS_OF, COLUMNS, PORTAL, make_portal, run

LEDGER = "statements:\n  - {mandate: 'wanzhou-2021#92', state: 已落实, date: 2026-03-01, who: 区政府办公室张某, evidence: [会议纪要]}\n"


def test_the_face_says_summary_and_statements_stand_apart(tmp_path: Path) -> None:
    tree = PORTAL.replace("organizer:", "packs: [wanzhou-2021]\n  organizer:") + COLUMNS
    root = make_portal(tmp_path / "portal", {"columns.yml": tree, "ledger.yml": LEDGER})
    out = tmp_path / "台账.xlsx"
    run("ledger", "wanzhou-2021", "--root", root, "--as-of", AS_OF, "--output", out)
    book = CalamineWorkbook.from_path(str(out))
    face = book.get_sheet_by_name("任务台账").to_python()
    assert "摘要，不是原文" in str(face[1][0])
    assert "书面说明1项" in str(face[2][0])
    (row,) = [row for row in face if row[0] == "92"]
    assert "书面说明" in row
    told = book.get_sheet_by_name("书面说明").to_python()
    assert [row[0] for row in told[1:]] == ["92"]
    assert "区政府办公室张某" in told[1]
