"""三审三校: nothing is published before three different people have passed what is published."""

from __future__ import annotations

import errno
import re
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from generator.desk.copy.state import key_of
from generator.desk.keeping.people import review_lines
from generator.desk.keeping.reviewers import STEPS, Named, Process, Step, lacking, may_sign
from generator.desk.keeping.reviews import Case, Reviews, Status
from generator.publish.hooks.errors import RefusedError
from generator.publish.hooks.protection import read_protection
from tests.desk.conftest import PASSWORD, Visitor, form_of, git, opened, visit
from tests.desk.test_publishing import BODY, written
from tests.desk.test_uploads import png, word_file

RIGHTS = """\
站长: [wang]
三审三校: true
账号:
  wang: {审核: [终审]}
  zhang: {单位: [区政府办公室]}
  chen: {单位: [区政府办公室], 审核: [初审]}
  he: {审核: [初审, 复审], 审核范围: 全部}
  liu: {审核: [复审, 终审], 审核范围: [区政府办公室]}
  li: {栏目: [czzj], 审核: [初审, 复审, 终审]}
"""
NAMES = {"wang": "王某", "zhang": "张某", "chen": "陈某", "he": "何某", "liu": "刘某", "li": "李某"}
Office = dict[str, Visitor]


@contextmanager
def office_of(root: Path, rights: Path) -> Iterator[Office]:
    """Open a desk at which documents are reviewed, and log everybody in."""
    with opened(root, rights) as desk:
        assert desk.people
        for account, name in NAMES.items():
            if desk.people.person(account) is None:
                desk.people.set_password(account, name, PASSWORD)
        yield {account: visit(desk, account) for account in NAMES}


@pytest.fixture
def rights(tmp_path: Path) -> Path:
    path = tmp_path / "rights.yml"
    path.write_text(RIGHTS, encoding="utf-8")
    return path


@pytest.fixture
def office(root: Path, rights: Path) -> Iterator[Office]:
    with office_of(root, rights) as made:
        yield made


def handed_in(office: Office, title: str = "关于供水的通知") -> str:
    """Write a document and hand it in; return the id of its draft."""
    draft = written(office["zhang"], title)
    assert "送审成功" in office["zhang"].publish(draft).text
    return draft


def decide(visitor: Visitor, draft: str, do: str = "pass", words: str = "", **told: str) -> str:
    """Press a button of the page of a review, as it is shown to the person; return the answer."""
    page = visitor.get(f"/reviews/{draft}").text
    shown = dict(re.findall(r'name="(version|step)" value="([^"]*)"', page))
    sent = {"version": "1", "step": "first", **shown, "do": do, "words": words, **told}
    return visitor.post(f"/reviews/{draft}", sent).text


def commits(root: Path) -> list[str]:
    return git(root, "log", "--format=%s").strip().split("\n")


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


@pytest.mark.parametrize(
    ("who", "step"),
    [
        ("zhang", "first"),  # the author
        ("he", "second"),  # a step that has not come
        ("liu", "third"),
        ("wang", "first"),  # a step that is another's
        ("li", "first"),  # another unit's reviewer
        ("chen", "third"),
    ],
)
def test_nobody_takes_a_step_that_is_not_his(office: Office, root: Path, who: str, step: str) -> None:
    draft = handed_in(office)
    for told in (step, "first", "third"):
        sent = {"do": "pass", "version": "1", "step": told}
        answer = office[who].post(f"/reviews/{draft}", sent)
        assert (answer.status_code in (404, 409)) or (who in ("he", "chen") and told == "first")
        if answer.status_code == 200:  # he and chen may take the first step: once
            break
    case = office["zhang"].desk.reviews.get(draft)
    assert case and len(case.passed) <= 1 and all(each.account in ("he", "chen") for each in case.passed)
    assert commits(root) == ["开始"]


def test_one_person_is_not_two_reviewers(office: Office, root: Path) -> None:
    draft = handed_in(office)
    decide(office["he"], draft)
    assert "不该由您来审" in decide(office["he"], draft, step="second")
    # Nor under another account of the same name.
    people = office["liu"].desk.people
    assert people
    people.set_password("liu", "何某", PASSWORD)
    assert "不该由您来审" in decide(office["liu"], draft, step="second")
    assert commits(root) == ["开始"]


def test_nobody_takes_a_step_and_leaves_a_later_one_to_nobody(office: Office) -> None:
    people = office["he"].desk.people
    assert people
    # He alone may take the second step: the first is for another.
    people.rights.write_text(RIGHTS.replace("审核: [复审, 终审]", "审核: [终审]"), encoding="utf-8")
    draft = handed_in(office)
    assert "去审" not in office["he"].get("/").text
    assert "不该由您来审" in decide(office["he"], draft)
    for who in ("chen", "he"):
        assert "通过" in decide(office[who], draft)
    assert "<h1>发布成功</h1>" in decide(office["wang"], draft)


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


def test_two_who_decide_at_once_decide_once(office: Office, root: Path) -> None:
    draft = handed_in(office)
    for who in ("chen", "he"):
        decide(office[who], draft)
    answers: list[str] = []
    sent = {"do": "pass", "version": "1", "step": "third"}

    def press(who: str) -> None:
        answers.append(office[who].post(f"/reviews/{draft}", sent).text)

    threads = [threading.Thread(target=press, args=(who,)) for who in ("liu", "wang", "liu")]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert sum("<h1>发布成功</h1>" in each for each in answers) == 1
    assert sum("刚刚有了变化" in each for each in answers) == 2
    assert len(commits(root)) == 2


def test_who_is_no_reviewer_and_no_author_sees_nothing(office: Office) -> None:
    draft = handed_in(office)
    for address in (f"/reviews/{draft}", f"/reviews/{draft}/show/tzgg/x.html", f"/drafts/{draft}"):
        assert office["li"].get(address).status_code == 404
    assert (
        office["li"]
        .post(f"/reviews/{draft}", {"do": "return", "words": "看看", "version": "1", "step": "first"})
        .status_code
        == 404
    )
    # A reviewer neither edits nor takes back nor deletes.
    for act in ("", "/autosave", "/publish", "/recall", "/drop", "/files"):
        assert office["chen"].post(f"/drafts/{draft}{act}", {"revision": "2"}).status_code == 404, act
    secret = written(office["zhang"], "没有送审的草稿")
    assert office["chen"].get(f"/reviews/{secret}").status_code == 404


def test_a_signature_cannot_be_typed(office: Office, root: Path) -> None:
    draft = office["zhang"].begin()
    assert "head.review.first" not in office["zhang"].get(f"/drafts/{draft}").text
    told = form_of(office["zhang"].get(f"/drafts/{draft}").text)
    told |= {
        "head.title": "关于签名的通知",
        "body": BODY,
        "head.review.first": "市长",
        "head.review.third": "市长",
    }
    office["zhang"].post(f"/drafts/{draft}", told)
    office["zhang"].publish(draft)
    for who in ("chen", "he"):
        decide(office[who], draft)
    decide(office["liu"], draft)
    shown = git(root, "show", "HEAD")
    assert "市长" not in shown and "{first: 陈某, second: 何某, third: 刘某}" in shown


def test_without_three_people_it_says_who_is_missing(office: Office, root: Path) -> None:
    people = office["zhang"].desk.people
    assert people
    people.rights.write_text(
        "三审三校: true\n账号:\n  zhang: {单位: [区政府办公室]}\n  chen: {单位: [区政府办公室], 审核: [初审, 复审]}\n",
        encoding="utf-8",
    )
    draft = written(office["zhang"])
    assert "没有人能复审" in office["zhang"].publish(draft).text
    assert office["zhang"].desk.reviews.get(draft) is None and commits(root) == ["开始"]


def test_the_author_may_be_first_where_the_webmaster_says_so(office: Office, root: Path) -> None:
    people = office["zhang"].desk.people
    assert people
    people.rights.write_text(
        RIGHTS.replace(
            "zhang: {单位: [区政府办公室]}", "zhang: {单位: [区政府办公室], 审核: [初审, 复审]}"
        ).replace("三审三校", "作者可初审: true\n三审三校"),
        encoding="utf-8",
    )
    draft = handed_in(office)
    assert "初审通过" in decide(office["zhang"], draft)
    assert "不该由您来审" in decide(office["zhang"], draft, step="second")
    assert "复审通过" in decide(office["he"], draft)
    assert "<h1>发布成功</h1>" in decide(office["wang"], draft)


def test_a_refused_push_leaves_the_review_where_it_was(office: Office, root: Path) -> None:
    draft = handed_in(office)
    for who in ("chen", "he"):
        decide(office[who], draft)
    (root / "content/tzgg/20261120-gygsdtz.md").write_text("站长正在写", encoding="utf-8")
    answer = decide(office["liu"], draft, words="同意，请尽快")
    assert "没有发布成功" in answer and "还没有提交的改动" in answer and "同意，请尽快" in answer
    assert "去审" in office["liu"].get("/").text
    (root / "content/tzgg/20261120-gygsdtz.md").unlink()
    assert "<h1>发布成功</h1>" in decide(office["liu"], draft)


def test_a_desk_that_is_killed_behind_the_push_does_not_publish_twice(root: Path, rights: Path) -> None:
    with office_of(root, rights) as office, pytest.MonkeyPatch.context() as patch:
        draft = handed_in(office)
        for who in ("chen", "he"):
            decide(office[who], draft)

        def killed(*_: object) -> None:
            raise OSError(errno.EIO, "killed")

        patch.setattr("generator.desk.web.reviewing._end_draft", killed)
        keep, seen = type(office["liu"].desk.reviews).keep, []

        def once(self: object, case: object) -> object:
            seen.append(case)
            if len(seen) > 2:
                raise OSError(errno.EIO, "killed")
            return keep(self, case)  # type: ignore[arg-type]

        patch.setattr("generator.desk.keeping.reviews.Reviews.keep", once)
        decide(office["liu"], draft)
        assert len(commits(root)) == 2
    with office_of(root, rights) as office:
        assert "去审" in office["liu"].get("/").text
        assert "<h1>发布成功</h1>" in decide(office["liu"], draft)
        assert len(commits(root)) == 2 and "去审" not in office["liu"].get("/").text
        assert (
            git(root, "show", "--name-only", "--format=", "HEAD").split()[0]
            == "content/tzgg/20261120-gygsdtz.md"
        )


def test_what_others_published_beneath_it_sends_it_back(office: Office, root: Path) -> None:
    draft = office["zhang"].change("tzgg/a.md")
    office["zhang"].fill(draft, title="张某改的标题")
    office["zhang"].publish(draft)
    for who in ("chen", "he"):
        decide(office[who], draft)
    text = (root / "content/tzgg/a.md").read_text(encoding="utf-8")
    (root / "content/tzgg/a.md").write_text(text.replace("第二段", "站长改的第二段"), encoding="utf-8")
    git(root, "commit", "--quiet", "-am", "站长的")
    assert "退回给写的人" in decide(office["liu"], draft)
    assert commits(root) == ["站长的", "开始"]
    answer = office["zhang"].publish(draft)
    assert answer.status_code == 409 and "站长改的第二段" in answer.text and "张某改的标题" in answer.text
    office["zhang"].post(f"/drafts/{draft}/rebase")
    assert "送审成功" in office["zhang"].publish(draft).text


def test_the_second_of_two_who_change_one_document_is_told_before(office: Office) -> None:
    first, second = office["zhang"].change("tzgg/a.md"), office["chen"].change("tzgg/a.md")
    office["zhang"].fill(first, title="张某改的标题")
    office["zhang"].publish(first)
    office["chen"].fill(second, title="陈某改的标题")
    page = office["chen"].get(f"/drafts/{second}/publish").text
    assert "张某也改了这一份" in page and "张某改的标题" not in page


def test_reviews_outlive_a_killed_desk_and_a_full_disk(root: Path, rights: Path) -> None:
    with office_of(root, rights) as office:
        draft = handed_in(office)
        decide(office["chen"], draft)
    with office_of(root, rights) as office, pytest.MonkeyPatch.context() as patch:

        def full(*_: object) -> None:
            raise OSError(errno.ENOSPC, "No space left on device")

        assert "去审" in office["he"].get("/").text
        office["he"].get(f"/reviews/{draft}")
        patch.setattr("generator.desk.keeping.writing.os.fsync", full)
        answer = decide(office["he"], draft, "return", "写了很久的意见")
        assert "磁盘满了" in answer and "写了很久的意见" in answer
        patch.undo()
        case = office["he"].desk.reviews.get(draft)
        assert case and len(case.passed) == 1 and case.status is Status.WAITING
        assert "复审通过" in decide(office["he"], draft)


def test_a_damaged_review_is_none_and_deleting_the_draft_ends_it(office: Office) -> None:
    draft = handed_in(office)
    path = office["zhang"].desk.drafts.folder / draft / "review.json"
    for text in ("", "{", "[]", '{"id": "x"}', "null"):
        good = path.read_bytes()
        path.write_text(text, encoding="utf-8")
        assert office["chen"].get(f"/reviews/{draft}").status_code == 404
        assert office["chen"].get("/").status_code == 200
        path.write_bytes(good)
    office["zhang"].post(f"/drafts/{draft}/drop")
    assert office["chen"].get(f"/reviews/{draft}").status_code == 404
    assert "去审" not in office["chen"].get("/").text


def test_rights_that_change_hold_at_once(office: Office, root: Path) -> None:
    draft = handed_in(office)
    people = office["chen"].desk.people
    assert people
    people.rights.write_text(RIGHTS.replace(", 审核: [初审]}", "}"), encoding="utf-8")
    assert (
        office["chen"].post(f"/reviews/{draft}", {"do": "pass", "version": "1", "step": "first"}).status_code
        == 404
    )
    for who in ("he", "liu"):
        decide(office[who], draft)
    people.rights.write_text(RIGHTS.replace("  zhang: {单位: [区政府办公室]}\n", ""), encoding="utf-8")
    assert "账号已经停用" in decide(office["wang"], draft)
    assert commits(root) == ["开始"]


def test_without_the_process_it_is_published_at_once(office: Office, root: Path) -> None:
    people = office["zhang"].desk.people
    assert people
    people.rights.write_text(RIGHTS.replace("三审三校: true\n", ""), encoding="utf-8")
    draft = written(office["zhang"])
    assert "<h1>发布成功</h1>" in office["zhang"].publish(draft).text
    assert len(commits(root)) == 2


PEOPLE = [Named(each, each.upper()) for each in "abcd"]


@settings(max_examples=150, deadline=None)
@given(
    st.dictionaries(st.sampled_from(STEPS), st.lists(st.sampled_from(PEOPLE), unique=True)),
    st.sampled_from(PEOPLE),
    st.booleans(),
)
def test_a_way_through_the_steps_is_found_if_there_is_one(
    seats: dict[Step, list[Named]], author: Named, own: bool
) -> None:
    process = Process(own)
    ways = [
        (a, b, c)
        for a in seats.get(Step.FIRST, [])
        for b in seats.get(Step.SECOND, [])
        for c in seats.get(Step.THIRD, [])
        if len({a, b, c}) == 3 and author not in (b, c) and (own or a != author)
    ]
    assert (lacking(process, author, seats) is None) == bool(ways)
    for way in ways:
        for number, step in enumerate(STEPS):
            assert may_sign(process, step, way[number], author, way[:number])


def test_the_webmaster_is_told_who_reviews_and_who_is_missing(office: Office) -> None:
    people = office["wang"].desk.people
    assert people
    seats = "初审：陈某、何某、李某；复审：何某、刘某、李某；终审：王某、刘某、李某"
    assert review_lines(people) == [f"三审三校：文档、名录和台账的说明由三个人依次审过才发布。{seats}。"]
    people.rights.write_text("三审三校: true\n账号:\n  chen: {审核: [初审]}\n", encoding="utf-8")
    told = "\n".join(review_lines(people))
    assert "复审：没有人" in told and "没有人能终审，什么也发布不了" in told
    people.rights.write_text(RIGHTS.replace("三审三校: true\n", ""), encoding="utf-8")
    assert "没有要求三审三校" in review_lines(people)[0]
    people.rights.write_text(RIGHTS + "名录由终审发布: true\n", encoding="utf-8")
    assert "“名录由终审发布”（registers_by_third）不再起作用" in "\n".join(review_lines(people))
    # A file that cannot be read publishes nothing unreviewed.
    people.rights.write_text("三审三校: [", encoding="utf-8")
    assert people.process() == Process()


@pytest.mark.parametrize("text", ["审核: [出审]", "审核: {a: b}", "审核: 4", "审核人: [初审]"])
def test_a_step_that_there_is_not_is_told(tmp_path: Path, text: str) -> None:
    path = tmp_path / "rights.yml"
    path.write_text(f"三审三校: true\n账号:\n  chen: {{{text}}}\n", encoding="utf-8")
    with pytest.raises(RefusedError, match=r"rights\.yml:3"):
        read_protection(path)


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


def killed_behind_the_push(office: Office, draft: str) -> None:
    """Have the last reviewer publish, and the desk die before it can note that."""
    for who in ("chen", "he"):
        decide(office[who], draft)
    keep, seen = Reviews.keep, []

    def once(self: Reviews, case: Case) -> Case:
        seen.append(case)
        if len(seen) > 2:
            raise OSError(errno.EIO, "killed")
        return keep(self, case)

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr("generator.desk.keeping.reviews.Reviews.keep", once)
        decide(office["liu"], draft)


def test_what_was_published_by_a_killed_desk_is_not_taken_back(root: Path, rights: Path) -> None:
    with office_of(root, rights) as office:
        draft = handed_in(office)
        killed_behind_the_push(office, draft)
        assert len(commits(root)) == 2
    with office_of(root, rights) as office:
        answer = office["zhang"].post(f"/drafts/{draft}/recall")
        assert answer.headers["location"] == f"/reviews/{draft}"
        page = office["zhang"].get(f"/reviews/{draft}").text
        assert "三个人都通过了，已经" in page and "刘某　发布" in page
        assert "去审" not in office["liu"].get("/").text
        # Written on and handed in, it is a change of what is published.
        office["zhang"].fill(draft, title="关于供水的通知（修订）")
        assert "送审成功" in office["zhang"].publish(draft).text
        for who in ("chen", "he"):
            decide(office[who], draft)
        assert "<h1>修改成功</h1>" in decide(office["liu"], draft)
        assert len(list((root / "content/tzgg").glob("2026*"))) == 1


def test_what_was_typed_after_a_killed_desk_had_published_is_a_change_of_it(root: Path, rights: Path) -> None:
    with office_of(root, rights) as office:
        draft = written(office["zhang"])
        page = form_of(office["zhang"].get(f"/drafts/{draft}").text)
        del page["csrf"]
        office["zhang"].publish(draft)
        killed_behind_the_push(office, draft)
    with office_of(root, rights) as office:
        revision = office["zhang"].desk.drafts.whoever(draft)
        assert revision
        told = {**page, "revision": str(revision.revision), "head.title": "关于停水的通知"}
        office["zhang"].post(f"/drafts/{draft}/autosave", told)
        answer = office["zhang"].publish(draft).text
        assert "已经审过、公开了" in answer
        assert office["zhang"].desk.drafts.whoever(draft).was  # type: ignore[union-attr]
        assert "送审成功" in office["zhang"].publish(draft).text
        for who in ("chen", "he"):
            decide(office[who], draft)
        assert "<h1>修改成功</h1>" in decide(office["liu"], draft)
        assert [each.name for each in (root / "content/tzgg").glob("2026*")] == ["20261120-gygsdtz.md"]
        assert "关于停水的通知" in (root / "content/tzgg/20261120-gygsdtz.md").read_text(encoding="utf-8")
