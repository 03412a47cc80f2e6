"""Write a formula of a DOCX file in one line: fractions with a slash, powers and indices set high and low."""

from __future__ import annotations

from collections.abc import Iterator

from generator.intake.reading.blocks import SUB, SUP
from generator.intake.reading.package import Element, local

_HIGH_LOW = {"sup": SUP, "sub": SUB}


def formula(element: Element) -> list[tuple[str, str]]:
    """Return the text of a formula in pieces, each with its mark (``sup``, ``sub`` or none)."""
    return list(_parts(element, ""))


def _parts(element: Element, mark: str) -> Iterator[tuple[str, str]]:
    name = local(element)
    if name == "t":
        yield element.text or "", mark
    elif name == "f":
        yield from _bracketed(_child(element, "num"), mark)
        yield "/", mark
        yield from _bracketed(_child(element, "den"), mark)
    elif name == "rad":
        yield "√", mark
        yield from _bracketed(_child(element, "e"), mark)
    elif name == "d":
        begin, end = _sign(element, "begChr", "("), _sign(element, "endChr", ")")
        yield begin, mark
        for child in element:
            yield from _parts(child, mark)
        yield end, mark
    elif name == "nary":
        yield _sign(element, "chr", "∫"), mark
        for child in element:
            yield from _parts(child, mark)
    elif not name.endswith("Pr"):
        for child in element:
            yield from _parts(child, _HIGH_LOW.get(local(child), mark))


def _child(element: Element, name: str) -> Element | None:
    return next((each for each in element if local(each) == name), None)


def _bracketed(element: Element | None, mark: str) -> list[tuple[str, str]]:
    if element is None:
        return []
    inside = list(_parts(element, mark))
    if len("".join(text for text, _ in inside)) <= 1 or (len(inside) == 1 and inside[0][0].isalnum()):
        return inside
    return [("(", mark), *inside, (")", mark)]


def _sign(element: Element, name: str, usual: str) -> str:
    found = next((each for each in element.iter() if local(each) == name), None)
    if found is None:
        return usual
    return next((value for key, value in found.attrib.items() if key.endswith("val")), usual)
