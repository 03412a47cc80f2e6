"""Rules on single documents, and on those of one column: what they find is kept of each column that did not change."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Iterator
from dataclasses import replace
from functools import partial

from generator.check.deadlines import check_publication_terms
from generator.check.documents import check_dates, check_doc_numbers, check_subjects
from generator.check.duplicates import check_duplicate_titles
from generator.check.files import check_document_files
from generator.load.cache.by_column import ByColumn
from generator.model.document import Document
from generator.model.finding import Finding
from generator.model.portal import Portal

# Each finds the same in a portal as in its columns one by one. They see of the portal what ``_facts`` says, no more.
COLUMN_RULES: tuple[Callable[[Portal], Iterator[Finding]], ...] = (
    check_dates,
    check_doc_numbers,
    check_subjects,
    check_publication_terms,
    check_duplicate_titles,
    check_document_files,
)


def check_by_column(portal: Portal, kept: ByColumn) -> Iterator[Finding]:
    """Yield what these rules find in each column, asking only where documents, or what else they see, changed."""
    facts = _facts(portal)
    for column in portal.walk():
        own = portal.lookups.own(column.address)
        if own:
            key = f"{portal.lookups.mark(column.address)} {facts}"
            found = partial(_found, portal, own)
            yield from kept.get("findings", column.address, key, list[Finding], found)


def _facts(portal: Portal) -> str:
    """Return a digest of what the rules see of a portal besides its documents."""
    units = sorted({column.unit for column in portal.walk()})
    gate = portal.gate
    kept_back = (sorted(gate.registers), sorted(gate.data), sorted(gate.same.items()))
    said = repr((portal.name, portal.organizer, portal.level, portal.limits, units, kept_back))
    return hashlib.blake2b(said.encode("utf-8", "surrogatepass"), digest_size=12).hexdigest()


def _found(portal: Portal, own: tuple[Document, ...]) -> list[Finding]:
    alone = replace(portal, documents=own)
    return [each for rule in COLUMN_RULES for each in rule(alone)]
