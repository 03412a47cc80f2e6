"""What the page of disclosure on request (依申请公开) may state in its head."""

from __future__ import annotations

from pydantic import Field

from generator.load.heads.common import CommonHead
from generator.load.yaml.declaration import Declaration
from generator.load.yaml.fields import Line, OptionalLine


class RequestFormDeclaration(Declaration):
    """一份供下载的申请表。"""

    audience: Line = Field(title="适用对象", description="例如自然人、法人或其他组织。", min_length=1)
    file: Line = Field(title="文件", description="申请表的文件名，和本页放在一起。", min_length=1)


class RequestDeclaration(Declaration):
    """受理政府信息公开申请的机构。"""

    unit: OptionalLine = Field("", title="受理机构", description="受理申请的机构名称。")
    address: OptionalLine = Field("", title="受理地址", description="当面申请和邮寄的地址。")
    postcode: OptionalLine = Field("", title="邮政编码", description="邮寄用的邮政编码。")
    hours: OptionalLine = Field("", title="受理时间", description="当面申请的时间。")
    phone: OptionalLine = Field("", title="咨询电话", description="咨询申请事宜的电话。")
    fax: OptionalLine = Field("", title="传真", description="接收申请的传真号码。")
    email: OptionalLine = Field("", title="电子邮箱", description="接收申请的邮箱。")
    online: OptionalLine = Field("", title="网上申请", description="网上申请的入口或说明。")
    review_body: OptionalLine = Field("", title="复议机关", description="对答复不服时申请行政复议的机关。")
    forms: list[RequestFormDeclaration] = Field([], title="申请表", description="供下载的申请表。")


class RequestHead(CommonHead):
    """What the page of disclosure on request says."""

    request: RequestDeclaration | None = Field(
        None, title="受理申请", description="受理政府信息公开申请的机构和渠道。"
    )
