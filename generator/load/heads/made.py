"""Make a part of the model from its declared keys: look up files and documents, note places."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import fields
from functools import cache
from typing import Any, TypeVar, cast, get_args, get_origin, get_type_hints

from generator.load.heads.common import CommonHead
from generator.load.heads.reading import Reading
from generator.load.heads.said import Group, Reads, Said, Told
from generator.load.markdown.links import resolve
from generator.load.yaml.declaration import Declaration
from generator.load.yaml.marked import Spot
from generator.model.asset import Asset, Paper
from generator.model.column import Column
from generator.model.part import Part

Kind = TypeVar("Kind")


def reader(groups: Iterable[Group]) -> Callable[[Reading, CommonHead, Column], Iterator[Part]]:
    """Return what reads the parts of these groups, each that is written."""

    def read(reading: Reading, declared: CommonHead, _: Column) -> Iterator[Part]:
        for group in groups:
            part = read_group(group, group.kind, reading, declared)
            if part is not None:
                yield part

    return read


def read_group(group: Group, kind: type[Kind], reading: Reading, declared: CommonHead) -> Kind | None:
    """Return what a head says of a group; None where it says nothing, and in a head without such a key."""
    if not group.key:
        return make(kind, reading, declared, ())
    said = getattr(declared, group.key, None)
    return make(kind, reading, said, (group.key,)) if said is not None else None


def make(kind: type[Kind], reading: Reading, declared: Declaration, spot: Spot) -> Kind | None:
    """Return what is declared at a spot as a kind; None where a file that it is nothing without is not there."""
    values: dict[str, Any] = {}
    for name, hint, say, place in _plan(cast("Any", kind)):
        if place is not None:
            values[name] = reading.parsed.place((*spot, *place))
        elif say is not None:
            key = say.key or name
            values[name] = _value(hint, say, reading, getattr(declared, key), (*spot, key))
            if hint is Asset and values[name] is None:
                return None
    return kind(**values)


@cache
def _plan(kind: type) -> tuple[tuple[str, Any, Said | None, tuple[str, ...] | None], ...]:
    """Return the fields of a kind: the name, the type, what is said of it, or at which spot its place is."""
    hints = get_type_hints(kind)
    return tuple(
        (each.name, hints[each.name], each.metadata.get("said"), each.metadata.get("placed"))
        for each in fields(kind)
    )


def _value(hint: Any, say: Said, reading: Reading, written: Any, spot: Spot) -> Any:
    if say.reads is Reads.DOCUMENT:
        return reading.related(written, spot)
    if say.reads is Reads.SOURCE:
        source = reading.asset(written, spot)
        return source.path if source else ""
    if say.reads is Reads.PRINTED:
        return tuple(_printed(reading, written, spot))
    types = {hint, *get_args(hint)}
    if Asset in types:
        return reading.asset(written, spot)
    if Paper in types:
        return reading.paper(written, spot)
    if get_origin(hint) is not tuple:
        return written
    (item, _) = get_args(hint)
    if item is Told:
        return tuple(Told(line, reading.parsed.place((*spot, n))) for n, line in enumerate(written) if line)
    if item is str or not written or not isinstance(written[0], Declaration):
        return tuple(written)
    made = (make(item, reading, each, (*spot, n)) for n, each in enumerate(written))
    return tuple(each for each in made if each is not None)


def _printed(reading: Reading, written: Iterable[str], spot: Spot) -> Iterator[str]:
    for number, target in enumerate(written):
        path = resolve(target, "")
        if path is not None and path.endswith(".md") and path in reading.files.sizes:
            yield path
        else:
            place = reading.parsed.place((*spot, number))
            hint = "写文档在content之下的路径。"
            reading.report("link-broken", place, f"找不到公报刊载的文件“{target}”。", hint)
