"""A portal with a register of every type of field."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.helpers import (
    COLUMNS,
    PORTAL,
    document,
    make_portal,
)

FORMAT = """\
id: permits2
name: 事项
fields:
  - {key: number, label: 序号, type: integer}
  - {key: name, label: 名称, over: 事项, required: true}
  - {key: kind, label: 类别, over: 事项}
  - {key: note, label: 说明, type: long, show: detail}
  - {key: policy, label: 依据, type: document}
  - {key: form, label: 表单, type: assets, show: detail}
  - {key: site, label: 网址, type: url}
  - {key: secret, label: 内部电话, show: hidden}
  - {key: until, label: 截止期, type: date}
row_title: name
head_rows: 2
group: kind
rules:
  - {kind: take-down, date: until}
"""
TREE = (
    PORTAL
    + COLUMNS
    + "  - name: 事项\n    kind: register\n    schema: permits2\n    description: 事项。\n"
    + "    unit: 区政府办公室\n    owner: 张某\n    cycle: yearly\n"
)
TABLE = (
    "序号,事项,,说明,依据,表单,网址,内部电话,截止期\n,名称,类别,,,,,,\n"
    "1,甲事项,教育,先说结论<b>,tzgg/a.md,申请表.pdf,https://www.example.gov.cn/?a=1&b=2,023-11112222,2026-12-01\n"
    "2,乙事项,养老,,tzgg/b.md,,,,2026-11-25\n3,丙事项,教育,=1+2,,,,,\n"
)
START: dict[str, str | bytes] = {
    "columns.yml": TREE,
    "registers/permits2.yml": FORMAT,
    "content/sx/事项.csv": TABLE,
    "content/sx/申请表.pdf": b"%PDF-1.4\n",
    "content/tzgg/a.md": document("关于甲事项的通知"),
    "content/tzgg/b.md": document("关于乙事项的通知", draft="true"),
}


@pytest.fixture
def root(tmp_path: Path) -> Path:
    """A portal with a register of every kind of field."""
    return make_portal(tmp_path / "portal", START)
