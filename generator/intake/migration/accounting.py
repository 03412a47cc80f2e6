"""Account for every old address: what it has become, where, and what of it is not there."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import replace

from generator.data import dataclass
from generator.intake.migration.convert import Body
from generator.intake.migration.old.old_names import path_of
from generator.intake.migration.old.old_site import OldSite
from generator.intake.migration.old.sniffing import PICTURES, What
from generator.intake.migration.old_files import Files
from generator.intake.migration.outcome import Became, Row
from generator.intake.migration.placing import Done
from generator.intake.migration.planning import Plan, Planned
from generator.intake.migration.redirects import SAME, Addresses
from generator.load.gate.published_types import extension_of
from generator.model.addresses.address import column_page
from generator.model.column import Column


@dataclass(frozen=True)
class Books:
    """All that is to be accounted for."""

    site: OldSite
    plan: Plan
    bodies: Mapping[str, Body]
    files: Files
    addresses: Addresses
    done: Mapping[str, Done]

    def rows(self) -> Iterator[Row]:
        """Yield a row for each old address, in the order of addresses."""
        survey = self.site.survey
        documents = self.plan.by_address
        everything = {*self.site.mirror.files, *documents, *self.plan.left}
        for address in sorted(everything, key=path_of):
            if document := documents.get(address):
                yield self._document(address, document)
            elif address in self.plan.lists:
                yield self._column(address, self.plan.lists[address])
            elif address in survey.homes:
                yield Row(path_of(address), Became.HOME, self.addresses.shown("index.html"))
            elif address in survey.skipped and address not in self.files.placed:
                yield Row(path_of(address), Became.SKIPPED)
            elif address in survey.forwards:
                yield self._forward(address, survey.forwards[address])
            elif address in self.plan.left:
                yield Row(path_of(address), Became.LEFT, why=self.plan.left[address])
            else:
                yield self._file(address)
        for placed in self.files.placed.values():
            if placed.address.startswith("data:"):
                yield self._placed(placed.address, placed.address[:32])
        for unread in self.site.mirror.unread:
            yield Row(path_of(unread.address), Became.LEFT, why=unread.why)

    def _document(self, address: str, document: Planned) -> Row:
        row = Row(
            old=path_of(address),
            became=Became.SAME_DOCUMENT,
            new=self.addresses.shown(self.addresses.of_document(document)),
            title=document.article.facts.title,
            column=">".join(document.column.path),
            path=f"content/{document.path}",
            why=self._why_not(address),
        )
        if address != document.article.address:
            return row
        body = self.bodies.get(document.path)
        row = replace(row, became=Became.DOCUMENT, done=self.done.get(document.path))
        if body is None:
            return row
        return replace(
            row,
            characters=body.characters,
            kept=body.kept,
            missing=tuple((each.text, each.place) for each in body.missing),
            losses=tuple((each.what, each.text) for each in body.losses),
            left=body.left,
        )

    def _why_not(self, address: str) -> str:
        why = self.addresses.why_not.get(address, "")
        return "" if why == SAME else why

    def _column(self, address: str, column: Column) -> Row:
        new = self.addresses.shown(column_page(column.address))
        return Row(
            path_of(address), Became.COLUMN, new, column=">".join(column.path), why=self._why_not(address)
        )

    def _forward(self, address: str, target: str) -> Row:
        if column := self.plan.lists.get(target):
            return self._column(address, column)
        if target in self.site.survey.homes:
            return Row(path_of(address), Became.HOME, self.addresses.shown("index.html"))
        if target in self.files.placed:
            return self._placed(target, path_of(address))
        return Row(path_of(address), Became.LEFT, why=f"网页自动转到{path_of(target)}，那里没有搬")

    def _file(self, address: str) -> Row:
        if address in self.files.placed:
            return self._placed(address, path_of(address))
        old = path_of(address)
        if address in self.files.refused:
            return Row(old, Became.LEFT, why=self.files.refused[address])
        if before := self.files.state.files.get(address):
            new = self.addresses.shown(before.path)
            return Row(old, Became.ATTACHMENT, new, path=f"content/{before.path}", why="以前搬来的")
        file = self.site.mirror.files[address]
        name = old.partition("?")[0]
        if (
            file.what is What.DRESS
            or extension_of(name) in PICTURES
            or name in ("/robots.txt", "/sitemap.xml")
        ):
            return Row(old, Became.DRESS)
        return Row(old, Became.UNUSED, size=file.size, why="没有一份搬来的文档链接到它")

    def _placed(self, address: str, old: str) -> Row:
        placed = self.files.placed[address]
        became = Became.PICTURE if extension_of(placed.path) in PICTURES else Became.ATTACHMENT
        return Row(
            old,
            became,
            self.addresses.shown(placed.path),
            path=f"content/{placed.path}",
            done=self.done.get(placed.path),
            digest=placed.digest,
            size=placed.size,
            why=self._why_not(address),
        )
