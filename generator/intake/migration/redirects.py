"""Which old addresses can lead to which new ones: in the heads of documents, and as rows of old_urls.csv."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from functools import cached_property
from pathlib import Path

from generator.errors import GongkaiError, reason_of
from generator.intake.migration.old.old_names import path_of
from generator.intake.migration.planning import Planned
from generator.load.old_urls import OLD_URLS
from generator.load.tables.csv_sheet import read_csv
from generator.load.tables.sheet import Sheet
from generator.model.addresses.address import column_page, public_address
from generator.model.addresses.made import own_page
from generator.model.addresses.old_url import old_address
from generator.model.addresses.slug import document_stem
from generator.model.addresses.trail import base_path
from generator.model.portal import Portal
from generator.tables import csv_bytes

NOT_BELOW = "旧网址不在现在网站的路径之下，本站不能跳转"
UNFIT = "旧网址里有不能跳转的字符"
TAKEN = "旧网址现在是本站的另一个网页"
SAME = "网址没有变"


@dataclass
class Addresses:
    """The addresses of the portal as it will be, and which old ones are given to which new ones.

    ``why_not`` tells of an old address (with its host) why it does not lead on.
    """

    portal: Portal
    documents: Mapping[str, str]
    standing: set[str] = field(default_factory=set)
    claimed: dict[str, str] = field(default_factory=dict)
    why_not: dict[str, str] = field(default_factory=dict)

    @cached_property
    def _columns(self) -> frozenset[str]:
        return frozenset(column.address for column in self.portal.walk())

    def of_document(self, planned: Planned) -> str:
        """Return the address of a document's page below the site."""
        known = self.documents.get(planned.path)
        if known:
            return known
        stem = planned.path.rpartition("/")[2].removesuffix(".md")
        return f"{planned.column.address}/{'index' if stem == 'index' else document_stem(stem)}.html"

    def stand(self, addresses: Iterable[str]) -> None:
        """Tell at which addresses something will stand."""
        self.standing.update(addresses)

    def claim(self, old: str, new: str) -> str:
        """Return an old address as it is written down to lead to a new one; empty, with the reason, where it cannot."""
        base = base_path(self.portal)
        path = path_of(old)
        page, mark, question = path.partition("?")
        written = page.replace("%", "%25") + mark + question
        compared = old_address(written, base)
        if compared is None:
            self.why_not[old] = UNFIT if page.startswith(base) else NOT_BELOW
        elif compared == new:
            self.why_not[old] = SAME
        elif compared in self.standing or own_page(compared, self._columns):
            self.why_not[old] = TAKEN
        elif self.claimed.setdefault(compared, new) != new:
            self.why_not[old] = f"旧网址已经转到{self.claimed[compared]}"
        else:
            return written
        return ""

    def shown(self, address: str) -> str:
        """Return a new address as readers meet it: from the top of the host."""
        return f"{base_path(self.portal)}{public_address(address) if address != 'index.html' else ''}"


def standing_addresses(portal: Portal) -> set[str]:
    """Return all addresses of documents and columns that a portal has."""
    found = {each.address for group in (portal.documents, portal.withdrawn) for each in group}
    return found | {column_page(column.address) for column in portal.walk()}


def table_with(
    root: Path, rows: Mapping[str, str], before: Mapping[str, str]
) -> tuple[bytes | None, dict[str, str]]:
    """Return old_urls.csv with these rows, and those of them that it has from us; None where it need not be changed.

    ``before`` are the rows that an earlier run wrote: they make way. What people have written stays, and goes first.
    Raises GongkaiError when the table cannot be read.
    """
    path = root / OLD_URLS
    try:
        raw = path.read_bytes()
    except FileNotFoundError:
        raw = b""
    except OSError as error:
        raise GongkaiError(f"{OLD_URLS}读不了：{reason_of(error)}。") from error
    kept: list[tuple[str, ...]] = []
    if raw.strip():
        sheet = read_csv(raw, OLD_URLS)
        if not isinstance(sheet, Sheet):
            raise GongkaiError(f"{sheet.place}　{sheet.message}{sheet.hint}")
        kept = [tuple(str(cell or "") for cell in row.cells) for row in sheet.rows]
    own = [row for row in kept if len(row) < 2 or before.get(row[0]) != row[1]]
    theirs = {row[0].strip() for row in own}
    added = {old: new for old, new in sorted(rows.items()) if old not in theirs}
    if not own and not added:
        return (None if not raw else b"\xef\xbb\xbfold,new\r\n"), {}
    lines = own if own else [("old", "new")]
    text = csv_bytes([*lines, *added.items()])
    return (None if _same(text, raw) else text), added


def _same(new: bytes, old: bytes) -> bool:
    """Tell whether two tables say the same, whatever their encoding."""
    if new == old:
        return True
    first, second = read_csv(new, OLD_URLS), read_csv(old, OLD_URLS) if old.strip() else None
    if not (isinstance(first, Sheet) and isinstance(second, Sheet)):
        return False
    return [row.cells for row in first.rows] == [row.cells for row in second.rows]
