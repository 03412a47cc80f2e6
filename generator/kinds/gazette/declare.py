"""What the head of an issue of the gazette may hold."""

from __future__ import annotations

from pydantic import Field

from generator.load.heads.common import CommonHead
from generator.load.yaml.declaration import Declaration
from generator.load.yaml.fields import Issue, Lines, OptionalLine, Year


class GazetteDeclaration(Declaration):
    """政府公报的一期。"""

    year: Year = Field(title="公报年份", description="公报的年份。", examples=["2026"])
    issue: Issue = Field(title="期数", description="当年的第几期。", examples=["3"])
    total: Issue = Field(0, title="总期数", description="创刊以来的总期数。", examples=["63"])
    cover: OptionalLine = Field("", title="封面", description="封面图片的文件名。")
    contents: Lines = Field(
        [], title="刊载文件", description="本期刊登的文件，写content之下的路径，先后就是目录顺序。"
    )


class GazetteHead(CommonHead):
    """What an issue of the gazette says."""

    gazette: GazetteDeclaration | None = Field(
        None, title="政府公报", description="这份文档是一期政府公报时写。"
    )
