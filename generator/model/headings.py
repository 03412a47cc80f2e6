"""Headings of a text, compared with the parts that a form asks for."""

from __future__ import annotations

from collections.abc import Iterable

from generator.data import dataclass
from generator.model.finding import Place
from generator.patterns import pattern

_NUMBERING = pattern(
    r"^(?:第[一二三四五六七八九十]+部分|[一二三四五六七八九十]+、|[（(][一二三四五六七八九十]+[）)]|\d+[.．、])\s*"
)
_REMARK = pattern(r"[（(][^（）()]*+[）)]$")
_SEPARATORS = pattern(r"[\s、，：:]")


@dataclass(frozen=True)
class Heading:
    """A heading of a document's text."""

    text: str
    place: Place


def plain_heading(text: str) -> str:
    """Return a heading without its number, a closing remark in brackets, and separators."""
    return _SEPARATORS.sub("", _REMARK.sub("", _NUMBERING.sub("", text.strip())))


def is_part(text: str, names: Iterable[str]) -> bool:
    """Tell whether a heading is that of a part which goes by any of these names."""
    return plain_heading(text) in {plain_heading(name) for name in names}


def has_part(headings: Iterable[Heading], names: Iterable[str]) -> bool:
    """Tell whether a part stands among the headings, under any of its names."""
    names = tuple(names)
    return any(is_part(heading.text, names) for heading in headings)
