"""Make the shelf of a portal."""

from __future__ import annotations

from generator.kinds.policy.model import PolicyLife
from generator.kinds.ties import make_ties
from generator.model.document import Document
from generator.model.portal import Portal
from generator.model.register import Register
from generator.views.shelf import Shelf


def make_shelf(portal: Portal) -> Shelf:
    """Return the lookups over a portal's documents."""
    interpretations: dict[str, list[Document]] = {}
    replaced: dict[str, list[Document]] = {}
    for document in portal.lookups.interpreting:
        for policy in document.interprets:
            interpretations.setdefault(policy, []).append(document)
    for document in portal.lookups.having(PolicyLife):
        life = document.part(PolicyLife)
        if life and life.replaced_by:
            replaced.setdefault(life.replaced_by, []).append(document)
    tables: dict[str, list[Register]] = {}
    for register in portal.registers:
        tables.setdefault(register.column, []).append(register)
    return Shelf(
        portal=portal,
        columns={column.address: column for column in portal.walk()},
        interpretations={path: tuple(documents) for path, documents in interpretations.items()},
        replaced={path: tuple(documents) for path, documents in replaced.items()},
        registers={column: sum(len(each.rows) for each in found) for column, found in tables.items()},
        tables={column: tuple(found) for column, found in tables.items()},
        ties=make_ties(portal),
    )
