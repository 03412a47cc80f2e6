"""The head keys that all documents share. Each official Chinese label (title) is an alias of its key."""

from __future__ import annotations

from typing import Annotated

from pydantic import BeforeValidator, Field

from generator.load.yaml.declaration import Declaration
from generator.load.yaml.fields import Day, Flag, Line, Lines, Moment, MomentEnd, OptionalLine, parse_list
from generator.model.interpretation import Form
from generator.model.words import Validity


class ReviewDeclaration(Declaration):
    """三审三校的签署人。"""

    first: OptionalLine = Field("", title="初审", description="初审（初校）人。")
    second: OptionalLine = Field("", title="复审", description="复审（复校）人。")
    third: OptionalLine = Field("", title="终审", description="终审（终校）人。")


class ElementsDeclaration(Declaration):
    """解读要素。正文已经用小标题写明的不用再写。"""

    background: OptionalLine = Field("", title="背景", description="出台背景。")
    purpose: OptionalLine = Field("", title="目的", description="出台目的。")
    measures: OptionalLine = Field("", title="举措", description="核心举措。")
    targets: OptionalLine = Field("", title="对象", description="适用对象。")
    standards: OptionalLine = Field("", title="标准", description="执行标准。")
    keywords: OptionalLine = Field("", title="关键词", description="关键词及其意思。")
    terms: OptionalLine = Field("", title="名词", description="专业名词的解释。")
    changes: OptionalLine = Field("", title="新旧差异", description="与旧文件有什么不同。")


class WithdrawnDeclaration(Declaration):
    """撤回。"""

    date: Day = Field(title="日期", description="从哪一天起不再公开。", examples=["2026-11-20"])
    reason: Line = Field(title="原因", description="为什么撤回；会公开。", min_length=1)


class CorrectionDeclaration(Declaration):
    """发布以后的一次更正。"""

    date: Day = Field(title="日期", description="更正的日期，不早于发布日期。", examples=["2026-03-05"])
    note: Line = Field(
        title="说明",
        description="改了什么，一句话；写给公众看。",
        min_length=1,
        examples=["更正附件2的联系电话。"],
    )


def no_elements() -> ElementsDeclaration:
    """Return what a head says of elements when it says nothing, without making a validator for it."""
    return ElementsDeclaration.model_construct(
        **dict.fromkeys(ElementsDeclaration.model_fields, ""), _fields_set=set()
    )


class CommonHead(Declaration):
    """一份文档的头部。"""

    title: Line = Field(title="标题", description="文档标题，正文里不必再写。", min_length=1)
    issuer: Line = Field(title="发布机构", description="发布这份信息的机关。", examples=["区政府办公室"])
    published: Moment = Field(
        title="发布日期", description="公开的日期和时间。", examples=["2021-06-04 09:30"]
    )
    withdraw_at: Moment | None = Field(
        None,
        title="撤下时间",
        description="到了这一刻不再公开：网址上只留说明，列表、搜索和附件里不再有。只写日期是那天零点。",
        examples=["2021-07-04 18:00"],
    )
    notice_until: MomentEnd | None = Field(
        None,
        title="公示截止",
        description="公示到这一刻为止，网页和列表标明公示中或公示已结束。只写日期是到那天结束。",
        examples=["2021-06-11"],
    )
    doc_no: OptionalLine = Field("", title="发文字号", description="没有文号的信息不写。")
    signed: Day | None = Field(
        None, title="成文日期", description="文件落款的日期。", examples=["2021-06-03"]
    )
    index_no: OptionalLine = Field("", title="索引号", description="由gongkai new给出，全站唯一。")
    validity: Validity | None = Field(None, title="有效性", description="有效、失效、废止、已修改。")
    theme: OptionalLine = Field(
        "",
        title="主题分类",
        description="国务院政策文件库的分类，一级和二级之间写斜线，例如“综合政务/政务公开”。",
    )
    genre: OptionalLine = Field("", title="体裁分类", description="例如通知、意见、公告。")
    topics: Lines = Field([], title="主题词", description="内容涉及的主题。")
    source: OptionalLine = Field("", title="来源", description="转载时写原发布机关；不写时即发布机构。")
    reprinted: Flag = Field(False, title="转载", description="true表示转载别的机关的文件：不计算公开的时限。")
    author: OptionalLine = Field("", title="责任编辑", description="责任编辑的姓名。")
    summary: OptionalLine = Field("", title="内容概述", description="一两句话的摘要。")
    keywords: Lines = Field([], title="关键词", description="便于检索的词语。")
    attachments: Lines = Field([], title="附件", description="与文档放在一起的文件名。")
    interprets: Lines = Field(
        [], title="解读对象", description="解读稿所解读的政策文件，写content之下的路径。"
    )
    form: Form | None = Field(
        None, title="解读形式", description="视频、图片、文字、新闻发布；不写时按所附的视频、图片判断。"
    )
    elements: ElementsDeclaration = Field(
        default_factory=no_elements,
        title="解读要素",
        description="正文没有用小标题写明的解读要素，写在这里。",
    )
    video: OptionalLine = Field("", title="视频", description="视频解读的文件名（MP4）。")
    captions: OptionalLine = Field("", title="字幕", description="视频字幕的文件名（VTT）。")
    poster: OptionalLine = Field("", title="视频封面", description="视频封面图片的文件名。")
    picture: OptionalLine = Field("", title="图片", description="图片解读的文件名。")
    picture_alt: OptionalLine = Field(
        "", title="图片说明", description="图片内容的文字说明，供看不见图的人阅读。"
    )
    review: ReviewDeclaration = Field(
        ReviewDeclaration.model_construct(first="", second="", third=""),
        title="三审三校",
        description="三审三校的签署人。",
    )
    corrected: Annotated[list[CorrectionDeclaration], BeforeValidator(parse_list)] = Field(
        [], title="更正", description="发布以后改了内容的，每次写一项；显示在文末。"
    )
    column: OptionalLine = Field("", title="所属栏目", description="文件夹不是所属栏目时，写栏目的地址路径。")
    also: Lines = Field(
        [],
        title="同时列入",
        description="还要出现在哪些栏目的列表里，写栏目的地址路径；网址只有一个。",
        examples=[["zwgk/zcwj"]],
    )
    old_urls: Lines = Field(
        [],
        title="旧网址",
        description="这份文档以前的网址，打开时转到现在的网址。",
        examples=[["tzgg/20250301-ts.html"]],
    )
    withdrawn: WithdrawnDeclaration | None = Field(
        None,
        title="撤回",
        description="不再公开的文档写明日期和原因：网址上只留说明，列表、搜索和附件里不再有。",
    )
    draft: Flag = Field(False, title="草稿", description="true表示草稿，只在预览中出现。")
