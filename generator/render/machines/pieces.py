"""The shapes of the data for programs (api/v1/): the one declaration of what they say, and of their JSON Schema.

Within a version keys are only ever added. Their descriptions are what the schemas tell.
"""

from __future__ import annotations

from typing import Annotated

from msgspec import Meta, Struct

VERSION = "1"
# No field of a format begins with an underscore.
ROW_KEY = "_url"
_Version = Annotated[
    str, Meta(description="接口的版本。同一版本只增加键，不改变已有键的意思。", pattern="^1$")
]
_Url = Annotated[str, Meta(description="完整的网址。", pattern="^https?://")]
_Day = Annotated[str, Meta(description="日期，写成2026-03-02。", pattern=r"^\d{4}-\d\d-\d\d$")]
_Moment = Annotated[
    str,
    Meta(
        description="北京时间，写成2026-03-02T09:30:00+08:00。",
        pattern=r"^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\+08:00$",
    ),
]
_Address = Annotated[str, Meta(description="栏目地址，从顶层到它，例如zwgk/zcjd。")]


class Feeds(Struct, frozen=True):
    atom: Annotated[_Url, Meta(description="Atom格式的订阅文件。")]
    json: Annotated[_Url, Meta(description="JSON Feed格式的订阅文件。")]


class Start(Struct, frozen=True):
    version: _Version
    name: Annotated[str, Meta(description="网站名称。")]
    url: Annotated[_Url, Meta(description="网站首页。")]
    organizer: Annotated[str, Meta(description="主办单位。")]
    domain: Annotated[str, Meta(description="网站域名。")]
    site_code: Annotated[str, Meta(description="政府网站标识码。")]
    columns: Annotated[_Url, Meta(description="全部栏目。")]
    registers: Annotated[_Url, Meta(description="全部名录。")]
    feeds: Annotated[Feeds, Meta(description="全站的订阅文件。")]
    search: Annotated[_Url, Meta(description="搜索的说明（OpenSearch）。")]
    schemas: Annotated[dict[str, str], Meta(description="各种数据的JSON Schema，按名称给出网址。")]


class ColumnItem(Struct, frozen=True, omit_defaults=True):
    address: _Address
    name: Annotated[str, Meta(description="栏目名称。")]
    path: Annotated[list[str], Meta(description="从顶层到它的各级栏目名称。")]
    url: Annotated[_Url, Meta(description="栏目页面。")]
    kind: Annotated[
        str, Meta(description="栏目种类：documents文档、register名录、page单页、links链接、group分组。")
    ]
    data: Annotated[_Url, Meta(description="这个栏目的数据，里面有文档各页的网址。")]
    parent: Annotated[str | None, Meta(description="上级栏目的地址，顶层栏目没有。")] = None
    type: Annotated[str | None, Meta(description="栏目类别，国办发〔2017〕47号规定的十八个值之一。")] = None
    description: Annotated[str | None, Meta(description="栏目描述。")] = None
    unit: Annotated[str | None, Meta(description="责任单位。")] = None
    cycle: Annotated[str | None, Meta(description="更新周期，写法与columns.yml相同。")] = None
    basis: Annotated[list[str], Meta(description="设置依据。")] = []
    feeds: Annotated[Feeds | None, Meta(description="栏目的订阅文件，有文档的栏目才有。")] = None


class Columns(Struct, frozen=True):
    version: _Version
    columns: Annotated[list[ColumnItem], Meta(description="全部栏目，上级在前，次序与网站相同。")]


class ColumnData(Struct, frozen=True, omit_defaults=True):
    version: _Version
    column: ColumnItem
    documents: Annotated[int, Meta(description="栏目自己有多少份文档，不算下级栏目的。", ge=0)]
    pages: Annotated[list[_Url], Meta(description="文档各页的网址，最早公开的在第一页，最新的在最后一页。")]
    registers: Annotated[list[_Url], Meta(description="栏目里各名录的数据。")]
    updated: Annotated[_Day | None, Meta(description="栏目自己的文档最近一次公开的日期。")] = None


class File(Struct, frozen=True):
    name: Annotated[str, Meta(description="文件名。")]
    url: Annotated[_Url, Meta(description="下载的网址。")]
    size: Annotated[int, Meta(description="字节数。", ge=0)]


class DocumentItem(Struct, frozen=True, omit_defaults=True):
    id: Annotated[
        str,
        Meta(
            description="文档的编号，改标题、换域名都不变；移动时登记了旧网址的，移动以后也不变。",
            pattern="^urn:uuid:",
        ),
    ]
    title: Annotated[str, Meta(description="标题。")]
    url: Annotated[_Url, Meta(description="文档页面。")]
    column: _Address
    issuer: Annotated[str, Meta(description="发布机构。")]
    published: Annotated[_Moment, Meta(description="发布日期和时间。")]
    modified: Annotated[_Moment, Meta(description="发布或者最近一次更正的时间。")]
    signed: Annotated[_Day | None, Meta(description="成文日期。")] = None
    doc_no: Annotated[str | None, Meta(description="发文字号。")] = None
    index_no: Annotated[str | None, Meta(description="索引号。")] = None
    validity: Annotated[str | None, Meta(description="有效性：有效、失效、废止、已修改。")] = None
    source: Annotated[str | None, Meta(description="信息来源。")] = None
    summary: Annotated[str | None, Meta(description="概述。")] = None
    topics: Annotated[list[str], Meta(description="主题。")] = []
    keywords: Annotated[list[str], Meta(description="关键词。")] = []
    also: Annotated[list[str], Meta(description="还列在哪些栏目，写栏目地址。")] = []
    interprets: Annotated[list[str], Meta(description="解读的政策文件，写完整的网址。")] = []
    attachments: Annotated[list[File], Meta(description="附件。")] = []


class Documents(Struct, frozen=True, omit_defaults=True):
    version: _Version
    column: _Address
    page: Annotated[int, Meta(description="第几页，从1数起。", ge=1)]
    documents: Annotated[list[DocumentItem], Meta(description="这一页的文档，最早公开的在前。")]
    next: Annotated[_Url | None, Meta(description="下一页，最后一页没有。")] = None


class RegisterItem(Struct, frozen=True):
    title: Annotated[str, Meta(description="名录名称。")]
    column: _Address
    url: Annotated[_Url, Meta(description="名录所在的页面。")]
    data: Annotated[_Url, Meta(description="名录的数据，带各字段的说明。")]
    downloads: Annotated[dict[str, str], Meta(description="给人用的下载文件：csv、xlsx、json。")]


class Registers(Struct, frozen=True):
    version: _Version
    registers: Annotated[list[RegisterItem], Meta(description="全部名录。")]


class Field(Struct, frozen=True, omit_defaults=True):
    key: Annotated[str, Meta(description="字段的键，各行用它。")]
    label: Annotated[str, Meta(description="字段的名称。")]
    type: Annotated[str, Meta(description="字段的类型，写法与名录格式相同。")]
    unit: Annotated[str | None, Meta(description="计量单位。")] = None
    description: Annotated[str | None, Meta(description="字段的说明。")] = None


class RegisterData(Struct, frozen=True, omit_defaults=True):
    version: _Version
    register: RegisterItem
    fields: Annotated[list[Field], Meta(description="各字段，次序与表格的列相同。")]
    rows: Annotated[
        list[dict[str, str]],
        Meta(
            description="各行，格子都是文字，没有填的是空字符串；_url是这一行的网址，名录增减、换次序都不变。"
        ),
    ]
    updated: Annotated[_Day | None, Meta(description="最近一行的日期。")] = None
    title: Annotated[str | None, Meta(description="哪个字段是一行的名称，写字段的键。")] = None
    number: Annotated[str | None, Meta(description="哪个字段是一行的文号、编号，没有的不写。")] = None
    dated: Annotated[str | None, Meta(description="哪个字段是一行公开的日期，没有的不写。")] = None


# What each kind of piece is called, in Chinese and in the name of its schema.
KINDS: dict[str, tuple[type[Struct], str]] = {
    "index": (Start, "接口的入口"),
    "columns": (Columns, "全部栏目"),
    "column": (ColumnData, "一个栏目"),
    "documents": (Documents, "一个栏目的一页文档"),
    "registers": (Registers, "全部名录"),
    "register": (RegisterData, "一份名录"),
}
