"""Registers from the table that an editor saves to the page, the downloads and the search index."""

from __future__ import annotations

import csv
import io
import json
import re
import shutil
from datetime import date
from pathlib import Path

from generator.load.portal import load_portal
from generator.render.site.records import register_records
from generator.render.site.shelf import make_shelf
from tests.helpers import (
    CALM,
    MARKS,
    build,
    check,
    codes,
    contents,
    document,
    make_portal,
    run,
)
from tests.render.registers.conftest import FORMAT, START, TABLE, TREE


def site_on(root: Path, day: str) -> Path:
    """Build as of a day."""
    outcome = run("build", "--root", root, "--as-of", day)
    assert outcome.code == 0, outcome.out
    return root / "site"


def test_a_page_shows_the_fields_as_their_format_says(root: Path) -> None:
    page = (build(root) / "sx/index.html").read_text(encoding="utf-8")
    assert '<th scope="colgroup"' not in page  # the kind stands over the groups, so 事项 spans one column
    assert re.findall(r"<h3[^>]*>(.*?)</h3>", page) == ["教育", "养老"]
    assert re.search(r'<th scope="row"><a href="#(r-[0-9a-f]{12})">甲事项</a></th>', page)
    assert '<a href="../tzgg/a.html">关于甲事项的通知</a>' in page
    assert '<a href="../sx/%E7%94%B3%E8%AF%B7%E8%A1%A8.pdf">申请表.pdf</a>' in page
    assert '<a href="https://www.example.gov.cn/?a=1&amp;b=2">' in page
    assert "先说结论&lt;b&gt;" in page
    assert "关于乙事项的通知" not in page
    assert "（文件尚未公开）" in page
    assert "<details><summary>详情</summary>" in page


def test_what_is_hidden_is_nowhere(root: Path) -> None:
    site = build(root)
    for path in site.rglob("*"):
        if path.is_file():
            raw = path.read_bytes()
            assert b"023-11112222" not in raw, path
            assert "内部电话".encode() not in raw, path
    assert sorted(path.name for path in (site / "sx").iterdir()) == [
        "index.html",
        "事项.csv",
        "事项.json",
        "事项.xlsx",
        "申请表.pdf",
    ]


def test_downloads_hold_the_shown_rows(root: Path) -> None:
    site = build(root)
    rows = list(csv.reader(io.StringIO((site / "sx/事项.csv").read_bytes().decode("utf-8-sig"))))
    assert rows[0] == ["序号", "名称", "类别", "说明", "依据", "表单", "网址", "截止期", "本条网址"]
    assert [row[1] for row in rows[1:]] == ["甲事项", "丙事项", "乙事项"]
    assert rows[2][3] == "'=1+2"
    assert rows[1][4] == "关于甲事项的通知 https://www.example.gov.cn/tzgg/a.html"
    objects = json.loads((site / "sx/事项.json").read_text(encoding="utf-8"))
    assert objects[1]["说明"] == "=1+2"
    assert len(objects) == 3


MANY = "".join(f"{n},事项{n},教育,,,,,,\n" for n in range(1, 602))
CHANGES: dict[str, dict[str, str | bytes]] = {
    "a row above the others": {"content/sx/事项.csv": TABLE.replace("1,甲", "0,新事项,教育,,,,,,\n1,甲")},
    "rows for a second page": {"content/sx/事项.csv": TABLE + MANY},
    "rows on that page change their order": {
        "content/sx/事项.csv": TABLE + "".join(MANY.splitlines(keepends=True)[::-1])
    },
    "a cell": {"content/sx/事项.csv": TABLE.replace("丙事项", "丁事项")},
    "a hidden column that is shown now": {
        "registers/permits2.yml": FORMAT.replace("show: hidden", "show: detail")
    },
    "title of a document that a cell names": {"content/tzgg/a.md": document("关于甲事项的新通知")},
    "a document is published": {"content/tzgg/b.md": document("关于乙事项的通知")},
    "bytes of a form": {"content/sx/申请表.pdf": b"%PDF-1.4\n%new\n"},
    "address of the site": {"mkdocs.yml": MARKS.replace("gov.cn/", "gov.cn/zw/")},
    "back to the beginning": {**START, "mkdocs.yml": MARKS},
}


def fresh(root: Path, folder: Path, day: str) -> dict[str, str]:
    """Return what the site holds that a first build of the portal gives."""
    shutil.copytree(root, folder, ignore=shutil.ignore_patterns("site", ".cache"))
    found = contents(site_on(folder, day))
    shutil.rmtree(folder)
    return found


def test_every_change_gives_the_site_of_a_fresh_build(root: Path, tmp_path: Path) -> None:
    before = contents(build(root))
    for name, files in CHANGES.items():
        make_portal(
            root, {**{key: (root / key).read_bytes() for key in ("columns.yml", "mkdocs.yml")}, **files}
        )
        now = contents(build(root))
        assert now == fresh(root, tmp_path / "fresh", "2026-11-20"), name
        assert now != before, name
        before = now


def test_rows_go_with_the_day_and_no_page_stays_behind(root: Path, tmp_path: Path) -> None:
    build(root)
    site = site_on(root, "2026-11-26")
    assert contents(site) == fresh(root, tmp_path / "fresh", "2026-11-26")
    for name in ("index.html", "事项.csv", "事项.json"):
        assert "乙事项" not in (site / "sx" / name).read_text(encoding="utf-8")


def test_a_long_register_is_paged_and_its_rows_are_found_one_by_one(tmp_path: Path) -> None:
    rows = "".join(f"{n},事项{n},{'教育' if n < 600 else '养老'},,,,,,\n" for n in range(1, 1102))
    root = make_portal(
        tmp_path, {**START, "content/sx/事项.csv": "\n".join(TABLE.split("\n")[:2]) + "\n" + rows}
    )
    site = build(root)
    pages = [
        (site / "sx" / name).read_text(encoding="utf-8") for name in ("index.html", "_2.html", "_3.html")
    ]
    assert [page.count('<th scope="row">') for page in pages] == [500, 500, 101]
    assert 'href="_2.html#g600"' in pages[0]
    assert 'id="g600"' in pages[1]
    assert "，本页第501至1000条</span>" in pages[1]
    where = json.loads((site / "sx/_rows.json").read_text(encoding="utf-8"))
    for page, told in zip(pages, where["pages"], strict=True):
        held = [anchor[: where["size"]] for anchor in re.findall(r'<tbody id="r-(\w+)', page)]
        assert "".join(held) == told
    found = json.loads((site / "pagefind/shards.json").read_text(encoding="utf-8"))
    assert sum(shard["documents"] for shard in found["shards"]) == 1 + 1 + 1101


def test_the_table_of_a_register_is_no_attachment(root: Path) -> None:
    make_portal(
        root, {**START, "content/tzgg/a.md": document("关于甲事项的通知", attachments="[/sx/事项.csv]")}
    )
    assert "file-unpublishable" in codes(check(root))


def test_a_register_of_dated_rows_is_overdue_like_any_column(root: Path) -> None:
    tree = TREE + CALM.replace("yearly_days: 0, inspect", "yearly_days: 400, inspect")
    dated = FORMAT.replace("rules:\n  - {kind: take-down, date: until}\n", "date: until\n")
    old = TABLE.replace("2026-12-01", "2025-08-01").replace("2026-11-25", "2025-09-01")
    make_portal(
        root, {**START, "registers/permits2.yml": dated, "content/sx/事项.csv": old, "columns.yml": tree}
    )
    found = [each["message"] for each in check(root) if each["code"] == "column-overdue"]
    assert len(found) == 1
    assert "2025-09-01" in found[0]


def test_what_a_register_withdraws_keeps_its_address_and_hides_its_number(tmp_path: Path) -> None:
    rules = "  - {kind: withdrawn, state: kind, value: 已撤回, reason: note}\n  - {kind: unique, fields: [number]}\n"
    schema = FORMAT.replace("type: integer", "type: text").replace("label: 序号", "label: 文号") + rules
    files = {**START, "registers/permits2.yml": schema.replace("group: kind\n", "")}
    table = TABLE.replace("序号", "文号").replace("1,甲事项", "监罚7号,甲事项")
    first = build(make_portal(tmp_path / "a", {**files, "content/sx/事项.csv": table}))
    gone = table.replace("甲事项,教育,先说结论<b>", "甲事项,已撤回,依法撤销")
    second = build(make_portal(tmp_path / "b", {**files, "content/sx/事项.csv": gone}))
    pages = [(site / "sx/index.html").read_text(encoding="utf-8") for site in (first, second)]
    anchors = [re.findall(r'<th scope="row"><a href="#(r-\w+)">甲事项', page) for page in pages]
    assert len(anchors[0]) == 1
    assert anchors[0] == anchors[1]
    assert "监罚7号" in pages[0]
    assert "监罚7号" not in pages[1]
    assert "已撤回。理由：依法撤销" in pages[1]


def test_numbers_and_days_are_known_without_a_format_and_columns_have_widths(tmp_path: Path) -> None:
    tree = TREE.replace("    schema: permits2\n", "")
    table = f"序号,名称,金额,年度,日期,说明\n1,甲,1200.5,2026,2026-03-02,{'长' * 90}\n2,乙,8%,2025,2026年3月2日,—\n"
    root = make_portal(tmp_path, {**START, "columns.yml": tree, "content/sx/事项.csv": table})
    page = (build(root) / "sx/index.html").read_text(encoding="utf-8")
    found = re.findall(r'<th scope="col" class="([^"]+)"[^>]*>([^<]+)</th>', page)
    heads = {label: names for names, label in found}
    kinds = {label: "gk-number" in names for label, names in heads.items()}
    assert kinds == {"序号": True, "名称": False, "金额": True, "年度": False, "日期": False, "说明": False}
    width = {label: int(re.findall(r"gk-w(\d+)", names)[0]) for label, names in heads.items()}
    assert width["说明"] > width["日期"] > width["名称"]
    style = (Path(__file__).parents[3] / "theme/assets/register.css").read_text(encoding="utf-8")
    for names in heads.values():
        for name in names.split():
            assert re.search(rf"\.{name}\b", style), name
    assert '<td class="gk-short" data-label="日期">2026-03-02</td>' in page
    assert '<td class="gk-none" data-label="说明">—</td>' in page
    assert '<td class="gk-serial" data-label="序号">1</td>' in page
    assert re.search(r'<th scope="row"><a href="#r-\w+">甲</a></th>', page)


def test_a_document_as_the_name_of_a_row_is_found_by_its_title_and_a_draft_not_at_all(root: Path) -> None:
    (root / "registers/permits2.yml").write_text(FORMAT.replace("row_title: name", "row_title: policy"))
    portal = load_portal(root, date(2026, 11, 20)).portal
    assert portal
    shelf = make_shelf(portal)
    records = list(register_records(portal.registers[0], shelf.columns["sx"], shelf))
    assert [record.title for record in records] == ["事项", "关于甲事项的通知", "丙事项", "（文件尚未公开）"]
    assert "tzgg" not in repr(records)


HOSTILE_NAMES = (
    "/",
    "a/b?c#d",
    "😀👨‍👩‍👧",
    "<script>alert(1)</script>",
    "\"&'",
    "长" * 300,
    "..",
    "r-000000000000",
)


def test_hostile_names_have_plain_addresses(tmp_path: Path) -> None:
    tree = TREE.replace("    schema: permits2\n", "")
    out = io.StringIO()
    csv.writer(out).writerows([("名称", "编号"), *((name, name) for name in HOSTILE_NAMES)])
    site = build(make_portal(tmp_path, {**START, "columns.yml": tree, "content/sx/事项.csv": out.getvalue()}))
    page = (site / "sx/index.html").read_text(encoding="utf-8")
    ids = re.findall(r'<tbody id="([^"]*)">', page)
    assert len(set(ids)) == len(HOSTILE_NAMES)
    assert all(re.fullmatch("r-[0-9a-f]{12}", each) for each in ids)
    assert "<script>alert" not in page
