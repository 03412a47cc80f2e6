"""Write a formula of a DOCX file in one line: fractions with a slash, powers and indices set high and low."""

from __future__ import annotations

from collections.abc import Iterator

from generator.intake.reading.blocks import SUB, SUP
from generator.intake.reading.package import Element, local

Part = tuple[str, str, bool]
_HIGH_LOW = {"sup": SUP, "sub": SUB}


def formula(element: Element) -> list[Part]:
    """Return the text of a formula in pieces, each with its mark (``sup``, ``sub`` or none), and whether it was typed."""
    return list(_parts(element, ""))


def _parts(element: Element, mark: str) -> Iterator[Part]:
    name = local(element)
    if name == "t":
        yield element.text or "", mark, True
    elif name == "f":
        yield from _bracketed(_child(element, "num"), mark)
        yield "/", mark, False
        yield from _bracketed(_child(element, "den"), mark)
    elif name == "rad":
        yield "√", mark, False
        yield from _bracketed(_child(element, "e"), mark)
    elif name == "d":
        begin, end = _sign(element, "begChr", "("), _sign(element, "endChr", ")")
        yield begin, mark, False
        for child in element:
            yield from _parts(child, mark)
        yield end, mark, False
    elif name == "nary":
        yield _sign(element, "chr", "∫"), mark, False
        for child in element:
            yield from _parts(child, mark)
    elif not name.endswith("Pr"):
        for child in element:
            yield from _parts(child, _HIGH_LOW.get(local(child), mark))


def _child(element: Element, name: str) -> Element | None:
    return next((each for each in element if local(each) == name), None)


def _bracketed(element: Element | None, mark: str) -> list[Part]:
    if element is None:
        return []
    inside = list(_parts(element, mark))
    if len("".join(text for text, _, _ in inside)) <= 1 or (len(inside) == 1 and inside[0][0].isalnum()):
        return inside
    return [("(", mark, False), *inside, (")", mark, False)]


def _sign(element: Element, name: str, usual: str) -> str:
    found = next((each for each in element.iter() if local(each) == name), None)
    if found is None:
        return usual
    return next((value for key, value in found.attrib.items() if key.endswith("val")), usual)
