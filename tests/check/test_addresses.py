"""No address is taken twice: check and build say so alike, and nothing that is written escapes the rule."""

from __future__ import annotations

import unicodedata
from datetime import date
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from generator.frames.draw import draw_frames
from generator.kinds.policy.model import in_library
from generator.load.portal import load_portal
from generator.model.addresses.made import (
    EXPORTS,
    REPORT_DATA,
    download_address,
    export_address,
    fold,
    own_page,
    report_data_address,
)
from generator.model.portal import Portal
from generator.render.site.plan import plan_inputs, plan_site
from generator.views.listing import list_address
from tests.helpers import AS_OF, COLUMNS, PORTAL, check, document, make_portal, run

FURTHER = (
    "  - {name: 名录, slug: ml, kind: register, description: 名录。, unit: 甲, owner: 乙, cycle: yearly}\n"
    "  - {name: 文件库, slug: wjk, layout: normative-library, description: 文件。, unit: 甲, owner: 乙, cycle: yearly}\n"
)
FORMAT = (
    "id: f\nname: 名录\nbasis: 试验\nrow_title: name\nfields:\n  - {key: name, label: 名称, type: text}\n"
    "  - {key: files, label: 附件, type: assets}\n"
)


def found(root: Path, code: str = "address-duplicate") -> list[tuple[str, str]]:
    """Return place and message of the findings of a code; the build must tell the same, and write nothing."""
    findings = [each for each in check(root) if each["code"] == code]
    outcome = run("build", "--root", root, "--as-of", AS_OF)
    for each in findings if findings and findings[0]["level"] == "error" else ():
        assert outcome.code == 1
        assert f"{each['path']}:{each['line']}:{each['column']}　{each['message']}" in outcome.out
        assert not (root / "site").exists()
    return [(each["path"], each["message"]) for each in findings]


def portal(folder: Path, **files: str) -> Path:
    """Make a portal with a register, a library and the given files of content/."""
    whole: dict[str, str | bytes] = {
        "columns.yml": PORTAL + COLUMNS + FURTHER,
        "content/ml/名录.csv": "名称\n甲\n",
        "content/wjk/g.md": document("办法"),
    }
    return make_portal(folder, whole | {f"content/{name}": text for name, text in files.items()})


@pytest.mark.parametrize(
    ("name", "other"),
    [
        ("wjk/g.docx", "content/wjk/g.md的Word版"),
        ("wjk/G.DOCX", "content/wjk/g.md的Word版"),
        ("ml/名录.json", "名录content/ml/名录.csv"),
        ("ml/名录.JSON", "名录content/ml/名录.csv"),
        ("tzgg/a.html/x.pdf", "content/tzgg/a.md"),
        ("ml/名录.json/x.pdf", "名录content/ml/名录.csv"),
        ("ml", "栏目“ml”"),
        ("robots.txt", "搜索引擎"),
        ("sitemap-2026.xml", "搜索引擎"),
        ("search/x.pdf", "搜索页"),
        ("assets/x.pdf", "样式"),
        ("Pagefind/x.pdf", "搜索索引"),
        ("audit/x.pdf", "审计"),
        ("feeds/x.pdf", "订阅"),
        ("404.html", "出错页"),
        ("index.html", "首页"),
        ("tzgg/index.html", "栏目页面"),
        ("tzgg/_2.html", "栏目页面"),
    ],
)
def test_no_file_takes_an_address_of_the_site(name: str, other: str, tmp_path: Path) -> None:
    if name == "ml":
        root = make_portal(tmp_path, {"columns.yml": PORTAL + COLUMNS + FURTHER, "content/ml": "x"})
        make_portal(
            root,
            {"columns.yml": PORTAL + COLUMNS + FURTHER, "content/tzgg/a.md": document(attachments="[/ml]")},
        )
    else:
        root = portal(tmp_path, **{"tzgg/a.md": document(attachments=f"['/{name}']"), name: "x"})
    ((path, message),) = found(root)
    assert path == "content/tzgg/a.md"
    assert f"content/{name}" in message
    assert other in message


def test_no_file_that_a_cell_names_takes_an_address(tmp_path: Path) -> None:
    files = {
        "registers/f.yml": FORMAT,
        "content/ml/名录.csv": "名称,附件\n甲,名录.json\n",
        "content/ml/名录.json": "x",
    }
    columns = PORTAL + COLUMNS + FURTHER.replace("kind: register,", "kind: register, schema: f,")
    root = make_portal(tmp_path, {"columns.yml": columns, **files})
    ((path, message),) = found(root)
    assert path == "content/ml/名录.csv"
    assert "名录.json" in message


NFD = unicodedata.normalize("NFD", "é表")


@pytest.mark.parametrize(
    ("first", "second"),
    [
        ("tzgg/F.txt", "tzgg/f.txt"),
        ("tzgg/Abc.md", "tzgg/abc.md"),
        ("tzgg/é表.pdf", f"tzgg/{NFD}.pdf"),
        ("tzgg/a.pdf", "tzgg/a.pdf."),
        ("tzgg/图 /a.pdf", "tzgg/图/a.pdf"),
        ("ml/甲.csv", "ml/甲.CSV"),
        ("ml/甲.csv", "ml/甲.xlsx"),
        ("ml/Ab.csv", "ml/aB.xlsx"),
    ],
)
def test_two_names_of_one_file_are_told_with_both(first: str, second: str, tmp_path: Path) -> None:
    texts = {name: document(name) if name.endswith(".md") else "名称\n甲\n" for name in (first, second)}
    messages = [message for _, message in found(portal(tmp_path, **texts))]
    assert any(Path(first).name in message and Path(second).name in message for message in messages)


@pytest.mark.parametrize(
    "name",
    [
        "tzgg/aux.txt",
        "tzgg/CON/a.pdf",
        "tzgg/a?.pdf",
        "tzgg/a:b.pdf",
        "tzgg/a.pdf ",
        "tzgg/a.",
        f"tzgg/{'长/' * 101}a.pdf",
    ],
)
def test_names_that_windows_refuses_are_told(name: str, tmp_path: Path) -> None:
    assert [path for path, _ in found(portal(tmp_path, **{name: "x"}), "file-name-windows")] == [
        f"content/{name}"
    ]


def test_a_column_named_as_a_device_is_told(tmp_path: Path) -> None:
    root = make_portal(tmp_path, {"columns.yml": PORTAL + COLUMNS + "    slug: con\n"})
    assert found(root, "file-name-windows")[0][0] == "columns.yml"


@given(st.text(st.characters(codec="utf-8", exclude_characters="\x00"), max_size=20))
def test_folding_is_settled_and_sees_case_and_form(path: str) -> None:
    assert fold(fold(path)) == fold(path)
    assert fold(unicodedata.normalize("NFD", path)) == fold(unicodedata.normalize("NFC", path))


def test_a_page_is_never_taken_for_a_year(sample_root: Path) -> None:
    loaded = load_portal(sample_root, date.fromisoformat(AS_OF))
    assert loaded.portal
    column = loaded.portal.columns[0]
    pages = {list_address(column, None, number) for number in range(1, 9999)}
    years = {list_address(column, year, number) for year in range(1000, 3000) for number in (1, 2, 3)}
    assert len(pages) == 9998
    assert not pages & years


def unclaimed(portal: Portal, files: set[str]) -> set[str]:
    """Return the files of a plan whose addresses the rule on addresses does not know of."""
    columns = {column.address for column in portal.walk()}
    known = {document.address for document in portal.documents}
    known |= {
        download_address(each)
        for c in portal.walk()
        if in_library(c)
        for each in portal.lookups.own(c.address)
    }
    known |= {export_address(register, suffix) for register in portal.registers for suffix in EXPORTS}
    known |= {
        report_data_address(each.address, suffix) for each in portal.documents for suffix in REPORT_DATA
    }
    return {name for name in files - known if not own_page(name, columns)}


def test_whatever_is_written_has_an_address_that_the_rule_knows(sample_root: Path, tmp_path: Path) -> None:
    for root in (sample_root, portal(tmp_path, **{"tzgg/a.md": document()})):
        loaded = load_portal(root, date.fromisoformat(AS_OF))
        assert loaded.portal
        plan = plan_site(plan_inputs(loaded.portal), root, draw_frames(loaded.portal, root, root / ".cache"))
        assert unclaimed(loaded.portal, set(plan.files)) == set(plan.assets)
