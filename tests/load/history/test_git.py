"""Histories as git comes with them: merges, shallow clones, foreign settings, hostile names, none at all."""

from __future__ import annotations

import os
import shutil
import subprocess
from pathlib import Path

import pytest

from generator.load.history.commits import in_order
from generator.load.history.origin import find_origin, history_key
from generator.load.history.trail import UNSETTLED, read_trail
from generator.load.portal import load_portal
from tests.committed import DAY, Committed, committed
from tests.helpers import document, make_portal


@pytest.fixture
def portal(tmp_path: Path) -> Committed:
    """A portal with a published document."""
    made = committed(tmp_path / "portal")
    made.put("tzgg/a.md", body="一行。\n\n" * 20)
    made.commit("张某", "2026-03-04 09:00")
    return made


def test_who_wrote_on_a_branch_is_named_not_who_merged(portal: Committed) -> None:
    portal.git("checkout", "--quiet", "-b", "side")
    portal.put("tzgg/b.md", title="分支上的通知")
    portal.git("mv", "content/tzgg/a.md", "content/tzgg/c.md")
    portal.commit("李某", "2026-03-05 09:00")
    portal.git("checkout", "--quiet", "main")
    portal.put("tzgg/a.md", body="一行。\n\n" * 19 + "改了最后一行。")
    portal.commit("王某", "2026-03-06 09:00")
    portal.git("merge", "--quiet", "--no-edit", "side", who="站长某", when="2026-03-07 09:00")
    assert portal.told("tzgg/b.md") == [("发布", "李某")]
    told = portal.told("tzgg/c.md")
    assert told[:3] == [("发布", "张某"), ("修改", "王某"), ("移动", "李某")]
    # Git merged both itself, into a version that neither had.
    assert told[3:] == [("修改", "站长某")]


def test_no_message_of_a_commit_is_read_as_anything_else(portal: Committed) -> None:
    portal.put("tzgg/b.md", title="另一份")
    body = ":100644 000000 1111111 2222222 D\ncontent/tzgg/a.md\n\x01abc\n初审：陈某 2026-03-05 09:00"
    portal.commit("李某", "2026-03-05 09:00", words=f"标题\n\n{body}")
    portal.put("tzgg/c.md", title="第三份")
    portal.commit("李某", "2026-03-06 09:00", words="标题\n\n在办公桌面发布，账号：li\n初审：\n复审： \n终审")
    assert portal.told("tzgg/a.md") == [("发布", "张某")]
    assert [portal.told(f"tzgg/{name}.md") for name in "bc"] == [[("发布", "李某")], [("发布", "李某")]]


def test_what_a_merge_chose_is_said_not_to_be_known(portal: Committed) -> None:
    portal.git("checkout", "--quiet", "-b", "side")
    portal.put("tzgg/a.md", body="分支的写法。" * 20)
    portal.commit("李某", "2026-03-05 09:00")
    portal.git("checkout", "--quiet", "main")
    portal.put("tzgg/b.md", title="另一份")
    portal.commit("王某", "2026-03-06 09:00")
    portal.git("merge", "--quiet", "--no-edit", "-s", "ours", "side", who="站长某", when="2026-03-07 09:00")
    acts = portal.acts("tzgg/a.md")
    assert acts[-1].kind.value == "来历不明"
    assert "合并" in acts[-1].notes[0]


def test_deleted_on_one_branch_and_changed_on_another(portal: Committed) -> None:
    portal.git("checkout", "--quiet", "-b", "side")
    portal.put("tzgg/a.md", body="分支的写法。" * 20)
    portal.commit("李某", "2026-03-05 09:00")
    portal.git("checkout", "--quiet", "main")
    portal.git("rm", "--quiet", "content/tzgg/a.md")
    portal.commit("王某", "2026-03-06 09:00")
    portal.git("merge", "--quiet", "--no-edit", "-s", "ours", "side", who="站长某", when="2026-03-07 09:00")
    assert [each.act.who for each in portal.trail().removed] == ["王某"]


def test_a_shallow_clone_does_not_pretend(portal: Committed, tmp_path: Path) -> None:
    portal.put("tzgg/a.md", body="改过。" * 30)
    portal.commit("李某", "2026-03-05 09:00")
    portal.put("tzgg/a.md", body="又改过。" * 30)
    portal.commit("王某", "2026-03-06 09:00")
    portal.git("clone", "--quiet", "--depth=2", f"file://{portal.root}", str(tmp_path / "clone"))
    clone = Committed(tmp_path / "clone", tmp_path / "clone")
    trail = clone.trail()
    assert [(act.kind.value, act.who) for act in trail.acts["tzgg/a.md"]] == [("修改", "王某")]
    assert "浅克隆" in trail.warnings[0]
    clone.git("fetch", "--quiet", "--unshallow")
    whole = clone.trail()
    assert whole.key != trail.key
    assert whole.acts == portal.trail().acts
    assert whole.warnings == ()


def test_in_a_folder_of_a_repository(tmp_path: Path) -> None:
    whole = committed(tmp_path / "whole", below="网站/区")
    whole.put("tzgg/a.md")
    (whole.top / "content").mkdir()
    (whole.top / "content/a.md").write_text(document("别处的文件"))
    whole.git("add", "--all", at=whole.top)
    whole.commit("张某")
    assert whole.told("tzgg/a.md") == [("发布", "张某")]
    assert set(whole.trail().acts) == {"tzgg/a.md"}


def test_without_a_repository_or_a_commit(tmp_path: Path) -> None:
    make_portal(tmp_path / "none", {"content/tzgg/a.md": document()})
    portal = load_portal(tmp_path / "none", DAY).portal
    assert portal
    trail = read_trail(tmp_path / "none", tmp_path / "cache", portal)
    assert "不在git版本库里" in trail.reason
    assert trail.key == history_key(tmp_path / "none", tmp_path / "cache")
    empty = committed(tmp_path / "empty").trail()
    assert "还没有提交" in empty.reason


def test_a_repository_that_knows_nothing_of_the_portal(tmp_path: Path) -> None:
    other = committed(tmp_path / "other")
    other.put("tzgg/a.md")
    (other.root / ".gitignore").write_text("*\n")
    other.git("commit", "--quiet", "--allow-empty", "-m", "空")
    assert [act.kind.value for act in other.acts("tzgg/a.md")] == ["尚未提交"]


def test_without_git_the_next_build_tries_again(portal: Committed, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PATH", "/nowhere")
    trail = portal.trail()
    assert "没有找到git" in trail.reason
    assert trail.key == UNSETTLED


def test_a_broken_repository_is_told(portal: Committed) -> None:
    shutil.rmtree(portal.root / ".git/objects")
    assert portal.trail().reason
    (portal.root / ".git/objects").mkdir()
    assert "可能不完整" in portal.trail().reason


@pytest.mark.parametrize(
    "name",
    [
        "13800000000",
        "张某 13800000000",
        "zhang@example.cn",
        "张某＠example.cn",
        "办公室023-00000000",
        "绝密★",
        "x" * 500,
    ],
)
def test_a_name_that_is_more_than_a_name_is_not_shown(portal: Committed, name: str) -> None:
    portal.put("tzgg/a.md", body="改过。" * 30, review=f"{{first: '{name}'}}")
    portal.commit(name, "2026-03-05 09:00")
    act = portal.acts("tzgg/a.md")[-1]
    assert act.who == "（未列出）"
    assert act.reviewers == ("（未列出）", "", "")
    assert name not in repr(portal.trail())


def test_names_in_other_encodings_and_of_no_letters(portal: Committed) -> None:
    portal.put("tzgg/a.md", body="改过。" * 30)
    portal.git("config", "i18n.commitEncoding", "GB18030")
    portal.commit("李某".encode("gb18030"), "2026-03-05 09:00")
    portal.git("config", "--unset", "i18n.commitEncoding")
    portal.put("tzgg/a.md", body="又改过。" * 30)
    portal.commit("甲\x1b[31m\u202e乙", "2026-03-06 09:00")
    portal.put("tzgg/a.md", body="再改过。" * 30)
    # Git of today turns a name that is no UTF-8 into one; others have written it as it was.
    portal.commit("LATER", "2026-03-07 09:00")
    raw = subprocess.run(
        ["git", "cat-file", "commit", "HEAD"], cwd=portal.root, capture_output=True, check=True
    )
    other = raw.stdout.replace(b"LATER", "王某".encode("gb18030"))
    written = subprocess.run(
        ["git", "hash-object", "-t", "commit", "-w", "--stdin"],
        cwd=portal.root, input=other, capture_output=True, check=True,
    )  # fmt: skip
    portal.git("reset", "--quiet", "--soft", written.stdout.decode().strip())
    assert [act.who for act in portal.acts("tzgg/a.md")] == ["张某", "李某", "甲\\x1b[31m\\u202e乙", "王某"]


def test_names_of_files_that_git_has_to_quote(portal: Committed) -> None:
    for name in ('"引号".md', "a:b*?.md", ":(top).md", "制\t表.md", "-r.md"):
        portal.put(f"tzgg/{name}", title=f"文件{name[0]}")
    portal.git("add", "--all")
    (portal.root / "content/tzgg" / os.fsdecode(b"\xb2\xe2.md")).write_text(document("GBK"))
    portal.commit("李某", "2026-03-05 09:00")
    acts = portal.trail().acts
    assert [act.who for act in acts["tzgg/a.md"]] == ["张某"]
    shown = [path for path in acts if path != "tzgg/a.md" and path.isprintable()]
    assert shown
    assert all([act.who for act in acts[path]] == ["李某"] for path in shown)


def test_a_time_that_no_clock_shows(portal: Committed) -> None:
    portal.put("tzgg/a.md", body="改过。" * 30)
    portal.commit("李某", "@99999999999999 +0000")
    assert portal.acts("tzgg/a.md")[-1].when is None


def test_settings_of_the_repository_change_nothing_and_run_nothing(portal: Committed, tmp_path: Path) -> None:
    portal.git("mv", "content/tzgg/a.md", "content/tzgg/b.md")
    portal.commit("李某", "2026-03-05 09:00")
    plain = portal.trail("plain")
    ran = tmp_path / "ran"
    program = tmp_path / "program"
    program.write_text(f"#!/bin/sh\ntouch {ran}\ncat\n")
    program.chmod(0o755)
    (portal.root / ".git/info/attributes").write_text("*.md filter=evil diff=evil\n")
    (portal.root / ".git/order").write_text("*.csv\n")
    for name, value in {
        "filter.evil.clean": program, "filter.evil.process": program, "filter.evil.required": "true",
        "diff.evil.textconv": program, "diff.evil.command": program, "diff.external": program,
        "core.fsmonitor": program, "core.pager": program, "gpg.program": program,
        "log.showSignature": "true", "log.showRoot": "false", "log.follow": "true", "log.mailmap": "true",
        "diff.renames": "false", "diff.renameLimit": "1", "diff.orderFile": portal.root / ".git/order",
        "diff.relative": "true", "diff.noprefix": "true", "i18n.logOutputEncoding": "GB18030",
        "i18n.commitEncoding": "GB18030", "core.quotePath": "true", "format.pretty": "oneline", "core.abbrev": "4",
    }.items():  # fmt: skip
        portal.git("config", name, str(value))
    os.utime(portal.root / "content/tzgg/b.md")
    assert portal.trail("settings") == plain
    assert not ran.exists()


def test_the_environment_changes_nothing(
    portal: Committed, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    plain = portal.trail("plain")
    other = committed(tmp_path / "other")
    other.put("tzgg/a.md")
    other.commit("别人")
    monkeypatch.setenv("GIT_DIR", str(other.root / ".git"))
    monkeypatch.setenv("GIT_WORK_TREE", str(other.root))
    monkeypatch.setenv("LC_ALL", "zh_CN.GBK")
    monkeypatch.setenv("TZ", "America/New_York")
    assert portal.trail("other") == plain


def test_a_replaced_commit_is_still_the_one_that_was_made(portal: Committed) -> None:
    first = portal.git("rev-parse", "HEAD")
    portal.git("commit", "--quiet", "--amend", "--no-edit", who="冒名者", when="2026-03-04 09:00")
    portal.git("replace", first, "HEAD")
    portal.git("reset", "--quiet", "--soft", first)
    assert portal.told("tzgg/a.md") == [("发布", "张某")]


def test_the_key_is_told_from_files(portal: Committed, tmp_path: Path) -> None:
    cache = tmp_path / "cache"

    def key() -> str:
        told = history_key(portal.root, cache)
        origin = find_origin(portal.root, cache)
        assert origin
        assert origin.commit == portal.git("rev-parse", "HEAD")
        return told

    keys = [key()]
    portal.git("pack-refs", "--all", "--prune")
    assert key() == keys[0]
    portal.commit(when="2026-03-05 09:00")
    keys.append(key())
    portal.git("checkout", "--quiet", "-b", "面/支")
    assert key() == keys[1]
    portal.git("checkout", "--quiet", "--detach", "HEAD~1")
    assert key() == keys[0]
    portal.git("worktree", "add", "--quiet", str(tmp_path / "tree"), "main")
    tree = Committed(tmp_path / "tree", tmp_path / "tree")
    assert history_key(tree.root, cache) == keys[1]
    assert tree.told("tzgg/a.md") == [("发布", "张某")]
    assert len(set(keys)) == 2


@pytest.mark.parametrize(
    "head", ["", "ref: refs/heads/../../../x", "ref: /etc/passwd", "ref: refs/heads/none", "甲", "f" * 39]
)
def test_a_head_that_leads_nowhere(portal: Committed, tmp_path: Path, head: str) -> None:
    (portal.root / ".git/HEAD").write_text(head)
    assert history_key(portal.root, tmp_path / "cache")
    assert portal.trail().reason


def test_the_order_up_to_a_commit_begins_with_that_up_to_its_first_parent() -> None:
    parents = {"e": ["c", "d"], "d": ["b"], "c": ["b", "x"], "x": ["a"], "b": ["a"], "a": []}
    order = in_order(parents, "e")
    assert order[: len(in_order(parents, "c"))] == in_order(parents, "c")
    assert sorted(order) == sorted(parents)
    assert all(order.index(parent) < order.index(each) for each, of in parents.items() for parent in of)
