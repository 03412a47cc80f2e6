"""What a new report, budget or issue of the gazette starts as, by the layout of its column."""

from __future__ import annotations

import json
import re
from dataclasses import dataclass
from datetime import date

from generator.kinds.filings.form import (
    APPLICANTS,
    CHARGED,
    DISPUTES,
    PARTS,
    RULINGS,
    disclosed_rows,
    request_rows,
)
from generator.kinds.filings.tables import DISCLOSED_PART, DISPUTES_PART, REQUESTS_PART
from generator.model.words import Layout

_LAW_PARTS = ("主要举措和成效", "存在的问题", "主要负责人履行职责情况", "下一年工作安排")
_UNSAFE = r"""[\\/:*?"<>|\x00-\x1f]"""
_NUMERALS = "一二三四五六"


@dataclass(frozen=True)
class FilingDraft:
    """Lines of the head, the text, and files that go beside the document, each by its name."""

    head: tuple[str, ...]
    body: str
    beside: tuple[tuple[str, str], ...] = ()


def filing_draft(layout: Layout | None, issuer: str, day: date) -> FilingDraft | None:
    """Return what a column of this layout adds to a new document; None for other layouts.

    A report is on the year before, a budget of the running year.
    """
    if layout is Layout.ANNUAL_REPORTS:
        return _annual_report(issuer, day.year - 1)
    if layout is Layout.LAW_REPORTS:
        return FilingDraft(
            (f"law_report: {{year: {day.year - 1}}}      # 报告的是哪一年；单位与发布机构不同时加unit",),
            _parts(_LAW_PARTS),
        )
    if layout is Layout.BUDGET:
        return FilingDraft(
            (f"budget: {{year: {day.year}, kind: 预算}}   # kind写预算或决算；汇总说明不要这一行",),
            _parts(("基本情况", "收支总体情况", "“三公”经费", "重点项目绩效目标")),
        )
    if layout is Layout.GAZETTE:
        head = (
            "gazette:",
            f"  year: {day.year}",
            "  issue: 1                      # 第几期",
            "  contents: []                  # 刊载的文件，写content之下的路径，一行一个",
        )
        return FilingDraft(head, "\n（在这里写大事记、更正和赠阅办法。）\n")
    return None


def _annual_report(issuer: str, year: int) -> FilingDraft:
    name = f"{year}年报数据-{re.sub(_UNSAFE, '', issuer)}.yml"
    head = (
        "annual_report:",
        f"  year: {year}                    # 报告的是哪一年",
        # A JSON string is also a YAML string, whatever stands in it.
        f"  data: {json.dumps(name, ensure_ascii=False)}   # 三张表的数据，已建好，都是0",
    )
    return FilingDraft(head, _parts([names[0] for names in PARTS]), ((name, data_template()),))


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
