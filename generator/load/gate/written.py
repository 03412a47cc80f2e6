"""Read YAML that will be published, and check its values for what must not be public.

Comments are not published, and not looked at; what is written with ``\\x35`` or over several lines is looked at
as it will be shown.
"""

from __future__ import annotations

from collections.abc import Iterator

from generator.load.gate.sensitive import TextPlaces, find_in_pieces
from generator.load.yaml.marked import Marked, Spot, Value, parse_marked
from generator.model.catalogue import finding
from generator.model.finding import Finding, Place

# Of a number so many characters tell it from all else near it.
_TOLD = 11


def read_written(text: str, name: str, first_line: int = 1) -> Marked:
    """Parse a YAML text as parse_marked does, and add what must not be public to its findings."""
    marked = parse_marked(text, name, first_line)
    if marked.readable:
        marked.findings.extend(_check_values(marked, text, name, first_line))
    return marked


def _check_values(marked: Marked, text: str, name: str, first_line: int) -> Iterator[Finding]:
    values = list(_texts(marked.value, ()))
    places = TextPlaces(name, text)
    for number, suspect in find_in_pieces([value for _, value in values]):
        spot, value = values[number]
        begins = marked.place(spot)
        # As it stands in the file, where it does: a value may be long.
        start = places.offset(begins.line - first_line + 1, begins.column)
        at = text.find(value[suspect.start : suspect.start + _TOLD].partition("\n")[0], start)
        here = places.place(at) if at >= 0 else None
        place = Place(name, here.line + first_line - 1, here.column) if here else begins
        yield finding(suspect.code, place, f"这里有{suspect.words}。")


def _texts(value: Value, spot: Spot) -> Iterator[tuple[Spot, str]]:
    if isinstance(value, str):
        yield spot, value
    elif isinstance(value, dict):
        for key, inner in value.items():
            yield from _texts(inner, (*spot, key))
    elif isinstance(value, list):
        for number, inner in enumerate(value):
            yield from _texts(inner, (*spot, number))
