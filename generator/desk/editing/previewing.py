"""Draw the page that a draft will be, from the draft's own folder, without anybody else's copy being touched."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

from generator.data import dataclass
from generator.desk.copy.state import Known, Room
from generator.desk.editing.checking import around
from generator.desk.editing.composing import Composed
from generator.desk.keeping.drafts import Draft, Drafts
from generator.desk.keeping.writing import write_whole
from generator.frames.layers import theme_layers
from generator.model.document import Document, newest_first
from generator.publish.previewing.inside import file_inside, open_inside
from generator.render.documents.document import Bench, draw_body, draw_document
from generator.render.site.jobs import make_job, site_facts
from generator.render.site.shelf import make_shelf
from generator.render.templates.environment import make_environment
from generator.render.text.markdown import make_converter

_ASSETS = "assets/"


@dataclass(frozen=True)
class Previews:
    """Draws the pages of drafts, and hands out what those pages show."""

    room: Room
    drafts: Drafts

    def draw(self, draft: Draft, document: Document, composed: Composed) -> bytes:
        """Return the page of a draft. Raises GongkaiError, OSError."""
        known = self.room.known
        file = self.drafts.content(draft) / document.path
        file.parent.mkdir(parents=True, exist_ok=True)
        write_whole(file, composed.text.encode("utf-8"))
        frames = self.room.frames(known)
        portal = replace(
            known.portal, documents=newest_first(around(known.portal, document, column=True)), preview=True
        )
        job = make_job(document, make_shelf(portal))
        bench = Bench(
            self.drafts.content(draft),
            make_environment(theme_layers(self.room.copy.root)),
            make_converter(),
            site_facts(portal),
        )
        return draw_document(job, draw_body(job, bench), frames.read(document.column), bench).encode("utf-8")

    def file(self, draft: Draft, address: str) -> bytes | None:
        """Return a file that a draft's page shows: one of its own, of the portal's content, of the look; else None.

        What is asked for is looked up among the names that there are; it is never made a path.
        """
        known = self.room.known
        folder = draft.path.rpartition("/")[0]
        own = {f"{folder}/{name}": number for number, name in enumerate(draft.files)}
        if address in own:
            path = self.drafts.file(draft, own[address])
        elif address.startswith(_ASSETS):
            path = file_inside(self.room.frames(known).assets, address.removeprefix(_ASSETS))
        else:
            path = self._of_content(known, address)
        stream = open_inside(path) if path else None
        if stream is None:
            return None
        with stream:
            return stream.read()

    def _of_content(self, known: Known, address: str) -> Path | None:
        content = known.loaded.content
        if (
            content is None
            or address not in content.sizes
            or address.endswith(".md")
            or content.gate.refusal(address)
        ):
            return None
        return file_inside(self.room.copy.root / "content", address)
