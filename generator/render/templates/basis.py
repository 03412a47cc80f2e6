"""The basis of a column (设置依据) in words: document number and clause, linked to the audit pages where there are such."""

from __future__ import annotations

from collections.abc import Iterable

from generator.mandates.library import find_mandate, known_clauses, load_pack
from generator.model.addresses.made import AUDIT
from generator.model.portal import Portal
from generator.views.named_link import NamedLink


def basis_links(basis: Iterable[str], portal: Portal, root: str) -> tuple[NamedLink, ...]:
    """Return each basis of a column as a name, leading to its clause if the portal shows that directive's audit."""
    return tuple(_basis_link(ref, portal, root) for ref in basis)


def own_basis(basis: Iterable[str], portal: Portal) -> tuple[NamedLink, ...]:
    """Return those of a column that rest on the portal's own packs: what is shown of them changes with their files."""
    own = {pack.id for pack in portal.own_packs.packs}
    return basis_links((ref for ref in basis if ref.partition("#")[0] in own), portal, "")


def _basis_link(ref: str, portal: Portal, root: str) -> NamedLink:
    mandate = find_mandate(ref, portal.own_packs.packs)
    if mandate:
        pack = load_pack(mandate.pack, portal.own_packs.packs)
        name = f"{pack.doc_no or pack.id}{mandate.clause}"
        shown = portal.audit and mandate.pack in portal.packs
        return NamedLink(name, f"{root}{AUDIT}/{pack.id}/#m-{mandate.id}" if shown else "", mandate.summary)
    clause = known_clauses().get(ref)
    if clause:
        return NamedLink(f"{clause.statute}{clause.clause}", "", clause.summary)
    return NamedLink(ref)
