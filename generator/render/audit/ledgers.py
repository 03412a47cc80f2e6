"""The ledgers that an audit page offers for download: as a form, CSV and JSON."""

from __future__ import annotations

from collections.abc import Iterator

from generator.model.addresses.made import AUDIT
from generator.model.mandate import Assessment, Pack
from generator.render.audit.views import AuditFacts
from generator.render.templates.digest import digest_of
from generator.render.templates.extra import Extra, Studio
from generator.report.ledger import ledger_csv, ledger_json


def ledger_extras(
    pack: Pack, assessments: tuple[Assessment, ...], facts: AuditFacts, code: str
) -> Iterator[Extra]:
    """Yield the ledgers of one pack, beside its page."""
    portal = facts.portal
    marks = [facts.marks[each.mandate.ref] for each in assessments]
    identity = (portal.name, portal.organizer, portal.domain, portal.identity.site_url, portal.as_of)
    key = digest_of(code, identity, facts.ground, (pack.title, pack.doc_no), marks)

    def make_book(_studio: Studio) -> bytes:
        from generator.report.ledger_xlsx import ledger_xlsx

        return ledger_xlsx(portal, pack, assessments)

    def make_csv(_studio: Studio) -> bytes:
        return ledger_csv(assessments).encode("utf-8-sig")

    def make_json(_studio: Studio) -> bytes:
        return ledger_json(pack, assessments).encode()

    for form, make in (("xlsx", make_book), ("csv", make_csv), ("json", make_json)):
        yield Extra(f"{AUDIT}/{pack.id}/ledger.{form}", f"{form} {key}", make)
