"""A document says what the column it stands in is for: the one rule on keys that a place asks for."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from generator.model.catalogue import finding
from generator.model.column import Column
from generator.model.document import Document
from generator.model.finding import Finding
from generator.model.governing import governing_layouts
from generator.model.portal import Portal
from generator.model.related import make_ties
from generator.model.words import ColumnKind, ColumnType, Layout


@dataclass(frozen=True)
class _Wanted:
    """The key of the head that a place asks for, and what cannot be told without it.

    ``form`` is how the key is written where a document without it is not only unchecked, but missing from
    the lists by year.
    """

    key: str
    label: str = ""
    unknown: str = "要素"
    form: str = ""


_BY_LAYOUT = {
    Layout.CONSULTATIONS: _Wanted("consultation", "意见征集"),
    Layout.GUIDES: _Wanted("guide", "办事指南"),
    Layout.PLANS: _Wanted("plan", "规划"),
    Layout.PRESS: _Wanted("press", "新闻发布"),
    Layout.ANNUAL_REPORTS: _Wanted("annual_report", form="{year: 年份}"),
    Layout.LAW_REPORTS: _Wanted("law_report", form="{year: 年份}"),
    Layout.GAZETTE: _Wanted("gazette", form="{year: 年份, issue: 期数}"),
}
_ON_REQUEST = _Wanted("request", "受理申请", "受理机构、渠道和申请表")


def check_kinds(portal: Portal) -> Iterator[Finding]:
    """Say which documents do not state what their place asks for.

    A place is a column and all below it that have no layout of their own. Results and explanations that a
    consultation names stand beside it and need nothing of their own.
    """
    layouts = governing_layouts(portal)
    ties = make_ties(portal).of if Layout.CONSULTATIONS in layouts.values() else {}
    for column in portal.walk():
        layout = layouts.get(column.address)
        wanted = _wanted(column, layout)
        if wanted is None:
            continue
        for document in portal.lookups.own(column.address):
            has_tie = layout is Layout.CONSULTATIONS and document.path in ties
            if not has_tie and getattr(document.details, wanted.key) is None:
                yield _missing(document, column, wanted)


def _wanted(column: Column, layout: Layout | None) -> _Wanted | None:
    if column.type == ColumnType.ON_REQUEST and column.kind is ColumnKind.PAGE:
        return _ON_REQUEST
    return _BY_LAYOUT.get(layout) if layout else None


def _missing(document: Document, column: Column, wanted: _Wanted) -> Finding:
    if wanted.form:
        message = f"“{document.title}”在栏目“{column.name}”里，但头部没有写{wanted.key}，没有排进年度。"
        return finding("report-unfiled", document.place, message, f"写上{wanted.key}: {wanted.form}。")
    message = f"“{document.title}”没有写{wanted.label}（{wanted.key}），查不出{wanted.unknown}是否齐全。"
    return finding("details-missing", document.place, message)
