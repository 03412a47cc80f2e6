"""Statements that the directives ask for: by form, into ledger.yml, judged by the ledger's own rules."""

from __future__ import annotations

import errno
import re
from pathlib import Path

import pytest

from generator.desk.copy.state import key_of
from tests.desk.conftest import FILES, Visitor, git, opened, repository, visit
from tests.desk.test_publishing import remote

PACK = """\
pack: sl-2026
title: 2026年政务公开工作要点任务分工
doc_no: 示例府办发〔2026〕12号
issuer: 示例区人民政府办公室
signed: 2026-03-02
mandates:
  - {id: "1", section: 一、夯实基础, summary: 组织业务培训不少于1次。, lead: [区政府办公室]}
  - {id: "2", section: 一、夯实基础, summary: 安排专项资金。, lead: [区财政局], responsible: [区政府办公室]}
  - {id: "3", section: 一、夯实基础, summary: 已经说明过的事。, lead: [区政府办公室]}
"""
LEDGER = """\
# 台账
statements:
  - mandate: sl-2026#3   # 第三项
    state: 已落实
    date: 2026-10-12
    who: 区政府办公室王某
    evidence: [做过了。]
"""
ADDED = {
    "columns.yml": str(FILES["columns.yml"]).replace(
        "  organizer: 示例区人民政府办公室\n", "  organizer: 示例区人民政府办公室\n  packs: [sl-2026]\n"
    ),
    "packs/sl-2026.yml": PACK,
    "ledger.yml": LEDGER,
}
ONE, TWO, THREE = (f"/statements/{key_of(f'sl-2026#{n}')}" for n in (1, 2, 3))
GOOD = {
    "state": "met",
    "date": "2026年11月18日",
    "who": "区政府办公室张某",
    "evidence": "11月5日培训一次，65人参加。",
    "reason": "",
}


@pytest.fixture
def root(tmp_path: Path) -> Path:
    return repository(tmp_path / "网站", dict(ADDED))


def test_a_statement_is_given_and_only_its_lines_are_new(shared: dict[str, Visitor], root: Path) -> None:
    zhang = shared["zhang"]
    home = zhang.get("/").text
    assert "要作说明的" in home and "组织业务培训" in home and "已经说明过的事" not in home
    page = zhang.get(ONE).text
    assert 'value="区政府办公室张某"' in page and 'value="2026-11-20"' in page
    assert "<h1>说明成功</h1>" in zhang.post(ONE, GOOD).text
    assert git(root, "log", "-1", "--format=%an|%s").strip() == "张某|说明：任务sl-2026#1"
    told = (root / "ledger.yml").read_text(encoding="utf-8")
    assert told.startswith(LEDGER) and told.removeprefix(LEDGER) == (
        '  - mandate: "sl-2026#1"\n    state: met\n    date: 2026-11-18\n    who: 区政府办公室张某\n'
        '    evidence:\n      - "11月5日培训一次，65人参加。"\n'
    )
    assert "组织业务培训" not in zhang.get("/").text and zhang.get(ONE).status_code == 404
    assert git(root, "status", "--porcelain").strip() == ""


def test_a_unit_is_asked_for_its_own_alone(shared: dict[str, Visitor]) -> None:
    assert "安排专项资金" in shared["zhang"].get("/statements").text
    assert shared["wang"].get("/statements").text.count("写说明") == 2
    # An account of columns alone speaks for no unit.
    assert "安排专项资金" not in shared["li"].get("/statements").text
    assert shared["li"].get(ONE).status_code == 404 and shared["li"].post(ONE, GOOD).status_code == 404


@pytest.mark.parametrize(
    ("told", "field", "words"),
    [
        ({"state": ""}, "state", "请选落实情况"),
        ({"state": "evil"}, "state", "请选落实情况"),
        ({"date": ""}, "date", "请写是哪一天"),
        ({"date": "昨天"}, "date", "不是有效的日期"),
        ({"date": "2026-12-01"}, "date", "之后"),
        ({"who": "  "}, "who", "请写谁作的说明"),
        ({"evidence": "\n \n"}, "evidence", "请写明凭什么"),
        ({"evidence": "没有/这一份.md"}, "evidence", "不是已公开的文档"),
        ({"evidence": "电话13800138000，身份证11010519491231002X"}, "evidence", "身份证号"),
        ({"who": "张某11010519491231002X"}, "who", "身份证号"),
        ({"state": "not-applicable"}, "reason", "没有写原因"),
    ],
)
def test_what_is_wrong_is_told_at_its_field_and_nothing_is_lost(
    shared: dict[str, Visitor], root: Path, told: dict[str, str], field: str, words: str
) -> None:
    answer = shared["zhang"].post(
        ONE, GOOD | {"reason": "写了很久的原因" if field != "reason" else ""} | told
    )
    assert answer.status_code == 409
    box = re.search(rf'id="told-{field}">(.*?)</ul>', answer.text, re.S)
    assert box and words in box[1], answer.text
    assert re.search(rf'id="f-{field}"[^>]*aria-invalid="true"', answer.text)
    assert field == "reason" or "写了很久的原因" in answer.text
    assert git(root, "log", "--format=%s").strip() == "开始"
    assert (root / "ledger.yml").read_text(encoding="utf-8") == LEDGER


def test_the_address_of_an_own_page_becomes_its_document(shared: dict[str, Visitor], root: Path) -> None:
    page = next(each for each in shared["zhang"].desk.room.known.portal.documents if each.path == "tzgg/a.md")
    answer = shared["zhang"].post(
        ONE, GOOD | {"evidence": f"https://www.example.gov.cn/{page.address}\nhttps://example.cn/x"}
    )
    assert "<h1>说明成功</h1>" in answer.text
    assert '- "tzgg/a.md"' in git(root, "show", "HEAD").replace("- tzgg/a.md", '- "tzgg/a.md"')


def test_the_first_statement_makes_the_file(tmp_path: Path) -> None:
    root = repository(tmp_path / "网站", {key: text for key, text in ADDED.items() if key != "ledger.yml"})
    with opened(root) as desk:
        assert "<h1>说明成功</h1>" in visit(desk).post(TWO, GOOD).text
    assert (root / "ledger.yml").read_text(encoding="utf-8").startswith("statements:\n  - mandate:")


def test_of_two_who_state_the_same_the_second_is_told(shared: dict[str, Visitor], root: Path) -> None:
    room = shared["wang"].desk.room
    known = room.known
    assert "<h1>说明成功</h1>" in shared["zhang"].post(TWO, GOOD).text
    # The other has read before.
    later, room._known = room._known, known
    room.follow = lambda *, ask=True: later  # type: ignore[assignment,method-assign,return-value]
    answer = shared["wang"].post(TWO, GOOD | {"evidence": "王某写的证明"})
    assert (
        answer.status_code == 409
        and "已经在2026-11-18说明过" in answer.text
        and "王某写的证明" in answer.text
    )
    assert git(root, "log", "--format=%s").count("说明：") == 1


def test_a_refused_push_and_a_lost_server_lose_nothing(root: Path, tmp_path: Path) -> None:
    bare = remote(root, tmp_path)
    hook = bare / "hooks" / "pre-receive"
    hook.write_text("#!/bin/sh\necho '没有接受：今天不收' >&2\nexit 1\n", encoding="utf-8")
    hook.chmod(0o755)
    with opened(root) as desk:
        own = visit(desk)
        answer = own.post(ONE, GOOD)
        assert "没有接受：今天不收" in answer.text and "65人参加" in answer.text
        bare.rename(tmp_path / "断了")
        answer = own.post(ONE, GOOD)
        assert "连不上" in answer.text and "65人参加" in answer.text
        (tmp_path / "断了").rename(bare)
        hook.unlink()
        assert "<h1>说明成功</h1>" in own.post(ONE, GOOD).text


def test_a_full_disk_loses_nothing(
    shared: dict[str, Visitor], root: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def full(*_: object) -> int:
        raise OSError(errno.ENOSPC, "No space left on device")

    monkeypatch.setattr("generator.desk.copy.stating._write", full)
    answer = shared["zhang"].post(ONE, GOOD)
    assert answer.status_code == 507 and "磁盘满了" in answer.text and "65人参加" in answer.text
    monkeypatch.undo()
    assert "<h1>说明成功</h1>" in shared["zhang"].post(ONE, GOOD).text


def test_a_file_that_cannot_be_added_to_is_left_alone(root: Path) -> None:
    (root / "ledger.yml").write_text("{statements: []}\n", encoding="utf-8")
    git(root, "commit", "--quiet", "-am", "特殊")
    with opened(root) as desk:
        answer = visit(desk).post(ONE, GOOD)
        assert answer.status_code == 409 and "写法特殊" in answer.text
    assert (root / "ledger.yml").read_text(encoding="utf-8") == "{statements: []}\n"


@pytest.mark.parametrize("path", ["/statements/x", "/statements/%2e%2e", f"/statements/{'0' * 16}", THREE])
def test_what_is_not_asked_for_has_no_form(shared: dict[str, Visitor], path: str) -> None:
    assert shared["wang"].get(path).status_code == 404
    assert shared["wang"].post(path, GOOD).status_code == 404
