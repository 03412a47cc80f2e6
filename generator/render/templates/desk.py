"""Draw the pages of a column: the context they need, and the page around its content."""

from __future__ import annotations

from dataclasses import field

from jinja2 import Environment

from generator.data import dataclass
from generator.frames.slots import Frame
from generator.model.addresses.address import column_page
from generator.model.column import Column
from generator.model.words import CYCLE_LABELS
from generator.render.templates.basis import basis_links
from generator.render.templates.environment import draw
from generator.render.templates.tags import page_tags, page_title
from generator.views.job import SiteFacts
from generator.views.markup import safe
from generator.views.rows import root_of
from generator.views.shelf import Shelf, last_update


@dataclass(frozen=True)
class Page:
    """A drawn page and its address below site/."""

    address: str
    html: str


@dataclass(frozen=True)
class ColumnContext:
    """What drawing the pages of one column needs."""

    column: Column
    frame: Frame
    environment: Environment
    shelf: Shelf
    site: SiteFacts
    wanted: frozenset[str] | None = None  # the addresses to draw; None stands for all
    # The head of the column as it was drawn for the pages of one depth: a list has many.
    heads: dict[str, str] = field(default_factory=dict)

    def draws(self, address: str) -> bool:
        """Whether this page is to be drawn."""
        return self.wanted is None or address in self.wanted


def draw_page(
    desk: ColumnContext,
    template: str,
    values: dict[str, object],
    address: str = "",
    suffix: str = "",
    *,
    data: str = "",
) -> Page:
    """Draw one page of a column from a template, below the head that all its pages share.

    ``data`` is what the page says in its own head for programs.
    """
    column = desk.column
    address = address or column_page(column.address)
    root = root_of(address)
    if root not in desk.heads:
        desk.heads[root] = _head(desk, root)
    main = draw(desk.environment, template, column=column, head=safe(desk.heads[root]), **values)
    heading = column.name + (f"（{suffix}）" if suffix else "")
    html = desk.frame.fill(
        {
            "title": page_title((heading, *column.path[-2:-1], desk.site.name)),
            "head": page_tags(desk.site, address, heading, _description(column, desk.site, suffix)) + data,
            "main": main,
        }
    )
    return Page(address, html)


def _description(column: Column, site: SiteFacts, suffix: str) -> str:
    """Return what a page of a column is for; no two pages of a portal say the same."""
    words = column.description or f"{site.name}的{column.name}"
    return f"{words.rstrip('。')}（{suffix}）。" if suffix else words


def _head(desk: ColumnContext, root: str) -> str:
    column = desk.column
    return draw(
        desk.environment,
        "column-head.html",
        column=column,
        cycle=_cycle(column),
        updated=last_update(column, desk.shelf),
        basis=basis_links(column.basis, desk.shelf.portal, root),
    )


def _cycle(column: Column) -> str:
    return CYCLE_LABELS[column.cycle] if column.cycle else ""
