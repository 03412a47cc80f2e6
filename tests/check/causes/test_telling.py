"""One change in columns.yml, or of a folder, is told once by each code, however many documents it meets."""

from __future__ import annotations

import shutil
from pathlib import Path
from typing import Any

import pytest

from tests.helpers import AS_OF, PORTAL, calm, check, codes, document, make_portal, run

COUNT = 12
DUTIES = "description: 公开事项, unit: 甲, owner: 乙, cycle: monthly"


def tree(name: str = "政务要闻", more: str = "", top: str = "要闻动态", beside: str = "") -> str:
    """Return columns.yml with a column below another."""
    return calm(
        f"{PORTAL}columns:\n  - name: {top}\n    {DUTIES.replace(', ', chr(10) + '    ')}\n    kind: group\n"
        f"    children:\n      - {{name: {name}, {DUTIES}{more}}}\n      - {{name: 部门动态, {DUTIES}}}\n{beside}"
    )


@pytest.fixture
def root(tmp_path: Path) -> Path:
    """A portal with a column of documents and files, whose addresses are recorded."""
    texts = {
        f"content/ywdt/zwyw/{n}.md": document(f"第{n}号", f"正文第{n}段。", attachments=f"[{n}.csv]")
        for n in range(COUNT)
    }
    tables = {f"content/ywdt/zwyw/{n}.csv": f"甲,乙\n1,{n}\n" for n in range(COUNT)}
    other = {"content/ywdt/bmdt/a.md": document("别的", "别的正文。")}
    root = make_portal(tmp_path, {"columns.yml": tree(), **texts, **tables, **other, "urls.lock": "# 登记\n"})
    run("check", "--root", root, "--as-of", AS_OF, "--fix", "urls")
    assert check(root) == []
    return root


def said(root: Path) -> list[dict[str, Any]]:
    """Return the errors and warnings, and what is told of files that nobody names."""
    return [each for each in check(root) if each["level"] != "info" or each["code"] == "asset-unused"]


def both(root: Path) -> tuple[dict[str, Any], dict[str, Any]]:
    """Return what is told of an address that is lost, and of the documents without a column: nothing else is said."""
    lost, stuck = sorted(said(root), key=lambda each: str(each["code"]))
    assert [lost["code"], stuck["code"]] == ["address-gone", "document-no-column"]
    assert (lost["path"], lost["line"], lost["hint"]) == (stuck["path"], stuck["line"], stuck["hint"])
    return lost, stuck


def line_of(root: Path, words: str) -> int:
    """Return the line of columns.yml with some words."""
    lines = (root / "columns.yml").read_text(encoding="utf-8").splitlines()
    return next(number for number, line in enumerate(lines, 1) if words in line)


def write(root: Path, text: str) -> None:
    """Write columns.yml."""
    (root / "columns.yml").write_text(text, encoding="utf-8")


def move(root: Path, old: str, new: str) -> None:
    """Move a folder of content/."""
    (root / "content" / new).parent.mkdir(parents=True, exist_ok=True)
    (root / "content" / old).rename(root / "content" / new)


def test_a_renamed_column_is_told_once_with_the_slug_to_write(root: Path) -> None:
    write(root, tree("政务新闻"))
    lost, stuck = both(root)
    assert (lost["path"], lost["line"]) == ("columns.yml", line_of(root, "政务新闻"))
    assert "政务要闻" in lost["message"] and f"{COUNT}份文档" in stuck["message"]
    assert "slug: zwyw" in lost["hint"] and "old_urls: [ywdt/zwyw]" in lost["hint"]
    write(root, tree("政务新闻", ", slug: zwyw"))
    assert said(root) == []


def test_so_is_one_above_it(root: Path) -> None:
    write(root, tree(top="新闻动态"))
    lost, stuck = both(root)
    assert (lost["path"], lost["line"]) == ("columns.yml", line_of(root, "新闻动态"))
    assert f"{COUNT + 1}份文档" in stuck["message"] and "slug: ywdt" in lost["hint"]


def test_a_renamed_column_whose_folder_went_along_is_told_of_too(root: Path) -> None:
    write(root, tree("政务新闻"))
    move(root, "ywdt/zwyw", "ywdt/zwxw")
    (found,) = said(root)
    assert (found["code"], found["path"]) == ("address-gone", "columns.yml")
    write(root, tree("政务新闻", ", old_urls: [ywdt/zwyw]"))
    assert said(root) == []


@pytest.mark.parametrize(
    ("text", "path", "words"),
    [
        (tree(more=", slug: zwxw"), "columns.yml", "slug改成zwyw"),
        (tree(beside=f"  - {{name: 政务要闻, {DUTIES}}}\n").replace("{name: 政务要闻", "{name: 图片", 1), "columns.yml", "content/zwyw"),
        (calm(f"{PORTAL}columns:\n  - {{name: 要闻动态, {DUTIES}}}\n"), "urls.lock", "old_urls: [ywdt/zwyw]"),
        (tree(more=", kind: group"), "columns.yml", "kind: documents"),
    ],
    ids=["slug", "moved", "removed", "kind"],
)  # fmt: skip
def test_other_changes_of_a_column_are_told_once_each(root: Path, text: str, path: str, words: str) -> None:
    write(root, text)
    (found,) = [each for each in said(root) if f"{COUNT}份文档" in each["message"]]
    assert (found["level"], found["path"]) == ("error", path)
    assert words in found["hint"]
    assert len([each for each in said(root) if "zwyw" in each["message"]]) <= 2
    assert "asset-unused" not in codes(said(root))


@pytest.mark.parametrize(
    ("old", "new", "count"), [("ywdt/zwyw", "ywdt/zwxw", COUNT), ("ywdt", "xwdt", COUNT + 1)]
)
def test_a_renamed_folder_is_told_once_at_its_column(root: Path, old: str, new: str, count: int) -> None:
    move(root, old, new)
    lost, stuck = both(root)
    assert stuck["path"] == "columns.yml"
    for found in (lost, stuck):
        assert f"{count}份文档" in found["message"] and f"content/{new}" in found["message"]
    assert f"改回content/{old}" in stuck["hint"]


def test_a_folder_that_is_gone_is_one_finding_and_a_single_document_its_own(root: Path) -> None:
    (root / "content/ywdt/zwyw/1.md").unlink()
    (found,) = [each for each in said(root) if each["code"] == "address-gone"]
    assert found["path"] == "urls.lock" and "zwyw/1.html" in found["message"]
    shutil.rmtree(root / "content/ywdt/zwyw")
    (found,) = said(root)
    assert (found["code"], found["path"]) == ("address-gone", "columns.yml")
    assert f"{COUNT}份文档" in found["message"]


def test_without_a_record_a_folder_of_no_column_is_told_once(root: Path) -> None:
    (root / "urls.lock").unlink()
    write(root, tree("政务新闻"))
    (found,) = said(root)
    assert (found["code"], found["path"]) == ("document-no-column", "content/ywdt/zwyw/0.md")
    assert f"{COUNT}份文档" in found["message"]
    write(root, tree("政务新闻", ", old_urls: [ywdt/zwyw]"))
    (found,) = said(root)
    assert (found["path"], found["line"]) == ("columns.yml", line_of(root, "政务新闻"))
    assert "content/ywdt/zwxw" in found["hint"]


def test_what_names_the_lost_column_in_a_head_is_told_with_it(root: Path) -> None:
    (root / "content/ywdt/bmdt/a.md").write_text(document("别的", also="[ywdt/zwyw]"), encoding="utf-8")
    assert said(root) == []
    write(root, tree("政务新闻"))
    both(root)


def test_documents_without_a_column_stay_an_error_whatever_the_portal_allows(root: Path) -> None:
    write(root, tree("政务新闻") + "checks:\n  - {code: address-gone, level: info, reason: 试}\n")
    assert ("document-no-column", "error") in {(each["code"], each["level"]) for each in said(root)}


def test_a_few_documents_are_told_one_by_one(root: Path) -> None:
    (root / "urls.lock").unlink()
    for n in range(3):
        move(root, f"ywdt/zwyw/{n}.md", f"ywdt/zwxw/{n}.md")
    stray = [each["path"] for each in said(root) if each["code"] == "document-no-column"]
    assert stray == [f"content/ywdt/zwxw/{n}.md" for n in range(3)]
