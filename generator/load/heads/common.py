"""What the head of a document may hold. Each official Chinese label (title) is an alias of its key."""

from __future__ import annotations

from pydantic import Field

from generator.kinds.consultation.declare import ConsultationDeclaration, DecisionsDeclaration
from generator.kinds.filings.declare import (
    AnnualReportDeclaration,
    BudgetDeclaration,
    GazetteDeclaration,
    LawReportDeclaration,
)
from generator.kinds.guide.declare import GuideDeclaration
from generator.kinds.plan.declare import PlanDeclaration
from generator.kinds.policy.declare import ElementsDeclaration, HistoryDeclaration, no_elements
from generator.kinds.press.declare import PressDeclaration
from generator.kinds.request.declare import RequestDeclaration
from generator.load.yaml.declaration import Declaration
from generator.load.yaml.fields import Day, Flag, Line, Lines, Moment, OptionalLine
from generator.model.interpretation import Form
from generator.model.words import Validity


class ReviewDeclaration(Declaration):
    """三审三校的签署人。"""

    first: OptionalLine = Field("", title="初审", description="初审（初校）人。")
    second: OptionalLine = Field("", title="复审", description="复审（复校）人。")
    third: OptionalLine = Field("", title="终审", description="终审（终校）人。")


class DocumentDeclaration(Declaration):
    """一份文档的头部。"""

    title: Line = Field(title="标题", description="文档标题，正文里不必再写。", min_length=1)
    issuer: Line = Field(title="发布机构", description="发布这份信息的机关。", examples=["区政府办公室"])
    published: Moment = Field(
        title="发布日期", description="公开的日期和时间。", examples=["2021-06-04 09:30"]
    )
    doc_no: OptionalLine = Field("", title="发文字号", description="没有文号的信息不写。")
    signed: Day | None = Field(
        None, title="成文日期", description="文件落款的日期。", examples=["2021-06-03"]
    )
    index_no: OptionalLine = Field("", title="索引号", description="由gongkai new给出，全站唯一。")
    validity: Validity | None = Field(None, title="有效性", description="有效、失效、废止、已修改。")
    effective: Day | None = Field(
        None, title="施行日期", description="文件开始施行的日期。", examples=["2021-07-01"]
    )
    expires: Day | None = Field(
        None,
        title="有效期至",
        description="有效期的最后一天；过了这一天文件自动标为失效。",
        examples=["2026-06-30"],
    )
    replaced_by: OptionalLine = Field(
        "", title="替代文件", description="替代本文件的新文件，写content之下的路径。"
    )
    history: list[HistoryDeclaration] = Field(
        [], title="沿革", description="历次公布、修订、修正、废止，写成题注。"
    )
    theme: OptionalLine = Field("", title="主题分类", description="例如“综合政务/政务公开”。")
    genre: OptionalLine = Field("", title="体裁分类", description="例如通知、意见、公告。")
    topics: Lines = Field([], title="主题词", description="内容涉及的主题。")
    source: OptionalLine = Field("", title="来源", description="转载时写原发布机关；不写时即发布机构。")
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
    consultation: ConsultationDeclaration | None = Field(
        None, title="意见征集", description="公开征求意见的期限、方式和前后文档。"
    )
    decisions: DecisionsDeclaration | None = Field(
        None, title="决策事项目录", description="一年的重大行政决策事项目录。"
    )
    guide: GuideDeclaration | None = Field(None, title="办事指南", description="办事指南的各项要素。")
    plan: PlanDeclaration | None = Field(None, title="规划", description="规划的类别、规划期和前后关系。")
    press: PressDeclaration | None = Field(None, title="新闻发布", description="新闻发布的形式和带头人。")
    request: RequestDeclaration | None = Field(
        None, title="受理申请", description="受理政府信息公开申请的机构和渠道。"
    )
    column: OptionalLine = Field("", title="所属栏目", description="文件夹不是所属栏目时，写栏目的地址路径。")
    draft: Flag = Field(False, title="草稿", description="true表示草稿，只在预览中出现。")
    annual_report: AnnualReportDeclaration | None = Field(
        None, title="公开年报", description="这份文档是政府信息公开工作年度报告时写。"
    )
    law_report: LawReportDeclaration | None = Field(
        None, title="法治报告", description="这份文档是法治政府建设年度报告时写。"
    )
    budget: BudgetDeclaration | None = Field(
        None, title="预决算", description="这份文档是一个单位的预算或决算时写。"
    )
    gazette: GazetteDeclaration | None = Field(
        None, title="政府公报", description="这份文档是一期政府公报时写。"
    )
