"""The declaration of synonyms.yml: words of this portal that mean the same, for the search."""

from __future__ import annotations

from pydantic import Field

from generator.load.yaml.declaration import Declaration
from generator.load.yaml.fields import Lines


class SynonymsFile(Declaration):
    """synonyms.yml的全部内容。程序自带三百多组政务常用的，这里只写本地的。"""

    synonyms: list[Lines] = Field(
        [],
        title="同义词",
        description="一组一行，方括号里是意思相同的几个词：全称、简称、旧称、群众的叫法。例如`- [示例区行政服务中心, 办事大厅]`。",
    )
