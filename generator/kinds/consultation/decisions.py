"""The rows of a catalogue of major decisions, with how far each item has come."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from generator.data import dataclass
from generator.kinds.consultation.model import DecisionItem
from generator.model.addresses.address import public_address
from generator.model.addresses.links import quote_address


@dataclass(frozen=True)
class Known:
    """A public document: its address, and how far it has come."""

    address: str
    state: str


@dataclass(frozen=True)
class DecisionRow:
    """One item of a catalogue; links are empty where nothing is public yet."""

    name: str
    unit: str
    participation: str
    planned: str
    note: str
    state: str
    consultation: str
    adopted: str


def decision_rows(items: Sequence[DecisionItem], known: Mapping[str, Known], root: str) -> list[DecisionRow]:
    """Return the items of a catalogue with links to what is public of each."""
    return [_row(item, known, root) for item in items]


def _row(item: DecisionItem, known: Mapping[str, Known], root: str) -> DecisionRow:
    consultation, adopted = known.get(item.consultation), known.get(item.adopted)
    untold = "有调整" if item.note else "尚未征求意见"
    state = "已公布" if adopted else consultation.state if consultation else untold
    return DecisionRow(
        name=item.name,
        unit=item.unit,
        participation=item.participation,
        planned=item.planned,
        note=item.note,
        state=state,
        consultation=_href(consultation, root),
        adopted=_href(adopted, root),
    )


def _href(known: Known | None, root: str) -> str:
    return root + quote_address(public_address(known.address)) if known else ""
