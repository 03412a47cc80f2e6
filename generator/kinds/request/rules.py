"""Rules on the page of disclosure on request (依申请公开)."""

from __future__ import annotations

from collections.abc import Iterator

from generator.kinds.kind import Rules
from generator.kinds.request.codes import CODES, finding
from generator.kinds.request.model import RequestDesk
from generator.model.document import Document
from generator.model.finding import Finding
from generator.model.portal import Portal


def check_requests(portal: Portal) -> Iterator[Finding]:
    """The page says who takes requests, where, when and how, and offers the forms.

    Source: 政府信息公开条例 (国务院令第711号) 第十二条 (name, address, hours, phone, fax, internet contact of
    the office) and 第二十九条 (a request is made in writing). That forms for persons and for bodies are
    offered to download is our default.
    """
    for document, desk in portal.lookups.stating(RequestDesk):
        yield from _desk(document, desk)


def _desk(document: Document, desk: RequestDesk) -> Iterator[Finding]:
    audiences = " ".join(form.audience for form in desk.forms)
    parts = (
        ("受理机构", desk.unit),
        ("受理地址", desk.address),
        ("受理时间", desk.hours),
        ("咨询电话", desk.phone),
        ("传真", desk.fax),
        ("网上申请或电子邮箱", desk.online or desk.email),
        ("自然人的申请表", "自然人" in audiences or "公民" in audiences),
        ("法人或其他组织的申请表", "法人" in audiences),
    )
    missing = [name for name, value in parts if not value]
    if missing:
        message = f"“{document.title}”没有写{'、'.join(missing)}。"
        yield finding("request-elements", desk.place, message)


RULES = Rules(CODES, (check_requests,))
