"""What goes wrong in a review, from two who decide at once to a killed desk: nothing is published twice, nothing is lost."""

from __future__ import annotations

import errno
import threading
from pathlib import Path

import pytest

from generator.desk.keeping.reviews import Status
from tests.desk.conftest import form_of, git
from tests.desk.office import (
    Office,
    commits,
    decide,
    handed_in,
    killed_behind_the_push,
    office_of,
    passed_twice,
)
from tests.desk.test_publishing import written


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


def test_what_was_published_by_a_killed_desk_is_not_taken_back(root: Path, rights: Path) -> None:
    with office_of(root, rights) as office:
        draft = handed_in(office)
        passed_twice(office, draft)
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
        passed_twice(office, draft)
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
