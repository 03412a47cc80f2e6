"""Nothing that was typed is lost, and nobody sees what another types."""

from __future__ import annotations

import errno
from pathlib import Path

import pytest
from lxml import html as lxml_html

from generator.desk.copy.state import key_of
from generator.desk.keeping import drafts as keeping
from tests.desk.conftest import Visitor, form_of, git, opened, visit


def test_a_draft_is_kept_as_it_was_typed_whatever_is_wrong_with_it(own: Visitor) -> None:
    draft = own.begin()
    answer = own.fill(
        draft,
        title=" 一份 <b>通知</b> ",
        signed="2026年13月45日",
        body="第一段\n一、标题\n身份证11010519491231002X",
    )
    assert answer.status_code == 200 and "草稿已保存" in answer.text
    told = form_of(own.get(f"/drafts/{draft}").text)
    assert told["head.title"] == " 一份 <b>通知</b> " and told["head.signed"] == "2026年13月45日"
    assert told["body"].strip() == "第一段\n一、标题\n身份证11010519491231002X"
    assert "<b>通知" not in answer.text


def test_a_desk_that_is_killed_has_the_draft_when_it_is_opened_again(root: Path) -> None:
    with opened(root) as desk:
        visitor = visit(desk)
        draft = visitor.begin()
        visitor.fill(draft, title="没有写完的通知", body="写到这里")
    with opened(root) as desk:
        page = visit(desk).get("/").text
        assert "没有写完的通知" in page and draft in page


def test_a_half_written_save_leaves_the_draft_before(own: Visitor, monkeypatch: pytest.MonkeyPatch) -> None:
    draft = own.begin()
    own.fill(draft, title="存下的标题")

    def full(*_: object) -> None:
        raise OSError(errno.ENOSPC, "No space left on device")

    monkeypatch.setattr("generator.desk.keeping.writing.os.fsync", full)
    answer = own.fill(draft, title="存不下的标题")
    assert answer.status_code == 507 and "磁盘满了" in answer.text
    monkeypatch.undo()
    assert form_of(own.get(f"/drafts/{draft}").text)["head.title"] == "存下的标题"
    assert not list(own.desk.drafts.folder.rglob("*.new"))


def test_the_script_is_told_where_the_fault_is(own: Visitor) -> None:
    draft = own.begin()
    told = form_of(own.get(f"/drafts/{draft}").text)
    sent = told | {
        "head.title": "通知",
        "head.signed": "昨天",
        "body": "写信到13800138000@qq.com 身份证11010519491231002X",
    }
    answer = own.post(f"/drafts/{draft}/autosave", sent, headers={"Accept": "application/json"}).json()
    assert answer["revision"] == 2 and not answer["good"]
    assert {each["field"] for each in answer["told"] if each["level"] == "error"} == {"signed", "body"}


def test_two_windows_keep_what_was_typed_in_both(own: Visitor) -> None:
    draft = own.begin()
    first = form_of(own.get(f"/drafts/{draft}").text)
    own.post(f"/drafts/{draft}", first | {"head.title": "第一个窗口", "body": "甲"})
    answer = own.post(f"/drafts/{draft}", first | {"head.title": "第二个窗口", "body": "乙"})
    assert "另一个窗口" in answer.text
    drafts = own.desk.drafts.of("own")
    assert {each.title for each in drafts} == {"第一个窗口", "第二个窗口"}
    assert {each.body for each in drafts} == {"甲", "乙"}


def test_the_same_sent_twice_is_no_second_draft(own: Visitor) -> None:
    draft = own.begin()
    first = form_of(own.get(f"/drafts/{draft}").text) | {"head.title": "一样的"}
    own.post(f"/drafts/{draft}", first)
    own.post(f"/drafts/{draft}", first)
    assert len(own.desk.drafts.of("own")) == 1


@pytest.mark.parametrize("way", ["", "/preview", "/publish"])
def test_nobody_opens_anothers_draft(shared: dict[str, Visitor], way: str) -> None:
    draft = shared["zhang"].begin()
    shared["zhang"].fill(draft, title="还没有公开的事")
    for other in ("li", "wang"):
        answer = shared[other].get(f"/drafts/{draft}{way}")
        assert answer.status_code == 404 and "还没有公开的事" not in answer.text
        assert "还没有公开的事" not in shared[other].get("/").text


@pytest.mark.parametrize("act", ["", "/autosave", "/files", "/files/remove", "/publish", "/rebase", "/drop"])
def test_nobody_changes_anothers_draft(shared: dict[str, Visitor], act: str) -> None:
    draft = shared["zhang"].begin()
    before = shared["zhang"].desk.drafts.get(draft, "zhang")
    assert (
        shared["li"]
        .post(f"/drafts/{draft}{act}", {"head.title": "改掉", "revision": "1", "number": "0"})
        .status_code
        == 404
    )
    assert shared["zhang"].desk.drafts.get(draft, "zhang") == before


def test_a_column_that_is_not_ones_own_is_not_there(shared: dict[str, Visitor]) -> None:
    li, column = shared["li"], key_of("tzgg")
    assert "通知公告" not in li.get("/new").text and "财政资金" in li.get("/new").text
    assert li.get(f"/new/{column}").status_code == 404
    assert li.post(f"/new/{column}").status_code == 404
    assert li.get(f"/documents/{key_of('tzgg/a.md')}").status_code == 404
    assert li.post(f"/documents/{key_of('tzgg/a.md')}").status_code == 404
    assert "第一号通知" not in li.get("/documents").text


def test_a_draft_is_deleted_when_its_owner_says_so(own: Visitor) -> None:
    draft = own.begin()
    assert own.post(f"/drafts/{draft}/drop").status_code == 303
    assert own.get(f"/drafts/{draft}").status_code == 404
    assert not (own.desk.drafts.folder / draft).exists()


def test_a_damaged_draft_is_none(own: Visitor) -> None:
    draft = own.begin()
    (own.desk.drafts.folder / draft / "draft.json").write_text('{"id": 1', encoding="utf-8")
    assert own.get(f"/drafts/{draft}").status_code == 404
    assert own.get("/").status_code == 200


def test_drafts_are_in_no_commit(own: Visitor, root: Path) -> None:
    own.fill(own.begin(), title="草稿")
    assert git(root, "status", "--porcelain").strip() == ""
    assert keeping.Drafts(root / ".desk" / "drafts").of("own")


def test_without_scripts_a_full_disk_shows_what_was_typed_and_takes_it_again(
    own: Visitor, monkeypatch: pytest.MonkeyPatch
) -> None:
    draft = own.begin()

    def full(*_: object) -> None:
        raise OSError(errno.ENOSPC, "No space left on device")

    monkeypatch.setattr("generator.desk.keeping.writing.os.fsync", full)
    answer = own.fill(draft, title="关于供水的通知", body="写了很久的第一段。\n\n<b>写了很久的</b>第二段。")
    assert answer.status_code == 507 and "磁盘满了" in answer.text and "写了很久的第一段。" in answer.text
    assert "<b>写了很久的" not in answer.text
    monkeypatch.undo()
    form = next(
        each for each in lxml_html.document_fromstring(answer.text).forms if "/drafts/" in each.action
    )
    told = {each.get("name"): each.get("value") for each in form.xpath(".//input")}
    assert "草稿已保存" in own.client.post(form.action, data=told).text
    kept = own.desk.drafts.whoever(draft)
    assert kept and kept.title == "关于供水的通知" and "第二段" in (kept.body or "")


def test_a_page_that_is_too_old_shows_what_was_typed(own: Visitor) -> None:
    draft = own.begin()
    told = {"csrf": "旧的", "body": "写了很久的第一段，还没有存。"}
    answer = own.client.post(f"/drafts/{draft}", data=told, follow_redirects=False)
    assert answer.status_code == 403 and "写了很久的第一段，还没有存。" in answer.text
