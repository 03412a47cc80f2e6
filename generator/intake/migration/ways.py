"""Where the links of old pages lead now."""

from __future__ import annotations

from enum import Enum

from generator.data import dataclass
from generator.intake.migration.old.articles import Survey
from generator.intake.migration.old.mirror import Mirror, OldFile
from generator.intake.migration.old.sniffing import What
from generator.intake.migration.planning import Plan, Planned
from generator.model.column import Column


class Kind(Enum):
    """What a link leads to."""

    DOCUMENT = "document"
    COLUMN = "column"
    HOME = "home"
    FILE = "file"
    OUTSIDE = "outside"
    NOTHING = "nothing"


@dataclass(frozen=True)
class Lead:
    """What a link leads to, and by its kind: the document, the column or the file."""

    kind: Kind
    document: Planned | None = None
    column: Column | None = None
    file: OldFile | None = None


class Ways:
    """Looks up what an old address is today."""

    def __init__(self, mirror: Mirror, survey: Survey, plan: Plan, sites: tuple[str, ...]) -> None:
        self._mirror = mirror
        self._forwards = survey.forwards
        self._homes = frozenset(survey.homes)
        self._lists = plan.lists
        self._documents = plan.by_address
        self._sites = frozenset((*sites, ""))

    def find(self, address: str) -> OldFile | None:
        """Return the file of the mirror that an address means, whichever of the old site's hosts it names."""
        host, slash, path = address.partition("/")
        if file := self._mirror.find(address):
            return file
        if host not in self._sites:
            return None
        found = (self._mirror.find(f"{site}{slash}{path}") for site in sorted(self._sites))
        return next((file for file in found if file), None)

    def lead(self, address: str) -> Lead:
        """Return what an old address is today."""
        file = self.find(address)
        known = file.address if file else address
        known = self._forwards.get(known, known)
        if document := self._documents.get(known):
            return Lead(Kind.DOCUMENT, document=document)
        if column := self._lists.get(known):
            return Lead(Kind.COLUMN, column=column)
        host, _, path = address.partition("/")
        if known in self._homes or (not path and host in self._sites):
            return Lead(Kind.HOME)
        if known != address or file:
            file = self.find(known)
        if file and file.what is What.FILE:
            return Lead(Kind.FILE, file=file)
        return Lead(Kind.NOTHING if file or host in self._sites else Kind.OUTSIDE)
