"""An office guide (办事指南) with its elements."""

from __future__ import annotations

from typing import ClassVar

from generator.data import dataclass
from generator.load.heads.said import Told, placed, said
from generator.model.asset import Asset
from generator.model.finding import Place
from generator.model.part import Part

GUIDES = "guides"


@dataclass(frozen=True, kw_only=True)
class Material:
    """One paper that an applicant brings (办理材料)."""

    about: ClassVar[str] = "办理材料中的一份材料。只写名称时可以不写键。"
    named: ClassVar[bool] = True
    place: Place = placed("name")
    name: str = said("材料名称", "一份材料的名称，不写“其他材料”。", searched=True)
    form: str = said("形式", "例如原件、复印件、原件查验、电子件。", "")
    copies: int | None = said("份数", "需要几份。", None, examples=("1",))
    source: str = said("来源", "例如申请人自备、政府部门核发、数据共享。", "")
    note: str = said("填写须知", "什么情形才需要、怎样填。", "", searched=True)
    blank: Asset | None = said("空表", "空白表格的文件名。", None)
    sample: Asset | None = said("样表", "填好的样表的文件名。", None)


@dataclass(frozen=True, kw_only=True)
class Step:
    """One step of a procedure, with how long it takes in words."""

    about: ClassVar[str] = "办理流程中的一步。只写名称时可以不写键。"
    named: ClassVar[bool] = True
    place: Place = placed()
    name: str = said("环节", "这一步的名称，例如受理。", searched=True)
    text: str = said("怎么办", "这一步做什么。", "", searched=True)
    limit: str = said("时限", "这一步多久，例如1个工作日、当场。", "")


@dataclass(frozen=True, kw_only=True)
class Guide(Part):
    """The elements of an office guide; an empty one is missing.

    Source: 国办秘函〔2019〕19号 (eight categories) and the standard catalogues of 基层政务公开.
    """

    about: ClassVar[str] = "一份办事指南的各项要素。"
    place: Place = placed()
    item: str = said("事项名称", "事项的规范名称。", "", searched=True, asked="事项名称", new="事项名称")
    audience: str = said(
        "服务对象",
        "例如自然人、企业法人、社会组织。",
        "",
        searched=True,
        new="服务对象，例如自然人、企业法人",
    )
    unit: str = said("受理机构", "受理和办理的机构。", "", searched=True, new="受理机构")
    basis: tuple[Told, ...] = said(
        "设定依据",
        "法律法规和文件的名称、文号和条款，每条一项。",
        (),
        searched=True,
        asked="设定依据",
        new="设定依据，每条一项",
    )
    conditions: tuple[Told, ...] = said(
        "申请条件", "每条一项。", (), searched=True, asked="申请条件", new="申请条件，每条一项"
    )
    materials: tuple[Material, ...] = said(
        "办理材料",
        "需要提交的全部材料。",
        (),
        searched=True,
        asked="办理材料",
        new="办理材料：name名称、form形式、copies份数、blank空表、sample样表",
    )
    no_materials: bool = said("无需材料", "确实不需要申请人提交材料时写true。", False, asked="办理材料")
    where: tuple[Told, ...] = said(
        "办理地点", "窗口地址，每处一项。", (), searched=True, asked="办理地点", new="办理地点"
    )
    online: str = said(
        "网上办理", "网上办理的入口，例如政务服务网网址。", "", searched=True, new="网上办理的入口"
    )
    hours: tuple[Told, ...] = said(
        "办理时间",
        "写明工作日和节假日怎样安排。",
        (),
        searched=True,
        asked="办理时间",
        new="办理时间，写明节假日怎样安排",
    )
    phone: tuple[Told, ...] = said(
        "联系电话", "咨询电话，每个一项。", (), searched=True, asked="联系电话", new="联系电话"
    )
    steps: tuple[Step, ...] = said(
        "办理流程",
        "从申请到领取结果的各个环节。",
        (),
        searched=True,
        asked="办理流程",
        new="办理流程：name环节、text怎么办、limit时限",
    )
    legal_limit: str = said(
        "法定期限", "法律法规规定的办结时限。", "", searched=True, further="办理期限", new="法定期限"
    )
    promised_limit: str = said(
        "承诺期限",
        "承诺的办结时限；即办件写“即办”。",
        "",
        searched=True,
        further="办理期限",
        new="承诺期限，即办件写“即办”",
    )
    fee: tuple[Told, ...] = said(
        "收费",
        "收费项目、标准和依据；不收费写“不收费”。",
        (),
        searched=True,
        further="收费",
        new="收费，不收费写“不收费”",
    )
    result: str = said(
        "办理结果", "办成后拿到什么，例如证照名称。", "", searched=True, new="办理结果，例如证照名称"
    )
    delivery: str = said(
        "结果送达",
        "怎样、多久送达，例如窗口领取、邮寄。",
        "",
        searched=True,
        further="结果送达",
        new="结果送达",
    )
    complaints: tuple[Told, ...] = said(
        "监督投诉", "监督投诉的电话、地址或网址。", (), searched=True, further="监督投诉", new="监督投诉"
    )
