"""What the head of an office guide (办事指南) may hold: all its elements."""

from __future__ import annotations

from typing import Any

from pydantic import ConfigDict, Field, model_validator

from generator.load.heads.common import CommonHead
from generator.load.yaml.declaration import Declaration
from generator.load.yaml.fields import Count, Flag, Line, Lines, OptionalLine


class _Named(Declaration):
    """A mapping that may be written as its name alone; editors are told so by the schema."""

    model_config = ConfigDict(json_schema_extra={"type": ["object", "string"]})

    @model_validator(mode="before")
    @classmethod
    def _name_alone(cls, value: Any) -> Any:
        return {"name": value} if isinstance(value, str) else value


class MaterialDeclaration(_Named):
    """办理材料中的一份材料。只写名称时可以不写键。"""

    name: Line = Field(title="材料名称", description="一份材料的名称，不写“其他材料”。", min_length=1)
    form: OptionalLine = Field("", title="形式", description="例如原件、复印件、原件查验、电子件。")
    copies: Count | None = Field(None, title="份数", description="需要几份。", examples=["1"])
    source: OptionalLine = Field("", title="来源", description="例如申请人自备、政府部门核发、数据共享。")
    note: OptionalLine = Field("", title="填写须知", description="什么情形才需要、怎样填。")
    blank: OptionalLine = Field("", title="空表", description="空白表格的文件名。")
    sample: OptionalLine = Field("", title="样表", description="填好的样表的文件名。")


class StepDeclaration(_Named):
    """办理流程中的一步。只写名称时可以不写键。"""

    name: Line = Field(title="环节", description="这一步的名称，例如受理。", min_length=1)
    text: OptionalLine = Field("", title="怎么办", description="这一步做什么。")
    limit: OptionalLine = Field("", title="时限", description="这一步多久，例如1个工作日、当场。")


class GuideDeclaration(Declaration):
    """一份办事指南的各项要素。"""

    item: OptionalLine = Field("", title="事项名称", description="事项的规范名称。")
    audience: OptionalLine = Field("", title="服务对象", description="例如自然人、企业法人、社会组织。")
    unit: OptionalLine = Field("", title="受理机构", description="受理和办理的机构。")
    basis: Lines = Field([], title="设定依据", description="法律法规和文件的名称、文号和条款，每条一项。")
    conditions: Lines = Field([], title="申请条件", description="每条一项。")
    materials: list[MaterialDeclaration] = Field([], title="办理材料", description="需要提交的全部材料。")
    no_materials: Flag = Field(False, title="无需材料", description="确实不需要申请人提交材料时写true。")
    where: Lines = Field([], title="办理地点", description="窗口地址，每处一项。")
    online: OptionalLine = Field("", title="网上办理", description="网上办理的入口，例如政务服务网网址。")
    hours: Lines = Field([], title="办理时间", description="写明工作日和节假日怎样安排。")
    phone: Lines = Field([], title="联系电话", description="咨询电话，每个一项。")
    steps: list[StepDeclaration] = Field([], title="办理流程", description="从申请到领取结果的各个环节。")
    legal_limit: OptionalLine = Field("", title="法定期限", description="法律法规规定的办结时限。")
    promised_limit: OptionalLine = Field("", title="承诺期限", description="承诺的办结时限；即办件写“即办”。")
    fee: Lines = Field([], title="收费", description="收费项目、标准和依据；不收费写“不收费”。")
    result: OptionalLine = Field("", title="办理结果", description="办成后拿到什么，例如证照名称。")
    delivery: OptionalLine = Field("", title="结果送达", description="怎样、多久送达，例如窗口领取、邮寄。")
    complaints: Lines = Field([], title="监督投诉", description="监督投诉的电话、地址或网址。")


class GuideHead(CommonHead):
    """What an office guide says."""

    guide: GuideDeclaration | None = Field(None, title="办事指南", description="办事指南的各项要素。")
