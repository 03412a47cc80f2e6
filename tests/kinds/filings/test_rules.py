"""Who is to disclose what by when, and the parts of reports and of the guide."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from generator.kinds.filings.form import PARTS
from generator.kinds.filings.submissions import due_date
from generator.load.portal import load_portal
from generator.model.headings import is_part
from tests.annual import TEXT
from tests.helpers import AS_OF, COLUMNS, PORTAL, check, document, make_portal

ANNUAL = COLUMNS.replace("通知公告", "年报") + "    layout: annual-reports\n"
LAW = COLUMNS.replace("通知公告", "年报") + "    layout: law-reports\n"
BUDGET = COLUMNS.replace("通知公告", "年报") + "    layout: budget\n"
OWN = "示例区人民政府"


@pytest.mark.parametrize(
    ("columns", "level", "unit", "what", "day"),
    [
        (ANNUAL, "district", OWN, "", date(2026, 3, 31)),
        (ANNUAL, "district", "区教委", "", date(2026, 1, 31)),
        (ANNUAL, "department", OWN, "", date(2026, 1, 31)),
        (LAW, "district", "区教委", "", date(2026, 5, 31)),
        (LAW + "    due: {report: 4-1}\n", "district", "区教委", "", date(2026, 4, 1)),
        (BUDGET, "district", "区教委", "预算", date(2025, 3, 31)),
        (BUDGET, "district", "区教委", "决算", date(2026, 9, 30)),
        (BUDGET + "    due: {budget: 02-29}\n", "district", "区教委", "预算", date(2025, 2, 28)),
    ],
)
def test_last_days(*, columns: str, level: str, unit: str, what: str, day: date, tmp_path: Path) -> None:
    tree = PORTAL.replace("level: district", f"level: {level}") + columns
    portal = load_portal(make_portal(tmp_path, {"columns.yml": tree}), date.fromisoformat(AS_OF)).portal
    assert portal
    assert due_date(portal.columns[0], portal, unit, 2025, what) == day


@pytest.mark.parametrize("due", ["13-01", "02-30", "五月", "0531"])
def test_a_last_day_that_no_year_has_is_told(due: str, tmp_path: Path) -> None:
    root = make_portal(tmp_path, {"columns.yml": PORTAL + LAW + f"    due: {{report: {due}}}\n"})
    found = [one for one in check(root) if one["code"] == "date-invalid"]
    assert [one["line"] for one in found] == [14]
    assert due in found[0]["message"]


def missing(root: Path) -> list[str]:
    """Return what the check says is missing."""
    return [one["message"] for one in check(root) if one["code"] == "report-missing"]


def test_years_are_compared_from_the_first_report_or_since(tmp_path: Path) -> None:
    expected = "    expected: [区教委]\n"
    report = document(
        title="年报", issuer="区教委", published="2024-01-20 09:00", annual_report="{year: 2023}", body=TEXT
    )
    own = document(
        title="政府年报",
        published="2026-01-21 09:00",
        annual_report=f"{{year: 2025, unit: {OWN}}}",
        body=TEXT,
    )
    files: dict[str, str | bytes] = {"content/nb/a.md": report, "content/nb/b.md": own}
    root = make_portal(tmp_path / "a", files | {"columns.yml": PORTAL + ANNUAL + expected})
    assert [message[:11] for message in missing(root)] == ["没有找到区教委的202"] * 2
    assert ["2024年" in missing(root)[0], "2025年" in missing(root)[1]] == [True, True]
    root = make_portal(
        tmp_path / "b", files | {"columns.yml": PORTAL + ANNUAL + expected + "    since: 2025\n"}
    )
    assert len(missing(root)) == 1


def test_headings_are_known_however_they_are_numbered() -> None:
    for numbering in ("一、", "（一）", "第一部分 ", "1.", "一、 ", ""):
        assert is_part(f"{numbering}总体情况", PARTS[0])
    assert is_part("四、因政府信息公开工作被申请行政复议、提起行政诉讼情况", PARTS[3])
    assert is_part("五、存在的主要问题及改进情况（2025年）", PARTS[4])
    assert not is_part("一、其他情况", PARTS[0])


@pytest.mark.parametrize("names", [("主动公开", "依申请公开"), ("对外发布", "")])
def test_guides_of_the_city_have_their_own_names(names: tuple[str, str], tmp_path: Path) -> None:
    second = f"本机关{names[0]}政府信息情况"
    third = f"本机关{names[1]}政府信息情况" if names[1] else "政府信息公开申请渠道"
    parts = ("本机关持有政府信息基本情况", second, third, "政府信息公开工作机构情况", "其他事项")
    contact = "地址：示例大道1号，工作时间：9:00至17:00，电话和传真：023-00000000，邮箱：a@example.gov.cn。"
    body = "\n\n".join([*(f"## {part}" for part in parts), contact])
    column = COLUMNS.replace("通知公告", "公开指南") + "    kind: page\n    type: 信息公开指南\n"
    files: dict[str, str | bytes] = {
        "columns.yml": PORTAL + column,
        "content/gkzn/index.md": document(body=body),
    }
    assert check(make_portal(tmp_path, files)) == []
