"""Signs that stand in an article for anchors and films until it is written: what reads it keeps words alone."""

from __future__ import annotations

import re

from generator.intake.markup.tree import Element

_SIGN = re.compile("([\ue010\ue012])([0-9a-f]++)\ue011")
_HOLD_BLOCKS = frozenset({"table", "thead", "tbody", "tr", "ul", "ol", "dl", "td", "th", "div"})


def anchor_sign(name: str) -> str:
    """Return what stands for an anchor in a text until it is written: signs that no text has."""
    return f"\ue010{name.encode().hex()}\ue011"


def film_sign(html: str) -> str:
    """Return what stands for a film in a text until it is written."""
    return f"\ue012{html.encode().hex()}\ue011"


def without_signs(markdown: str) -> str:
    """Return a text with the anchors and films in place of their signs."""
    return _SIGN.sub(_meant, markdown)


def _meant(sign: re.Match[str]) -> str:
    said = bytes.fromhex(sign[2]).decode()
    return f'<a id="{said}"></a>' if sign[1] == "\ue010" else said


def put_sign(element: Element, sign: str) -> None:
    """Put a sign before the first word of an element: within a table, before that of its first cell."""
    holder = element
    while holder.tag in _HOLD_BLOCKS and len(holder):
        holder = holder[0]
    holder.text = f"{sign}{holder.text or ''}"
