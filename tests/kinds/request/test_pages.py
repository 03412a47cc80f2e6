"""Disclosure on request: the page of the desk, and the forms of the sample."""

from __future__ import annotations

import io
from pathlib import Path

import pytest
from docx import Document as WordFile

from tests.helpers import PORTAL, REPOSITORY, build, document, make_portal
from tests.kinds.laws import assert_change_is_as_fresh
from tests.markup import parse_page

DUTIES = "    unit: 区政府办公室\n    owner: 张某\n    cycle: monthly\n"
TREE = PORTAL + "columns:\n  - name: 依申请公开\n    kind: page\n    type: 依申请公开\n"
TREE += f"    description: 申请。\n{DUTIES}"
REQUEST = (
    "\n  unit: 政务公开科\n  address: 示例大道1号\n  phone: 023-00001012\n  email: a@example.gov.cn"
    "\n  forms: [{audience: 自然人, file: 表.csv}]"
)
START: dict[str, str | bytes] = {
    "columns.yml": TREE,
    "content/ysqgk/index.md": document("依申请公开", request=REQUEST),
    "content/ysqgk/表.csv": "栏,值\n",
}
CHANGES: dict[str, dict[str, str | bytes]] = {
    "address": {
        "content/ysqgk/index.md": document("依申请公开", request=REQUEST.replace("大道1号", "大道2号"))
    },
    "size of a form": {"content/ysqgk/表.csv": "栏,值\n甲,乙\n"},
}


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The built portal."""
    return build(make_portal(tmp_path_factory.mktemp("request"), START))


def test_request_page_draws_the_procedure_of_the_law(site: Path) -> None:
    page = parse_page(site / "ysqgk/index.html")
    for text in (
        "7个工作日",
        "20个工作日内",
        "15个工作日",
        "再延长20个工作日",
        "第三十三条",
        "40元/页",
        "示例大道1号",
    ):
        assert text in page.text
    assert (site / "ysqgk/表.csv").is_file()


@pytest.mark.parametrize(
    "name", ["附件1.政府信息公开申请表（自然人）.docx", "附件2.政府信息公开申请表（法人或其他组织）.docx"]
)
def test_request_forms_of_the_sample_hold_what_the_law_asks(name: str) -> None:
    word = WordFile(io.BytesIO((REPOSITORY / "content/zfxxgk/ysqgk" / name).read_bytes()))
    text = "".join(cell.text for table in word.tables for row in table.rows for cell in row.cells)
    for part in ("联系电话", "特征描述", "获取方式", "载体形式"):
        assert part in text
    assert not word.core_properties.author


@pytest.mark.parametrize("name", CHANGES)
def test_every_change_gives_the_site_of_a_fresh_build(name: str, tmp_path: Path) -> None:
    assert_change_is_as_fresh(tmp_path, START, CHANGES[name])
