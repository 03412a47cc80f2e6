"""The bodies that a mandate binds, by the level of a portal: shared by ledger, features and new portals."""

from __future__ import annotations

from generator.model.mandate import Mandate
from generator.model.words import PortalLevel

_OWN = {
    PortalLevel.MUNICIPALITY: frozenset({"city"}),
    PortalLevel.DISTRICT: frozenset({"district"}),
    PortalLevel.DEPARTMENT: frozenset({"city-department", "district-department"}),
    PortalLevel.TOWNSHIP: frozenset({"township"}),
}
# Bodies that as a rule have no portal of their own (国办发〔2017〕47号): they publish on that of their government.
_GUESTS = {
    PortalLevel.MUNICIPALITY: frozenset({"city-department"}),
    PortalLevel.DISTRICT: frozenset({"district-department", "township"}),
}


def is_bound(mandate: Mandate, level: PortalLevel) -> bool:
    """Tell whether a body of this level must itself do what the mandate asks."""
    return not _OWN[level].isdisjoint(mandate.binds)


def shows_on_portal(mandate: Mandate, level: PortalLevel) -> bool:
    """Tell whether what the mandate asks is disclosed on a portal of this level, by its body or by a guest."""
    return is_bound(mandate, level) or not _GUESTS.get(level, frozenset()).isdisjoint(mandate.binds)
