"""What holds for whatever an old site says: no name, no link, no encoding leads anywhere it should not."""

from __future__ import annotations

import json
import tempfile
from pathlib import Path

from hypothesis import given
from hypothesis import strategies as st

from generator.intake.markup.decoding import decode_page
from generator.intake.markup.tree import parse_page
from generator.intake.migration.file_names import file_name, is_fit, suffix_of
from generator.intake.migration.old.facts import find_moment, find_number, find_source
from generator.intake.migration.old.markup import bare, seen_text
from generator.intake.migration.old.old_names import address_of, link_address, other_names
from generator.intake.migration.state import State, Written, read_state, state_text

HAN = st.text(st.characters(min_codepoint=0x4E00, max_codepoint=0x9FA5), min_size=1, max_size=30)
ANY = st.text(max_size=60)
PATHS = st.lists(
    st.sampled_from(
        ["..", ".", "a", "公告.html", "b.asp?id=1", "%2e%2e", "\\", "", "x@y=1", "%00", "//", "#"]
    ),
    max_size=6,
)


@given(
    HAN,
    st.sampled_from(["gb18030", "utf-8"]),
    st.sampled_from(["gb2312", "gbk", "utf-8", "UTF-8", "none", ""]),
)
def test_a_page_is_read_whatever_it_says_of_its_encoding(words: str, encoding: str, said: str) -> None:
    text = (
        f'<html><meta charset="{said}"><p>示例区人民政府办公室关于{words}的通知，请认真贯彻执行。</p></html>'
    )
    assert decode_page(text.encode(encoding)) == text


@given(ANY, ANY, st.sampled_from([".doc", ".pdf", ".xlsx", ".zip"]), ANY)
def test_every_name_of_a_file_can_be_published(words: str, old: str, suffix: str, title: str) -> None:
    name = file_name(words, old, suffix, title)
    assert is_fit(name)
    assert "/" not in name
    assert name.endswith(suffix)
    assert suffix_of(old, words, suffix)


@given(PATHS, st.lists(st.sampled_from(["a", "公告.html", "b.asp?id=1", "c d", "e%2fg"]), max_size=4))
def test_a_link_never_climbs_out_of_the_site(href: list[str], page: list[str]) -> None:
    link = link_address("/".join(href), "www.old.gov.cn/" + "/".join(page))
    if link:
        path = link[0].partition("?")[0]
        assert "/" in link[0]
        assert ".." not in path.split("/")[1:] or "%" in "/".join([*href, *page])


@given(PATHS)
def test_every_file_has_an_address_and_other_names(parts: list[str]) -> None:
    path = "/".join(parts).strip("/") or "a"
    address = address_of(path)
    assert address not in other_names(path, address)


@given(ANY)
def test_lines_say_something_or_nothing(line: str) -> None:
    moment = find_moment(line)
    assert moment is None or 1900 <= moment.year <= 2099
    assert "\n" not in find_source(line)
    assert find_number(line) == "" or find_number(line).endswith("号")


@given(st.integers(0, 400), HAN)
def test_no_word_is_lost_however_deep_it_stands(depth: int, words: str) -> None:
    tree = parse_page(f"<body>{'<div><b>' * depth}{words}{'</b></div>' * depth}<p>末</p></body>")
    assert bare(seen_text(tree)) == f"{words}末"


@given(st.dictionaries(ANY, st.tuples(HAN, ANY), max_size=4), st.dictionaries(ANY, ANY, max_size=4))
def test_what_a_run_keeps_in_mind_it_reads_again(
    kept: dict[str, tuple[str, str]], rows: dict[str, str]
) -> None:
    written = {address: Written(path, digest) for address, (path, digest) in kept.items()}
    state = State(written, dict(written), rows, {})
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "state.json"
        path.write_text(state_text(state), encoding="utf-8")
        assert read_state(path) == state
        assert json.loads(path.read_text(encoding="utf-8"))["version"] == 1
