"""One fact that is asked for, of one mandate, of one portal; and the counting that most facts come to."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from datetime import date
from functools import cached_property
from typing import Generic, TypeVar

from generator.check.proofs.holdings import Holdings, column_proof
from generator.check.proofs.verdict import Verdict, in_time, names_of, period_words
from generator.data import dataclass
from generator.model.column import Column
from generator.model.mandate import Mandate, Pack, Proof
from generator.model.proof import Fact, Names

Item = TypeVar("Item")


@dataclass(frozen=True)
class Ask:
    """A fact with all that it is judged by."""

    fact: Fact
    mandate: Mandate
    pack: Pack
    holdings: Holdings

    @cached_property
    def found(self) -> dict[Names, tuple[Column, ...]]:
        """The columns of each path in which the fact looks."""
        return self.holdings.found(self.fact, self.mandate)

    @property
    def columns(self) -> tuple[Column, ...]:
        """All columns in which the fact looks, each once."""
        return tuple(
            {column.address: column for columns in self.found.values() for column in columns}.values()
        )

    @property
    def anywhere(self) -> bool:
        """Whether no column is said: the fact may be shown anywhere."""
        return not self.found

    @property
    def last(self) -> date | None:
        """The last day on which evidence is in time: as the fact says, else the mandate's deadline."""
        return self.fact.until or self.mandate.deadline or self.fact.last

    @property
    def period(self) -> str:
        """The period of which evidence counts, in words."""
        return period_words(self.fact.first, self.fact.last or self.last)

    def counts(self, day: date | None) -> bool:
        """Tell whether what came out on a day counts: not before the period, not after the portal's day."""
        first = self.fact.first
        return day is None or ((first is None or day >= first) and day <= self.holdings.portal.as_of)

    @property
    def where(self) -> str:
        """The names of the columns in words, for a reason."""
        names = "、".join(dict.fromkeys(column.name for column in self.columns))
        if not names:
            return "本站"
        # A name may bring quotation marks of its own.
        return f"{names}栏目" if "“" in names else f"“{names}”栏目"

    def nowhere(self) -> Verdict | None:
        """Return the verdict where none of the columns is there."""
        if self.anywhere or self.columns:
            return None
        return Verdict(False, f"没有能放这些内容的栏目：{names_of(self.found)}。")


@dataclass(frozen=True)
class Gathered(Generic[Item]):
    """What was found for a fact: in all, or by each column (form, format) by its name.

    ``by_head`` tells that what it is shows in heads or formats alone, which not all content has.
    """

    groups: dict[str, tuple[Item, ...]]
    day: Callable[[Item], date | None]
    proofs: Callable[[Sequence[Item]], tuple[Proof, ...]]
    what: str
    unit: str = "份"
    by_head: bool = False

    @property
    def items(self) -> list[Item]:
        """All that was found, each once."""
        known: dict[int, Item] = {id(item): item for group in self.groups.values() for item in group}
        return list(known.values())


def count(ask: Ask, gathered: Gathered[Item], others: Iterable[Column] = ()) -> Verdict:
    """Return whether enough was found, in each group, and when that came to be so."""
    needed = max(ask.fact.at_least, 1)
    lacking = [name for name, group in gathered.groups.items() if len(group) < needed]
    items = gathered.items
    shown = gathered.proofs(items) or tuple(column_proof(column, "没有这样的内容") for column in others)
    if lacking or not gathered.groups:
        told = "、".join(f"“{name}”" for name in lacking if name)
        place = f"，缺的是{told}" if told and len(gathered.groups) > 1 else ""
        several = f"不少于{needed}{gathered.unit}" if needed > 1 else ""
        reason = (
            f"{ask.where}应有{ask.period}{gathered.what}{several}，查到{len(items)}{gathered.unit}{place}。"
        )
        wanted = ask.fact.look or f"有没有{gathered.what}{several}" if gathered.by_head else ""
        return Verdict(False, reason, shown, some=bool(items), wanted=wanted)
    late = max(
        (
            day
            for group in gathered.groups.values()
            if (day := in_time(map(gathered.day, group), needed, ask.last))
        ),
        default=None,
    )
    reason = f"{ask.where}有{ask.period}{gathered.what}{len(items)}{gathered.unit}。"
    return Verdict(True, reason, shown, some=True, late=late)
