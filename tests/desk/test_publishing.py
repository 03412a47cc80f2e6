"""Publishing: a commit in the editor's name, or an answer and nothing lost."""

from __future__ import annotations

import errno
import os
import shutil
import threading
from datetime import datetime
from pathlib import Path

import pytest

from generator.desk.copy.state import key_of
from generator.desk.keeping.drafts import State
from tests.desk.conftest import NOW, Visitor, form_of, git, opened, repository, visit
from tests.helpers import document

BODY = "各镇街：\n\n一、总体要求\n\n认真做好工作。\n\n区政府办公室\n\n2026年11月20日"


def written(visitor: Visitor, title: str = "关于供水的通知", **fields: str) -> str:
    """Write a new document; return the id of its draft."""
    draft = visitor.begin()
    visitor.fill(draft, **{"title": title, "body": BODY, **fields})
    return draft


def test_a_new_document_is_a_commit_in_the_editors_name(shared: dict[str, Visitor], root: Path) -> None:
    zhang = shared["zhang"]
    draft = written(zhang)
    assert "关于供水的通知" in zhang.get(f"/drafts/{draft}/publish").text
    answer = zhang.publish(draft)
    assert "成功</h1>" in answer.text
    told = git(root, "log", "-1", "--format=%an|%ae|%cn|%ad|%s", "--date=iso").strip()
    assert told == f"张某|zhang@www.example.gov.cn|张某|{NOW:%Y-%m-%d %H:%M:%S} +0800|发布：关于供水的通知"
    path = "content/tzgg/20261120-gygsdtz.md"
    assert path in git(root, "show", "--stat", "--format=", "HEAD")
    text = (root / path).read_text(encoding="utf-8")
    assert "## 一、总体要求\n\n认真做好工作。" in text and "draft" not in text
    assert git(root, "status", "--porcelain").strip() == ""
    assert zhang.get(f"/documents/{key_of('tzgg/20261120-gygsdtz.md')}").status_code == 200


def test_a_change_touches_what_was_changed_alone(own: Visitor, root: Path) -> None:
    before = (root / "content/tzgg/a.md").read_text(encoding="utf-8")
    draft = own.change("tzgg/a.md")
    own.fill(draft, title="第一号通知（修订）")
    assert "成功</h1>" in own.publish(draft).text
    after = (root / "content/tzgg/a.md").read_text(encoding="utf-8")
    assert after == before.replace("第一号通知", '"第一号通知（修订）"', 1)
    assert git(root, "log", "-1", "--format=%s").strip() == "修改：第一号通知（修订）"


def test_a_correction_is_told_to_the_public(own: Visitor, root: Path) -> None:
    draft = own.change("tzgg/a.md")
    own.fill(draft, body="第一段。\n\n改过的第二段。", correction="更正第二段的电话。")
    assert "成功</h1>" in own.publish(draft).text
    text = (root / "content/tzgg/a.md").read_text(encoding="utf-8")
    assert "corrected: [{date: 2026-11-20, note: 更正第二段的电话。}]" in text.replace('"', "")
    assert text.endswith("---\n\n第一段。\n\n改过的第二段。\n")


def test_what_is_wrong_is_not_published(own: Visitor, root: Path) -> None:
    tip = git(root, "rev-parse", "HEAD")
    draft = written(own, body="身份证11010519491231002X")
    assert "改好才能发布" in own.publish(draft).text
    assert git(root, "rev-parse", "HEAD") == tip


def test_the_second_of_two_editors_is_told_and_shown_both(shared: dict[str, Visitor], root: Path) -> None:
    first, second = shared["zhang"], shared["wang"]
    one, other = first.change("tzgg/a.md"), second.change("tzgg/a.md")
    first.fill(one, body="第一段。\n\n张某改的第二段。", issuer="区政府办公室一处")
    second.fill(other, title="王某改的标题")
    assert "成功</h1>" in first.publish(one).text
    answer = second.publish(other)
    assert answer.status_code == 409
    assert "张某改的第二段" in answer.text and "<td>标题：王某改的标题" in answer.text
    assert "issuer" not in answer.text and "发布机构：区政府办公室一处" in answer.text
    # What the second has not touched is the first's.
    merged = second.post(f"/drafts/{other}/rebase").text
    assert (
        form_of(merged)["head.issuer"] == "区政府办公室一处"
        and form_of(merged)["head.title"] == "王某改的标题"
    )
    assert "成功</h1>" in second.publish(other).text
    text = (root / "content/tzgg/a.md").read_text(encoding="utf-8")
    assert "王某改的标题" in text and "张某改的第二段" in text and "一处" in text


def test_a_document_that_is_gone_may_be_published_anew(own: Visitor, root: Path) -> None:
    draft = own.change("tzgg/a.md")
    own.fill(draft, title="还在写的通知")
    git(root, "rm", "--quiet", "content/tzgg/a.md")
    (root / "urls.lock").unlink(missing_ok=True)
    git(root, "commit", "--quiet", "-am", "删除")
    assert "移走或删掉" in own.publish(draft).text
    assert "一份新的" in own.post(f"/drafts/{draft}/rebase").text
    assert "成功</h1>" in own.publish(draft).text


def test_what_the_webmaster_has_open_is_not_written_over(own: Visitor, root: Path) -> None:
    draft = own.change("tzgg/a.md")
    own.fill(draft, title="新标题")
    (root / "content/tzgg/a.md").write_text("站长正在写", encoding="utf-8")
    answer = own.publish(draft)
    assert "还没有提交的改动" in answer.text
    assert (root / "content/tzgg/a.md").read_text(encoding="utf-8") == "站长正在写"
    kept = own.desk.drafts.get(draft, "own")
    assert kept and kept.state is State.REFUSED and kept.fields["title"] == "新标题"
    assert "上次没有发布成功" in own.get("/").text
    git(root, "checkout", "--", "content")
    assert "成功</h1>" in own.publish(draft).text


def test_the_rights_hold_when_the_column_changes_hands_meanwhile(
    shared: dict[str, Visitor], root: Path
) -> None:
    zhang, people = shared["zhang"], shared["zhang"].desk.people
    draft = written(zhang)
    assert people
    people.rights.write_text("账号:\n  zhang:\n    栏目: [czzj]\n", encoding="utf-8")
    assert zhang.publish(draft).status_code == 404
    assert git(root, "log", "--format=%s").strip() == "开始"
    assert zhang.desk.drafts.get(draft, "zhang")


def test_another_columns_document_cannot_be_reached_through_the_head(
    shared: dict[str, Visitor], root: Path
) -> None:
    zhang = shared["zhang"]
    draft = zhang.begin()
    told = form_of(zhang.get(f"/drafts/{draft}").text)
    told |= {
        "head.title": "甲",
        "head.column": "czzj",
        "head.also": "czzj",
        "head.old_urls": "x.html",
        "body": "甲乙。",
    }
    zhang.post(f"/drafts/{draft}", told)
    assert "成功</h1>" in zhang.publish(draft).text
    shown = git(root, "show", "HEAD")
    assert (
        "content/tzgg/" in shown
        and "+column" not in shown
        and "+also" not in shown
        and "+old_urls" not in shown
    )


def remote(root: Path, folder: Path) -> Path:
    """Make a bare repository that the portal's branch follows."""
    git(folder, "init", "--quiet", "--bare", "--initial-branch=main", "库.git")
    git(root, "remote", "add", "origin", str(folder / "库.git"))
    git(root, "push", "--quiet", "--set-upstream", "origin", "main")
    return folder / "库.git"


def test_what_is_published_is_pushed_where_the_branch_follows_one(root: Path, tmp_path: Path) -> None:
    bare = remote(root, tmp_path)
    with opened(root) as desk:
        own = visit(desk)
        assert "成功</h1>" in own.publish(written(own)).text
        assert git(bare, "log", "-1", "--format=%an %s", "main").strip() == "张某 发布：关于供水的通知"
        # The portal's own work tree follows as far as nothing stands in the way.
        assert git(root, "rev-parse", "HEAD") == git(bare, "rev-parse", "main")


def test_the_answer_of_a_hook_is_shown_and_the_draft_stays(root: Path, tmp_path: Path) -> None:
    bare = remote(root, tmp_path)
    hook = bare / "hooks" / "pre-receive"
    hook.write_text("#!/bin/sh\necho '没有接受：标题里有错字' >&2\nexit 1\n", encoding="utf-8")
    hook.chmod(0o755)
    with opened(root) as desk:
        own = visit(desk)
        draft = written(own)
        answer = own.publish(draft)
        assert (
            "没有接受：标题里有错字" in answer.text and form_of(answer.text)["head.title"] == "关于供水的通知"
        )
        assert "没有接受：标题里有错字" in own.get(f"/drafts/{draft}").text
        hook.unlink()
        assert "成功</h1>" in own.publish(draft).text


def test_what_others_pushed_meanwhile_is_under_it(root: Path, tmp_path: Path) -> None:
    bare = remote(root, tmp_path)
    git(tmp_path, "clone", "--quiet", str(bare), "另一个")
    with opened(root) as desk:
        own = visit(desk)
        draft = written(own)
        other = tmp_path / "另一个"
        (other / "content/tzgg/c.md").write_text(document("第三号通知", "另一件事情。"), encoding="utf-8")
        git(other, "add", "--all")
        git(other, "commit", "--quiet", "-m", "别人的")
        git(other, "push", "--quiet")
        assert "成功</h1>" in own.publish(draft).text
        assert git(bare, "log", "--format=%s", "main").split() == ["发布：关于供水的通知", "别人的", "开始"]
        assert "第三号通知" in own.get("/documents").text


def test_without_the_server_it_is_written_and_kept(root: Path, tmp_path: Path) -> None:
    bare = remote(root, tmp_path)
    with opened(root) as desk:
        own = visit(desk)
        draft = written(own)
        bare.rename(tmp_path / "断了")
        assert "连不上" in own.publish(draft).text
        assert "暂时不能发布" in own.get("/").text
        assert form_of(own.get(f"/drafts/{draft}").text)["head.title"] == "关于供水的通知"
        (tmp_path / "断了").rename(bare)
        assert "成功</h1>" in own.publish(draft).text


def test_a_copy_left_by_a_killed_desk_is_put_in_order(root: Path) -> None:
    with opened(root):
        pass
    copy = root / ".desk" / "copy"
    (copy / "content/tzgg/a.md").write_text("写到一半", encoding="utf-8")
    (copy / "content/tzgg/z.md").write_text("写到一半", encoding="utf-8")
    folder = Path(git(copy, "rev-parse", "--absolute-git-dir").strip())
    (folder / "index.lock").write_text("", encoding="utf-8")
    with opened(root) as desk:
        own = visit(desk)
        assert "成功</h1>" in own.publish(written(own)).text
        assert (
            git(root, "show", "--name-only", "--format=", "HEAD").split("\n")[0]
            == "content/tzgg/20261120-gygsdtz.md"
        )
    shutil.rmtree(copy)
    with opened(root) as desk:
        assert visit(desk).get("/").status_code == 200


def test_two_who_publish_at_once_both_come_through(shared: dict[str, Visitor], root: Path) -> None:
    drafts = {
        who: written(shared[who], f"{who}的通知", body=BODY.replace("工作", who)) for who in ("zhang", "wang")
    }
    answers: dict[str, str] = {}

    def publish(who: str) -> None:
        answers[who] = shared[who].publish(drafts[who]).text

    threads = [threading.Thread(target=publish, args=(who,)) for who in drafts]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert {who: "成功</h1>" in answer for who, answer in answers.items()} == {
        "zhang": True,
        "wang": True,
    }
    assert len(git(root, "log", "--format=%s").split("\n")) == 4


def test_a_portal_below_its_repository_is_published_there(tmp_path: Path) -> None:
    inner = repository(tmp_path / "里")
    shutil.rmtree(inner / ".git")
    git(tmp_path, "init", "--quiet", "--initial-branch=main")
    git(tmp_path, "add", "--all")
    git(tmp_path, "commit", "--quiet", "-m", "开始")
    with opened(inner, who="赵某") as desk:
        own = visit(desk)
        assert "成功</h1>" in own.publish(written(own)).text
    assert git(tmp_path, "-c", "core.quotepath=off", "show", "--name-only", "--format=%an", "HEAD").split()[
        :2
    ] == ["赵某", "里/content/tzgg/20261120-gygsdtz.md"]


@pytest.mark.skipif(os.name == "nt", reason="links need a right there")
def test_a_folder_that_is_a_link_is_not_written_into(tmp_path: Path) -> None:
    outside = tmp_path / "外"
    outside.mkdir()
    root = repository(tmp_path / "网站")
    shutil.rmtree(root / "content/czzj")
    (root / "content/czzj").symlink_to(outside)
    git(root, "add", "--all")
    git(root, "commit", "--quiet", "-m", "链接")
    with opened(root) as desk:
        own = visit(desk)
        draft = own.begin("czzj")
        own.fill(draft, title="关于供水的通知", body=BODY)
        own.publish(draft)
    assert list(outside.iterdir()) == []


def test_a_document_is_withdrawn_with_its_reason(shared: dict[str, Visitor], root: Path) -> None:
    zhang, address = shared["zhang"], f"/documents/{key_of('tzgg/a.md')}/withdraw"
    assert zhang.post(address, {"reason": " "}).status_code == 409
    assert shared["li"].post(address, {"reason": "不该由我"}).status_code == 404
    answer = zhang.post(address, {"reason": "内容有误：“#1”，另行公布。"})
    draft = answer.headers["location"].split("/")[2]
    page = zhang.get(answer.headers["location"]).text
    assert "确认撤回" in page and "内容有误" in page
    assert git(root, "log", "--format=%s").strip() == "开始", "nothing has happened yet"
    assert "<h1>撤回成功</h1>" in zhang.publish(draft).text
    assert git(root, "log", "-1", "--format=%s").strip() == "撤回：第一号通知"
    text = (root / "content/tzgg/a.md").read_text(encoding="utf-8")
    assert 'withdrawn: {date: 2026-11-20, reason: "内容有误：“#1”，另行公布。"}' in text
    assert "已经撤回" in zhang.get(f"/documents/{key_of('tzgg/a.md')}").text
    assert zhang.post(f"/documents/{key_of('tzgg/a.md')}").status_code == 404


def test_a_branch_that_the_webmaster_has_left_is_published_and_the_other_left_alone(
    own: Visitor, root: Path
) -> None:
    draft = written(own)
    git(root, "checkout", "--quiet", "-b", "other")
    assert "成功</h1>" in own.publish(draft).text
    assert git(root, "log", "-1", "--format=%s", "main").strip() == "发布：关于供水的通知"
    assert git(root, "log", "-1", "--format=%s", "other").strip() == "开始"
    assert git(root, "status", "--porcelain").strip() == ""


def test_a_document_begun_days_ago_is_published_now_unless_somebody_chose_a_moment(
    own: Visitor, root: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    left, chosen = written(own), written(own, "关于供电的通知", published="2026-11-02 09:00")
    monkeypatch.setattr("tests.desk.conftest.NOW", datetime(2026, 11, 23, 15, 5))
    assert "发布日期写发布的那一刻" in own.get(f"/drafts/{left}/publish").text
    for draft, name, moment in ((left, "gygsdtz", "11-23 15:05"), (chosen, "gygddtz", "11-02 09:00")):
        assert "成功</h1>" in own.publish(draft).text
        text = (root / f"content/tzgg/20261123-{name}.md").read_text(encoding="utf-8")
        assert f"published: 2026-{moment}" in text


@pytest.mark.parametrize("words", ["", "各镇街：\n\n后来又写的。"])
def test_a_desk_that_is_killed_behind_the_push_does_not_publish_twice(root: Path, words: str) -> None:
    def killed(*_: object) -> None:
        raise OSError(errno.EIO, "killed")

    with opened(root) as desk, pytest.MonkeyPatch.context() as patch:
        own = visit(desk)
        draft = written(own)
        patch.setattr("generator.desk.web.publishing.done_draft", killed)
        own.publish(draft)
        assert len(git(root, "log", "--format=%s").split()) == 2
    with opened(root) as desk:
        own = visit(desk)
        assert "接着写" in own.get("/").text
        if words:
            own.fill(draft, body=words)
        assert "成功</h1>" in own.publish(draft).text
        assert [each.name for each in (root / "content/tzgg").glob("2026*")] == ["20261120-gygsdtz.md"]
        assert (
            "后来又写的" in git(root, "show", "HEAD")
            if words
            else len(git(root, "log", "--format=%s").split()) == 2
        )


def test_a_disk_that_is_full_while_publishing_leaves_draft_and_copy(
    own: Visitor, root: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    draft = written(own)

    def full(*_: object, **__: object) -> None:
        raise OSError(errno.ENOSPC, "No space left on device")

    monkeypatch.setattr("generator.desk.copy.publishing.commit_files", full)
    answer = own.publish(draft)
    assert answer.status_code == 507 and "磁盘满了" in answer.text
    assert git(root, "log", "--format=%s").split() == ["开始"]
    assert git(own.desk.room.copy.top, "status", "--porcelain").strip() == ""
    monkeypatch.undo()
    assert "认真做好工作" in own.get(f"/drafts/{draft}").text
    assert "成功</h1>" in own.publish(draft).text
