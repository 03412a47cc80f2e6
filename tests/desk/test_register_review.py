"""Registers pass three reviewers as documents do: what they pass is rows and cells, merged only where nothing clashes."""

from __future__ import annotations

import errno
import re
from pathlib import Path

import pytest

from generator.desk.copy.state import key_of
from generator.desk.keeping.reviews import Status
from generator.load.history.trail import read_trail
from tests.desk.conftest import git, repository
from tests.desk.office import RIGHTS as OFFICE
from tests.desk.office import Office, commits, decide, killed_behind_the_push, office_of, passed_twice
from tests.desk.registers import BOOK, CLINICS, FILES, HEAD, ROWS, begin, csv_file, set_row, shown_rows
from tests.desk.test_registers import live, upload

RIGHTS = OFFICE.replace("[区政府办公室]", "[区政府办公室, 区卫生健康委]")


@pytest.fixture
def root(tmp_path: Path) -> Path:
    """A portal with registers in a repository of its own."""
    return repository(tmp_path / "网站", FILES)


@pytest.fixture
def rights(tmp_path: Path) -> Path:
    """Those of the office, where one unit has the registers too."""
    path = tmp_path / "rights.yml"
    path.write_text(RIGHTS, encoding="utf-8")
    return path


def changed(office: Office, who: str = "zhang", row: str = "b1", **cells: str) -> str:
    """Change a row of the clinics; return the id of the draft."""
    base = begin(office[who])
    set_row(office[who], base, row, **(cells or {"phone": "023-00000009"}))
    return base.rpartition("/")[2]


def hand_in(office: Office, draft: str, words: str = "") -> str:
    answer = office["zhang"].post(f"/tables/{draft}/publish", {"words": words})
    assert "送审成功" in answer.text, answer.text
    return draft


def commit_clinics(root: Path, *rows: str) -> None:
    """Have the webmaster publish other rows of the clinics."""
    (root / "content" / CLINICS).write_bytes(csv_file(rows))
    git(root, "commit", "--quiet", "-am", "站长的")


def test_a_row_passes_three_people_who_see_what_differs_and_is_live_then(office: Office, root: Path) -> None:
    draft = changed(office)
    page = office["zhang"].get(f"/tables/{draft}/changes").text
    assert "<h1>送审：门诊</h1>" in page and "<dt>谁能复审</dt><dd>何某、刘某</dd>" in page
    hand_in(office, draft, "号码换了")
    assert office["zhang"].get(f"/tables/{draft}").headers["location"] == f"/reviews/{draft}"
    for who, label in (("chen", "初审"), ("he", "复审"), ("liu", "终审")):
        home = office[who].get("/").text
        assert "等您审的" in home and "发热门诊　名录" in home
        shown = office[who].get(f"/reviews/{draft}").text
        assert f"<h1>{label}：门诊</h1>" in shown and "和现在公开的相比" in shown and "号码换了" in shown
        assert "<del>023-00000002</del>" in shown and "<ins>023-00000009</ins>" in shown
        assert "改动1行，新增0行，去掉0行" in shown and "023-00000001" not in shown
        assert commits(root) == ["开始"], "nothing is public yet"
        answer = decide(office[who], draft)
        assert ("<h1>发布成功</h1>" if label == "终审" else f"{label}通过") in answer
    assert live(root)[2][3] == "023-00000009"
    told = git(root, "log", "-1", "--format=%an|%cn|%B").strip()
    assert told == (
        "张某|刘某|修改名录：门诊\n\n在办公桌面修改名录，账号：zhang\n"
        "初审：陈某 2026-11-20 10:00\n复审：何某 2026-11-20 10:00\n终审：刘某 2026-11-20 10:00"
    )
    # The trail that everybody can read names them too.
    trail = read_trail(root, root.parent / "trail", office["wang"].desk.room.known.portal)
    assert [(act.who, act.author, act.reviewers) for act in trail.acts[CLINICS]] == [
        ("张某", "", ("", "", "")),
        ("刘某", "张某", ("陈某", "何某", "刘某")),
    ]
    case = office["zhang"].desk.reviews.get(draft)
    assert case and case.status is Status.PUBLISHED
    assert "最近发布的" in office["zhang"].get("/").text
    log = (root / ".desk/audit.log").read_text(encoding="utf-8").encode().decode("unicode-escape")
    for act in ("送审", "初审通过", "复审通过", "终审通过，修改名录"):
        assert f'"act": "{act}"' in log


def test_a_returned_register_comes_back_with_the_reason_and_the_next_look_shows_what_is_new(
    office: Office, root: Path
) -> None:
    draft = hand_in(office, changed(office))
    passed_twice(office, draft)
    assert "请写明要改什么" in decide(office["liu"], draft, "return")
    assert "已经退回" in decide(office["liu"], draft, "return", "时间也要改")
    home = office["zhang"].get("/").text
    assert "退回给您的" in home and f'href="/tables/{draft}"' in home
    page = office["zhang"].get(f"/tables/{draft}").text
    assert "刘某退回了这一份（终审" in page and "时间也要改" in page
    set_row(office["zhang"], f"/tables/{draft}", "b2", hours="半天")
    hand_in(office, draft)
    page = office["chen"].get(f"/reviews/{draft}").text
    seen, _, published = page.partition("和现在公开的相比")
    seen = seen[seen.index("和您上次看的（第1稿") :]
    assert "半天" in seen and "023-00000009" not in seen
    assert "半天" in published and "023-00000009" in published
    passed_twice(office, draft)
    assert "<h1>发布成功</h1>" in decide(office["liu"], draft)
    assert (live(root)[2][3], live(root)[3][4]) == ("023-00000009", "半天")


def test_a_new_register_is_shown_whole_and_a_workbook_is_told(office: Office, root: Path) -> None:
    zhang = office["zhang"]
    base = begin(zhang, BOOK)
    set_row(zhang, base, "b0", hours="8:00—17:00")
    draft = hand_in(office, base.rpartition("/")[2])
    assert "换成同名的CSV文件" in office["chen"].get(f"/reviews/{draft}").text
    passed_twice(office, draft)
    assert "<h1>发布成功</h1>" in decide(office["liu"], draft)
    assert not (root / "content" / BOOK).exists() and live(root, "hsjc/检测点.csv")[2][4] == "8:00—17:00"
    place = f"/registers/in/{key_of('frmz')}"
    answer = zhang.post(f"{place}/file", {"title": "另一张"}, files={"upload": ("b.csv", csv_file(ROWS[:2]))})
    draft = hand_in(office, answer.headers["location"].rpartition("/")[2])
    page = office["chen"].get(f"/reviews/{draft}").text
    assert "新的一张表，全部的行" in page and "新增2行" in page and "示例区中医院发热门诊" in page
    passed_twice(office, draft)
    assert "<h1>发布成功</h1>" in decide(office["liu"], draft)
    assert len(live(root, "frmz/另一张.csv")) == 3


def test_what_others_published_in_other_cells_is_kept_at_the_release(office: Office, root: Path) -> None:
    draft = hand_in(office, changed(office))
    passed_twice(office, draft)
    commit_clinics(root, ROWS[0].replace("24小时", "全天"), *ROWS[1:])
    page = office["liu"].get(f"/reviews/{draft}").text
    assert "<h1>发布成功</h1>" in decide(office["liu"], draft), page
    assert (live(root)[1][4], live(root)[2][3]) == ("全天", "023-00000009")
    assert "合到别人刚发布的一版上" in git(root, "log", "-1", "--format=%B")


@pytest.mark.parametrize(
    ("rows", "words"),
    [
        (
            (ROWS[0], ROWS[1].replace("023-00000002", "023-00000022"), ROWS[2]),
            "别人改成“023-00000022”，这一份改成",
        ),
        ((ROWS[0], ROWS[2]), "这一行别人去掉了，这一份改了它"),
        ((ROWS[0], ROWS[1], ROWS[2].replace("8:00—17:30", "半天")), "这一行别人改过，这一份去掉了它"),
    ],
)
def test_what_clashes_is_told_handed_back_and_merged_by_its_author(
    office: Office, root: Path, rows: tuple[str, ...], words: str
) -> None:
    draft = changed(office)
    office["zhang"].post(f"/tables/{draft}/rows/b2/remove")
    hand_in(office, draft)
    passed_twice(office, draft)
    commit_clinics(root, *rows)
    answer = decide(office["liu"], draft)
    assert "没有发布，退回给写的人" in answer and words in answer
    assert commits(root) == ["站长的", "开始"]
    assert words in office["zhang"].get(f"/tables/{draft}").text
    again = office["zhang"].post(f"/tables/{draft}/publish")
    assert again.status_code == 409 and "有人先改了这张表" in again.text
    office["zhang"].post(f"/tables/{draft}/rebase")
    hand_in(office, draft)
    page = office["chen"].get(f"/reviews/{draft}").text
    assert "和您上次看的（第1稿" in page and "第2稿" in page
    passed_twice(office, draft)
    assert "<h1>发布成功</h1>" in decide(office["liu"], draft)
    assert any("023-00000009" in row for row in live(root))


def test_a_change_after_a_review_sends_it_back_and_what_is_only_looked_at_does_not(
    office: Office, root: Path
) -> None:
    draft = hand_in(office, changed(office))
    passed_twice(office, draft)
    # A file that is brought and not taken in is no change.
    upload(office["zhang"], f"/tables/{draft}", "新.csv", csv_file(ROWS[:1]))
    assert "等终审" in office["zhang"].get("/").text
    stale = {"version": "1", "step": "third", "do": "pass"}
    told = {"row": "b0", "c.hours": "后来改的"}
    assert office["zhang"].post(f"/tables/{draft}/cell", told).status_code == 200
    answer = office["liu"].post(f"/reviews/{draft}", stale)
    assert answer.status_code == 409 and "刚刚有了变化" in answer.text
    assert commits(root) == ["开始"]
    assert "先前的审核不算了" in office["zhang"].get(f"/tables/{draft}").text
    hand_in(office, draft)
    assert office["liu"].post(f"/reviews/{draft}", stale).status_code == 409
    assert "等初审" in office["zhang"].get("/").text


def test_it_is_taken_back(office: Office) -> None:
    draft = hand_in(office, changed(office))
    assert office["zhang"].post(f"/tables/{draft}/recall").headers["location"] == f"/tables/{draft}"
    assert shown_rows(office["zhang"].get(f"/tables/{draft}").text)[1][3] == "023-00000009"
    assert "刚刚有了变化" in decide(office["chen"], draft)


def test_what_is_wrong_or_the_same_or_has_nobody_is_not_handed_in(office: Office, rights: Path) -> None:
    zhang, base = office["zhang"], begin(office["zhang"])
    assert "没有要送审的改动" in zhang.publish_table(base)
    set_row(zhang, base, "b0", phone="没有")
    assert "改好才能送审" in zhang.publish_table(base)
    set_row(zhang, base, "b0", phone="023-00000009")
    rights.write_text(RIGHTS.replace("审核: [复审, 终审]", "审核: [初审]"), encoding="utf-8")
    rights.write_text(
        re.sub(r"wang: \{审核: \[终审\]\}", "wang: {审核: [初审]}", rights.read_text("utf-8")), "utf-8"
    )
    assert "没有人能终审" in zhang.publish_table(base)
    assert office["zhang"].desk.reviews.get(base.rpartition("/")[2]) is None


@pytest.mark.parametrize(
    ("who", "step"),
    [
        ("zhang", "first"),
        ("he", "second"),
        ("liu", "third"),
        ("wang", "first"),
        ("li", "first"),
        ("chen", "third"),
    ],
)
def test_nobody_takes_a_step_that_is_not_his(office: Office, root: Path, who: str, step: str) -> None:
    draft = hand_in(office, changed(office))
    answer = office[who].post(f"/reviews/{draft}", {"do": "pass", "version": "1", "step": step})
    assert answer.status_code in (404, 409)
    case = office["zhang"].desk.reviews.get(draft)
    assert case and case.passed == () and commits(root) == ["开始"]


def test_one_person_is_not_two_reviewers(office: Office, root: Path) -> None:
    draft = hand_in(office, changed(office))
    decide(office["he"], draft)
    assert "不该由您来审" in decide(office["he"], draft, step="second")
    assert commits(root) == ["开始"]


def test_anothers_draft_is_neither_seen_nor_changed_and_no_way_leads_around_the_review(
    office: Office, root: Path
) -> None:
    draft = changed(office)
    for who in ("chen", "li"):
        assert office[who].get(f"/reviews/{draft}").status_code == 404, "it was not handed in"
    hand_in(office, draft)
    assert office["li"].get(f"/reviews/{draft}").status_code == 404
    for act in (
        "/cell",
        "/rows",
        "/rows/b0",
        "/paste",
        "/coming",
        "/publish",
        "/rebase",
        "/drop",
        "/undo",
        "/recall",
    ):
        told = {"row": "b0", "block": "x", "c.hours": "改掉", "do": "take"}
        assert office["chen"].post(f"/tables/{draft}{act}", told).status_code in (404, 409), act
        assert office["li"].post(f"/tables/{draft}{act}", told).status_code in (404, 409), act
    for address in (
        f"/reviews/{draft}/show/frmz/门诊.csv",
        f"/drafts/{draft}/publish",
        f"/statements/drafts/{draft}",
    ):
        assert office["zhang"].get(address).status_code == 404, address
    for address in (
        f"/drafts/{draft}/publish",
        f"/statements/drafts/{draft}/publish",
        f"/drafts/{draft}/drop",
    ):
        assert office["zhang"].post(address).status_code == 404, address
    office["zhang"].post(f"/tables/{draft}/publish")
    case = office["zhang"].desk.reviews.get(draft)
    assert case and case.status is Status.WAITING and case.passed == () and len(case.versions) == 1
    assert commits(root) == ["开始"]


def test_a_base_that_was_exchanged_is_not_published(office: Office, root: Path) -> None:
    draft = hand_in(office, changed(office))
    kept = office["zhang"].desk.drafts.whoever(draft)
    assert kept
    (office["zhang"].desk.drafts.content(kept) / kept.path).write_bytes(csv_file(ROWS[:2]))
    assert "不一样" in decide(office["chen"], draft)
    assert "不一样" in office["he"].get(f"/reviews/{draft}").text
    case = office["zhang"].desk.reviews.get(draft)
    assert case and case.passed == () and commits(root) == ["开始"]


def test_a_refused_push_leaves_the_review_where_it_was(office: Office, root: Path) -> None:
    draft = hand_in(office, changed(office))
    passed_twice(office, draft)
    file = root / "content" / CLINICS
    before = file.read_bytes()
    file.write_bytes(before + "站长正在写\r\n".encode())
    answer = decide(office["liu"], draft, words="同意，请尽快")
    assert "没有发布成功" in answer and "还没有提交的改动" in answer and "同意，请尽快" in answer
    file.write_bytes(before)
    assert "<h1>发布成功</h1>" in decide(office["liu"], draft)


def test_a_desk_that_is_killed_behind_the_push_does_not_publish_twice(root: Path, rights: Path) -> None:
    with office_of(root, rights) as office:
        draft = hand_in(office, changed(office))
        passed_twice(office, draft)
        killed_behind_the_push(office, draft)
        assert len(commits(root)) == 2
    with office_of(root, rights) as office:
        # The author cannot take it back; what is written on is a change of what is public.
        answer = office["zhang"].post(f"/tables/{draft}/recall")
        assert answer.headers["location"] == f"/reviews/{draft}"
        assert "刘某　发布" in office["zhang"].get(f"/reviews/{draft}").text
        set_row(office["zhang"], f"/tables/{draft}", "b2", hours="半天")
        hand_in(office, draft)
        passed_twice(office, draft)
        assert "<h1>发布成功</h1>" in decide(office["liu"], draft)
        assert commits(root) == ["修改名录：门诊", "修改名录：门诊", "开始"]
        assert (live(root)[2][3], live(root)[3][4]) == ("023-00000009", "半天")


def test_the_last_reviewer_presses_again_after_the_desk_was_killed(root: Path, rights: Path) -> None:
    with office_of(root, rights) as office, pytest.MonkeyPatch.context() as patch:
        draft = hand_in(office, changed(office))
        passed_twice(office, draft)

        def killed(*_: object) -> None:
            raise OSError(errno.EIO, "killed")

        patch.setattr("generator.desk.web.reviewing._ended", killed)
        decide(office["liu"], draft)
        assert len(commits(root)) == 2
    with office_of(root, rights) as office:
        assert "<h1>发布成功</h1>" in decide(office["liu"], draft)
        assert len(commits(root)) == 2 and "去审" not in office["liu"].get("/").text


def test_two_who_change_one_register_are_told_of_each_other(office: Office) -> None:
    hand_in(office, changed(office))
    other = changed(office, "chen", "b0", hours="全天")
    assert "张某也改了这一份" in office["chen"].get(f"/tables/{other}/changes").text


def test_many_rows_are_looked_at_by_pages(office: Office, root: Path) -> None:
    rows = [f"第{n}号门诊,发热门诊,甲路{n}号,023-00000001,全天,是,是,2026-07-21" for n in range(250)]
    base = begin(office["zhang"])
    block = "\r\n".join(line.replace(",", "\t") for line in (HEAD, *rows))
    office["zhang"].post(f"{base}/paste", {"block": block})
    office["zhang"].post(f"{base}/coming", {"mode": "more", "do": "take"})
    draft = hand_in(office, base.rpartition("/")[2])
    page = office["chen"].get(f"/reviews/{draft}").text
    assert "新增250行" in page and "第99号门诊" in page and "第240号门诊" not in page
    assert "第240号门诊" in office["chen"].get(f"/reviews/{draft}?page=3").text
