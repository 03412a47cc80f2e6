"""What a push does to branch main: taken and live, or refused and nothing moved."""

from __future__ import annotations

import os
import re
import shlex
import subprocess
import threading
from pathlib import Path

import pytest

from tests.helpers import COLUMNS, FINANCE, PORTAL, calm, document, run, serve
from tests.publish.hooks.conftest import PROTECT, Pushed, Server


@pytest.fixture
def protected(server: Server, tmp_path: Path) -> Server:
    """A repository with rights, whose main was pushed by the webmaster."""
    protect = tmp_path / "rights.yml"
    protect.write_text(PROTECT, encoding="utf-8")
    server.install("--protect", protect)
    assert server.clone.as_account("wang").push().code == 0
    return server


def refused(server: Server, who: str, *words: str) -> None:
    """Push as an account; see that it is refused with these words, and take the commit back."""
    clone = server.clone.as_account(who)
    clone.commit()
    tip = clone.tip
    pushed = clone.push()
    assert pushed.code != 0
    assert all(word in pushed.words for word in words), pushed.words
    assert clone.tip == tip
    clone.git("reset", "--quiet", "--hard", tip)


def test_rights_are_by_column(protected: Server) -> None:
    clone = protected.clone
    clone.put("content/czzj/b.md", document("资金"))
    refused(protected, "zhang", "财政资金", "由区财政局负责", "您可以改的：区政府办公室")
    clone.put("content/tzgg/b.md", document("越过文件夹", column="czzj"))
    refused(protected, "zhang", "content/tzgg/b.md　属于栏目“财政资金”")
    clone.put("content/tzgg/b.md", document("以后才公开", column="czzj", published="2199-01-01 09:00"))
    refused(protected, "zhang", "属于栏目“财政资金”")
    clone.put("content/tzgg/b.md", document("草稿", column="czzj", draft="true"))
    refused(protected, "zhang", "属于栏目“财政资金”")
    names = ("columns.yml", "mkdocs.yml", "ledger.yml", "theme/main.html", "registers/a.yml", "README.md")
    for name in names:
        clone.put(name, "甲\n")
    refused(protected, "zhang", *(f"{name}　关系到整个网站，只有站长能改" for name in names))
    clone.put("content/lost/b.md", document("无栏目"))
    refused(protected, "zhang", "不在任何栏目的文件夹里")
    clone.put("content/tzgg/b.md", document("自己的栏目"))
    clone.commit()
    assert clone.as_account("zhang").push().code == 0


def test_a_document_is_not_taken_out_of_anothers_column(protected: Server) -> None:
    clone = protected.clone
    clone.write(b=document("站长放的", column="czzj"))
    assert clone.as_account("wang").push().code == 0
    clone.put("content/tzgg/b.md", document("站长放的"))
    refused(protected, "zhang", "属于栏目“财政资金”")


def test_a_document_in_anothers_list_is_the_others_too(protected: Server) -> None:
    clone = protected.clone
    clone.put("content/tzgg/b.md", document("也列入别处", also="[czzj]"))
    refused(protected, "zhang", "content/tzgg/b.md　属于栏目“财政资金”")
    gone = {"withdrawn": "{date: 2026-11-01, reason: 内容有误}", "column": "czzj"}
    clone.put("content/tzgg/c.md", document("撤回的", **gone))
    refused(protected, "zhang", "content/tzgg/c.md　属于栏目“财政资金”")
    clone.put("content/tzgg/b.md", document("也列入别处", also="[czzj]"))
    clone.commit()
    assert clone.as_account("wang").push().code == 0
    # Out of the list is as much as into it.
    clone.put("content/tzgg/b.md", document("也列入别处"))
    refused(protected, "zhang", "属于栏目“财政资金”")


def test_addresses_are_recorded_by_those_who_may(protected: Server) -> None:
    clone = protected.clone
    lock = "tzgg  通知公告\nczzj  财政资金\n"
    clone.put("urls.lock", lock)
    clone.commit()
    assert clone.as_account("wang").push().code == 0
    clone.put("urls.lock", f"{lock}tzgg/wj.html  tzgg/文件.md\n")
    clone.put("content/tzgg/文件.md", document("文件名要转成拼音"))
    clone.commit()
    taken = clone.as_account("zhang").push()
    assert taken.code == 0, taken.words
    own = "tzgg/wj.html  tzgg/文件.md\ntzgg/alt.html  -> tzgg/a.html\n"
    clone.put("urls.lock", f"{lock}{own}")
    clone.commit()
    taken = clone.as_account("zhang").push()
    assert taken.code == 0, taken.words
    lock += own
    for line in (
        *("czzj/wj.html  czzj/文件.md", "tzgg/x.html  czzj/文件.md", "tzgg/x", "tzgg/x  tzgg>y"),
        *("tzgg/b.html  -> czzj/a.html", "czzj/b.html  -> tzgg/a.html", "tzgg/x  -> tzgg/y"),
        "tzgg/x.html czzj/文件.md",
    ):
        clone.put("urls.lock", f"{lock}{line}\n")
        refused(protected, "zhang", "urls.lock　关系到整个网站")


def test_who_is_unknown_changes_nothing(protected: Server) -> None:
    protected.clone.put("content/tzgg/b.md", document("自己的栏目"))
    refused(protected, "qian", "账号“qian”不在站长的权限文件里")


def test_rights_that_cannot_be_read_are_nobodys(protected: Server, tmp_path: Path) -> None:
    protected.clone.put("content/tzgg/b.md", document("自己的栏目"))
    rights = tmp_path / "rights.yml"
    rights.write_text(PROTECT.replace("单位", "单伟"), encoding="utf-8")
    refused(protected, "zhang", "权限文件有错误", "rights.yml:4:5", "单伟")
    rights.unlink()
    refused(protected, "wang", "读不了站长的权限文件")


def test_main_is_not_rewritten_or_removed(server: Server) -> None:
    clone = server.clone
    clone.write(b=document("第二号通知"))
    assert clone.push().code == 0
    tip = clone.tip
    clone.git("reset", "--quiet", "--hard", "HEAD~1")
    clone.write(c=document("第三号通知"))
    forced = clone.push("--force", "main")
    assert forced.code != 0
    assert "git pull" in forced.words
    assert "不能删除" in clone.push(":main").words
    assert clone.tip == tip


def test_a_faulty_document_is_held_back_when_so_told(server: Server) -> None:
    server.install("--withhold")
    clone = server.clone
    assert clone.push().code == 0
    clone.put("content/tzgg/b.md", document("第二号通知", issuer=""))
    clone.write(a=document("第一号通知", "改过的正文。", issuer=""), c=document("第三号通知"))
    pushed = clone.push()
    assert pushed.code == 0
    assert "content/tzgg/b.md:2:1" in pushed.words
    assert "content/tzgg/b.md　网站上没有它" in pushed.words
    assert "content/tzgg/a.md　网站上仍是改动以前的版本" in pushed.words
    assert server.page("tzgg/c.html")
    assert not server.page("tzgg/b.html")
    assert "改过的正文" not in server.page("tzgg/a.html")
    # What is wrong with the whole is still refused.
    tip = clone.tip
    clone.put("columns.yml", "portal: 甲\n")
    clone.commit()
    assert clone.push().code != 0
    assert clone.tip == tip
    # Mended, all is live.
    clone.put("columns.yml", calm(PORTAL + COLUMNS + FINANCE))
    clone.write(a=document("第一号通知", "改过的正文。"), b=document("第二号通知"))
    assert "暂不公开" not in clone.push().words
    assert server.page("tzgg/b.html")
    assert "改过的正文" in server.page("tzgg/a.html")


def test_a_faulty_column_is_held_back_when_so_told(server: Server) -> None:
    server.install("--withhold")
    clone = server.clone
    clone.put("content/czzj/a.md", document("资金分配", "原来的分配。"))
    clone.commit()
    assert clone.push().code == 0
    # A file that belongs to no document alone: its column stays as it was, with all that was to come in.
    clone.put(
        "content/czzj/图.svg", '<svg xmlns="http://www.w3.org/2000/svg"><script>alert(1)</script></svg>'
    )
    clone.put("content/czzj/a.md", document("资金分配", "改过的分配。", attachments="[图.svg]"))
    clone.put("content/czzj/b.md", document("又一份资金分配"))
    clone.write(c=document("第三号通知"))
    pushed = clone.push()
    assert pushed.code == 0, pushed.words
    assert "content/czzj/图.svg" in pushed.words
    assert "以上1个栏目有错误，改动暂不公开" in pushed.words
    assert "content/czzj/　网站上仍是改动以前的内容" in pushed.words
    assert "原来的分配" in server.page("czzj/a.html")
    assert not server.page("czzj/b.html")
    assert server.page("tzgg/c.html")
    # Still so at the next push, until it is mended.
    clone.write(d=document("第四号通知"))
    assert "content/czzj/　网站上仍是" in clone.push().words
    clone.put("content/czzj/图.svg", '<svg xmlns="http://www.w3.org/2000/svg"/>')
    clone.commit()
    assert "暂不公开" not in clone.push().words
    assert "改过的分配" in server.page("czzj/a.html")
    assert server.page("czzj/b.html")


def test_pushes_wait_for_each_other(server: Server) -> None:
    clone = server.clone
    assert clone.push().code == 0
    clone.write(b=document("第二号通知"))
    clone.git("branch", "other")
    clone.git("branch", "third")
    done: list[Pushed] = []
    pushes = [
        threading.Thread(target=lambda what=what: done.append(clone.push(what)))
        for what in ("main", "other", "third")
    ]
    for each in pushes:
        each.start()
    for each in pushes:
        each.join()
    assert [each.code for each in done] == [0, 0, 0]
    assert server.page("tzgg/b.html")
    assert {each.name for each in server.preview.iterdir()} == {"other", "third"}


def test_a_deploy_that_failed_is_made_up_for(server: Server) -> None:
    clone = server.clone
    server.target.write_text("不是文件夹")
    pushed = clone.push()
    assert "内容已收下，但发布没有做完" in pushed.words
    assert clone.tip
    server.target.unlink()
    done = run("hook", "publish", server.repository)
    assert (done.code, "已换上" in done.out) == (0, True)
    assert server.page("tzgg/a.html")


def test_nothing_to_publish_is_told(server: Server) -> None:
    done = run("hook", "publish", server.repository)
    assert (done.code, "还没有main分支" in done.out) == (1, True)


def test_other_branches_are_previews(server: Server) -> None:
    clone = server.clone
    clone.git("checkout", "--quiet", "-b", "修改/通知")
    clone.write(b=document("一份草稿", draft="true"))
    pushed = clone.push("修改/通知")
    assert pushed.code == 0
    name = next(server.preview.iterdir()).name
    assert name.startswith("修改-通知-")
    assert f"预览：{server.preview / name}" in pushed.words
    page = (server.preview / name / "tzgg/b.html").read_text(encoding="utf-8")
    assert '<meta name="robots" content="noindex, nofollow">' in page
    assert '<link rel="stylesheet" href="../gongkai-preview.css">' in page
    assert "预览：分支“修改/通知”" in page
    assert (server.preview / name / "robots.txt").read_text() == "User-agent: *\nDisallow: /\n"
    assert not list((server.preview / name).glob("sitemap*"))
    assert not server.target.exists()
    # Errors take no preview away, and keep nobody from going on.
    clone.write(b=document("一份草稿", issuer=""))
    pushed = clone.push("修改/通知")
    assert pushed.code == 0
    assert "没有做预览" in pushed.words
    assert (server.preview / name / "tzgg/b.html").is_file()
    assert clone.push(":修改/通知").code == 0
    assert list(server.preview.iterdir()) == []


def test_a_folder_that_is_no_preview_stays(server: Server) -> None:
    (server.preview / "other").mkdir(parents=True)
    server.clone.git("branch", "other")
    assert "不是预览，不动它" in server.clone.push("other").words
    assert list((server.preview / "other").iterdir()) == []


def test_tags_are_taken_and_other_refs_are_not(server: Server) -> None:
    server.clone.git("tag", "v1")
    assert server.clone.push("v1").code == 0
    assert "只收分支和标签" in server.clone.push("main:refs/replace/x").words
    listed = subprocess.run(["git", "-C", server.repository, "for-each-ref"], capture_output=True, check=True)
    assert listed.stdout.count(b"\n") == 1


def called_into_the_void(server: Server, hook: str, update: str) -> int:
    """Call a hook whose words nobody reads any more, as when the pusher's connection is cut; return how it ended."""
    ours, theirs = os.pipe()
    os.close(ours)
    words = [server.repository / "hooks" / hook]
    done = subprocess.run(words, input=f"{update}\n".encode(), stdout=theirs, stderr=theirs, check=False)
    os.close(theirs)
    return done.returncode


def test_a_push_ends_as_it_should_though_nobody_listens(server: Server) -> None:
    server.install("--preview", server.preview, "--withhold")
    clone = server.clone
    after = server.repository / "hooks/post-receive"
    # Taken, with something to say of it, and published though the first word is lost.
    clone.put("site/x.html", "不是内容")
    clone.commit()
    after.rename(after.with_name("aside"))
    assert clone.push().code == 0
    after.with_name("aside").rename(after)
    assert not server.page("tzgg/a.html")
    update = f"{'0' * 40} {clone.tip} refs/heads/main"
    assert called_into_the_void(server, "pre-receive", update) == 0
    assert called_into_the_void(server, "post-receive", update) == 0
    assert server.page("tzgg/a.html")
    # And what is wrong is refused.
    tip = clone.tip
    clone.put("columns.yml", "portal: 甲\n")
    clone.commit()
    clone.git("branch", "other")
    assert clone.push("other").code == 0
    new = clone.git("rev-parse", "HEAD").strip()
    assert called_into_the_void(server, "pre-receive", f"{tip} {new} refs/heads/main") == 1


def test_a_page_that_is_served_otherwise_is_taken_back(server: Server, tmp_path: Path) -> None:
    with serve(tmp_path) as address:
        server.install("--url", address)
        pushed = server.clone.push()
    assert pushed.code == 0
    assert "核对不符" in pushed.words


def test_a_push_has_the_web_server_read_new_rules(server: Server, tmp_path: Path) -> None:
    clone, log = server.clone, tmp_path / "log"
    server.install("--reload", f"echo ran >>'{log}'")
    assert clone.push().code == 0
    assert not log.exists()
    clone.git("mv", "content/tzgg/a.md", "content/tzgg/b.md")
    clone.write(b=document("第一号通知", old_urls="[/tzgg/a.html]"))
    pushed = clone.push()
    assert "网页服务器已重新载入" in pushed.words
    assert log.read_text() == "ran\n"


def test_a_timer_publishes_through_the_hook_and_is_silent_without_anything_new(server: Server) -> None:
    clone = server.clone
    clone.write(b=document("定时公开的通知", published="2198-01-01 09:30"))
    assert clone.push().code == 0
    told = run("timer", "--hook", server.repository)
    assert told.code == 0, told.err
    assert "2198-01-01 09:30" in told.out
    (line,) = re.findall(r"^\*/5 \* \* \* \* (.*)$", told.out, re.MULTILINE)
    words = shlex.split(line)
    words = words[words.index("generator") + 1 :]
    assert words == ["hook", "publish", str(server.repository), "--quiet"]
    assert run(*words).out == ""
    assert "已换上" in run(*words, "--as-of", "2198-01-01 09:30").out
    assert server.page("tzgg/b.html")
    assert run(*words, "--as-of", "2198-01-01 09:31").out == ""
    # A build of something that was refused is no reason to be silent about what is to be published.
    clone.write(c=document("第三号通知", issuer=""))
    assert clone.push().code != 0
    assert "没有变化" in run(*words, "--as-of", "2198-01-01 09:31").out
    assert run("timer", "--hook", server.target).code == 2
    assert run("timer", "--hook", server.repository, "--deploy", server.target).code == 2
