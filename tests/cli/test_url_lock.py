"""Who writes urls.lock: ``init``, ``new`` and ``check --fix urls``; and two clones that each add a column."""

from __future__ import annotations

import subprocess
from pathlib import Path

from tests.helpers import AS_OF, COLUMNS, PORTAL, build, check, codes, document, make_portal, run

DUTIES = "    description: 说明。\n    unit: 区政府办公室\n    owner: 张某\n    cycle: monthly\n"
CONFLICT = PORTAL + COLUMNS + f"  - name: 体制改革\n{DUTIES}"


def fix(root: Path) -> str:
    """Run ``check --fix urls`` and return what it says of it."""
    return run("check", "--root", root, "--as-of", AS_OF, "--fix", "urls", "--format", "json").err


def lines(root: Path) -> list[str]:
    """Return the recorded lines."""
    text = (root / "urls.lock").read_text(encoding="utf-8")
    return [line for line in text.splitlines() if not line.startswith("#")]


def git(folder: Path, *arguments: str) -> str:
    """Run git and return what it says."""
    identity = ("-c", "user.name=t", "-c", "user.email=t@example.gov.cn", "-c", "core.autocrlf=false")
    done = subprocess.run(["git", *identity, *arguments], cwd=folder, capture_output=True, check=False)
    assert done.returncode == 0, (done.stdout + done.stderr).decode()
    return done.stdout.decode()


def test_init_records_every_column(tmp_path: Path) -> None:
    assert run("init", tmp_path / "p", "--pack", "cq-2020", "--as-of", AS_OF).code == 0
    tree = run("tree", "--root", tmp_path / "p", "--as-of", AS_OF, "--format", "csv").out
    assert len(lines(tmp_path / "p")) == tree.count("\r\n") - 1
    assert "address-unrecorded" not in codes(check(tmp_path / "p"))
    assert "已登记" in fix(tmp_path / "p")


def test_new_records_and_an_older_address_stays(tmp_path: Path) -> None:
    root = make_portal(tmp_path)
    assert "登记到urls.lock" in run("new", "通知公告", "甲", "--root", root, "--as-of", AS_OF).out
    assert lines(root) == ["tzgg  通知公告"]
    assert "urls.lock" not in run("new", "通知公告", "乙", "--root", root, "--as-of", AS_OF).out
    # Without the record both would now be called by their full pinyin, and the documents be lost.
    (root / "columns.yml").write_text(CONFLICT, encoding="utf-8")
    assert "document-no-column" not in codes(check(root))
    assert "已把1个" in fix(root)
    assert lines(root) == ["tizhigaige  体制改革", "tzgg  通知公告"]


def test_fix_writes_nothing_while_the_tree_is_faulty(tmp_path: Path) -> None:
    root = make_portal(tmp_path, {"columns.yml": CONFLICT + "    nmae: 错\n"})
    assert "没有登记" in fix(root)
    assert not (root / "urls.lock").exists()


def test_fix_does_not_record_an_address_that_has_just_moved(tmp_path: Path) -> None:
    root = make_portal(tmp_path, {"columns.yml": CONFLICT, "content/tzgg/a.md": document()})
    assert "document-no-column" in codes(check(root))
    assert "没有登记" in fix(root)
    assert not (root / "urls.lock").exists()


def test_build_and_check_write_no_lock(tmp_path: Path) -> None:
    root = make_portal(tmp_path, {"content/tzgg/a.md": document(), "urls.lock": "# 空\n"})
    build(root)
    check(root)
    assert (root / "urls.lock").read_text(encoding="utf-8") == "# 空\n"


def test_a_changed_lock_is_seen_over_the_cache(tmp_path: Path) -> None:
    root = make_portal(tmp_path, {"urls.lock": "tzgg  通知公告\n"})
    assert (build(root) / "tzgg/index.html").is_file()
    (root / "urls.lock").write_text("gonggao  通知公告\n", encoding="utf-8")
    assert (build(root) / "gonggao/index.html").is_file()
    assert not (root / "site/tzgg").exists()


def test_two_clones_merge_and_no_address_moves(tmp_path: Path) -> None:
    first, second = tmp_path / "a", tmp_path / "b"
    ignored = {".gitattributes": "urls.lock text eol=lf merge=union\n", ".gitignore": ".cache/\n"}
    make_portal(first, ignored)
    fix(first)
    # Something between the two places, so that columns.yml itself merges.
    for name in ("甲", "乙", "丙", "丁"):
        text = (first / "columns.yml").read_text(encoding="utf-8")
        head, _, tail = text.partition("limits:")
        (first / "columns.yml").write_text(f"{head}  - name: {name}\n{DUTIES}limits:{tail}", encoding="utf-8")
    fix(first)
    for arguments in (("init", "-q", "-b", "main"), ("add", "-A"), ("commit", "-qm", "一")):
        git(first, *arguments)
    git(tmp_path, "clone", "-q", "a", "b")
    known = lines(first)
    for root, before, name in ((first, "  - name: 乙", "体制改革"), (second, "limits:", "提质")):
        text = (root / "columns.yml").read_text(encoding="utf-8")
        text = text.replace(before, f"  - name: {name}\n{DUTIES}{before}")
        (root / "columns.yml").write_text(text, encoding="utf-8")
        assert "已把1个" in fix(root)
        git(root, "commit", "-qam", "二")
    git(second, "pull", "-q", "--no-rebase", "--no-edit", "origin", "main")
    assert set(lines(second)) == {*known, "tizhigaige  体制改革", "tz  提质"}
    assert not {"urls-lock", "address-gone", "address-unrecorded"} & set(codes(check(second)))
    assert "已登记" in fix(second)
