"""The trail in a built site: its pages, its files, when it is read, and that nothing of it is stale."""

from __future__ import annotations

import csv
import io
import json
import os
import shutil
from pathlib import Path

import pytest

from tests.committed import Committed, committed
from tests.helpers import AS_OF, Outcome, build, contents, run
from tests.markup import parse_page

TRAIL = "site/audit/trail"


@pytest.fixture
def portal(tmp_path: Path) -> Committed:
    """A portal that was built, with a document of each of two editors."""
    made = committed(tmp_path / "portal")
    made.put("tzgg/a.md", title="停水通知")
    made.commit("张某", "2026-03-04 09:00")
    made.put("zcwj/b.md", title="=供水办法", published="2025-12-01 09:00")
    made.commit("李某", "2025-12-01 10:00")
    return made


@pytest.fixture
def counted(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The file that has a line for each process of git from here on."""
    real, lines = shutil.which("git"), tmp_path / "processes"
    assert real
    shim = tmp_path / "bin/git"
    shim.parent.mkdir()
    shim.write_text(f'#!/bin/sh\necho "$*" >> {lines}\nexec {real} "$@"\n')
    shim.chmod(0o755)
    monkeypatch.setenv("PATH", f"{shim.parent}{os.pathsep}{os.environ['PATH']}")
    lines.touch()
    return lines


def built(portal: Committed, *options: str) -> Outcome:
    """Build again, and return what was said."""
    outcome = run("build", "--root", portal.root, "--as-of", AS_OF, *options)
    assert outcome.code == 0, outcome.err
    return outcome


def test_pages_and_files(portal: Committed) -> None:
    build(portal.root)
    page = parse_page(portal.root / f"{TRAIL}/index.html")
    rows = [tag for tag in page.named("tr") if "data-row" in tag]
    assert [(row["data-state"], row["data-units"], row["data-column"]) for row in rows] == [
        ("published", "|区政府办公室|", "通知公告"),
        ("published", "|区司法局|", "政策文件"),
    ]
    assert "tstz" in rows[0]["data-text"]
    assert {"../../tzgg/a.html", "../../zcwj/b.html", "../../audit/trail/trail.csv", "2026/", "2025/"} <= set(
        page.values("href")
    )
    assert all(word in page.text for word in ("张某", "初审：甲某", "终审：丙某", "共2条"))
    assert "zhang@" not in (portal.root / f"{TRAIL}/index.html").read_text()
    assert "trail/" in parse_page(portal.root / "site/audit/index.html").values("href")
    year = parse_page(portal.root / f"{TRAIL}/2025/index.html")
    assert "李某" in year.text
    assert "张某" not in year.text
    assert "../../../zcwj/b.html" in year.values("href")
    text = (portal.root / f"{TRAIL}/trail.csv").read_bytes().decode("utf-8-sig")
    lines = list(csv.DictReader(io.StringIO(text)))
    assert lines[0]["提交人"] == "张某"
    assert lines[0]["版本"] == portal.git("rev-parse", "--short=10", "HEAD~1")
    assert lines[1]["标题"] == "'=供水办法"
    told = json.loads((portal.root / f"{TRAIL}/trail.json").read_text())
    assert told["commit"] == portal.git("rev-parse", "HEAD")
    assert [act["kind"] for act in told["acts"]] == ["发布", "发布"]
    assert told["acts"][1]["url"] == "zcwj/b.html"
    assert told["acts"][1]["review"] == {"first": "甲某", "second": "乙某", "third": "丙某"}


def test_an_unneeded_build_starts_no_git(portal: Committed, counted: Path) -> None:
    build(portal.root)
    assert counted.read_text()
    counted.write_text("")
    assert "没有变化" in built(portal).out
    assert counted.read_text() == ""


def test_a_commit_alone_is_told(portal: Committed) -> None:
    portal.put("tzgg/a.md", title="停水通知", body="改过。" * 30)
    build(portal.root)
    before = contents(portal.root / "site")
    assert "改动还没有提交" in (portal.root / f"{TRAIL}/index.html").read_text()
    portal.commit("王某", "2026-03-05 09:00")
    assert "没有变化" not in built(portal).out
    after = contents(portal.root / "site")
    assert {name for name in after if before.get(name) != after[name]} == {
        *("audit/trail/index.html", "audit/trail/2026/index.html", "audit/trail/2025/index.html"),
        *("audit/trail/trail.csv", "audit/trail/trail.json"),
    }
    assert "王某" in (portal.root / f"{TRAIL}/index.html").read_text()


def test_without_audit_pages_no_history_is_read(portal: Committed, counted: Path) -> None:
    built(portal, "--no-audit")
    assert not (portal.root / "site/audit").exists()
    portal.git("commit", "--quiet", "--allow-empty", "-m", "空的")
    counted.write_text("")
    assert "没有变化" in built(portal, "--no-audit").out
    assert counted.read_text() == ""


def test_a_preview_of_drafts_has_none(portal: Committed, counted: Path, tmp_path: Path) -> None:
    built(portal, "--drafts", "--out", str(tmp_path / "out"))
    assert counted.read_text() == ""
    page = (tmp_path / "out/audit/trail/index.html").read_text()
    assert "预览里不读提交记录" in page
    assert not (tmp_path / "out/audit/trail/trail.csv").exists()


def test_where_there_is_no_history_the_page_says_so(
    portal: Committed, monkeypatch: pytest.MonkeyPatch
) -> None:
    shutil.rmtree(portal.root / ".git")
    build(portal.root)
    assert "不在git版本库里" in (portal.root / f"{TRAIL}/index.html").read_text()
    assert "没有变化" in built(portal).out
    portal.git("init", "--quiet", "--initial-branch=main")
    monkeypatch.setenv("PATH", "/nowhere")
    assert "没有变化" not in built(portal).out
    assert "没有找到git" in (portal.root / f"{TRAIL}/index.html").read_text()
    monkeypatch.undo()
    portal.commit("赵某")
    assert "没有变化" not in built(portal).out
    assert "赵某" in (portal.root / f"{TRAIL}/index.html").read_text()
