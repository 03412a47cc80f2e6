"""The declaration of a pack (packs/<id>.yml), from which validation, JSON Schema and the reference page come."""

from __future__ import annotations

import re
from datetime import date
from enum import StrEnum
from typing import Annotated, Any

from pydantic import AfterValidator, BeforeValidator, Field
from pydantic_core import PydanticCustomError

from generator.load.yaml.declaration import Declaration
from generator.load.yaml.fields import Line, Lines, OptionalLine, parse_date, parse_list
from generator.mandates.declare_proof import FactDeclaration, Paths
from generator.model.words import PortalLevel, level_words

# It becomes the name of a file, a part of addresses, and what stands before # in a basis.
PACK_ID = re.compile(r"[a-z0-9]+(?:[-_][a-z0-9]+)*")
MANDATE_ID = re.compile(r"[A-Za-z0-9]+(?:[-_.][A-Za-z0-9]+)*")
_LONGEST_ID = 60


class Bound(StrEnum):
    """The bodies that a mandate may bind."""

    CITY = "city"
    CITY_DEPARTMENT = "city-department"
    DISTRICT = "district"
    DISTRICT_DEPARTMENT = "district-department"
    TOWNSHIP = "township"


# Whom the mandates of a pack bind where they do not say so.
BINDS = {
    PortalLevel.MUNICIPALITY: (Bound.CITY,),
    PortalLevel.DISTRICT: (Bound.DISTRICT,),
    PortalLevel.DEPARTMENT: (Bound.CITY_DEPARTMENT, Bound.DISTRICT_DEPARTMENT),
    PortalLevel.TOWNSHIP: (Bound.TOWNSHIP,),
}


def _pack_id(value: str) -> str:
    if not PACK_ID.fullmatch(value) or len(value) > _LONGEST_ID:
        rule = "只用小写英文字母、数字和连字符，例如wanzhou-2026"
        raise PydanticCustomError("value-invalid", "“{text}”不能用；{rule}", {"text": value, "rule": rule})
    return value


def _mandate_id(value: str) -> str:
    if not MANDATE_ID.fullmatch(value) or len(value) > _LONGEST_ID:
        raise PydanticCustomError(
            "value-invalid", "“{text}”不能用；写1、2、3这样的编号，或3-1、3.1", {"text": value}
        )
    return value


def _no_day(value: Any) -> Any:
    return None if value is None or value == "" else parse_date(value)


PackId = Annotated[Line, AfterValidator(_pack_id)]
MandateId = Annotated[Line, AfterValidator(_mandate_id)]
OptionalDay = Annotated[date | None, BeforeValidator(_no_day)]


class MandateDeclaration(Declaration):
    """要点里的一项任务。"""

    id: MandateId = Field(title="任务编号", description="在这份要点里不重复，例如1、2、3；定了就不改。")
    section: OptionalLine = Field(
        "", title="条", description="原文的一级标题。", examples=["一、加强政策解读"]
    )
    subsection: OptionalLine = Field(
        "", title="款", description="原文的二级标题。", examples=["（一）做好政策解读"]
    )
    item_no: OptionalLine = Field("", title="项", description="原文里这一项的序号，没有就不写。")
    summary: Line = Field(title="工作任务", description="要做什么；写原文或概括都可以。", min_length=1)
    lead: Lines = Field([], title="牵头单位", description="一个或几个。", examples=[["区政府办公室"]])
    responsible: Lines = Field([], title="责任单位", description="配合或具体承担的单位。")
    deadline: OptionalDay = Field(
        None, title="完成时限", description="最迟哪一天，写成2026-06-30；没有写明日期的不写。"
    )
    deadline_text: OptionalLine = Field(
        "", title="时限原文", description="原文怎么说的。", examples=["每季度末"]
    )
    paths: Paths = Field(
        [],
        title="公开路径",
        description="原文点名要设置的栏目，从一级栏目写起，例如政务公开>政府信息公开目录>政策解读；几个就写几行。",
        examples=[["政务公开>政策解读"]],
    )
    binds: Annotated[list[Bound], BeforeValidator(parse_list)] = Field(
        [],
        title="承担的机关",
        description="city市政府、city-department市级部门、district区县政府、district-department区县部门、"
        "township乡镇街道；不写时由要点的level决定。",
        examples=[["district", "township"]],
    )
    proof: list[FactDeclaration] = Field(
        [],
        title="证明",
        description="几个事实，全部成立才算落实；不写时网站上看不出来，要在ledger.yml说明。",
        examples=["{fact: look, look: 看什么}"],
    )
    source: OptionalLine = Field("", title="原文位置", description="在原文第几行，由gongkai pack draft写出。")
    unsure: Lines = Field(
        [], title="待核对的键", description="由gongkai pack draft写出；对照原文核对以后删去这一行。"
    )


class PackFile(Declaration):
    """packs文件夹里一份要点的全部内容。"""

    pack: PackId = Field(
        title="要点编号",
        description="与文件名相同，小写英文、数字和连字符，例如wanzhou-2026。",
        examples=["wanzhou-2026"],
    )
    title: Line = Field(title="文件标题", description="印发要点的文件的标题。", min_length=1)
    doc_no: OptionalLine = Field(
        "", title="发文字号", description="没有文号的不写。", examples=["示例府办发〔2026〕12号"]
    )
    issuer: OptionalLine = Field("", title="发文机关", description="印发这份文件的机关。")
    signed: OptionalDay = Field(
        None, title="成文日期", description="写成2026-03-02；在这一天以前，任务都不算到期。"
    )
    level: PortalLevel = Field(
        PortalLevel.DISTRICT, title="机关级别", description=f"哪一级机关的要点：{level_words()}。"
    )
    supersedes: OptionalLine = Field(
        "",
        title="接替的要点",
        description="上一年那份要点的编号；gongkai pack add据此列出不再要求的栏目。",
        examples=["wanzhou-2025"],
    )
    mandates: list[MandateDeclaration] = Field(
        title="任务", description="各项任务，先后与原文相同。", min_length=1
    )
