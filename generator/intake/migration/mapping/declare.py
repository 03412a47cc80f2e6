"""What may be written in the map of an old site (映射): one declaration, used for validation, schema and reference."""

from __future__ import annotations

from pydantic import Field

from generator.load.yaml.declaration import Declaration
from generator.load.yaml.fields import Line, Lines, OptionalLine


class TemplateDeclaration(Declaration):
    """旧网站的一种网页模板：各项在网页的哪里。写CSS选择器，可以写几个，用第一个找得到的。"""

    name: OptionalLine = Field(
        "", title="名称", description="给人看的名称，报告里用。", examples=["通知公告"]
    )
    preset: OptionalLine = Field(
        "", title="预设", description="先照哪个预设，这里写了的项换成这里的。", examples=["trs"]
    )
    match: Lines = Field(
        [],
        title="网址",
        description="只用于这些旧网址，`*`代表任意多个字；不写就用于全部网页。",
        examples=[["/xxgk/*"]],
    )
    title: Lines = Field([], title="标题", description="标题在哪里。", examples=[["h1.title"]])
    date: Lines = Field(
        [],
        title="日期",
        description="发布日期在哪里；前后有别的字（发布时间：……　来源：……）不要紧。",
        examples=[[".info"]],
    )
    source: Lines = Field([], title="来源", description="信息来源在哪里。", examples=[[".info"]])
    issuer: Lines = Field([], title="发布机构", description="发布机构在哪里。")
    number: Lines = Field([], title="文号", description="发文字号在哪里。", examples=[[".xxgk td.wh"]])
    signed: Lines = Field([], title="成文日期", description="成文日期在哪里。")
    index_no: Lines = Field([], title="索引号", description="索引号在哪里。")
    channel: Lines = Field(
        [],
        title="旧栏目名",
        description="旧栏目的名称在哪里，例如“当前位置”里最后一个链接。",
        examples=[[".location a"]],
    )
    body: Lines = Field([], title="正文", description="正文在哪里。", examples=[["#zoom"]])
    drop: Lines = Field(
        [], title="去掉", description="正文里不要的：分享、点击次数、上一篇下一篇。", examples=[[".share"]]
    )
    attachments: Lines = Field(
        [], title="附件", description="正文以外的附件链接在哪里。", examples=[[".fujian a"]]
    )


class ChannelDeclaration(Declaration):
    """旧栏目搬到哪个栏目。"""

    of: Lines = Field(
        alias="from",
        title="旧栏目",
        description="以斜杠开头的是旧网址：文件夹（/xxgk/tzgg/）和它下面的全部，或带`*`的；别的是旧栏目的名称。",
        min_length=1,
        examples=[["/xxgk/tzgg/"]],
    )
    column: Line = Field(
        title="栏目",
        description="搬到的栏目，写名称、路径（政务公开>通知公告）或地址。",
        min_length=1,
        examples=["通知公告"],
    )
    issuer: OptionalLine = Field(
        "", title="发布机构", description="网页上没有发布机构的，写这个；与来源不同时，来源另外写明。"
    )


class DumpDeclaration(Declaration):
    """导出的表格（CSV、JSON）里，各项是哪一列。"""

    url: Line = Field("url", title="网址", description="旧网址那一列的列名。")
    title: Line = Field("title", title="标题", description="标题那一列。")
    date: Line = Field("date", title="日期", description="发布日期那一列。")
    body: Line = Field("body", title="正文", description="正文那一列，HTML或文字。")
    source: OptionalLine = Field("source", title="来源", description="信息来源那一列。")
    issuer: OptionalLine = Field("issuer", title="发布机构", description="发布机构那一列。")
    number: OptionalLine = Field("number", title="文号", description="发文字号那一列。")
    signed: OptionalLine = Field("signed", title="成文日期", description="成文日期那一列。")
    index_no: OptionalLine = Field("index_no", title="索引号", description="索引号那一列。")
    channel: OptionalLine = Field("channel", title="旧栏目名", description="旧栏目名称那一列。")
    attachments: OptionalLine = Field(
        "attachments", title="附件", description="附件网址那一列，几个网址用空格、分号或换行分开。"
    )
    files: OptionalLine = Field(
        "",
        title="文件夹",
        description="附件和图片在哪个文件夹，从导出的表格算起；不写就在表格所在的文件夹里找，只看链接到的。",
    )


class MigrationFile(Declaration):
    """一个旧网站的映射：模板，旧栏目与栏目的对应，不搬的。"""

    sites: Lines = Field(
        [],
        title="旧域名",
        description="旧网站的域名，可以几个；镜像里以域名为名的文件夹就是那个域名的。",
        examples=[["www.example.gov.cn"]],
    )
    presets: Lines = Field(
        [], title="预设", description="常见系统的模板，依次试；templates和presets都不写，就全部试一遍。"
    )
    templates: list[TemplateDeclaration] = Field(
        [], title="模板", description="旧网站的模板，依次试，先于presets。"
    )
    channels: list[ChannelDeclaration] = Field(
        title="栏目对应", description="旧栏目搬到哪个栏目，写得最具体的优先。", min_length=1
    )
    lists: Lines = Field(
        [],
        title="列表页",
        description="旧网站的列表页，转到对应的栏目；index开头的不用写。",
        examples=[["/list.asp?cid=*"]],
    )
    skip: Lines = Field([], title="不搬", description="不搬的旧网址。", examples=[["/search/*"]])
    pages: OptionalLine = Field(
        "",
        title="分页",
        description="一篇文章分成几个网页的，第二页起叫什么：{page}是第一页的名称，{n}是数字；接成一份文档。",
        examples=["{page}_{n}"],
    )
    issuer: OptionalLine = Field(
        "", title="发布机构", description="网页上没有发布机构和来源的，写这个；不写时是栏目的责任单位。"
    )
    dump: DumpDeclaration = Field(
        default_factory=lambda: DumpDeclaration.model_validate({}),
        title="导出的表格",
        description="从旧系统导出CSV或JSON的，各项是哪一列。",
    )
