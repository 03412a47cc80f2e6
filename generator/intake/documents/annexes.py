"""Find which annexes (附件) a document names, and which of them stand in it."""

from __future__ import annotations

import re
from collections.abc import Iterable

from generator.data import dataclass
from generator.intake.documents.parts import is_annex_list, is_annex_mark
from generator.intake.reading.blocks import Block, Paragraph

_LIST = re.compile(r"附[\s\u3000]*+件[\s\u3000]*+(\d{0,2})[：:][\s\u3000]*+(.*)", re.DOTALL)
_ITEM = re.compile(r"(\d{1,2})[\s\u3000]*+[.．、][\s\u3000]*+(?!\d)(.+)", re.DOTALL)
_PARTS = re.compile(r"[\s\u3000；;]+(?=\d{1,2}[.．、](?!\d))")
_PLAIN = re.compile(r"[\W_]+")


@dataclass(frozen=True)
class Annex:
    """An annex that a text names: its number (empty for a single one), its name, whether it stands in the text."""

    number: str
    name: str
    inside: bool

    @property
    def label(self) -> str:
        """Return what it is called: 附件1.义务植树任务表."""
        return f"附件{self.number}.{self.name}" if self.number else f"附件.{self.name}"


def find_annexes(blocks: Iterable[Block]) -> list[Annex]:
    """Return the annexes that a text names below its last sentence."""
    listed = list(blocks)
    paragraphs = [block for block in listed if isinstance(block, Paragraph)]
    start = next((at for at, each in enumerate(paragraphs) if is_annex_list(each.shown)), None)
    if start is None:
        return []
    named = list(_named(paragraphs[start:]))
    behind = paragraphs[start + 1 :]
    marks = [each.text for each in behind if is_annex_mark(each.text)]
    titles = [plain_name(each.text) for each in behind if each.level]
    return [Annex(number, name, _is_inside(number, name, marks, titles)) for number, name in named]


def plain_name(text: str) -> str:
    """Return a name without signs and blanks, to compare it."""
    return _PLAIN.sub("", text)


def _named(paragraphs: list[Paragraph]) -> Iterable[tuple[str, str]]:
    first = _LIST.match(paragraphs[0].shown)
    if first is None:
        return
    rest = first[2].strip()
    parts = [part for line in rest.split("\n") for part in _PARTS.split(line.strip()) if part]
    if first[1] and not (parts and _ITEM.match(parts[0])):
        yield first[1], _cleared(rest)
    elif parts and not _ITEM.match(parts[0]):
        yield "", _cleared("".join(parts))
        return
    for part in parts:
        if item := _ITEM.match(part):
            yield item[1], _cleared(item[2])
    for each in paragraphs[1:]:
        item = _ITEM.match(each.shown) or _LIST.match(each.shown)
        if item is None or len(each.text) > 100:
            return
        for part in _PARTS.split(each.shown):
            if found := _ITEM.match(part) or _LIST.match(part):
                yield found[1], _cleared(found[2])


def _cleared(name: str) -> str:
    return re.sub(r"[。；;，,\s]+\Z", "", "".join(name.split()))


def _is_inside(number: str, name: str, marks: list[str], titles: list[str]) -> bool:
    wanted = plain_name(name)
    if any(wanted and (wanted in title or (len(title) > 4 and title in wanted)) for title in titles):
        return True
    return any(re.sub(r"\D", "", mark) == number for mark in marks)
