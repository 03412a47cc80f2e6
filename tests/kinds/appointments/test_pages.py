"""Appointments: whole small portals in, pages out, and new when they should be."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from tests.helpers import AS_OF, PORTAL, build, check, codes, document, make_portal, run
from tests.kinds.laws import assert_change_is_as_fresh
from tests.markup import parse_page

DUTIES = "    unit: 区政府办公室\n    owner: 张某\n    cycle: monthly\n"
TREE = PORTAL + f"columns:\n  - name: 人事任免\n    layout: appointments\n    description: 任免。\n{DUTIES}"
TREE += f"  - name: 机构设置\n    home: offices\n    description: 机构。\n{DUTIES}"
OFFICE = "jgsz/jw.md"
BOTH = (
    "\n  date: 2026-03-02\n  people:\n"
    f"    - {{person: 张某, post: 区教委副主任, decision: 任命, unit: 区教委, office: {OFFICE}, note: 试用期一年}}\n"
    "    - {person: 李某, post: 区民政局局长, decision: 免去, unit: 区民政局}"
)
NOTICE = "{until: 2026-02-20, people: [{person: 王某, post: 区教委主任, decision: 任前公示, unit: 区教委}]}"
OLDER = "{date: 2025-10-17, people: [{person: 赵某, post: 区教委主任, decision: 提名, unit: 区教委}]}"
START: dict[str, str | bytes] = {
    "columns.yml": TREE,
    f"content/{OFFICE}": document("区教育委员会"),
    "content/rsrm/a.md": document("关于张某等同志任免职的通知", appointments=BOTH),
    "content/rsrm/b.md": document("任前公示", published="2026-02-13 09:30", appointments=NOTICE),
    "content/rsrm/c.md": document("关于提名赵某的通知", published="2025-10-20", appointments=OLDER),
}
CHANGES: dict[str, dict[str, str | bytes]] = {
    "post": {
        "content/rsrm/a.md": document(
            "关于张某等同志任免职的通知", appointments=BOTH.replace("副主任", "主任")
        )
    },
    "last unit but one": {
        "content/rsrm/a.md": document(
            "关于张某等同志任免职的通知", appointments=BOTH.replace("区民政局}", "区教委}")
        )
    },
    "title that the page of an office shows": {
        "content/rsrm/a.md": document("改了名的通知", appointments=BOTH)
    },
    "office no longer named": {
        "content/rsrm/a.md": document(
            "关于张某等同志任免职的通知", appointments=BOTH.replace(f" office: {OFFICE},", "")
        )
    },
}


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The built portal."""
    return build(make_portal(tmp_path_factory.mktemp("appointments"), START))


def people(page: Path) -> list[str]:
    """Return the persons that a page of the column lists, in their order."""
    return re.findall(r'<th scope="row">(\w+)</th>', page.read_text(encoding="utf-8"))


def test_people_are_listed_by_year_newest_first(site: Path) -> None:
    listed = parse_page(site / "rsrm/index.html")
    assert people(site / "rsrm/index.html") == ["张某", "李某", "王某", "赵某"]
    assert listed.text.index("2026年") < listed.text.index("2025年")
    for text in ("区教委副主任", "试用期一年", "免去", "2026-03-02", "公示至", "2026-02-20", "共4项任免"):
        assert text in listed.text
    assert {"a.html", "b.html", "c.html"} <= {href.rpartition("/")[2] for href in listed.values("href")}


def test_each_unit_has_a_page_of_its_own(site: Path) -> None:
    pages = {tuple(people(page)) for page in (site / "rsrm").glob("_unit-*.html")}
    assert pages == {("张某", "王某", "赵某"), ("李某",)}
    listed = parse_page(site / "rsrm/index.html")
    units = [href for href in listed.values("href") if href.startswith("_unit-")]
    assert len(units) == len(pages)
    assert all((site / "rsrm" / unit).is_file() for unit in units)


def test_one_unit_alone_is_not_sifted(tmp_path: Path) -> None:
    files = {name: text for name, text in START.items() if name != "content/rsrm/a.md"}
    column = build(make_portal(tmp_path, files)) / "rsrm"
    assert not list(column.glob("_unit-*"))
    assert "按任职单位查看" not in (column / "index.html").read_text(encoding="utf-8")


def test_an_office_shows_who_was_appointed_there_and_is_led_to(site: Path) -> None:
    office = parse_page(site / "jgsz/jw.html")
    assert "关于张某等同志任免职的通知" in office.text
    assert any(href.endswith("rsrm/a.html") for href in office.values("href"))
    stated = parse_page(site / "rsrm/a.html")
    assert any(href.endswith("jgsz/jw.html") for href in stated.values("href"))


def test_an_office_shows_the_ten_newest(tmp_path: Path) -> None:
    files = {
        f"content/rsrm/n{day:02}.md": document(
            f"第{day}号通知", published=f"2026-03-{day:02} 09:30", appointments=BOTH
        )
        for day in range(2, 14)
    }
    page = (build(make_portal(tmp_path, {**START, **files})) / "jgsz/jw.html").read_text(encoding="utf-8")
    found = re.findall(r"第(\d+)号通知", page)
    assert found == [str(day) for day in range(13, 3, -1)]
    assert "只列最近10份" in page


@pytest.mark.parametrize("name", CHANGES)
def test_every_change_gives_the_site_of_a_fresh_build(name: str, tmp_path: Path) -> None:
    assert_change_is_as_fresh(tmp_path, START, CHANGES[name])


def test_what_is_said_of_the_portal_is_sound(tmp_path: Path) -> None:
    assert codes(check(make_portal(tmp_path, START))) == []


def test_a_missing_office_is_told_at_its_line(tmp_path: Path) -> None:
    files = {name: text for name, text in START.items() if name != f"content/{OFFICE}"}
    (found,) = check(make_portal(tmp_path, files))
    assert (found["code"], found["path"], found["line"]) == ("relation-missing", "content/rsrm/a.md", 8)


def test_a_document_of_the_column_without_people_is_told(tmp_path: Path) -> None:
    root = make_portal(tmp_path, {**START, "content/rsrm/d.md": document("说明")})
    assert codes(check(root)) == ["details-missing"]
    assert "说明" in parse_page(build(root) / "rsrm/index.html").text


def test_what_appoints_nobody_is_listed_page_by_page(tmp_path: Path) -> None:
    notices: dict[str, str | bytes] = {
        f"content/rsrm/n{number:02}.md": document(f"第{number}号说明", f"第{number}号说明的正文。")
        for number in range(25)
    }
    column = build(make_portal(tmp_path, {**START, **notices})) / "rsrm"
    pages = [(column / name).read_text(encoding="utf-8") for name in ("index.html", "_2.html")]
    assert [page.count('class="gk-rows__title"') for page in pages] == [20, 5]
    assert not (column / "_3.html").exists()
    assert all("号说明" not in page.read_text(encoding="utf-8") for page in column.glob("_unit-*.html"))


def test_a_new_document_asks_for_a_person_and_a_post(tmp_path: Path) -> None:
    root = make_portal(tmp_path, {"columns.yml": TREE})
    assert run("new", "人事任免", "新的文件", "--root", root, "--as-of", AS_OF).code == 0
    (path,) = (root / "content").rglob("*.md")
    text = path.read_text(encoding="utf-8")
    assert "\nappointments:\n" in text
    path.write_text(re.sub(r"draft: true.*\n", "", text), encoding="utf-8")
    assert run("check", "--fix", "urls", "--root", root, "--as-of", AS_OF).code in (0, 1)
    assert codes(check(root)) == ["appointment-incomplete"]
