"""Facts about a document's text, which itself stays on disk, that the checks need."""

from __future__ import annotations

from typing import NamedTuple

from generator.data import dataclass


@dataclass(frozen=True)
class AnchorLink:
    """A link to a place in a page of this site, or to what a page shows of another: target and place."""

    target: str
    line: int
    column: int


class TextFacts(NamedTuple):
    """``digest`` stands for the words of a text long enough to be compared, else it is empty.

    ``changed`` are the days on which, by the note under its title, a law was passed and amended.

    ``ids`` are the places in its page that a link can lead to, parted by spaces, which no id has. One text,
    not one for each: those of all documents are read from the cache at every build. ``media`` are pictures and
    the like with a full address.

    A tuple: each document has one, and an object with a dictionary takes four times the room.
    """

    digest: str = ""
    ids: str = ""
    anchors: tuple[AnchorLink, ...] = ()
    media: tuple[AnchorLink, ...] = ()
    changed: tuple[str, ...] = ()
