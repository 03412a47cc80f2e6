"""What heads say of reports and budgets."""

from __future__ import annotations

from pydantic import Field

from generator.kinds.filings.model import BudgetKind
from generator.load.heads.common import CommonHead
from generator.load.yaml.declaration import Declaration
from generator.load.yaml.fields import OptionalLine, Year


class AnnualReportDeclaration(Declaration):
    """政府信息公开工作年度报告。"""

    year: Year = Field(title="报告年度", description="报告的是哪一年的工作。", examples=["2025"])
    unit: OptionalLine = Field(
        "", title="报告单位", description="不写时与发布机构相同；与expected中的名称一致。"
    )
    data: OptionalLine = Field(
        "",
        title="数据文件",
        description="三张表的数据，与文档放在一起的YAML文件。",
        examples=["2025年报数据.yml"],
    )


class LawReportDeclaration(Declaration):
    """法治政府建设年度报告。"""

    year: Year = Field(title="报告年度", description="报告的是哪一年的工作。", examples=["2025"])
    unit: OptionalLine = Field(
        "", title="报告单位", description="不写时与发布机构相同；与expected中的名称一致。"
    )


class BudgetDeclaration(Declaration):
    """一个单位一年的预算或决算。"""

    year: Year = Field(title="预算年度", description="哪一年的预算或决算。", examples=["2026"])
    unit: OptionalLine = Field(
        "", title="预算单位", description="不写时与发布机构相同；与expected中的名称一致。"
    )
    kind: BudgetKind = Field(title="预决算类别", description="预算或决算。")


class FilingsHead(CommonHead):
    """What a document says that a unit files for a year."""

    annual_report: AnnualReportDeclaration | None = Field(
        None, title="公开年报", description="这份文档是政府信息公开工作年度报告时写。"
    )
    law_report: LawReportDeclaration | None = Field(
        None, title="法治报告", description="这份文档是法治政府建设年度报告时写。"
    )
    budget: BudgetDeclaration | None = Field(
        None, title="预决算", description="这份文档是一个单位的预算或决算时写。"
    )
