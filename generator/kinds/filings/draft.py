"""Start values of a new report or budget, by the layout of its column."""

from __future__ import annotations

import json

from generator.kinds.filings.form import (
    APPLICANTS,
    CHARGED,
    DISPUTES,
    PARTS,
    RULINGS,
    disclosed_rows,
    request_rows,
)
from generator.kinds.filings.model import ANNUAL_REPORTS, BUDGETS, LAW_REPORTS, AnnualReport, data_name
from generator.kinds.filings.tables import DISCLOSED_PART, DISPUTES_PART, REQUESTS_PART
from generator.kinds.kind import DraftSpec, Start
from generator.load.heads.drafted import draft
from generator.load.heads.said import Group

_LAW_PARTS = ("主要举措和成效", "存在的问题", "主要负责人履行职责情况", "下一年工作安排")
_NUMERALS = "一二三四五六"


def start_filing(order: DraftSpec) -> Start | None:
    """Return what a new report or budget starts with; None in columns of other layouts.

    A report is on the year before, a budget of the running year.
    """
    layout, day = order.layout or order.column.layout, order.day
    if layout == ANNUAL_REPORTS:
        group = Group(AnnualReport, "annual_report")
        return Start(
            draft(group, order),
            _parts([names[0] for names in PARTS]),
            ((json.loads(data_name(order.issuer, day.year - 1)), data_template()),),
        )
    if layout == LAW_REPORTS:
        return Start(
            (f"law_report: {{year: {day.year - 1}}}      # 报告的是哪一年；单位与发布机构不同时加unit",),
            _parts(_LAW_PARTS),
        )
    if layout == BUDGETS:
        return Start(
            (f"budget: {{year: {day.year}, kind: 预算}}   # kind写预算或决算；汇总说明不要这一行",),
            _parts(("基本情况", "收支总体情况", "“三公”经费", "重点项目绩效目标")),
        )
    return None


def _parts(names: list[str] | tuple[str, ...]) -> str:
    pairs = zip(_NUMERALS, names, strict=False)
    return "".join(f"\n## {numeral}、{name}\n\n（在这里写{name}。）\n" for numeral, name in pairs)


def data_template() -> str:
    """Return a data file of an annual report in which every figure is 0."""
    lines = [f"# 每行数字的顺序写在这一节的上面，没有的填0。\n{DISCLOSED_PART}:"]
    for label, columns in disclosed_rows():
        order = f"  # {'、'.join(columns)}" if len(columns) > 1 or columns == CHARGED else ""
        zeros = _zeros(len(columns)) if len(columns) > 1 else "0"
        lines.append(f"  {label}: {zeros}{order}")
    lines.append(f"\n# {'、'.join(APPLICANTS)}\n{REQUESTS_PART}:")
    seen: set[tuple[str, ...]] = set()
    for path in request_rows():
        for depth in range(1, len(path)):
            if path[:depth] not in seen:
                seen.add(path[:depth])
                lines.append("  " * depth + f"{path[depth - 1]}:")
        lines.append("  " * len(path) + f"{path[-1]}: {_zeros(len(APPLICANTS))}")
    lines.append(f"\n# {'、'.join(RULINGS)}\n{DISPUTES_PART}:")
    lines += [f"  {label}: {_zeros(len(RULINGS))}" for label in DISPUTES]
    return "\n".join(lines) + "\n"


def _zeros(count: int) -> str:
    return f"[{', '.join('0' * count)}]"
