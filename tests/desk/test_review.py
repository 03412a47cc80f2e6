"""三审三校: nothing is published before three different people have passed what is published."""

from __future__ import annotations

import re
from datetime import datetime
from pathlib import Path

import pytest

from generator.desk.copy.state import key_of
from generator.desk.keeping.reviews import Status
from tests.desk.conftest import form_of, git
from tests.desk.office import Office, commits, decide, handed_in
from tests.desk.test_publishing import BODY, written
from tests.desk.test_uploads import png, word_file


def test_three_people_pass_it_and_then_it_is_published_in_the_editors_name(
    office: Office, root: Path
) -> None:
    draft = handed_in(office)
    assert "等初审" in office["zhang"].get("/").text
    for who, label, after in (("chen", "初审", "复审"), ("he", "复审", "终审")):
        assert "去审" in office[who].get("/").text
        answer = decide(office[who], draft)
        assert f"{label}通过" in answer and f"{after}。" in answer
        assert commits(root) == ["开始"], "nothing is public yet"
        assert "去审" not in office[who].get("/").text
    assert "通过并发布" in office["liu"].get(f"/reviews/{draft}").text
    assert "<h1>发布成功</h1>" in decide(office["liu"], draft)
    told = git(root, "log", "-1", "--format=%an|%ae|%cn|%B").strip()
    assert told.startswith("张某|zhang@www.example.gov.cn|刘某|发布：关于供水的通知\n")
    for line in ("初审：陈某 2026-11-20 10:00", "复审：何某 2026-11-20 10:00", "终审：刘某 2026-11-20 10:00"):
        assert line in told
    text = (root / "content/tzgg/20261120-gygsdtz.md").read_text(encoding="utf-8")
    assert "review: {first: 陈某, second: 何某, third: 刘某}" in text
    assert "最近发布的" in office["zhang"].get("/").text
    case = office["zhang"].desk.reviews.get(draft)
    assert case and case.status is Status.PUBLISHED


def test_a_returned_draft_comes_back_with_the_reason_and_starts_anew(office: Office, root: Path) -> None:
    draft = handed_in(office)
    decide(office["chen"], draft)
    assert "请写明要改什么" in decide(office["he"], draft, "return")
    assert "已经退回" in decide(office["he"], draft, "return", "第二段的日期不对")
    home = office["zhang"].get("/").text
    assert "退回给您的" in home and "第二段的日期不对" in home and "去改" in home
    page = office["zhang"].get(f"/drafts/{draft}").text
    assert "何某退回了这一份（复审" in page and "第二段的日期不对" in page
    office["zhang"].fill(draft, body=BODY.replace("认真做好", "切实做好"))
    assert "送审成功" in office["zhang"].publish(draft).text
    # The first reviewer starts again, and sees what has changed since.
    page = office["chen"].get(f"/reviews/{draft}").text
    assert "和您上次看的（第1稿" in page and "<del>认真</del>" in page and "<ins>切实</ins>" in page
    assert "总体要求" not in page.partition('<ol class="dk-changes">')[2].partition("</ol>")[0]
    for who in ("chen", "he"):
        assert "通过" in decide(office[who], draft)
    assert "<h1>发布成功</h1>" in decide(office["liu"], draft)
    assert "切实做好工作" in git(root, "show", "HEAD")


def test_a_change_after_a_review_sends_it_back(office: Office, root: Path) -> None:
    draft = written(office["zhang"])
    window = form_of(office["zhang"].get(f"/drafts/{draft}").text)
    office["zhang"].publish(draft)
    decide(office["chen"], draft)
    decide(office["he"], draft)
    stale = dict(
        re.findall(r'name="(version|step)" value="([^"]*)"', office["liu"].get(f"/reviews/{draft}").text)
    )
    # A window that was open before: what is typed in it is kept, and what was passed counts no longer.
    answer = office["zhang"].post(f"/drafts/{draft}", window | {"body": "后来改的正文，谁也没有审过。"})
    assert "后来改的正文" in answer.text and "先前的审核不算了" in answer.text
    refused = office["liu"].post(f"/reviews/{draft}", stale | {"do": "pass"})
    assert refused.status_code == 409 and "刚刚有了变化" in refused.text
    assert commits(root) == ["开始"]
    assert "改了内容" in office["he"].get(f"/reviews/{draft}").text
    office["zhang"].publish(draft)
    assert office["liu"].post(f"/reviews/{draft}", stale | {"do": "pass"}).status_code == 409
    assert "等初审" in office["zhang"].get("/").text


def test_what_waits_is_not_edited_but_taken_back(office: Office) -> None:
    draft = handed_in(office)
    answer = office["zhang"].get(f"/drafts/{draft}")
    assert (answer.status_code, answer.headers["location"]) == (303, f"/reviews/{draft}")
    assert "拿回来改" in office["zhang"].get(f"/reviews/{draft}").text
    assert office["zhang"].post(f"/drafts/{draft}/recall").headers["location"] == f"/drafts/{draft}"
    assert form_of(office["zhang"].get(f"/drafts/{draft}").text)["head.title"] == "关于供水的通知"
    assert "去审" not in office["chen"].get("/").text
    assert "刚刚有了变化" in decide(office["chen"], draft)


def test_an_attachment_that_was_exchanged_is_not_published(office: Office, root: Path) -> None:
    draft = written(office["zhang"])
    data = {"revision": str(getattr(office["zhang"].desk.drafts.get(draft, "zhang"), "revision", 0))}
    office["zhang"].post(f"/drafts/{draft}/files", data, files={"upload": ("图.png", png())})
    assert "送审成功" in office["zhang"].publish(draft).text
    page = office["chen"].get(f"/reviews/{draft}").text
    address = re.search(rf'href="(/reviews/{draft}/show/tzgg/[^"]+png)"', page)
    assert address and office["chen"].get(address[1]).content == png()
    decide(office["chen"], draft)
    decide(office["he"], draft)
    kept = office["zhang"].desk.drafts.get(draft, "zhang")
    assert kept
    (office["zhang"].desk.drafts.beside(kept) / kept.files[0]).write_bytes(word_file())
    assert "和送审的时候不一样" in decide(office["liu"], draft)
    assert commits(root) == ["开始"]


def test_a_change_of_a_document_shows_what_differs_from_the_published(office: Office, root: Path) -> None:
    draft = office["zhang"].change("tzgg/a.md")
    office["zhang"].fill(draft, title="第一号通知（修订）", body="第一段。\n\n第二段改过。")
    assert "送审成功" in office["zhang"].publish(draft).text
    page = office["chen"].get(f"/reviews/{draft}").text
    assert "和现在公开的相比" in page and "<b>标题</b>：改动" in page and "<ins>（修订）</ins>" in page
    for who in ("chen", "he"):
        decide(office[who], draft)
    assert "<h1>修改成功</h1>" in decide(office["wang"], draft)
    assert "review: {first: 陈某, second: 何某, third: 王某}" in (root / "content/tzgg/a.md").read_text(
        encoding="utf-8"
    )


def test_a_withdrawal_is_reviewed_too(office: Office, root: Path) -> None:
    answer = office["zhang"].post(f"/documents/{key_of('tzgg/a.md')}/withdraw", {"reason": "内容有误。"})
    draft = answer.headers["location"].split("/")[2]
    assert "确认送审" in office["zhang"].get(answer.headers["location"]).text
    assert "送审成功" in office["zhang"].publish(draft).text
    assert "原因：内容有误。" in office["chen"].get(f"/reviews/{draft}").text
    for who in ("chen", "he"):
        decide(office[who], draft)
    assert "<h1>撤回成功</h1>" in decide(office["liu"], draft)
    assert "withdrawn:" in git(root, "show", "HEAD:content/tzgg/a.md")


def test_an_older_version_is_not_passed(office: Office) -> None:
    draft = handed_in(office)
    office["zhang"].post(f"/drafts/{draft}/recall")
    office["zhang"].fill(draft, body="第二稿的正文。")
    office["zhang"].publish(draft)
    for version in ("1", "0", "3", "-1", "x", "", "9" * 300):
        answer = office["chen"].post(f"/reviews/{draft}", {"do": "pass", "version": version, "step": "first"})
        assert answer.status_code == 409, version
    case = office["zhang"].desk.reviews.get(draft)
    assert case and case.version.number == 2 and case.passed == ()


def test_the_moment_of_publication_is_that_of_the_last_review_unless_somebody_chose_one(
    office: Office, root: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    left, chosen, changed = (
        written(office["zhang"], "关于供水的通知"),
        written(office["zhang"], "关于供电的通知", published="2026-11-02 09:00"),
        written(office["zhang"], "关于供气的通知", published="2026-11-03 09:00"),
    )
    page = office["zhang"].get(f"/drafts/{left}/publish").text
    assert "终审通过就公开，发布日期写那一刻" in page and "发布日期改成" not in page
    assert "2026年11月02日 09:00，比现在早" in office["zhang"].get(f"/drafts/{chosen}/publish").text
    for draft, told in ((left, {}), (chosen, {}), (changed, {"moment": "release"})):
        assert "送审成功" in office["zhang"].post(f"/drafts/{draft}/publish", told).text
    monkeypatch.setattr("tests.desk.conftest.NOW", datetime(2026, 11, 23, 15, 5))
    for draft in (left, chosen, changed):
        for who in ("chen", "he"):
            assert "通过" in decide(office[who], draft)
        assert "<h1>发布成功</h1>" in decide(office["liu"], draft)
    for name, moment in (("gygsdtz", "11-23 15:05"), ("gygddtz", "11-02 09:00"), ("gygqdtz", "11-23 15:05")):
        text = (root / f"content/tzgg/20261123-{name}.md").read_text(encoding="utf-8")
        assert f"published: 2026-{moment}" in text
