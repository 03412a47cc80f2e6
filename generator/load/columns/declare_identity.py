"""The declaration of ``extra.gongkai`` in mkdocs.yml: texts of header and footer, and the look (外观)."""

from __future__ import annotations

from pydantic import Field

from generator.load.columns.declare_look import Colour, Icon, Picture, Sheets
from generator.load.yaml.declaration import Declaration
from generator.load.yaml.fields import Flag, Lines, OptionalLine


class IdentityDeclaration(Declaration):
    """页头页脚的标识，和网站的外观。"""

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
    primary: Colour = Field(
        "",
        title="主色",
        description="页头、按钮和标题条的颜色，上面的字是白色，与白色的对比度至少4.5:1；色号要加引号。",
        examples=["#1a4d8f"],
    )
    accent: Colour = Field(
        "",
        title="强调色",
        description="链接和强调处的颜色，要求同主色；不写时用主色。",
        examples=["#1a4d8f"],
    )
    logo: Picture = Field(
        "",
        title="标志图",
        description="含网站名称的横幅标志，代替页头的徽标和网站名称。",
        examples=["theme/assets/logo.png"],
    )
    emblem: Picture = Field(
        "",
        title="徽标",
        description="页头网站名称左边的徽标，正方形。",
        examples=["theme/assets/badge.svg"],
    )
    favicon: Icon = Field(
        "",
        title="小图标",
        description="浏览器标签上的小图标。",
        examples=["theme/assets/icon.svg"],
    )
    footer: Lines = Field(
        [],
        title="页脚文字",
        description="页脚最后的文字，每项一行。",
        examples=[["版权所有　示例区人民政府办公室"]],
    )
    extra_css: Sheets = Field(
        [],
        title="附加样式",
        description="自己的样式文件，每项一行，排在程序的样式之后。不能引用别的网站，不能写@import。",
        examples=[["theme/assets/own.css"]],
    )
