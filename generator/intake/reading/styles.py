"""The styles of a DOCX file: what paragraphs and characters inherit.

Source: ECMA-376 Part 1, 17.7 (styles), 17.7.2 (the order in which they apply).
"""

from __future__ import annotations

import re
from dataclasses import field, replace

from generator.data import dataclass
from generator.intake.reading.blocks import BOLD, ITALIC, STRIKE, SUB, SUP, UNDERLINE
from generator.intake.reading.package import Element, is_on, w

_HEADING = re.compile(r"(?:heading|标题|toc heading)\s*([1-9])", re.IGNORECASE)
_TITLES = frozenset({"title", "标题", "文档标题", "公文标题", "主标题", "大标题", "文件标题"})
_CONTENTS = re.compile(r"(?:toc|目录|wps-?toc)\s*[1-9]", re.IGNORECASE)
_ALIGNS = {"center": "center", "right": "right", "end": "right"}
_DEEPEST = 30


@dataclass(frozen=True)
class Look:
    """How characters look; None where nothing was said of it."""

    marks: frozenset[str] = frozenset()
    taken: frozenset[str] = frozenset()
    size: int = 0
    hidden: bool | None = None
    font: str = ""

    def over(self, below: Look) -> Look:
        """Return this look laid over another: what it does not say is as below."""
        return Look(
            (below.marks - self.taken) | self.marks,
            frozenset(),
            self.size or below.size,
            self.hidden if self.hidden is not None else below.hidden,
            self.font or below.font,
        )


@dataclass(frozen=True)
class Style:
    """A style with all that it inherits. ``level`` 0 is text; ``numbering`` is (id, level), id empty for none."""

    name: str = ""
    look: Look = field(default_factory=Look)
    level: int = 0
    align: str = ""
    numbering: tuple[str, int] | None = None
    contents: bool = False
    title: bool = False


def look_of(properties: Element | None) -> Look:
    """Return the look that a w:rPr gives."""
    if properties is None:
        return Look()
    marks, taken = set[str](), set[str]()
    for name, mark in (("b", BOLD), ("i", ITALIC), ("strike", STRIKE), ("dstrike", STRIKE)):
        if (element := properties.find(w(name))) is not None:
            (marks if is_on(element) else taken).add(mark)
    if (line := properties.find(w("u"))) is not None:
        (taken if line.get(w("val"), "single") == "none" else marks).add(UNDERLINE)
    if (height := properties.find(w("vertAlign"))) is not None:
        mark = {"superscript": SUP, "subscript": SUB}.get(height.get(w("val"), ""), "")
        marks |= {mark} if mark else set()
        taken |= {SUP, SUB} - {mark}
    vanish = properties.find(w("vanish"))
    fonts = properties.find(w("rFonts"))
    return Look(
        frozenset(marks),
        frozenset(taken - marks),
        _number(properties.find(w("sz"))),
        None if vanish is None else is_on(vanish),
        ""
        if fonts is None
        else fonts.get(w("ascii")) or fonts.get(w("hAnsi")) or fonts.get(w("eastAsia")) or "",
    )


def _number(element: Element | None) -> int:
    said = "" if element is None else element.get(w("val"), "")
    return int(float(said)) if re.fullmatch(r"\d{1,6}(?:\.\d{1,6})?", said) else 0


def align_of(properties: Element | None) -> str | None:
    """Return how a w:pPr sets a paragraph: center, right, empty for the usual; None if it does not say."""
    if properties is None or (said := properties.find(w("jc"))) is None:
        return None
    return _ALIGNS.get(said.get(w("val"), ""), "")


def level_of(properties: Element | None) -> int | None:
    """Return the level of a heading that a w:pPr gives, 0 for text; None if it does not say."""
    if properties is None or (said := properties.find(w("outlineLvl"))) is None:
        return None
    level = _number(said)
    return level + 1 if level < 9 and said.get(w("val"), "").isdigit() else 0


def numbering_of(properties: Element | None, inherited: tuple[str, int] | None) -> tuple[str, int] | None:
    """Return the numbering that a w:pPr gives over what it inherits."""
    if properties is None or (said := properties.find(w("numPr"))) is None:
        return inherited
    number, level = said.find(w("numId")), said.find(w("ilvl"))
    identity = number.get(w("val"), "") if number is not None else (inherited or ("", 0))[0]
    depth = _number(level) if level is not None else (inherited or ("", 0))[1]
    return (identity, min(depth, 8)) if identity not in ("", "0") else None


@dataclass(frozen=True)
class Styles:
    """The styles of a document by their ids, the look of all text, and the style of a paragraph that names none."""

    by_id: dict[str, Style]
    usual: Look
    paragraph: str

    def of(self, identity: str | None) -> Style:
        """Return a style; for a name that is not there, the usual one."""
        return self.by_id.get(identity or self.paragraph) or Style()

    def character(self, identity: str | None) -> Look:
        """Return the look of a character style."""
        found = self.by_id.get(identity or "")
        return found.look if found else Look()


def read_styles(root: Element | None) -> Styles:
    """Read word/styles.xml, which may be missing."""
    if root is None:
        return Styles({}, Look(), "")
    elements = {each.get(w("styleId"), ""): each for each in root.iterfind(w("style"))}
    usual = look_of(root.find(f"{w('docDefaults')}/{w('rPrDefault')}/{w('rPr')}"))
    found: dict[str, Style] = {}
    for identity in elements:
        _settle(identity, elements, found)
    paragraph = next(
        (
            identity
            for identity, each in elements.items()
            if each.get(w("type")) == "paragraph"
            and each.get(w("default"), "0").lower() in ("1", "true", "on")
        ),
        "",
    )
    return Styles(found, usual, paragraph)


def _settle(identity: str, elements: dict[str, Element], found: dict[str, Style]) -> None:
    """Work out a style and those it is based on, from the lowest; what goes round in a circle ends there."""
    chain: list[str] = []
    while identity and identity in elements and identity not in found and identity not in chain:
        chain.append(identity)
        based = elements[identity].find(w("basedOn"))
        identity = "" if based is None or len(chain) > _DEEPEST else based.get(w("val"), "")
    below = found.get(identity, Style())
    for each in reversed(chain):
        below = found[each] = _laid_over(elements[each], below)


def _laid_over(element: Element, below: Style) -> Style:
    named = element.find(w("name"))
    name = "" if named is None else named.get(w("val"), "").strip()
    properties = element.find(w("pPr"))
    said, align = level_of(properties), align_of(properties)
    heading = _HEADING.fullmatch(name)
    level = int(heading[1]) if heading else below.level if said is None else said
    return replace(
        below,
        name=name,
        look=look_of(element.find(w("rPr"))).over(below.look),
        level=level,
        align=below.align if align is None else align,
        numbering=numbering_of(properties, below.numbering),
        contents=below.contents or _CONTENTS.fullmatch(name) is not None,
        title=below.title or name.lower() in _TITLES,
    )
