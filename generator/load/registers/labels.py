"""The labels under which the fields of a format may stand in a table's head."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterator, Sequence

from generator.data import dataclass
from generator.model.register import RegisterField, RegisterSchema
from generator.patterns import pattern

_BLANKS = pattern(r"[\s*★※:：]+")
# What stands in brackets behind a label: a unit, mostly.
WITH_SUFFIX = pattern(r"(.+?)\(([^()]*)\)")


@dataclass(frozen=True)
class Label:
    """One column's head: its text, and the text above it in a head of two rows."""

    text: str
    over: str = ""


class KnownLabels:
    """The labels under which the fields of a format may stand."""

    def __init__(self, schema: RegisterSchema) -> None:
        self.names = [name for field in schema.fields for name in (field.label, *field.aliases)]
        self.spanned: dict[tuple[str, str], RegisterField] = {}
        self.plain: dict[str, RegisterField] = {}
        for names in (_labels_of, _aliases_of):
            for field in schema.fields:
                for name in names(field):
                    self.plain.setdefault(normal(name), field)
                    self.spanned.setdefault((normal(field.over), normal(name)), field)

    def find(self, label: Label) -> RegisterField | None:
        """Return the field that a column's head stands for."""
        return self.find_text(label.text, label.over)

    def score(self, labels: Sequence[Label]) -> tuple[int, int]:
        """Return how many fields the labels of a head stand for, and how many of them with what spans them."""
        found = {field.key: field for label in labels if (field := self.find(label))}
        spanned = sum(
            1 for label in labels if label.over and (normal(label.over), normal(label.text)) in self.spanned
        )
        return len(found), spanned

    def find_text(self, label: str, over: str = "") -> RegisterField | None:
        """Return the field of a label, with the one that spans it."""
        if not label:
            return None
        text = normal(label)
        found = self.spanned.get((normal(over), text)) or self.plain.get(text)
        if found:
            return found
        match = WITH_SUFFIX.fullmatch(text)
        return self.plain.get(match[1]) if match else None


def _labels_of(field: RegisterField) -> Iterator[str]:
    yield from (field.label, field.heading, field.key)
    if field.over:
        yield from (f"{field.over}{mark}{field.label}" for mark in ("", "-", "—", "/", "·", "_"))


def _aliases_of(field: RegisterField) -> Sequence[str]:
    return field.aliases


def normal(label: str) -> str:
    """Return a label as labels are compared: without blanks, stars and differences of width."""
    return _BLANKS.sub("", unicodedata.normalize("NFKC", label)).lower()
