"""A statement is put into ledger.yml, and every byte that stood there stands there still."""

from __future__ import annotations

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from generator.amend.columns_edit import CannotAddError
from generator.amend.insertions import insert_bytes
from generator.amend.statements import NewStatement, add_statement
from generator.load.columns.declare_ledger import StatedState
from generator.load.columns.ledger import read_ledger
from generator.load.source.text import Source, decode
from generator.model.finding import Finding

NEW = NewStatement(
    "sl-2026#3", StatedState.MET, "2026-11-18", "区政府办公室张某", ("11月5日培训一次，65人参加。",)
)
ONE = "  - mandate: sl-2026#1\n    state: 已落实\n    date: 2026-10-12\n    who: 张某\n    evidence: [甲]\n"
FILES = {
    "none": "",
    "a remark alone": "# 台账的说明\n",
    "no statement": "statements:\n",
    "no statement and a remark": "statements:   # 还没有\n",
    "an empty list": "statements: []\n",
    "one": f"statements:\n{ONE}",
    "one, Chinese keys": "说明:\n- 任务: sl-2026#1\n  落实情况: 部分落实\n  日期: 2026-10-12\n  责任人: 张某\n  证明: 甲\n",
    "remarks everywhere": f"# 前\nstatements:  # 中\n\n{ONE}    # 属于上面的\n\n  # 后\n# 最后\n",
    "no last line end": f"statements:\n{ONE}".rstrip("\n"),
    "brackets": "statements: [{mandate: sl-2026#1, state: met, date: 2026-10-12, who: 张某, evidence: [甲]}]\n",
    "brackets over lines": "statements: [\n  {mandate: sl-2026#1, state: met, date: 2026-10-12, who: 张某, evidence: [甲]},\n]\n",
    "a text of several lines": f"statements:\n{ONE}".replace(
        "[甲]", "\n      - |\n        第一行\n        第二行"
    ),
    "a schema": f"# yaml-language-server: $schema=x\nstatements:\n{ONE}",
    "document marks": f"---\nstatements:\n{ONE}",
}
TEXT = st.text(
    st.characters(exclude_categories=("Cs", "Cc", "Zl", "Zp", "Co", "Cn")), min_size=1, max_size=30
).map(lambda text: " ".join(text.split()))


def stated(raw: bytes) -> list[str]:
    """Return the mandates of a file that has no fault."""
    source = decode(raw, "ledger.yml")
    assert isinstance(source, Source)
    findings: list[Finding] = []
    found = [each.mandate for each in read_ledger(source, findings)]
    assert findings == []
    return found


def is_within(old: bytes, new: bytes) -> bool:
    """Tell whether new bytes are the old with one piece put in."""
    before = next(
        (n for n, (a, b) in enumerate(zip(old, new, strict=False)) if a != b), min(len(old), len(new))
    )
    return any(
        new.endswith(old[at:]) and new.startswith(old[:at]) for at in range(max(before - 80, 0), before + 1)
    )


@pytest.mark.parametrize("ends", ["\n", "\r\n"])
@pytest.mark.parametrize("begin", ["", "\ufeff"])
@pytest.mark.parametrize("name", FILES)
def test_it_is_put_in_and_nothing_else_is_touched(name: str, begin: str, ends: str) -> None:
    raw = (begin + FILES[name].replace("\n", ends)).encode()
    source = decode(raw, "ledger.yml")
    assert isinstance(source, Source)
    new = insert_bytes(raw, [add_statement(source.text, NEW)])
    assert is_within(raw, new)
    assert stated(new)[-1] == "sl-2026#3" and stated(new)[:-1] == (
        ["sl-2026#1"] if "sl-2026#1" in source.text else []
    )
    assert ends == "\n" or b"\n" not in new.replace(b"\r\n", b"") or raw == begin.encode()


@pytest.mark.parametrize(
    "text",
    [
        "statements: null\n", "statements: ~\n", "statements: 甲\n", "- 甲\n", "甲\n", "{statements: []}\n",
        "a: &x []\nstatements: *x\n", "statements: &x\n  - {mandate: a}\n", "statements: {a: b}\n", "statements: [\n", "a: b\na: c\n",
    ],
)  # fmt: skip
def test_a_file_that_cannot_be_added_to_is_told(text: str) -> None:
    try:
        made = add_statement(text, NEW)
    except CannotAddError as error:
        assert "ledger.yml" in error.why
    else:  # what can be added to after all is still there, to the last byte
        assert is_within(text.encode(), insert_bytes(text.encode(), [made]))


@settings(max_examples=200, deadline=None)
@given(
    st.sampled_from(sorted(FILES)),
    TEXT.filter(bool),
    st.lists(TEXT.filter(bool), min_size=1, max_size=4),
    TEXT,
)
@example("one", "张某: #甲", ["- 甲", "|", "'", '"', "{", "null", "&x", "*x", "2026-01-01", "yes"], "%")
def test_whatever_is_stated_is_read_back(name: str, who: str, evidence: list[str], reason: str) -> None:
    new = NewStatement("sl-2026#3", StatedState.NOT_APPLICABLE, "2026-11-18", who, tuple(evidence), reason)
    source = decode(FILES[name].encode(), "ledger.yml")
    assert isinstance(source, Source)
    raw = insert_bytes(source.raw, [add_statement(source.text, new)])
    again = decode(raw, "ledger.yml")
    assert isinstance(again, Source)
    found = read_ledger(again, [])[-1]
    assert (found.who, found.evidence, found.reason) == (who, tuple(evidence), reason)
