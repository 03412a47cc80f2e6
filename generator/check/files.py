"""Rules on the files of content/."""

from __future__ import annotations

from collections.abc import Iterator

from generator.load.columns import RESERVED_TOP_SLUGS
from generator.load.portal import Loaded
from generator.load.published_types import why_refused
from generator.load.sheets import TABLES
from generator.model.asset import Asset
from generator.model.catalogue import finding
from generator.model.details import detail_sources
from generator.model.finding import Finding, Place
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
    """A published file takes no page's address, no folder of the system, and is nothing that runs."""
    tables = {register.path for register in portal.registers}
    for register in portal.registers:
        for asset in register.assets:
            yield from _check_name(asset, Place(f"content/{register.path}"))
    for document in portal.lookups.with_files:
        for asset in used_assets([document], []):
            name = asset.path.lower()
            if asset.path in tables:
                # The file may hold what its format hides.
                message = f"“{asset.name}”是名录的表格，原文件不发布，不能作附件。"
                hint = "在正文里写到名录栏目的链接；要作附件，另存一份放在文档旁边。"
                yield finding("asset-forbidden", document.place, message, hint)
            yield from _check_name(asset, document.place)
            if name.partition("/")[0] in RESERVED_TOP_SLUGS or _is_for_search_engines(name):
                message = f"“content/{asset.path}”与系统的目录或文件同名，请移到栏目文件夹。"
                yield finding("address-duplicate", document.place, message, "把文件移到文档旁边。")


def _check_name(asset: Asset, place: Place) -> Iterator[Finding]:
    why, cure = why_refused(asset.path)
    if why:
        yield finding("asset-forbidden", place, f"“{asset.name}”{why}，不能作为附件发布。", cure)


def _is_for_search_engines(path: str) -> bool:
    """Tell whether a file would lie where robots.txt and the sitemap, in one file or several, are to lie."""
    return "/" not in path and path.startswith(("robots.txt", "sitemap"))
