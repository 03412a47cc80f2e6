"""A page goes from one frame into another as it would if its values were taken out and put in again."""

from __future__ import annotations

import pytest

from generator.frames.moving import change_of
from generator.frames.slots import cut_frame

SHEET = '<!--sheet:a|b--><link href="s.css?v={v}"><!--/sheet-->'
FRAME = (
    "<head><title>[[slot:title]]</title><!--slot:head--><meta>"
    + SHEET
    + '<link></head><nav id="menu">{menu}</nav><main><!--slot:main--></main><footer>{menu}</footer>'
)


def framed(menu: str, version: int = 1) -> str:
    """Return a drawn frame with a menu."""
    return FRAME.replace("{menu}", menu).replace("{v}", str(version))


@pytest.mark.parametrize(
    "main", ["<p>文</p>", '<p class="gk-a">文</p>', "</main><footer>旧</footer>", "", "<footer>"]
)
@pytest.mark.parametrize("version", [1, 2])
def test_a_page_is_what_the_new_frame_makes_of_its_values(main: str, version: int) -> None:
    old, new = cut_frame(framed("旧")), cut_frame(framed("新的", version))
    values = {"title": "题", "head": "<meta name='x'>", "main": main}
    change = change_of(old, new)
    assert change
    page = old.fill(values).encode()
    assert change.apply(page) == new.fill(values).encode()
    assert change.apply(page, "新题") == new.fill(values | {"title": "新题"}).encode()


@pytest.mark.parametrize(
    ("text", "other"),
    [("<title>", "<title >"), ("</footer>", "</footer>\n"), ("<link></head>", "<link><link></head>")],
)
def test_a_page_that_is_not_of_the_old_frame_is_left(text: str, other: str) -> None:
    old, new = cut_frame(framed("旧")), cut_frame(framed("新"))
    change = change_of(old, new)
    assert change
    assert change.apply(old.fill({"title": "题", "main": "文"}).replace(text, other).encode()) is None


def test_what_stands_twice_is_left() -> None:
    change = change_of(cut_frame(framed("旧")), cut_frame(framed("新")))
    assert change
    page = cut_frame(framed("旧")).fill({"title": "题", "head": "<meta>", "main": "文"})
    assert change.apply(page.encode()) is None


def test_frames_that_ask_for_other_things_have_no_change() -> None:
    old = cut_frame(framed("旧"))
    assert change_of(old, cut_frame(framed("新").replace("<!--slot:head-->", "<!--slot:step-->"))) is None
    assert change_of(old, cut_frame(framed("新").replace("sheet:a|b", "sheet:a"))) is None


def test_ids_that_are_gone_are_told() -> None:
    old = cut_frame(framed("旧"))
    change, less = (
        change_of(old, cut_frame(framed("新"))),
        change_of(old, cut_frame(framed("新").replace(' id="menu"', ""))),
    )
    assert change
    assert less
    assert (change.same_ids, less.same_ids) == (True, False)
