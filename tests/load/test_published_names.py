"""Names of files are looked through once: with what was found before, the same is found as in all of them."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from generator.load.cache.memo import Memo
from generator.load.gate.sensitive import Suspect
from generator.load.published_names import _suspects

# Numbers that are made up, whole and in parts, and signs that bind and part them.
PIECES = [
    "13800138000",
    "138",
    "0013",
    "8000",
    "联系电话",
    "卡号",
    "合同",
    "-",
    "_",
    " ",
    ".pdf",
    "<b",
    ">",
    "[^",
    "]",
]
NAMES = st.lists(
    st.lists(st.sampled_from(PIECES), min_size=1, max_size=5).map("".join), max_size=6, unique=True
)


@given(before=NAMES, after=NAMES)
def test_new_names_are_looked_through_as_all_are(before: list[str], after: list[str]) -> None:
    memo = Memo()
    list(_suspects(before, "own", memo))
    assert list(_suspects(after, "own", memo)) == list(_suspects(after, "own", Memo()))


def test_a_name_that_stays_is_not_looked_through_again(monkeypatch: pytest.MonkeyPatch) -> None:
    memo, seen = Memo(), list[str]()
    list(_suspects(["a.md", "b.md"], "own", memo))

    def watched(names: list[str]) -> list[tuple[int, Suspect]]:
        seen.extend(names)
        return []

    monkeypatch.setattr("generator.load.published_names.find_in_pieces", watched)
    list(_suspects(["a.md", "c.md", "b.md"], "own", memo))
    assert seen == ["c.md"]
