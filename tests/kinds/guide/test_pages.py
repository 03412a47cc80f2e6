"""Office guides: whole small portals in, pages out, and new when they should be."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.helpers import PORTAL, build, document, make_portal
from tests.kinds.laws import assert_change_is_as_fresh, codes_of_a_new_one
from tests.markup import parse_page

DUTIES = "    unit: 区政府办公室\n    owner: 张某\n    cycle: monthly\n"
TREE = PORTAL + f"columns:\n  - name: 办事指南\n    layout: guides\n    description: 指南。\n{DUTIES}"
GUIDE = (
    "\n  item: 取水许可\n  audience: 企业\n  basis: [《水法》第四十八条]\n  conditions: [有取水地点, 有取水设施]"
    "\n  materials:\n    - 取水许可申请书\n    - {name: 取水口位置图, form: 原件, copies: 2, blank: 空表.csv}"
    "\n  where: [政务服务中心一楼]\n  hours: [工作日]\n  phone: [023-00000000]"
    "\n  steps: [申请, {name: 决定, text: 作出决定, limit: 5个工作日}]\n  promised_limit: 10个工作日"
    "\n  fee: [不收费]\n  delivery: 邮寄\n  complaints: ['12345']"
)
START: dict[str, str | bytes] = {
    "columns.yml": TREE,
    "content/bszn/20260301-qs.md": document("取水许可办事指南", guide=GUIDE),
    "content/bszn/空表.csv": "栏,值\n",
}
CHANGES: dict[str, dict[str, str | bytes]] = {
    "element of a guide": {
        "content/bszn/20260301-qs.md": document(
            "取水许可办事指南", guide=GUIDE.replace("10个工作日", "8个工作日")
        )
    },
    "size of a form": {"content/bszn/空表.csv": "栏,值\n甲,乙\n"},
}


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The built portal."""
    return build(make_portal(tmp_path_factory.mktemp("guides"), START))


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


def test_a_guide_that_needs_no_materials_says_so(tmp_path: Path) -> None:
    text = document("告知承诺办事指南", guide="{item: 备案, no_materials: 是}")
    site = build(
        make_portal(
            tmp_path, {"columns.yml": TREE + "limits: {guide_missing: 0}\n", "content/bszn/a.md": text}
        )
    )
    assert "无需提交材料。" in parse_page(site / "bszn/a.html").text


def test_search_holds_what_a_guide_says(site: Path) -> None:
    page = parse_page(site / "bszn/20260301-qs.html")
    assert sum("data-search-extra" in attributes for _, attributes in page.tags) >= 10


@pytest.mark.parametrize("name", CHANGES)
def test_every_change_gives_the_site_of_a_fresh_build(name: str, tmp_path: Path) -> None:
    assert_change_is_as_fresh(tmp_path, START, CHANGES[name])


def test_a_new_document_has_the_keys_of_its_kind(tmp_path: Path) -> None:
    assert codes_of_a_new_one(tmp_path, TREE, "办事指南", "guide") == ["guide-incomplete"]
