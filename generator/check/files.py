"""Rules on the files of content/."""

from __future__ import annotations

from collections.abc import Iterator

from generator.load.portal import Loaded
from generator.model.catalogue import finding
from generator.model.finding import Finding, Place
from generator.model.portal import used_assets


def check_unused_files(loaded: Loaded) -> Iterator[Finding]:
    """A file that no document names is not published; its owner may have forgotten to."""
    if loaded.portal is None:
        return
    documents = (*loaded.portal.documents, *loaded.hidden)
    used = {asset.path for asset in used_assets(documents, loaded.portal.registers)}
    for path in loaded.files:
        if path not in used and not path.endswith(".md"):
            yield finding("asset-unused", Place(f"content/{path}"), "没有文档引用这个文件，它不会发布。")
