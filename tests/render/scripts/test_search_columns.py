"""The table of columns and institutions that the search page finds by name."""

from __future__ import annotations

import json
from pathlib import Path

from tests.helpers import AS_OF, PORTAL, document, make_portal, run

COLUMNS = """\
columns:
  - name: 政府信息公开
    slug: xxgk
    kind: group
    description: 公开。
    unit: 甲
    owner: 乙
    cycle: yearly
    children:
      - {name: 机构设置, slug: jgsz, description: 各部门。, keywords: [机构, 部门], type: 机构职能}
      - {name: 公共资源交易中心, slug: jyzx, description: "</script>", keywords: [招标, 交易]}
"""


def built(tmp_path: Path, **content: str) -> dict[str, list[list[str | int]]]:
    """Build a portal with these files in its column of institutions, and return the table."""
    files = {f"content/xxgk/jgsz/{name}.md": text for name, text in content.items()}
    root = make_portal(tmp_path, {"columns.yml": PORTAL + COLUMNS, **files})
    assert run("build", "--root", root, "--as-of", AS_OF).code == 0
    script = (root / "site" / "search" / "columns.js").read_text(encoding="utf-8")
    assert script.count("\n") == 1
    table: dict[str, list[list[str | int]]] = json.loads(script[len("gongkaiColumns(") : -len(");\n")])
    return table


def test_a_column_has_its_address_below_its_parent_and_further_names(tmp_path: Path) -> None:
    top, offices, office = built(tmp_path)["columns"]
    assert top[:4] == ["政府信息公开", "/xxgk/", -1, "公开。"]
    assert offices == ["机构设置", "jgsz/", 0, "各部门。", *offices[4:]]
    assert {"机构", "部门"} <= set(offices[4:])
    assert office[3] == "</script>"
    assert "招投标中心" in office[4:]


def test_institutions_are_documents_of_columns_of_duties(tmp_path: Path) -> None:
    table = built(
        tmp_path,
        a=document("示例区教育委员会"),
        b=document("机构调整的说明"),
    )
    ((name, url, column, told, *names),) = table["offices"]
    assert (name, url, column, told) == ("示例区教育委员会", "a.html", 1, "")
    assert "教育局" in names
