"""Frames (页面框架): drawn pages cut at their slots; filling one joins texts, so content is never a slot.

A frame may offer style sheets that only some of its pages need, each with the names of the classes in it: the page
of a document loads one where the document has such a part.
"""

from __future__ import annotations

from collections.abc import Mapping

from generator.data import dataclass
from generator.patterns import pattern

_BLANK_LINES = pattern(r"\n(?:[^\S\n]*+\n)++")
_MARK = pattern(r"<!--slot:(\w+)-->")
_SHEET, _SHEET_ENDS = "<!--sheet:", "<!--/sheet-->"
_CLASS = pattern(r"\.gk-([\w-]++)")
_WRITTEN = pattern(r"gk-([\w-]++)")


@dataclass(frozen=True)
class Frame:
    """A drawn page, cut at its slots: texts and slot names by turns.

    ``sheets`` are links to style sheets by the names of their slots, each with the classes that need it.
    """

    parts: tuple[str, ...]
    sheets: Mapping[str, tuple[frozenset[str], str]]

    def fill(self, values: Mapping[str, str]) -> str:
        """Return the page with ``values`` in its slots; a slot without a value stays empty."""
        # All that is written like a class, wherever: a sheet too many is no harm. Asked of every page.
        written = set(_WRITTEN.findall(values.get("main", ""))) if self.sheets else ()
        asked = {name: link for name, (needs, link) in self.sheets.items() if not needs.isdisjoint(written)}
        parts = list(self.parts)
        parts[1::2] = [values.get(name) or asked.get(name, "") for name in parts[1::2]]
        return "".join(parts)

    def values_of(self, page: str) -> dict[str, str] | None:
        """Return what a page has in the slots of this frame; None where that is not certain.

        Links to style sheets are no values: which are asked for, a frame tells by what stands in it.
        """
        values: dict[str, str] = {}
        at = len(self.parts[0])
        if not page.startswith(self.parts[0]):
            return None
        for name, after in zip(self.parts[1::2], self.parts[2::2], strict=True):
            end = self._end_of(name, after, page, at)
            if end < at or not page.startswith(after, end) or values.get(name, page[at:end]) != page[at:end]:
                return None
            values[name] = page[at:end]
            at = end + len(after)
        own = {name: value for name, value in values.items() if name not in self.sheets}
        return own if at == len(page) else None

    def _end_of(self, name: str, after: str, page: str, at: int) -> int:
        """Return where the value of a slot ends that begins ``at``, before the text that comes after it; -1 if unsure."""
        if name in self.sheets:
            link = self.sheets[name][1]
            return at + len(link) if page.startswith(link, at) else at
        end = page.find(after, at) if after else -1
        return end if end == page.rfind(after) else -1


def sheet_classes(sheet: str, others: str = "") -> str:
    """Return the names of our classes that tell that a page needs a sheet, as a frame writes them before its link.

    Of a selector with a class that the ``others``, which all pages load, do not have, that one tells.
    """
    common, found = set(_CLASS.findall(others)), set[str]()
    for before in sheet.split("{")[:-1]:
        for selector in before.rpartition("}")[2].split(","):
            classes = set(_CLASS.findall(selector))
            found |= classes - common or classes
    return "|".join(sorted(found))


def cut_frame(html: str) -> Frame:
    """Cut a drawn page at its slot marks."""
    start, *offers = html.split(_SHEET)
    sheets: dict[str, tuple[frozenset[str], str]] = {}
    parts = [start]
    for number, offer in enumerate(offers):
        classes, _, rest = offer.partition("-->")
        link, _, after = rest.partition(_SHEET_ENDS)
        sheets[f"sheet{number}"] = (frozenset(classes.split("|")), link)
        parts.append(f"<!--slot:sheet{number}-->{after}")
    # A title holds text alone: its mark is written without the comment, which would show.
    marked = "".join(parts).replace("[[slot:title]]", "<!--slot:title-->")
    return Frame(tuple(_MARK.split(_BLANK_LINES.sub("\n", marked).lstrip())), sheets)
