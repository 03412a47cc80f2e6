"""Plans: whole small portals in, pages out, and new when they should be."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.helpers import PORTAL, build, document, make_portal
from tests.kinds.laws import assert_change_is_as_fresh, build_over_years, codes_of_a_new_one
from tests.markup import parse_page

DUTIES = "    unit: 区政府办公室\n    owner: 张某\n    cycle: monthly\n"
TREE = PORTAL + "columns:\n  - name: 规划信息\n    layout: plans\n    kind: group\n"
TREE += (
    f"    description: 规划。\n{DUTIES}    children:\n      - name: 专项规划\n        description: 专项。\n"
)
OUTLINE = document(
    "“十四五”纲要", published="2021-03-01", plan="{kind: 国民经济和社会发展规划, period: 2021-2025}"
)
SPECIAL = "{kind: 专项规划, period: 2021-2025, name: 供水规划, parent: ghxx/zxgh/a.md}"
NEXT = "{kind: 专项规划, period: 2026—2030年, name: 新供水规划, follows: ghxx/zxgh/b.md}"
START: dict[str, str | bytes] = {
    "columns.yml": TREE,
    "content/ghxx/zxgh/a.md": OUTLINE,
    "content/ghxx/zxgh/b.md": document("供水专项规划的通知", published="2021-05-01", plan=SPECIAL),
    "content/ghxx/zxgh/c.md": document("新供水专项规划的通知", published="2026-05-01", plan=NEXT),
}
CHANGES: dict[str, dict[str, str | bytes]] = {
    "title of a plan that others name": {
        "content/ghxx/zxgh/b.md": document("改名的规划", published="2021-05-01", plan=SPECIAL)
    },
    "name of a plan that others name": {
        "content/ghxx/zxgh/b.md": document(
            "供水专项规划的通知", published="2021-05-01", plan=SPECIAL.replace("供水规划", "改名的规划")
        )
    },
}


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The built portal."""
    return build(make_portal(tmp_path_factory.mktemp("plans"), START))


def test_plans_stand_in_their_system(site: Path) -> None:
    page = parse_page(site / "ghxx/index.html")
    for text in ("2026—2030年规划体系", "2021—2025年规划体系", "历史规划", "供水规划", "规划一览表"):
        assert text in page.text
    plan = parse_page(site / "ghxx/zxgh/b.html")
    assert {"a.html", "c.html"} <= {href.rpartition("/")[2] for href in plan.values("href")}
    for text in ("上位规划", "下一规划期", "2021—2025年"):
        assert text in plan.text


@pytest.mark.parametrize("name", CHANGES)
def test_every_change_gives_the_site_of_a_fresh_build(name: str, tmp_path: Path) -> None:
    assert_change_is_as_fresh(tmp_path, START, CHANGES[name])


def test_a_new_year_redraws_what_is_past(tmp_path: Path) -> None:
    site = build_over_years(tmp_path, START)
    assert "历史规划" in parse_page(site / "ghxx/zxgh/c.html").text


def test_a_new_document_has_the_keys_of_its_kind(tmp_path: Path) -> None:
    assert codes_of_a_new_one(tmp_path, TREE, "专项规划", "plan") == []
