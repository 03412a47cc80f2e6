"""Rules against circles of relations: no document replaces or interprets itself by way of others."""

from __future__ import annotations

from collections.abc import Iterator
from graphlib import CycleError, TopologicalSorter

from generator.kinds.policy.model import PolicyLife
from generator.model.catalogue import finding
from generator.model.document import Document
from generator.model.finding import Finding
from generator.model.portal import Portal

# Circles of one kind that are told: each is sought among all that are left.
_MOST = 20


def check_circles(portal: Portal) -> Iterator[Finding]:
    """Following 替代文件 or 解读对象 from document to document never comes back."""
    replaced: dict[str, tuple[str, ...]] = {
        each.path: (life.replaced_by,)
        for each, life in portal.lookups.stating(PolicyLife)
        if life.replaced_by
    }
    interpreted = {each.path: each.interprets for each in portal.lookups.interpreting}
    for label, relation in (("替代文件", replaced), ("解读对象", interpreted)):
        for circle in _circles(relation):
            yield _told(circle, label, portal.lookups.by_path)


def _told(circle: list[str], label: str, documents: dict[str, Document]) -> Finding:
    first = min(circle)
    at = circle.index(first)
    names = [documents[path].title for path in (*circle[at:], *circle[:at], first)]
    if len(circle) == 1:
        return finding("relation-circle", documents[first].place, f"“{names[0]}”的{label}写成了它自己。")
    way = "→".join(f"“{name}”" for name in names)
    return finding("relation-circle", documents[first].place, f"{label}绕成了圈：{way}。")


def _circles(relation: dict[str, tuple[str, ...]]) -> Iterator[list[str]]:
    """Yield circles that share no document, each in the order of its relation."""
    left = {path: [other for other in others if other in relation] for path, others in relation.items()}
    for _ in range(_MOST):
        try:
            TopologicalSorter(left).prepare()
            return
        except CycleError as error:
            # The sorter names a circle from the last to the first, and the last once more.
            circle = [*reversed(error.args[1][1:])]
        yield circle
        for path in circle:
            left[path] = []
