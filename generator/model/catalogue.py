"""The finding codes that are of no one kind of disclosure, each with its default level, name and cure.

Those of the families stand in theirs (generator/kinds/<family>/rules.py); kinds/catalogue.py has all of them.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import Protocol

from generator.data import dataclass
from generator.model.codes import code_rows
from generator.model.finding import Finding, Level, Place


@dataclass(frozen=True)
class CodeEntry:
    """One row of the catalogue. ``cure`` is the standing advice; a finding may give a closer one.

    ``source`` is the number and clause of the document that asks for the check, empty where it is ours.
    """

    code: str
    level: Level
    name: str
    cure: str
    source: str = ""

    @property
    def firm(self) -> bool:
        """Tell whether no portal may lower the level: what is built in spite of it could not be trusted."""
        return self.code in _FIRM

    @property
    def origin(self) -> str:
        """Return what asks for the check, in words."""
        return self.source or ("程序的要求，不能关闭" if self.firm else "默认，可改")


_FIRM = frozenset(
    {
        "file-missing", "file-name", "merge-conflict", "media-foreign", "relation-circle", "text-nested",
        "file-empty", "file-too-large", "file-unreadable", "encoding", "yaml-syntax", "yaml-tab",
        "yaml-duplicate-key", "front-matter", "key-unknown", "key-missing", "value-invalid", "date-invalid",
        "column-duplicate", "slug-duplicate", "slug-reserved", "link-url-invalid", "document-no-column",
        "document-kind", "address-duplicate", "theme-file", "style-foreign", "asset-forbidden", "asset-active", "path-outside",
        "register-invalid", "table-hidden", "table-formula", "check-setting", "urls-lock", "file-unpublishable",
        "file-changed", "file-too-complex", "pack-invalid", "pack-id-taken", "known-invalid",
    }
)  # fmt: skip


CATALOGUE = {row[0]: CodeEntry(*row) for row in code_rows()}


class Finder(Protocol):
    """Makes a finding of one of some codes; without a closer hint it carries the code's cure."""

    def __call__(
        self, code: str, place: Place, message: str, hint: str = "", basis: tuple[str, ...] = ()
    ) -> Finding: ...


def finder(entries: Iterable[CodeEntry]) -> Finder:
    """Return what makes findings of these codes."""
    known = {entry.code: entry for entry in entries}

    def make(code: str, place: Place, message: str, hint: str = "", basis: tuple[str, ...] = ()) -> Finding:
        entry = known[code]
        origin = (entry.source,) if entry.source else ()
        return Finding(code, entry.level, message, place, hint or entry.cure, basis or origin)

    return make


finding = finder(CATALOGUE.values())
