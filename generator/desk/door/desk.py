"""The desk: what its pages work with, made once when it starts."""

from __future__ import annotations

import gzip
import hashlib
from collections.abc import Callable
from dataclasses import field
from datetime import datetime
from functools import cached_property
from pathlib import Path
from typing import Any

from jinja2 import Environment, FileSystemLoader, StrictUndefined

from generator.data import dataclass
from generator.desk.copy.state import Known, Room, key_of
from generator.desk.editing.previewing import Previews
from generator.desk.keeping.audit import Audit
from generator.desk.keeping.drafts import Drafts
from generator.desk.keeping.kinds import kind_of, mandate_of, place_of, published_place
from generator.desk.keeping.people import People, Person
from generator.desk.keeping.reviewers import Process
from generator.desk.keeping.reviews import Reviews
from generator.desk.keeping.sessions import Session, Sessions, Tries
from generator.desk.tables.shelf import Shelf
from generator.model.column import Column
from generator.model.document import Document
from generator.model.words import ColumnType
from generator.publish.hooks.protection import is_mine

_HOME = Path(__file__).resolve().parents[1]
PAGES, STATIC = _HOME / "pages", _HOME / "static"
_TYPES = {".css": "text/css; charset=utf-8", ".js": "text/javascript; charset=utf-8", ".svg": "image/svg+xml"}


@dataclass(frozen=True)
class Static:
    """A file of the desk's own: its bytes and its type."""

    raw: bytes
    kind: str
    version: str

    @cached_property
    def packed(self) -> bytes:
        """The bytes as gzip packs them, when a browser first asks: the desk need not wait for it to open."""
        return gzip.compress(self.raw, 9, mtime=0)


@dataclass(frozen=True)
class Desk:
    """``people`` are the accounts, None on one's own machine, where ``owner`` holds the ``key`` that opens the desk.

    ``mail`` is the owner's address for commits. ``secure`` tells that browsers reach the desk through TLS.
    """

    room: Room
    drafts: Drafts
    sessions: Sessions
    tries: Tries
    audit: Audit
    now: Callable[[], datetime]
    people: People | None = None
    owner: Person | None = None
    key: str = ""
    mail: str = ""
    secure: bool = False
    statics: dict[str, Static] = field(default_factory=dict)

    @cached_property
    def previews(self) -> Previews:
        """What draws the pages of drafts."""
        return Previews(self.room, self.drafts)

    @cached_property
    def shelf(self) -> Shelf:
        """The registers that were opened last."""
        return Shelf()

    @cached_property
    def reviews(self) -> Reviews:
        """The drafts that are under review."""
        return Reviews(self.drafts)

    @property
    def process(self) -> Process | None:
        """How documents are reviewed before they are published; None where they are not, as at one's own desk."""
        return self.people.process() if self.people else None

    @cached_property
    def _templates(self) -> Environment:
        made = Environment(
            loader=FileSystemLoader(PAGES),
            autoescape=True,
            undefined=StrictUndefined,
            trim_blocks=True,
            lstrip_blocks=True,
        )
        made.globals["static"] = lambda name: f"/static/{name}?v={self.statics[name].version}"
        made.globals |= {
            "key_of": key_of, "kind_of": kind_of, "mandate_of": mandate_of, "place_of": place_of, "published_place": published_place,
        }  # fmt: skip
        return made

    def draw(self, template: str, **values: Any) -> str:
        """Return a page; everything in it is escaped."""
        return self._templates.get_template(template).render(**values)

    def person(self, session: Session) -> Person | None:
        """Return who a session is, as long as that person may come in."""
        if self.people is None:
            return self.owner
        return self.people.person(session.account)


def mine(person: Person, column: Column) -> bool:
    """Tell whether somebody may write in a column."""
    return person.rights is None or is_mine(column, person.rights)


def my_columns(known: Known, person: Person) -> list[Column]:
    """Return the columns that somebody may put documents into."""
    return [each for each in known.writable if mine(person, each)]


def is_interpretable(known: Known, document: Document) -> bool:
    """Tell whether a document may be interpreted: it is public, and no interpretation itself."""
    column = known.columns.get(document.column)
    is_public = document.path in known.portal.lookups.by_path
    return (
        column is not None
        and is_public
        and not document.interprets
        and column.type != ColumnType.INTERPRETATION
    )


def read_statics() -> dict[str, Static]:
    """Return the style sheets and scripts of the desk by name."""
    return {
        path.name: Static(raw, _TYPES[path.suffix], hashlib.sha256(raw).hexdigest()[:12])
        for path in sorted(STATIC.iterdir())
        if path.suffix in _TYPES
        for raw in [path.read_bytes()]
    }
