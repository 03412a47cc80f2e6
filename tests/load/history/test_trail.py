"""Who did what to which document, as git tells it: whole histories in, what the public may read of them out."""

from __future__ import annotations

from datetime import date, datetime
from pathlib import Path

import pytest

from generator.model.trail.acts import ActKind
from tests.committed import Committed, committed
from tests.helpers import document


@pytest.fixture
def portal(tmp_path: Path) -> Committed:
    """A portal in a repository without a commit."""
    return committed(tmp_path / "portal")


def test_the_life_of_a_document(portal: Committed) -> None:
    portal.put("tzgg/a.md", draft="true")
    portal.commit("张某", "2026-03-01 09:00")
    portal.put("tzgg/a.md", body="还没有定稿。" * 20, draft="true")
    portal.commit("张某", "2026-03-02 09:00")
    portal.put("tzgg/a.md")
    portal.commit("张某", "2026-03-03 09:00")
    portal.put("tzgg/a.md", summary="概述。", review="{first: 丁某}")
    portal.commit("李某", "2026-03-04 10:00")
    fixed = {"summary": "概述。", "corrected": "[{date: 2026-03-05, note: 更正电话。}]"}
    portal.put("tzgg/a.md", **fixed)
    portal.commit("李某", "2026-03-05 10:00")
    portal.git("mv", "content/tzgg/a.md", "content/tzgg/b.md")
    portal.commit("王某", "2026-03-06 10:00")
    (portal.root / "content/zcwj").mkdir()
    portal.git("mv", "content/tzgg/b.md", "content/zcwj/b.md")
    portal.commit("王某", "2026-03-07 10:00")
    portal.put("zcwj/b.md", **fixed, withdrawn="{date: 2026-03-08, reason: 内容有误。}")
    portal.commit("赵某", "2026-03-08 10:00")
    acts = portal.acts("zcwj/b.md")
    assert [(act.kind.value, act.who, str(act.when)[:10]) for act in acts] == [
        ("发布", "张某", "2026-03-03"),
        ("修改", "李某", "2026-03-04"),
        ("更正", "李某", "2026-03-05"),
        ("移动", "王某", "2026-03-06"),
        ("移动", "王某", "2026-03-07"),
        ("撤回", "赵某", "2026-03-08"),
    ]
    assert acts[0].reviewers == ("甲某", "乙某", "丙某")
    assert acts[1].reviewers == ("丁某", "", "")
    assert acts[0].notes == ("提交以后，到发布时间才公开。",)
    assert acts[0].appears == datetime(2026, 3, 3, 9, 30)
    assert acts[2].notes == ("更正说明：更正电话。",)
    assert acts[3].notes == ("改了文件名，网址变了。",)
    assert acts[4].notes == ("从“通知公告”移来。",)
    assert acts[5].notes == ("原因：内容有误。",)
    portal.put("zcwj/b.md", **fixed)
    portal.commit("赵某", "2026-03-09 10:00")
    assert portal.told("zcwj/b.md")[-1] == ("恢复", "赵某")


def test_taken_back_into_a_draft_and_put_back(portal: Committed) -> None:
    for number, draft in enumerate(("", "true", "true", "")):
        portal.put("tzgg/a.md", draft=draft, body=f"第{number}稿。" * 20)
        portal.commit(when=f"2026-03-0{number + 4} 09:00")
    assert [act.kind.value for act in portal.acts("tzgg/a.md")] == ["发布", "撤回", "恢复"]


def test_what_the_public_does_not_see_is_not_there(portal: Committed) -> None:
    portal.put("tzgg/a.md")
    portal.put("tzgg/draft.md", title="草稿的标题", draft="true")
    portal.put("tzgg/later.md", title="以后的标题", published="2026-12-01 09:00")
    portal.put("tzgg/over.md", title="撤下的标题", withdraw_at="2026-05-01 09:00")
    portal.commit(words="密码13800000000")
    trail = portal.trail()
    # A document that was taken down leaves its notice, and what was done stands beside it as of any withdrawn one.
    assert set(trail.acts) == {"tzgg/a.md", "tzgg/over.md"}
    assert "标题" not in repr(trail)
    assert "13800000000" not in repr(trail)
    assert set(portal.trail(as_of=date(2026, 12, 2)).acts) == {"tzgg/a.md", "tzgg/later.md", "tzgg/over.md"}


def test_of_a_removed_document_only_that_it_was_there(portal: Committed) -> None:
    portal.put("tzgg/name.md", title="不要再提")
    portal.put("tzgg/draft.md", title="草稿", draft="true")
    portal.put("tzgg/later.md", title="还没有公开", published="2026-12-01 09:00")
    portal.commit("张某", "2026-03-04 09:00")
    for name in ("name", "draft", "later"):
        (portal.root / f"content/tzgg/{name}.md").unlink()
    portal.commit("王某", "2026-03-05 09:00")
    trail = portal.trail()
    assert [(each.column, each.act.kind, each.act.who) for each in trail.removed] == [
        ("tzgg", ActKind.REMOVED, "王某")
    ]
    assert "不要再提" not in repr(trail)
    assert "name.md" not in repr(trail)
    portal.put("tzgg/name.md", title="不要再提")
    portal.commit("李某", "2026-03-06 09:00")
    assert portal.told("tzgg/name.md") == [("发布", "张某"), ("删除", "王某"), ("恢复", "李某")]
    assert portal.trail().removed == ()


def test_one_bulletin_in_place_of_another_is_no_move(portal: Committed) -> None:
    portal.put("tzgg/a.md", title="第一期通报")
    portal.commit("张某", "2026-03-04 09:00")
    (portal.root / "content/tzgg/a.md").unlink()
    portal.put("tzgg/b.md", title="第二期通报")
    portal.commit("李某", "2026-03-04 10:00")
    assert portal.told("tzgg/b.md") == [("发布", "李某")]
    assert len(portal.trail().removed) == 1


def test_two_documents_that_change_names(portal: Committed) -> None:
    portal.put("tzgg/a.md", title="甲通知", body="甲的内容。" * 50)
    portal.put("tzgg/b.md", title="乙通知", body="完全是另一回事。" * 60)
    portal.commit("张某")
    for old, new in (("a", "c"), ("b", "a"), ("c", "b")):
        portal.git("mv", f"content/tzgg/{old}.md", f"content/tzgg/{new}.md")
    portal.commit("李某")
    # Git sees two changed files, and so do readers: at each address stands something else.
    assert portal.told("tzgg/a.md") == [("发布", "张某"), ("修改", "李某")]


def test_published_elsewhere_before(portal: Committed) -> None:
    portal.put("tzgg/a.md", published="2021-06-04 09:30")
    portal.commit("张某")
    assert "版本库里没有记录" in portal.acts("tzgg/a.md")[0].notes[0]


def test_what_is_changed_before_it_appears(portal: Committed) -> None:
    portal.put("tzgg/a.md", published="2026-03-05 09:30")
    portal.commit("张某", "2026-03-03 09:00")
    portal.put("tzgg/a.md", published="2026-03-05 09:30", body="改过。" * 30)
    portal.commit("李某", "2026-03-04 09:00")
    assert [act.notes for act in portal.acts("tzgg/a.md")] == [
        ("提交以后，到发布时间才公开。",),
        ("在公开以前修改。",),
    ]


def test_what_is_not_committed_is_said_to_be(portal: Committed) -> None:
    portal.put("tzgg/a.md")
    portal.put("tzgg/c.md", title="照旧")
    portal.commit()
    portal.put("tzgg/a.md", body="改动。" * 30)
    portal.put("tzgg/b.md", title="新的")
    assert [act.kind.value for act in portal.acts("tzgg/a.md")] == ["发布", "尚未提交"]
    assert [act.kind.value for act in portal.acts("tzgg/b.md")] == ["尚未提交"]
    assert [act.kind.value for act in portal.acts("tzgg/c.md")] == ["发布"]


def test_files_and_tables_count(portal: Committed) -> None:
    portal.put("tzgg/表.csv", "甲\n1\n")
    portal.put("tzgg/a.md", attachments="[表.csv]")
    portal.commit("张某")
    portal.put("tzgg/表.csv", "甲\n2\n")
    portal.commit("李某")
    acts = portal.acts("tzgg/a.md")
    assert [(act.kind.value, act.who) for act in acts] == [("发布", "张某"), ("修改", "李某")]
    assert acts[1].notes == ("换了文件“表.csv”。",)


def test_what_was_unreadable_was_never_public(portal: Committed) -> None:
    portal.put("tzgg/a.md", "没有头部。\n")
    portal.put("tzgg/b.md", "---\ntitle: [\n---\n")
    portal.put("tzgg/c.md", "\0")
    portal.commit("张某")
    for name in "abc":
        portal.put(f"tzgg/{name}.md", title=f"通知{name}")
    portal.commit("李某")
    assert portal.told("tzgg/b.md") == [("发布", "李某")]


def test_windows_line_ends_and_chinese_keys(portal: Committed) -> None:
    text = document(review="{初审: 甲某}").replace("title:", "标题:").replace("draft:", "草稿:")
    portal.put("tzgg/a.md", "\ufeff" + text.replace("\n", "\r\n"))
    portal.commit("张某")
    assert portal.acts("tzgg/a.md")[0].reviewers == ("甲某", "", "")
