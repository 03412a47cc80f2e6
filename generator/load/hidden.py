"""Part what the public sees on a day, if only by a notice, from what it does not: drafts and what waits."""

from __future__ import annotations

from datetime import datetime

from generator.model.catalogue import finding
from generator.model.document import Document
from generator.model.finding import Finding
from generator.model.moments import as_taken_down, is_taken_down, is_waiting


def split_hidden(
    documents: list[Document], last: datetime, drafts: bool, findings: list[Finding]
) -> tuple[list[Document], list[Document]]:
    """Return the documents that are shown, as they are or by a notice, and the others."""
    shown, hidden = list[Document](), list[Document]()
    for each in documents:
        if not each.draft and each.published <= last and each.withdraw_at is None:
            shown.append(each)  # nearly all
            continue
        early, over = each.draft or is_waiting(each, last), is_taken_down(each, last)
        if early or over:
            findings.append(_hidden_finding(each, last))
        if early and (over or not drafts):
            hidden.append(each)
        else:
            shown.append(as_taken_down(each) if over else each)
    return shown, hidden


def _hidden_finding(document: Document, last: datetime) -> Finding:
    name, place = f"“{document.title}”", document.place
    if document.draft:
        return finding("draft", place, f"{name}是草稿。")
    if is_taken_down(document, last):
        return finding("taken-down", place, f"{name}已于{document.withdraw_at:%Y-%m-%d %H:%M}撤下。")
    return finding("not-yet-published", place, f"{name}定于{document.published:%Y-%m-%d %H:%M}公开。")
