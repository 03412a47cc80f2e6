"""What the page of a document says for programs: its step in the way to it, and what a policy is (schema.org)."""

from __future__ import annotations

from generator.kinds.policy.model import NOT_YET, PolicyLife, is_invalid
from generator.model.document import Document
from generator.model.words import Validity
from generator.render.templates.linked import legislation, list_item, organization
from generator.render.templates.tags import page_url
from generator.views.job import DocumentJob

_FORCE = "https://schema.org/"


def last_step(job: DocumentJob, base_url: str) -> str:
    """Return the step of a document behind those to its column; empty where it is the column's page itself."""
    document = job.document
    if job.is_page:
        return ""
    # One step is the home page, one each level of the column.
    position = document.column.count("/") + 3
    return list_item(position, document.title, page_url(base_url, document.address))


def policy_data(job: DocumentJob, base_url: str) -> str:
    """Return what is said of a policy; empty for other documents."""
    document = job.document
    life = document.part(PolicyLife)
    is_policy = life or job.has_download or (document.doc_no and job.around.interpretations)
    if not is_policy:
        return ""
    return legislation(
        name=document.title,
        url=page_url(base_url, document.address),
        legislationIdentifier=document.doc_no,
        legislationDate=document.signed.isoformat() if document.signed else "",
        datePublished=document.published.date().isoformat(),
        legislationPassedBy=organization(document.issuer),
        legislationLegalForce=_force(job, document),
        temporalCoverage=_span(life),
        abstract=document.summary,
    )


def _force(job: DocumentJob, document: Document) -> str:
    """Return whether a policy is in force; empty where nothing is said of it."""
    if is_invalid(document.validity) or NOT_YET in job.around.states:
        return f"{_FORCE}NotInForce"
    if document.validity is Validity.AMENDED:
        return f"{_FORCE}PartiallyInForce"
    return f"{_FORCE}InForce" if document.validity else ""


def _span(life: PolicyLife | None) -> str:
    """Return from when to when a policy holds, as ISO 8601 writes it; an end that is not known is left open."""
    if not life or not life.effective:
        return ""
    return f"{life.effective.isoformat()}/{life.expires.isoformat() if life.expires else '..'}"
