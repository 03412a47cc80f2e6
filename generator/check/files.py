"""Rules on the files of content/."""

from __future__ import annotations

from collections.abc import Iterator

from generator.load.portal import Loaded
from generator.load.published_types import why_refused
from generator.model.asset import Asset
from generator.model.catalogue import finding
from generator.model.details import detail_sources
from generator.model.finding import Finding, Place
from generator.model.gate import TABLES
from generator.model.portal import Portal, used_assets
from generator.model.words import ColumnKind


def check_unused_files(loaded: Loaded) -> Iterator[Finding]:
    """A file that no document names is not published; its owner may have forgotten to."""
    if loaded.portal is None:
        return
    documents = (*loaded.portal.lookups.with_files, *loaded.hidden)
    used = {asset.path for asset in used_assets(documents, loaded.portal.registers)}
    used |= {path for document in documents for path in detail_sources(document.details)}
    registers = {column.address for column in loaded.portal.walk() if column.kind is ColumnKind.REGISTER}
    for path in loaded.files:
        if path.endswith(".md") or path in used:
            continue
        # A table that could not be read has a finding of its own.
        is_table = path.rpartition("/")[0] in registers and path.lower().endswith(TABLES)
        if not is_table:
            yield finding("asset-unused", Place(f"content/{path}"), "没有文档引用这个文件，它不会发布。")


def check_published_files(portal: Portal) -> Iterator[Finding]:
    """A published file is nothing that runs."""
    for register in portal.registers:
        for asset in register.assets:
            yield from _check_name(portal, asset, Place(f"content/{register.path}"))
    for document in portal.lookups.with_files:
        for asset in used_assets([document], []):
            yield from _check_name(portal, asset, document.place)


def _check_name(portal: Portal, asset: Asset, place: Place) -> Iterator[Finding]:
    why, cure = why_refused(asset.path)
    # What may not be published for what it is has been told as such.
    if why and not portal.gate.refusal(asset.path):
        yield finding("asset-forbidden", place, f"“{asset.name}”{why}，不能作为附件发布。", cure)
