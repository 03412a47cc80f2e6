"""A document of a column with a layout of its own says what that layout shows."""

from __future__ import annotations

from collections.abc import Callable, Iterator

from generator.model.catalogue import finding
from generator.model.details import Details
from generator.model.finding import Finding
from generator.model.portal import Portal
from generator.model.related import make_ties
from generator.model.words import Layout


def check_kinds(portal: Portal) -> Iterator[Finding]:
    """Say which documents cannot be checked, because they do not state what their kind asks for.

    Results and explanations that a consultation names stand beside it and need nothing of their own.
    """
    wanted = _wanted()
    layouts = {
        each.address: column.layout
        for column in portal.walk()
        if column.layout in wanted
        for each in column.walk()
    }
    if not layouts:
        return
    ties = make_ties(portal).of
    pairs = ((layout, each) for address, layout in layouts.items() for each in portal.lookups.own(address))
    for layout, document in pairs:
        if layout is None or (layout is Layout.CONSULTATIONS and document.path in ties):
            continue
        key, label, has = wanted[layout]
        if not has(document.details):
            message = f"“{document.title}”没有写{label}（{key}），查不出要素是否齐全。"
            yield finding("details-missing", document.place, message)


def _wanted() -> dict[Layout, tuple[str, str, Callable[[Details], bool]]]:
    return {
        Layout.CONSULTATIONS: ("consultation", "意见征集", lambda details: bool(details.consultation)),
        Layout.GUIDES: ("guide", "办事指南", lambda details: bool(details.guide)),
        Layout.PLANS: ("plan", "规划", lambda details: bool(details.plan)),
        Layout.PRESS: ("press", "新闻发布", lambda details: bool(details.press)),
    }
