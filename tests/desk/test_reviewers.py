"""Who takes which step of 三审三校: three different people, each only what is his, by rights that hold at once."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from generator.desk.keeping.people import review_lines
from generator.desk.keeping.reviewers import STEPS, Named, Process, Step, lacking, may_sign
from generator.publish.hooks.errors import RefusedError
from generator.publish.hooks.protection import read_protection
from tests.desk.conftest import PASSWORD, form_of, git
from tests.desk.office import RIGHTS, Office, commits, decide, handed_in
from tests.desk.test_publishing import BODY, written


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
