"""What is kept while a DOCX file is read: its package, what was met so far, and how changes are taken."""

from __future__ import annotations

from dataclasses import dataclass, field

from generator.intake.reading.blocks import Enclosed, Left, Lost, Note, Picture
from generator.intake.reading.numbering import Counting
from generator.intake.reading.package import Element, Package, Relation, local
from generator.intake.reading.styles import Styles

INSERTED = frozenset({"ins", "moveTo"})
DELETED = frozenset({"del", "moveFrom"})


@dataclass
class Field:
    """A field that was begun: what it tells the word processor to show, and whether that has begun."""

    told: str = ""
    showing: bool = False
    shown: bool = False


@dataclass
class Reading:
    """The state of one reading. ``accept`` tells to take tracked changes, else they are refused."""

    package: Package
    styles: Styles
    counting: Counting
    accept: bool
    part: str = ""
    number: int = 0
    relations: dict[str, Relation] = field(default_factory=dict)
    fields: list[Field] = field(default_factory=list)
    pictures: list[Picture] = field(default_factory=list)
    enclosed: list[Enclosed] = field(default_factory=list)
    left: list[Left] = field(default_factory=list)
    lost: list[Lost] = field(default_factory=list)
    notes: list[Note] = field(default_factory=list)
    note_ids: dict[tuple[str, str], str] = field(default_factory=dict)
    drawn: list[str] = field(default_factory=list)
    turned: list[str] = field(default_factory=list)
    depth: int = 0
    cells: int = 0

    @property
    def place(self) -> str:
        """Return where the reading is, in words."""
        return f"第{self.number}段" if self.part.endswith("document.xml") else "脚注"

    def leave(self, what: str, text: str, *, counted: bool = True) -> None:
        """Note what is left out on purpose; what stands in a row is one."""
        if not text.strip():
            return
        last = self.left[-1] if self.left else None
        if last and (last.what, last.place) == (what, self.place):
            self.left[-1] = Left(what, last.text + text, self.place, counted)
        else:
            self.left.append(Left(what, text, self.place, counted))

    def lose(self, what: str, text: str = "") -> None:
        """Note what a person has to look after."""
        self.lost.append(Lost(what, text.strip(), self.place))

    def refused(self, name: str) -> bool:
        """Tell whether what a tracked change holds is not part of the text."""
        return name in (DELETED if self.accept else INSERTED)

    def refuse(self, change: Element) -> bool:
        """Tell as ``refused`` does of a change that stands in the text; what is left out is noted."""
        if not self.refused(local(change)):
            return False
        what = "修订中删去的文字" if self.accept else "修订中没有采用的文字"
        self.leave(what, all_text(change), counted=False)
        return True


def all_text(element: Element) -> str:
    """Return all characters below an element, also those that were deleted."""
    return "".join(each.text or "" for each in element.iter() if local(each) in ("t", "delText"))
