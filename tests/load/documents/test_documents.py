"""Documents: where they belong, what they refer to, when they appear."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from generator.load.portal import load_portal
from generator.load.yaml.fields import parse_date, parse_datetime
from generator.model.document import Document
from generator.model.portal import Portal
from tests.helpers import COLUMNS, PORTAL, check, codes, document, make_portal

DUTIES = "    unit: 区政府办公室\n    owner: 张某\n    cycle: monthly\n"
TWO_COLUMNS = PORTAL + COLUMNS + "  - name: 政策文件\n    description: 政策文件。\n" + DUTIES
DAY = date(2026, 11, 20)


def load(root: Path, as_of: date = DAY, drafts: bool = False) -> Portal:
    """Load a portal that must be readable."""
    portal = load_portal(root, as_of, drafts).portal
    assert portal
    return portal


def only(root: Path) -> Document:
    """Return the one document of a portal."""
    (found,) = load(root).documents
    return found


def test_folder_gives_the_column_and_the_file_the_address(tmp_path: Path) -> None:
    found = only(make_portal(tmp_path, {"content/tzgg/20260303-ts.md": document()}))
    assert (found.column, found.address) == ("tzgg", "tzgg/20260303-ts.html")


def test_chinese_file_names_become_plain_addresses(tmp_path: Path) -> None:
    root = make_portal(
        tmp_path, {"content/tzgg/停水通知.md": document(), "content/tzgg/停水统治.md": document()}
    )
    addresses = [found.address for found in load(root).documents]
    assert len(set(addresses)) == 2
    assert all(address.startswith("tzgg/tingshuitongzhi-") for address in addresses)


def test_column_key_overrides_the_folder(tmp_path: Path) -> None:
    files = {"columns.yml": TWO_COLUMNS, "content/tzgg/20260303-ts.md": document(column="zcwj")}
    assert only(make_portal(tmp_path, files)).address == "zcwj/20260303-ts.html"


def test_chinese_labels_are_keys(tmp_path: Path) -> None:
    head = (
        "标题: 停水通知\n发布机构: 区水利局\n发布日期: 2026-03-03 09:30\n成文日期: 2026-03-02\n有效性: 有效\n"
    )
    text = f"---\n{head}三审三校:\n  初审: 张某\n  终审: 李某\n草稿: 否\n---\n\n正文。\n"
    root = make_portal(tmp_path, {"content/tzgg/20260303-ts.md": text})
    assert check(root) == []
    found = only(root)
    assert (found.title, found.issuer, found.signed) == ("停水通知", "区水利局", date(2026, 3, 2))
    assert (found.review.first, found.review.third) == ("张某", "李某")


def test_documents_are_newest_first(tmp_path: Path) -> None:
    files: dict[str, str | bytes] = {
        f"content/tzgg/{day}.md": document(title=day, published=f"2026-03-{day} 09:30")
        for day in ("02", "09", "05")
    }
    assert [found.title for found in load(make_portal(tmp_path, files)).documents] == ["09", "05", "02"]


@pytest.mark.parametrize(
    ("as_of", "titles"),
    [(date(2026, 3, 3), []), (date(2026, 3, 4), ["一"]), (date(2026, 3, 6), ["二", "一"])],
)
def test_as_of_decides_what_is_published(as_of: date, titles: list[str], tmp_path: Path) -> None:
    files: dict[str, str | bytes] = {
        "content/tzgg/a.md": document(title="一", published="2026-03-04 23:59"),
        "content/tzgg/b.md": document(title="二", published="2026-03-05 00:00"),
    }
    loaded = load_portal(make_portal(tmp_path, files), as_of)
    assert loaded.portal
    assert [found.title for found in loaded.portal.documents] == titles
    assert len(loaded.hidden) == 2 - len(titles)


def test_drafts_appear_only_when_asked_for(tmp_path: Path) -> None:
    root = make_portal(tmp_path, {"content/tzgg/a.md": document(draft="true")})
    assert not load(root).documents
    assert [found.draft for found in load(root, drafts=True).documents] == [True]


def test_references_are_found_where_the_document_stands(tmp_path: Path) -> None:
    body = "[表](停水区域.xlsx)、[文](../zcwj/20260101-a.md#一)、![图](/tzgg/图%201.png)、[外](https://www.gov.cn/)。"
    files: dict[str, str | bytes] = {
        "columns.yml": TWO_COLUMNS,
        "content/tzgg/20260303-ts.md": document(body=body, attachments="[说明.pdf]"),
        "content/tzgg/停水区域.xlsx": b"x",
        "content/tzgg/说明.pdf": b"12345",
        "content/tzgg/图 1.png": b"x",
        "content/zcwj/20260101-a.md": document(body="## 一"),
    }
    root = make_portal(tmp_path, files)
    assert check(root) == []
    found = next(each for each in load(root).documents if each.column == "tzgg")
    assert [(asset.path, asset.size) for asset in found.attachments] == [("tzgg/说明.pdf", 5)]
    assert {asset.path for asset in found.assets} == {"tzgg/停水区域.xlsx", "tzgg/图 1.png"}
    assert found.links == ("zcwj/20260101-a.md",)


@pytest.mark.parametrize(
    "body",
    [
        "![图](<甲&'乙.png>)",
        "<img src=\"甲&'乙.png\" alt=''>",
        "<img src=\"甲&amp;'乙.png\" alt=''>",
        "<img alt='' src='甲&amp;&#39;乙.png'>",
        '<IMG SRC = "甲&\'乙.png">',
        "![图][一]\n\n[一]: <甲&'乙.png>",
        "[图](甲&'乙.png '标题')",
    ],
)
def test_odd_but_right_references_are_found(body: str, tmp_path: Path) -> None:
    root = make_portal(tmp_path, {"content/tzgg/a.md": document(body=body), "content/tzgg/甲&'乙.png": b"x"})
    assert check(root) == []


@pytest.mark.parametrize(
    "name", ["3#楼公示.pdf", "增长50%.pdf", "说明 1.pdf", "为什么？.pdf", "a%20b.pdf", "（二）.pdf"]
)
def test_attachments_are_file_names_not_addresses(name: str, tmp_path: Path) -> None:
    files: dict[str, str | bytes] = {
        "content/tzgg/a.md": document(attachments=f'["{name}"]'),
        f"content/tzgg/{name}": b"x",
    }
    root = make_portal(tmp_path, files)
    assert check(root) == []
    assert [asset.name for asset in only(root).attachments] == [name]


@pytest.mark.parametrize("name", ["说明 1.pdf", "（二）.pdf", "a(1).pdf"])
def test_file_names_with_blanks_and_brackets_can_be_linked(name: str, tmp_path: Path) -> None:
    root = make_portal(
        tmp_path, {"content/tzgg/a.md": document(body=f"[表](<{name}>)"), f"content/tzgg/{name}": b"x"}
    )
    assert check(root) == []


def test_links_in_code_and_comments_are_not_links(tmp_path: Path) -> None:
    body = "`[甲](没有.md)`\n\n```\n[乙](没有.md)\n```\n\n~~~\n[丙](没有.md)\n~~~\n\n<!-- [丁](没有.md) -->"
    assert check(make_portal(tmp_path, {"content/tzgg/a.md": document(body=body)})) == []


@pytest.mark.parametrize(
    ("body", "code"),
    [
        ("[甲](没有.pdf)", "link-broken"),
        ("![甲](没有.png)", "link-broken"),
        ("[甲]: 没有.pdf\n\n[甲]", "link-broken"),
        ('<img src="没有.png" alt="">', "link-broken"),
        ("[甲](../../../etc/passwd)", "path-outside"),
        ("[甲](..%2f..%2fcolumns.yml)", "path-outside"),
        ("[甲](..\\..\\columns.yml)", "path-outside"),
    ],
)
def test_bad_references_are_findings(body: str, code: str, tmp_path: Path) -> None:
    assert codes(check(make_portal(tmp_path, {"content/tzgg/a.md": document(body=body)}))) == [code]


@pytest.mark.parametrize(
    ("fields", "code"),
    [
        ({"attachments": "[../../columns.yml]"}, "path-outside"),
        ({"video": "没有.mp4"}, "attachment-missing"),
        ({"picture": "没有.png"}, "attachment-missing"),
        ({"interprets": "[tzgg/没有.md]"}, "interprets-missing"),
        ({"validity": "有校"}, "value-invalid"),
        ({"draft": "也许"}, "value-invalid"),
        ({"published": "2026-13-01"}, "date-invalid"),
        ({"published": "昨天"}, "date-invalid"),
        ({"signed": "[2026]"}, "date-invalid"),
        ({"title": "[一, 二]"}, "value-invalid"),
        ({"titel": "一"}, "key-unknown"),
        ({"column": "没有"}, "document-no-column"),
    ],
)
def test_bad_fields_are_findings(fields: dict[str, str], code: str, tmp_path: Path) -> None:
    assert codes(check(make_portal(tmp_path, {"content/tzgg/a.md": document(**fields)}))) == [code]


def test_single_page_columns_hold_one_index(tmp_path: Path) -> None:
    columns = f"{PORTAL}columns:\n  - name: 公开指南\n    kind: page\n    description: 指南。\n{DUTIES}"
    root = make_portal(tmp_path, {"columns.yml": columns, "content/gkzn/index.md": document()})
    assert only(root).address == "gkzn/index.html"
    root = make_portal(root, {"columns.yml": columns, "content/gkzn/20260303-a.md": document()})
    assert codes(check(root)) == ["document-kind"]


def test_lock_files_of_office_programs_are_not_content(tmp_path: Path) -> None:
    files: dict[str, str | bytes] = {
        "content/tzgg/~$表.xlsx": b"x",
        "content/tzgg/.DS_Store": b"x",
        "content/.git/a.md": "x",
    }
    assert check(make_portal(tmp_path, files)) == []


@given(st.dates(date(1949, 10, 1), date(2100, 1, 1)))
def test_dates_read_as_written(day: date) -> None:
    assert parse_date(day.isoformat()) == day
    assert parse_datetime(f"{day} 09:05").date() == day
    assert parse_date(f"{day.year}-{day.month}-{day.day}") == day


@settings(max_examples=60)
@given(st.text(alphabet=st.sampled_from("-:[]{}\"'#&*!|>~, \n\t标题titleisuerpbhd2026"), max_size=80))
def test_any_head_gives_findings_not_exceptions(head: str) -> None:
    # hypothesis runs many examples in one test, so that each needs a folder of its own.
    import tempfile

    with tempfile.TemporaryDirectory() as folder:
        root = make_portal(Path(folder), {"content/tzgg/a.md": f"---\n{head}\n---\n正文。\n"})
        loaded = load_portal(root, DAY)
        assert loaded.portal
        assert loaded.findings or loaded.portal.documents
