"""Disclosure on request (依申请公开): the desk that takes requests, and what the law sets for every desk."""

from __future__ import annotations

from typing import ClassVar

from generator.data import dataclass
from generator.load.heads.said import placed, said
from generator.model.asset import Asset
from generator.model.finding import Place
from generator.model.part import Part


@dataclass(frozen=True, kw_only=True)
class RequestForm:
    """A form to download, and for whom it is."""

    about: ClassVar[str] = "一份供下载的申请表。"
    audience: str = said("适用对象", "例如自然人、法人或其他组织。")
    file: Asset = said("文件", "申请表的文件名，和本页放在一起。")


@dataclass(frozen=True)
class RequestWay:
    """One way to hand in a request, and which day counts as the day of receipt."""

    name: str
    how: str
    received: str


@dataclass(frozen=True, kw_only=True)
class RequestDesk(Part):
    """Who takes requests, and how it is reached."""

    about: ClassVar[str] = "受理政府信息公开申请的机构。"
    place: Place = placed()
    unit: str = said("受理机构", "受理申请的机构名称。", "", searched=True, asked="受理机构", new="受理机构")
    address: str = said(
        "受理地址", "当面申请和邮寄的地址。", "", searched=True, asked="受理地址", new="受理地址"
    )
    postcode: str = said("邮政编码", "邮寄用的邮政编码。", "", new="邮政编码，写在引号里")
    hours: str = said("受理时间", "当面申请的时间。", "", asked="受理时间", new="受理时间")
    phone: str = said("咨询电话", "咨询申请事宜的电话。", "", searched=True, asked="咨询电话", new="咨询电话")
    fax: str = said("传真", "接收申请的传真号码。", "", searched=True, asked="传真", new="传真")
    email: str = said(
        "电子邮箱", "接收申请的邮箱。", "", searched=True, asked="网上申请或电子邮箱", new="电子邮箱"
    )
    online: str = said(
        "网上申请",
        "网上申请的入口或说明。",
        "",
        searched=True,
        asked="网上申请或电子邮箱",
        new="网上申请的入口或说明",
    )
    review_body: str = said("复议机关", "对答复不服时申请行政复议的机关。", "", new="复议机关")
    forms: tuple[RequestForm, ...] = said(
        "申请表", "供下载的申请表。", (), new="申请表：audience适用对象、file文件名，自然人和法人各一份"
    )


@dataclass(frozen=True)
class ProcessStep:
    """One step of the procedure: what happens, how long it may take, and the clause that says so."""

    name: str
    text: str
    limit: str
    basis: str


@dataclass(frozen=True)
class FeeStep:
    """One band of the processing fee."""

    way: str
    amount: str
    rate: str


def request_process() -> tuple[ProcessStep, ...]:
    """Return the steps of a request.

    Source: 政府信息公开条例 (国务院令第711号) articles 29 to 38 and 51. Days are working days.
    """
    rows = (
        ("提出申请", "写明申请人、所需信息和获取方式，可以当面、邮寄、网上或者传真提交。", "", "第二十九条"),
        ("收到和登记", "按提交方式确定收到申请之日，期限从这一天起算。", "", "第三十一条"),
        (
            "补正",
            "内容不明确的，一次性告知需要补正的事项；答复期限从收到补正之日起算。",
            "7个工作日内告知",
            "第三十条",
        ),
        (
            "征求意见",
            "涉及第三方权益或者多个机关共同制作的，征求有关方面意见，所用时间不计入答复期限。",
            "15个工作日内提出",
            "第三十二条至第三十四条",
        ),
        (
            "答复",
            "能当场答复的当场答复；按予以公开、不予公开、不属于本机关等情形分别答复。",
            "20个工作日内",
            "第三十三条、第三十六条",
        ),
        (
            "延长",
            "确需延长的，经公开工作机构负责人同意并告知申请人。",
            "最多再延长20个工作日",
            "第三十三条",
        ),
        (
            "救济",
            "认为合法权益受到侵犯的，可以投诉、举报，也可以申请行政复议或者提起行政诉讼。",
            "",
            "第五十一条",
        ),
    )
    return tuple(ProcessStep(*row) for row in rows)


def processing_fees() -> tuple[FeeStep, ...]:
    """Return the bands of the processing fee; one of the two ways is used, never both.

    Source: 政府信息公开信息处理费管理办法 (国办函〔2020〕109号) articles 3 to 5.
    """
    return (
        FeeStep("按件", "一个自然月内累计10件以下（含10件）", "不收费"),
        FeeStep("按件", "第11件至第30件（含30件）的部分", "100元/件"),
        FeeStep("按件", "第31件起的部分", "每10件为一档，每增加一档提高100元/件"),
        FeeStep("按量", "30页以下（含30页）", "不收费"),
        FeeStep("按量", "第31页至第100页（含100页）的部分", "10元/页"),
        FeeStep("按量", "第101页至第200页（含200页）的部分", "20元/页"),
        FeeStep("按量", "第201页起的部分", "40元/页"),
    )


def request_ways(desk: RequestDesk) -> tuple[RequestWay, ...]:
    """Return the ways that a desk is open to (政府信息公开条例 article 31)."""
    ways = []
    if desk.address:
        ways.append(RequestWay("当面", "、".join(filter(None, (desk.address, desk.hours))), "提交之日"))
        post = f"寄{desk.unit}，{desk.address}" + (f"，邮政编码{desk.postcode}" if desk.postcode else "")
        ways.append(RequestWay("邮寄", f"{post}；信封注明“政府信息公开申请”", "签收之日；平信为双方确认之日"))
    if desk.online:
        ways.append(RequestWay("网上", desk.online, "双方确认之日"))
    if desk.email:
        ways.append(RequestWay("电子邮件", desk.email, "双方确认之日"))
    if desk.fax:
        ways.append(RequestWay("传真", f"{desk.fax}，发送后请来电确认", "双方确认之日"))
    return tuple(ways)
