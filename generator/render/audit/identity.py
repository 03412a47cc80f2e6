"""The head of a pack's audit page: which directive it is, whose data, and which takes whose place."""

from __future__ import annotations

from generator.model.mandate import Pack
from generator.model.portal import pack_path
from generator.render.audit.views import AuditFacts


def pack_identity(pack: Pack, facts: AuditFacts) -> dict[str, str]:
    """Return what the head of a pack's page says: also whose it is, and which takes whose place."""
    own = facts.portal.own_packs.packs
    shown = [each for each, _ in facts.packs]
    old = next((each for each in shown if each.id == pack.supersedes), None)
    new = next((each for each in shown if each.supersedes == pack.id), None)
    return {
        "title": pack.title,
        "doc_no": pack.doc_no,
        "issuer": pack.issuer,
        "signed": str(pack.signed or ""),
        "own": pack_path(pack.id) if any(each.id == pack.id for each in own) else "",
        "supersedes": old.short_title if old else pack.supersedes,
        "superseded": new.short_title if new else "",
    }
