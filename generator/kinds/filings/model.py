"""Filings of units by year: annual reports, law reports, budgets and accounts."""

from __future__ import annotations

import json
import re
from enum import StrEnum
from typing import ClassVar

from generator.data import dataclass
from generator.kinds.filings.form import AnnualTables
from generator.load.heads.said import Reads, placed, said
from generator.load.yaml.fields import Year
from generator.model.finding import Place
from generator.model.headings import Heading
from generator.model.part import Part

_UNSAFE = r"""[\\/:*?"<>|\x00-\x1f]"""
ANNUAL_REPORTS, LAW_REPORTS, BUDGETS = "annual-reports", "law-reports", "budget"


class BudgetKind(StrEnum):
    """Which of the two a document discloses."""

    BUDGET = "预算"
    ACCOUNTS = "决算"


@dataclass(frozen=True, kw_only=True)
class AnnualReport(Part):
    """政府信息公开工作年度报告 of a unit on a year. ``tables`` is None when no data file is named or readable."""

    about: ClassVar[str] = "政府信息公开工作年度报告。"
    place: Place = placed("year")
    year: int = said(
        "报告年度",
        "报告的是哪一年的工作。",
        form=Year,
        examples=("2025",),
        new="报告的是哪一年",
        value=lambda order: f"{order.day.year - 1}",
    )
    unit: str = said("报告单位", "不写时与发布机构相同；与expected中的名称一致。", "")
    data: str = said(
        "数据文件",
        "三张表的数据，与文档放在一起的YAML文件。",
        "",
        reads=Reads.SOURCE,
        examples=("2025年报数据.yml",),
        new="三张表的数据，已建好，都是0",
        value=lambda order: data_name(order.issuer, order.day.year - 1),
    )
    headings: tuple[Heading, ...] = ()
    tables: AnnualTables | None = None


@dataclass(frozen=True, kw_only=True)
class LawReport(Part):
    """法治政府建设年度报告 of a unit on a year."""

    about: ClassVar[str] = "法治政府建设年度报告。"
    place: Place = placed("year")
    year: int = said("报告年度", "报告的是哪一年的工作。", form=Year, examples=("2025",))
    unit: str = said("报告单位", "不写时与发布机构相同；与expected中的名称一致。", "")


@dataclass(frozen=True, kw_only=True)
class Budget(Part):
    """Budget or final accounts of a unit for a year."""

    about: ClassVar[str] = "一个单位一年的预算或决算。"
    place: Place = placed("year")
    year: int = said("预算年度", "哪一年的预算或决算。", form=Year, examples=("2026",))
    unit: str = said("预算单位", "不写时与发布机构相同；与expected中的名称一致。", "")
    kind: BudgetKind = said("预决算类别", "预算或决算。")


def data_name(issuer: str, year: int) -> str:
    """Return the name of the data file of a new report, as it stands in the head: any character may be in it."""
    name = re.sub(_UNSAFE, "", issuer)
    return json.dumps(f"{year}年报数据-{name}.yml", ensure_ascii=False)
