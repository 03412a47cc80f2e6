"""Blocks of a policy document and of an interpretation: the note under the title, elements, relations by form."""

from __future__ import annotations

from collections.abc import Iterator

from generator.kinds.policy.model import NOT_YET, Interpretation, PolicyLife, history_note, is_invalid
from generator.model.addresses.address import public_address
from generator.model.addresses.links import quote_address
from generator.model.calendar.days import chinese_day
from generator.model.document import Document
from generator.model.interpretation import Form
from generator.model.words import Validity
from generator.views.job import Card, DocumentJob
from generator.views.rows import DocumentRow


def card_row(card: Card, root: str) -> DocumentRow:
    """Return what one page shows of another as a row of a list."""
    href = root + quote_address(public_address(card.address))
    return DocumentRow(card.title, href, card.doc_no, card.date, card.column, "", "", card.invalid)


def note_under_title(document: Document) -> str:
    """Return the note under the title (题注) in its brackets; empty where there is none."""
    life = document.part(PolicyLife)
    note = history_note(life, document.signed, document.doc_no) if life else ""
    return f"（{note}）" if note else ""


def validity_notice(job: DocumentJob) -> tuple[str, str]:
    """Return the word that says a document does not hold (yet) and the rest of that sentence; both empty if it does."""
    document = job.document
    life = document.part(PolicyLife)
    if is_invalid(document.validity):
        ended = life.expires if life and document.validity is Validity.EXPIRED else None
        when = f"（有效期至{chinese_day(ended)}）" if ended else ""
        return f"已{document.validity}", f"{when}，仅供查阅，不作为办事和执法的依据。"
    if document.validity is Validity.AMENDED:
        return "已修改", "，请以修改后的文件为准。"
    if NOT_YET in job.around.states and life and life.effective:
        return NOT_YET, f"，自{chinese_day(life.effective)}起施行。"
    return "", ""


def interpretations_by_form(job: DocumentJob, root: str) -> Iterator[tuple[str, list[DocumentRow]]]:
    """Yield the interpretations of a policy form by form, newest first in each."""
    for form in Form if job.around.interpretations else ():
        rows = [card_row(card, root) for card in job.around.interpretations if card.form == form.value]
        if rows:
            yield form.value if form is Form.PRESS else f"{form.value}解读", rows


def told_elements(document: Document) -> list[tuple[str, str]]:
    """Return the elements that the head of an interpretation tells, as label and text."""
    told = document.part(Interpretation)
    return [(element.value, text) for element, text in told.elements] if told else []
