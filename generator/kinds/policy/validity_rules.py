"""Rules on the validity of documents: what the head states agrees with its dates and relations."""

from __future__ import annotations

from collections.abc import Iterator

from generator.kinds.policy.codes import finding
from generator.kinds.policy.model import NORMATIVE_INVALID, PolicyLife, is_invalid
from generator.model.document import Document
from generator.model.finding import Finding
from generator.model.portal import Portal
from generator.model.words import Validity


def check_validity(portal: Portal) -> Iterator[Finding]:
    """Validity, dates and replacement of a document say the same.

    Source: 国办发〔2017〕47号 (amended, repealed and expired documents are marked as such).
    """
    ended = {column.address for column in portal.walk() if column.layout == NORMATIVE_INVALID}
    lookups = portal.lookups
    among_ended = {each.path: each for address in sorted(ended) for each in lookups.own(address)}
    for path, document in {**among_ended, **{each.path: each for each in lookups.having(PolicyLife)}}.items():
        message = _conflict(document, path in among_ended)
        if message:
            yield finding("validity-conflict", document.place, message)


def _conflict(document: Document, among_ended: bool) -> str:
    life = document.part(PolicyLife)
    if among_ended and not is_invalid(document.validity):
        return "文件放在失效、废止的栏目里，有效性却不是失效或者废止。"
    if not life:
        return ""
    if life.effective and life.expires and life.expires < life.effective:
        return f"有效期至{life.expires}早于施行日期{life.effective}。"
    if life.replaced_by and document.validity is Validity.VALID:
        return "已经写了替代文件，有效性却还是有效。"
    return ""
