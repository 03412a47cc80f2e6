"""What a head says of the desk that takes requests."""

from __future__ import annotations

from collections.abc import Iterator

from generator.kinds.kind import Asked, Head, Order, Start
from generator.kinds.request.declare import RequestDeclaration, RequestHead
from generator.kinds.request.model import RequestDesk, RequestForm
from generator.load.heads.common import CommonHead
from generator.load.heads.reading import Reading
from generator.model.column import Column
from generator.model.part import Part
from generator.model.words import ColumnKind, ColumnType


def make_request(reading: Reading, declared: RequestDeclaration) -> RequestDesk:
    """Return the desk that takes requests; its forms are looked up."""
    files = [
        (form.audience, reading.asset(form.file, ("request", "forms", n, "file")))
        for n, form in enumerate(declared.forms)
    ]
    return RequestDesk(
        place=reading.parsed.place(("request",)),
        forms=tuple(RequestForm(audience, file) for audience, file in files if file),
        **declared.model_dump(exclude={"forms"}),
    )


def _read(reading: Reading, declared: CommonHead, _: Column) -> Iterator[Part]:
    if isinstance(declared, RequestHead) and declared.request:
        yield make_request(reading, declared.request)


def _texts(part: Part) -> Iterator[str]:
    if isinstance(part, RequestDesk):
        yield from (part.unit, part.address, part.phone, part.fax, part.email, part.online)


def _is_desk(column: Column) -> bool:
    return column.type == ColumnType.ON_REQUEST and column.kind is ColumnKind.PAGE


def _asked(column: Column, _: str | None) -> Asked | None:
    return Asked(RequestDesk, "request", "受理申请", "受理机构、渠道和申请表") if _is_desk(column) else None


def _start(order: Order) -> Start | None:
    return Start(tuple(_request())) if _is_desk(order.column) else None


def _request() -> list[str]:
    return [
        "request:",
        "  unit:                        # 受理机构",
        "  address:                     # 受理地址",
        "  postcode:                    # 邮政编码，写在引号里",
        "  hours:                       # 受理时间",
        "  phone:                       # 咨询电话",
        "  fax:                         # 传真",
        "  email:                       # 电子邮箱",
        "  online:                      # 网上申请的入口或说明",
        "  review_body:                 # 复议机关",
        "  forms: []                    # 申请表：audience适用对象、file文件名，自然人和法人各一份",
    ]


HEAD = Head(
    declaration=RequestHead,
    parts=(RequestDesk,),
    read=_read,
    start=_start,
    asked=_asked,
    texts=_texts,
)
