"""What mkdocs.yml states for gongkai under ``extra.gongkai``: the marks of header and footer."""

from __future__ import annotations

from pydantic import Field

from generator.load.yaml.declaration import Declaration
from generator.load.yaml.fields import Flag, OptionalLine


class IdentityDeclaration(Declaration):
    """页头页脚的标识。"""

    tagline: OptionalLine = Field("", title="副题", description="网站名称下面的一行小字。")
    phone: OptionalLine = Field("", title="联系电话", description="页脚的联系电话。")
    address: OptionalLine = Field("", title="地址", description="页脚的地址。")
    postcode: OptionalLine = Field("", title="邮编", description="页脚的邮政编码。")
    undertaker: OptionalLine = Field("", title="承办单位", description="网站的承办单位。")
    icp: OptionalLine = Field("", title="ICP备案编号", description="例如渝ICP备00000000号-1。")
    police_record: OptionalLine = Field(
        "", title="公安备案编号", description="例如渝公网安备50000000000000号。"
    )
    conac_id: OptionalLine = Field(
        "", title="党政机关网站标识", description="标识编号（32位）；没有则不显示图标。"
    )
    error_report: Flag = Field(True, title="网站找错入口", description="页脚显示“我为政府网站找错”。")
