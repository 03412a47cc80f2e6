"""What a page leads to and fetches, the check has seen: no build refuses what check let pass."""

from __future__ import annotations

import re
from html import unescape
from pathlib import Path
from urllib.parse import unquote

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from benchmarks.fuzz_bench import prepare
from benchmarks.fuzz_inputs import PIECES
from generator.load.markdown.anchors import find_ids
from generator.load.markdown.dialect import text_id
from generator.load.markdown.links import find_references
from generator.model.addresses.hosts import leads_out
from generator.render.text.leaving import MARK, mark_leaving
from generator.render.text.markdown import make_converter, to_html
from tests.helpers import check, codes, document, make_portal, run

CONVERTER = make_converter()
_TARGET = re.compile(r'\s(?:href|src|poster)="([^"]*)"')
_BITS = [
    *("[甲](没有.pdf)", "![乙](<图 1.png>)", "[丙][p]", "\n\n[p]:\n  丁.pdf\n\n", "<a href=a&amp;b.pdf>", "<img src='c.png'"),
    *(" alt=x>", "<video poster=d.png>", "**", "`", "\n\n", "\n", "> ", "- ", "    ", "<!--", "-->", "[^（一）]", "\n\n[^（一）]: 注\n\n"),
    *("\n## a&b\n", "[戊](#ab)", "[己](#a&amp;b)", "<a href='#没有'>", "\\", "*", "[", "](", ")", "<", ">", '"', "甲"),
]  # fmt: skip
TEXTS = st.lists(st.sampled_from([*_BITS, *(piece for piece in PIECES if len(piece) < 80)]), max_size=10).map(
    "".join
)


def targets(html: str) -> set[str]:
    """Return what a page leads to or fetches inside the site, anchors left out."""
    found = (unquote(unescape(target)).partition("#")[0] for target in _TARGET.findall(html))
    return {target for target in found if target and not leads_out(target)}


@given(TEXTS)
@example("[a][b]\n\n[b]:\n  nothing.pdf")
@example("<a\nhref = 没有.pdf >x</a>")
def test_all_that_a_page_leads_to_was_seen(text: str) -> None:
    seen = {unquote(each.target).partition("#")[0] for each in find_references(text, 1) if each.followed}
    assert targets(to_html(text, CONVERTER)) <= seen


@given(TEXTS)
@example("甲[^a b]\n\n[^a b]: x")
@example("<h2 id=x>甲</h2>")
def test_every_note_and_heading_can_be_reached(text: str) -> None:
    html = to_html(text, CONVERTER)
    ids = set(re.findall(r'\sid="([^"]*)"', html))
    notes = re.findall(r'<sup class="footnote-reference"><a href="#([^"]*)"', html)
    assert {unescape(note) for note in notes} <= {unescape(name) for name in ids}
    assert not any(text_id(name) != name for name in ids)


@pytest.mark.parametrize(
    ("body", "found"),
    [
        (
            '<img src="a.png" srcset="a.png 1x, //e.example/b.png 2x">',
            [(7, "media-foreign"), (7, "link-broken")],
        ),
        ("[甲]: https://e.example/x.png\n\n![图][甲]", [(7, "media-foreign")]),
        ("<p style='background:url(\"https://e.example/x\")'>甲</p>", [(7, "media-foreign")]),
        ("<style>\np { background: url(//e.example/x) }\n</style>", [(8, "media-foreign")]),
        ("<iframe\nsrc=HTTPS:\\\\e.example></iframe>", [(8, "media-foreign")]),
        ("![图](https&#58;//e.example/x.png)", [(7, "media-foreign")]),
        ("![图](https://www.example.gov.cn/x.png)", []),
        ("`![图](https://e.example/x.png)` <!-- <img src=//e.example/x> -->", []),
        ("[网站](//e.example/)", []),
    ],
)
def test_media_of_other_hosts(body: str, found: list[tuple[int, str]], tmp_path: Path) -> None:
    root = make_portal(tmp_path, {"content/tzgg/a.md": document(body=body)})
    told = [(one["line"], one["code"]) for one in check(root)]
    # That such a page shows nothing, or less than was written, is told besides.
    besides = ("content-lost", "markup-dropped", "document-empty")
    assert sorted(each for each in told if each[1] not in besides) == sorted(found)


@pytest.mark.parametrize(
    ("target", "marked"),
    [
        ("//e.example/", True),
        ("\\\\e.example", True),
        ("HTTPS://e.example/", True),
        ("https://e.example\\@www.example.gov.cn/", True),
        ("https://www.example.gov.cn@e.example/", True),
        ("https://www.example.gov.cn/a", False),
        ("a.md", False),
        ("mailto:a@example.gov.cn", False),
    ],
)
def test_links_to_other_sites_give_notice(target: str, marked: bool) -> None:
    html = to_html(f'<a title="x" href="{target}">甲</a>', CONVERTER)
    assert (MARK in mark_leaving(html, ("www.example.gov.cn",))) is marked


def test_no_id_of_a_text_is_one_of_the_page_around_it(tmp_path: Path) -> None:
    root = tmp_path / "portal"
    root.mkdir()
    prepare(root)
    for page in (*(root / "site").glob("*/2*.html"), *(root / "site").glob("zn/index.html")):
        html = page.read_text(encoding="utf-8")
        body = (root / "content" / page.relative_to(root / "site")).with_suffix(".md")
        own = set(find_ids(body.read_text(encoding="utf-8").partition("---\n\n")[2]))
        around = set(re.findall(r'\sid="([^"]*)"', html)) - own
        assert around, page
        assert all(text_id(name) != name for name in around), page


def test_what_a_text_writes_cannot_forge_a_line(tmp_path: Path) -> None:
    title = '"甲\\e[2K\\r错误 b.md:1:1\\u202e\\u2028乙"'
    root = make_portal(tmp_path, {"content/tzgg/a.md": document(title, '<img src="没有\x1b[31m.pdf">')})
    out = run("check", "--root", root, "--as-of", "2026-11-20").out
    assert "link-broken" in out
    assert not re.search("[\x00-\x09\x0b-\x1f\x7f-\x9f\u2028\u202e]", out)
    assert "link-broken" in codes(check(root))
