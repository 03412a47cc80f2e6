"""urls.lock: recorded columns keep their addresses, whatever is added and however a dictionary reads."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from generator.load.columns.columns import build_tree
from generator.load.columns.url_lock import check_lock, lock_text, parse_lock
from generator.load.portal import load_portal
from generator.load.reread import reread_document
from generator.load.source.text import Source
from generator.load.yaml.marked import parse_marked
from generator.model.addresses import slug as slugs
from generator.model.addresses.url_lock import UrlLock
from generator.model.column import Column
from generator.model.finding import Finding
from tests.helpers import AS_OF, COLUMNS, PORTAL, calm, check, codes, document, make_portal, run

# Few names, of which many share their initials or even their full pinyin.
NAMES = ("政策解读", "政策解答", "注册建档", "征收拆迁", "正策结毒", "重庆", "办事指南", "A>B")
Tree = dict[str, "Tree"]
TREES: st.SearchStrategy[Tree] = st.recursive(
    st.just({}), lambda below: st.dictionaries(st.sampled_from(NAMES), below, max_size=4), max_leaves=10
).filter(bool)


def yaml_of(tree: Tree, indent: str = "  ") -> str:
    """Return columns as YAML."""
    text = ""
    for name, below in tree.items():
        text += f"{indent}- name: {name}\n{indent}  description: 说明。\n"
        text += f"{indent}  children:\n{yaml_of(below, indent + '    ')}" if below else ""
    return text


def columns_of(text: str, lock: UrlLock | None = None) -> tuple[list[Column], list[Finding]]:
    """Return all columns of a text with the findings."""
    findings: list[Finding] = []
    tree = build_tree(parse_marked(PORTAL + "columns:\n" + text, "columns.yml"), findings, lock)
    assert tree
    return [column for top in tree.columns for column in top.walk()], findings


def parse(text: str) -> tuple[UrlLock, list[Finding]]:
    """Read a lock."""
    findings: list[Finding] = []
    return parse_lock(Source("urls.lock", text, text.encode()), findings), findings


def with_more(tree: Tree, more: Tree) -> Tree:
    """Return a tree with further columns put before those it has, on every level."""
    merged = {name: below for name, below in more.items() if name not in tree}
    return merged | {name: with_more(below, more.get(name, {})) for name, below in tree.items()}


def misread(name: str) -> str:
    """Read every name alike, as no dictionary does."""
    return "zcjd" if name else ""


@given(TREES, TREES)
@settings(max_examples=150)
def test_what_is_recorded_stays(tree: Tree, more: Tree) -> None:
    before, findings = columns_of(yaml_of(tree))
    if findings:
        return  # two names that even full pinyin cannot tell apart: no such tree is ever published
    text = lock_text(UrlLock(), before)
    lock, faults = parse(text)
    assert not faults
    assert lock_text(lock, before) == text
    assert list(check_lock(lock, before)) == []
    for dictionary in (slugs.initials, misread):
        with pytest.MonkeyPatch.context() as patch:
            patch.setattr(slugs, "initials", dictionary)
            patch.setattr(
                slugs, "full_pinyin", slugs.full_pinyin if dictionary is slugs.initials else misread
            )
            after, _ = columns_of(yaml_of(with_more(tree, more)), lock)
        addresses = {column.path: column.address for column in after}
        assert {column.path: addresses[column.path] for column in before} == {
            column.path: column.address for column in before
        }


@given(st.text(st.sampled_from("ab./ \t\n>#<=\\-甲乙\u2028\x1b"), max_size=80))
@settings(max_examples=300)
def test_any_text_is_read_without_an_exception(text: str) -> None:
    lock, _ = parse(text)
    for entry in lock.entries:
        assert all(slugs.SLUG.fullmatch(part) for part in entry.address.split("/"))
    assert parse(lock_text(lock, ()))[0].below("") == lock.below("")


def test_a_new_sibling_takes_what_is_free() -> None:
    lock, _ = parse("zcjd  政策解读\nzhucejiandang  注册建党\nzhengcejieda  征策解答\n")
    columns, findings = columns_of(yaml_of({"政策解答": {}, "注册建档": {}, "政策解读": {}}), lock)
    assert [column.slug for column in columns] == ["zhengcejieda-2", "zhucejiandang-2", "zcjd"]
    assert not findings


def test_without_a_lock_both_siblings_move() -> None:
    columns, _ = columns_of(yaml_of({"政策解读": {}, "注册建档": {}}))
    assert [column.slug for column in columns] == ["zhengcejiedu", "zhucejiandang"]


@pytest.mark.parametrize(
    ("text", "line", "word"),
    [
        ("<<<<<<< HEAD\nzcjd  政策解读\n=======\nzcjd  政策解读\n>>>>>>> b\n", 1, "冲突"),
        ("zcjd  政策解读\nzcjd  政策解答\n", 2, "登记了两次"),
        ("zcjd  政策解读\njd  政策解读\n", 2, "登记了两个地址"),
        ("/zcjd  政策解读\n", 1, "不是栏目地址"),
        ("../zcjd  上级>政策解读\n", 1, "不是栏目地址"),
        ("ZCJD  政策解读\n", 1, "不是栏目地址"),
        ("a//b  甲>乙>丙\n", 1, "不是栏目地址"),
        ("zcjd\n", 1, "1个名称"),
        ("zwgk/zcjd  政策解读\n", 1, "2个名称"),
        ("政策解读 zcjd\n", 1, "不是栏目地址"),
        ("../a.html  tzgg/甲.md\n", 1, "不是文档地址"),
        ("a.html  甲.md\n", 1, "不是文档地址"),
        ("tzgg/甲.html  tzgg/甲.md\n", 1, "不是文档地址"),
        ("tzgg/a.html  tzgg/甲\n", 1, "以.md结尾"),
        ("tzgg/a.html  tzgg/甲.md\ntzgg/a.html  tzgg/乙.md\n", 2, "冲突"),
        ("tzgg/a.html  tzgg/甲.md\ntzgg/b.html  tzgg/甲.md\n", 2, "冲突"),
        ("tzgg/a.html  -> tzgg/b\n", 1, "不是文档地址"),
        ("tzgg  -> gg/b.html\n", 1, "不是栏目地址"),
        ("tzgg  -> ../gg\n", 1, "不是栏目地址"),
        ("tzgg  -> gg\ntzgg  -> hh\n", 2, "移到了两处"),
    ],
)
def test_a_faulty_line_is_told_with_its_place(text: str, line: int, word: str) -> None:
    _, findings = parse(text)
    assert findings[0].code == "urls-lock"
    assert findings[0].place.line == line
    assert word in findings[0].message


def test_a_line_twice_is_no_fault() -> None:
    lock, findings = parse("zcjd  政策解读\n\n# 注\nzcjd  政策解读\r\n")
    assert not findings
    assert len(lock.entries) == 1


def test_a_renamed_parent_that_keeps_its_slug_keeps_what_is_below() -> None:
    lock, _ = parse("zwgk  政务公开\nzwgk/zhengcejiedu  政务公开>政策解读\n")
    text = "  - name: 政务信息公开\n    slug: zwgk\n    children:\n      - name: 政策解读\n"
    columns, _ = columns_of(text, lock)
    assert [column.address for column in columns] == ["zwgk", "zwgk/zhengcejiedu"]
    assert codes([{"code": each.code} for each in check_lock(lock, columns)]) == ["address-unrecorded"]
    assert "zwgk/zhengcejiedu  政务信息公开>政策解读\n" in lock_text(lock, columns)
    assert "政务公开>" not in lock_text(lock, columns).replace("政务信息公开", "")


def test_a_written_slug_that_contradicts_the_record_is_told_with_both_cures(tmp_path: Path) -> None:
    root = make_portal(
        tmp_path,
        {
            "columns.yml": PORTAL + COLUMNS.replace("通知公告\n", "通知公告\n    slug: gg\n"),
            "urls.lock": "tzgg  通知公告\n",
            "content/gg/a.md": document(),
        },
    )
    found, _ = check(root)
    assert (found["code"], found["path"]) == ("address-gone", "columns.yml")
    assert "tzgg" in found["message"] and "gg" in found["message"]
    assert "slug改成tzgg" in found["hint"] and "old_urls: [tzgg]" in found["hint"]
    moved = PORTAL + COLUMNS.replace("通知公告\n", "通知公告\n    slug: gg\n    old_urls: [tzgg]\n")
    (root / "columns.yml").write_text(calm(moved), encoding="utf-8")
    run("check", "--root", root, "--as-of", AS_OF, "--fix", "urls")
    assert check(root) == []
    assert "tzgg  -> gg\n" in (root / "urls.lock").read_text(encoding="utf-8")
    # Recorded once, it holds without the column saying so.
    (root / "columns.yml").write_text(calm(moved.replace("    old_urls: [tzgg]\n", "")), encoding="utf-8")
    assert check(root) == []


def test_a_gone_column_keeps_its_address_from_others() -> None:
    lock, _ = parse("zcjd  政策解读\n")
    columns, _ = columns_of(yaml_of({"政策解答": {}}), lock)
    assert columns[0].slug == "zhengcejieda"
    assert [each.code for each in check_lock(lock, columns)] == ["address-unrecorded"]
    moved, _ = parse("zcjd  -> a/b\n")
    columns, _ = columns_of(yaml_of({"政策解读": {}}), moved)
    assert columns[0].slug == "zhengcejiedu"


def test_a_broken_tree_or_lock_says_nothing_of_the_rest(tmp_path: Path) -> None:
    files = {"urls.lock": "zcjd  政策解读\n??\n"}
    assert codes(check(make_portal(tmp_path / "a", files))) == ["urls-lock"]
    broken = PORTAL + COLUMNS + "  - title: 甲\n"
    found = codes(
        check(make_portal(tmp_path / "b", {"columns.yml": broken, "urls.lock": "tzgg  通知公告\n"}))
    )
    assert not {"address-gone", "address-unrecorded"} & set(found)


@pytest.mark.parametrize("raw", [b"", b"\xff\xfe", b"tzgg\x00"])
def test_a_lock_that_cannot_be_read_is_an_error(raw: bytes, tmp_path: Path) -> None:
    found = check(make_portal(tmp_path, {"urls.lock": raw}))
    assert [(each["path"], each["level"]) for each in found] == [("urls.lock", "error")]


def addresses(root: Path) -> dict[str, str]:
    """Return the addresses of all documents by their files, read anew."""
    portal = load_portal(root, date.fromisoformat(AS_OF)).portal
    assert portal
    return {each.path: each.address for each in portal.documents}


def test_a_document_with_a_chinese_name_keeps_its_address(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    files = {"content/tzgg/重庆的通知.md": document("甲"), "content/tzgg/20260303-b.md": document("乙")}
    root = make_portal(tmp_path, {**files, "urls.lock": "tzgg  通知公告\n"})
    before = addresses(root)
    (found,) = check(root)
    assert (found["code"], "重庆的通知.md" in found["message"]) == ("address-unrecorded", True)
    run("check", "--root", root, "--as-of", AS_OF, "--fix", "urls")
    assert check(root) == []
    assert "tzgg/20260303-b.html  tzgg/20260303-b.md\n" in (root / "urls.lock").read_text(encoding="utf-8")
    monkeypatch.setattr(slugs, "full_pinyin", misread)
    assert addresses(root) == before
    assert "chongqing" in before["tzgg/重庆的通知.md"]


def test_a_document_in_another_column_is_recorded_anew(tmp_path: Path) -> None:
    tree = PORTAL + COLUMNS + COLUMNS.replace("columns:\n", "").replace("通知公告", "政策文件")
    lock = "tzgg  通知公告\nzcwj  政策文件\nzcwj/old.html  tzgg/甲.md\n"
    files = {"columns.yml": tree, "content/tzgg/甲.md": document("甲"), "urls.lock": lock}
    root = make_portal(tmp_path, files)
    assert addresses(root)["tzgg/甲.md"].startswith("tzgg/jia-")
    run("check", "--root", root, "--as-of", AS_OF, "--fix", "urls")
    text = (root / "urls.lock").read_text(encoding="utf-8")
    assert "tzgg/jia-" in text and "zcwj/old.html  -> tzgg/jia-" in text
    assert check(root) == []


def test_the_preview_shows_an_edited_document_at_its_recorded_address(tmp_path: Path) -> None:
    files = {"content/tzgg/甲.md": document("甲"), "urls.lock": "tzgg  通知公告\ntzgg/old.html  tzgg/甲.md\n"}
    loaded = load_portal(make_portal(tmp_path, files), date.fromisoformat(AS_OF))
    reread, _ = reread_document(loaded, "tzgg/甲.md")
    assert reread and reread.address == "tzgg/old.html"


def test_a_recorded_address_that_is_another_page_is_told(tmp_path: Path) -> None:
    files = {f"content/tzgg/{name}.md": document(name) for name in ("甲", "old")}
    lock = "tzgg  通知公告\ntzgg/old.html  tzgg/甲.md\n"
    assert "address-duplicate" in codes(check(make_portal(tmp_path, {**files, "urls.lock": lock})))
