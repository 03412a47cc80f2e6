"""Pages that gather what units file by year, and the tables and charts of an annual report."""

from __future__ import annotations

import json
import re
import shutil
from decimal import Decimal
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from generator.kinds.filings.form import RECEIVED
from generator.views.svg import WIDTH, Bar, Series, bar_chart, line_chart
from tests.annual import data_file, plain_requests
from tests.helpers import MARKS, REPOSITORY, build, contents, run
from tests.markup import parse_page

VALID = REPOSITORY / "tests" / "sites_valid" / "filings"
AMOUNTS = st.decimals(0, 10**9, allow_nan=False, places=2)


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Path:
    root = lay_out(tmp_path_factory.mktemp("filings") / "portal")
    return build(root)


def lay_out(root: Path) -> Path:
    """Copy the portal of filings."""
    shutil.copytree(VALID, root)
    (root / "mkdocs.yml").write_text(MARKS, encoding="utf-8", newline="\n")
    return root


def test_tables_stand_in_their_parts_in_the_shape_of_the_form(site: Path) -> None:
    page = parse_page(site / "gknb/20260320-nb.html")
    order = [page.text.index(words) for words in (
        "二、主动公开政府信息情况", "第二十条第（一）项", "三、收到和处理政府信息公开申请情况", "勾稽关系",
        "四、政府信息公开行政复议、行政诉讼情况", "未经复议直接起诉", "五、存在的主要问题及改进情况",
    )]  # fmt: skip
    assert order == sorted(order)
    assert "4.保护第三方合法权益" in page.text
    assert not page.values("style")


def test_charts_are_told_in_words(site: Path) -> None:
    html = (site / "gknb/20260320-nb.html").read_text(encoding="utf-8")
    assert html.count('role="img"') == 2
    assert "<desc" in html
    assert "予以公开4件；部分公开0件" in html


def test_annual_reports_by_year_with_who_is_missing(site: Path) -> None:
    page = parse_page(site / "gknb/index.html")
    assert page.text.index("2025年度") < page.text.index("2024年度")
    assert "应公开3个单位，已公开2个" in page.text
    assert "到期未公开：区民政局" in page.text.replace("\n", "")
    # A unit's report is gathered wherever it was published.
    assert any(href.endswith("bmwj/20260120-jw.html") for href in page.values("href"))
    html = (site / "gknb/index.html").read_text(encoding="utf-8")
    assert "新收申请：2024年3件、2025年4件" in html


def test_budgets_by_unit_and_year(site: Path) -> None:
    page = parse_page(site / "czyjs/index.html")
    for words in ("区民政局2026年预算", "决算未到期", "预算未公开", "预算公开说明"):
        assert words in page.text, words
    assert "区教委2025年决算" in page.text


def test_gazette_links_what_it_prints(site: Path) -> None:
    library, issue = parse_page(site / "zfgb/index.html"), parse_page(site / "zfgb/20260415-1.html")
    assert "2026年第1期（总第61期）" in library.text
    for page in (library, issue):
        assert any(href.endswith("bmwj/20260303-bf.html") for href in page.values("href"))
        assert any(src.endswith("%E5%B0%81%E9%9D%A2.svg") for src in page.values("src"))
    assert "示例府发〔2026〕3号" in issue.text
    printed = parse_page(site / "bmwj/20260303-bf.html")
    assert any(href.endswith("zfgb/20260415-1.html") for href in printed.values("href"))


def test_figures_are_offered_to_programs(site: Path) -> None:
    rows = json.loads((site / "gknb/20260320-nb-data.json").read_text(encoding="utf-8"))
    assert {row["年度"] for row in rows} == {"2025"}
    chosen = [row["数值"] for row in rows if row["行"] == RECEIVED and row["列"] == "总计"]
    assert chosen == ["4"]
    assert (site / "gknb/20260320-nb-data.csv").read_bytes().startswith(b"\xef\xbb\xbf")
    page = parse_page(site / "gknb/20260320-nb.html")
    assert any(href.endswith("20260320-nb-data.csv") for href in page.values("href"))


def test_who_is_late_is_told_from_the_day_after_the_last(tmp_path: Path) -> None:
    root = lay_out(tmp_path / "portal")
    for day, late in (("2026-03-31", False), ("2026-04-01", True)):
        assert run("build", "--root", root, "--as-of", day).code == 0
        assert ("区民政局2026年预算" in parse_page(root / "site/czyjs/index.html").text) is late


CHANGES = {
    "figures of a report": ("content/gknb/2025.yml", data_file(plain_requests(9))),
    "title of a printed document": ("content/bmwj/20260303-bf.md", "供水办法", "供水管理办法"),
    "printed document not valid": ("content/bmwj/20260303-bf.md", "validity: 有效", "validity: 废止"),
    "report of a unit elsewhere": ("content/bmwj/20260120-jw.md", "区教委2025年年度报告", "区教委2025年报告"),
    "year of a budget": ("content/czyjs/20250227-jw.md", "year: 2025", "year: 2026"),
    "unit no longer expected": ("columns.yml", "[区教委, 区民政局]", "[区教委]"),
    "last day": ("columns.yml", "04-30", "04-11"),
    "first year": ("columns.yml", "since: 2025", "since: 2026"),
    "order of contents": ("content/zfgb/20260415-1.md", "issue: 第1期", "issue: 第2期"),
}


def test_every_change_gives_the_pages_of_a_fresh_build(tmp_path: Path) -> None:
    root = lay_out(tmp_path / "portal")
    before = contents(build(root))
    for name, (path, *words) in CHANGES.items():
        file = root / path
        text = file.read_text(encoding="utf-8")
        file.write_text(
            text.replace(words[0], words[1]) if len(words) == 2 else words[0], encoding="utf-8", newline="\n"
        )
        after = contents(build(root))
        fresh = tmp_path / "fresh"
        shutil.copytree(root, fresh, ignore=shutil.ignore_patterns("site", ".cache"))
        assert after == contents(build(fresh)), name
        shutil.rmtree(fresh)
        # A last day after which nobody is late is not shown anywhere.
        assert after != before or name == "last day", name
        before = after


@given(values=st.lists(AMOUNTS, min_size=1, max_size=12))
def test_bars_stay_inside_the_chart(values: list[Decimal]) -> None:
    chart = bar_chart("x", "标题<", "件", [Bar(f"第{n}&项", value) for n, value in enumerate(values)])
    widths = [float(width) for width in re.findall(r'gk-chart__bar" x="0" y="\d+" width="([\d.]+)"', chart)]
    assert len(widths) == len(values)
    assert all(0 <= width <= WIDTH for width in widths)
    assert "标题<" not in chart
    assert "style" not in chart


@given(values=st.lists(st.tuples(AMOUNTS, AMOUNTS), min_size=1, max_size=8))
def test_lines_stay_inside_the_chart(values: list[tuple[Decimal, Decimal]]) -> None:
    lines = [Series("甲", tuple(a for a, _ in values)), Series("乙", tuple(b for _, b in values))]
    chart = line_chart("x", "标题", "件", [str(2021 + n) for n in range(len(values))], lines)
    height = float(re.findall(rf'viewBox="0 0 {WIDTH} (\d+)"', chart)[0])
    points = re.findall(r'cx="([\d.]+)" cy="([\d.]+)"', chart)
    assert len(points) == 2 * len(values)
    assert all(0 <= float(x) <= WIDTH and 0 <= float(y) <= height for x, y in points)
