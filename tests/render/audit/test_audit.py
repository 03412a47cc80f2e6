"""The audit pages of whole small portals: what they say, when they are there, and that none is stale."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
from python_calamine import CalamineWorkbook

from generator.render.audit import found
from tests.check.test_mandates import FOLDER, HEAD, POLICIES, without_video
from tests.helpers import AS_OF, build, contents, document, make_portal, run
from tests.kinds.policy.test_library import TREE, many
from tests.markup import Parsed, parse_page
from tests.publish.test_reuse import change, fresh

COLUMNS = HEAD.replace("columns:", "  audit: true\ncolumns:") + POLICIES.replace(
    "优化营商环境。}", "优化营商环境。, unit: 区发展改革委, basis: [wulong-2022#4]}"
)
STATEMENT = """\
statements:
  - mandate: wulong-2022#53
    state: 已落实
    date: 2026-10-10
    who: 区政府办公室张某
    evidence: [绩效考核方案中占4%。]
"""
START: dict[str, str | bytes] = {
    "columns.yml": COLUMNS,
    f"{FOLDER}/yhyshj/20220704-a.md": document(title="惠企政策清单", published="2022-07-04 09:00"),
    f"{FOLDER}/fbzdjz/20221009-a.md": document(title="典型案例", published="2022-10-09 09:00"),
}
CHANGES: dict[str, dict[str, str | bytes | None]] = {
    "a document": {
        f"{FOLDER}/yhyshj/20220804-b.md": document(title="政策清单", published="2022-08-04 09:00")
    },
    "title of evidence": {
        f"{FOLDER}/fbzdjz/20221009-a.md": document(title="典型案例一", published="2022-10-09 09:00")
    },
    "evidence gone": {f"{FOLDER}/fbzdjz/20221009-a.md": None},
    "a statement": {"ledger.yml": STATEMENT},
    "another statement": {"ledger.yml": STATEMENT.replace("4%", "5%")},
    "no statement": {"ledger.yml": None},
    "owner of a column": {"columns.yml": COLUMNS.replace("owner: 张某", "owner: 李某某")},
    "unit of a column": {"columns.yml": COLUMNS.replace("unit: 区发展改革委", "unit: 区商务委")},
    "column renamed": {"columns.yml": COLUMNS.replace("name: 减税降费", "name: 减税")},
    "another pack": {"columns.yml": COLUMNS.replace("[wulong-2022]", "[wulong-2022, cq-2020]")},
    "no audit": {"columns.yml": COLUMNS.replace("audit: true", "audit: false")},
    "a finding": {"columns.yml": COLUMNS, f"{FOLDER}/yhyshj/孤立.csv": "甲\n"},
}


def rows(page: Parsed) -> dict[str, dict[str, str]]:
    """Return the rows of a table of tasks by their anchors."""
    return {tag["id"]: tag for tag in page.named("tr") if "data-row" in tag}


def test_a_pack_is_a_table_with_links_to_columns_and_evidence(tmp_path: Path) -> None:
    site = build(make_portal(tmp_path, START))
    page = parse_page(site / "audit/wulong-2022/index.html")
    found = rows(page)
    assert len(found) == 54
    assert found["m-7"]["data-state"] == "content-unjudged"
    assert "项有内容，要由人核对" in page.text
    assert "|区市场监管局|" in found["m-7"]["data-units"]
    assert "gbxxddfbzdjztl" in found["m-7"]["data-text"]
    links = page.values("href")
    assert "../../zwgk/zfxxgkml/fbzdjz/" in links
    assert "../../zwgk/zfxxgkml/fbzdjz/20221009-a.html" in links
    assert "../../audit/units/qscjgj/" in links
    assert "典型案例" in page.text


def test_a_column_names_its_owner_and_leads_back_to_the_clause(tmp_path: Path) -> None:
    site = build(make_portal(tmp_path, START))
    page = parse_page(site / "zwgk/zfxxgkml/yhyshj/index.html")
    assert "责任人：张某" in page.text
    assert "../../../audit/wulong-2022/#m-4" in page.values("href")
    assert run("build", "--root", tmp_path, "--as-of", AS_OF, "--no-audit").code == 0
    page = parse_page(site / "zwgk/zfxxgkml/yhyshj/index.html")
    assert "设置依据：武隆府办发〔2022〕46号一（一）" in page.text
    assert not any("audit" in href for href in page.values("href"))


def test_the_tree_has_every_column_and_units_have_what_they_owe(tmp_path: Path) -> None:
    site = build(make_portal(tmp_path, START))
    tree = parse_page(site / "audit/tree/index.html")
    assert sum("data-node" in tag for tag in tree.named("li")) == 5
    assert any(
        tag.get("data-text", "").startswith("优化营商环境 yhyshj youhuayingshang") for tag in tree.named("li")
    )
    unit = parse_page(site / "audit/units/qfzggw/index.html")
    assert "优化营商环境" in unit.text
    assert any(href.endswith("audit/wulong-2022/#m-4") for href in unit.values("href"))
    findings = parse_page(site / "audit/findings/index.html")
    assert "mandate-unmet" in " ".join(findings.values("id"))
    assert "columns.yml:7:" in findings.text


@pytest.mark.parametrize(
    ("key", "option", "there"),
    [("true", None, True), ("false", None, False), ("false", "--audit", True), ("true", "--no-audit", False)],
)
def test_they_are_there_when_asked_for(key: str, option: str | None, there: bool, tmp_path: Path) -> None:
    root = make_portal(tmp_path, {**START, "columns.yml": COLUMNS.replace("audit: true", f"audit: {key}")})
    arguments: list[Any] = ["build", "--root", root, "--as-of", AS_OF, *([option] if option else [])]
    assert run(*arguments).code == 0
    assert (root / "site/audit/index.html").exists() is there
    assert (root / "site/audit/wulong-2022/ledger.xlsx").exists() is there
    home = (root / "site/index.html").read_text(encoding="utf-8")
    assert ('href="./audit/"' in home) is there
    # The sitemap is for the public.
    assert "audit" not in (root / "site/sitemap.xml").read_text(encoding="utf-8")
    # Asked for the other way at once, the build does not rest on the last one.
    assert run("build", "--root", root, "--as-of", AS_OF, "--no-audit" if there else "--audit").code == 0
    assert (root / "site/audit/index.html").exists() is not there


def test_no_audit_page_is_stale(tmp_path: Path) -> None:
    root = make_portal(tmp_path / "portal", START)
    before = contents(build(root))
    for number, (name, files) in enumerate(CHANGES.items()):
        change(root, files)
        after = contents(build(root))
        assert after == fresh(root, tmp_path / f"fresh-{number}"), name
        assert after != before, name
        before = after


def test_what_is_only_stated_is_told_apart_everywhere(tmp_path: Path) -> None:
    site = build(make_portal(tmp_path, {**START, "ledger.yml": STATEMENT}))
    page = parse_page(site / "audit/wulong-2022/index.html")
    assert rows(page)["m-53"]["data-state"] == "stated"
    assert "1项只有单位的书面说明，网站不能证实" in page.text.replace(" ", "")
    assert "区政府办公室张某于2026-10-10说明" in page.text
    assert "gk-bar--stated" in (site / "audit/wulong-2022/index.html").read_text(encoding="utf-8")
    told = json.loads((site / "audit/wulong-2022/ledger.json").read_text(encoding="utf-8"))
    (stated,) = [each for each in told["mandates"] if each["statement"]]
    assert (stated["id"], stated["state"], stated["statement"]["who"]) == ("53", "stated", "区政府办公室张某")
    book = CalamineWorkbook.from_path(str(site / "audit/wulong-2022/ledger.xlsx"))
    sheet = book.get_sheet_by_name("书面说明").to_python()
    assert [row[:1] + row[3:6] for row in sheet[1:]] == [["53", "区政府办公室张某", "2026-10-10", "已落实"]]
    assert "书面说明1项" in str(book.get_sheet_by_name("任务台账").to_python()[2])


def test_the_pages_of_a_past_day_can_be_built(tmp_path: Path) -> None:
    columns = COLUMNS + "".join(
        f"  - {{name: 栏目{number}, slug: l{number}, description: 样例{number}。}}\n" for number in range(6)
    )
    later = {
        f"content/l{number}/20260303-a.md": document(title=f"第{number}份", published="2026-03-03 09:00")
        for number in range(6)
    }
    root = make_portal(
        tmp_path, {**START, "columns.yml": columns + "limits: {inspect_files: false}\n", **later}
    )
    assert run("build", "--root", root, "--as-of", "2022-08-01").code == 0
    page = parse_page(root / "site/audit/wulong-2022/index.html")
    assert rows(page)["m-7"]["data-state"] == "not-due"
    assert "column-empty" in (root / "site/audit/findings/index.html").read_text(encoding="utf-8")
    # Columns that stay blank are another matter.
    for number in range(6):
        (root / f"content/l{number}/20260303-a.md").unlink()
    assert run("build", "--root", root, "--as-of", "2022-08-01").code == 1


def test_they_change_with_the_date(tmp_path: Path) -> None:
    root = make_portal(tmp_path, START)
    page = build(root) / "audit/wulong-2022/index.html"
    assert rows(parse_page(page))["m-10"]["data-state"] == "not-met"
    assert run("build", "--root", root, "--as-of", "2022-11-30").code == 0
    assert rows(parse_page(page))["m-10"]["data-state"] == "not-due"
    assert "2022年11月30日" in parse_page(page).text


def test_the_sample_without_videos_shows_one_mandate_unmet(sample_root: Path, tmp_path: Path) -> None:
    site = build(without_video(sample_root, tmp_path / "portal"))
    page = parse_page(site / "audit/wanzhou-2021/index.html")
    assert rows(page)["m-21"]["data-state"] == "not-met"
    assert "缺：政务公开>政府信息公开目录>政策解读>视频" in page.text
    assert "column-mandated" in " ".join(parse_page(site / "audit/findings/index.html").values("id"))


def test_findings_of_one_kind_that_are_many_take_pages_of_their_own(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(found, "FIRST", 2)
    monkeypatch.setattr(found, "PAGE_ROWS", 3)
    files = {"columns.yml": TREE.replace("columns:", "  audit: true\ncolumns:", 1), **many(12)}
    root = make_portal(tmp_path / "portal", files)
    site = build(root)
    code = "policy-uninterpreted"
    told = json.loads(run("check", "--root", root, "--format", "json", "--as-of", AS_OF).out)["findings"]
    places = [f"{each['path']}:{each['line']}" for each in told if each["code"] == code]
    assert len(places) > 6
    overview = parse_page(site / "audit/findings/index.html")
    assert f"（{len(places)}个）" in overview.text
    assert f"{code}/" in overview.values("href")
    assert f"c-{code}" in overview.values("id")
    folder = site / f"audit/findings/{code}"
    pages = [folder / "index.html", *sorted(folder.glob("_*.html"))]
    assert len(pages) == -(-len(places) // 3)
    shown = " ".join(parse_page(page).text for page in pages)
    assert all(place in shown for place in places)
    assert sum(place in overview.text for place in places) == 2
    assert "../../../audit/findings/" in parse_page(pages[1]).values("href")
    before = contents(site)
    (root / sorted(many(12))[0]).unlink()
    build(root)
    assert contents(site) == fresh(root, tmp_path / "fresh")
    assert contents(site) != before
