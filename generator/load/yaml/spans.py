"""Where the nodes of a YAML text begin and end, so that something can be put in without touching the rest."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import yaml

from generator.data import dataclass
from generator.load.yaml.marked import NULLS

_Loader = getattr(yaml, "CBaseLoader", yaml.BaseLoader)


@dataclass(frozen=True)
class Span:
    """A node from ``start`` to ``end`` (of a block: the end of its last value), in characters of the text.

    ``column`` is where it begins in its line, from 0. A mapping has ``keys`` as texts and their values in
    ``below``, a list its items. ``flow`` tells brackets from lines; ``is_empty`` that nothing is written;
    ``shared`` that it is written in one place and stands for something in another: it cannot be added to.
    """

    start: int
    end: int
    column: int
    keys: tuple[str, ...] = ()
    below: tuple[Span, ...] = ()
    is_mapping: bool = False
    is_list: bool = False
    flow: bool = False
    is_empty: bool = False
    shared: bool = False

    def value(self, *keys: str) -> Span | None:
        """Return the value of the first of these keys that the mapping has; None where it has none of them."""
        return next((span for key, span in zip(self.keys, self.below, strict=False) if key in keys), None)


def read_spans(text: str) -> Span | None:
    """Return the outermost node of a text that was parsed without a fault before; None where it says nothing."""
    events = iter(yaml.parse(text, Loader=_Loader))
    for event in events:
        if isinstance(event, yaml.DocumentStartEvent):
            return _node(next(events), events)
    return None


def _node(event: Any, events: Iterator[Any]) -> Span:
    start, end, column = event.start_mark.index, event.end_mark.index, event.start_mark.column
    if isinstance(event, yaml.AliasEvent):
        return Span(start, end, column, shared=True)
    if isinstance(event, yaml.ScalarEvent):
        empty = event.value in NULLS and not event.style
        return Span(start, end, column, is_empty=empty)
    if isinstance(event, yaml.SequenceStartEvent):
        items, last = _inner(events, yaml.SequenceEndEvent)
        return _collection(event, last, items, (), is_list=True)
    inner, last = _inner(events, yaml.MappingEndEvent)
    keys = tuple(key for key, _ in inner[::2])
    return _collection(event, last, inner, keys, is_list=False)


def _inner(events: Iterator[Any], ends: type) -> tuple[list[tuple[str, Span]], Any]:
    found: list[tuple[str, Span]] = []
    for event in events:
        if isinstance(event, ends):
            return found, event
        found.append((getattr(event, "value", "") or "", _node(event, events)))
    raise ValueError("a text that was not parsed before")


def _collection(
    event: Any, last: Any, inner: list[tuple[str, Span]], keys: tuple[str, ...], *, is_list: bool
) -> Span:
    flow = bool(event.flow_style)
    below = tuple(span for _, span in (inner if is_list else inner[1::2]))
    # A block ends where YAML finds the next thing, comments and empty lines behind it; what is in it ends before.
    inside = max((span.end for _, span in inner), default=event.start_mark.index)
    return Span(
        start=event.start_mark.index,
        end=last.end_mark.index if flow else inside,
        column=inner[0][1].column if inner and not is_list else event.start_mark.column,
        keys=keys,
        below=below,
        is_mapping=not is_list,
        is_list=is_list,
        flow=flow,
        shared=bool(event.anchor),
    )
