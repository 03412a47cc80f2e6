"""Where the links of a page lead, and that the short way of telling it is the long one."""

from __future__ import annotations

from html.parser import HTMLParser

import pytest
from hypothesis import given
from hypothesis import strategies as st

from generator.render.site.inspection import Inspector, LinkTarget, PageRequirements, _any_target, target_of
from generator.render.text.markdown import make_converter, to_html

WORDS = st.sampled_from(
    [
        "a",
        "示例",
        "20260303-x.html",
        "index.html",
        "..",
        ".",
        "",
        "%20",
        "a b",
        "&amp;",
        "#x",
        "?q",
        "c.d",
        "-",
        "//",
    ]
)


@given(
    st.lists(st.sampled_from(["zwgk", "甲", "x-1"]), max_size=3),
    st.integers(0, 4),
    st.lists(WORDS, max_size=5),
)
def test_a_plain_link_leads_where_any_link_would(folders: list[str], up: int, words: list[str]) -> None:
    folder, written = "/".join(folders), "../" * up + "/".join(words)
    assert target_of(folder, written, "/") == _any_target(folder, written, "/")
    assert target_of(folder, "./" + written, "/") == _any_target(folder, "./" + written, "/")


@pytest.mark.parametrize(
    ("written", "target"),
    [
        ("../b/x.html", LinkTarget("a/b/x.html")),
        ("./", LinkTarget("a/c", page=True)),
        ("../../", LinkTarget(".", page=True)),
        ("/gk/a/", LinkTarget("a", page=True)),
        ("/other/", LinkTarget("/other/", lost=True)),
        ("../../../x", LinkTarget("a/c/../../../x", lost=True)),
        ("https://www.example.cn/x", None),
        ("?year=2026", None),
    ],
)
def test_targets_of_links(written: str, target: LinkTarget | None) -> None:
    assert target_of("a/c", written, "/gk/") == target


def test_the_frame_is_followed_on_chosen_pages_alone() -> None:
    html = '<head></head><body><a href="../b/">栏目</a><main id="gk-main"><a href="#no">甲</a> <a href="x.html">乙</a></main>'
    wanted = PageRequirements({}, {}, "/", "site", frozenset({"a/1.html"}))
    inspector = Inspector(wanted)
    inspector.look("a/1.html", html, is_document=False)
    inspector.look("a/2.html", html, is_document=False)
    assert inspector.seen.targets == {
        LinkTarget("b", page=True): ["a/1.html"],
        LinkTarget("#no", lost=True): ["a/1.html", "a/2.html"],
        LinkTarget("a/x.html"): ["a/1.html", "a/2.html"],
    }


def test_links_to_what_is_there_are_not_remembered() -> None:
    html = '<head></head><body><main id="gk-main"><a href="../b/">甲</a> <a href="x.html">乙</a> <a href="#no">丙</a></main>'
    wanted = PageRequirements({}, {}, "/", "site", frozenset())
    inspector = Inspector(wanted, {"b/index.html"})
    inspector.look("a/1.html", html, is_document=False)
    assert inspector.seen.targets == {
        LinkTarget("a/x.html"): ["a/1.html"],
        LinkTarget("#no", lost=True): ["a/1.html"],
    }


class Tags(HTMLParser):
    """What a browser would follow: the targets of the tags of a page."""

    def __init__(self) -> None:
        super().__init__()
        self.targets: set[str] = set()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.targets |= {value for name, value in attrs if name in ("href", "src", "poster") and value}


PIECES = st.sampled_from(
    [
        '<img src="a.png" alt="图">', '<a href="b.pdf">乙</a>', '<video src="c.mp4" poster="d.png" controls></video>', "![图](e.png)",
        "[乙](f.pdf)", "`", "``", "```\n", "~~~\n", "\n", "\n\n", "    ", "甲 ", '<a title=\' src="g.png"\'>', "\\", "&lt;", "> ",
        ' href="h.html" ', '<p id="i">', "[下](#i)", ' id="i" ',
    ]
)  # fmt: skip


@given(st.lists(PIECES, max_size=12))
def test_the_links_of_a_page_are_those_of_its_tags(pieces: list[str]) -> None:
    html = to_html("".join(pieces), make_converter())
    page = f'<head></head><main id="gk-main">{html}</main>'
    inspector = Inspector(PageRequirements({}, {}, "/", "site", frozenset()))
    inspector.look("a/1.html", page, is_document=False)
    tags = Tags()
    tags.feed(html)
    folder = {target.path for target in inspector.seen.targets}
    assert folder >= {f"a/{name}" for name in tags.targets if not name.startswith("#")}
    assert folder <= {f"a/{name}" for name in tags.targets} | {"#i"}
    assert ("#i" in folder) == ("#i" in tags.targets and '<p id="i"' not in html)
