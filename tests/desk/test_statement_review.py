"""Statements for the ledger pass three reviewers as documents do, each seeing what is stated and what has changed."""

from __future__ import annotations

from pathlib import Path

import pytest

from generator.desk.keeping.reviews import Status
from tests.desk.conftest import git, repository
from tests.desk.office import RIGHTS, Office, commits, decide, killed_behind_the_push, office_of, passed_twice
from tests.desk.test_publishing import remote
from tests.desk.test_stating import ADDED, GOOD, LEDGER, ONE, TWO


@pytest.fixture
def root(tmp_path: Path) -> Path:
    return repository(tmp_path / "网站", dict(ADDED))


def begun(office: Office, who: str = "zhang", address: str = ONE, **told: str) -> str:
    """Fill in the form and go on to hand it in; return the id of the draft."""
    form = office[who].get(address).text
    revision = form.partition('name="revision" value="')[2].partition('"')[0]
    answer = office[who].post(address, GOOD | {"do": "submit", "revision": revision} | told)
    assert answer.status_code == 303, answer.text
    return answer.headers["location"].split("/")[3]


def hand_in(office: Office, draft: str, who: str = "zhang", words: str = "") -> str:
    answer = office[who].post(f"/statements/drafts/{draft}/publish", {"words": words})
    assert "送审成功" in answer.text, answer.text
    return draft


def test_a_statement_passes_three_people_and_is_in_the_ledger_then(office: Office, root: Path) -> None:
    form = office["zhang"].get(ONE).text
    assert "送审</button>" in form and "提交说明" not in form and "不经过三审三校" not in form
    draft = begun(office)
    page = office["zhang"].get(f"/statements/drafts/{draft}/publish").text
    assert "11月5日培训一次" in page and "<dt>谁能终审</dt><dd>王某、刘某</dd>" in page
    hand_in(office, draft, words="请尽快")
    assert office["zhang"].get(ONE).headers["location"] == f"/reviews/{draft}"
    for who, label in (("chen", "初审"), ("he", "复审"), ("liu", "终审")):
        assert "台账的说明" in office[who].get("/").text
        shown = office[who].get(f"/reviews/{draft}").text
        assert f"<h1>{label}：组织业务培训不少于1次。</h1>" in shown and "请尽快" in shown
        assert "<b>落实情况</b>：增加" in shown and "<ins>已落实</ins>" in shown and "65人参加" in shown
        assert commits(root) == ["开始"], "nothing is public yet"
        answer = decide(office[who], draft)
        assert ("<h1>说明成功</h1>" if label == "终审" else f"{label}通过") in answer
    assert "65人参加" in (root / "ledger.yml").read_text(encoding="utf-8").removeprefix(LEDGER)
    assert git(root, "log", "-1", "--format=%an|%cn|%B").strip() == (
        "张某|刘某|说明：任务sl-2026#1\n\n在办公桌面说明，账号：zhang\n"
        "初审：陈某 2026-11-20 10:00\n复审：何某 2026-11-20 10:00\n终审：刘某 2026-11-20 10:00"
    )
    assert "最近发布的" in office["zhang"].get("/").text and office["zhang"].get(ONE).status_code == 404
    log = (root / ".desk/audit.log").read_text(encoding="utf-8").encode().decode("unicode-escape")
    assert '"act": "终审通过，记进台账"' in log


def test_a_returned_statement_comes_back_and_the_next_look_shows_what_is_new(
    office: Office, root: Path
) -> None:
    draft = hand_in(office, begun(office))
    decide(office["chen"], draft)
    assert "已经退回" in decide(office["he"], draft, "return", "写明地点")
    home = office["zhang"].get("/").text
    assert "退回给您的" in home and f'href="/statements/drafts/{draft}"' in home
    assert office["zhang"].get(f"/statements/drafts/{draft}").headers["location"] == ONE
    page = office["zhang"].get(ONE).text
    assert "何某退回了这一份（复审" in page and "写明地点" in page and "65人参加" in page
    hand_in(office, begun(office, evidence="11月5日在会议室培训一次，65人参加。"))
    page = office["chen"].get(f"/reviews/{draft}").text
    assert "和您上次看的（第1稿" in page and "<ins>在会议室</ins>" in page
    passed_twice(office, draft)
    assert "<h1>说明成功</h1>" in decide(office["liu"], draft)
    assert "在会议室" in (root / "ledger.yml").read_text(encoding="utf-8")


def test_what_is_typed_is_kept_as_a_draft_and_a_change_voids_the_review(office: Office, root: Path) -> None:
    zhang = office["zhang"]
    answer = zhang.post(ONE, {"evidence": "写了一半的证明", "do": "save"})
    assert "草稿已保存" in answer.text and "写了一半的证明" in zhang.get(ONE).text
    assert "没有写完的" in zhang.get("/").text and "台账的说明" in zhang.get("/").text
    # What is missing is told, and is kept all the same.
    page = zhang.post(ONE, {"evidence": "又写了一些", "do": "submit", "revision": "1"})
    assert page.status_code == 409 and "请选落实情况" in page.text
    # Another window that has not seen that.
    page = zhang.post(ONE, GOOD | {"evidence": "另一个窗口", "revision": "1"})
    assert (
        page.status_code == 409 and "另一个窗口里也改过" in page.text and "另一个窗口</textarea>" in page.text
    )
    assert "又写了一些" in zhang.get(ONE).text
    draft = hand_in(office, begun(office))
    revision = getattr(zhang.desk.drafts.whoever(draft), "revision", 0)
    passed_twice(office, draft)
    stale = {"version": "1", "step": "third", "do": "pass"}
    zhang.post(ONE, GOOD | {"evidence": "后来改的", "do": "save", "revision": str(revision)})
    assert office["liu"].post(f"/reviews/{draft}", stale).status_code == 409
    assert commits(root) == ["开始"] and "先前的审核不算了" in zhang.get(ONE).text
    hand_in(office, draft)
    assert office["liu"].post(f"/reviews/{draft}", stale).status_code == 409
    assert (
        zhang.post(f"/statements/drafts/{draft}/recall").headers["location"] == f"/statements/drafts/{draft}"
    )
    assert zhang.post(f"/statements/drafts/{draft}/drop").status_code == 303
    assert "后来改的" not in zhang.get(ONE).text


def test_what_the_check_has_against_it_is_told_before_it_is_handed_in(office: Office, root: Path) -> None:
    draft = begun(office, evidence="没有/这一份.md")
    page = office["zhang"].post(f"/statements/drafts/{draft}/publish")
    assert page.status_code == 409 and "不是已公开的文档" in page.text and "没有/这一份.md" in page.text
    assert office["zhang"].desk.reviews.get(draft) is None
    assert git(root, "status", "--porcelain").strip() == ""


def test_only_who_reviews_for_the_units_sees_and_decides(office: Office, rights: Path, root: Path) -> None:
    draft = hand_in(office, begun(office))
    assert office["li"].get(f"/reviews/{draft}").status_code == 404
    assert "去审" not in office["li"].get("/").text
    # Another unit's reviewers may not, whatever steps they have.
    told = RIGHTS.replace("li: {栏目: [czzj], ", "li: {单位: [区财政局], ")
    rights.write_text(told, encoding="utf-8")
    for step in ("first", "third"):
        answer = office["li"].post(f"/reviews/{draft}", {"do": "pass", "version": "1", "step": step})
        assert answer.status_code == 404
    # A task of both units is for the reviewers of either.
    other = hand_in(office, begun(office, address=TWO))
    assert office["li"].get(f"/reviews/{other}").status_code == 200
    assert commits(root) == ["开始"]


@pytest.mark.parametrize(
    ("who", "step"),
    [("zhang", "first"), ("he", "second"), ("liu", "third"), ("wang", "first"), ("chen", "third")],
)
def test_nobody_takes_a_step_that_is_not_his(office: Office, root: Path, who: str, step: str) -> None:
    draft = hand_in(office, begun(office))
    answer = office[who].post(f"/reviews/{draft}", {"do": "pass", "version": "1", "step": step})
    assert answer.status_code in (404, 409)
    case = office["zhang"].desk.reviews.get(draft)
    assert case and case.passed == () and commits(root) == ["开始"]


def test_anothers_draft_is_out_of_reach_and_no_way_leads_around_the_review(
    office: Office, root: Path
) -> None:
    draft = begun(office)
    for who in ("wang", "li", "chen"):
        assert office[who].get(f"/statements/drafts/{draft}").status_code == 404
        assert office[who].get(f"/reviews/{draft}").status_code == 404
        for act in ("publish", "drop", "recall"):
            assert office[who].post(f"/statements/drafts/{draft}/{act}").status_code == 404, (who, act)
    for start in ("/drafts/", "/tables/"):
        assert office["zhang"].get(f"{start}{draft}").status_code == 404
        for act in ("", "/publish", "/drop", "/cell", "/autosave", "/files", "/rebase"):
            answer = office["zhang"].post(f"{start}{draft}{act}", {"row": "b0", "revision": "1"})
            assert answer.status_code in (404, 405), (start, act)
    hand_in(office, draft)
    decide(office["he"], draft)
    assert "不该由您来审" in decide(office["he"], draft, step="second")
    assert office["zhang"].get(f"/reviews/{draft}/show/ledger.yml").status_code == 404
    assert commits(root) == ["开始"] and (root / "ledger.yml").read_text(encoding="utf-8") == LEDGER


def test_of_two_who_state_the_same_the_second_is_handed_back(office: Office, root: Path) -> None:
    first, second = hand_in(office, begun(office)), begun(office, "wang", evidence="王某写的证明")
    assert "张某也改了这一份" in office["wang"].get(f"/statements/drafts/{second}/publish").text
    hand_in(office, second, "wang")
    for draft in (first, second):
        passed_twice(office, draft)
    assert "<h1>说明成功</h1>" in decide(office["liu"], first)
    assert "现在不用说明了" in office["liu"].get(f"/reviews/{second}").text
    answer = decide(office["liu"], second)
    assert "退回给写的人" in answer and "已经在2026-11-18说明过" in answer
    page = office["wang"].get(ONE).text
    assert "现在不用说明" in page and "王某写的证明" in page and "送审</button>" not in page
    assert len(commits(root)) == 2


def test_a_refused_push_a_lost_server_and_a_stopped_account_lose_nothing(
    root: Path, rights: Path, tmp_path: Path
) -> None:
    bare = remote(root, tmp_path)
    hook = bare / "hooks" / "pre-receive"
    hook.write_text("#!/bin/sh\necho '没有接受：今天不收' >&2\nexit 1\n", encoding="utf-8")
    hook.chmod(0o755)
    with office_of(root, rights) as office:
        draft = hand_in(office, begun(office))
        passed_twice(office, draft)
        answer = decide(office["liu"], draft, words="同意，请尽快")
        assert "没有接受：今天不收" in answer and "同意，请尽快" in answer and "审核停在终审" in answer
        hook.unlink()
        bare.rename(tmp_path / "断了")
        assert "连不上" in decide(office["liu"], draft)
        (tmp_path / "断了").rename(bare)
        rights.write_text(RIGHTS.replace("zhang: {单位: [区政府办公室]}", "zhang: {栏目: [czzj]}"), "utf-8")
        assert "不再管承担这项任务的单位" in decide(office["liu"], draft)
        rights.write_text(RIGHTS, encoding="utf-8")
        assert "<h1>说明成功</h1>" in decide(office["liu"], draft)


def test_a_desk_that_is_killed_behind_the_push_does_not_state_twice(root: Path, rights: Path) -> None:
    with office_of(root, rights) as office:
        draft = hand_in(office, begun(office))
        passed_twice(office, draft)
        killed_behind_the_push(office, draft)
        assert len(commits(root)) == 2
    with office_of(root, rights) as office:
        assert "<h1>说明成功</h1>" in decide(office["liu"], draft)
        assert len(commits(root)) == 2 and "去审" not in office["liu"].get("/").text
        case = office["zhang"].desk.reviews.get(draft)
        assert case and case.status is Status.PUBLISHED


def test_without_the_process_a_kept_draft_is_published_from_its_form(
    office: Office, root: Path, rights: Path
) -> None:
    begun(office)
    rights.write_text(RIGHTS.replace("三审三校: true\n", ""), encoding="utf-8")
    page = office["zhang"].get(ONE).text
    assert "提交说明" in page and "65人参加" in page
    assert "<h1>说明成功</h1>" in office["zhang"].post(ONE, GOOD).text
    assert "没有草稿" in office["zhang"].get("/").text and len(commits(root)) == 2
