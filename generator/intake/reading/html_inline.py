"""How pieces of HTML look: marks by tags and by inline style, addresses, pictures."""

from __future__ import annotations

import re

from generator.intake.reading.blocks import BOLD, ITALIC, STRIKE, SUB, SUP, UNDERLINE
from generator.intake.reading.html_page import HtmlElement

_TAG_MARKS = {
    "b": BOLD, "strong": BOLD, "i": ITALIC, "em": ITALIC, "u": UNDERLINE, "ins": UNDERLINE, "s": STRIKE, "strike": STRIKE,
    "del": STRIKE, "sub": SUB, "sup": SUP,
}  # fmt: skip
_STYLE_MARKS = (
    (re.compile(r"font-weight\s*:\s*(?:bold|bolder|[6-9]00)"), BOLD),
    (re.compile(r"font-style\s*:\s*(?:italic|oblique)"), ITALIC),
    (re.compile(r"text-decoration(?:-line)?\s*:[^;]*underline"), UNDERLINE),
    (re.compile(r"text-decoration(?:-line)?\s*:[^;]*line-through"), STRIKE),
    (re.compile(r"vertical-align\s*:\s*sub"), SUB),
    (re.compile(r"vertical-align\s*:\s*super"), SUP),
)
_PLAIN = re.compile(r"font-weight\s*:\s*(?:normal|[1-5]00)")
_UNSEEN = re.compile(
    r"(?:display\s*:\s*none|visibility\s*:\s*hidden|font-size\s*:\s*0(?:px|pt|em)?\s*(?:;|$))", re.IGNORECASE
)
_ALIGN = re.compile(r"text-align\s*:\s*(center|right|end)", re.IGNORECASE)
_SIZE = re.compile(r"font-size\s*:\s*([\d.]{1,6})\s*(pt|px)", re.IGNORECASE)
# Where pages that load pictures late have the address.
_LATE = ("data-original", "data-src", "data-actualsrc", "data-lazy-src", "data-echo", "_src", "oldsrc")


def marks_of(element: HtmlElement, marks: frozenset[str]) -> frozenset[str]:
    """Return the marks of text in an element that stands in text with these marks."""
    style = (element.get("style") or "").lower()
    if mark := _TAG_MARKS.get(element.tag):
        marks |= {mark}
    if style:
        if _PLAIN.search(style):
            marks -= {BOLD}
        marks |= {mark for pattern, mark in _STYLE_MARKS if pattern.search(style)}
    return marks


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
