"""The page of 规划信息: the system of plans drawn by period, and as a table."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import date

from generator.data import dataclass
from generator.kinds.kind import Layout, Pages
from generator.kinds.plan.blocks import plan_blocks
from generator.kinds.plan.model import PLANS, DevelopmentPlan, PlanKind
from generator.model.addresses.address import column_page
from generator.model.column import Column
from generator.model.document import Document
from generator.views.column import ColumnPage, ColumnView
from generator.views.others import first_others, without_part
from generator.views.rows import column_link, document_href, root_of
from generator.views.shelf import Shelf
from generator.views.ties import ties_state

_ORDER = tuple(PlanKind)


@dataclass(frozen=True)
class PlanNode:
    """A plan in the drawing, with the plans below it."""

    name: str
    title: str
    href: str
    kind: str
    level: str
    period: str
    outline: bool
    past: bool
    parent: str
    follows: str
    date: str
    children: tuple[PlanNode, ...] = ()


@dataclass(frozen=True)
class PlanPeriod:
    """The plans of one five-year span, as trees."""

    label: str
    past: bool
    roots: tuple[PlanNode, ...]


def plans_page(view: ColumnView) -> Iterator[ColumnPage]:
    """Yield the one page: the line of outlines, the trees by period, the table, the columns below."""
    root, shelf = root_of(column_page(view.column.address)), view.shelf
    plans = {each.path: each for each in shelf.below(view.column) if each.part(DevelopmentPlan)}
    drawn = _Drawing(plans, root, view.site.as_of.year)
    values: dict[str, object] = {
        "line": [node for node in drawn.all() if node.outline],
        "periods": drawn.periods(),
        "table": sorted(drawn.all(), key=lambda node: (_kind_order(node.kind), node.period, node.name)),
        **first_others(view.column, shelf, plans_others(view.column, shelf)),
        "children": [column_link(child, shelf, root) for child in view.column.children],
    }
    yield ColumnPage("plan/plans.html", values)


def plans_others(column: Column, shelf: Shelf) -> list[Document]:
    """Return the documents that are no plans."""
    return without_part(DevelopmentPlan, column, shelf)


def plans_state(column: Column, shelf: Shelf) -> object:
    """Return what decides the page besides the documents: what is past this year, and the relations."""
    return shelf.portal.as_of.year, ties_state(column, shelf)


def _kind_order(kind: str) -> int:
    return [each.value for each in _ORDER].index(kind)


@dataclass(frozen=True)
class _Drawing:
    """The public plans by path, drawn for one page."""

    plans: Mapping[str, Document]
    root: str
    year: int

    def all(self) -> list[PlanNode]:
        """Every plan alone, by period."""
        ordered = sorted(self.plans, key=self._order)
        return [self._node(path, ()) for path in ordered]

    def periods(self) -> list[PlanPeriod]:
        """The trees of each period, newest first; a plan stands below its parent, whatever its period."""
        roots = [path for path in self.plans if self._plan(path).parent not in self.plans]
        spans: dict[int, list[str]] = {}
        for path in sorted(roots, key=self._order):
            spans.setdefault(_span(self._plan(path)), []).append(path)
        trees = {
            first: tuple(self._tree(path, frozenset()) for path in paths) for first, paths in spans.items()
        }
        return [
            PlanPeriod(
                f"{first}—{first + 4}年",
                all(_all_past(tree) for tree in trees[first]),
                trees[first],
            )
            for first in sorted(spans, reverse=True)
        ]

    def _tree(self, path: str, above: frozenset[str]) -> PlanNode:
        below = [each for each in self.plans if self._plan(each).parent == path and each not in above]
        seen = above | {path}
        return self._node(path, tuple(self._tree(each, seen) for each in sorted(below, key=self._order)))

    def _order(self, path: str) -> tuple[int, int, str]:
        plan = self._plan(path)
        return plan.starts, _ORDER.index(plan.kind), path

    def _plan(self, path: str) -> DevelopmentPlan:
        plan = self.plans[path].part(DevelopmentPlan)
        if plan is None:
            raise ValueError(path)
        return plan

    def _node(self, path: str, children: tuple[PlanNode, ...]) -> PlanNode:
        document, plan = self.plans[path], self._plan(path)
        return PlanNode(
            name=_name(document),
            title=document.title,
            href=document_href(document, self.root),
            kind=plan.kind.value,
            level=plan.level.value,
            period=plan.period,
            outline=plan.kind is PlanKind.OUTLINE,
            past=plan.ends < self.year,
            parent=_name(self.plans[plan.parent]) if plan.parent in self.plans else "",
            follows=_name(self.plans[plan.follows]) if plan.follows in self.plans else "",
            date=f"{document.published:%Y-%m-%d}",
            children=children,
        )


def _all_past(node: PlanNode) -> bool:
    return node.past and all(_all_past(child) for child in node.children)


def _name(document: Document) -> str:
    plan = document.part(DevelopmentPlan)
    return plan.name if plan and plan.name else document.title


def _span(plan: DevelopmentPlan) -> int:
    """Return the first year of the five-year span that a plan begins in: 2021 for 2021 to 2025."""
    return (plan.starts - 1) // 5 * 5 + 1


def _states(document: Document, day: date) -> Iterator[str]:
    plan = document.part(DevelopmentPlan)
    if plan and plan.ends < day.year:
        yield "past"


PAGES = Pages(
    blocks=plan_blocks,
    layouts={PLANS: Layout(plans_page, state=plans_state, others=plans_others)},
    states=_states,
)
