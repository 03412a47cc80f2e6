"""What heads say of reports, budgets and issues of the gazette."""

from __future__ import annotations

from pydantic import Field

from generator.kinds.filings.model import BudgetKind
from generator.load.yaml.declaration import Declaration
from generator.load.yaml.fields import Issue, Lines, OptionalLine, Year


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


class GazetteDeclaration(Declaration):
    """政府公报的一期。"""

    year: Year = Field(title="公报年份", description="公报的年份。", examples=["2026"])
    issue: Issue = Field(title="期数", description="当年的第几期。", examples=["3"])
    total: Issue = Field(0, title="总期数", description="创刊以来的总期数。", examples=["63"])
    cover: OptionalLine = Field("", title="封面", description="封面图片的文件名。")
    contents: Lines = Field(
        [], title="刊载文件", description="本期刊登的文件，写content之下的路径，先后就是目录顺序。"
    )
