"""What may be written in the list of a fleet (网站群清单): one declaration, used for validation, schema and reference."""

from __future__ import annotations

from pydantic import Field

from generator.load.yaml.declaration import Declaration
from generator.load.yaml.fields import Line, OptionalLine


class FleetPortal(Declaration):
    """一个网站：从哪里来，发布到哪里。"""

    name: Line = Field(
        title="名称",
        description="给人看的名称，清单里不能重复；日志用它命名。",
        min_length=1,
        examples=["示例区"],
    )
    root: OptionalLine = Field(
        "",
        title="文件夹",
        description="网站的文件夹，从清单所在的文件夹算起；与repository写一个。",
        examples=["portals/shili"],
    )
    repository: OptionalLine = Field(
        "",
        title="版本库",
        description="git版本库：文件夹，或者https、ssh的网址；与root写一个。",
        examples=["/srv/git/shili.git"],
    )
    revision: OptionalLine = Field(
        "main", title="版本", description="构建版本库的哪个版本：分支、标签或提交。", examples=["main"]
    )
    target: OptionalLine = Field(
        "",
        title="发布目标",
        description="构建以后发布到哪里：文件夹，或者用户@服务器:/文件夹；不写就只构建。文件夹从清单所在的文件夹算起。",
        examples=["/srv/www/shili"],
    )


class FleetFile(Declaration):
    """一份网站群清单。"""

    portals: list[FleetPortal] = Field(title="网站", description="要构建的网站，一项一个。", min_length=1)
