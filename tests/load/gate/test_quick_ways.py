"""What is told in one look at a text is what reading it line by line or character by character tells."""

from __future__ import annotations

from hypothesis import example, given
from hypothesis import strategies as st

from generator.load.gate.personal import find_personal_numbers
from generator.load.markdown.anchors import find_ids
from generator.load.markdown.front_matter import SplitDocument, split_document

_NUMBERS = st.lists(
    st.sampled_from(
        ["1", "3", "138", "0013", "8000", "62", "4", "x", " ", "-", "  ", "\n", "号", "110105", "19491231"]
    ),
    max_size=24,
).map("".join)
_LINES = st.lists(
    st.lists(st.sampled_from(["#", "##", " ", "\t", "一", "a#", "\u3000", "[^a]:", "\n"]), max_size=6).map(
        "".join
    ),
    max_size=5,
).map("\n".join)
_HEADS = st.lists(
    st.lists(st.sampled_from(["---", "...", " ", "a", "\x0c", "\u3000"]), max_size=2).map("".join), max_size=5
).map("\n".join)


@given(_NUMBERS)
@example("11010519491231002X")
@example("138-0013-8000")
def test_a_text_let_pass_holds_no_personal_number(text: str) -> None:
    # A full-width digit has every character looked at.
    assert list(find_personal_numbers(text)) == list(find_personal_numbers(f"{text}\n\n０"))


@given(_LINES)
def test_no_id_has_a_space(text: str) -> None:
    assert " ".join(find_ids(text)).split() == list(find_ids(text))


@given(_LINES)
def test_headings_are_the_same_whether_others_are_underlined(text: str) -> None:
    assert {*find_ids(text), "底"} == set(find_ids(f"{text}\n\n底\n==="))


@given(_HEADS)
@example("---\n---")
@example("---\n\n---\n")
@example("---\na\n...  \nb\n")
def test_a_document_is_split_at_its_lines(text: str) -> None:
    lines = text.split("\n")
    ends = [number for number, line in enumerate(lines) if number and line.rstrip() in ("---", "...")]
    if lines[0].strip() != "---" or not ends:
        assert not isinstance(split_document(text, "a.md"), SplitDocument)
        return
    # Where nothing follows, not even an end of line, it is the last line that is told of.
    begin = min(ends[0] + 2, len(lines))
    parts = SplitDocument("\n".join(lines[1 : ends[0]]), "\n".join(lines[ends[0] + 1 :]), begin)
    assert split_document(text, "a.md") == parts
