"""Read a page of HTML, or one element of it, as blocks."""

from __future__ import annotations

import re
from urllib.parse import urljoin

from generator.intake.markup.decoding import decode_page
from generator.intake.markup.tree import parse_page
from generator.intake.reading.blocks import Enclosed, Imported, Unreadable, paragraphs
from generator.intake.reading.html_blocks import FILES, Blocks
from generator.intake.reading.html_line import Look
from generator.intake.reading.html_page import HtmlElement, find_body, page_head, words

_SAVED_FROM = re.compile(r"<!--\s*saved from url=\(\d+\)(\S+?)\s*-->", re.IGNORECASE)
_ATTACHED = re.compile(r"attach|appendix|fujian|xgfj|fjxz|annex|file-?list", re.IGNORECASE)


def read_html(
    raw: bytes | str, body: HtmlElement | None = None, *, address: str = "", whole: bool = False
) -> Imported | Unreadable:
    """Return what an article says.

    ``raw`` is the page as it was saved. ``body`` is the element of its article where that is known; else it is looked
    for, unless the ``whole`` page is wanted. Addresses are made whole by ``address``, that of the page, or by what the
    page says of where it was saved from; without both they stay as they are written.
    """
    text = decode_page(raw) if isinstance(raw, bytes) else raw
    root = body.getroottree().getroot() if body is not None else parse_page(text)
    if root is None:
        return Unreadable("网页里什么也没有。", "在浏览器里打开原来的网页，另存为“网页，仅HTML”再导入。")
    element = body
    if element is None:
        page = root.find("body")
        element = (root if page is None else page) if whole else find_body(root)
    # What a browser saved beside the page, it leads to by relative addresses: those stay.
    base, near = address or page_address(text, root), not address
    reading = Blocks(lambda target, file: target if near and file else whole_address(base, target))
    blocks = reading.read(element, Look())
    reading.enclosed += _attached_around(root, element, reading)
    if not any(True for _ in paragraphs(blocks)):
        return Unreadable(
            "网页里找不到正文，可能是由脚本显示的。",
            "在浏览器里打开原来的网页，全选复制到Word，存为DOCX再导入。",
        )
    return Imported(
        tuple(blocks),
        (),
        tuple(reading.pictures),
        tuple(reading.enclosed),
        tuple(reading.left),
        tuple(reading.lost),
        page_head(root, element),
    )


def whole_address(base: str, target: str) -> str:
    """Return an address made whole by that of its page; one that is none stays as it is written."""
    try:
        return urljoin(base, target) if base else target
    except ValueError:
        return target


def _attached_around(root: HtmlElement, body: HtmlElement, reading: Blocks) -> list[Enclosed]:
    """Return the files that a page lists as attachments beside its article."""
    known = {each.address for each in reading.enclosed}
    inside = set(body.iter())
    found: list[Enclosed] = []
    for link in root.iter("a"):
        target = (link.get("href") or "").strip()
        if link in inside or not FILES.search(target) or (address := reading.rewrite(target, True)) in known:
            continue
        label = words(link)
        names = " ".join(f"{each.get('id') or ''} {each.get('class') or ''}" for each in link.iterancestors())
        if label.startswith("附件") or _ATTACHED.search(names) or "附件" in (words(link.getparent())[:6]):
            known.add(address)
            found.append(Enclosed("", b"", label, address, f"第{link.sourceline}行"))
    return found


def page_address(text: str, root: HtmlElement) -> str:
    """Return the address that a page gives itself: where it was saved from, its base; empty if it does not say."""
    base = next((each.get("href") or "" for each in root.iter("base")), "")
    saved = _SAVED_FROM.search(text[:2000])
    own = saved[1] if saved and saved[1].startswith("http") else ""
    return whole_address(own, base) if base.startswith("http") or own else ""
