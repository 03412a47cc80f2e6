"""Write the pages of a new tree, each looked at on its way to the disk."""

from __future__ import annotations

import os
from collections.abc import Callable, Collection
from pathlib import Path

from generator.files import write_file
from generator.render.site.inspection import InspectionResult, Inspector, PageRequirements


class PageWriter:
    """Writes pages below one folder; with ``wanted`` it remembers what it saw on them, but links to what is ``there``.

    ``write_to`` is what writes a file.
    """

    def __init__(
        self,
        out: Path,
        wanted: PageRequirements | None,
        there: Collection[str] = (),
        write_to: Callable[[str, bytes], None] = write_file,
    ) -> None:
        # Plain texts, not paths: putting a Path together for each page takes longer than opening its file.
        self._out = str(out)
        self._write_to = write_to
        self._folders: set[str] = set()
        self._inspector = Inspector(wanted, there) if wanted else None

    @property
    def seen(self) -> InspectionResult:
        """What was seen on the pages so far."""
        return self._inspector.seen if self._inspector else InspectionResult()

    def write(self, address: str, html: str, *, is_document: bool) -> None:
        """Look at a page and write it."""
        if self._inspector:
            self._inspector.look(address, html, is_document)
        self.put(address, html.encode("utf-8"))

    def put(self, address: str, data: bytes) -> None:
        """Write a file as it is."""
        self._write_to(self.place(address), data)

    def place(self, address: str) -> str:
        """Return where a file is to stand, its folder made."""
        folder = f"{self._out}/{address.rpartition('/')[0]}"
        if folder not in self._folders:
            os.makedirs(folder, exist_ok=True)  # noqa: PTH103
            self._folders.add(folder)
        return f"{self._out}/{address}"
