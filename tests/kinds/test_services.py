"""Guides, plans, requests and press events: whole small portals in, pages out, and new when they should be."""

from __future__ import annotations

import io
import shutil
from pathlib import Path

import pytest
from docx import Document as WordFile

from tests.helpers import (
    AS_OF,
    COLUMNS,
    PORTAL,
    REPOSITORY,
    build,
    check,
    codes,
    contents,
    document,
    make_portal,
    run,
)
from tests.markup import parse_page

DUTIES = "    unit: 区政府办公室\n    owner: 张某\n    cycle: monthly\n"
TREE = PORTAL + COLUMNS
TREE += f"  - name: 办事指南\n    layout: guides\n    description: 指南。\n{DUTIES}"
TREE += f"  - name: 规划信息\n    layout: plans\n    kind: group\n    description: 规划。\n{DUTIES}"
TREE += "    children:\n      - name: 专项规划\n        description: 专项。\n"
TREE += f"  - name: 新闻发布\n    layout: press\n    description: 发布。\n{DUTIES}"
TREE += f"  - name: 依申请公开\n    kind: page\n    type: 依申请公开\n    description: 申请。\n{DUTIES}"
GUIDE = (
    "\n  item: 取水许可\n  audience: 企业\n  basis: [《水法》第四十八条]\n  conditions: [有取水地点, 有取水设施]"
    "\n  materials:\n    - 取水许可申请书\n    - {name: 取水口位置图, form: 原件, copies: 2, blank: 空表.csv}"
    "\n  where: [政务服务中心一楼]\n  hours: [工作日]\n  phone: [023-00000000]"
    "\n  steps: [申请, {name: 决定, text: 作出决定, limit: 5个工作日}]\n  promised_limit: 10个工作日"
    "\n  fee: [不收费]\n  delivery: 邮寄\n  complaints: ['12345']"
)
OUTLINE = document(
    "“十四五”纲要", published="2021-03-01", plan="{kind: 国民经济和社会发展规划, period: 2021-2025}"
)
SPECIAL = "{kind: 专项规划, period: 2021-2025, name: 供水规划, parent: ghxx/zxgh/a.md}"
NEXT = "{kind: 专项规划, period: 2026—2030年, name: 新供水规划, follows: ghxx/zxgh/b.md}"
PRESS = "{led_by: 主要负责人, held: 2026-03-02, venue: 新闻发布厅, speakers: [区长张某]}"
REQUEST = (
    "\n  unit: 政务公开科\n  address: 示例大道1号\n  phone: 023-00001012\n  email: a@example.gov.cn"
    "\n  forms: [{audience: 自然人, file: 表.csv}]"
)
START: dict[str, str | bytes] = {
    "columns.yml": TREE,
    "content/bszn/20260301-qs.md": document("取水许可办事指南", guide=GUIDE),
    "content/bszn/空表.csv": "栏,值\n",
    "content/ghxx/zxgh/a.md": OUTLINE,
    "content/ghxx/zxgh/b.md": document("供水专项规划的通知", published="2021-05-01", plan=SPECIAL),
    "content/ghxx/zxgh/c.md": document("新供水专项规划的通知", published="2026-05-01", plan=NEXT),
    "content/xwfb/20260302-fb.md": document("民生实事新闻发布会", published="2026-03-02", press=PRESS),
    "content/ysqgk/index.md": document("依申请公开", request=REQUEST),
    "content/ysqgk/表.csv": "栏,值\n",
}
CHANGES: dict[str, dict[str, str | bytes]] = {
    "element of a guide": {
        "content/bszn/20260301-qs.md": document(
            "取水许可办事指南", guide=GUIDE.replace("10个工作日", "8个工作日")
        )
    },
    "size of a form": {"content/bszn/空表.csv": "栏,值\n甲,乙\n"},
    "name of a plan that others name": {
        "content/ghxx/zxgh/b.md": document("改名的规划", published="2021-05-01", plan=SPECIAL)
    },
    "who led": {
        "content/xwfb/20260302-fb.md": document(
            "发布会", published="2026-03-02", press=PRESS.replace("主要负责人", "其他")
        )
    },
    "events asked for": {"columns.yml": TREE + "limits: {press_events: 1, press_led: 1}\n"},
}


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The built portal."""
    return build(make_portal(tmp_path_factory.mktemp("services"), START))


def test_guide_shows_every_element_with_an_anchor(site: Path) -> None:
    page = parse_page(site / "bszn/20260301-qs.html")
    for key in (
        "basis",
        "conditions",
        "materials",
        "where",
        "hours",
        "phone",
        "steps",
        "fee",
        "delivery",
        "complaints",
    ):
        assert f"guide-{key}" in page.values("id")
        assert f"#guide-{key}" in page.values("href")
    for text in ("取水许可申请书", "取水口位置图", "原件，2份", "5个工作日", "作出决定", "10个工作日"):
        assert text in page.text
    assert (site / "bszn/空表.csv").is_file()
    listed = parse_page(site / "bszn/index.html")
    assert "企业" in listed.text
    assert "20260301-qs.html" in "".join(listed.values("href"))


def test_plans_stand_in_their_system(site: Path) -> None:
    page = parse_page(site / "ghxx/index.html")
    for text in ("2026—2030年规划体系", "2021—2025年规划体系", "历史规划", "供水规划", "规划一览表"):
        assert text in page.text
    plan = parse_page(site / "ghxx/zxgh/b.html")
    assert {"a.html", "c.html"} <= {href.rpartition("/")[2] for href in plan.values("href")}
    for text in ("上位规划", "下一规划期", "2021—2025年"):
        assert text in plan.text


def test_press_events_are_counted_by_year(site: Path) -> None:
    page = parse_page(site / "xwfb/index.html")
    assert "2026年（截至目前）" in page.text
    assert "未满一年" in page.text
    assert "区长张某" in parse_page(site / "xwfb/20260302-fb.html").text


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


@pytest.mark.parametrize("name", CHANGES)
def test_every_change_gives_the_site_of_a_fresh_build(name: str, tmp_path: Path) -> None:
    root = make_portal(tmp_path / "portal", START)
    before = contents(build(root))
    changed = {**START, **CHANGES[name]}
    after = contents(build(make_portal(root, changed)))
    assert after != before
    assert after == contents(build(make_portal(tmp_path / "fresh", changed)))


def test_a_new_year_redraws_plans_and_counts(tmp_path: Path) -> None:
    root = make_portal(tmp_path / "portal", START)
    for day in ("2026-11-20", "2027-01-02", "2031-01-01"):
        assert run("build", "--root", root, "--as-of", day).code == 0
        fresh = tmp_path / day
        shutil.copytree(root, fresh, ignore=shutil.ignore_patterns("site", ".cache"))
        assert run("build", "--root", fresh, "--as-of", day).code == 0
        assert contents(root / "site") == contents(fresh / "site"), day
    assert "历史规划" in parse_page(root / "site/ghxx/zxgh/c.html").text


def test_search_holds_what_a_guide_says(site: Path) -> None:
    page = parse_page(site / "bszn/20260301-qs.html")
    assert sum("data-search-extra" in attributes for _, attributes in page.tags) >= 10


@pytest.mark.parametrize(
    "name", ["附件1.政府信息公开申请表（自然人）.docx", "附件2.政府信息公开申请表（法人或其他组织）.docx"]
)
def test_request_forms_of_the_sample_hold_what_the_law_asks(name: str) -> None:
    word = WordFile(io.BytesIO((REPOSITORY / "content/zfxxgk/ysqgk" / name).read_bytes()))
    text = "".join(cell.text for table in word.tables for row in table.rows for cell in row.cells)
    for part in ("联系电话", "特征描述", "获取方式", "载体形式"):
        assert part in text
    assert not word.core_properties.author


@pytest.mark.parametrize(
    ("column", "key", "left"),
    [
        ("办事指南", "guide", "guide-incomplete"),
        ("专项规划", "plan", ""),
        ("新闻发布", "press", ""),
    ],
)
def test_a_new_document_has_the_keys_of_its_kind(column: str, key: str, left: str, tmp_path: Path) -> None:
    root = make_portal(tmp_path, {"columns.yml": TREE})
    assert run("new", column, "新的文档", "--root", root, "--as-of", AS_OF).code == 0
    (path,) = (root / "content").rglob("*.md")
    text = path.read_text(encoding="utf-8")
    assert f"\n{key}:\n" in text
    path.write_text(
        "\n".join(line for line in text.split("\n") if not line.startswith("draft:")), encoding="utf-8"
    )
    of_kind = {"details-missing", "guide-incomplete", "guide-elements", "key-missing", "value-invalid"}
    assert {code for code in codes(check(root)) if code in of_kind} == ({left} if left else set())
