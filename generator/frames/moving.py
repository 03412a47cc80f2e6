"""Take a page out of one frame and put it into another, as bytes: many pages share both frames."""

from __future__ import annotations

import re

from generator.data import dataclass
from generator.frames.slots import Frame

# So much of the text after a slot is looked for; what comes after that is compared.
_SIGN = 80
_ID = re.compile(r'\sid="([^"]+)"')


@dataclass(frozen=True)
class Slot:
    """A slot of both frames: its name, the links to a style sheet that may stand in it, the texts that come after it."""

    name: str
    links: tuple[bytes, bytes]
    after: tuple[bytes, bytes]


@dataclass(frozen=True)
class FrameChange:
    """From which frame into which: how both begin, and their slots.

    ``same_ids`` tells that what a page links to within itself stands in the new frame if it did in the old one.
    """

    begins: tuple[bytes, bytes]
    slots: tuple[Slot, ...]
    same_ids: bool

    def apply(self, page: bytes, title: str = "") -> bytes | None:
        """Return the page in the new frame, with the ``title`` that it is to have; None where anything is doubtful.

        Each text of the old frame has to stand where it stood, and the text after a slot nowhere else behind it. The
        text at the end is told by its place.
        """
        if not page.startswith(self.begins[0]):
            return None
        at, made, last = len(self.begins[0]), [self.begins[1]], self.slots[-1]
        for slot in self.slots:
            after, value = slot.after[0], b""
            if slot.links[0]:
                asked = page.startswith(slot.links[0], at)
                end, value = at + len(slot.links[0]) * asked, slot.links[1] * asked
            else:
                end = len(page) - len(after) if slot is last else _only(page, after[:_SIGN], at)
                value = title.encode() if title and slot.name == "title" else page[at:end]
            if end < at or not page.startswith(after, end):
                return None
            made += (value, slot.after[1])
            at = end + len(after)
        return b"".join(made) if at == len(page) else None


def change_of(old: Frame, new: Frame) -> FrameChange | None:
    """Return how pages go from one frame into the other; None where these ask for different things."""
    names = old.parts[1::2]
    if (
        names != new.parts[1::2]
        or len(set(names)) < len(names)
        or not all(old.parts[2::2])
        or names[-1:] in ((), *((name,) for name in old.sheets))
        or _needs(old) != _needs(new)
    ):
        return None
    slots = tuple(
        Slot(name, (_link(old, name), _link(new, name)), (was.encode(), now.encode()))
        for name, was, now in zip(names, old.parts[2::2], new.parts[2::2], strict=True)
    )
    same = {*_ids(old)} <= {*_ids(new)}
    return FrameChange((old.parts[0].encode(), new.parts[0].encode()), slots, same)


def _needs(frame: Frame) -> dict[str, frozenset[str]]:
    return {name: needs for name, (needs, _) in frame.sheets.items()}


def _link(frame: Frame, name: str) -> bytes:
    return frame.sheets[name][1].encode() if name in frame.sheets else b""


def _ids(frame: Frame) -> list[str]:
    return _ID.findall("\n".join(frame.parts[::2]))


def _only(page: bytes, sign: bytes, start: int) -> int:
    """Return where a text stands that is in a page only once from ``start`` on, -1 otherwise."""
    found = page.find(sign, start)
    return found if found >= 0 and page.find(sign, found + 1) < 0 else -1
