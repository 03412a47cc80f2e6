"""What pieces of HTML are: marks by tags and by inline style, addresses, pictures, furniture of the page."""

from __future__ import annotations

import re
from collections.abc import Iterator

from generator.intake.reading.blocks import BOLD, ITALIC, STRIKE, SUB, SUP, UNDERLINE
from generator.intake.reading.html_page import HtmlElement, first_words

_TAG_MARKS = {
    "b": BOLD, "strong": BOLD, "i": ITALIC, "em": ITALIC, "u": UNDERLINE, "ins": UNDERLINE, "s": STRIKE, "strike": STRIKE,
    "del": STRIKE, "sub": SUB, "sup": SUP,
}  # fmt: skip
# What a declaration of a style says where its value has one of these words.
_STYLE_MARKS = (
    ("font-style", ("italic", "oblique"), ITALIC),
    ("text-decoration", ("underline",), UNDERLINE),
    ("text-decoration", ("line-through",), STRIKE),
    ("text-decoration-line", ("underline",), UNDERLINE),
    ("text-decoration-line", ("line-through",), STRIKE),
    ("vertical-align", ("sub",), SUB),
    ("vertical-align", ("super",), SUP),
)
_HEAVY, _LIGHT = ("bold", "bolder", "600", "700", "800", "900"), ("normal", "100", "200", "300", "400", "500")
# Names of what a system puts around and into an article: sharing, printing, the way to the next one.
_FURNITURE = re.compile(
    r"(?:^|[\s_-])(?:bd)?(?:share|bshare|bdsharebuttonbox|jiathis|print|toolbar|fontsize|font-size|prevnext|pre_?next|breadcrumb|crumbs?"
    r"|navbar|qrcode|ewm|erweima|sidebar|pagination|copyright|hits|xgxw|related-news)(?:[\s_-]|$)",
    re.IGNORECASE,
)
_BUTTONS = frozenset({
    "打印", "打印本页", "打印文章", "关闭", "关闭窗口", "关闭本页", "收藏", "收藏本页", "分享", "分享到", "字体", "字号", "大", "中", "小",
    "返回顶部", "纠错", "扫一扫在手机打开当前页",
})  # fmt: skip
_NEIGHBOURS = ("上一篇：", "下一篇：", "上一条：", "下一条：", "上一篇:", "下一篇:", "上一条:", "下一条:")
_BETWEEN = re.compile(r"[\s【】\[\]|：:]++")
_MOST_BUTTONS = 20
_UNSEEN = re.compile(
    r"(?:display\s*:\s*none|visibility\s*:\s*hidden|font-size\s*:\s*0(?:px|pt|em)?\s*(?:;|$))", re.IGNORECASE
)
_ALIGN = re.compile(r"text-align\s*:\s*(center|right|end)", re.IGNORECASE)
_SIZE = re.compile(r"font-size\s*:\s*([\d.]{1,6})\s*(pt|px)", re.IGNORECASE)
# Where pages that load pictures late have the address.
_LATE = ("data-original", "data-src", "data-actualsrc", "data-lazy-src", "data-echo", "_src", "oldsrc")


def marks_of(element: HtmlElement, marks: frozenset[str]) -> frozenset[str]:
    """Return the marks of text in an element that stands in text with these marks."""
    if mark := _TAG_MARKS.get(element.tag):
        marks |= {mark}
    if not element.get("style"):
        return marks
    said = dict(_declarations(element.get("style")))
    weight = said.get("font-weight", "")
    marks = marks | {BOLD} if weight in _HEAVY else marks - {BOLD} if weight in _LIGHT else marks
    marks |= {
        mark
        for key, values, mark in _STYLE_MARKS
        if any(value in said.get(key, "").split() for value in values)
    }
    return marks


def _declarations(style: str) -> Iterator[tuple[str, str]]:
    for part in style.lower().split(";"):
        key, _, value = part.partition(":")
        yield key.strip(), value.replace("!important", "").strip()


def is_unseen(element: HtmlElement) -> bool:
    """Tell whether a page does not show an element."""
    if element.get("hidden") is not None or (element.tag == "input" and element.get("type") == "hidden"):
        return True
    style = element.get("style")
    return bool(style and _UNSEEN.search(style))


def align_of(element: HtmlElement) -> str | None:
    """Return how an element sets its text: center, right; None if it does not say."""
    if element.tag == "center":
        return "center"
    if found := _ALIGN.search(element.get("style") or ""):
        return "center" if found[1].lower() == "center" else "right"
    said = (element.get("align") or "").strip().lower()
    return {"center": "center", "middle": "center", "right": "right"}.get(said, "" if said else None)


def size_of(element: HtmlElement) -> int:
    """Return the height of letters that an element gives, in half points; 0 if it does not say."""
    found = _SIZE.search(element.get("style") or "")
    if not found:
        return 0
    try:
        points = float(found[1]) * (0.75 if found[2].lower() == "px" else 1)
    except ValueError:
        return 0
    return min(round(points * 2), 400)


def picture_address(element: HtmlElement) -> str:
    """Return the address of a picture, also where a script was to put it in."""
    late = next((element.get(key).strip() for key in _LATE if (element.get(key) or "").strip()), "")
    return late or (element.get("src") or "").strip()


def is_furniture(element: HtmlElement) -> bool:
    """Tell whether an element is what a system sets around and into an article: the way to others, buttons."""
    if element.tag == "nav":
        return True
    names = f"{element.get('id') or ''} {element.get('class') or ''}".strip()
    if names and _FURNITURE.search(names) and len(first_words(element, 200)) < 200:
        return True
    return element.tag in ("div", "p", "a", "span", "li") and _is_buttons(element)


def _is_buttons(element: HtmlElement) -> bool:
    """Tell whether an element only holds what a page has for its readers to press."""
    if len(element) > _MOST_BUTTONS:
        return False
    text = first_words(element, 100)
    if not 2 < len(text) < 100:
        return False
    return text.startswith(_NEIGHBOURS) or set(_BETWEEN.split(text)) - {""} <= _BUTTONS
