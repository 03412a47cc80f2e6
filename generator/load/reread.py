"""Read one edited document again while the rest of the portal stays as it was, for the preview."""

from __future__ import annotations

from generator.kinds.policy.validity import settle_validity
from generator.load.documents.resolve import parse_file, resolve_document
from generator.load.heads.reading import Reading
from generator.load.portal import Loaded
from generator.model.addresses.url_lock import settle_addresses
from generator.model.document import Document
from generator.model.finding import Finding, Level


def reread_document(loaded: Loaded, path: str) -> tuple[Document | None, list[Finding]]:
    """Return a document of content/ as its file says it now, or what is wrong with it at error level."""
    if loaded.portal is None or loaded.content is None:
        return None, []
    columns = {column.address: column for column in loaded.portal.walk()}
    findings: list[Finding] = []
    parsed = parse_file(loaded.content.folder, path)
    if isinstance(parsed, Finding):
        return None, [parsed]
    findings.extend(parsed.findings)
    document = resolve_document(Reading(path, loaded.content, parsed, findings), columns, whole=True)
    errors = [each for each in findings if each.level is Level.ERROR]
    if document is None or errors:
        return None, errors
    return settle_validity(settle_addresses([document], loaded.lock), columns.values(), loaded.portal.as_of)[
        0
    ], []
