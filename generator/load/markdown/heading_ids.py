"""Ids of headings: made of their words, and each only once on a page."""

from __future__ import annotations


def unused_id(name: str, used: dict[str, int]) -> str:
    """Return the id of the next heading of this name: ``概述``, ``概述-2``, and never one that is taken.

    ``used`` holds the ids given so far on the page, each with the number last tried behind it; it is added to.
    """
    mark, count = name, used.get(name, 0)
    while mark in used:
        count += 1
        mark = f"{name}-{count + 1}"
    used[name] = count
    used.setdefault(mark, 0)
    return mark
