"""How much of a directive a draft read rightly, and what is wrong without a mark."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher

from generator.intake.directives.measures import Measure

Names = tuple[str, ...]


@dataclass(frozen=True)
class Expected:
    """What a pack holds of one task, its wording aside."""

    section: str
    subsection: str
    item_no: str
    lead: Names
    responsible: Names
    deadline: str
    paths: tuple[Names, ...]

    @property
    def place(self) -> Names:
        """Where the task stands in the directive."""
        return self.section, self.subsection, self.item_no


@dataclass(frozen=True)
class Score:
    """Shares of what the pack holds that the draft holds too, in order; ``unmarked`` is wrong and not told."""

    measures: float
    lead: float
    responsible: float
    paths: float
    deadlines: float
    doubts: int
    unmarked: tuple[str, ...]


def score(expected: Sequence[Expected], read: Sequence[Measure]) -> Score:
    """Compare a draft with a pack: tasks by their place and order, then what each pair of them holds."""
    places = [each.place for each in expected], [(m.section, m.subsection, m.item_no) for m in read]
    pairs = [
        (block.a + step, block.b + step)
        for block in SequenceMatcher(None, *places, autojunk=False).get_matching_blocks()
        for step in range(block.size)
    ]
    right = {"lead": 0, "responsible": 0, "paths": 0, "deadline": 0}
    unmarked: list[str] = []
    for at, other in pairs:
        want, got = expected[at], read[other]
        told = {name for name, _ in got.doubts}
        held: dict[str, tuple[object, object]] = {
            "lead": (set(want.lead), set(got.lead)),
            "responsible": (set(want.responsible), set(got.responsible)),
            "paths": (set(want.paths), set(got.columns.paths)),
            "deadline": ({want.deadline} - {""}, {str(got.deadline)} if got.deadline else set()),
        }
        for name, (wanted, found) in held.items():
            assert isinstance(wanted, set) and isinstance(found, set)
            right[name] += len(wanted & found)
            if wanted != found and name not in told:
                unmarked.append(f"{at + 1} {name}: {sorted(wanted)} / {sorted(found)}")
    if len(read) > len(pairs):
        unmarked += [
            f"{other + 1} is no task of the pack"
            for other in range(len(read))
            if other not in {b for _, b in pairs}
        ]
    return Score(
        _share(len(pairs), len(expected)),
        _share(right["lead"], sum(len(each.lead) for each in expected)),
        _share(right["responsible"], sum(len(each.responsible) for each in expected)),
        _share(right["paths"], sum(len(each.paths) for each in expected)),
        _share(right["deadline"], sum(bool(each.deadline) for each in expected)),
        sum(bool(each.doubts) for each in read),
        tuple(unmarked),
    )


def _share(part: int, whole: int) -> float:
    return part / whole if whole else 1.0
