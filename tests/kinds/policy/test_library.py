"""The library of normative documents: what holds today stands apart from what does not, and can be downloaded."""

from __future__ import annotations

import io
import json
import shutil
import zipfile
from pathlib import Path

import docx
import pytest
from hypothesis import given
from hypothesis import strategies as st

from generator.render.text.nodes import read_nodes
from generator.render.word.table import table_cells
from tests.helpers import PORTAL, build, contents, document, make_portal, run
from tests.markup import parse_page

DUTY = "    unit: 区司法局\n    owner: 陈某\n    cycle: yearly\n"
TREE = (
    PORTAL
    + "columns:\n  - name: 文件库\n    kind: group\n    description: 规范性文件。\n    layout: normative-library\n"
    + DUTY
    + "    children:\n"
    "      - {name: 现行有效, slug: yx, layout: normative-library, description: 有效的。}\n"
    "      - {name: 失效/废止, slug: sx, layout: normative-invalid, description: 失效的。}\n"
    "  - name: 部门文件\n    layout: normative-library\n    description: 部门的。\n" + DUTY
)
TEXT = (
    "各镇人民政府：\n\n## 一、范围\n\n适用于**全区**。\n\n1. 第一项；\n2. 第二项。\n\n"
    "| 项目 | 标准 |\n| --- | --- |\n| 甲 | 10元 |\n\n示例区人民政府\n\n2024年9月5日\n"
)
NEW = document(
    title="停车办法", body=TEXT, doc_no="示例府规〔2024〕2号", signed="2024-09-05", published="2024-09-05 09:00",
    validity="有效", effective="2024-10-01", expires="2026-12-31",
)  # fmt: skip
FILES: dict[str, str | bytes] = {
    "columns.yml": TREE,
    "content/wjk/yx/20240905-tc.md": NEW,
    "content/wjk/yx/20200101-tc.md": document(
        title="旧停车办法", validity="废止", doc_no="示例府规〔2020〕1号", replaced_by="wjk/yx/20240905-tc.md"
    ),
    "content/wjk/yx/20261101-sd.md": document(title="湿地办法", validity="有效", effective="2027-01-01"),
    "content/bmwj/20250101-a.md": document(
        title="补助办法",
        signed="2025-01-02",
        doc_no="示例民规〔2025〕1号",
        history="[{date: 2025-08-08, act: 修订, by: 示例民规〔2025〕9号}]",
    ),
}
PAGE = "site/wjk/yx/20240905-tc.html"
DOWNLOAD = "site/wjk/yx/20240905-tc.docx"


def built(folder: Path, day: str) -> Path:
    """Build the library as it stands on a day; return the portal's root."""
    root = make_portal(folder / "portal", FILES)
    outcome = run("build", "--root", root, "--as-of", day)
    assert outcome.code == 0, outcome.out
    return root


@pytest.mark.parametrize(("day", "ended"), [("2026-12-31", False), ("2027-01-01", True)])
def test_a_document_moves_when_it_expires(day: str, ended: bool, tmp_path: Path) -> None:
    root = built(tmp_path, day)
    valid, invalid = (parse_page(root / f"site/wjk/{part}/index.html").text for part in ("yx", "sx"))
    assert ("示例府规〔2024〕2号" in invalid) is ended
    assert ("示例府规〔2024〕2号" in valid) is not ended
    page = parse_page(root / PAGE)
    assert ("已失效" in page.text) is ended
    assert ("有效期至2026年12月31日），仅供查阅" in page.text) is ended
    assert (root / DOWNLOAD).is_file()


def test_old_and_new_document_lead_to_each_other(tmp_path: Path) -> None:
    root = built(tmp_path, "2026-11-20")
    old, new = parse_page(root / "site/wjk/yx/20200101-tc.html"), parse_page(root / PAGE)
    assert "已废止" in old.text
    assert any(href.endswith("20240905-tc.html") for href in old.values("href"))
    assert any(href.endswith("20200101-tc.html") for href in new.values("href"))


def test_the_note_under_the_title_and_what_is_not_yet_in_force(tmp_path: Path) -> None:
    root = built(tmp_path, "2026-11-20")
    assert (
        "（2024年9月5日以示例府规〔2024〕2号公布 自2024年10月1日起施行 有效期至2026年12月31日）"
        in parse_page(root / PAGE).text
    )
    revised = parse_page(root / "site/bmwj/20250101-a.html").text
    assert "（2025年1月2日以示例民规〔2025〕1号公布 根据2025年8月8日示例民规〔2025〕9号修订）" in revised
    assert "尚未施行，自2027年1月1日起施行" in parse_page(root / "site/wjk/yx/20261101-sd.html").text
    assert "尚未施行" in parse_page(root / "site/wjk/yx/index.html").text
    assert (root / "site/bmwj/_invalid.html").is_file()


def test_every_day_gives_the_site_of_a_fresh_build(tmp_path: Path) -> None:
    root = built(tmp_path, "2026-12-31")
    for number, day in enumerate(("2027-01-01", "2026-12-30", "2026-10-31")):
        assert run("build", "--root", root, "--as-of", day).code == 0
        fresh = tmp_path / f"fresh-{number}"
        shutil.copytree(root, fresh, ignore=shutil.ignore_patterns("site", ".cache"))
        assert run("build", "--root", fresh, "--as-of", day).code == 0
        assert contents(root / "site") == contents(fresh / "site"), day


def test_an_edit_redraws_what_shows_it(tmp_path: Path) -> None:
    root = built(tmp_path, "2026-11-20")
    edits = {
        "content/wjk/yx/20240905-tc.md": NEW.replace("停车办法", "停放办法").replace("10元", "20元"),
        "content/wjk/yx/20200101-tc.md": document(title="旧停车办法", validity="失效"),
        "columns.yml": TREE.replace(
            "    layout: normative-library\n    description: 部门的", "    description: 部门的"
        ),
    }
    for number, (name, text) in enumerate(edits.items()):
        (root / name).write_text(text, encoding="utf-8")
        build(root)
        fresh = tmp_path / f"fresh-{number}"
        shutil.copytree(root, fresh, ignore=shutil.ignore_patterns("site", ".cache"))
        assert contents(root / "site") == contents(build(fresh)), name
    assert not (root / "site/bmwj/20250101-a.docx").exists()


def test_the_word_file_holds_the_text_in_the_look_of_official_documents(tmp_path: Path) -> None:
    root = built(tmp_path, "2026-11-20")
    raw = (root / DOWNLOAD).read_bytes()
    file = docx.Document(io.BytesIO(raw))
    lines = [paragraph.text for paragraph in file.paragraphs]
    for line in (
        "停车办法",
        "各镇人民政府：",
        "一、范围",
        "适用于全区。",
        "1. 第一项；",
        "2. 第二项。",
        "示例区人民政府",
    ):
        assert line in lines, lines
    assert [cell.text for row in file.tables[0].rows for cell in row.cells] == ["项目", "标准", "甲", "10元"]
    title, body = file.paragraphs[0], file.paragraphs[lines.index("适用于全区。")]
    assert title.style is not None
    assert title.style.name == "Title"
    assert "方正小标宋简体" in title.style.element.xml
    assert 'w:firstLineChars="200"' in body._p.xml
    assert file.core_properties.title == "停车办法"
    with zipfile.ZipFile(io.BytesIO(raw)) as archive:
        assert {entry.date_time[:3] for entry in archive.infolist()} == {(1980, 1, 1)}


@given(st.lists(st.lists(st.tuples(st.integers(1, 4), st.integers(1, 4)), max_size=4), max_size=5))
def test_cells_of_a_table_never_share_a_place(spans: list[list[tuple[int, int]]]) -> None:
    rows = (
        "".join(f'<td rowspan="{down}" colspan="{across}">甲</td>' for down, across in row) for row in spans
    )
    html = "<table>" + "".join(f"<tr>{row}</tr>" for row in rows) + "</table>"
    table = read_nodes(html).children[0]
    assert not isinstance(table, str)
    places = [
        (cell.row + y, cell.column + x)
        for cell in table_cells(table)
        for y in range(cell.down)
        for x in range(cell.across)
    ]
    assert len(places) == len(set(places))
    assert all(row < len(spans) for row, _ in places)


MANY = 205  # pages of a hundred


def many(number: int) -> dict[str, str | bytes]:
    """Return so many documents of a library of one column, three in four of which hold."""
    return {
        f"content/bmwj/{2020 + each % 3}0101-{each:03}.md": document(
            title=f"办法{each:03}", signed=f"{2020 + each % 3}-01-01", validity="有效" if each % 4 else "废止"
        )
        for each in range(number)
    }


def test_a_long_library_is_paged_and_parted_by_year(tmp_path: Path) -> None:
    root = make_portal(tmp_path / "portal", {"columns.yml": TREE, **many(MANY)})
    site = build(root)
    told: dict[str, list[str]] = {}
    for path in sorted((site / "bmwj").glob("*.html")):
        if path.name == "index.html" or path.name.startswith("_"):
            told[path.name] = [title for title in parse_page(path).text.split() if title.startswith("办法")]
    valid = sorted(f"办法{each:03}" for each in range(MANY) if each % 4)
    ended = sorted(f"办法{each:03}" for each in range(MANY) if not each % 4)
    assert sorted(told["index.html"] + told["_2.html"]) == valid
    assert len(told["index.html"]) == 100
    assert sorted(told["_invalid.html"]) == ended
    by_year = [f"{2020 + rest}" for rest in range(3)]
    assert sorted(title for year in by_year for title in told[f"_{year}.html"]) == valid
    assert sorted(title for year in by_year for title in told[f"_invalid_{year}.html"]) == ended
    assert told.keys() == {
        "index.html",
        "_2.html",
        "_invalid.html",
        *(f"_{view}{year}.html" for view in ("", "invalid_") for year in by_year),
    }
    first, second = (parse_page(site / "bmwj" / name) for name in ("index.html", "_2.html"))
    assert {"_2.html", "_invalid.html", "_2021.html"} <= set(first.values("href"))
    assert "共153件，第2页，共2页" in second.text
    assert ">101</td>" in (site / "bmwj/_2.html").read_text(encoding="utf-8")


def test_only_the_pages_that_show_a_document_are_drawn_again(tmp_path: Path) -> None:
    files: dict[str, str | bytes] = {"columns.yml": TREE, **many(MANY)}
    root = make_portal(tmp_path / "portal", files)
    site = build(root)
    before = contents(site)
    name = "content/bmwj/20200101-201.md"
    assert name in files
    (root / name).write_text(str(files[name]).replace("办法201", "规定201"), encoding="utf-8")
    assert run("build", "--root", root, "--stats", tmp_path / "stats.json").code == 0
    changed = {path for path, text in contents(site).items() if before.get(path) != text}
    pages = {path for path in changed if path.startswith("bmwj/_") or path == "bmwj/index.html"}
    assert len(pages) == 2  # of all years, and of its own
    stats = json.loads((tmp_path / "stats.json").read_text(encoding="utf-8"))
    assert stats["rendered"] < 12
    fresh = tmp_path / "fresh"
    shutil.copytree(root, fresh, ignore=shutil.ignore_patterns("site", ".cache"))
    assert contents(site) == contents(build(fresh))
