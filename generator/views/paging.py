"""The steps of a paged list: previous, numbers with gaps, next."""

from __future__ import annotations

from collections.abc import Callable

from generator.data import dataclass


@dataclass(frozen=True)
class PageLink:
    """One step of the paging or of the year filter."""

    label: str
    href: str
    current: bool = False


def page_links(number: int, last: int, file: Callable[[int], str]) -> list[PageLink]:
    """Return the steps of page ``number`` of ``last``; ``file`` gives the address of a page."""
    if last == 1:
        return []
    shown = sorted({1, last, *range(max(1, number - 2), min(last, number + 2) + 1)})
    links = [PageLink("上一页", file(number - 1))] if number > 1 else []
    previous = 0
    for each in shown:
        if each - previous > 1:
            links.append(PageLink("…", ""))
        links.append(PageLink(str(each), file(each), each == number))
        previous = each
    return links + ([PageLink("下一页", file(number + 1))] if number < last else [])
