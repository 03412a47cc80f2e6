"""Rules on the page of disclosure on request (依申请公开)."""

from __future__ import annotations

from collections.abc import Iterator

from generator.kinds.kind import Rules
from generator.kinds.request.codes import CODES, finding
from generator.kinds.request.model import RequestDesk
from generator.load.heads.told import lacking
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
    offered = (
        ("自然人的申请表", "自然人" in audiences or "公民" in audiences),
        ("法人或其他组织的申请表", "法人" in audiences),
    )
    missing = [*lacking(desk), *(name for name, there in offered if not there)]
    if missing:
        message = f"“{document.title}”没有写{'、'.join(missing)}。"
        yield finding("request-elements", desk.place, message)


RULES = Rules(CODES, (check_requests,))
