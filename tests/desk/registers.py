"""A portal with registers of all kinds of files, for tests of the desk."""

from __future__ import annotations

import io
import re
from collections.abc import Sequence

import xlsxwriter

from generator.desk.copy.state import key_of
from tests.desk.conftest import Visitor
from tests.helpers import COLUMNS, FINANCE, PORTAL

CLINICS, FREE, LETTERS, BOOK = "frmz/门诊.csv", "zymd/名单.csv", "wmly/留言.yml", "hsjc/检测点.xlsx"
REGISTERS = """\
  - {name: 发热门诊, description: 设有发热门诊的医院。, unit: 区卫生健康委, owner: 王某, kind: register, schema: fever-clinics}
  - {name: 资源名单, description: 没有格式的名单。, unit: 区政府办公室, owner: 张某, kind: register}
  - {name: 网民留言, description: 留言和答复。, unit: 区政府办公室, owner: 张某, kind: register, schema: messages}
  - {name: 核酸检测, description: 检测点。, unit: 区卫生健康委, owner: 王某, kind: register, schema: nucleic-test-sites}
  - {name: 疫苗接种, description: 接种点。, unit: 区卫生健康委, owner: 王某, kind: register, schema: vaccination-sites}
"""
HEAD = "名称,类型,地址,联系电话,办公时间,是否24小时,是否接诊儿童,信息更新日期"
ROWS = (
    "示例区医院发热门诊,发热门诊,样例街道1号,023-00000001,24小时,是,是,2026-07-21",
    '"示例区中医院发热门诊",发热门诊,"样例街道2号，北门",023-00000002,8:00—17:30,否,否,2026年9月10日',
    "演示镇卫生院发热诊室,发热诊室,演示镇3号,023-00000003,8:00—17:30,否,,2026-09-01",
)
MESSAGES = """\
# 一条留言一项。
- 留言编号: "20261101"
  标题: 路灯不亮
  类别: 市政设施
  受理日期: 2026-11-02
  答复日期: 2026-11-05
  答复部门: 区城市管理局
  留言摘要: 路灯不亮。   # 摘要
  答复内容: |
    已经修好。
    谢谢。
- 留言编号: "20261102"
  标题: 公交末班太早
  类别: 公共交通
  受理日期: 2026-11-03
  答复日期: 2026-11-06
  答复部门: 区交通局
  留言摘要: 末班车太早。
  答复内容: 已经推迟。
"""


def csv_file(rows: Sequence[str] = ROWS, end: str = "\r\n", encoding: str = "utf-8-sig") -> bytes:
    """Return a register of clinics."""
    return "".join(line + end for line in (HEAD, *rows)).encode(encoding)


def workbook(rows: Sequence[Sequence[object]]) -> bytes:
    """Return a workbook of one sheet."""
    out = io.BytesIO()
    book = xlsxwriter.Workbook(out, {"in_memory": True})
    sheet = book.add_worksheet("表")
    for number, row in enumerate(rows):
        for column, cell in enumerate(row):
            sheet.write(number, column, cell)
    book.close()
    return out.getvalue()


SITES = [
    ["示例区核酸检测点一览"],
    ["名称", "所在镇街", "地址", "联系电话", "办公时间", "是否24小时", "出报告时限", "信息更新日期"],
    ["甲检测点", "样例街道", "样例街道5号", "023-00000005", "全天", "是", "6小时内", "2026-03-05"],
    ["乙检测点", "演示镇", "演示镇6号", "023-00000006", "全天", "是", "12小时内", "2026-03-06"],
]
FILES: dict[str, str | bytes] = {
    "columns.yml": PORTAL + COLUMNS + FINANCE + REGISTERS,
    f"content/{CLINICS}": csv_file(),
    f"content/{FREE}": "姓名,职务\n甲,主任\n乙,副主任\n".encode("gb18030"),
    f"content/{LETTERS}": MESSAGES,
    f"content/{BOOK}": workbook(SITES),
}


def begin(visitor: Visitor, path: str = CLINICS) -> str:
    """Begin to change a register; return the address of the draft."""
    answer = visitor.post(f"/registers/{key_of(path)}")
    assert answer.status_code == 303, answer.text
    return str(answer.headers["location"])


def set_row(visitor: Visitor, base: str, row: str, **cells: str) -> str:
    """Fill in the form of a row as a browser does; return the page that answers."""
    told = row_form(visitor.get(f"{base}/rows/{row}").text)
    for key, text in cells.items():
        assert f"c.{key}" in told, (key, sorted(told))
        told[f"c.{key}"] = text
    return visitor.post(f"{base}/rows/{row}", told).text


def row_form(page: str) -> dict[str, str]:
    """Return what the form of a row sends as it stands."""
    from lxml import html

    form = next(each for each in html.document_fromstring(page).iter("form") if each.get("id") == "row")
    told: dict[str, str] = {}
    for each in form.iter("input", "textarea", "select"):
        name = each.get("name")
        if each.tag == "select":
            told[name] = next(
                (
                    o.text if o.get("value") is None else o.get("value")
                    for o in each.iter("option")
                    if o.get("selected") is not None
                ),
                "",
            )
        elif each.tag == "textarea":
            told[name] = (each.text or "").removeprefix("\n")
        else:
            told[name] = each.get("value") or ""
    return told


def shown_rows(page: str) -> list[list[str]]:
    """Return the cells of the grid that a page shows."""
    from lxml import html

    table = next(each for each in html.document_fromstring(page).iter("table") if each.get("id") == "grid")
    return [
        [cell.xpath("string(div)") for cell in row.iter("td")] for row in table.iter("tr") if row.xpath("td")
    ]


def row_names(page: str) -> list[str]:
    """Return the names of the rows that a page shows."""
    return re.findall(r'<tr id="([bn]\d+)"', page)
