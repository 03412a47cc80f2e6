"""The text of sanitised HTML, compared with Python's own parser."""

from __future__ import annotations

from html import escape
from html.parser import HTMLParser

from hypothesis import given
from hypothesis import strategies as st

from generator.search.blocks import BLOCK_END, picture_words, text_blocks

BLOCKS = ("p", "h2", "li", "td", "div")
INLINE = ("b", "a", "span", "sup")


class Oracle(HTMLParser):
    """Splits text where a block begins or ends."""

    def __init__(self) -> None:
        super().__init__()
        self.blocks = [""]

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag in BLOCKS:
            self.blocks.append("")
        if tag == "br":
            self.blocks[-1] += " "

    def handle_endtag(self, tag: str) -> None:
        if tag in BLOCKS:
            self.blocks.append("")

    def handle_data(self, data: str) -> None:
        self.blocks[-1] += data


def element(tag: str, attribute: str, inside: str) -> str:
    return f'<{tag} title="{attribute.replace("&", "&amp;").replace(chr(34), "&quot;")}">{inside}</{tag}>'


TEXT = st.text(st.sampled_from("政策 a<>&\"'\n"), max_size=6)
HTML = st.recursive(
    st.one_of(TEXT.map(escape), st.just("<br>"), st.just('<img src="x" alt="a>b">')),
    lambda inner: st.builds(
        element, st.sampled_from(BLOCKS + INLINE), TEXT, st.lists(inner, max_size=4).map("".join)
    ),
    max_leaves=12,
)


def blocks(html: str) -> list[str]:
    """Return the blocks of a text; of a text without any, none."""
    text = text_blocks(html)
    return text.split(BLOCK_END) if text else []


@given(HTML)
def test_same_blocks_as_a_parser(html: str) -> None:
    oracle = Oracle()
    oracle.feed(html)
    oracle.close()
    assert blocks(html) == [block.strip() for block in oracle.blocks if block.strip()]


def test_what_no_reader_sees_is_left_out() -> None:
    assert blocks("甲<!-- <p>注 --><script>乙</script><style>丙</style>丁") == ["甲丁"]


def test_a_line_break_parts_words_but_no_block() -> None:
    assert blocks("<p>样例街道<br/>示例大道1号</p><hr>末") == ["样例街道 示例大道1号", "末"]


def test_pictures_are_known_by_their_words() -> None:
    html = '<p>甲<img src="a" alt="停车场 &amp; 入口>图">乙</p><img alt="" src="b"><img src=\'c\'><p>alt="文字"</p>'
    assert picture_words(html) == ["停车场 & 入口>图"]
    assert blocks(html)[0] == "甲乙"
