"""The body of a document begins on the line that findings name, and that line is there."""

from __future__ import annotations

from pathlib import Path

from hypothesis import given
from hypothesis import strategies as st

from generator.load.markdown.front_matter import SplitDocument, split_document
from tests.helpers import check, document, make_portal

LINES = st.lists(st.sampled_from(["title: 标题", "", "# 备注", "  续行"]), max_size=4)


@given(head=LINES, fence=st.sampled_from(["---", "...", "--- "]), rest=st.sampled_from(["", "\n", "\n正文", "\n\n正文\n"]))
def test_the_body_begins_on_its_line(head: list[str], fence: str, rest: str) -> None:
    text = "\n".join(["---", *head, fence]) + rest
    parts = split_document(text, "a.md")
    assert isinstance(parts, SplitDocument)
    lines = text.split("\n")
    assert parts.body_line <= len(lines)
    if rest:
        assert "\n".join(lines[parts.body_line - 1 :]) == parts.body
    else:
        assert lines[parts.body_line - 1] == fence


def test_a_document_that_ends_with_its_head_is_told_of_where_it_ends(tmp_path: Path) -> None:
    text = document("空的", body="").rstrip("\n")
    make_portal(tmp_path, {"content/tzgg/2026-03-03-k.md": text})
    (found,) = [each for each in check(tmp_path) if each["code"] == "document-empty"]
    assert found["line"] == len(text.split("\n"))
