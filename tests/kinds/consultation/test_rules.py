"""Rules on consultations: how long one is open where a major decision is asked about."""

from __future__ import annotations

from pathlib import Path

from tests.helpers import PORTAL, check, document, make_portal

DUTIES = "    unit: 区政府办公室\n    owner: 张某\n    cycle: monthly\n"
TREE = PORTAL + f"columns:\n  - name: 重大行政决策\n    layout: decisions\n    description: 决策。\n{DUTIES}"
TREE += "    children:\n      - {name: 草案, description: 草案。}\n"


def test_a_consultation_right_in_a_column_of_decisions_is_one_on_a_major_decision(tmp_path: Path) -> None:
    short = "{opens: 2026-03-03, closes: 2026-03-10, channels: [来信], text: 正文, explanation: 正文}"
    text = document("征求意见", published="2026-03-03", consultation=short)
    files = {f"content/{place}/a.md": text for place in ("zdxzjc", "zdxzjc/ca")}
    root = make_portal(tmp_path, {"columns.yml": TREE, **files})
    found = [one["path"] for one in check(root) if one["code"] == "consultation-short"]
    assert found == ["content/zdxzjc/a.md", "content/zdxzjc/ca/a.md"]
