"""The declaration of ``policies`` in columns.yml: demands on policy documents. Defaults stand here alone."""

from __future__ import annotations

from typing import Annotated

from pydantic import BaseModel, BeforeValidator, ConfigDict, Field

from generator.load.yaml.fields import Lines, parse_list
from generator.model.interpretation import Element, Form


class PoliciesDeclaration(BaseModel):
    """对政策文件和解读的要求；不写时用默认值。"""

    model_config = ConfigDict(extra="forbid", frozen=True, defer_build=True)

    elements: Annotated[list[Element], BeforeValidator(parse_list)] = Field(
        list(Element),
        title="解读要素",
        description="解读应当说明的要素，默认八个：背景、目的、举措、对象、标准、关键词、名词、新旧差异。",
        examples=[["背景", "目的", "举措"]],
    )
    element_forms: Annotated[list[Form], BeforeValidator(parse_list)] = Field(
        [Form.TEXT],
        title="要素适用的形式",
        description="哪些形式的解读要检查要素，默认只查文字解读。",
        examples=[["文字", "图片"]],
    )
    repeat_share: float = Field(
        0.5,
        title="重复上限",
        description="解读与文件原文一字不差的部分最多占多少，0到1之间，默认0.5。",
        ge=0,
        le=1,
        examples=["0.5"],
    )
    important: Lines = Field(
        [],
        title="应当解读的文号",
        description="文号以这些字开头的政策文件应当有解读；不写时不检查。",
        examples=[["示例府发"]],
    )
    own_hosts: Lines = Field(
        [".gov.cn"],
        title="不提示离站的网址",
        description="主机名以这些字结尾的链接打开时不提示离开本站，默认.gov.cn。",
        examples=[[".gov.cn", "www.example.org.cn"]],
    )
