"""Part documents that are public from drafts, those that wait, and those that were taken down."""

from __future__ import annotations

from datetime import datetime

from generator.model.catalogue import finding
from generator.model.document import Document
from generator.model.finding import Finding
from generator.model.moments import is_taken_down, is_waiting


def split_hidden(
    documents: list[Document], last: datetime, drafts: bool, findings: list[Finding]
) -> tuple[list[Document], list[Document]]:
    """Return the documents that are shown and those that are not, each of which is told; ``drafts`` shows drafts too."""
    kept = [
        each for each in documents if not (each.draft or is_waiting(each, last) or is_taken_down(each, last))
    ]
    if len(kept) == len(documents):
        return documents, []
    shown = [each for each in documents if not is_taken_down(each, last)] if drafts else kept
    public, seen = {each.path for each in kept}, {each.path for each in shown}
    findings += (_hidden_finding(each, last) for each in documents if each.path not in public)
    return shown, [each for each in documents if each.path not in seen]


def _hidden_finding(document: Document, last: datetime) -> Finding:
    name, place = f"“{document.title}”", document.place
    if document.draft:
        return finding("draft", place, f"{name}是草稿。")
    if is_taken_down(document, last):
        return finding("taken-down", place, f"{name}已于{document.withdraw_at:%Y-%m-%d %H:%M}撤下。")
    return finding("not-yet-published", place, f"{name}定于{document.published:%Y-%m-%d %H:%M}公开。")
