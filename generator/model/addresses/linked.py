"""Data inside a page (JSON-LD): written so that nothing of it can end the block, and the way to a column as such."""

from __future__ import annotations

import json

from generator.model.column import Column
from generator.model.portal import Portal

_ENCODER = json.JSONEncoder(ensure_ascii=False, separators=(",", ":"))
# What would end a block, open a comment, or stand for a slot of a frame.
_MARKS = {ord("<"): "\\u003c", ord(">"): "\\u003e", ord("&"): "\\u0026"}


def as_data(value: object) -> str:
    """Return a value as JSON that may stand in a script element of a page."""
    text = _ENCODER.encode(value)
    # Few have such a mark, and looking each character up takes longer than all the rest.
    return text.translate(_MARKS) if "<" in text or ">" in text or "&" in text else text


def way_to(portal: Portal, column: Column, rest: str = "") -> str:
    """Return the BreadcrumbList of a column's page; ``rest``, written as it is to be, follows the last step."""
    steps, level = [("首页", portal.base_url)], portal.columns
    for name in column.path:
        here = next(each for each in level if each.name == name)
        steps.append((here.name, portal.base_url + here.url))
        level = here.children
    items = ",".join(
        as_data({"@type": "ListItem", "position": number, "name": name, "item": url})
        for number, (name, url) in enumerate(steps, 1)
    )
    head = '{"@context":"https://schema.org","@type":"BreadcrumbList","itemListElement":['
    return f"{head}{items}{rest}]}}"
