"""The portal as a preview shows it: every page is drawn when it is asked for.

A changed column changes the menu of every page. Drawing ten thousand pages takes longer than a webmaster
waits; drawing the one that is open does not.
"""

from __future__ import annotations

from dataclasses import field, replace
from pathlib import Path

from generator.data import dataclass
from generator.errors import SourceChangedError
from generator.frames.draw import Frames
from generator.load.pictures import copy_bytes
from generator.model.addresses.made import PICTURES
from generator.model.document import Document
from generator.model.look import PUBLIC
from generator.publish.previewing.inside import file_inside
from generator.render.site.outline import Outline
from generator.render.site.plan import BUNDLE
from generator.render.site.single import draw_single

_ASSETS = "assets/"
_CHANGING = (
    '<!doctype html><html lang="zh-CN"><head><meta charset="utf-8"><title>正在更新</title></head>'
    "<body><p>这份文档刚刚改动过，正在重新读取。内容有错误时，改正后才会显示。</p></body></html>"
)


@dataclass(frozen=True)
class Snapshot:
    """One state of the portal. ``drawn`` keeps what was asked for, as long as this state lasts."""

    outline: Outline
    frames: Frames
    root: Path
    cache: Path
    drawn: dict[str, bytes] = field(default_factory=dict)

    @property
    def bundle(self) -> Path:
        """Where the newest complete search lies, with what is being built of the next.

        That may be the search of an earlier state for a while.
        """
        return self.cache / BUNDLE

    def file(self, address: str) -> Path | None:
        """Return the file of an address whose bytes stand on disk, and inside the folder that it claims."""
        if address.startswith(_ASSETS):
            return file_inside(self.frames.assets, address.removeprefix(_ASSETS))
        if address.startswith(f"{BUNDLE}/"):
            return file_inside(self.bundle, address.removeprefix(f"{BUNDLE}/"))
        if address in self.outline.assets:
            return file_inside(self.root / "content", address)
        if address in self.outline.root_files:
            return file_inside(self.root / PUBLIC, address)
        return None

    def draw(self, address: str) -> bytes | None:
        """Return the bytes of a page or another made file; None when the portal has none there."""
        page = self.drawn.get(address)
        if page is None:
            try:
                page = self._copy(address) or draw_single(self.outline, self.frames, address, self.root)
            except SourceChangedError:
                # The file was saved a moment ago: it is shown when it has been read and checked.
                return _CHANGING.encode() if address.endswith(".html") else None
        # What the portal does not have is not remembered: anybody can ask for any number of it.
        if page is not None:
            self.drawn[address] = page
        return page

    def _copy(self, address: str) -> bytes | None:
        """Return the bytes of a smaller copy of a picture."""
        name = address.removeprefix(f"{PICTURES}/")
        path = self.outline.pictures.get(name) if name != address else None
        return copy_bytes(self.root / "content", self.cache, path, name) if path else None

    def is_drawn(self, path: str) -> bool:
        """Whether the page of a document was asked for."""
        document = self.outline.shelf.by_path.get(path)
        return document is not None and document.address in self.drawn

    def with_document(self, document: Document) -> Snapshot | None:
        """Return this state with one document edited, or new; None when that reaches beyond its page."""
        is_new = document.path not in self.outline.shelf.by_path
        if document.withdrawn or (is_new and document.address in self.outline.columns):
            return None
        job = self.outline.jobs.edited_job(document)
        if job is None:
            return None
        jobs = self.outline.jobs.with_edited(job)
        drawn = {address: page for address, page in self.drawn.items() if address != document.address}
        return replace(self, outline=replace(self.outline, jobs=jobs), drawn=drawn)
