"""What may be written in gather.yml (归集清单): one declaration, used for validation, schema and reference."""

from __future__ import annotations

from pydantic import Field

from generator.load.yaml.declaration import Declaration
from generator.load.yaml.fields import Line, Lines, OptionalLine


class SourceDeclaration(Declaration):
    """一个来源：别的网站，用gongkai生成的。"""

    name: Line = Field(
        title="名称",
        description="网站的名称，印在每一条的“来源网站”，不能重复。",
        min_length=1,
        examples=["示例区人民政府"],
    )
    url: OptionalLine = Field(
        "",
        title="网址",
        description="网站首页的网址；与folder写一个。",
        examples=["https://www.example.gov.cn/"],
    )
    folder: OptionalLine = Field(
        "",
        title="文件夹",
        description="生成好的网站（site）的文件夹，从gather.yml所在的文件夹算起；与url写一个。",
        examples=["../shili/site"],
    )


class TakenDeclaration(Declaration):
    """归集什么，归集到哪个栏目。"""

    column: Line = Field(
        title="栏目",
        description="归集到的栏目，写名称、路径（政务公开>规划汇总）或地址；它的kind是register，schema是gathered。",
        min_length=1,
        examples=["规划汇总"],
    )
    of: Lines = Field(
        alias="from",
        title="来源栏目",
        description="来源网站的栏目，写名称或路径；它的下级栏目也在内。",
        min_length=1,
        examples=[["规划信息"]],
    )
    sources: Lines = Field([], title="来源网站", description="只从这些来源归集，写来源的名称；不写就是全部。")
    since: OptionalLine = Field(
        "", title="起始日期", description="只要这一天以后公开的，写成2021-01-01。", examples=["2021-01-01"]
    )


class GatherFile(Declaration):
    """一份归集清单。"""

    sources: list[SourceDeclaration] = Field(title="来源", description="从哪些网站归集。", min_length=1)
    columns: list[TakenDeclaration] = Field(
        title="归集的栏目", description="归集哪些栏目，放到哪里。", min_length=1
    )
