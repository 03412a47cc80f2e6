"""YAML with places: values stay as typed, problems carry line and column, nothing raises."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from hypothesis import given
from hypothesis import strategies as st

from generator.load.yaml.marked import parse_marked
from generator.model.finding import Place

TEXT = """\
portal:
  name: 示例区人民政府
  site_code: 0123456789
columns:
  - name: 通知公告
    cycle:
    keywords: [通知, 公告]
"""


def test_scalars_stay_what_was_typed() -> None:
    value = parse_marked("a: 2021-02-30\nb: 007\nc: yes\nd: 1e5\ne: 国办\nf: ''\ng:\nh: ~\n", "a.yml").value
    assert value == {
        "a": "2021-02-30", "b": "007", "c": "yes", "d": "1e5", "e": "国办", "f": "", "g": None, "h": None,
    }  # fmt: skip


def test_values_and_keys_know_their_places() -> None:
    marked = parse_marked(TEXT, "columns.yml")
    assert marked.place(("portal", "name")) == Place("columns.yml", 2, 9)
    assert marked.key_place(("portal", "site_code")) == Place("columns.yml", 3, 3)
    assert marked.place(("columns", 0, "keywords", 1)) == Place("columns.yml", 7, 20)
    assert marked.place(("columns", 0, "kind")) == Place("columns.yml", 5, 5)


def test_first_line_shifts_every_place() -> None:
    marked = parse_marked("title: 标题\n", "a.md", first_line=2)
    assert marked.place(("title",)) == Place("a.md", 2, 8)


@pytest.mark.parametrize(
    ("text", "code", "line", "column"),
    [
        ("a: 1\n\tb: 2\n", "yaml-tab", 2, 1),
        ("a:\n  b: 1\n\t  c: 2\n", "yaml-tab", 3, 1),
        ("a: 1\na: 2\n", "yaml-duplicate-key", 2, 1),
        ("a: [1, 2\n", "yaml-syntax", 2, 1),
        ("a: b: c\n", "yaml-syntax", 1, 5),
        ("a: *nowhere\n", "yaml-syntax", 1, 4),
        ("a: 好\x07的\n", "yaml-syntax", 1, 5),
        ("a: &x [*x]\n", "yaml-syntax", 1, 4),
    ],
)
def test_problems_carry_their_place(text: str, code: str, line: int, column: int) -> None:
    findings = parse_marked(text, "columns.yml").findings
    assert [(f.code, f.place) for f in findings] == [(code, Place("columns.yml", line, column))]


def nested(depth: int) -> str:
    """Return a list within lists."""
    return "[" * depth + "]" * depth


def laughs(lines: int) -> str:
    """Return few lines that aliases unfold into 10 to the power of ``lines`` values."""
    text = "a0: &a0 [x,x,x,x,x,x,x,x,x,x]\n"
    for line in range(1, lines):
        text += f"a{line}: &a{line} [{','.join([f'*a{line - 1}'] * 10)}]\n"
    return text


@pytest.mark.parametrize(("make", "size"), [(nested, 500), (nested, 20_000), (laughs, 9)])
def test_hostile_structure_is_a_finding(make: Callable[[int], str], size: int) -> None:
    findings = parse_marked(make(size), "columns.yml").findings
    assert findings
    assert {finding.code for finding in findings} == {"yaml-syntax"}


@given(st.text(alphabet=st.sampled_from("ab:-[]{}&*!|>'\"#%@, \n\t？国"), max_size=60))
def test_any_text_gives_a_value_or_findings_inside_it(text: str) -> None:
    marked = parse_marked(text, "columns.yml")
    last = text.count("\n") + 2
    for finding in marked.findings:
        assert 1 <= finding.place.line <= last
        assert finding.place.column >= 1
    assert marked.readable or marked.findings


_ENDS = st.sampled_from(["\u2028", "\u2029", "\x85"])


@pytest.mark.parametrize("sign", ["\u2028", "\u2029", "\x85"])
def test_a_hidden_line_end_is_named_at_its_line(sign: str) -> None:
    marked = parse_marked(f"a: 甲\nb: 乙{sign}丙\nc: 丁{sign}\n", "a.yml", 2)
    (found,) = marked.findings
    assert (found.code, found.place) == ("yaml-syntax", Place("a.yml", 3, 5))
    assert f"U+{ord(sign):04X}" in found.message
    assert marked.key_place(("c",)).line == 4


@given(
    st.lists(
        st.lists(st.one_of(st.just("甲"), st.just(" "), _ENDS), max_size=4).map("".join),
        min_size=1,
        max_size=5,
    )
)
def test_lines_are_counted_as_editors_count_them(values: list[str]) -> None:
    marked = parse_marked("".join(f"k{n}: 值{value}\n" for n, value in enumerate(values)), "a.yml")
    assert [marked.key_place((f"k{n}",)).line for n in range(len(values))] == [*range(1, len(values) + 1)]
    assert bool(marked.findings) == any(set(value) - {"甲", " "} for value in values)
